"""Pages with 500 events stored against 50; the reading view with 200 claims; what each page sends.

    python tests/benchmarks/pages.py [--events 500] [--few 50] [--rounds 9]

Server time is that of whole requests in one process, both stores asked in turn, so that a change of the
machine's speed hits both; the events are three real comparisons, stored again and again under other titles,
dates and claims. First contentful paint and bytes are a real Chromium's, with an empty cache, on loopback.
"""

from __future__ import annotations

import argparse
import itertools
import shutil
import socket
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import uvicorn
from starlette.testclient import TestClient

from compare.embedding import Encoder, default_encoder
from compare.pipeline import compare_readouts
from compare.records import Readout
from corpora import load_resources
from corpora.example_events import example_events
from service.app import create_app
from service.keys import local_project
from service.logging import configure_logging
from service.settings import Settings
from service.store.comparisons import ReadyComparison, make_ready, save_comparison
from service.store.engine import Store, open_store
from service.store.events import create_event

FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
TOPICS = (
    "the northern crossing", "the detained crews", "the grain corridor", "the ceasefire line", "the gas contract",
    "the observer mission", "the exchange of prisoners", "the flooded villages", "the joint inquiry", "the sea lane",
)  # fmt: skip
PAGES = {
    "start": "/",
    "event": "/events/{event}",
    "reading view": "/comparisons/{comparison}/read",
    "report": "/comparisons/{comparison}",
    "divergence": "/divergence",
    "terms": "/terms",
    "search": "/search",
    "search by words": "/search?q=commission&by=words",
    "search by meaning": "/search?q=the+gates+were+opened&by=meaning",
}


@dataclass(frozen=True)
class Filled:
    """A store with events, and the newest of them."""

    store: Store
    settings: Settings
    event: str
    comparison: str

    def path(self, page: str) -> str:
        return PAGES[page].format(event=self.event, comparison=self.comparison)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--events", type=int, default=500)
    parser.add_argument("--few", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=9)
    given = parser.parse_args()
    configure_logging("error")
    encoder = default_encoder()
    told = [ready(encoder, event.readouts, event.title) for event in example_events()[1:4]]
    with tempfile.TemporaryDirectory() as folder:
        few = fill(Path(folder) / "few.db", told, given.few)
        many = fill(Path(folder) / "many.db", told, given.events)
        server_times(few, many, given)
        long = fill(Path(folder) / "long.db", [ready(encoder, long_accounts(), "A long exchange")], 1)
        in_browser(many, long, given.rounds)
        for each in (few, many, long):
            each.store.close()


def ready(encoder: Encoder, readouts: tuple[Readout, ...], title: str) -> ReadyComparison:
    """A comparison of the engine, made ready to be stored."""
    event = {"title": title, "date": readouts[0].date, "participants": []}
    return make_ready(
        compare_readouts(readouts, encoder=encoder, resources=load_resources(), event=event), encoder
    )


def long_accounts() -> tuple[Readout, ...]:
    """Two accounts of a hundred sentences each, invented."""
    first = [
        f"In round {n} the ministers of Veldania and Orsk discussed {topic} for {n + 1} hours."
        for n, topic in itertools.product(range(1, 11), TOPICS)
    ]
    second = [
        f"Orsk's delegation left round {n} without a word on {topic}, {n} hours before its end."
        for n, topic in itertools.product(range(1, 11), TOPICS)
    ]
    return (
        Readout(source="Veldania", text=" ".join(first), language="en", date="2031-05-02"),
        Readout(source="Orsk", text=" ".join(second), language="en", date="2031-05-02"),
    )


