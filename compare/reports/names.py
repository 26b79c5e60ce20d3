"""Stored comparisons -> one table of names: who calls which referent what, how often, in how many events."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from compare.records import Comparison
from compare.reports.csv import safe_cell
from compare.reports.wording import referent_in_words

COLUMNS = ("referent", "concept", "places", "actor", "name", "count", "events")


def render_names(comparisons: Sequence[Comparison]) -> str:
    """CSV (RFC 4180), the referents in order, each actor's most frequent name first.

    An actor is the id that a readout bears, else its source. ``count`` is the number of places over all
    comparisons, ``events`` the number of comparisons in which the actor uses the name.
    """
    counts: dict[tuple[str, str, str, str, str], list[int]] = {}
    for comparison in comparisons:
        for referent in comparison.names:
            what = (referent_in_words(referent), referent.concept, " ".join(referent.places))
            told: dict[tuple[str, str, str, str, str], int] = {}
            for use in referent.names:
                readout = comparison.readout(use.readout)
                key = (*what, readout.actor or readout.source, use.name)
                told[key] = told.get(key, 0) + len(use.spans)
            for key, count in told.items():
                kept = counts.setdefault(key, [0, 0])
                kept[0] += count
                kept[1] += 1
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for key, (count, events) in sorted(counts.items(), key=lambda each: (each[0][:4], -each[1][0], each[0])):
        writer.writerow([*map(safe_cell, key), count, events])
    return out.getvalue()
