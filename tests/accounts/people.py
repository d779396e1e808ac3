"""Passwords and sign-ins of the tests of accounts."""

from django.urls import reverse

OLD, NEW = "เดิม-เดิม-123", "ใหม่-ใหม่-456"


def sign_in(client, person, password, **more):
    return client.post(reverse("account_login"), {"login": person.username, "password": password}, **more)