def fill(path: Path, told: list[ReadyComparison], count: int) -> Filled:
    """A store with ``count`` events, one a day."""
    settings = Settings(database=f"sqlite:///{path}", requests_per_minute=1_000_000)
    store = open_store(settings.database)
    project = local_project(store).id
    for number in range(count):
        one = told[number % len(told)]
        day = (date(2030, 1, 1) + timedelta(days=number)).isoformat()
        claims = [
            {**claim, "claim_id": f"{claim['claim_id'][:24]}-{number}", "date": day} for claim in one.claims
        ]
        title = f"{one.title}, {number + 1}"
        again = replace(
            one, engine_id=f"{one.engine_id}-{number}", title=title, date=day, claims=tuple(claims)
        )
        with store.begin() as session:
            event = create_event(session, project, title=title, date=day).id
            comparison = save_comparison(session, project, event, again).id
    return Filled(store, settings, event, comparison)


def server_times(few: Filled, many: Filled, given: argparse.Namespace) -> None:
    """Median time of each page with few and with many events, and the ratio."""
    print(f"server time, median of {given.rounds} (ms)    {given.few} events  {given.events} events  ratio")
    with client(few) as a, client(many) as b:
        for page in PAGES:
            times: dict[str, list[float]] = {"few": [], "many": []}
            for number in range(given.rounds + 1):
                for name, where, asks in (("few", few, a), ("many", many, b)):
                    start = time.perf_counter()
                    answer = asks.get(where.path(page))
                    if number:  # the first builds templates and loads the encoder
                        times[name].append(time.perf_counter() - start)
                    assert answer.status_code == 200, (page, answer.status_code)
            one, other = (1000 * statistics.median(times[name]) for name in ("few", "many"))
            print(f"{page:36} {one:9.1f} {other:11.1f} {other / one:9.2f}")


@contextmanager
def client(filled: Filled) -> Iterator[TestClient]:
    with TestClient(create_app(filled.settings, filled.store), base_url="http://127.0.0.1:8470") as found:
        yield found


def in_browser(many: Filled, long: Filled, rounds: int) -> None:
    """Bytes that each page takes, cold; and the first contentful paint of a reading view with many claims."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        with serving(many) as address:
            print("\nbytes sent, empty cache (kB)             page   script    style    fonts      all")
            for page in PAGES:
                sent = bytes_of(browser, address + many.path(page))
                kinds = [sent.get(kind, 0) / 1000 for kind in ("navigation", "script", "css", "font")]
                print(
                    f"{page:36} " + " ".join(f"{each:8.1f}" for each in (*kinds, sum(sent.values()) / 1000))
                )
        with serving(long) as address:
            reading = paints(browser, address + long.path("reading view"), rounds)
            nothing = paints(browser, address + "/key", rounds)
        print(f"\nfirst contentful paint, median of {rounds} (ms)")
        print(f"reading view with {count_claims(long)} claims {reading:9.0f}")
        print(f"a page with nothing on it    {nothing:9.0f}   ratio {reading / nothing:.2f}")
        browser.close()


def count_claims(filled: Filled) -> int:
    from service.store.contrasts import speakers

    with filled.store.session() as session:
        found = speakers(session, local_project(filled.store).id)
    return sum(each.claims for each in found if not each.actor)


def bytes_of(browser: Any, address: str) -> Mapping[str, int]:
    """Bytes on the wire by kind, of the page and all that it loads."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    entries = page.evaluate(
        "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
        ".map((each) => [each.initiatorType, each.name, each.transferSize])"
    )
    context.close()
    found: dict[str, int] = {}
    for kind, name, size in entries:
        kind = "font" if name.endswith(".woff2") else "css" if name.endswith(".css") else kind
        kind = "script" if name.endswith(".js") else kind
        found[kind] = found.get(kind, 0) + size
    return found


def paints(browser: Any, address: str, rounds: int) -> float:
    """Median of the first contentful paint, in ms after navigation began; the first round is left out."""
    found = []
    for number in range(rounds + 1):
        context = browser.new_context()
        page = context.new_page()
        page.goto(address, wait_until="load")
        page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
        if number:
            found.append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
        context.close()
    return statistics.median(found)


@contextmanager
def serving(filled: Filled) -> Iterator[str]:
    """The app on a free port."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(filled.settings, filled.store), log_config=None))
    thread = Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        time.sleep(0.05)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


if __name__ == "__main__":
    main()
