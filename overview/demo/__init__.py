"""What a demonstration shows: the agencies of the seed documents, one of them up to today, and many small ones around."""
