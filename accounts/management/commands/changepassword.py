from django.contrib.auth.management.commands import changepassword

from accounts.actions import password_set_by_other
from agencies.models import User


class Command(changepassword.Command):
    """Django's command, after which the password is one that somebody else chose: recorded, told, and to be changed."""

    def handle(self, *args, **options):
        said = super().handle(*args, **options)
        user = User.objects.db_manager(options["database"]).get_by_natural_key(options["username"])
        password_set_by_other(user=user, by=None)
        return said
