"""Writing what is disclosed."""

from disclosure.actions.items import save_disclosure
from disclosure.actions.links import begin_round, check_links, due_rounds, keep_check
