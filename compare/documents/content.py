"""What a reader of one format hands back, and how it calls a library."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from compare.errors import DocumentError


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Text of a document and what its metadata say.

    ``date`` is when it was published, ``created`` when the file was made (a weaker witness of the same), both
    ``YYYY-MM-DD``.
    """

    text: str
    title: str | None = None
    date: str | None = None
    created: str | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None


@contextmanager
def library(logger: str, *, name: str, problem: str, way_out: str) -> Iterator[None]:
    """Run a library's code: its log and warnings stay silent, its errors become :class:`DocumentError`."""
    log = logging.getLogger(logger)
    level = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except DocumentError:
        raise
    except (Exception, RecursionError) as error:
        raise DocumentError(name, problem, way_out) from error
    finally:
        log.setLevel(level)


def one_line(value: object) -> str | None:
    """A field of metadata with its white space made single; None where it is empty."""
    joined = " ".join(str(value).split()) if value is not None else ""
    return joined or None
