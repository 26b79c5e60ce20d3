"""Texts, titles, sources and file names full of markup and formulas: shown as what they are, in every view."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from compare.embedding import default_encoder
from compare.pipeline import compare_readouts
from compare.records import Readout
from corpora import load_resources
from service.store.comparisons import make_ready, save_comparison
from service.store.events import create_event
from service.store.readouts import add_readout
from tests.browser.conftest import Site

SCRIPT = "<script>alert('x')</script>"
IMAGE = '"><img src=x onerror=alert(1)>'
CLOSING = "</textarea></title></style><svg onload=alert(2)>"
FORMULA = '=HYPERLINK("http://evil.example","x")'
A = (
    f"The two presidents spoke for 100 minutes {SCRIPT} on Monday. {IMAGE} The President said that a sincere "
    "dialogue cannot go together with escalation. {{ 7*7 }} ${7*7} They agreed to meet in May."
)
B = (
    f"=cmd|' /C calc'!A0 was said. The two presidents spoke for two hours {CLOSING} on Monday. The leader condemned "
    "provocative speculations about an alleged invasion. javascript:alert(3)"
)


@pytest.fixture(scope="module")
def hostile(site: Site) -> tuple[str, str]:
    """An event and its comparison, all of it hostile."""
    about = {"title": f"{SCRIPT}{IMAGE}", "date": "2031-03-01", "participants": [IMAGE, FORMULA]}
    readouts = [
        Readout(source=FORMULA, text=A, language="en", title=CLOSING, url="javascript:alert(4)"),
        Readout(source=IMAGE, text=B, language="en", title=SCRIPT, url='https://example.org/"><script>'),
    ]
    ready = make_ready(
        compare_readouts(readouts, encoder=default_encoder(), resources=load_resources(), event=about),
        default_encoder(),
    )
    with site.store.begin() as session:
        event = create_event(session, site.project, tags=(SCRIPT,), **about)  # type: ignore[arg-type]
        for readout in readouts:
            add_readout(session, site.project, event.id, readout)
        comparison = save_comparison(session, site.project, event.id, ready)
        return event.id, comparison.id


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?q=%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(5)%3E",
        "/events/{event}",
        "/accounts?event={event}",
        "/comparisons/{comparison}/read",
        "/comparisons/{comparison}/read?claim=%22%3E%3Cscript%3E",
        "/comparisons/{comparison}/details",
        "/comparisons/{comparison}",
        "/comparisons/{comparison}?kind=%3Cscript%3E&account=%22%3E&q=%3Cscript%3E&sort=%22",
        "/divergence",
        "/terms",
        "/search?q=%3Cscript%3Ealert(6)%3C/script%3E",
        "/key?next=javascript:alert(7)",
        "/%3Cscript%3Ealert(8)%3C/script%3E",
    ],
)
def test_no_page_runs_or_builds_what_a_text_says(
    chromium: Any, site: Site, hostile: tuple[str, str], path: str
) -> None:
    event, comparison = hostile
    context = chromium.new_context()
    page = context.new_page()
    ran: list[str] = []
    page.on("dialog", lambda shown: (ran.append(shown.message), shown.dismiss()))
    page.on(
        "request", lambda sent: ran.append(sent.url) if not sent.url.startswith((site.url, "data:")) else None
    )
    page.on("console", lambda told: "Content Security Policy" in told.text and ran.append(told.text))
    page.goto(site.url + path.format(event=event, comparison=comparison), wait_until="networkidle")
    markers = page.locator(".marker")
    for place in range(min(4, markers.count())):
        markers.nth(place).click()
    built = page.locator("img, main script, svg[onload], [onerror], [onload]").count()
    links = page.locator("a[href^='javascript' i]").count()
    context.close()
    assert (ran, built, links) == ([], 0, 0)


def test_the_words_are_shown_whole(open_page: Callable[..., Any], hostile: tuple[str, str]) -> None:
    page = open_page(f"/comparisons/{hostile[1]}/read")
    assert page.locator("h1").inner_text() == f"{SCRIPT}{IMAGE}"
    assert SCRIPT in page.locator(".pane").first.inner_text()
    assert "{{ 7*7 }}" in page.locator(".pane").first.inner_text()


def test_the_check_before_saving_shows_them_as_text(open_page: Callable[..., Any]) -> None:
    page = open_page("/accounts")
    files = [
        {"name": f"{IMAGE}.txt".replace("/", ""), "mimeType": "text/plain", "buffer": A.encode()},
        {"name": "b.html", "mimeType": "text/html", "buffer": f"<title>{SCRIPT}</title><p>{B}</p>".encode()},
    ]
    page.set_input_files("input[name=files]", files)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_selector("form.check")
    assert SCRIPT in page.locator("textarea[name=text]").first.input_value()
    assert page.locator("img, main script").count() == 0


@pytest.mark.parametrize("format", ["html", "markdown", "csv", "json", "text"])
def test_no_export_runs_what_a_text_says(
    chromium: Any, site: Site, hostile: tuple[str, str], format: str
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    ran: list[str] = []
    page.on("dialog", lambda shown: (ran.append(shown.message), shown.dismiss()))
    page.on(
        "request", lambda sent: ran.append(sent.url) if not sent.url.startswith((site.url, "data:")) else None
    )
    answer = context.request.get(f"{site.url}/api/v1/comparisons/{hostile[1]}?format={format}")
    content = answer.text()
    if format == "html":
        page.set_content(content, wait_until="networkidle")
        assert page.locator("img, svg[onload], [onerror]").count() == 0
    if format == "markdown":
        assert "<script>" not in content
        assert "<img" not in content
    if format == "csv":
        for row in csv.reader(io.StringIO(content)):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row), row
    if format == "json":
        assert json.loads(content)["readouts"][0]["source"] == FORMULA
    context.close()
    assert ran == []
