"""Readouts of an event: stored rows on one side, the engine's records on the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from compare.errors import RecordError
from compare.records import Derivation, Document, Readout, Segment
from service.store.errors import NotFoundError
from service.store.events import get_event
from service.store.rows import check_date, from_cursor, new_id, now, page_size, to_cursor
from service.store.tables import Event, StoredReadout
from service.store.texts import forget_texts, keep_text, texts


def add_readout(
    session: Session, project_id: str, event_id: str, readout: Readout, document: Document | None = None
) -> tuple[StoredReadout, bool]:
    """Store an account of an event; the same source with the same text twice is one readout.

    Args:
        document: the article that ``readout`` was split from, if it was.

    Returns:
        The row, and whether it is new.

    Raises:
        NotFoundError: this project has no such event.
        RecordError: the text is empty, the document is missing, or a field is too long.
    """
    get_event(session, project_id, event_id)
    session.execute(select(Event.id).where(Event.id == event_id).with_for_update())
    if not readout.text.strip():
        raise RecordError("readout", None, f"the text of {readout.source!r} is empty", "give a text")
    check_date("readout", readout.date)
    if readout.derived_from is not None and document is None:
        raise RecordError("readout", None, f"{readout.source!r} has no document", "give the article with it")
    there = session.scalar(
        select(StoredReadout).where(
            StoredReadout.event_id == event_id,
            StoredReadout.source == readout.source,
            StoredReadout.text_sha256 == readout.sha256,
        )
    )
    if there is not None:
        return there, False
    last = session.scalar(select(func.max(StoredReadout.position)).where(StoredReadout.event_id == event_id))
    row = StoredReadout(
        id=new_id("ro"),
        event_id=event_id,
        position=0 if last is None else last + 1,
        source=readout.source,
        text_sha256=keep_text(session, readout.text),
        language=readout.language,
        actor=readout.actor,
        side=readout.side,
        title=readout.title,
        date=readout.date,
        url=readout.url,
        document_sha256=keep_text(session, document.text) if document and readout.derived_from else None,
        derivation=derivation_to_dict(readout.derived_from, document) if document else None,
        translation_of=readout.translation_of,
        created=now(session),
    )
    session.add(row)
    session.flush()
    return row, True


def get_readout(session: Session, project_id: str, event_id: str, readout_id: str) -> StoredReadout:
    """One readout of an event.

    Raises:
        NotFoundError: this project has no such event, or the event no such readout.
    """
    get_event(session, project_id, event_id)
    row = session.get(StoredReadout, readout_id)
    if row is None or row.event_id != event_id:
        raise NotFoundError("readout", readout_id)
    return row


def list_readouts(
    session: Session, project_id: str, event_id: str, *, cursor: str | None = None, limit: int = 50
) -> tuple[list[StoredReadout], str | None]:
    """A page of the readouts of an event in the order in which they came; and the cursor of the next page.

    Raises:
        NotFoundError: this project has no such event.
    """
    get_event(session, project_id, event_id)
    query = select(StoredReadout).where(StoredReadout.event_id == event_id)
    if cursor is not None:
        query = query.where(StoredReadout.position > from_cursor(cursor, int)[0])
    size = page_size(limit)
    rows = list(session.scalars(query.order_by(StoredReadout.position).limit(size + 1)))
    return rows[:size], to_cursor(rows[size - 1].position) if len(rows) > size else None


def delete_readout(session: Session, project_id: str, event_id: str, readout_id: str) -> None:
    """Delete one readout; stored comparisons stay as they are.

    Raises:
        NotFoundError: there is no such readout.
    """
    row = get_readout(session, project_id, event_id, readout_id)
    digests = (row.text_sha256, row.document_sha256)
    session.delete(row)
    session.flush()
    forget_texts(session, digests)


def to_readout(row: StoredReadout, session: Session) -> Readout:
    """The record that the engine compares."""
    return to_readouts([row], session)[0][0]


def to_readouts(rows: Sequence[StoredReadout], session: Session) -> tuple[list[Readout], list[Document]]:
    """The records of several rows, in their order, and the documents that they were split from."""
    by_digest = texts(
        session, [digest for row in rows for digest in (row.text_sha256, row.document_sha256) if digest]
    )
    readouts = [
        Readout(
            source=row.source,
            text=by_digest[row.text_sha256],
            language=row.language,
            actor=row.actor,
            side=row.side,
            title=row.title,
            date=row.date,
            url=row.url,
            derived_from=derivation_from_dict(row.derivation) if row.derivation else None,
            translation_of=row.translation_of,
        )
        for row in rows
    ]
    documents = {
        row.derivation["document"]: document_from_dict(row.derivation, row.document_sha256, by_digest)
        for row in rows
        if row.derivation and row.document_sha256
    }
    return readouts, list(documents.values())


def derivation_to_dict(derivation: Derivation | None, document: Document) -> dict[str, Any] | None:
    """Where the parts of a readout stand in its document, and what is known of the document; not its text."""
    if derivation is None:
        return None
    return {
        "document": derivation.document,
        "segments": [
            [each.start, each.end, each.source_start, each.source_end] for each in derivation.segments
        ],
        "title": document.title,
        "url": document.url,
        "published": document.published,
        "retrieved": document.retrieved,
        "language": document.language,
    }


def derivation_from_dict(data: Mapping[str, Any]) -> Derivation:
    """What :func:`derivation_to_dict` was given."""
    return Derivation(document=data["document"], segments=tuple(Segment(*each) for each in data["segments"]))


def document_from_dict(data: Mapping[str, Any], sha256: str, by_digest: Mapping[str, str]) -> Document:
    """The document that a derivation leads back to."""
    return Document(
        id=data["document"],
        sha256=sha256,
        text=by_digest[sha256],
        title=data["title"],
        url=data["url"],
        published=data["published"],
        retrieved=data["retrieved"],
        language=data["language"],
    )
