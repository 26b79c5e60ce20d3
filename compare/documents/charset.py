"""Bytes to text. A charset is believed only where the text that it gives is plausible.

Order: byte order mark; UTF-16 without one; the charset that a person gave; strict UTF-8; the charset that
the document declares; then the common 8-bit charsets of English, French, Russian and Ukrainian, ranked by
how probable the letters of the decoded text are. Where none is clearly best, reading fails: a wrong letter
would spoil every later stage without a trace.
"""

from __future__ import annotations

import codecs
import re
from math import log

from compare.documents.language import detect_language
from compare.errors import DocumentError

CANDIDATES = (
    "cp1252",
    "cp1251",
    "koi8-u",
    "koi8-r",
    "iso8859-5",
    "cp866",
    "iso8859-15",
    "iso8859-1",
)
"""8-bit charsets that are recognised undeclared; the first of several that give one text is named."""
SAMPLE = 60_000
"""Bytes that are looked at to rank charsets."""
PLAUSIBLE = -4.1
"""Mean log-probability (nats) of the letters beyond ASCII from which a decoding counts as text."""
MARGIN = 0.5
"""Nats by which the best decoding must lead another one, and by which a declared charset must be beaten."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FAMILIES = ({"cp1252", "iso8859-15", "iso8859-1"}, {"koi8-u", "koi8-r"})
_WRITTEN_SO = frozenset(
    (
        "en",
        "fr",
        "ru",
        "uk",
        "be",
        "bg",
        "mk",
        "sr",
        "de",
        "es",
        "it",
        "pt",
        "nl",
        "sv",
        "da",
        "nb",
        "fi",
        "und",
    )
)
"""Languages that the candidate charsets can write."""
_CYRILLIC = "оаеинтсрвлікмдупяьзыгбйчхжшюцїєщэфґъёў"
_LATIN = "éèàêçôîâûùœïëüöäßñíóáæÿåøãõúñì"
_PUNCTUATION = frozenset("«»“”„‘’‚–—…№€°\xa0·•§©®™²³½¼¾£")
_ONE_LETTER_WORDS = frozenset("àâôéyoÀÂÔÉ")
_RUN = re.compile(r"(?:[^\W\d_]|[€‚](?=[^\W\d_])|(?<=[^\W\d_])[€‚])+|[^\x00-\x7f]")
"""Words and single signs; € and ‚ belong to the word that they touch, where a wrong charset put them."""
_IMPROBABLE = log(1e-5)
_WAY_OUT = "save it as UTF-8, or name its charset (for example --charset cp1251)"


def decode(content: bytes, *, name: str, charset: str | None = None, declared: str | None = None) -> str:
    """The text of ``content``, without its byte order mark; nothing else is changed.

    Args:
        content: the bytes of a text file.
        name: the file's name, for messages.
        charset: what a person says it is: used, or refused with an error when the text would be wrong.
        declared: what the document says of itself: used unless the bytes say clearly otherwise.

    Raises:
        DocumentError: binary content, an unknown or wrong charset, or none that fits.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], encoding, name)
    if charset is not None:
        return _as_told(content, _known(charset, name), name)
    if b"\0" in content:
        return _two_bytes(content, name)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _eight_bit(content, declared, name, error)


def _as_told(content: bytes, charset: str, name: str) -> str:
    text = _strict(content, charset, name)
    if "\0" in text:
        raise DocumentError(name, f"is no text in {charset}: it contains NUL characters", _WAY_OUT)
    better = _better_than(content, text)
    if better is not None and better != charset:
        raise DocumentError(
            name, f"is not {charset} but {better}", f"give --charset {better} or leave it out"
        )
    return text


def _better_than(content: bytes, text: str) -> str | None:
    """The charset that fits the bytes clearly better than the one that gave ``text``."""
    if content.isascii() or text.isascii():
        return None
    try:
        return None if content.decode("utf-8") == text else "utf-8"
    except UnicodeDecodeError:
        ranked = _ranked(content)
    score, best, reading = ranked[0]
    beaten = score >= PLAUSIBLE and score - plausibility(text[:SAMPLE]) >= MARGIN and reading != text[:SAMPLE]
    return best if beaten and detect_language(reading) in _WRITTEN_SO else None


def _two_bytes(content: bytes, name: str) -> str:
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        # ASCII or Cyrillic pairs; the other byte order, or binary, falls into rare blocks or controls.
        usual = sum(
            " " <= each < "\u0530" or each in "\t\n\r" or "\u2000" <= each < "\u2120" for each in text
        )
        if usual >= 0.9 * len(text) and "\0" not in text:
            return text
    raise DocumentError(name, "is binary: it contains NUL bytes", "give text, Markdown, HTML, PDF or DOCX")


