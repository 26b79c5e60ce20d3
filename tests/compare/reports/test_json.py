from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from compare.errors import RecordError
from compare.records import Comparison, Interval
from compare.reports import render
from compare.reports.json import claim_to_dict, comparison_from_dict, comparison_to_dict

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    written = json.loads((ROOT / "docs" / "comparison.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(written)
    return Draft202012Validator(written)


def test_the_keys_are_those_of_the_contract_in_its_order(comparison: Comparison) -> None:
    data = comparison_to_dict(comparison)
    assert list(data) == [
        "schema", "id", "signature", "event", "actors", "documents", "readouts", "claims", "matches",
        "omissions", "conflicts", "framing", "findings", "divergence", "stability", "warnings",
    ]  # fmt: skip
    assert data["schema"] == "rashomon.comparison/1"
    assert list(data["signature"]) == [
        "version", "encoder", "revision", "runtime", "resources", "options", "seed", "line",
    ]  # fmt: skip
    assert list(data["readouts"][0]) == [
        "id", "source", "actor", "side", "language", "title", "date", "url", "sha256", "text", "derived_from",
        "translation_of",
    ]  # fmt: skip
    assert list(data["matches"][0]["pairs"][0]) == [
        "a", "b", "relation", "confidence", "similarity", "probabilities", "reasons",
    ]  # fmt: skip


def test_a_claim_in_full(comparison: Comparison) -> None:
    claim = comparison.claims[4]
    assert claim_to_dict(claim, comparison.readouts[0]) == {
        "id": claim.id,
        "readout": comparison.readouts[0].id,
        "start": 233,
        "end": 280,
        "spans": [{"start": 233, "end": 280}],
        "text": "honest dialogue is incompatible with escalation",
        "kind": "indirect",
        "attribution": {
            "chain": [
                {
                    "actor": "elwin",
                    "source": None,
                    "cue": {"start": 207, "end": 226},
                    "via": None,
                    "stance": "stress",
                }
            ]
        },
    }
    assert comparison.readouts[0].text[207:226] == "told the Chancellor"


def test_a_conflict_in_full(comparison: Comparison) -> None:
    (conflict,) = comparison_to_dict(comparison)["conflicts"]
    a, b = comparison.claims[1].id, comparison.claims[14].id
    assert conflict == {
        "match": comparison.matches[1].id,
        "a": a,
        "b": b,
        "kind": "number",
        "spans": [
            {"claim": a, "start": 112, "end": 123, "text": "100 minutes"},
            {"claim": b, "start": 111, "end": 121, "text": "дві години"},
        ],
        "explanation": "100 minutes against two hours.",
    }


def test_every_span_quotes_its_text(comparison: Comparison) -> None:
    data = comparison_to_dict(comparison)
    text = {readout["id"]: readout["text"] for readout in data["readouts"]}
    readout = {claim["id"]: claim["readout"] for claim in data["claims"]}
    for claim in data["claims"]:
        assert text[claim["readout"]][claim["start"] : claim["end"]] == claim["text"]
    found = list(_spans([data[key] for key in ("matches", "omissions", "conflicts", "framing")]))
    assert len(found) == 16
    for span in found:
        assert text[readout[span["claim"]]][span["start"] : span["end"]] == span["text"]


def _spans(data: Any) -> list[dict[str, Any]]:
    if isinstance(data, dict):
        own = [data] if {"claim", "start", "end", "text"} <= set(data) else []
        return own + [span for value in data.values() for span in _spans(value)]
    return [span for value in data for span in _spans(value)] if isinstance(data, list) else []


def test_what_is_read_back_is_what_was_written(
    comparison: Comparison, hostile: Comparison, bare: Comparison
) -> None:
    for each in (comparison, hostile, bare):
        assert comparison_from_dict(json.loads(render(each, "json"))) == each


def test_unknown_keys_are_passed_over(comparison: Comparison) -> None:
    data = comparison_to_dict(comparison)
    data["weather"] = "fair"
    data["claims"][0]["mood"] = {"certain": True}
    data["divergence"]["overall"]["unit"] = "share"
    assert comparison_from_dict(data) == comparison


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("schema", "rashomon.comparison/2", "schema is 'rashomon.comparison/2'"),
        ("claims", [{}], "the key 'attribution' is missing"),
        ("matches", 7, "a value has the wrong type"),
        ("divergence", None, "a value has the wrong type"),
    ],
)
def test_what_cannot_be_read_is_refused(comparison: Comparison, key: str, value: Any, problem: str) -> None:
    data = {**comparison_to_dict(comparison), key: value}
    with pytest.raises(RecordError, match=problem):
        comparison_from_dict(data)


def test_figures_have_six_digits_and_settings_keep_theirs(comparison: Comparison) -> None:
    third = replace(
        comparison.divergence,
        overall=Interval(value=1 / 3, low=-0.0, high=2 / 3, n=3),
        null={"p": 0.12345678},
    )
    signature = replace(comparison.signature, options={"threshold": 0.123456789})
    data = comparison_to_dict(replace(comparison, divergence=third, signature=signature))
    assert (
        json.dumps(data["divergence"]["overall"])
        == '{"value": 0.333333, "low": 0.0, "high": 0.666667, "n": 3}'
    )
    assert data["divergence"]["null"] == {"p": 0.123457}
    assert data["signature"]["options"] == {"threshold": 0.123456789}


def test_the_text_is_utf8_and_ends_with_one_newline(comparison: Comparison) -> None:
    text = render(comparison, "json")
    assert "Канцелярія Тарнії" in text
    assert text.endswith("}\n")
    assert not text.endswith("\n\n")


def test_a_figure_that_is_no_number_is_not_written(comparison: Comparison) -> None:
    divergence = replace(comparison.divergence, overall=Interval(value=float("nan")))
    with pytest.raises(ValueError, match="Out of range float values are not JSON compliant"):
        render(replace(comparison, divergence=divergence), "json")


def test_the_schema_takes_what_is_written(
    comparison: Comparison, bare: Comparison, schema: Draft202012Validator
) -> None:
    schema.validate(comparison.to_dict())
    schema.validate(bare.to_dict())


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "rashomon.comparison/2"),
        (("readouts", 0, "sha256"), "abc"),
        (("claims", 0, "start"), -1),
        (("claims", 0, "text"), None),
        (("matches", 0, "confidence"), 1.5),
        (("matches", 0, "claims"), ["one"]),
        (("omissions", 0, "absent_from"), []),
        (("framing", 0, "holder"), "nobody"),
        (("findings", 0, "rank"), 0),
        (("divergence", "overall", "value"), "much"),
        (("warnings",), None),
    ],
)
def test_the_schema_refuses(
    comparison: Comparison, schema: Draft202012Validator, path: tuple[str | int, ...], value: Any
) -> None:
    data: Any = comparison.to_dict()
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert [list(error.absolute_path) for error in schema.iter_errors(data)] == [list(path)]


def test_the_schema_leaves_kinds_and_keys_open(comparison: Comparison, schema: Draft202012Validator) -> None:
    data = comparison.to_dict()
    data["framing"][0]["kind"] = "irony"
    data["findings"][0]["kind"] = "surprise"
    data["new"] = data["claims"][0]["new"] = 1
    schema.validate(data)
