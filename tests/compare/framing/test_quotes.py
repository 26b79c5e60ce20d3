"""Quotation marks of four languages, and what they enclose."""

from __future__ import annotations

import pytest

from compare.framing.quotes import quotes_of


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("the “invasion” of Velia", ["“invasion”"]),
        ("« référendum » et «vote»", ["« référendum »", "«vote»"]),
        ("„угода“ і „мир”", ["„угода“", "„мир”"]),
        ("he said 'no' and didn't go", ["'no'"]),
        ('a "so-called "peace" plan" here', ['"so-called "peace"', '"peace"']),
        ("«мы за «мир» и хлеб»", ["«мы за «мир» и хлеб»", "«мир»"]),
        ("the minister’s ‘plan’ and the deputies’ vote", ["‘plan’"]),
        ("an open “quote that never ends", []),
        ("5' 11\" tall", []),
        ("", []),
    ],
)
def test_quoted_stretches(text: str, quoted: list[str]) -> None:
    assert [text[quote.start : quote.end] for quote in quotes_of(text)] == quoted


def test_a_quote_inside_a_quote_is_deeper() -> None:
    assert [quote.depth for quote in quotes_of("«мы за «мир» и хлеб»")] == [0, 1]
