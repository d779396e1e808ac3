"""Files that are kept: whole or not at all, and found out when they are not any more what they were.

``writing`` puts a file in place in one step, ``storage`` does so for every file of the portal, ``kept`` compares what
is stored with its hash, ``inspection`` does that for all files.
"""
