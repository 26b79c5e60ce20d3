"""One article into readouts, and back into the article's own offsets."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.attribution import (
    derived_attributions,
    find_attributions,
    split_article,
    split_to_dict,
)
from compare.claims import extract_claims
from compare.records import Derivation, Readout
from compare.reports.split import render_split
from compare.resources import Resources

ARTICLE = (
    "Macron and Putin spoke by telephone on Saturday.\n\n"
    "According to the Élysée, the call was useful. Macron told Putin that “war would be a mistake for all”.\n\n"
    "“The West has not answered our questions,” the Kremlin reported. Reuters reported that Kyiv had asked "
    "for more arms.\n\n"
    "Karo Vell, an analyst, said the call changed little. Markets hardly moved that day."
)


def _readout() -> Readout:
    return Readout(source="article", text=ARTICLE, language="en", date="2022-02-12")


def test_one_readout_a_side_then_those_without_a_side_then_narration(resources: Resources) -> None:
    split = split_article(_readout(), resources)
    assert [(one.source, one.actor, one.side, one.text) for one in split.readouts] == [
        ("France", None, "france", "the call was useful\n\nwar would be a mistake for all"),
        ("Russia", None, "russia", "The West has not answered our questions"),
        ("Ukraine", None, "ukraine", "Kyiv had asked for more arms"),
        ("Karo Vell", "x-karo-vell", None, "the call changed little"),
        (
            "narration",
            None,
            None,
            "Macron and Putin spoke by telephone on Saturday\n\nMarkets hardly moved that day",
        ),
    ]


@pytest.mark.parametrize(
    ("language", "article", "text"),
    [
        (
            "en",
            "“We want to talk,” Karo Vell said. “We know the terms. Join us.”",
            "We want to talk\n\nWe know the terms. Join us",
        ),
        ("en", "“Our answer,” Karo Vell said, “will be firm.”", "Our answer will be firm"),
        ("en", "“We are ready.\n\n“We wait,” Karo Vell said.", "We are ready.\n\nWe wait"),
        (
            "fr",
            "« S'ils viennent, a prévenu Piet Haal, nous serons là. »",
            "S'ils viennent nous serons là",
        ),
        (
            "fr",
            "« Nous partons », a dit Piet Haal. « Le port reste ouvert. »",
            "Nous partons\n\nLe port reste ouvert",
        ),
        (
            "ru",
            "«Мы закончили эту работу, — заявил Петер Гант. — За неё заплатят жители».",
            "Мы закончили эту работу\n\nЗа неё заплатят жители",
        ),
        (
            "uk",
            "«Ми чекаємо, — додала Ільда Варн, — і не підемо».",
            "Ми чекаємо і не підемо",
        ),
    ],
)
def test_sentences_of_one_content_stay_apart(
    language: str, article: str, text: str, resources: Resources
) -> None:
    split = split_article(Readout(source="article", text=article, language=language), resources)
    assert split.readouts[0].text == text


@pytest.mark.parametrize(
    ("language", "article", "text"),
    [
        ("en", "Dr Karo Vell again condemned the shelling of the port.", None),
        ("en", "Karo Vell confirmed the call to Interfax.", "Karo Vell confirmed the call"),
        ("fr", "Karo Vell a condamné le bombardement du port.", None),
        ("ru", "Каро Велл осудил обстрел порта.", None),
        ("uk", "Каро Велл засудив обстріл порту.", None),
    ],
)
def test_a_noun_phrase_comes_with_its_verb_and_subject(
    language: str, article: str, text: str | None, resources: Resources
) -> None:
    split = split_article(Readout(source="article", text=article, language=language), resources)
    (readout,) = split.readouts
    assert readout.text == (text or article.rstrip("."))
    (claim,) = extract_claims(readout, derived_attributions(readout, split.document, resources))
    assert readout.text[claim.start : claim.end] == readout.text
    assert claim.kind == "indirect"


def test_one_readout_a_source(resources: Resources) -> None:
    split = split_article(_readout(), resources, by="source")
    assert [one.source for one in split.readouts][:3] == ["Élysée Palace", "Emmanuel Macron", "Kremlin"]


@pytest.mark.parametrize("by", ["side", "source"])
def test_every_segment_leads_back_to_the_same_words(by: str, resources: Resources) -> None:
    split = split_article(_readout(), resources, by=by)  # type: ignore[arg-type]
    for readout in split.readouts:
        assert readout.derived_from is not None
        assert readout.derived_from.document == split.document.id
        for piece in readout.derived_from.segments:
            assert readout.text[piece.start : piece.end] == ARTICLE[piece.source_start : piece.source_end]


def test_derived_attributions_speak_the_offsets_of_the_readout(resources: Resources) -> None:
    split = split_article(_readout(), resources)
    france = split.readouts[0]
    found = derived_attributions(france, split.document, resources)
    assert [[span.of(france.text) for span in one.content] for one in found] == [
        ["the call was useful"],
        ["war would be a mistake for all"],
    ]
    assert [[link.actor for link in one.chain] for one in found] == [["elysee"], ["elysee", "macron"]]
    assert [(one.source, one.cue) for one in found] == [(None, None), (None, None)]


def test_a_foreign_document_is_refused(resources: Resources) -> None:
    split = split_article(_readout(), resources)
    stranger = replace(split.readouts[0], derived_from=Derivation("r-other", ()))
    with pytest.raises(ValueError, match="does not derive from document"):
        derived_attributions(stranger, split.document, resources)


def test_the_dictionary_tells_every_span_with_its_words(resources: Resources) -> None:
    told = split_to_dict(split_article(_readout(), resources))
    assert list(told) == ["text", "attributions", "readouts"]
    assert told["text"] == ARTICLE
    first = told["attributions"][0]
    assert set(first) == {"id", "kind", "source", "actor", "side", "via", "cue", "content", "chain"}
    for one in told["attributions"]:
        spans = [one["source"], one["cue"], *one["content"]]
        spans += [span for link in one["chain"] for span in (link["source"], link["cue"])]
        for span in spans:
            if span is not None:
                assert ARTICLE[span["start"] : span["end"]] == span["text"]


def test_the_same_article_gives_the_same_split(resources: Resources) -> None:
    assert split_to_dict(split_article(_readout(), resources)) == split_to_dict(
        split_article(_readout(), resources)
    )


PIECES = st.sampled_from(
    [
        *("“", "”", "«", "»", '"', "‘", "’", "—", ",", ".", ":", "?", "(", ")", "\n", "\n\n", " ", "\u00a0"),
        *("said", "told", "Macron", "he", "that", "according to", "The President", "Paris", "a-t-il dit"),
        *(
            "сообщил",
            "что",
            "Путин",
            "по словам",
            "заявив",
            "це",
            "додала",
            "вона",
            "Kremlinreportedthat",
            "12",
        ),
    ]
)


@settings(max_examples=40, deadline=None)
@given(pieces=st.lists(PIECES, max_size=40), language=st.sampled_from(["en", "fr", "ru", "uk", None, "de"]))
def test_spans_always_lie_in_the_text(pieces: list[str], language: str | None) -> None:
    text = " ".join(pieces)
    for one in find_attributions(text, language, Resources()):
        assert one.content
        for span in (*one.content, *(part for part in (one.source, one.cue) if part is not None)):
            assert 0 <= span.start < span.end <= len(text)
        for left, right in zip(one.content, one.content[1:], strict=False):
            assert left.end <= right.start


def test_a_source_that_could_be_either_is_told_with_its_candidates(resources: Resources) -> None:
    text = "Macron and Putin spoke on Friday. He said the talks were useful."
    split = split_article(Readout(source="article", text=text, language="en"), resources)
    (told,) = split_to_dict(split)["attributions"]
    assert (told["actor"], told["candidates"]) == (None, ["macron", "putin"])
    assert render_split(split).startswith("one of Emmanuel Macron, Vladimir Putin (indirect):")


def test_one_side_speaks_even_where_nobody_knows_which_holder_of_the_office(resources: Resources) -> None:
    text = "The British prime minister said the talks were useful."
    split = split_article(Readout(source="article", text=text, language="en"), resources)
    assert [(one.source, one.side) for one in split.readouts] == [("United Kingdom", "uk")]


def test_the_files_of_a_split_can_be_compared(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    rashomon = [sys.executable, "-m", "compare.cli"]
    split = subprocess.run(
        [*rashomon, "split", "article.txt", "-o", "sides"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    names = sorted(path.name for path in (tmp_path / "sides").iterdir())
    assert names == ["france.txt", "karo-vell.txt", "narration.txt", "russia.txt", "ukraine.txt"]
    assert "France: 2 passages" in split.stdout
    for arguments in (["sides/france.txt", "sides/russia.txt"], ["--split", "article.txt"]):
        run = subprocess.run(
            [*rashomon, "compare", *arguments, "--format", "json"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        told = json.loads(run.stdout)
        assert [one["source"] for one in told["readouts"]][:2] in (
            ["france.txt", "russia.txt"],
            ["France", "Russia"],
        )
        assert told["claims"]
