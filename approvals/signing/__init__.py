"""Signatures in PDF files: adapters over pyHanko that know nothing of models, requests or agencies."""
