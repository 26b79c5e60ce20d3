"""A stored comparison as the pages read it: the report resolved into a digest, its event, what marks it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from compare.reports.digest import Digest
from compare.reports.json_reading import comparison_from_dict
from service.api.caller import Caller
from service.api.services import Services
from service.examples import INVENTED
from service.store.comparisons import load_report
from service.store.tables import Event, StoredComparison


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """``event`` is None for a comparison that was made without one."""

    row: StoredComparison
    event: Event | None
    digest: Digest

    @property
    def title(self) -> str:
        """The event's title as it is now, else what the report says."""
        return self.event.title if self.event else self.digest.title

    @property
    def date(self) -> str | None:
        """The event's date as it is now, else what the report says."""
        return self.event.date if self.event else self.row.date

    @property
    def invented(self) -> bool:
        """Is the event one of the invented examples?"""
        return self.event is not None and INVENTED in self.event.tags

    @property
    def provisional(self) -> bool:
        """Are the statistics of the divergence incomplete: is the null distribution missing?"""
        return self.digest.comparison.divergence.null is None


def load_stored(services: Services, caller: Caller, comparison_id: str) -> Stored:
    """The comparison; nothing of it is computed anew.

    Raises:
        NotFoundError: this project has no such comparison.
    """
    with services.store.session() as session:
        row, report = load_report(session, caller.project, comparison_id)
        event = session.get(Event, row.event_id) if row.event_id else None
    return Stored(row=row, event=event, digest=Digest(comparison_from_dict(json.loads(report))))
