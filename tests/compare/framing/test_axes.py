"""Axes between two poles: claims and accounts placed on them, in four languages, in reports and out of files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from compare.embedding import default_encoder
from compare.errors import OptionError, RecordError
from compare.events import compare_events
from compare.framing.axes import parse_axis, write_axis
from compare.options import CompareOptions
from compare.pipeline import compare_readouts
from compare.records import Comparison, Readout
from compare.reports import FORMATS, render
from compare.reports.events import render_events
from compare.reports.json import comparison_from_dict, comparison_to_dict
from compare.reports.names import render_names
from corpora import load_resources
from corpora.axes import read_axes

ROOT = Path(__file__).resolve().parents[3]
PEACE = {
    "en": "The two governments agreed to cooperate on trade. They praised their friendly dialogue.",
    "fr": "Les deux gouvernements sont convenus de coopérer. Ils ont salué leur dialogue amical.",
    "ru": "Правительства договорились о сотрудничестве. Они высоко оценили дружеский диалог.",
    "uk": "Уряди домовилися про співпрацю. Вони високо оцінили дружній діалог.",
}
QUARREL = {
    "en": "The regime in Velia threatened an attack. Arlen warned of a hard military answer.",
    "fr": "Le régime de Velia a menacé d'attaquer. L'Arlen a averti d'une riposte militaire dure.",
    "ru": "Режим Велии пригрозил нападением. Арлен предупредил о жёстком военном ответе.",
    "uk": "Режим Велії погрожував нападом. Арлен попередив про жорстку воєнну відповідь.",
}
POLES = {
    "en": "cooperation, dialogue / confrontation, attack",
    "fr": "coopération, dialogue / affrontement, attaque",
    "ru": "сотрудничество, диалог / противостояние, нападение",
    "uk": "співпраця, діалог / протистояння, напад",
}


def compared(language: str, other: str, *axes: str, samples: int = 200) -> Comparison:
    return compare_readouts(
        [
            Readout(source="Arlen", text=PEACE[language], language=language),
            Readout(source="Velia", text=QUARREL[other], language=other),
        ],
        encoder=default_encoder(),
        resources=load_resources(),
        options=CompareOptions(bootstrap_samples=samples),
        axes=[parse_axis(axis) for axis in axes],
    )


@pytest.mark.parametrize(
    ("language", "other"), [("en", "en"), ("fr", "fr"), ("ru", "ru"), ("uk", "en"), ("en", "uk")]
)
def test_the_order_on_an_axis_is_the_same_with_poles_of_any_language(language: str, other: str) -> None:
    comparison = compared(language, other, *POLES.values())
    assert len(comparison.axes) == len(POLES)
    for axis in comparison.axes:
        peace, quarrel = axis.accounts
        assert peace.position.value is not None
        assert quarrel.position.value is not None
        assert peace.position.value < quarrel.position.value, axis.name
        assert set(axis.claims) == {claim.id for claim in comparison.claims}
        assert all(-1 <= position <= 1 for position in axis.claims.values())


def test_an_account_stands_at_the_mean_of_its_claims_within_its_interval() -> None:
    (axis,) = compared("en", "en", POLES["en"]).axes
    comparison = compared("en", "en", POLES["en"])
    for stand in axis.accounts:
        own = [axis.claims[claim.id] for claim in comparison.claims if claim.readout == stand.readout]
        low, value, high = stand.position.low, stand.position.value, stand.position.high
        assert value == pytest.approx(sum(own) / len(own))
        assert low is not None
        assert high is not None
        assert min(own) <= low <= value <= high <= max(own)
        assert set(stand.pulls) <= {claim.id for claim in comparison.claims if claim.readout == stand.readout}


def test_an_axis_is_no_part_of_a_report_that_did_not_ask_for_it() -> None:
    without, asked = compared("en", "en"), compared("en", "en", POLES["en"])
    assert without.axes == ()
    assert "axes" not in comparison_to_dict(without)
    assert without.id != asked.id


def test_every_format_shows_the_axis_and_json_gives_it_back() -> None:
    comparison = compared("en", "ru", f"stance: {POLES['en']}")
    for format in FORMATS:
        if format != "csv":
            assert "stance" in render(comparison, format)
    data = comparison_to_dict(comparison)
    schema = json.loads((ROOT / "docs" / "comparison.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(data)
    assert comparison_to_dict(comparison_from_dict(data)) == data


@pytest.mark.parametrize("written", ["cooperation", "a/b/c", "/b", "name: / b", ""])
def test_an_axis_needs_two_poles(written: str) -> None:
    with pytest.raises(OptionError, match="two poles"):
        parse_axis(written)


def test_poles_that_mean_the_same_are_refused() -> None:
    with pytest.raises(OptionError, match="both poles mean the same"):
        compared("en", "en", "war/war")


def test_saved_axes_belong_to_the_project_and_to_the_signature(tmp_path: Path) -> None:
    (tmp_path / "axes.toml").write_text(
        '[[axis]]\nname = "stance"\nlow = ["cooperation"]\nhigh = ["attack", "threat"]\n', encoding="utf-8"
    )
    resources = load_resources(tmp_path)
    assert [axis.name for axis in resources.axes] == ["stance"]
    assert "extra/axes.toml" in resources.hashes
    assert load_resources().axes == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[[axis]]\nname = ", "is not TOML"),
        ('[[axis]]\nlow = ["a"]\nhigh = ["b"]', "axis 1 has no name"),
        ('[[axis]]\nname = "x"\nlow = []\nhigh = ["b"]', "low is not a list of words"),
        ('[[axis]]\nname = "x"\nlow = ["a"]\nhigh = ["b"]\nmid = 1', "other keys"),
        ("[pole]\nx = 1", "holds pole"),
        (
            '[[axis]]\nname="x"\nlow=["a"]\nhigh=["b"]\n[[axis]]\nname="x"\nlow=["a"]\nhigh=["b"]',
            "given twice",
        ),
    ],
)
def test_a_file_of_axes_that_is_wrong_is_refused(text: str, problem: str) -> None:
    with pytest.raises(RecordError, match=problem):
        read_axes(text)


def test_names_of_one_referent_are_counted_over_comparisons() -> None:
    pair = [
        Readout(
            source="Arlen",
            language="en",
            text="The government of Velia, it said, left. The government of Velia, it said, returned.",
        ),
        Readout(
            source="Marl",
            language="en",
            text="The regime of Velia, it said, left the talks about the harbour.",
        ),
    ]
    comparison = compare_readouts(pair, encoder=default_encoder(), resources=load_resources())
    (referent,) = [each for each in comparison.names if each.concept == "government"]
    assert [(use.name, len(use.spans)) for use in referent.names] == [
        ("the government of velia", 2),
        ("the regime of velia", 1),
    ]
    for use in referent.names:
        for span in use.spans:
            assert comparison.text_of(span).casefold() == use.name
    rows = [line.split(",") for line in render_names([comparison, comparison]).splitlines()]
    assert ["Arlen", "the government of velia", "4", "2"] in [row[-4:] for row in rows]


def test_a_table_of_events_has_a_column_for_each_axis(tmp_path: Path) -> None:
    for name, language in (("one", "en"), ("two", "fr")):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "velia.txt").write_text(PEACE[language], encoding="utf-8")
        (folder / "arlen.txt").write_text(QUARREL[language], encoding="utf-8")

    rows = compare_events(
        tmp_path,
        encoder=default_encoder(),
        resources=load_resources(),
        options=CompareOptions(bootstrap_samples=0),
        axes=[parse_axis(f"stance: {POLES['en']}")],
    )

    for row in rows:
        arlen, velia = (float(cell.split()[-1].replace("−", "-")) for cell in row["axis stance"].split("; "))
        assert arlen > velia
    assert "axis stance" in render_events(rows, "csv").splitlines()[0]


@pytest.mark.parametrize("text", ["war/peace", "stance: war, siege / peace"])
def test_an_axis_is_written_as_it_is_read(text: str) -> None:
    axis = parse_axis(text)
    assert write_axis(axis.name, axis.low, axis.high) == text
