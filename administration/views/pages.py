"""What pages of site administration share: lists in pages, and deeds that want proof of who does them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.exceptions import ReauthenticationRequired
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.enums import WAYS
from accounts.proof import is_recent
from accounts.views.again import ask_again
from itaportal.language import gettext_lazy

ROWS_A_PAGE = 50
_WHY = gettext_lazy("ก่อนดำเนินการนี้ กรุณายืนยันว่าเป็นท่าน ระบบจะทำต่อให้ทันทีเมื่อยืนยันแล้ว")


def page_of(request: HttpRequest, rows: QuerySet) -> Page:
    """Return the page of the rows that was asked for."""
    return Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))


def proven(view: Callable[..., Any]) -> Callable[..., Any]:
    """Ask again who somebody is before a POST is done, unless they proved it just now; what was sent is carried along."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.method == "POST" and not is_recent(request):
            asked = ask_again(request, tuple(WAYS), _WHY)
            if asked is None:
                raise ReauthenticationRequired
            return asked
        return view(request, *args, **kwargs)

    return guarded