def _eight_bit(content: bytes, declared: str | None, name: str, error: UnicodeDecodeError) -> str:
    ranked = _ranked(content)
    score, best, reading = ranked[0]
    told = _usable(content, declared)
    if told is not None:
        charset, text = told
        rated = plausibility(text[:SAMPLE])
        if rated >= PLAUSIBLE and (rated > score - MARGIN or reading == text[:SAMPLE]):
            return text
        if charset not in CANDIDATES and score < PLAUSIBLE:
            return text
    rivals = [
        rival
        for rival in ranked[1:]
        if rival[0] > score - MARGIN and rival[2] != reading and not _akin(rival[1], best)
    ]
    if score < PLAUSIBLE or rivals:
        problem = f"is not UTF-8 (byte {error.start}), and its charset cannot be told for certain"
        raise DocumentError(name, problem, _WAY_OUT) from error
    text = _strict(content, best, name)
    # Central European and Turkish charsets share most letters with cp1252: only the words tell them apart.
    if detect_language(text) not in _WRITTEN_SO:
        if told is not None and told[0] not in CANDIDATES:
            return told[1]
        raise DocumentError(
            name, f"is not UTF-8 (byte {error.start}), and its charset is not declared", _WAY_OUT
        )
    return text


def _akin(one: str, other: str) -> bool:
    """Charsets that differ in a few signs only: the likelier of them wins without a margin."""
    return any({one, other} <= family for family in _FAMILIES)


def _ranked(content: bytes) -> list[tuple[float, str, str]]:
    """Plausibility, charset and decoded sample of every candidate that can decode, best first."""
    high = next((place for place, byte in enumerate(content) if byte > 0x7F), 0)
    sample = content[max(0, high - 1000) :][:SAMPLE]
    found = []
    for place, charset in enumerate(CANDIDATES):
        try:
            text = sample.decode(charset)
        except UnicodeDecodeError:
            continue
        found.append((-plausibility(text), place, charset, text))
    found.sort()
    return [(-score, charset, text) for score, _, charset, text in found]


def plausibility(text: str) -> float:
    """Mean log-probability (nats, below 0) of the characters beyond ASCII; 0 where there are none.

    Letters count by their rank in Russian and Ukrainian or in French; a word of two scripts, a capital
    inside a word, a long word of accents alone and rare signs are improbable.
    """
    letters = [letter for letter in text if letter.isalpha()]
    share = sum("\u0400" <= letter < "\u0530" for letter in letters) / max(1, len(letters))
    total, number = 0.0, 0
    for match in _RUN.finditer(text):
        run = match.group()
        if run.isascii():
            continue
        scores = _scores_of(run, share)
        total += sum(scores)
        number += len(scores)
    return total / number if number else 0.0


def _scores_of(run: str, cyrillic_share: float) -> list[float]:
    beyond = [letter for letter in run if letter > "\x7f"]
    if len(run) == 1 and not run.isalpha():
        return [log(0.05) if run in _PUNCTUATION else _IMPROBABLE]
    cyrillic = sum("\u0400" <= letter < "\u0530" for letter in run)
    if len(run) == 1:
        # A French à among Latin words is a Russian а in cp1251: only a Cyrillic text has such words.
        rare = log(max(cyrillic_share, 1e-5)) if cyrillic else (0.0 if run in _ONE_LETTER_WORDS else -4.0)
        return [max(_IMPROBABLE, _letter(run, bool(cyrillic)) + rare)]
    mixed = 0 < cyrillic < len(run) or not run.isalpha()
    capital_inside = not run.isupper() and not run[1:].islower() and len(run) > 1
    only_accents = not cyrillic and len(run) > 2 and len(beyond) > 0.7 * len(run)
    if mixed or capital_inside or only_accents:
        return [_IMPROBABLE] * len(beyond)
    return [_letter(letter, bool(cyrillic)) for letter in beyond]


def _letter(letter: str, cyrillic: bool) -> float:
    rank = (_CYRILLIC if cyrillic else _LATIN).find(letter.lower())
    if rank < 0:
        return _IMPROBABLE
    # Letter frequencies fall about exponentially with rank.
    likely = log(0.1) - rank * (0.11 if cyrillic else 0.05)
    return likely - (0.6 if letter.isupper() else 0.0)


def _usable(content: bytes, declared: str | None) -> tuple[str, str] | None:
    if not declared:
        return None
    try:
        charset = _canonical(declared)
        return charset, content.decode(charset)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _known(charset: str, name: str) -> str:
    try:
        return _canonical(charset)
    except (LookupError, ValueError) as error:
        raise DocumentError(
            name, f"the charset {charset!r} is unknown", "give one such as utf-8 or cp1251"
        ) from error


def _canonical(label: str) -> str:
    info = codecs.lookup(label.strip())
    if not getattr(info, "_is_text_encoding", True):
        raise LookupError(label)
    # Latin-1 on the web means cp1252 (WHATWG Encoding Standard).
    return "cp1252" if info.name in ("iso8859-1", "ascii") else info.name


def _strict(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeError as error:
        place = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
        raise DocumentError(name, f"is not valid {encoding}{place}", _WAY_OUT) from error
