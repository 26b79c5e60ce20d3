"""The strings of the interface: one folder a language, one TOML file a page, plurals by the rules of CLDR."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

DEFAULT = "en"


class Catalogue:
    """The strings of one language by key: file, then the path inside it (``start.upload.title``)."""

    def __init__(self, language: str, strings: Mapping[str, str | Mapping[str, str]]) -> None:
        self.language = language
        self._strings = strings
        self._form = _PLURALS.get(language, _PLURALS[DEFAULT])

    def __call__(self, key: str, **values: object) -> str:
        """The string, with ``{names}`` filled in; one with several plural forms takes the form for ``n``.

        Raises:
            KeyError: there is no such string, or a value that it names is not given.
        """
        found = self._strings[key]
        if not isinstance(found, str):
            n = values["n"]
            assert isinstance(n, int)
            found = found.get(self._form(n), found["other"])
        return found.format_map(values) if values else found

    def has(self, key: str) -> bool:
        """Is there such a string? For kinds, which are open lists."""
        return key in self._strings

    def keys(self) -> Iterator[str]:
        """All keys."""
        return iter(self._strings)


def languages() -> tuple[str, ...]:
    """The languages that the interface has."""
    return tuple(sorted(each.name for each in files(__package__).joinpath("strings").iterdir()))


@cache
def catalogue(language: str = DEFAULT) -> Catalogue:
    """The catalogue of a language that :func:`languages` names."""
    strings: dict[str, str | Mapping[str, str]] = {}
    for file in files(__package__).joinpath("strings", language).iterdir():
        if file.name.endswith(".toml"):
            strings |= _flat(file.name.removesuffix(".toml"), tomllib.loads(file.read_text(encoding="utf-8")))
    return Catalogue(language, strings)


def preferred(accept: str) -> str:
    """The first language of an ``Accept-Language`` header that the interface has, by its weights."""
    wanted = []
    for part in accept.split(","):
        tag, _, weight = part.partition(";q=")
        try:
            wanted.append((float(weight or 1), tag.strip().partition("-")[0].lower()))
        except ValueError:
            continue
    there = languages()
    return next((tag for _, tag in sorted(wanted, key=lambda pair: -pair[0]) if tag in there), DEFAULT)


def _flat(prefix: str, table: Mapping[str, Any]) -> dict[str, str | Mapping[str, str]]:
    if "other" in table and table.keys() <= _FORMS:
        return {prefix: table}
    found: dict[str, str | Mapping[str, str]] = {}
    for name, value in table.items():
        key = f"{prefix}.{name}"
        found |= _flat(key, value) if isinstance(value, Mapping) else {key: value}
    return found


_FORMS = {"one", "few", "many", "other"}


def _slavic(n: int) -> str:
    if n % 10 == 1 and n % 100 != 11:
        return "one"
    return "few" if 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14 else "many"


_PLURALS: Mapping[str, Callable[[int], str]] = {
    "en": lambda n: "one" if n == 1 else "other",
    "fr": lambda n: "one" if n in (0, 1) else "other",
    "ru": _slavic,
    "uk": _slavic,
}
"""Unicode CLDR 46, cardinal plurals of whole numbers."""
