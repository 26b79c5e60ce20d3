"""Measured figures as a table of plain text."""

from __future__ import annotations

from collections.abc import Sequence

from compare.evaluation.figures import Figure

HEAD = ("set", "part", "measure", "value", "95 % interval", "floor", "n", "floor is")


def render_table(figures: Sequence[Figure]) -> str:
    """One line a figure, columns aligned."""
    rows = [HEAD, *(_row(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    notes = sorted({f"{figure.dataset} {figure.measure}: {figure.note}" for figure in figures if figure.note})
    return "\n".join([*lines, *notes]) + "\n"


def _row(figure: Figure) -> tuple[str, ...]:
    def number(value: float | None) -> str:
        return "" if value is None else f"{value:.3f}"

    interval = "" if figure.low is None else f"{number(figure.low)}-{number(figure.high)}"
    return (
        figure.dataset,
        figure.part,
        figure.measure,
        number(figure.value),
        interval,
        number(figure.floor),
        str(figure.n),
        figure.floor_name,
    )
