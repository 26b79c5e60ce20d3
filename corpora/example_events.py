"""The example event that ships with the project."""

from __future__ import annotations

from importlib.resources import as_file, files

from compare.documents import read_readout
from compare.records import Readout

EXAMPLE = "2022-02-12-france-russia-call"


def example_article() -> Readout:
    """The article on the call of 12 February 2022, which quotes both sides; see ``corpora/examples``."""
    with as_file(files("corpora") / "examples" / EXAMPLE / "article.md") as path:
        return read_readout(path, source="article")
