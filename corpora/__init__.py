"""Data that the engine is told about: actors, lexicons, example events and gold judgements, as files."""

from __future__ import annotations

from corpora.example_events import ExampleEvent, example_article, example_events
from corpora.resources import load_resources

__all__ = ["ExampleEvent", "example_article", "example_events", "load_resources"]
