"""What an agency discloses for the O-items of a year (OIT): who answers, where it stands, whether it can be opened."""
