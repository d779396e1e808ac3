"""One document of each of many agencies, made, sealed and stored by the worker."""
