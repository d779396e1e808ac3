"""Checking what somebody holds: a code (``standings``) or a file.

``inspection`` brings together what the portal knows of a file (``held_files``, by its hash or that of an earlier one of
its ``revisions``) and what the file itself says, and ``verdicts`` makes one answer of it.
"""
