"""Telling as past what a demonstration enters now, so that documents wait for days and the audit log has a history."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from unittest.mock import patch

from django.conf import settings
from django.utils import timezone

from approvals.signing import installation, keyfolder

_BEGINS = 90  # days ago


class Past:
    """The days before today, as far back as the portal's certificates reach: nothing is signed before they begin."""

    def __init__(self) -> None:
        self.now = timezone.now()
        self.today: date = timezone.localdate(self.now)

    def day(self, ago: int) -> date:
        """Return the day so many days ago."""
        return self.today - timedelta(days=ago)

    @contextmanager
    def days_ago(self, ago: int) -> Iterator[None]:
        """Have whatever asks Django for the time be told that of so many days ago."""
        now = timezone.now
        with patch.object(timezone, "now", lambda: now() + self._away(ago)):
            yield

    def _away(self, ago: int) -> timedelta:
        return max(timedelta(days=-ago), self._begins - self.now)

    @cached_property
    def _begins(self) -> datetime:
        # Not before somebody asks: where all is there already, nothing is entered.
        return _certificates_begin(self.now - timedelta(days=_BEGINS))


def _certificates_begin(wanted: datetime) -> datetime:
    """Return when the portal's seal and authority begin; as wanted where there are none yet."""
    from cryptography import x509

    keyfolder.prepare(Path(settings.SIGNING_FOLDER), installation.authority_passphrase(), wanted)
    root = x509.load_pem_x509_certificate(installation.local_root())
    seal = x509.load_der_x509_certificate(installation.usable_seal().certificates[0])
    return max(root.not_valid_before_utc, seal.not_valid_before_utc) + timedelta(hours=2)
