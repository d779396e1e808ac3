"""Many people at once, each reading, entering or deciding with time to think between, for `make bench-load`.

`prepare PLAN KIND PEOPLE` makes them (`scripts/bench_people.py`), `drive PLAN ADDRESS SERVER SECONDS THINK` lets them ask a portal whose
server is that process, and prints what it was like for them; exit 1 where an answer was a mistake.
"""

import asyncio
import json
import random
import statistics
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

import httpx
from lxml import html

WARM_UP = 15  # seconds, not counted
LISTS = {
    "Django admin's list of agencies": "/admin/agencies/agency/",
    "the portal's list of agencies": "/site/agencies/",
}


class Crowd:
    """What all people were answered."""

    def __init__(self, address: str, think: float):
        self.address, self.think = address, think
        self.begin = self.end = 0.0
        self.times: dict[str, list[float]] = defaultdict(list)
        self.mistakes: Counter[str] = Counter()

    async def ask(
        self, client: httpx.AsyncClient, doing: str, path: str, form: dict | None = None
    ) -> httpx.Response | None:
        """Ask once, and write down how long it took; a form is expected to lead on to a page, which is asked for, too."""
        start = time.monotonic()
        try:
            answer = await (client.post(path, data=form) if form else client.get(path))
        except httpx.HTTPError as error:
            self._note(start, doing, f"{type(error).__name__} {path}")
            return None
        wrong = answer.status_code != (302 if form else 200)
        self._note(start, doing, f"{answer.status_code} {path}" if wrong else "")
        if form and not wrong:
            return await self.ask(client, doing, answer.headers["Location"])
        return None if wrong else answer

    def _note(self, start: float, doing: str, mistake: str) -> None:
        if self.begin <= start < self.end:
            self.times[doing].append(time.monotonic() - start)
            if mistake:
                self.mistakes[mistake] += 1

    async def person(self, told: dict) -> None:
        """Do what the person does until the end."""
        cookies = {"sessionid": told["cookie"]} if told["cookie"] else {}
        async with httpx.AsyncClient(base_url=self.address, cookies=cookies, timeout=60) as client:
            await asyncio.sleep(random.uniform(0, self.think))
            pages = iter(told["pages"])
            while time.monotonic() < self.end:
                if told["doing"] in ("reader", "public"):
                    await self.ask(client, told["doing"], random.choice(told["pages"]))
                elif told["doing"] == "writer":
                    await self.enter(client, told["pages"][0])
                elif path := next(pages, None):
                    await self.decide(client, path)
                else:
                    return
                # An approver reads what there is to sign for longer.
                await asyncio.sleep(
                    random.uniform(0.5, 1.5) * self.think * (2 if told["doing"] == "approver" else 1)
                )

    async def enter(self, client: httpx.AsyncClient, path: str) -> None:
        """Open the scores of the year, think, and save them with one changed."""
        if page := await self.ask(client, "writer", path):
            typed = form_of(page, "version")
            typed |= {"score_1": f"{random.uniform(60, 100):.2f}", "printed_total": "", "printed_level": ""}
            await asyncio.sleep(random.uniform(0.5, 1.5) * self.think / 2)
            await self.ask(client, "writer", path, typed)

    async def decide(self, client: httpx.AsyncClient, path: str) -> None:
        """Open the document, read it, approve and sign it."""
        if page := await self.ask(client, "approver", path):
            typed = form_of(page, "choice") | {"choice": "approve", "opinion": "เห็นชอบ"}
            await asyncio.sleep(random.uniform(0.5, 1.5) * self.think)
            await self.ask(client, "approver", f"{path}decide/", typed)


def form_of(page: httpx.Response, field: str) -> dict[str, str]:
    """Return what stands in the page's form that has the field."""
    for form in html.fromstring(page.content).forms:
        if field in form.fields:
            return {name: value.strip() for name, value in form.form_values()}
    raise SystemExit(f"{page.url} has no form with {field}")


