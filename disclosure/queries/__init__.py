"""Reading what is disclosed."""
