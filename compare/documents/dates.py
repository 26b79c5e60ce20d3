"""Dates that a text states plainly, as ISO 8601. Nothing is guessed: a date without a year is no date."""

from __future__ import annotations

import re
from datetime import date

HEAD_LINES = 6
"""Lines with text, from the top, among which a date line is looked for."""

_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
}
_MONTH = {word: place for names in _MONTHS.values() for place, word in enumerate(names.split(), start=1)}
_MONTH |= {"fevrier": 2, "aout": 8, "decembre": 12}
_MONTH |= {name[:3]: place for name, place in zip(_MONTHS["en"].split(), range(1, 13), strict=True)}
_MONTH["sept"] = 9

_NAME = "|".join(sorted(_MONTH, key=lambda name: (-len(name), name)))
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?:[T ]\d\d:\d\d\S*)?",
        rf"{_DAY}\.(?P<month>\d\d?)\.{_YEAR}",
        rf"(?P<name>{_NAME})\.?\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}",
        rf"{_DAY}(?:er|st|nd|rd|th)?\s+(?P<name>{_NAME})\.?,?\s+{_YEAR}(?:\s*(?:года|року|г\.|р\.))?",
    )
)
_WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche"
    r"|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье"
    r"|понеділок|вівторок|середа|четвер|п['’ʼ]ятниця|субота|неділя)"
)
_LABEL = r"(?:(?:date|published(?: on)?|publié le|дата|опубликовано|опубліковано)\s*:?\s*)"
_TIME = r"(?:[,\s–—|-]*(?:at|à|в|о)?\s*\d\d?\s*[:h.]\s*\d\d(?:\s*(?:am|pm|utc|gmt|msk|мск|est|edt|cet))?)"
_BEFORE = re.compile(rf"[\s*_#>]*{_LABEL}?(?:(?:le\s+)?{_WEEKDAY},?\s+)?(?:le\s+)?", re.IGNORECASE)
_AFTER = re.compile(rf"{_TIME}?[\s*_.]*", re.IGNORECASE)


def date_at_head(text: str) -> str | None:
    """The date (``YYYY-MM-DD``) of a line near the top that holds a date and nothing else.

    A weekday, a time and a label such as ``Published`` may stand beside it. Two such lines with different
    dates give None.
    """
    head = [line for line in text[:4000].splitlines() if line.strip()][:HEAD_LINES]
    found = {stated for line in head if (stated := _date_of_line(line))}
    return found.pop() if len(found) == 1 else None


def iso_date(value: str) -> str | None:
    """The date that ``value`` (a field of metadata) states, as ``YYYY-MM-DD``; None if it states none."""
    return _date_of_line(value.strip().strip("\"'"))


def _date_of_line(line: str) -> str | None:
    if len(line) > 120:
        return None
    before = _BEFORE.match(line)
    start = before.end() if before else 0
    for form in _FORMS:
        match = form.match(line, start)
        if match and _AFTER.fullmatch(line, match.end()):
            return _valid(match)
    return None


def _valid(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    month = _MONTH[parts["name"].lower()] if parts.get("name") else int(parts["month"])
    try:
        return date(int(parts["year"]), month, int(parts["day"])).isoformat()
    except ValueError:
        return None
