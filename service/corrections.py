"""A project's corrections of actors, joined with the resources that comparing and splitting use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compare.corrections import corrected
from compare.resources import Resources
from corpora.corrections import corrections_of


def with_corrections(resources: Resources, tables: Mapping[str, Any]) -> Resources:
    """Resources that know what the project corrected by hand, as tables of :mod:`corpora.corrections`.

    Raises:
        RecordError: the gazetteer does not have an actor any more that the corrections speak of.
    """
    known = [actor.id for actor in resources.actors]
    return corrected(resources, corrections_of(tables, "corrections", known))
