"""Writing what is disclosed."""

from disclosure.actions.items import save_disclosure
