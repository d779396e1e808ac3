"""A whole report of an earlier year, read into scores, findings, measures and progress."""
