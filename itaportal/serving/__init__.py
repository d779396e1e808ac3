"""The web server: ``python -m itaportal.serving --listen 127.0.0.1:8000 --processes 2``.

One small process holds the socket and does nothing else (`generations.py`). It begins a generation of processes that answer
(`answering.py`, `server.py`). SIGHUP begins another from the files as they are now; once that answers, the one before
takes no more and ends when all that it began is answered. Nobody is turned away meanwhile.
"""
