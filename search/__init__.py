"""Search: what the portal knows in words, in an index of the database that is written with the rows themselves."""
