"""How the person of a request is known, and asking them again before they sign."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from accounts.proof import recent_proof
from accounts.views.again import ask_again
from agencies.middleware import client_ip
from agencies.models import Agency
from approvals.queries.signing_rules import rules_of
from approvals.rules.moves import NotAllowed
from approvals.rules.presence import Presence, address_class, methods_for
from itaportal.language import gettext_lazy

_WHY = gettext_lazy("ก่อนลงนาม กรุณายืนยันว่าเป็นท่าน ระบบจะลงนามและบันทึกต่อให้ทันทีเมื่อยืนยันแล้ว")
_NO_WAY = gettext_lazy(
    "หน่วยงานกำหนดให้ยืนยันตัวตนด้วยแอปสร้างรหัสหรือกุญแจ (passkey) ก่อนลงนาม แต่บัญชีของท่านยังไม่มี "
    "กรุณาเพิ่มที่ “บัญชีของท่าน” หัวข้อความปลอดภัย แล้วลงนามอีกครั้ง"
)


def known_presence(request: HttpRequest, agencies: Iterable[Agency]) -> Presence | None:
    """Return how the person proved who they are, None where the agencies' rules want that done (again) now."""
    proof = recent_proof(request, _methods(agencies))
    if proof is None:
        return None
    key = request.session.session_key or ""
    mark = salted_hmac("approvals.session-mark", key, algorithm="sha256").hexdigest()[:16]
    return Presence(proof.method, proof.at, mark, str(address_class(client_ip(request))))


def ask_for_presence(request: HttpRequest, agencies: Iterable[Agency]) -> HttpResponse:
    """Answer the form that was sent with the question who the person is. Raises NotAllowed where they cannot answer."""
    asked = ask_again(request, sorted(_methods(agencies)), _WHY)
    if asked is None:
        raise NotAllowed(_NO_WAY)
    return asked


def _methods(agencies: Iterable[Agency]) -> frozenset[str]:
    return methods_for(*(rules_of(agency).proof for agency in agencies))
