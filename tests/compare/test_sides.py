"""Articles taken apart into the accounts to compare."""

from __future__ import annotations

import pytest

from compare.documents import parse_readout
from compare.errors import InputError
from compare.sides import event_of, sides_to_compare
from corpora import load_resources

ARTICLE = """---
title: Two capitals on one call
date: 2031-05-04
---

"The road will stay open," said Arlen Voss of Veldania. "Nobody asked us about the road," Mira Tolk of Orsk replied.
"""


def test_a_single_article_names_the_event() -> None:
    article = parse_readout(ARTICLE.encode(), name="article.md")
    readouts, documents = sides_to_compare([article], load_resources())
    assert len(readouts) == 2
    assert event_of(documents) == {
        "title": "Two capitals on one call",
        "date": "2031-05-04",
        "participants": [],
    }


def test_several_articles_name_no_event_and_their_readouts_name_the_article() -> None:
    articles = [parse_readout(ARTICLE.encode(), name=name) for name in ("one.md", "two.md")]
    readouts, documents = sides_to_compare(articles, load_resources())
    assert event_of(documents) is None
    assert {readout.source.rpartition(" ")[2] for readout in readouts} == {"(one.md)", "(two.md)"}


def test_an_article_of_one_voice_cannot_be_compared() -> None:
    article = parse_readout(b"It rained all day.", name="x.txt")
    with pytest.raises(InputError, match="1 account found"):
        sides_to_compare([article], load_resources())
