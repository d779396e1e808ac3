"""Everything that the portal holds about one person: ``gathering`` reads it, ``archive`` makes a file of it."""
