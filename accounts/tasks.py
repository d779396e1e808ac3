"""What a request only asks for, done by `manage.py db_worker`."""

from django_tasks import task

from accounts import actions
from itaportal.encryption import cipher_for

_PURPOSE = "accounts.reset-link"
_STARTED_WITHIN = 24 * 3600  # seconds: who asked yesterday has asked again since


def ask_for_reset_link(address: str) -> None:
    """Have a link sent to the address if it belongs to an account; asking takes the same time either way."""
    # The queue is a table that outlives the task: what strangers typed is not to be read there.
    send_reset_link.enqueue(cipher_for(_PURPOSE).encrypt(address.encode()).decode())


@task()
def send_reset_link(sealed: str) -> None:
    """Send the links that were asked for."""
    from cryptography.fernet import InvalidToken

    try:
        address = cipher_for(_PURPOSE).decrypt(sealed.encode(), ttl=_STARTED_WITHIN).decode()
    except InvalidToken:
        return
    actions.send_reset_links(address=address)
