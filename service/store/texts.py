"""Texts, once each, by their SHA-256; a text that nothing refers to any more is forgotten."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import delete, exists, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from compare.records import sha256_of
from service.store.tables import JobText, StoredReadout, StoredText


def keep_text(session: Session, text: str) -> str:
    """Store the text unless it is there; its SHA-256."""
    digest = sha256_of(text)
    if session.get_bind().dialect.name == "sqlite":
        once = sqlite.insert(StoredText).values(sha256=digest, text=text)
        session.execute(once.on_conflict_do_nothing())
    else:
        # Writing the row again locks it: nobody forgets the text while we come to refer to it.
        again = postgresql.insert(StoredText).values(sha256=digest, text=text)
        session.execute(again.on_conflict_do_update(index_elements=["sha256"], set_={"sha256": digest}))
    return digest


def texts(session: Session, digests: Iterable[str]) -> dict[str, str]:
    """The texts by their SHA-256; one that is not stored is missing."""
    rows = session.execute(
        select(StoredText.sha256, StoredText.text).where(StoredText.sha256.in_(set(digests)))
    )
    return {row.sha256: row.text for row in rows}


def forget_texts(session: Session, digests: Collection[str | None]) -> None:
    """Delete those of the texts that no readout and no job refers to."""
    for digest in sorted({digest for digest in digests if digest}):
        forgotten = delete(StoredText).where(
            StoredText.sha256 == digest,
            ~exists().where(StoredReadout.text_sha256 == digest),
            ~exists().where(StoredReadout.document_sha256 == digest),
            ~exists().where(JobText.sha256 == digest),
        )
        try:
            with session.begin_nested():
                session.execute(forgotten)
        except IntegrityError:
            continue  # somebody came to refer to it meanwhile: it stays