async def drive(plan: dict, address: str, server: int, seconds: float, think: float) -> int:
    """Let everybody ask for so long, and return how many mistakes there were."""
    crowd = Crowd(address, think)
    async with httpx.AsyncClient(base_url=address, timeout=5) as client:
        await _until_well(client)
    crowd.begin = time.monotonic() + WARM_UP
    crowd.end = crowd.begin + seconds
    people = [asyncio.create_task(crowd.person(each)) for each in plan["people"]]
    await asyncio.sleep(WARM_UP)
    before, spent = memory_of(server), processor_of(server)
    await asyncio.gather(*people)
    spent = processor_of(server) - spent
    counts = Counter(each["doing"] for each in plan["people"])
    print(
        f"{plan['agencies']:,} agencies; {', '.join(f'{number} {doing}s' for doing, number in counts.items())}; {seconds:.0f} s"
    )
    print(f"{'':10} {'requests':>9} {'a second':>9} {'p50 ms':>8} {'p95 ms':>8} {'p99 ms':>8} {'most':>8}")
    for doing, times in (
        *crowd.times.items(),
        ("all", [one for each in crowd.times.values() for one in each]),
    ):
        # Each counts twice, so that one alone can be told, too.
        p50, p95, p99 = (
            1000 * statistics.quantiles(times * 2, n=100, method="inclusive")[at - 1] for at in (50, 95, 99)
        )
        print(
            f"{doing:10} {len(times):9} {len(times) / seconds:9.1f} {p50:8.0f} {p95:8.0f} {p99:8.0f} {1000 * max(times):8.0f}"
        )
    print(
        f"web server: {spent:.0f} s of processor; memory in MB at the start {before}, at the end {memory_of(server)}"
    )
    await lists(plan, address)
    print(
        f"mistakes: {sum(crowd.mistakes.values())}",
        *(f"  {count} × {what}" for what, count in crowd.mistakes.items()),
        sep="\n",
    )
    return sum(crowd.mistakes.values())


async def lists(plan: dict, address: str) -> None:
    """Ask for Django admin's list of the same rows and for the portal's, one after the other, nobody else there."""
    async with httpx.AsyncClient(
        base_url=address, cookies={"sessionid": plan["admin"]}, timeout=60
    ) as client:
        for name, path in LISTS.items():
            times = []
            for _ in range(12):
                start = time.monotonic()
                (await client.get(path)).raise_for_status()
                times.append(1000 * (time.monotonic() - start))
            print(f"{name}: {statistics.median(times[2:]):.0f} ms alone")


async def _until_well(client: httpx.AsyncClient) -> None:
    for _ in range(240):
        try:
            if (await client.get("/healthz")).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        await asyncio.sleep(0.25)
    raise SystemExit("the portal does not answer")


def processes_of(server: int) -> list[Path]:
    """Return the server's process and what it started, by their folders in /proc."""
    found = [server]
    for pid in found:
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            found += map(int, children.read_text().split())
    return [Path(f"/proc/{pid}") for pid in found]


def memory_of(server: int) -> list[int]:
    """Return the resident memory of each process, in megabytes."""
    lines = [line for each in processes_of(server) for line in (each / "status").read_text().splitlines()]
    return [int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS")]


def processor_of(server: int) -> float:
    """Return the seconds of processor that the processes have spent."""
    told = ((each / "stat").read_text().rpartition(")")[2].split() for each in processes_of(server))
    return sum(int(each[11]) + int(each[12]) for each in told) / 100


def main(what: str, plan: str, *more: str) -> int:
    """Do what the command line asks for."""
    if what == "prepare":
        import django  # noqa: PLC0415

        django.setup()
        from scripts.bench_people import prepare  # noqa: PLC0415 - needs the apps

        prepare(Path(plan), more[0], int(more[1] or 0))
        return 0
    address, server, seconds, think = more
    told = json.loads(Path(plan).read_text())
    return 1 if asyncio.run(drive(told, address, int(server), float(seconds), float(think))) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
