"""What a job is asked to do, as plain data that refers to stored texts; and back into the engine's records.

A request is fixed when it is made: a readout that is added or deleted later changes no job.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from compare.errors import RecordError
from compare.framing.axes import parse_axis
from compare.options import CompareOptions
from compare.records import Document, Readout
from compare.resources import Axis
from service.store.errors import NotFoundError
from service.store.events import get_event
from service.store.readouts import (
    derivation_from_dict,
    derivation_to_dict,
    document_from_dict,
    list_readouts,
    to_readouts,
)
from service.store.rows import MAX_PAGE
from service.store.texts import keep_text, texts

FEWEST, LONGEST_SOURCE = 2, 300


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareRequest:
    """What ``compare_readouts`` takes; ``split`` takes each readout apart into the sides that it quotes.

    ``axes`` are pairs of poles as a person writes them, see :func:`compare.framing.axes.parse_axis`.
    ``corrections`` are those of the project when the job was made, as tables of :mod:`corpora.corrections`.
    """

    readouts: tuple[Readout, ...]
    documents: tuple[Document, ...] = ()
    event: Mapping[str, Any] | None = None
    options: Mapping[str, Any] | None = None
    split: bool = False
    axes: tuple[str, ...] = ()
    corrections: Mapping[str, Any] = field(default_factory=dict)

    def compare_options(self) -> CompareOptions:
        """The settings of the comparison.

        Raises:
            RecordError: there is no such setting, or its value is of the wrong type.
            OptionError: a value is outside its range.
        """
        try:
            return CompareOptions(**(self.options or {}))
        except TypeError as error:
            problem = f"{dict(self.options or {})} ({error})"
            raise RecordError("options", None, problem, "see the table of settings in the docs") from error

    def parsed_axes(self) -> list[Axis]:
        """The axes that claims and accounts are placed on.

        Raises:
            OptionError: one has not two poles.
        """
        return [parse_axis(written) for written in self.axes]


def request_of_event(
    session: Session,
    project_id: str,
    event_id: str,
    *,
    options: Mapping[str, Any] | None = None,
    axes: Sequence[str] = (),
) -> CompareRequest:
    """Compare all readouts of an event, in their order.

    Raises:
        NotFoundError: this project has no such event.
        RecordError: it has fewer than two readouts.
    """
    event = get_event(session, project_id, event_id)
    rows, _ = list_readouts(session, project_id, event_id, limit=MAX_PAGE)
    if len(rows) < FEWEST:
        problem = f"{event.title!r} has {len(rows)} readouts"
        raise RecordError("event", None, problem, "a comparison needs two or more: add one")
    readouts, documents = to_readouts(rows, session)
    told = {"title": event.title, "date": event.date, "participants": list(event.participants)}
    return CompareRequest(
        readouts=tuple(readouts),
        documents=tuple(documents),
        event=told,
        options=dict(options or {}),
        axes=tuple(axes),
    )


def store_request(session: Session, request: CompareRequest) -> tuple[dict[str, Any], list[str]]:
    """The request as JSON data, its texts stored; and the SHA-256 of each of them.

    Raises:
        RecordError: fewer than two readouts, a source whose name is too long, or an unknown setting.
        OptionError: a setting is outside its range, or an axis has not two poles.
    """
    request.compare_options()
    request.parsed_axes()
    if not request.split and len(request.readouts) < FEWEST:
        problem = f"there are {len(request.readouts)}"
        raise RecordError("readouts", None, problem, "a comparison needs two or more")
    for readout in request.readouts:
        if len(readout.source) > LONGEST_SOURCE:
            problem = f"a source has {len(readout.source)} characters, more than {LONGEST_SOURCE}"
            raise RecordError("readout", None, problem, "shorten it")
    by_id = {document.id: document for document in request.documents}
    readouts = [_readout(session, readout, by_id) for readout in request.readouts]
    stored = {
        "readouts": readouts,
        "event": None if request.event is None else dict(request.event),
        "options": dict(request.options or {}),
        "split": request.split,
        "axes": list(request.axes),
    }
    digests = {readout[key] for readout in readouts for key in ("sha256", "document_sha256")}
    return stored, sorted(digests - {None})


def read_request(session: Session, data: Mapping[str, Any]) -> CompareRequest:
    """The request that was stored.

    Raises:
        NotFoundError: one of its texts is gone.
    """
    needed = {each[key] for each in data["readouts"] for key in ("sha256", "document_sha256") if each[key]}
    by_digest = texts(session, needed)
    for digest in sorted(needed - by_digest.keys()):
        raise NotFoundError("text", digest)
    documents = {
        each["derivation"]["document"]: document_from_dict(
            each["derivation"], each["document_sha256"], by_digest
        )
        for each in data["readouts"]
        if each["derivation"]
    }
    readouts = tuple(
        Readout(
            **{field: each[field] for field in _FIELDS},
            text=by_digest[each["sha256"]],
            derived_from=derivation_from_dict(each["derivation"]) if each["derivation"] else None,
        )
        for each in data["readouts"]
    )
    return CompareRequest(
        readouts=readouts,
        documents=tuple(documents.values()),
        event=data["event"],
        options=data["options"],
        split=data["split"],
        axes=tuple(data.get("axes", ())),
        corrections=data.get("corrections", {}),
    )


_FIELDS = ("source", "language", "actor", "side", "title", "date", "url", "translation_of")


def _readout(session: Session, readout: Readout, documents: Mapping[str, Document]) -> dict[str, Any]:
    document = documents[readout.derived_from.document] if readout.derived_from else None
    return {
        **{field: getattr(readout, field) for field in _FIELDS},
        "sha256": keep_text(session, readout.text),
        "document_sha256": keep_text(session, document.text) if document else None,
        "derivation": derivation_to_dict(readout.derived_from, document) if document else None,
    }
