"""Quotation marks of every kind, nested, continued and forgotten."""

from __future__ import annotations

import pytest

from compare.attribution.quotes import find_quotations


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He said “yes” and “no”.", [["yes"], ["no"]]),
        ("« Oui », dit-il.", [["Oui"]]),
        ("Он сказал: «Мы „готовы“ ждать».", [["Мы „готовы“ ждать"]]),
        ("“One.\n\n“Two.”", [["One.", "Two."]]),
        ("«Один.\n\n»Два».", [["Один.", "Два"]]),
        ("She said, ``not now''.", [["not now"]]),
        ('The 5" shell and "the plan" differ.', [["the plan"]]),
        ("Don’t stop; it’s ‘almost’ over.", [["almost"]]),
        ("“Never closed.\n\nAnother paragraph.", [["Never closed."]]),
        ("No marks at all.", []),
    ],
)
def test_quotations(text: str, parts: list[list[str]]) -> None:
    assert [[part.of(text) for part in one.parts] for one in find_quotations(text)] == parts
