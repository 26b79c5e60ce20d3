"""The reading view and its details, of a comparison that is stored."""

from __future__ import annotations

import re

from starlette.testclient import TestClient

from compare.reports import wording
from service.dashboard.catalogue import catalogue
from service.keys import create_key
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
