"""What a person had typed when the portal no longer knew them: kept through the sign-in, in their own browser alone.

Nothing is stored by the portal. What was sent goes back encrypted, as a hidden field of the sign-in page: nobody else can
put words into a form that is sent on afterwards, and the next person at a shared computer can neither read nor send it.
"""

import json
import re
import zlib
from dataclasses import dataclass

from itaportal.encryption import cipher_for

FIELD = "interrupted"
KEPT_FOR = 24 * 60 * 60  # seconds
# A form with the longest texts is far below; the next request has to carry it once more.
_MOST = 1024 * 1024  # letters, as encrypted
_NOT_KEPT = {"csrfmiddlewaretoken", FIELD}
_SECRET = re.compile(r"pass(word|phrase)|(^|-)pin$", re.IGNORECASE)


@dataclass(frozen=True)
class Interrupted:
    """A form that was sent by somebody who was not signed in any more."""

    person: str
    """Who had been signed in: only they get it back."""
    path: str
    fields: tuple[tuple[str, str], ...]
    files: bool
    """Files were chosen; they have to be chosen again."""
    secrets: bool
    """A passphrase or PIN was typed; it is never kept."""

    @property
    def texts(self) -> list[str]:
        """What a person wrote rather than chose: values with a letter that no code has, or with more than one word."""
        return [value for _, value in self.fields if not value.isascii() or len(value.split()) > 1]


def is_secret(name: str) -> bool:
    """Tell whether the field of this name holds what must never be sent back."""
    return _SECRET.search(name) is not None


def keep(person: str, path: str, fields: list[tuple[str, str]], files: bool) -> str:
    """Return the form as an encrypted text, "" where there is nothing to keep, far too much, or nobody to keep it for."""
    typed = [(name, value) for name, value in fields if name not in _NOT_KEPT]
    kept = [(name, value) for name, value in typed if not is_secret(name)]
    if not person or not typed and not files:
        return ""
    secrets = any(value for name, value in typed if is_secret(name))
    content = json.dumps([person, path, kept, files, secrets]).encode()
    text = cipher_for(__name__).encrypt(zlib.compress(content)).decode()
    return text if len(text) <= _MOST else ""


def reopen(text: str) -> Interrupted | None:
    """Return the form that ``keep`` encrypted; None where the text is another, or more than a day old."""
    from cryptography.fernet import InvalidToken

    try:
        content = cipher_for(__name__).decrypt(text.encode(), ttl=KEPT_FOR)
    except InvalidToken:
        return None
    person, path, fields, files, secrets = json.loads(zlib.decompress(content))
    return Interrupted(person, path, tuple((name, value) for name, value in fields), files, secrets)
