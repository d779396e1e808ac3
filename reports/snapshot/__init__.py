"""The frozen content of a document: what it is made of, gathering it, and opening what was stored of it."""
