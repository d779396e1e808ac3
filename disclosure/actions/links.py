"""Having the links of a year checked: asking for it once, asking each of them, keeping what they answered."""

import time
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from agencies.models import Agency
from disclosure.enums import Outcome
from disclosure.links import Answer, ask
from disclosure.models import Disclosure, LinkCheck, LinkRound
from itaportal.webaddresses import MOST_LETTERS

EVERY = timedelta(days=7)
GIVEN_UP = timedelta(hours=6)
"""A round that has not ended by then may be asked for again."""
KEPT = 12
"""Checks of each address, the newest ones: about a quarter of a year."""
_PAUSE = 1.0  # seconds between two requests to one host
_MOST_LINKS = 300
_MOST_SILENT = 3  # links of one host; the rest of them wait for the next round

Asker = Callable[[str, str], Answer]


def agent() -> str:
    """Return how the portal names itself to web sites."""
    return f"Mozilla/5.0 (compatible; ITA-Portal-link-check; +{settings.PORTAL_URL})"


def begin_round(*, agency: Agency, fiscal_year: int) -> bool:
    """Say that the links of the year are to be checked now; False while an earlier round goes on."""
    now = timezone.now()
    rounds = LinkRound.objects.filter(agency=agency, fiscal_year=fiscal_year)
    again = {"asked_at": now, "ended_at": None}
    if rounds.filter(ended_at__isnull=False).update(**again):
        return True
    if rounds.filter(asked_at__lt=now - GIVEN_UP).update(**again):
        return True
    try:
        with transaction.atomic():
            LinkRound.objects.create(agency=agency, fiscal_year=fiscal_year)
    except IntegrityError:
        return False
    return True


def due_rounds() -> list[tuple[Agency, int]]:
    """Return the agencies with the newest year for which they have links, where that was not checked for a week."""
    since = timezone.now() - EVERY
    with_links = Disclosure.objects.exclude(addresses="").order_by()
    newest = dict(with_links.values_list("agency").annotate(Max("fiscal_year")))
    recent = set(LinkRound.objects.filter(asked_at__gte=since).values_list("agency_id", "fiscal_year"))
    agencies = Agency.objects.in_bulk([pk for pk, year in newest.items() if (pk, year) not in recent])
    return [(agency, newest[pk]) for pk, agency in sorted(agencies.items())]


def check_links(
    *, agency: Agency, fiscal_year: int, asker: Asker = ask, sleep: Callable[[float], None] = time.sleep
) -> int:
    """Ask every link of the year, one after the other, and return how many answered as something else than good.

    Of a host that is silent three times the rest is left for the next round. Done twice it asks twice, no more.
    """
    rows = Disclosure.objects.filter(agency=agency, fiscal_year=fiscal_year).exclude(addresses="")
    links = [(row, address) for row in rows.order_by("pk") for address in row.links]
    links.sort(key=lambda link: urlsplit(link[1]).hostname or "")
    faulty, last_host, silent = 0, "", 0
    for row, address in links[:_MOST_LINKS]:
        host = urlsplit(address).hostname or ""
        if host != last_host:
            last_host, silent = host, 0
        elif silent >= _MOST_SILENT:
            continue
        else:
            sleep(_PAUSE)
        answer = asker(address, agent())
        silent = silent + 1 if answer.outcome is Outcome.SILENT else 0
        faulty += answer.outcome not in (Outcome.OK, Outcome.MOVED)
        keep_check(disclosure=row, address=address, answer=answer)
    LinkRound.objects.filter(agency=agency, fiscal_year=fiscal_year).update(ended_at=timezone.now())
    return faulty


@transaction.atomic
def keep_check(*, disclosure: Disclosure, address: str, answer: Answer) -> None:
    """Keep what a link answered, forget the oldest, and all about addresses that are no longer there."""
    now = Disclosure.objects.select_for_update().filter(pk=disclosure.pk).first()
    if now is None or address not in now.links:
        return
    checks = LinkCheck.objects.filter(disclosure=now)
    checks.exclude(address__in=now.links).delete()
    checks.filter(address=address, is_newest=True).update(is_newest=False)
    LinkCheck.objects.create(
        disclosure=now,
        address=address,
        outcome=answer.outcome,
        status=answer.status,
        final=answer.final[:MOST_LETTERS] if answer.final != address else "",
        redirects=answer.redirects,
        milliseconds=answer.milliseconds,
    )
    old = checks.filter(address=address).order_by("-checked_at", "-pk").values_list("pk", flat=True)[KEPT:]
    checks.filter(pk__in=list(old)).delete()
