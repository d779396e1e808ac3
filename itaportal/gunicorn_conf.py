"""How gunicorn serves the portal, the demonstration and a real one alike; its command line may say otherwise.

Start with ``gunicorn -c python:itaportal.gunicorn_conf itaportal.wsgi``.
"""

worker_class = "gthread"
workers = 2
threads = 4
keepalive = 5
# A head of more is nobody's browser.
limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190
control_socket_disable = True
loglevel = "warning"
