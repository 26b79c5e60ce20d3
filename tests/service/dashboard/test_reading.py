"""The reading view and its details, of a comparison that is stored."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from compare.embedding import default_encoder
from compare.pipeline import compare_readouts
from compare.records import Readout
from compare.reports import wording
from corpora import load_resources
from corpora.example_events import example_events
from service.dashboard.catalogue import catalogue
from service.keys import create_key, local_project
from service.store.comparisons import make_ready, save_comparison
from service.store.engine import Store


def test_every_claim_of_every_account_is_marked_and_has_its_details(client: TestClient, stored: str) -> None:
    report = client.get(f"/api/v1/comparisons/{stored}").json()
    page = client.get(f"/comparisons/{stored}/read").text
    labels = re.findall(r'data-for="([A-Z]+\d+)"', page)
    assert len(labels) == len(set(labels)) == len(report["claims"])
    details = client.get(f"/comparisons/{stored}/details").text
    assert sorted(re.findall(r'data-detail="([A-Z]+\d+)"', details)) == sorted(labels)
    for readout in report["readouts"]:
        assert f'lang="{readout["language"]}"' in page


def test_a_claim_that_is_missing_elsewhere_is_a_gap_there(client: TestClient, stored: str) -> None:
    report = client.get(f"/api/v1/comparisons/{stored}").json()
    page = client.get(f"/comparisons/{stored}/read").text
    missing = sum(len(each["absent_from"]) for each in report["omissions"])
    assert missing > 0
    assert len(re.findall(r'data-absent="', page)) == missing


def test_the_view_begins_with_the_claim_that_is_asked_for(client: TestClient, stored: str) -> None:
    claim = client.get(f"/api/v1/comparisons/{stored}").json()["claims"][1]
    by_id = client.get(f"/comparisons/{stored}/read", params={"claim": claim["id"]}).text
    label = re.search(r'data-chosen="([A-Z]+\d+)"', by_id)
    assert label
    assert (
        f'data-chosen="{label[1]}"'
        in client.get(f"/comparisons/{stored}/read", params={"claim": label[1]}).text
    )
    assert "data-chosen" not in client.get(f"/comparisons/{stored}/read", params={"claim": "no-such"}).text


def test_another_project_does_not_see_it(client: TestClient, store: Store, stored: str) -> None:
    _, secret = create_key(store, "another", "reader", "reader")
    headers = {"Authorization": f"Bearer {secret}"}
    for path in (f"/comparisons/{stored}/read", f"/comparisons/{stored}/details"):
        assert client.get(path, headers=headers).status_code == 404


def test_every_kind_of_the_reports_has_its_words() -> None:
    t = catalogue()
    for state in wording.STATES:
        assert t.has(f"words.state.{state}.label"), state
    for kind in wording.FINDINGS:
        assert t.has(f"words.finding.{kind}"), kind
    for kind in wording.FRAMING:
        assert t.has(f"words.framing.{kind}.label"), kind
    for name in wording.COMPONENTS:
        assert t.has(f"words.component.{name}.label"), name
    for check in wording.CHECKS:
        assert t.has(f"words.check.{check}"), check


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The talks lasted two hours.", "The talks lasted two hours."),
        ("The talks lasted two hours.", "Les pommes de terre sont cuites à l'eau."),
        ("Yes.", "No."),
        ("The talks\u2028lasted \u202etwo\u202c hours.\x0b", "שלום. The talks lasted two hours."),
    ],
    ids=["identical", "unrelated", "tiny", "odd characters"],
)
def test_odd_pairs_of_accounts_have_their_pages(
    client: TestClient, store: Store, first: str, second: str
) -> None:
    encoder, resources = default_encoder(), load_resources()
    readouts = [Readout(source="One", text=first), Readout(source="Other", text=second)]
    ready = make_ready(compare_readouts(readouts, encoder=encoder, resources=resources), encoder)
    project = local_project(store).id
    with store.begin() as session:
        stored = save_comparison(session, project, None, ready).id
    for path in ("", "/read", "/details", "?kind=omission&sort=place&account=A&q=talks"):
        assert client.get(f"/comparisons/{stored}{path}").status_code == 200, path


def test_the_table_of_differences_is_filtered_and_sorted(client: TestClient, stored: str) -> None:
    def rows(**asked: str) -> list[str]:
        page = client.get(f"/comparisons/{stored}", params=asked, headers={"HX-Request": "true"}).text
        return re.findall(r"<tr class.*?</tr>", page, re.DOTALL)

    everything = rows()
    report = client.get(f"/api/v1/comparisons/{stored}").json()
    assert len(everything) >= len(report["omissions"]) + len(report["framing"])
    omissions = rows(kind="omission")
    assert len(omissions) == len(report["omissions"])
    assert set(omissions) <= set(everything)
    assert all("sincere" in each for each in rows(q="sincere"))
    sure = [
        float(found)
        for each in rows(sort="confidence")
        for found in re.findall(r"num\">([\d.]+)</td>\s*</tr>", each)
    ]
    assert sure == sorted(sure, reverse=True)
    assert rows(q="no such words anywhere") == []
    assert set(rows(account="A")) | set(rows(account="B")) == set(everything)


def test_the_report_says_how_to_cite_it_and_what_is_provisional(client: TestClient, stored: str) -> None:
    page = client.get(f"/comparisons/{stored}?sort=kind").text
    report = client.get(f"/api/v1/comparisons/{stored}").json()
    assert report["signature"]["line"] in page
    assert report["id"] in page
    assert f"http://127.0.0.1:8470/comparisons/{stored}<" in page
    provisional = report["divergence"]["null"] is None
    assert ("[provisional]" in page) is provisional
    for format in ("html", "markdown", "csv", "json"):
        assert f"/api/v1/comparisons/{stored}?format={format}" in page


def test_the_start_says_how_many_events_the_example_year_has() -> None:
    invented = sum(example.invented for example in example_events())
    assert catalogue()("start.example.load_note").startswith(f"{invented} invented events")
