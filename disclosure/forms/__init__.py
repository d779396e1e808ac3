"""Forms of what is disclosed."""

from disclosure.forms.contests import ContestFileForm, ContestForm, WindowForm
from disclosure.forms.items import DisclosureForm, ItemFilter
