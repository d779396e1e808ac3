"""A whole portal in one file, and back: rows, stored files and keys as they stood at one moment.

``sealing`` encrypts, ``rows`` takes the database apart and puts it together whatever its kind, ``packing`` makes the
archive of both and of the files, ``restoring`` looks at all of it and then puts it in place.
"""
