"""The divergence page: its figures are those of the API, its tables those of its charts."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.dashboard.scales import Scale, scale_of

Tell = Callable[..., str]
Charts = Callable[[str], list[dict[str, Any]]]
Text = Callable[[str], str]
HOSTILE = "<img src=x onerror=alert(1)>'\"&=cmd|'/c calc'!A1"


def year(tell: Tell) -> list[str]:
    """Twelve events of a year: x and y in all of them, y and z in the first six."""
    return [
        tell(
            title=f"Event {month}",
            date=f"2031-{month:02d}-10",
            pairs=[("x", "y", month / 20), *([("y", "z", 0.9)] if month <= 6 else [])],
            labels={"x": "Ardenia", "y": "Borovia", "z": "Severia"},
        )
        for month in range(1, 13)
    ]


def test_without_a_comparison_it_says_how_to_begin(client: TestClient) -> None:
    page = client.get("/divergence")
    assert page.status_code == 200
    assert "Nothing to measure yet" in page.text
    assert "data-chart" not in page.text


def test_the_headline_is_the_mean_of_the_events_with_its_interval(
    client: TestClient, tell: Tell, text_of: Text
) -> None:
    year(tell)
    page = text_of(client.get("/divergence").text)
    mean = client.get("/api/v1/divergence").json()["mean"]["figures"]["overall"]
    assert mean["n"] == 12
    assert mean["low"] < mean["value"] < mean["high"]
    assert f"{mean['value']:.2f} Overall , mean over 12 events" in page
    assert f"95 % interval {mean['low']:.2f}–{mean['high']:.2f}" in page
    assert "provisional" in page
    assert "Furthest apart: Borovia – Severia , 0.90" in page
    assert "Closest: Ardenia – Borovia , 0.33" in page


def test_charts_and_tables_show_the_same(
    client: TestClient, tell: Tell, charts_of: Charts, text_of: Text
) -> None:
    ids = year(tell)
    page = client.get("/divergence?period=quarter").text
    timeline, *components_and_pairs = charts_of(page)
    events = json.loads(unescape(re.search(r"data-events='([^']*)'", page)[1]))
    assert [events[place] for place, *_ in timeline["points"]] == [
        [f"2031-{month:02d}-10", f"Event {month}", id] for month, id in enumerate(ids, 1)
    ]
    series = client.get("/api/v1/divergence?period=quarter").json()
    assert [tuple(step[3:]) for step in timeline["steps"]] == [
        tuple(each["figures"]["overall"][name] for name in ("value", "low", "high"))
        for each in series["periods"]
    ]
    assert [step[1] for step in timeline["steps"]] == [
        "2031-01-01",
        "2031-04-01",
        "2031-07-01",
        "2031-10-01",
    ]
    assert len(components_and_pairs) == 4 + 2
    seen = text_of(page)
    for name, _, _, value, _, _ in timeline["steps"]:
        assert f"{name} 3 {value:.2f}" in seen
    for id in ids:
        assert f'href="/comparisons/{id}/read"' in page


def test_a_pair_and_a_period_narrow_everything(client: TestClient, tell: Tell, charts_of: Charts) -> None:
    year(tell)
    page = client.get("/divergence?a=x&b=y&from=2031-03-01&to=2031-05-31&component=omission").text
    timeline = charts_of(page)[0]
    assert [point[1:] for point in timeline["points"]] == [
        [0.15, 0.1, 0.2],
        [0.2, 0.15, 0.25],
        [0.25, 0.2, 0.3],
    ]
    assert '<option value="x" selected>' in page
    assert 'value="2031-03-01"' in page
    nothing = client.get("/divergence?from=2040-01-01").text
    assert "No event fits this choice" in nothing


def test_an_event_far_off_is_named_but_not_drawn(client: TestClient, tell: Tell, charts_of: Charts) -> None:
    year(tell)
    tell(title="Long ago", date="2011-02-01", pairs=[("x", "y", 0.5)])
    page = client.get("/divergence").text
    timeline = charts_of(page)[0]
    assert len(timeline["points"]) == 12
    assert {chart["window"][0] for chart in charts_of(page)} == {"2031-01-10"}
    assert "Too far off for this axis" in page
    assert page.count("Long ago") == 2


def test_the_matrix_has_every_pair_once(client: TestClient, tell: Tell) -> None:
    year(tell)
    page = client.get("/divergence").text
    matrix = page[page.index('<table class="matrix">') : page.index('<p class="ramp')]
    assert re.findall(r'href="([^"]+)"', unescape(matrix)) == ["/divergence?a=x&b=y", "/divergence?a=z&b=y"]
    assert "no event in common" in matrix
    assert matrix.count("<b") - matrix.count("<bdi") == 2


def test_its_data_are_one_link_away(client: TestClient, tell: Tell) -> None:
    year(tell)
    page = client.get("/divergence?a=x&b=y&to=2031-04-30").text
    links = [unescape(each) for each in re.findall(r'href="(/api/v1/divergence[^"]+)"', page)]
    table = list(csv.DictReader(io.StringIO(client.get(links[0]).text)))
    assert [row["overall_value"] for row in table] == ["0.05", "0.1", "0.15", "0.2"]
    assert client.get(links[1]).json()["mean"]["figures"]["overall"]["n"] == 4


def test_markup_in_names_and_titles_is_inert(client: TestClient, tell: Tell) -> None:
    tell(title=HOSTILE, pairs=[(HOSTILE, "y", 0.5)], labels={HOSTILE: HOSTILE})
    for path in ("/divergence", "/divergence?a=%3Cscript%3Ealert(1)%3C/script%3E&b="):
        page = client.get(path).text
        assert "<img" not in page
        assert "<script>" not in page
        assert not re.search(r"data-of='[^']*[<>]", page)
    row = next(csv.reader(io.StringIO(client.get("/api/v1/divergence?format=csv").text.split("\r\n", 1)[1])))
    assert row[1] == HOSTILE
    tell(title="=1+1", date="2032-01-01", pairs=[("=x", "@y", 0.5)])
    last = list(csv.DictReader(io.StringIO(client.get("/api/v1/divergence?format=csv").text)))[-1]
    assert (last["title"], last["actor_a"], last["actor_b"]) == ("'=1+1", "'=x", "'@y")


@pytest.mark.parametrize("query", ["from=yesterday", "component=style", "period=week", f"a={'x' * 101}"])
def test_a_choice_that_cannot_be_is_told_on_a_page(client: TestClient, query: str) -> None:
    answer = client.get(f"/divergence?{query}")
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("text/html")
    assert 'role="alert"' in answer.text


def test_invented_events_are_marked(client: TestClient, tell: Tell) -> None:
    tell(pairs=[("x", "y", 0.5)])
    assert "tag invented" not in client.get("/divergence").text
    tell(title="A tale", date="2031-06-01", pairs=[("x", "y", 0.5)], tags=["invented"])
    assert "tag invented" in client.get("/divergence").text


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        ([], Scale(0.0, 1.0)),
        ([0.58, 0.88], Scale(0.55, 0.9)),
        ([0.71, 0.72], Scale(0.65, 0.75)),
        ([0.01], Scale(0.0, 0.1)),
        ([1.0], Scale(0.9, 1.0)),
    ],
)
def test_scales(values: list[float], scale: Scale) -> None:
    assert scale_of(values) == scale
    assert all(0 <= scale.step(value) <= 9 for value in (*values, 0.0, 1.0))
