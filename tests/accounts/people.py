"""Passwords and sign-ins of the tests of accounts."""

from django.urls import reverse

OLD, NEW = "เดิม-เดิม-123", "ใหม่-ใหม่-456"


def sign_in(client, person, password, **more):
    return client.post(reverse("account_login"), {"login": person.username, "password": password}, **more)


def with_app(user):
    """Give the person an app and recovery codes; return the app's secret."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def shown_by(secret):
    """Return what the app shows now."""
    import time

    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))
