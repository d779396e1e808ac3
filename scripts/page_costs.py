"""What the main pages of the demonstration cost: queries and processor time of each, for `make page-costs`.

`python -m scripts.page_costs [PAGE]` asks a prepared demonstration in this process, as its people; with a page's
name every query of that page is printed.
"""

import statistics
import sys
import time

from django.db import connection
from django.test import Client

from scripts.pictures import PAGES, STRANGER, places

ROUNDS = 15


class Queries(list):
    """The queries that were asked while this wrapped a connection."""

    def __call__(self, execute, sql, params, many, context):
        """Remember the query and ask it."""
        self.append(sql)
        return execute(sql, params, many, context)


def main(show: str = "") -> None:
    """Print a line for each page, or the queries of one."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415 - needs the apps

    known = places()
    if not show:
        print(f"{'page':20} {'queries':>8} {'ms of processor':>16}  (median of {ROUNDS})")
    for who, pages in PAGES.items():
        client = Client()
        if who != STRANGER:
            user = get_user_model().objects.get(username=who)
            client.force_login(user)
        for name, path in pages.items():
            if show in ("", name):
                queries, spent = cost(client, path.format(**known))
                if show:
                    print(*queries, sep="\n\n")
                else:
                    print(f"{name:20} {len(queries):8} {spent:16.1f}")


def cost(client: Client, path: str) -> tuple[Queries, float]:
    """Return the queries of a page and the median of its processor time in milliseconds; the first request warms up."""
    times: list[float] = []
    queries = Queries()
    for _ in range(ROUNDS + 1):
        queries.clear()
        start = time.process_time()
        with connection.execute_wrapper(queries):
            response = client.get(path, follow=True)
        times.append(time.process_time() - start)
        if response.status_code != 200:
            raise SystemExit(f"{path} answers {response.status_code}")
    return queries, statistics.median(times[1:]) * 1000


if __name__ == "__main__":
    # What answers in the web server; it sets up Django.
    import itaportal.wsgi  # noqa: F401

    main(*sys.argv[1:])
