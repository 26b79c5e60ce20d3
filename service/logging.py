"""Structured logs: one JSON object a line on standard error, with a request id and never any text content.

A request is logged by its route, not by its address: queries carry words that people search for.
"""

from __future__ import annotations

import logging
import sys
import traceback

import structlog

_STACK_LEVELS = 30


def configure_logging(level: str) -> None:
    """Send what this process logs, through structlog or the standard library, to standard error."""
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _without_messages,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    logging.getLogger("uvicorn.access").propagate = False
    logging.getLogger("alembic").setLevel(logging.WARNING)


def where(error: BaseException) -> list[str]:
    """The stack of an error as ``file:line function``, innermost last; messages may quote texts: left out."""
    frames = traceback.extract_tb(error.__traceback__)[-_STACK_LEVELS:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]


def _without_messages(
    _: structlog.types.WrappedLogger, __: str, event: structlog.types.EventDict
) -> structlog.types.EventDict:
    info = event.pop("exc_info", None)
    if isinstance(info, BaseException):
        info = (type(info), info, info.__traceback__)
    elif info is True:
        info = sys.exc_info()
    if isinstance(info, tuple) and info[1] is not None:
        event["error"] = type(info[1]).__name__
        event["at"] = where(info[1])
    return event
