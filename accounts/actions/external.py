"""Accounts elsewhere that open the person's own."""

from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from accounts.actions.recording import NOT_DONE, record_everywhere, tell
from agencies.models import User
from itaportal.language import marked


@transaction.atomic
def connected(*, user: User) -> None:
    """Note that the person connected an account elsewhere."""
    record_everywhere("account.connect", user, by=user)
    tell(
        user,
        marked(f"บัญชีภายนอกเชื่อมกับบัญชี {user.username} ในระบบรายงาน ITA แล้ว"),
        NOT_DONE,
        subject="เชื่อมบัญชีภายนอกแล้ว",
    )


@transaction.atomic
def disconnect(*, account: SocialAccount, by: User) -> None:
    """Forget the account elsewhere."""
    account.delete()
    record_everywhere("account.disconnect", by, by=by)
