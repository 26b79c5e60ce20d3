"""Dates in text, as far as they are given; relative ones are read against the account's day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from compare.records import Span
from compare.relations.tokens import Phrases, Token

_ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b")
_DOTTED = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d\d)\b")
_CLOCK = re.compile(r"\b([01]?\d|2[0-3])[:.]([0-5]\d)\b(?!\s*(?:%|per|million|billion))(?![.,]\d)")
_AT = frozenset({"at", "by", "à", "vers", "dès", "в", "во", "к", "о", "об", "у"})
"""What stands before a time of day."""
_NEAR = frozenset(
    {"around", "about", "before", "after", "since", "until", "till", "from", "avant", "après", "depuis"}
    | {"jusqu'à", "около", "до", "после", "с", "близько", "після", "з", "від", "на", "entre"}
)
"""What stands before a time of day or a duration, so that only a part of the day tells them apart."""
_HOURS = {
    "en": ("o'clock",),
    "fr": ("h", "heure", "heures"),
    "ru": ("час", "часа", "часов", "ч"),
    "uk": ("година", "годині", "години", "годину"),
}
_MINUTES = re.compile(r"[0-5]\d")
_ROUGH = 15
"""Minutes that an hour told without minutes leaves on each side."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_CUES = frozenset({"in", "since", "en", "depuis", "в", "с", "у", "з", "of", "de", "by", "until", "від"})


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or a time of day; None where the text does not say.

    ``clock`` is in minutes after midnight, ``room`` how many minutes it leaves (*at four in the morning*),
    ``half`` whether a hand of twelve hours leaves open which half of the day is meant.
    """

    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    clock: int | None = None
    room: int = 0
    half: bool = False

    @property
    def fixed(self) -> bool:
        """Whether it names a day, a month or an hour rather than a year alone."""
        return any(part is not None for part in (self.month, self.day, self.weekday, self.clock))

    def agrees(self, other: Moment) -> bool:
        """Whether both can be the same moment: no part that both give differs."""
        for part in ("year", "month", "day", "weekday"):
            one, two = getattr(self, part), getattr(other, part)
            if one is not None and two is not None and one != two:
                return False
        if self.clock is None or other.clock is None:
            return True
        turn = 720 if self.half or other.half else 1440
        apart = abs(self.clock - other.clock) % turn
        return min(apart, turn - apart) <= self.room + other.room

    def comparable(self, other: Moment) -> bool:
        """Whether both give the same part, so that agreeing tells something."""
        return any(
            getattr(self, part) is not None and getattr(other, part) is not None
            for part in ("year", "month", "day", "weekday", "clock")
        )


class DateReader:
    """Finds the dates of a text; built once from the lexicons ``calendar`` and ``number_words``."""

    def __init__(self, calendar: Phrases, numbers: Phrases | None = None) -> None:
        self._calendar = calendar
        self._numbers = numbers or Phrases(())

    def read(
        self, text: str, tokens: Sequence[Token], language: str | None, told: str | None
    ) -> list[Moment]:
        """Moments in the order of the text; ``told`` (ISO 8601) is the day of the account."""
        day_told = _iso(told)
        found = [
            Moment(Span(*match.span()), int(match[1]), int(match[2]), int(match[3]))
            for match in _ISO.finditer(text)
        ]
        found += [
            Moment(Span(*match.span()), int(match[3]), int(match[2]), int(match[1]))
            for match in _DOTTED.finditer(text)
            if int(match[2]) <= 12
        ]
        taken = [moment.span for moment in found]
        found += [
            Moment(Span(*match.span()), clock=60 * int(match[1]) + int(match[2]))
            for match in _CLOCK.finditer(text)
            if ":" in match.group() and not any(span.start <= match.start() < span.end for span in taken)
        ]
        place = 0
        while place < len(tokens):
            if any(moment.span.start <= tokens[place].start < moment.span.end for moment in found):
                place += 1
                continue
            moment, place = self._at(tokens, place, language, day_told)
            if moment:
                found.append(moment)
        return sorted(found, key=lambda moment: moment.span)

    def _at(
        self, tokens: Sequence[Token], place: int, language: str | None, told: date | None
    ) -> tuple[Moment | None, int]:
        token = tokens[place]
        if hour := self._hour(tokens, place, language):
            return hour
        for entry in self._calendar.at(tokens, place, language):
            value = int(entry.entry.attributes["value"])
            span = entry.span(tokens)
            match entry.entry.subkind:
                case "month":
                    return self._month(tokens, place, value, language, told)
                case "weekday":
                    return _weekday(span, value, told), entry.last
                case "clock" if tokens[place - 1].folded in _AT | _NEAR or token.folded.startswith("оп"):
                    return Moment(span, clock=value, room=_ROUGH), entry.last
                case "relative":
                    return _on(span, told + timedelta(days=value)) if told else None, entry.last
        if _YEAR.fullmatch(token.folded) and place and tokens[place - 1].folded in _YEAR_CUES:
            return Moment(Span(token.start, token.end), year=int(token.folded)), place + 1
        return None, place + 1

    def _hour(self, tokens: Sequence[Token], place: int, language: str | None) -> tuple[Moment, int] | None:
        """A time of day told by its hour: *at four in the morning*, *à 5 h 10*, *о четвертій ранку*."""
        cue = tokens[place - 1].folded if place else ""
        begun = next(
            (
                each
                for each in self._calendar.at(tokens, place, language)
                if each.entry.subkind == "hour_begun"
            ),
            None,
        )
        if begun:
            hour, last, room = int(begun.entry.attributes["value"]), begun.last, 60
        elif cue in _AT | _NEAR and (told := self._told(tokens, place, language)):
            hour, last, room = *told, _ROUGH
        else:
            return None
        minutes, named = 0, begun is not None
        if last < len(tokens) and tokens[last].folded in _HOURS.get(language or "en", ()):
            named, last = True, last + 1
            if language == "fr" and last < len(tokens) and _MINUTES.fullmatch(tokens[last].folded):
                minutes, room, last = int(tokens[last].folded), 0, last + 1
        part = next(
            (
                each
                for each in self._calendar.at(tokens, last, language)
                if each.entry.subkind == "part_of_day"
            ),
            None,
        )
        named = named and (begun is not None or cue in _AT or minutes > 0 or language == "uk")
        if not (named or part) or hour > 24:
            return None
        if part:
            shift, last = int(part.entry.attributes["value"]), part.last
            hour = hour % 12 + 12 if shift == 12 or (shift == 24 and 6 <= hour < 12) else hour % 12
        clock = (60 * hour + minutes + (30 if begun else 0)) % 1440
        half = part is None and hour <= 12 and language in ("en", "ru", "uk")
        room = 30 if begun else room
        return Moment(
            Span(tokens[place].start, tokens[last - 1].end), clock=clock, room=room, half=half
        ), last

    def _told(self, tokens: Sequence[Token], place: int, language: str | None) -> tuple[int, int] | None:
        """The hour at a place and where it ends."""
        token = tokens[place]
        if token.number and token.folded.isdigit():
            last = place + 1
            if last < len(tokens) and tokens[last].folded in ("й", "ій", "ї", "ої", "ти"):
                last += 1
            return int(token.folded), last
        for entry in self._calendar.at(tokens, place, language):
            if entry.entry.subkind == "hour":
                return int(entry.entry.attributes["value"]), entry.last
        for entry in self._numbers.at(tokens, place, language):
            if entry.entry.subkind == "unit" and language != "uk":
                return int(float(entry.entry.attributes["value"])), entry.last
        return None

    def _month(
        self, tokens: Sequence[Token], place: int, month: int, language: str | None, told: date | None
    ) -> tuple[Moment | None, int]:
        name = tokens[place].folded
        before = tokens[place - 1] if place else None
        if before and before.folded in ("er", "st", "nd", "rd", "th", "of") and place > 1:
            before = tokens[place - 2]
        first, last, day = tokens[place].start, place + 1, None
        if before and _day(before.folded):
            day, first = int(before.folded), before.start
        elif last < len(tokens) and _day(tokens[last].folded) and language in ("en", None):
            day, last = int(tokens[last].folded), last + 1
        if day is None and (name in ("may", "march", "mars", "mai") and not _dated(tokens, place)):
            return None, place + 1
        year = None
        if last < len(tokens) and _YEAR.fullmatch(tokens[last].folded):
            year, last = int(tokens[last].folded), last + 1
        elif told:
            year = _nearest_year(told, month)
        return Moment(Span(first, tokens[last - 1].end), year, month, day), last


def _dated(tokens: Sequence[Token], place: int) -> bool:
    follows = place + 1 < len(tokens) and bool(_YEAR.fullmatch(tokens[place + 1].folded))
    return follows or (
        tokens[place].capital and place > 0 and tokens[place - 1].folded in ("in", "since", "last")
    )


def _day(word: str) -> bool:
    return word.isdigit() and 1 <= int(word) <= 31


def _iso(told: str | None) -> date | None:
    if told is None:
        return None
    try:
        return date.fromisoformat(told[:10])
    except ValueError:
        return None


def _on(span: Span, day: date) -> Moment:
    return Moment(span, day.year, day.month, day.day, day.weekday())


def _weekday(span: Span, weekday: int, told: date | None) -> Moment:
    """The last such day up to the day of the account; without one the weekday alone."""
    if told is None:
        return Moment(span, weekday=weekday)
    return _on(span, told - timedelta(days=(told.weekday() - weekday) % 7))


def _nearest_year(told: date, month: int) -> int:
    distance = month - told.month
    return told.year - 1 if distance > 6 else told.year + 1 if distance < -6 else told.year
