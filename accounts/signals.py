"""What accounts tell upper apps of."""

from django.dispatch import Signal

# Somebody came to their account by what another person gave them: a code, or a password that the other had chosen.
# ``user``, and ``by``: who gave it, None where that is not known (the command line).
let_in_by_other = Signal()
