"""The whole job: same bytes for the same input, mirrored report for the other order, true offsets."""

from __future__ import annotations

import json
from typing import Any

import pytest

from compare import Comparison, Readout, compare_readouts
from compare.errors import InputError
from compare.reports import FORMATS, render
from corpora import load_resources

ACCOUNTS = [
    Readout(
        source="Veldania",
        text=(
            "President Arlen Voss of Veldania held a phone call with Chancellor Mira Tolk of Orsk on 3 March 2031. "
            "The call lasted 100 minutes. The leaders discussed ways to reopen the northern crossing. "
            'Voss told Tolk that "honest dialogue is incompatible with escalation". '
            "Veldania will provide $40 million in humanitarian aid to the border towns."
        ),
        language="en",
    ),
    Readout(
        source="Orsk",
        text=(
            "Le 3 mars 2031, la chancelière d'Orsk, Mira Tolk, s'est entretenue par téléphone avec Arlen Voss. "
            "L'entretien a duré deux heures. La chancelière a dénoncé les spéculations provocatrices sur une prétendue "
            "« invasion » du nord. Elle a souligné la réticence des autorités veldaniennes à rouvrir le passage du nord."
        ),
        language="fr",
    ),
    Readout(
        source="Lesna",
        text=(
            "Президент Велданії Арлен Восс і канцлерка Орська Міра Толк поговорили телефоном 3 березня 2031 року. "
            "Сторони обговорили відкриття північного переходу. Лесна закликала обидві сторони до деескалації."
        ),
        language="uk",
    ),
]


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compare_readouts(ACCOUNTS, resources=load_resources())


def test_the_same_input_gives_the_same_bytes(comparison: Comparison) -> None:
    again = compare_readouts(ACCOUNTS, resources=load_resources())
    for format in FORMATS:
        assert render(comparison, format) == render(again, format)


def unordered(value: Any) -> Any:
    """Everything but the order of lists and the orientation of pairs."""
    if isinstance(value, dict):
        plain = {key: unordered(item) for key, item in value.items() if key not in ("rank", "id", "headline")}
        if {"a", "b"} <= plain.keys():
            plain["a"], plain["b"] = sorted([str(plain["a"]), str(plain["b"])])
        return plain
    if isinstance(value, list):
        return sorted((unordered(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    return value


def test_another_order_of_readouts_mirrors_the_report_and_changes_no_figure(comparison: Comparison) -> None:
    mirrored = compare_readouts(ACCOUNTS[::-1], resources=load_resources())
    assert [readout.source for readout in mirrored.readouts] == ["Lesna", "Orsk", "Veldania"]
    one, other = comparison.to_dict(), mirrored.to_dict()
    for key in ("claims", "matches", "omissions", "conflicts", "framing", "divergence"):
        assert unordered(one[key]) == unordered(other[key]), key
    assert [finding.ref for finding in comparison.findings] == [finding.ref for finding in mirrored.findings]


def test_every_offset_leads_to_the_quoted_words(comparison: Comparison) -> None:
    report = comparison.to_dict()
    text_of = {readout["id"]: readout["text"] for readout in report["readouts"]}
    claims = {claim["id"]: claim for claim in report["claims"]}
    assert len(claims) >= 10
    for claim in claims.values():
        assert text_of[claim["readout"]][claim["start"] : claim["end"]] == claim["text"]
        assert claim["start"] == min(span["start"] for span in claim["spans"])
        assert claim["end"] == max(span["end"] for span in claim["spans"])
    spans = [span for item in report["framing"] + report["conflicts"] for span in item["spans"]]
    assert spans
    for span in spans:
        claim = claims[span["claim"]]
        assert text_of[claim["readout"]][span["start"] : span["end"]] == span["text"]


def test_what_a_reader_must_find(comparison: Comparison) -> None:
    words = {comparison.text_of(span) for flag in comparison.framing for span in flag.spans}
    assert any("provocatrices" in word for word in words)
    assert any("prétendue" in word or "invasion" in word for word in words)
    clash = [
        {comparison.text_of(comparison.claim(conflict.a)), comparison.text_of(comparison.claim(conflict.b))}
        for conflict in comparison.conflicts
    ]
    assert {"The call lasted 100 minutes.", "L'entretien a duré deux heures."} in [
        {text.rstrip(".") + "." for text in pair} for pair in clash
    ]
    divergence = comparison.divergence.overall
    assert divergence.value is not None
    assert divergence.low is not None
    assert divergence.high is not None
    assert 0 <= divergence.low <= divergence.value <= divergence.high <= 1


def test_a_comparison_survives_json(comparison: Comparison) -> None:
    from compare.reports.json import comparison_from_dict

    assert comparison_from_dict(json.loads(render(comparison, "json"))).to_dict() == comparison.to_dict()


@pytest.mark.parametrize("readouts", [[], ACCOUNTS[:1], [ACCOUNTS[0], Readout(source="empty", text=" \n")]])
def test_what_cannot_be_compared_is_refused(readouts: list[Readout]) -> None:
    with pytest.raises(InputError):
        compare_readouts(readouts, resources=load_resources())
