"""Fills the templates ``page.html`` and ``notebook.html``; style and script are inlined from their files.

Whatever comes from a text is escaped by the template engine. A Content-Security-Policy inside the page
(W3C CSP Level 3) names the one style and the one script by their hashes, so that nothing else could run or
load even if it got in.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from compare.records import Comparison, Interval
from compare.reports import wording
from compare.reports.digest import Digest
from compare.reports.html.columns import Gap, columns, skyline

_FOLDER = Path(__file__).resolve().parent.parent
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

TOP = 8
"""Findings that are shown at once; the others unfold."""


def render_html(comparison: Comparison) -> str:
    """The whole report as one file; the same comparison gives the same bytes."""
    digest = Digest(comparison)
    style, script = _asset("report.css"), _asset("report.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return _fill(
        "page.html",
        digest=digest,
        comparison=comparison,
        columns=columns(digest),
        skylines=[(account, skyline(digest, account)) for account in digest.accounts],
        points={match.id: number for number, match in enumerate(comparison.matches, 1)},
        flags={each.id: number for number, each in enumerate(_flags(digest), 1)},
        families=_families(comparison),
        used_states=[state for state in wording.STATE_ORDER if digest.states[state]],
        policy=policy,
        style=Markup(style),
        script=Markup(script),
        top=TOP,
    )


def render_notebook(comparison: Comparison) -> str:
    """A compact fragment for a notebook: figures and what to read first; its styles touch nothing else."""
    digest = Digest(comparison)
    return _fill("notebook.html", digest=digest, comparison=comparison, top=5)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_clean,
    )
    environment.filters.update(
        decimals=wording.decimals,
        with_interval=wording.with_interval,
        plural=wording.plural,
        language_name=wording.language_name,
        listed=lambda names: wording.listed([str(name) for name in names]),
        percent=lambda value: f"{100 * value:.2f}%",
        check=lambda kind: wording.CHECKS.get(kind, kind.replace("_", " ")),
        family=lambda kind: wording.FAMILIES.get(kind, "other"),
        state_word=lambda state: wording.STATES.get(state) or wording.Word(wording.spelled(state), "", "•"),
        finding_word=wording.kind_of_finding,
        framing_word=wording.kind_of_framing,
        component_word=wording.component,
        distance=wording.distance_in_words,
        poles=wording.poles,
        position_with_interval=wording.position_with_interval,
        referent_in_words=wording.referent_in_words,
        safe_url=_safe_url,
        tenth=lambda value: min(9, int(10 * value)),
        sentence=lambda text: text[:1].upper() + text[1:],
    )
    environment.tests.update(gap=lambda block: isinstance(block, Gap), whole=_whole)
    return environment


def _fill(template: str, **values: Any) -> str:
    return _environment().get_template(template).render(values)


@cache
def _asset(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8").strip()


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _clean(value: Any) -> Any:
    """Characters that HTML forbids (HTML Living Standard 13.1) become the replacement character."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return _CONTROLS.sub("\ufffd", value)


def _safe_url(url: str | None) -> str | None:
    """The address if it is one of the web, else None."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _whole(interval: Interval) -> bool:
    return interval.value is not None and interval.low is not None and interval.high is not None


def _flags(digest: Digest) -> list[Any]:
    return [difference for _, found in digest.framing_by_kind for difference in found]


def _families(comparison: Comparison) -> list[tuple[str, list[str]]]:
    """The families of framing kinds that occur, each with the labels of its kinds."""
    found: dict[str, list[str]] = {}
    kinds = {each.kind for each in comparison.framing}
    order = [*wording.FRAMING, *sorted(kinds - set(wording.FRAMING))]
    for kind in order:
        if kind in kinds:
            family = wording.FAMILIES.get(kind, "other")
            found.setdefault(family, []).append(wording.kind_of_framing(kind).label)
    return list(found.items())
