"""Marks between two sentences as the judge finds them: with the words that answer each other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compare.entailment.token_states import TokenStates
from compare.relations.answers import answers_of
from compare.relations.differences import marks_between
from compare.relations.reading import Reader
from compare.relations.statements import Mark, Statement
from corpora import load_resources

Marks = Callable[[str, str, str, str], list[Mark]]


@pytest.fixture(scope="session")
def marks() -> Marks:
    states, reader = TokenStates(), Reader(load_resources())

    def found(language: str, a: str, other: str, b: str) -> list[Mark]:
        one = reader.read(Statement(text=a, language=language))
        two = reader.read(Statement(text=b, language=other))
        (here, _), (there, _) = states.read([a, b])
        words = states.words(a, len(here)), states.words(b, len(there))
        forth = marks_between(one, two, answers_of(one.tokens, two.tokens, (here, there), words))
        back = marks_between(
            two, one, answers_of(two.tokens, one.tokens, (there, here), (words[1], words[0]))
        )
        assert sorted((m.kind, m.effect, round(m.weight, 4), m.spans_a, m.spans_b) for m in forth) == sorted(
            (m.kind, m.effect, round(m.weight, 4), m.spans_b, m.spans_a) for m in back
        )
        return forth

    return found
