"""The index itself, in the words of each database: ``install`` makes it, ``narrow`` asks it.

Both keep it in step with the entries without being told, so that an entry and its words cannot part.
"""
