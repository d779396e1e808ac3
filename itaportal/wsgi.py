"""The WSGI application that itaportal/serving/ serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from itaportal.thai import proofing
from search import warming

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "itaportal.settings")
application = get_wsgi_application()
# Before the first request, and before workers are forked, so that nobody waits and all share the memory.
proofing.warm()
warming.warm()
# All this stays: the collector need not look at it again, a tenth of a second each time, nor touch what is shared.
gc.collect()
gc.freeze()
