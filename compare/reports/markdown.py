"""Comparison -> Markdown (GitHub-flavoured), safe to paste: text of the accounts is escaped throughout."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from compare.records import Comparison, Match
from compare.reports.accounts import Quote
from compare.reports.digest import Digest
from compare.reports.told import Told
from compare.reports.wording import (
    CHECKS,
    STATES,
    component,
    decimals,
    distance_in_words,
    kind_of_finding,
    kind_of_framing,
    language_name,
    listed,
    plural,
    poles,
    position_with_interval,
    referent_in_words,
    spelled,
    with_interval,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&@$^])")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def render_markdown(comparison: Comparison) -> str:
    """The whole report; one newline at the end."""
    digest = Digest(comparison)
    return "\n".join(_lines(digest)).rstrip() + "\n"


def _lines(digest: Digest) -> Iterable[str]:
    yield f"# {_escape(digest.title)}"
    yield ""
    event = digest.comparison.event or {}
    about = [_escape(event["date"])] if event.get("date") else []
    if event.get("participants"):
        about.append(_escape(listed([str(name) for name in event["participants"]])))
    if about:
        yield " · ".join(about)
        yield ""
    for notice in digest.notices:
        yield f"> **Note.** {_escape(notice)}"
        yield ""
    yield from _accounts(digest)
    yield from _figures(digest)
    if digest.findings:
        yield "## What to read first"
        yield ""
        for told in digest.findings:
            yield from _finding(told)
    if digest.comparison.omissions:
        yield "## What each account says that others leave out"
        yield ""
        yield from _left_out(digest)
    if digest.comparison.conflicts or digest.disagreements:
        yield "## Contradictions and disagreements"
        yield ""
        yield from _conflicts(digest)
    if digest.comparison.matches:
        yield "## Points that accounts share"
        yield ""
        yield from _matches(digest)
    if digest.comparison.framing:
        yield "## How each account frames it"
        yield ""
        yield from _framing(digest)
    if digest.comparison.names:
        yield "## Who calls what by which name"
        yield ""
        yield from _names(digest)
    if digest.comparison.axes:
        yield "## Between two poles"
        yield ""
        yield from _axes(digest)
    yield "## Signature"
    yield ""
    yield f"`{digest.signature.replace('`', '')}`"


def _names(digest: Digest) -> Iterable[str]:
    yield "| referent | account | name | times |"
    yield "|---|---|---|---:|"
    for referent in digest.comparison.names:
        what = _escape(referent_in_words(referent))
        for use in referent.names:
            account = digest.account(use.readout)
            yield f"| {what} | {account.letter} | {_escape(use.name)} | {len(use.spans)} |"
    yield ""


def _axes(digest: Digest) -> Iterable[str]:
    for axis in digest.comparison.axes:
        yield f"**{_escape(axis.name)}**: {_escape(poles(axis))}"
        yield ""
        yield "| account | position (95 % interval) | claims | pulled by |"
        yield "|---|---|---:|---|"
        for stand in axis.accounts:
            pulls = ", ".join(digest.label(claim) for claim in stand.pulls)
            letter = digest.account(stand.readout).letter
            yield f"| {letter} | {position_with_interval(stand.position)} | {stand.position.n} | {pulls} |"
        yield ""


def _accounts(digest: Digest) -> Iterable[str]:
    yield "| | account | language | claims | words |"
    yield "|---|---|---|---:|---:|"
    for account in digest.accounts:
        cells = (
            f"**{account.letter}**",
            _escape(account.name),
            _escape(language_name(account.readout.language)),
            str(len(account.claims)),
            str(len(account.readout.text.split())),
        )
        yield f"| {' | '.join(cells)} |"
    yield ""


def _figures(digest: Digest) -> Iterable[str]:
    divergence = digest.comparison.divergence
    overall = divergence.overall
    if overall.value is None:
        yield "The divergence could not be computed."
    else:
        yield (
            f"**Divergence {with_interval(overall)}** of 1, {plural(overall.n, 'claim')}: "
            f"{distance_in_words(overall.value)}."
        )
    yield ""
    yield _escape(digest.summary)
    yield ""
    yield "| component | value (95 % interval) | claims | meaning |"
    yield "|---|---|---:|---|"
    for name, interval in divergence.components.items():
        word = component(name)
        cells = _escape(word.label), with_interval(interval), str(interval.n), _escape(word.meaning)
        yield f"| {' | '.join(cells)} |"
    yield ""
    if len(divergence.pairs) > 1:
        yield "| accounts | divergence (95 % interval) | claims |"
        yield "|---|---|---:|"
        for pair in divergence.pairs:
            letters = f"{digest.account(pair.a).letter} and {digest.account(pair.b).letter}"
            yield f"| {letters} | {with_interval(pair.overall)} | {pair.overall.n} |"
        yield ""


def _finding(told: Told) -> Iterable[str]:
    word = kind_of_finding(told.kind)
    kind = word.label + (f" · {_check(told.subkind)}" if told.subkind else "")
    yield f"### {told.rank}\\. {_escape(told.headline)}"
    yield ""
    yield f"*{_escape(kind)}*"
    yield ""
    for quote in told.quotes:
        yield f"- {_quote(quote)}"
    if told.absent_from:
        yield f"- not in {_escape(listed([account.name for account in told.absent_from]))}"
    yield ""
    for explanation in told.explanations:
        yield _escape(explanation)
        yield ""


def _left_out(digest: Digest) -> Iterable[str]:
    for account in digest.accounts:
        claims = digest.left_out(account)
        if not claims:
            continue
        yield f"### {account.letter}: {_escape(account.name)}"
        yield ""
        for claim in claims:
            omission = digest.omission_of(claim.id)
            absent = listed([each.letter for each in digest.absent_from(claim.id)])
            speaker = digest.speaker(claim)
            who = f"{_escape(speaker)}; " if speaker else ""
            sure = f"confidence {decimals(omission.confidence)}" if omission else ""
            text = _escape(digest.comparison.text_of(claim))
            yield f"- **{digest.label(claim.id)}** {text} ({who}not in {absent}; {sure})"
        yield ""


def _conflicts(digest: Digest) -> Iterable[str]:
    for conflict in digest.comparison.conflicts:
        quotes = digest.quotes(conflict.spans, also=(conflict.a, conflict.b))
        yield f"- **{_escape(_check(conflict.kind).capitalize())}**: {_escape(conflict.explanation)}"
        yield from (f"  - {_quote(quote)}" for quote in quotes)
    for _, pair in digest.disagreements:
        spans = [span for reason in pair.reasons for span in reason.spans]
        reasons = " ".join(_escape(reason.explanation) for reason in pair.reasons)
        yield f"- **{STATES['disagreement'].label}**: {reasons or STATES['disagreement'].meaning}"
        yield from (f"  - {_quote(quote)}" for quote in digest.quotes(spans, also=(pair.a, pair.b)))
    yield ""


def _matches(digest: Digest) -> Iterable[str]:
    """One row a point; a column an account, up to four, else the claims in one cell."""
    wide = len(digest.accounts) <= 4
    names = [_escape(f"{account.letter}: {account.name}") for account in digest.accounts]
    columns = names if wide else ["claims"]
    yield f"| relation | {' | '.join(columns)} | confidence |"
    yield f"|---|{'---|' * len(columns)}---:|"
    for match in digest.comparison.matches:
        word = STATES.get(match.relation)
        relation = f"{word.glyph} {word.label}" if word else spelled(match.relation)
        cells = _cells(digest, match) if wide else ["<br>".join(_quote(q) for q in _told(digest, match))]
        yield f"| {_escape(relation)} | {' | '.join(cells)} | {decimals(match.confidence)} |"
    yield ""


def _cells(digest: Digest, match: Match) -> list[str]:
    cells: dict[str, list[str]] = {account.letter: [] for account in digest.accounts}
    for quote in _told(digest, match):
        cells[quote.account.letter].append(_quote(quote))
    return ["<br>".join(found) or "–" for found in cells.values()]


def _told(digest: Digest, match: Match) -> Sequence[Quote]:
    return digest.quotes((), also=match.claims)


def _framing(digest: Digest) -> Iterable[str]:
    for kind, differences in digest.framing_by_kind:
        word = kind_of_framing(kind)
        yield f"### {_escape(word.label)}"
        yield ""
        for difference in differences:
            quotes = digest.quotes(difference.spans)
            words = " / ".join(f"{quote.label} **{_escape(quote.words)}**" for quote in quotes)
            strength, confidence = decimals(difference.strength), decimals(difference.confidence)
            figures = f"strength {strength}, confidence {confidence}"
            who = "; words of a quoted speaker" if difference.holder == "speaker" else ""
            yield f"- {words}: {_escape(difference.explanation)} ({figures}{who})"
        yield ""


def _quote(quote: Quote) -> str:
    words = "".join(
        f"**{_escape(piece.text)}**"
        if piece.marked and piece.text.strip()
        else _escape(piece.text, strip=False)
        for piece in quote.pieces
    )
    return f"{quote.label} ({_escape(quote.account.name)}): {words.strip()}"


def _check(kind: str) -> str:
    return CHECKS.get(kind, kind.replace("_", " "))


def _escape(text: object, strip: bool = True) -> str:
    """Text on one line with every character that Markdown or HTML would read made literal (CommonMark 6.1).

    Addresses are broken up, so that no reader turns them into links by itself (GFM 6.9).
    """
    line = re.sub(r"\s+", " ", _CONTROLS.sub("\ufffd", str(text)))
    line = _SPECIAL.sub(_literal, line.strip() if strip else line)
    line = line.replace("://", ":&#47;/").replace("www.", "www&#46;")
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", re.sub(r"^([-+=])", r"\\\1", line))


def _literal(found: re.Match[str]) -> str:
    sign = found[1]
    # A reference where a backslash would not do: a reader that lets raw HTML through cannot be fooled.
    return {"<": "&lt;", ">": "&gt;", "&": "&amp;", "@": "&#64;"}.get(sign, f"\\{sign}")
