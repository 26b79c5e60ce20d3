"""Ready for other languages: every word of the interface comes from the catalogue."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.dashboard import pages
from service.dashboard.catalogue import Catalogue, catalogue

SHOWN = ("title", "aria-label", "placeholder", "alt")


class Words(HTMLParser):
    """The texts of a page that people read or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in ("script", "style")
        self.found += [value for name, value in attrs if name in SHOWN and value]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(data)


class Marked(Catalogue):
    """The English strings in brackets: what stands outside of any was written into a template."""

    def __call__(self, key: str, **values: object) -> str:
        return f"⟦{super().__call__(key, **values)}⟧"


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> None:
    english = catalogue()
    strings = english._strings
    monkeypatch.setattr(pages, "catalogue", lambda language: Marked(language, strings))


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize(
    "path",
    ["/", "/accounts", "/key", "/nowhere", "/divergence", "/terms", "/search", "/events/{event}"]
    + ["/comparisons/{stored}" + each for each in ("", "/read", "/details")],
)
def test_no_word_of_the_interface_is_written_into_a_template(
    client: TestClient, stored: str, path: str
) -> None:
    report = client.get(f"/api/v1/comparisons/{stored}").json()
    event = client.get("/api/v1/events").json()["items"][0]["id"]
    page = client.get(path.format(stored=stored, event=event)).text
    reader = Words()
    reader.feed(page)
    data = (repr(report) + report_words(report)).casefold()
    strange = []
    for text in reader.found:
        if report["signature"]["line"] in text or text.startswith("http"):
            continue  # the citation is the same in all languages
        words = "".join(each if each.isalpha() else " " for each in outside(text)).split()
        strange += [word for word in words if len(word) > 2 and word.casefold() not in data]
    assert not strange


def report_words(report: dict[str, Any]) -> str:
    return " ".join(each["text"] for each in report["readouts"])


def outside(text: str) -> str:
    """What no string of the catalogue holds; strings may stand in each other."""
    while (inner := re.sub("⟦[^⟦⟧]*⟧", "", text)) != text:
        text = inner
    return text
