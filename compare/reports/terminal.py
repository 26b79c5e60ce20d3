"""Comparison -> terminal, readable at 80 columns; without colour where the output is no terminal."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from compare.records import AxisPlacement, Comparison, FramingDifference, Interval, Match
from compare.reports.accounts import Account
from compare.reports.digest import Digest
from compare.reports.terminal_blocks import (
    check,
    clean,
    hanging,
    numbered,
    one_line,
    quote_block,
    sentence,
    side_by_side,
)
from compare.reports.told import Told
from compare.reports.wording import (
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
    spelled,
    with_interval,
)

WIDEST = 110
"""Columns beyond which lines become too long to read."""

TOP = 10
"""Findings that are shown; what they tell of is in the sections below in any case."""

MOST_PAIRS = 15
"""Pairs of accounts beyond which only the furthest apart are shown (six accounts have 15)."""

_STYLES = {
    "same": "green",
    "reframed": "yellow",
    "conflict": "bold red",
    "disagreement": "magenta",
    "undecided": "bright_black",
    "only": "cyan",
    "open": "bright_black",
}
_BAR = 20


def print_report(comparison: Comparison, console: Console) -> None:
    """Print the whole report: figures, what to read first, then everything."""
    digest = Digest(comparison)
    width = min(console.width, WIDEST)
    for part in _parts(digest, width):
        console.print(part, width=width, highlight=False, markup=False, emoji=False)


def render_text(comparison: Comparison, width: int = 80) -> str:
    """The report as plain text of ``width`` columns."""
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=False, color_system=None, legacy_windows=False)
    print_report(comparison, console)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _parts(digest: Digest, width: int) -> Iterable[RenderableType]:
    yield from _masthead(digest)
    yield from _notices(digest)
    yield from _figures(digest)
    if digest.findings:
        yield from _section("What to read first")
        for told in digest.findings[:TOP]:
            yield _finding(told)
        if len(digest.findings) > TOP:
            more = plural(len(digest.findings) - TOP, "more finding")
            yield Text(f"\n{more} in the HTML, Markdown, CSV and JSON reports.", style="dim")
    if digest.comparison.omissions:
        yield from _section("What each account says that others leave out")
        for account in digest.accounts:
            yield from _left_out(digest, account)
    if digest.comparison.conflicts or digest.disagreements:
        yield from _section("Contradictions and disagreements")
        yield from _conflicts(digest, width)
    if digest.comparison.matches:
        yield from _section("Points that accounts share, side by side")
        for match in digest.comparison.matches:
            yield _match(digest, match, width)
    if digest.comparison.framing:
        yield from _section("How each account frames it")
        for kind, differences in digest.framing_by_kind:
            yield from _framing(digest, kind, differences)
    if digest.comparison.axes:
        yield from _section("Between two poles")
        for axis in digest.comparison.axes:
            yield from _axis(digest, axis)
    yield from _section("Signature")
    yield Text(digest.signature, style="dim", overflow="fold")


def _masthead(digest: Digest) -> Iterable[RenderableType]:
    yield Text.assemble(("RASHOMON  ", "bold"), (clean(digest.title), "bold"))
    event = digest.comparison.event or {}
    about = [str(event["date"])] if event.get("date") else []
    about += [listed([str(name) for name in event["participants"]])] if event.get("participants") else []
    if about:
        yield Text(clean(" · ".join(about)), style="dim")
    yield Text()
    table = Table.grid(padding=(0, 2), expand=False)
    for _ in range(4):
        table.add_column(overflow="fold")
    for account in digest.accounts:
        words = len(account.readout.text.split())
        counts = f"{plural(len(account.claims), 'claim')}, {plural(words, 'word')}"
        table.add_row(
            Text(account.letter, style="bold"),
            Text(clean(account.name)),
            Text(language_name(account.readout.language), style="dim"),
            Text(counts, style="dim"),
        )
    yield table


def _notices(digest: Digest) -> Iterable[RenderableType]:
    if digest.notices:
        yield Text()
        for notice in digest.notices:
            yield hanging("!", clean(sentence(notice)), "bold yellow")


def _figures(digest: Digest) -> Iterable[RenderableType]:
    divergence = digest.comparison.divergence
    yield Text()
    if divergence.overall.value is None:
        yield Text("The divergence could not be computed.")
    else:
        yield Text.assemble(
            ("Divergence ", "bold"),
            (decimals(divergence.overall.value), "bold"),
            f" of 1: {distance_in_words(divergence.overall.value)}{_rests_on(divergence.overall)}",
        )
    yield Text(digest.summary)
    yield Text()
    table = Table.grid(padding=(0, 2))
    for name, interval in divergence.components.items():
        word = component(name)
        table.add_row(Text(f"  {word.label}"), _bar(interval), Text(with_interval(interval), no_wrap=True))
    yield table
    if len(divergence.pairs) > 1:
        yield Text()
        pairs = Table.grid(padding=(0, 2))
        apart = sorted(divergence.pairs, key=lambda pair: -(pair.overall.value or 0.0))
        for pair in divergence.pairs if len(apart) <= MOST_PAIRS else apart[:MOST_PAIRS]:
            letters = f"  {digest.account(pair.a).letter} and {digest.account(pair.b).letter}"
            pairs.add_row(Text(letters), _bar(pair.overall), Text(with_interval(pair.overall), no_wrap=True))
        yield pairs
        if len(apart) > MOST_PAIRS:
            yield Text(f"  The {MOST_PAIRS} pairs furthest apart, of {len(apart)}.", style="dim")


def _rests_on(interval: Interval) -> str:
    if interval.low is None or interval.high is None:
        return f" ({plural(interval.n, 'claim')})"
    bounds = f"{decimals(interval.low)}–{decimals(interval.high)}"
    return f"\n(95 % interval {bounds}, {plural(interval.n, 'claim')})"


def _bar(interval: Interval) -> Text:
    """A bar of 20 columns on 0..1: filled up to the figure, dotted over the upper part of the interval."""
    if interval.value is None:
        return Text("not computed".ljust(_BAR), style="dim")
    full = round(interval.value * _BAR)
    reach = max(full, round((interval.high or 0.0) * _BAR))
    return Text.assemble(("█" * full, "bold"), ("▒" * (reach - full), "dim"), ("·" * (_BAR - reach), "dim"))


def _section(title: str) -> Iterable[RenderableType]:
    yield Text()
    yield Rule(Text(title.upper(), style="bold"), align="left", style="dim", characters="─")


def _finding(told: Told) -> RenderableType:
    word = kind_of_finding(told.kind)
    label = word.label + (f" · {check(told.subkind)}" if told.subkind else "")
    body: list[RenderableType] = [Text(clean(told.headline), style="bold"), Text(label, style="dim")]
    body += [quote_block(quote) for quote in told.quotes]
    if told.absent_from:
        few = len(told.absent_from) < 4
        names = listed([clean(each.name) if few else each.letter for each in told.absent_from])
        body.append(hanging("○", f"not in {names}", "cyan"))
    body += [Text(clean(explanation)) for explanation in told.explanations]
    if told.holder == "speaker":
        body.append(Text("The words are those of a speaker whom the account quotes.", style="dim"))
    return Padding(numbered(f"{told.rank}", Group(*body)), (1, 0, 0, 0))


def _left_out(digest: Digest, account: Account) -> Iterable[RenderableType]:
    claims = digest.left_out(account)
    if not claims:
        return
    yield Text()
    yield Text.assemble((f"{account.letter}  ", "bold"), (clean(account.name), "bold"))
    for claim in claims:
        omission = digest.omission_of(claim.id)
        absent = digest.absent_from(claim.id)
        others = len(digest.accounts) - 1
        where = "" if others == 1 else f"not in {listed([each.letter for each in absent])}; "
        sure = f"{where}confidence {decimals(omission.confidence)}" if omission else ""
        speaker = digest.speaker(claim)
        told = Text(one_line(digest.comparison.text_of(claim)))
        told.append(f"  [{clean(speaker) + '; ' if speaker else ''}{sure}]", style="dim")
        yield numbered(digest.label(claim.id), told, style="cyan", width=6)


def _conflicts(digest: Digest, width: int) -> Iterable[RenderableType]:
    for conflict in digest.comparison.conflicts:
        quotes = digest.quotes(conflict.spans, also=(conflict.a, conflict.b))
        head = Text.assemble(("≠ ", _STYLES["conflict"]), (check(conflict.kind).capitalize(), "bold"))
        body = Group(head, side_by_side(quotes, width), Text(clean(conflict.explanation)))
        yield Padding(body, (1, 0, 0, 0))
    for _, pair in digest.disagreements:
        quotes = digest.quotes(digest.reason_spans(pair), also=(pair.a, pair.b))
        head = Text.assemble(("⇄ ", _STYLES["disagreement"]), (STATES["disagreement"].label, "bold"))
        head.append(": the accounts may both report truly what was said", style="dim")
        reasons = [Text(clean(reason.explanation)) for reason in pair.reasons]
        yield Padding(Group(head, side_by_side(quotes, width), *reasons), (1, 0, 0, 0))


def _match(digest: Digest, match: Match, width: int) -> RenderableType:
    word = STATES.get(match.relation)
    head = Text.assemble(
        (f"{word.glyph if word else '•'} ", _STYLES.get(match.relation, "")),
        (word.label if word else spelled(match.relation), "bold"),
        (f"  confidence {decimals(match.confidence)}", "dim"),
    )
    quotes = digest.quotes((), also=match.claims)
    return Padding(Group(head, side_by_side(quotes, width)), (1, 0, 0, 0))


def _axis(digest: Digest, axis: AxisPlacement) -> Iterable[RenderableType]:
    yield Text()
    yield Text.assemble((clean(axis.name), "bold"), (f"  {clean(poles(axis))}", "dim"))
    for stand in axis.accounts:
        account = digest.account(stand.readout)
        told = Text.assemble(
            f"{clean(account.name)}  ",
            (position_with_interval(stand.position), "bold"),
            (
                f"  pulled by {listed([digest.label(claim) for claim in stand.pulls])}"
                if stand.pulls
                else "",
                "dim",
            ),
        )
        yield numbered(account.letter, told)


def _framing(digest: Digest, kind: str, differences: Sequence[FramingDifference]) -> Iterable[RenderableType]:
    word = kind_of_framing(kind)
    yield Text()
    yield Text.assemble((word.label, "bold"), (f"  {word.meaning}" if word.meaning else "", "dim"))
    for difference in differences:
        quotes = digest.quotes(difference.spans)
        line = Text()
        for place, quote in enumerate(quotes):
            line.append(" / " if place else "")
            line.append(f"{quote.label} ", style="dim")
            line.append(one_line(quote.words), style="underline")
        figures = f"strength {decimals(difference.strength)}, confidence {decimals(difference.confidence)}"
        who = "; a quoted speaker’s words" if difference.holder == "speaker" else ""
        told = Group(line, Text(clean(difference.explanation)), Text(figures + who, style="dim"))
        yield numbered("•", told, width=2)
