"""Data that the engine is told about: actors, lexicons, example events and gold judgements, as files."""

from __future__ import annotations

from corpora.example_events import example_article
from corpora.resources import load_resources

__all__ = ["example_article", "load_resources"]
