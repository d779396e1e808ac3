"""How gunicorn serves the portal, the demonstration and a real one alike; its command line may say otherwise.

Start with ``gunicorn -c python:itaportal.gunicorn_conf itaportal.wsgi``.
"""

worker_class = "gthread"
# The dictionaries are read once, before the workers are forked, and shared by them (itaportal/wsgi.py).
preload_app = True
workers = 2
threads = 4
keepalive = 5
# A head of more is nobody's browser.
# An address with 200 Thai letters to look for is 1,800 long.
limit_request_line = 8190
limit_request_fields = 60
limit_request_field_size = 8190
control_socket_disable = True
loglevel = "warning"
