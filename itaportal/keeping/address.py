"""The address of a bucket, as STORAGE_URL names it, taken apart."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

_KNOWN = {"region", "tls", "style"}
_SHAPE = "s3://KEY:SECRET@HOST:PORT/BUCKET?region=REGION"


def bucket_options(url: str) -> dict[str, Any]:
    """Return what ``BucketStorage`` wants to know of ``s3://KEY:SECRET@HOST:PORT/BUCKET/FOLDER?region=REGION``.

    Without key and secret they come from where boto3 looks for them. ``tls=0`` speaks http, ``style=virtual`` has the
    bucket's name stand in front of the host's. Raises ValueError, which says what is wrong and never the secret.
    """
    parts = urlsplit(url)
    bucket, _, folder = unquote(parts.path).strip("/").partition("/")
    if parts.scheme != "s3" or not parts.hostname or not bucket:
        raise ValueError(f"STORAGE_URL has the form {_SHAPE}")
    if bool(parts.username) != bool(parts.password):
        raise ValueError("STORAGE_URL names a key without a secret, or a secret without a key")
    more = dict(parse_qsl(parts.query, keep_blank_values=True))
    if unknown := sorted(more.keys() - _KNOWN):
        raise ValueError(f"STORAGE_URL knows {', '.join(sorted(_KNOWN))}, not {', '.join(unknown)}")
    if more.get("tls", "1") not in ("0", "1") or more.get("style", "path") not in ("path", "virtual"):
        raise ValueError("In STORAGE_URL tls is 0 or 1, style is path or virtual")
    scheme = "http" if more.get("tls") == "0" else "https"
    port = f":{parts.port}" if parts.port else ""
    return {
        "bucket_name": bucket,
        "location": folder,
        "endpoint_url": f"{scheme}://{parts.hostname}{port}",
        "region_name": more.get("region") or "us-east-1",
        "access_key": unquote(parts.username or "") or None,
        "secret_key": unquote(parts.password or "") or None,
        "addressing_style": more.get("style", "path"),
    }
