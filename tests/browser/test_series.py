"""Divergence, terms and search in a real browser: drawn, pointed at, brushed, by keyboard, without script."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any

import pytest
import uvicorn

from compare.embedding import default_encoder
from corpora import load_resources
from service.app import create_app
from service.keys import local_project
from service.settings import Settings
from service.store.engine import open_store
from tests.browser.conftest import PHONE, Site, _compared
from tests.service.dashboard.figures.conftest import Teller

LABELS = {"ardenia": "Ardenia", "borovia": "Borovia", "severia": "Severia"}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A year of events put together by hand, and one that was really compared."""
    settings = Settings(
        database=f"sqlite:///{tmp_path_factory.mktemp('series') / 'rashomon.db'}", requests_per_minute=100_000
    )
    store = open_store(settings.database)
    project = local_project(store).id
    event, comparison = _compared(store, project, default_encoder(), load_resources())
    tell = Teller(store)
    for month in range(1, 13):
        tell(
            title=f"Round {month} of the talks",
            date=f"2031-{month:02d}-20",
            pairs=[("ardenia", "borovia", month / 20), ("borovia", "severia", 0.5)],
            labels=LABELS,
            claims=[
                (
                    "Ardenia Today",
                    "ardenia",
                    "en",
                    f"The raid on the port was an act of aggression, part {n}.",
                )
                for n in range(4)
            ]
            + [
                (
                    "Borovia Herald",
                    "borovia",
                    "en",
                    f"The patrol near the port was a routine exercise, part {n}.",
                )
                for n in range(4)
            ],
        )
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(settings, store), log_config=None, access_log=False))
    thread = Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield Site(f"http://127.0.0.1:{listening.getsockname()[1]}", store, project, event, comparison)
    server.should_exit = True
    thread.join()
    listening.close()
    store.close()


def test_a_chart_tells_what_is_pointed_at_and_opens_it(open_page: Callable[..., Any], site: Site) -> None:
    """By keyboard: the arrows go from event to event, Enter reads the accounts."""
    page = open_page("/divergence")
    chart = page.locator(".chart.timeline")
    chart.locator("svg").wait_for()
    assert chart.get_attribute("role") == "img"
    assert "13 events" in chart.get_attribute("aria-label")
    chart.focus()
    page.keyboard.press("ArrowRight")
    told = page.locator("section:has(.timeline) .told")
    assert told.inner_text().startswith("Round 1 of the talks · January 20, 2031 · 0.28 (")
    page.keyboard.press("ArrowRight")
    assert told.inner_text().startswith("Call of two presidents")
    assert "Call of two presidents" in page.locator("#announce").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/comparisons/{site.comparison}/read")
    assert "Call of two presidents" in page.inner_text("h1")


def test_a_period_is_brushed(open_page: Callable[..., Any]) -> None:
    page = open_page("/divergence")
    chart = page.locator(".chart.timeline")
    chart.locator("svg").wait_for()
    before = page.inner_text(".headline .big")
    chart.scroll_into_view_if_needed()
    page.evaluate("document.fonts.ready")
    box = chart.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.55, box["y"] + box["height"] * 0.85)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.85, steps=6)
    assert page.locator(".brush").count() == 1
    page.mouse.up()
    page.wait_for_url("**/divergence?from=2031-*&to=2031-*")
    page.locator("#view[aria-busy=false], #view:not([aria-busy])").wait_for()
    assert page.locator(".brush").count() == 0
    assert page.inner_text(".headline .big") != before
    assert 2 <= page.evaluate("JSON.parse(document.querySelector('.timeline').dataset.of).points.length") < 8
    page.locator(".chart.timeline svg").wait_for()
    page.get_by_role("link", name="Show all events").click()
    page.wait_for_url("**/divergence")


def test_a_choice_answers_in_place_and_can_be_gone_back_from(open_page: Callable[..., Any]) -> None:
    page = open_page("/divergence")
    page.locator("select[name=component]").select_option("omission")
    page.wait_for_url("**/divergence?component=omission")
    page.locator(".headline b", has_text="Left out").wait_for()
    page.go_back()
    page.locator(".headline b", has_text="Overall").wait_for()


def test_the_matrix_and_the_panels_lead_to_a_pair(open_page: Callable[..., Any]) -> None:
    page = open_page("/divergence")
    page.locator(".matrix td a").first.click()
    page.wait_for_url("**/divergence?a=*&b=*")
    assert page.locator(".matrix td a").count() == 1
    assert page.locator("#by-pair").count() == 1


