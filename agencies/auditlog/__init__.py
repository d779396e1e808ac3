"""The audit log: who did what to which object, kept as chains of hashes that the database refuses to change.

``writing`` appends and verifies, ``chain`` holds the rules, ``triggers`` is what the database refuses; ``words`` is where
every app registers its words, ``entries`` words an event, ``queries`` and ``export`` read the log.
"""
