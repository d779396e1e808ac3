"""Writing what is disclosed."""

from disclosure.actions.contests import (
    CONTEST_FIELDS,
    MAX_FILES,
    add_files,
    delete_file,
    save_contest,
    save_window,
)
from disclosure.actions.items import save_disclosure
from disclosure.actions.links import begin_round, check_links, due_rounds, keep_check
