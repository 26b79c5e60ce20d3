"""Blocks of the terminal report: quotes, columns, hanging labels; and text that a terminal can trust."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from compare.reports.accounts import Piece, Quote
from compare.reports.wording import CHECKS

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def side_by_side(quotes: Sequence[Quote], width: int) -> RenderableType:
    columns = 3 if width >= 105 and len(quotes) > 2 else min(2, len(quotes)) or 1
    table = Table.grid(padding=(0, 3, 0, 0), expand=True)
    for _ in range(columns):
        table.add_column(ratio=1)
    for row in zip_longest(*[iter(quotes)] * columns):
        table.add_row(*[quote_block(quote) if quote else Text() for quote in row])
    return table


def quote_block(quote: Quote) -> RenderableType:
    marked = any(piece.marked for piece in quote.pieces)
    words = Text()
    for piece in quote.pieces:
        # Brackets, so that the words stand out without colour too.
        text = _inside(piece)
        words.append(f"[{text}]" if piece.marked and marked else text, style="bold" if piece.marked else "")
    return numbered(quote.label, words, style="dim", width=4)


def _inside(piece: Piece) -> str:
    return re.sub(r"\s+", " ", clean(piece.text))


def numbered(number: str, body: RenderableType, *, style: str = "bold", width: int = 3) -> Table:
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(width=max(width, len(number)), no_wrap=True)
    table.add_column(ratio=1)
    table.add_row(Text(number, style=style), body)
    return table


def hanging(sign: str, text: str, style: str) -> Table:
    return numbered(sign, Text(text), style=style, width=1)


def check(kind: str) -> str:
    return CHECKS.get(kind, kind.replace("_", " "))


def sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def clean(text: str) -> str:
    """The text without characters that a terminal would obey (ECMA-48 controls, bidirectional overrides)."""
    return _CONTROLS.sub("\ufffd", text)
