"""Proper names across scripts and spellings: Kyiv, Kiev, Київ and Киев are one name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from compare.relations.tokens import Token

_CYRILLIC = str.maketrans(
    {
        **dict(zip("абвгґдезийклмнопрстуфыэіїєь", "abvggdeziiklmnoprstufyeiie", strict=False)),
        "ж": "j", "х": "h", "ц": "s", "ч": "s", "ш": "s", "щ": "s", "ю": "u", "я": "a", "ь": "", "ъ": "",
        "'": "", "’": "", "ё": "e",
    }
)  # fmt: skip
_SPELLINGS = (
    ("shch", "s"), ("sch", "s"), ("tch", "s"), ("dzh", "j"), ("dj", "j"), ("zh", "j"), ("kh", "h"),
    ("ch", "s"), ("sh", "s"), ("ts", "s"), ("tz", "s"), ("ph", "f"), ("ck", "k"), ("qu", "k"), ("q", "k"),
    ("x", "ks"), ("w", "v"), ("ou", "u"), ("th", "t"), ("gh", "g"), ("z", "s"), ("c", "k"), ("g", "h"),
)  # fmt: skip
_VOWELS = re.compile(r"[aeiouyj]")


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """The consonants of a name in Latin letters: what spellings and endings leave alone."""
    plain = word.casefold().translate(_CYRILLIC)
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if c.isalpha())
    for spelling, sound in _SPELLINGS:
        plain = plain.replace(spelling, sound)
    bare = _VOWELS.sub("", plain)
    bare = re.sub(r"(.)\1+", r"\1", bare)
    return (plain[:1] if plain[:1] and _VOWELS.match(plain[:1]) else "") + bare


def same_name(one: str, other: str) -> bool:
    """Whether two words can be one proper name, spelt or inflected differently."""
    a, b = sorted((skeleton(one), skeleton(other)), key=len)
    if len(a) < 2:
        return one.casefold() == other.casefold()
    if a == b:
        return True
    return len(a) >= 3 and b.startswith(a) and len(b) - len(a) <= 1


def names_of(tokens: Sequence[Token], text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Places of capitalised tokens: those inside a sentence, and those that open one."""
    inside: list[int] = []
    opening: list[int] = []
    for place, token in enumerate(tokens):
        if token.capital and len(token.folded) > 1:
            before = text[tokens[place - 1].end : token.start] if place else "."
            (opening if re.search(r"[.!?…]", before) else inside).append(place)
    return tuple(inside), tuple(opening)
