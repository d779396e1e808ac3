"""Encrypting small things with a key made of SECRET_KEY, another one for each purpose."""

import base64
from typing import TYPE_CHECKING

from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from cryptography.fernet import Fernet


def cipher_for(purpose: str) -> "Fernet":
    """Return what encrypts and decrypts for the purpose; its tokens are worth nothing without SECRET_KEY."""
    from cryptography.fernet import Fernet

    key = salted_hmac(purpose, "", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
