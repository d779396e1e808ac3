"""One-time codes: made by an administrator, on paper or in a mail, used once by the person for a password of their own."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.actions.passwords import set_own_password
from accounts.actions.recording import mail_to, name_of, record_everywhere, tell, tell_auditors
from accounts.enums import CodeKind
from accounts.models import OneTimeCode
from accounts.rules import codes
from accounts.signals import let_in_by_other
from agencies.models import Agency, User
from agencies.navigation import permanent_url
from itaportal.language import in_thai, marked

_VALID_FOR = {CodeKind.PRINTED: timedelta(hours=72), CodeKind.MAILED: timedelta(days=7)}


class CodeGone(Exception):
    """The code was used, has ended or was replaced meanwhile."""


@in_thai()
@transaction.atomic
def make_code(*, user: User, kind: CodeKind, by: User) -> tuple[OneTimeCode, str]:
    """Make a code for the person and return it with its secret, which is stored nowhere; earlier ones end."""
    now = timezone.now()
    OneTimeCode.objects.filter(user=user).open(now).update(expires_at=now)
    secret = codes.printed_code() if kind == CodeKind.PRINTED else codes.link_secret()
    code = OneTimeCode.objects.create(
        user=user, made_by=by, kind=kind, made_at=now, expires_at=now + _VALID_FOR[kind], hash=_hash(secret)
    )
    record_everywhere("account.make_code", user, by=by, after={"kind": code.get_kind_display()})
    told = marked(f"{by.get_full_name()} ออกรหัสครั้งเดียวหรือคำเชิญให้ {name_of(user)}")
    tell_auditors(user, told, by=by)
    if kind == CodeKind.PRINTED:
        tell(
            user,
            marked(f"{by.get_full_name()} ออกรหัสครั้งเดียวสำหรับตั้งรหัสผ่านของบัญชี {user.username} ในระบบรายงาน ITA"),
            marked("หากท่านไม่ได้ขอ กรุณาแจ้งผู้ตรวจสอบของหน่วยงานหรือผู้ดูแลระบบทันที"),
            subject="มีการออกรหัสครั้งเดียวของบัญชีท่าน",
        )
    return code, secret


def invite_by_mail(*, user: User, agency: Agency | None, by: User) -> None:
    """Send the person a link to a password of their own; ``agency`` is None for who works in none."""
    with transaction.atomic():
        code, secret = make_code(user=user, kind=CodeKind.MAILED, by=by)
        link = permanent_url(reverse("invitation", args=[code.pk, secret]))
        mail_to(
            user,
            subject=f"คำเชิญเข้าใช้ระบบรายงาน ITA{f' – {agency.short_name}' if agency else ''}",
            body=f"{by.get_full_name()} เชิญท่านเข้าใช้ระบบรายงาน ITA {f'ของ{agency.name}' if agency else ''}\n\nชื่อผู้ใช้ของท่าน: {user.username}\nเปิดลิงก์นี้ภายใน 7 วัน แล้วตั้งรหัสผ่านของท่านเอง\n\n{link}",
        )


def try_code(*, username: str, secret: str) -> OneTimeCode | None:
    """Return the open printed code of that name; a wrong one is counted, and too many end the code."""
    if "\x00" in username:
        return None
    found = OneTimeCode.objects.filter(user__username__iexact=username, kind=CodeKind.PRINTED).open()
    code = found.select_related("user").first()
    if code and constant_time_compare(code.hash, _hash(codes.typed_code(secret))):
        return code
    found.update(wrong_tries=F("wrong_tries") + 1)
    return None


def try_link(*, pk: int, secret: str) -> OneTimeCode | None:
    """Return the open code of a mailed link."""
    code = OneTimeCode.objects.filter(pk=pk, kind=CodeKind.MAILED).open().first()
    return code if code and constant_time_compare(code.hash, _hash(secret)) else None


@transaction.atomic
def use_code(*, pk: int, password: str) -> User:
    """Let the person of an open code have a password of their own; raises CodeGone."""
    code = OneTimeCode.objects.select_for_update().filter(pk=pk).open().select_related("user").first()
    if code is None:
        raise CodeGone
    code.used_at = timezone.now()
    code.save(update_fields=["used_at"])
    set_own_password(user=code.user, password=password, forgotten=True)
    let_in_by_other.send(use_code, user=code.user, by=code.made_by)
    return code.user


def _hash(secret: str) -> str:
    return salted_hmac("accounts.onetimecode", secret, algorithm="sha256").hexdigest()
