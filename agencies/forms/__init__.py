"""Forms of accounts and agency settings."""

from agencies.forms.accounts import AdminSignInForm, PasswordForm, PreferencesForm, SignInForm
from agencies.forms.agency import AgencyForm, DepartmentForm, EmblemForm
from agencies.forms.chain import ChainForm, ChainFormSet
from agencies.forms.people import MemberForm, NewMemberForm

__all__ = [
    "AdminSignInForm",
    "AgencyForm",
    "ChainForm",
    "ChainFormSet",
    "DepartmentForm",
    "EmblemForm",
    "MemberForm",
    "NewMemberForm",
    "PasswordForm",
    "PreferencesForm",
    "SignInForm",
]
