"""What gunicorn is told wherever it is started from this folder; the command line may say otherwise."""

# The dictionaries are read once, before the workers are forked, and shared by them (itaportal/wsgi.py).
preload_app = True
# An address with 200 Thai letters to look for is 1,800 long; more than any search is answered by the page itself.
limit_request_line = 8190
