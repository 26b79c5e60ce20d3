"""Text to sentences: exact code-point spans, in linear time, by rules.

Lines are put into blocks first (a blank line, a bullet or a line of its own ends a block; a hard-wrapped
paragraph is one block), then each full stop, question or exclamation mark and ellipsis is weighed by the word
before it and the word after it, after the manner of Mikheev (2002), "Periods, Capitalized Words, etc.".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from compare.claims.abbreviations import continues_time, kind_of, opens_adverbial, opens_sentence
from compare.records import Span

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+|\r\n|[\r\n\v\f\x85\u2028\u2029]")
_BULLET = re.compile(
    r"[ \t\u00a0]*(?:[•‣▪●◦■□►▶➤➢✓✔*·⁃∙]|[-–—](?=[ \t\u00a0])|\(?\d{1,3}[.)](?=\s)|\(?[a-zа-яієґ]\)(?=\s))"
)
_STOPS = re.compile(r"[.!?…‼⁇⁈⁉。！？؟۔।]+(?:[ \u00a0\u202f]?[!?…]+)*")
_CLOSING = re.compile(r"(?:[\"'’”“»›)\]}]|[ \u00a0\u202f]»|\[\d{1,3}\])*")
_EMOJI = re.compile(r"(?:[ \u00a0]?[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d]+)*")
_OPENING = re.compile(r"[\s«“„‟\"'‘’‹(\[{¿¡]*(?:[—–‑-]+\s*)?[«“„‟\"'‘’‹(\[{¿¡\s]*")
_HEAD = re.compile(r"\w+")
_TRIM = re.compile(r"\s*(?:(?:[•‣▪●◦■□►▶➤➢✓✔*·⁃∙]|[-–—](?=\s))\s*)*")
_LAST_TOKEN = re.compile(r"[^\s«“„\"(\[{‘‹]+$")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu)['’](?=\w)", re.IGNORECASE)
_ROMAN = re.compile(r"[IVXLCІХ]+$")
_WIDE_STOPS = frozenset("。！？۔।")
_REPLY = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|President|Minister|Ambassador|General)\.?\s+)?[^\W\d_]\w+(?:\s+[A-Z][\w’'-]+){0,2}\s+"
    r"(?:said|says|asked|asks|wrote|writes|replied|added|told|exclaimed|answered|wondered|shouted|tweeted)\b"
)

_EITHER_WAY = "“‘\"'"

_QUOTE_REACH = 2_000
"""Code points in which a straight quotation mark is paired."""

_LOOK_BACK = 48
"""Code points before a full stop that are read; no abbreviation, date or web address part is longer."""


def split_sentences(text: str, language: str | None) -> tuple[Span, ...]:
    """The sentences of a text as sorted, disjoint spans without white space or bullets at their ends.

    Args:
        text: any text; nothing is normalised, so that offsets stay true.
        language: ISO 639-1 code; it chooses the abbreviations. None or another code: those of the script.
    """
    found: list[Span] = []
    for start, end in _blocks(text):
        for left, right in _cuts(text, start, end, language):
            trimmed = _trim(text, left, right)
            if trimmed is not None:
                found.append(trimmed)
    return tuple(found)


def _trim(text: str, start: int, end: int) -> Span | None:
    match = _TRIM.match(text, start, end)
    start = match.end() if match else start
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if any(char.isalnum() for char in text[start:end]) else None


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches inside which a line break is only white space."""
    paragraph: list[tuple[int, int]] = []
    breaks = 0
    for match in _LINE.finditer(text):
        line = match.group()
        if line in ("\n", "\r", "\r\n", "\v", "\f", "\x85", "\u2028", "\u2029"):
            breaks += 1
            if line in ("\f", "\u2029"):
                breaks += 1
        elif line.strip():
            if breaks > 1:
                yield from _joined(text, paragraph)
                paragraph = []
            paragraph.append(match.span())
            breaks = 0
    yield from _joined(text, paragraph)