def test_a_word_shows_the_claims_behind_it(open_page: Callable[..., Any]) -> None:
    page = open_page("/terms?a=ardenia&b=borovia")
    chart = page.locator(".chart.terms")
    chart.locator("svg").wait_for()
    behind = page.locator("#behind")
    behind.locator("mark").first.wait_for()
    chart.focus()
    for _ in range(30):
        page.keyboard.press("ArrowRight")
        told = page.locator(".plot .told").inner_text()
        if told.startswith("raid"):
            break
    assert "Ardenia: 48" in told
    page.keyboard.press("Enter")
    behind.get_by_text("“raid” as Ardenia uses it").wait_for()
    assert behind.locator("mark").first.inner_text() == "raid"


def test_words_are_searched_and_narrowed(open_page: Callable[..., Any]) -> None:
    page = open_page("/search", **PHONE)
    page.get_by_label("words only").check()
    page.get_by_role("searchbox").fill("raids")
    page.keyboard.press("Enter")
    page.locator(".hits mark").first.wait_for()
    assert "q=raids" in page.url
    page.get_by_role("navigation", name="Narrow the search").get_by_role("link", name="Ardenia Today").click()
    page.wait_for_url("**actor=Ardenia+Today**")
    assert page.locator(".hits li").count() > 0
    page.locator(".narrowed a").click()
    page.wait_for_url("**/search?q=raids&by=words")


def test_meaning_is_searched(open_page: Callable[..., Any], site: Site) -> None:
    page = open_page("/search?by=meaning&q=They will see each other again in spring")
    assert (
        page.locator(".hits li")
        .first.inner_text()
        .startswith(("They agreed to meet", "Ils se rencontreront"))
    )


def test_charts_follow_the_light(open_page: Callable[..., Any]) -> None:
    page = open_page("/divergence", color_scheme="light")
    page.locator(".chart.timeline svg").wait_for()
    ink = "() => document.querySelector('.chart.timeline svg text').getAttribute('fill')"
    before = page.evaluate(ink)
    page.locator("button.theme").click()
    assert page.evaluate(ink) != before
    page.emulate_media(color_scheme="dark")


def test_without_script_there_are_tables_and_links(chromium: Any, site: Site) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/divergence?period=quarter")
    assert not page.locator(".chart").first.is_visible()
    page.locator("summary", has_text="As a table").first.click()
    assert page.locator("table", has_text="2031-Q1").is_visible()
    page.locator("select[name=component]").select_option("content")
    page.get_by_role("button", name="Show").click()
    assert "component=content" in page.url
    page.goto(f"{site.url}/terms?a=ardenia&b=borovia")
    page.locator("summary", has_text="As a table").click()
    page.locator("table a").first.click()
    assert page.locator("mark").first.is_visible()
    page.goto(f"{site.url}/search")
    page.get_by_role("searchbox").fill("patrol")
    page.get_by_role("button", name="Search").click()
    assert page.locator("mark").first.inner_text() == "patrol"
    context.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1440, 3840])
def test_no_page_is_wider_than_its_screen(open_page: Callable[..., Any], site: Site, width: int) -> None:
    page = open_page("/divergence", viewport={"width": width, "height": 900})
    for path in ("/divergence", "/terms?a=ardenia&b=borovia", "/search?q=port&by=words"):
        page.goto(site.url + path)
        for summary in page.locator(".twin > summary").all():
            summary.click()
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    [
        "/divergence",
        "/divergence?a=ardenia&b=borovia",
        "/divergence?from=2040-01-01",
        "/terms?a=ardenia&b=borovia",
        "/terms/claims?name=ardenia&term=raid&language=en",
        "/search",
        "/search?q=port&by=words&actor=ardenia",
    ],
)
def test_axe_finds_nothing_serious(chromium: Any, site: Site, path: str, scheme: str) -> None:
    """With every table and every help opened."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = chromium.new_context(color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    try:
        page.goto(site.url + path, wait_until="networkidle")
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        found = axe.run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    finally:
        context.close()
    serious = [
        (each["id"], [node["html"][:160] for node in each["nodes"][:3]])
        for each in found.response["violations"]
        if each["impact"] in ("serious", "critical")
    ]
    assert not serious, serious
