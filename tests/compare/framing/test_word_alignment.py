"""Words that answer each other across languages; where tokens stand; the same pairs when texts are exchanged."""

from __future__ import annotations

import pytest

from compare.embedding import default_encoder
from compare.entailment.token_states import shared_token_states
from compare.framing.reading import Reading, lexis_of
from compare.framing.slots import Slot, mirrored, shown_sides, slots_of, words_span
from compare.framing.word_alignment import AlignedText, align
from corpora import load_resources

ONE = ("en", "The president condemned the decision of the assembly. The ferry sails on Monday.")
OTHER = ("ru", "В понедельник отходит паром. Президент приветствовал решение собрания.")


def aligned_text(language: str, text: str) -> AlignedText:
    reading = Reading(text, language, lexis_of(load_resources()))
    return AlignedText(reading, shared_token_states(), default_encoder())


def test_words_answer_their_translations_in_another_order() -> None:
    one, other = aligned_text(*ONE), aligned_text(*OTHER)
    alignment = align(one, other)
    pairs = {
        one.reading.words[i].text: (other.reading.words[j].text, alignment.likeness[i])
        for i, j in enumerate(alignment.forth)
        if j >= 0
    }
    answers = {word: pairs[word][0] for word in ("president", "ferry", "Monday", "condemned")}
    assert answers == {
        "president": "Президент",
        "ferry": "паром",
        "Monday": "понедельник",
        "condemned": "приветствовал",
    }
    assert pairs["president"][1] >= alignment.threshold > pairs["condemned"][1]


def test_exchanged_texts_are_aligned_alike() -> None:
    one, other = aligned_text(*ONE), aligned_text(*OTHER)
    forth, back = align(one, other), align(other, one)
    assert forth.forth == back.back
    assert forth.mirrored == back
    slots = {mirrored(slot) for slot in slots_of(one, other, forth)}
    assert slots == set(slots_of(other, one, back))
    assert slots


def test_what_differs_stands_in_a_slot() -> None:
    one, other = aligned_text(*ONE), aligned_text(*OTHER)
    told = [
        (
            words_span(one, slot.left).of(one.reading.text),
            words_span(other, slot.right).of(other.reading.text),
        )
        for slot in slots_of(one, other, align(one, other))
        if len(slot.left) and len(slot.right)
    ]
    assert ("condemned", "приветствовал") in told


@pytest.mark.parametrize(
    ("theirs", "shown"),
    [
        ("The decree on recognition of the Tamra republics was signed.", "the Tamra republics"),
        ("Recognition, the minister said, changes nothing.", "Recognition"),
        ("It was a recognition", "a recognition"),
    ],
)
def test_an_added_object_is_held_against_the_object_of_the_other_account(theirs: str, shown: str) -> None:
    one = aligned_text("en", "Ostrany decided to recognise the armed groups operating in the valley.")
    other = aligned_text("en", theirs)
    act, groups = 3, range(5, 8)
    assert [one.reading.words[each].text for each in (act, *groups)] == [
        "recognise",
        "armed",
        "groups",
        "operating",
    ]
    at = next(i for i, word in enumerate(other.reading.words) if word.folded == "recognition")
    slot = Slot(groups, range(0), 0.0, before=True, after=False, nearness=1.0, at=at, beside=act)
    added, answer = shown_sides(one, other, slot)
    assert added.of(one.reading.text) == "the armed groups operating"
    assert answer.of(other.reading.text) == shown
    assert shown_sides(other, one, mirrored(slot)) == (answer, added)


@pytest.mark.parametrize(
    "text",
    [
        "A “quoted” word…  and ½ of it — «так»\u00a0: 5 000 €",
        "Aujourd'hui l'été №5 ﬁn",
        "Президент сказав: «Ні».",
        "x\u200by z",
    ],
)
def test_every_token_has_a_place_in_the_text(text: str) -> None:
    tokens = shared_token_states()
    places = tokens.offsets(text)
    ((middle, _),) = tokens.read([text])
    assert len(places) == len(middle)
    assert all(0 <= start <= end <= len(text) for start, end in places)
    assert [start for start, _ in places] == sorted(start for start, _ in places)