def _joined(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    if not lines:
        return
    widths = [end - start for start, end in lines]
    widest = max(widths)
    wrapped = _is_wrapped(text, lines, widths)
    start, end = lines[0]
    for (left, right), width in zip(lines[1:], widths, strict=False):
        if _continues(text, (start, end), (left, right), wrapped and width > 0.6 * widest):
            end = right
        else:
            yield start, end
            start, end = left, right
    yield start, end


def _is_wrapped(text: str, lines: list[tuple[int, int]], widths: list[int]) -> bool:
    """A paragraph broken at a fixed width: lines nearly full, many of them going on in lower case."""
    widest = max(widths)
    if len(lines) < 2 or not 30 <= widest <= 200:
        return False
    full = sum(width > 0.7 * widest for width in widths[:-1])
    lower = sum(text[start:end].lstrip()[0].islower() for start, end in lines[1:])
    return full >= 0.7 * (len(lines) - 1) and lower >= 0.4 * (len(lines) - 1)


def _continues(text: str, before: tuple[int, int], line: tuple[int, int], wrapped: bool) -> bool:
    if _BULLET.match(text, *line):
        return False
    if wrapped:
        return True
    tail = text[max(before[0], before[1] - _LOOK_BACK) : before[1]].rstrip()
    goes_on = text[line[0] : line[1]].lstrip()[0].islower()
    return goes_on and tail[-1] not in ".!?…:;" and before[1] - before[0] >= 20


def _cuts(text: str, start: int, end: int, language: str | None) -> Iterator[tuple[int, int]]:
    """The block cut after every mark that ends a sentence."""
    left = start
    position = start
    while (stop := _STOPS.search(text, position, end)) is not None:
        after = _closing_end(text, left, stop.end(), end)
        closed = after > stop.end()
        after = _end_of(_EMOJI, text, after, end)
        position = max(after, stop.end())
        if after >= end or _ends(text, left, stop, after, end, closed, language):
            yield left, after
            left = after
    if left < end:
        yield left, end


def _closing_end(text: str, left: int, start: int, end: int) -> int:
    """Where the marks that close after a stop end; a quotation mark that opens is none of them."""
    after = _end_of(_CLOSING, text, start, end)
    if after < end and after > start and text[after].isalnum() and text[after - 1] in _EITHER_WAY:
        mark = text[after - 1]
        opens = mark in "“‘" or text.count(mark, max(left, start - _QUOTE_REACH), after - 1) % 2 == 0
        return after - 1 if opens else after
    return after


def _end_of(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    match = pattern.match(text, start, end)
    return match.end() if match else start


def _ends(
    text: str, left: int, stop: re.Match[str], after: int, end: int, closed: bool, language: str | None
) -> bool:
    """Whether the sentence that began at ``left`` ends at ``stop`` (closing marks up to ``after``)."""
    marks = stop.group()
    spaced = text[after].isspace()
    head_at = _end_of(_OPENING, text, after, end)
    if head_at >= end:
        return True
    head = text[head_at]
    if marks[-1] in _WIDE_STOPS:
        return True
    if _is_bracketed(text, left, stop, after):
        return False
    if not spaced and not closed and head_at == after:
        return _ends_unspaced(text, left, stop, after, end, language)
    if head.islower() or head in ",;:":
        return False
    if _reports(text, marks, after, head_at, end, closed):
        return False
    if marks != ".":
        return True
    if closed:
        return _kind(text, left, stop.start(), language) not in ("before", "number")
    return _full_stop_ends(text, left, stop.start(), head_at, end, language)


def _is_bracketed(text: str, left: int, stop: re.Match[str], after: int) -> bool:
    """``[…]``, ``(!)``, ``(?)``: marks about a word, not at the end of a sentence."""
    before = text[stop.start() - 1] if stop.start() > left else ""
    return before in ("(", "[") and after > stop.end() and text[stop.end()] in ")]"


def _reports(text: str, marks: str, after: int, head_at: int, end: int, closed: bool) -> bool:
    """A quotation that ends in ``?`` or ``!`` and goes on with who says it."""
    if not closed:
        return False
    dash = any(char in "—–" for char in text[after:head_at])
    if dash:
        return True
    return marks[-1] in "?!…" and _REPLY.match(text, head_at, end) is not None


def _ends_unspaced(
    text: str, left: int, stop: re.Match[str], after: int, end: int, language: str | None
) -> bool:
    """``end.Next``: a missing space, not a decimal, a web address, an acronym or an abbreviation."""
    head = text[after]
    if not head.isupper():
        return False
    if stop.group() != ".":
        return True
    token = _token_before(text, left, stop.start())
    word = re.split(r"\W", token)[-1]
    if any(mark in token for mark in ("/", "@", "www")) or len(word) < 2:
        return False
    if not (word[-1].islower() or word.isdigit()):
        return False
    following = _HEAD.match(text, after, end)
    tail = following.group() if following else ""
    single = len(tail) == 1 and opens_sentence(tail, language) and text[after + 1 : after + 2] != "."
    if not single and not (len(tail) > 1 and tail[1].islower()):
        return False
    return _kind(text, left, stop.start(), language) is None


def _full_stop_ends(text: str, left: int, dot: int, head_at: int, end: int, language: str | None) -> bool:
    token = _token_before(text, left, dot)
    head = text[head_at]
    following = _HEAD.match(text, head_at, end)
    word = following.group() if following else head
    initial_next = len(word) == 1 and text[head_at + 1 : head_at + 2] == "."
    opener = opens_sentence(word, language) and not initial_next
    if _is_list_number(text, left, dot):
        return False
    kind = _kind(text, left, dot, language)
    if kind == "before":
        return False
    if kind == "number":
        return not (head.isdigit() or _ROMAN.match(word))
    if kind == "month":
        if head.isdigit() or continues_time(word, language):
            return False
        return opener or not _opens_with_date(text, left, dot, language)
    if kind == "year":
        return _after_figure(text, left, dot) and (opener or not _opens_with_date(text, left, dot, language))
    if kind == "end":
        return not head.isdigit() or bool(text[dot - 1].isalpha() and len(token) > 2)
    if kind == "name" or _is_initial(token):
        return opener
    if head.isdigit() and token.isdigit():
        return len(token) > 2
    return True


def _token_before(text: str, left: int, dot: int) -> str:
    match = _LAST_TOKEN.search(text[max(left, dot - _LOOK_BACK) : dot])
    return match.group() if match else ""


def _kind(text: str, left: int, dot: int, language: str | None) -> str | None:
    """The abbreviation that ends at ``dot``, of one to three parts (``и т. д.``, ``до н. э.``)."""
    tokens = text[max(left, dot - _LOOK_BACK) : dot].split()[-3:]
    if tokens:
        tokens[0] = tokens[0].lstrip('«“„"([{‘‹')
        tokens[-1] = _ELISION.sub("", tokens[-1].lstrip('«“„"([{‘‹'))
    for first in range(len(tokens)):
        parts = tokens[first:]
        if all(part.endswith((".", "-")) for part in parts[:-1]):
            kind = kind_of("".join(parts), language)
            if kind:
                return kind
    return None


def _is_initial(token: str) -> bool:
    """``V``, ``V.V``, ``J.-P``, ``Дж``, ``U.S``: one letter after the last stop or hyphen."""
    last = re.split(r"[.\-‑]", token)[-1]
    return (len(last) == 1 and last.isalpha() and last.lower() != last.upper()) or last in ("Дж", "Ст", "Ph")


def _is_list_number(text: str, left: int, dot: int) -> bool:
    token = text[left:dot].strip() if dot - left < 12 else ""
    return (token.isdigit() and len(token) < 4) or (len(token) == 1 and token.isalpha() and token.isupper())


def _after_figure(text: str, left: int, dot: int) -> bool:
    tokens = text[max(left, dot - _LOOK_BACK) : dot].split()
    if tokens and tokens[-1][0].isdigit():
        return True
    return len(tokens) > 1 and (tokens[-2][-1].isdigit() or _ROMAN.match(tokens[-2]) is not None)


def _opens_with_date(text: str, left: int, dot: int, language: str | None) -> bool:
    """``В 2022 г. Франция предложила …``: a date at the head of a sentence does not end it."""
    if dot - left > _LOOK_BACK:
        return False
    words = _HEAD.findall(text, left, dot)
    return 0 < len(words) <= 5 and opens_adverbial(words[0], language)
