"""How the installation is: checks that say in a sentence what they found, and what to do about it.

`manage.py preflight` prints them; a page can show them. Each entry of CHECKS is one function without parameters.
"""

from itaportal.health import installation, services, stores
from itaportal.health.finding import Finding, Level
from itaportal.health.stores import has_room

CHECKS = (
    installation.mode,
    installation.secret,
    installation.hosts,
    installation.https,
    installation.static_files,
    installation.typesetting,
    stores.database,
    stores.migrations,
    stores.files,
    stores.backup,
    services.worker,
    services.waiting_tasks,
    services.clock,
    services.mail,
    services.time_stamps,
    services.request_counts,
)
