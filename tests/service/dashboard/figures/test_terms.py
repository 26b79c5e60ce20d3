"""The terms page: what is sure is emphasised, what is not tested says why, every word leads to its claims."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

from starlette.testclient import TestClient

Tell = Callable[..., str]
Charts = Callable[[str], list[dict[str, Any]]]
Text = Callable[[str], str]
HOSTILE = "<script>alert(1)</script>"
RAIDS = [
    ("Ardenia Today", "ardenia", "en", f"The raid on the port was an act of aggression, day {n}.")
    for n in range(40)
]
PATROLS = [
    ("Borovia Herald", "borovia", "en", f"The patrol near the port was a routine exercise, day {n}.")
    for n in range(40)
]
LABELS = {"ardenia": "Ardenia", "borovia": "Borovia"}


def test_without_claims_it_says_how_to_begin(client: TestClient) -> None:
    assert "No words yet" in client.get("/terms").text


def test_the_usual_pair_and_its_sure_words(
    client: TestClient, tell: Tell, charts_of: Charts, text_of: Text
) -> None:
    tell(claims=[*RAIDS, *PATROLS], labels=LABELS)
    page = client.get("/terms").text
    (chart,) = charts_of(page)
    assert (chart["a"], chart["b"]) == ("Ardenia", "Borovia")
    sure = {each["term"]: each for each in chart["terms"] if each["sure"]}
    assert {"raid", "aggression", "patrol", "exercise"} <= sure.keys()
    assert "port" not in sure
    assert sure["raid"]["effect"] > 0 > sure["patrol"]["effect"]
    assert sure["raid"]["low"] > 0
    contrast = client.get("/api/v1/terms?a=ardenia&b=borovia&language=en").json()
    assert {each["term"]: each["effect"] for each in chart["terms"]} == {
        each["term"]: each["effect"] for each in contrast["terms"] if each["effect"] is not None
    }
    assert f"{len(sure)} of {contrast['tested']} words tested differ more surely" in text_of(page)
    assert "<b>raid</b>" in page
    assert "<b>port</b>" not in page


def test_every_word_leads_to_its_claims(client: TestClient, tell: Tell) -> None:
    comparison = tell(claims=[*RAIDS, *PATROLS], labels=LABELS)
    page = client.get("/terms").text
    links = [unescape(each) for each in re.findall(r'href="(/terms/claims[^"]+)"', page)]
    raid = next(link for link in links if "term=raid" in link)
    claims = client.get(raid).text
    assert "40 claims have this word. Shown are the newest 20." in claims
    assert claims.count("<mark>raid</mark>") == 20
    assert f"/comparisons/{comparison}/read?claim=cl-" in claims
    assert "no claim" not in client.get("/terms/claims?name=nobody&term=raid&language=en").text
    assert client.get("/terms/claims?name=ardenia").status_code == 422


def test_two_sides_without_a_common_language_are_told_so(
    client: TestClient, tell: Tell, charts_of: Charts
) -> None:
    french = [
        ("Le Borovien", "borovia", "fr", f"La patrouille était un exercice, jour {n}.") for n in range(40)
    ]
    tell(claims=[*RAIDS, *french], labels=LABELS)
    page = client.get("/terms?a=ardenia&b=borovia").text
    assert "The two use no common language here" in page
    assert charts_of(page) == []
    assert "<td>fr</td>" in page


def test_too_little_text_is_told_so(client: TestClient, tell: Tell) -> None:
    tell(claims=[*RAIDS[:4], *PATROLS[:4]], labels=LABELS)
    assert "There is too little text" in client.get("/terms").text


def test_one_side_alone_is_no_contrast(client: TestClient, tell: Tell) -> None:
    tell(claims=RAIDS, labels=LABELS)
    assert "Nothing to set against each other" in client.get("/terms?a=ardenia&b=ardenia").text


def test_markup_in_claims_and_names_is_inert(client: TestClient, tell: Tell) -> None:
    hostile = [(HOSTILE, HOSTILE, "en", f"raid {HOSTILE} raid \"'{n}") for n in range(60)]
    tell(claims=[*hostile, *PATROLS], labels={HOSTILE: HOSTILE})
    for path in (
        "/terms",
        "/terms?a=%3Cscript%3E&b=borovia",
        "/terms/claims?name=%3Cscript%3Ealert(1)%3C/script%3E&term=raid&language=en",
        "/terms/claims?name=x&term=%3Cscript%3E",
    ):
        page = client.get(path).text
        assert "<script>" not in page, path
        assert not re.search(r"data-of='[^']*[<>]", page)
