"""The search page: words marked where they stand, facets that narrow and widen, nothing that acts."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from starlette.testclient import TestClient

Tell = Callable[..., str]
Text = Callable[[str], str]
CLAIMS = [
    ("Ardenia Today", "ardenia", "en", "All troops leave the valley on Monday."),
    ("Ardenia Today", "borovia", "en", "The troops were never in the valley."),
    ("Le Borovien", "borovia", "fr", "Les troupes restent dans la vallée."),
]


def test_without_claims_it_says_how_to_begin(client: TestClient) -> None:
    page = client.get("/search").text
    assert "Nothing to search yet" in page
    assert 'role="search"' in page


def test_words_are_found_in_any_form_and_marked(client: TestClient, tell: Tell) -> None:
    comparison = tell(title="Talks in the valley", claims=CLAIMS, labels={"borovia": "Borovia"})
    page = client.get("/search?q=troop&by=words").text
    assert page.count("<mark>troops</mark>") == 2
    assert f"/comparisons/{comparison}/read?claim=cl-" in page
    assert "words of Borovia" in page
    assert "Talks in the valley" in page
    assert "Alike in meaning" not in page
    assert "2 claims." in page


def test_who_said_it_first_is_one_tick_away(client: TestClient, tell: Tell) -> None:
    words = "The dam must be opened and the water of the dam let out."
    tell("Later", "2031-06-01", claims=[("Ardenia", None, "en", "The dam must be opened.")])
    tell("Never dated", None, claims=[("Cressia", None, "en", "The dam is old.")])
    tell("First", "2031-02-01", claims=[("Borovia", None, "en", words)])
    page = client.get("/search", params={"q": "dam", "by": "words", "order": "oldest"}).text
    places = [page.index(f">{title}<") for title in ("First", "Later", "Never dated")]
    assert places == sorted(places)
    assert 'value="oldest" checked' in page
    assert "order" not in page.split("/api/v1/search")[1].split('"')[0]


def test_facets_narrow_and_widen(client: TestClient, tell: Tell, text_of: Text) -> None:
    tell(claims=CLAIMS, labels={"borovia": "Borovia"})
    page = client.get("/search?q=valley&by=words").text
    links = [unescape(each) for each in re.findall(r'<li><a href="(/search[^"]+)"', page)]
    assert "/search?q=valley&by=words&actor=borovia" in links
    assert "/search?q=valley&by=words&from=2031-05-01&to=2031-05-31" in links
    narrow = client.get("/search?q=valley&by=words&actor=borovia").text
    assert "never in the" in text_of(narrow)
    assert "leave the" not in text_of(narrow)
    assert re.search(r'href="/search\?q=valley&amp;by=words" aria-current="true"', narrow)
    empty = client.get("/search?q=valley&by=words&language=fr").text
    assert "Nothing found" in empty
    assert "Look everywhere" in empty


def test_without_a_question_there_are_examples_and_facets_of_everything(
    client: TestClient, tell: Tell
) -> None:
    tell(claims=CLAIMS)
    page = client.get("/search").text
    assert 'href="/search?q=sanctions"' in page
    assert "<mark>" not in page
    assert client.get("/search?q=%3F%21").text.count("<blockquote") == 0


def test_its_data_are_one_link_away(client: TestClient, tell: Tell) -> None:
    tell(claims=[("=SUM(A1)", None, "en", "@valley of ours"), *CLAIMS])
    page = client.get("/search?q=valley&by=words").text
    links = [unescape(each) for each in re.findall(r'href="(/api/v1/search[^"]+)"', page)]
    table = client.get(links[0]).text
    assert "words,cmp-" in table
    assert ",'@valley of ours,'=SUM(A1)," in table
    assert len(client.get(links[1]).json()["words"]) == 3


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "a\x00b", "{{ 7*7 }}"]
)
def test_what_is_asked_and_found_is_inert(client: TestClient, tell: Tell, hostile: str) -> None:
    written = hostile.replace("\x00", "")
    tell(
        title=written, claims=[(written, written, "en", f"The {written} valley.")], labels={written: written}
    )
    for path in ("/search", f"/search?by=words&actor={'%3Cscript%3E'}"):
        page = client.get(path, params={"q": f"valley {hostile}", "by": "words"}).text
        assert "<script>" not in page
        assert "<img" not in page
        assert "49" not in re.sub(r"data-[a-z]+='[^']*'|[0-9a-f]{12,}", "", page)
