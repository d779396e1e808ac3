"""A file of a row whose hash stands in the row."""

from typing import Any

from django.db import models


class HashedFileField(models.FileField):
    """A file field that says which field of the model holds the hash of its bytes; of no interest to migrations."""

    def __init__(self, *args: Any, sha256_in: str = "sha256", **options: Any):
        self.sha256_in = sha256_in
        super().__init__(*args, **options)

    def deconstruct(self):
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.FileField", args, options
