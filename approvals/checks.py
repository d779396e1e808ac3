"""What ``manage.py check --deploy`` says of the local authority's key, and what to do about it."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Info, Tags, Warning, register

from approvals.signing import installation
from approvals.signing.keyfolder import RootLocked

_LOCKED = (
    "Put the passphrase into the file that AUTHORITY_PASSPHRASE_FILE names (readable by the service alone), or bring "
    "root-key.pem back to DATA_DIR/signing. Until then people without a certificate sign with the portal's seal, and "
    "the seal cannot be renewed."
)
_PLAIN = (
    "Write a long passphrase into a file outside DATA_DIR, readable by the service alone, name it in "
    "AUTHORITY_PASSPHRASE_FILE and restart: the key is encrypted in place. Keep a copy of it elsewhere."
)


@register(Tags.security, deploy=True)
def check_authority(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Return a warning where the authority's key cannot be opened, and a hint where it lies there unencrypted."""
    return list(_warnings())


def _warnings() -> Iterator[CheckMessage]:
    try:
        installation.issuer()
    except (OSError, RootLocked) as error:
        yield Warning(
            f"The local authority cannot issue certificates: {error}", hint=_LOCKED, id="approvals.W001"
        )
    if not settings.AUTHORITY_PASSPHRASE_FILE:
        yield Info("The key of the local authority is not encrypted.", hint=_PLAIN, id="approvals.I002")
