"""A server of S3's interface on this machine, and buckets in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count

_NUMBERS = count(1)


@contextmanager
def bucket_server(address: str = "127.0.0.1") -> Iterator[int]:
    """Run the server in a thread of this process and give its port."""
    import logging

    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address=address, port=0, verbose=False)
    server.start()
    try:
        yield server.get_host_and_port()[1]
    finally:
        server.stop()


def new_bucket(port: int, address: str = "127.0.0.1") -> str:
    """Make an empty bucket, and return the STORAGE_URL that names a folder in it."""
    name = f"ita-files-{next(_NUMBERS)}"
    _client(port).create_bucket(Bucket=name)
    return f"s3://key:a%2Fsecret@{address}:{port}/{name}/portal?tls=0"


def objects(port: int, bucket: str) -> dict[str, bytes]:
    """Return what the bucket holds, by key."""
    client = _client(port)
    found = client.list_objects_v2(Bucket=bucket).get("Contents", ())
    return {each["Key"]: client.get_object(Bucket=bucket, Key=each["Key"])["Body"].read() for each in found}


@cache
def _client(port: int):
    import boto3

    return boto3.client(
        "s3",
        endpoint_url=f"http://127.0.0.1:{port}",
        region_name="us-east-1",
        aws_access_key_id="key",
        aws_secret_access_key="a/secret",
    )
