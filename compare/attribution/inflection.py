"""Inflected forms of reporting verbs: regular conjugation of English and French, so that no form needs a
tagger.

Irregular forms stand in the lexicon (column ``forms``). Russian and Ukrainian go by lemma instead.
"""

from __future__ import annotations

import re
from typing import Literal

Form = Literal["base", "finite", "participle", "gerund", "infinitive"]

_VOWELS = "aeiou"
_DOUBLING = {
    "refer",
    "admit",
    "rebut",
    "submit",
    "brag",
    "beg",
    "hit",
    "quip",
    "cap",
    "pen",
    "dub",
    "slam",
    "tap",
    "plan",
    "pin",
    "nod",
    "commit",
}


def english_forms(verb: str, irregular: list[str]) -> dict[str, Form]:
    """Form → its use. Irregular forms replace the regular past; forms in ``-ing`` are gerunds."""
    forms: dict[str, Form] = {verb: "base"}
    if irregular:
        for form in irregular:
            first = form.split(" ")[0]
            forms[form] = "gerund" if first.endswith("ing") and len(first) > 4 and first != verb else "finite"
        forms.setdefault(verb, "base")
        if not any(use == "gerund" for use in forms.values()):
            forms[_suffixed(verb, "ing")] = "gerund"
        if not any(form.split(" ")[0].endswith("s") for form in forms if form != verb):
            forms[_third(verb)] = "finite"
        return forms
    forms[_third(verb)] = "finite"
    forms[_suffixed(verb, "ed")] = "finite"
    forms[_suffixed(verb, "ing")] = "gerund"
    return forms


def _third(verb: str) -> str:
    head, _, tail = verb.partition(" ")
    if head.endswith(("s", "sh", "ch", "x", "z", "o")):
        head += "es"
    elif head.endswith("y") and head[-2] not in _VOWELS:
        head = head[:-1] + "ies"
    else:
        head += "s"
    return f"{head} {tail}".strip()


def _suffixed(verb: str, suffix: str) -> str:
    head, _, tail = verb.partition(" ")
    if head in _DOUBLING:
        head += head[-1] + suffix
    elif suffix == "ed" and head.endswith("e"):
        head += "d"
    elif suffix == "ed" and head.endswith("y") and head[-2] not in _VOWELS:
        head = head[:-1] + "ied"
    elif suffix == "ing" and head.endswith("e") and not head.endswith("ee"):
        head = head[:-1] + "ing"
    else:
        head += suffix
    return f"{head} {tail}".strip()


def french_forms(verb: str, irregular: list[str]) -> dict[str, Form]:
    """Form → its use, third persons and participles. ``s'exclamer`` and the like lose their pronoun."""
    verb = re.sub(r"^(?:s'|se )", "", verb)
    forms: dict[str, Form] = {verb: "infinitive"}
    for form in irregular:
        forms[form] = _french_use(form)
    head, _, tail = verb.partition(" ")
    if head.endswith("er"):
        stem = head[:-2]
        soft = stem + "e" if stem.endswith("g") else re.sub("c$", "ç", stem)
        endings = {
            stem + "e": "finite",
            stem + "ent": "finite",
            soft + "ait": "finite",
            soft + "aient": "finite",
            soft + "a": "finite",
            stem + "èrent": "finite",
            stem + "é": "participle",
            stem + "ée": "participle",
            stem + "és": "participle",
            stem + "ées": "participle",
            soft + "ant": "gerund",
            stem + "era": "finite",
        }
    elif head.endswith("ir") and not irregular:
        stem = head[:-1]
        endings = {
            stem + "t": "finite",
            stem + "ssent": "finite",
            stem: "participle",
            stem + "ssant": "gerund",
        }
    else:
        endings = {}
    for form, use in endings.items():
        forms.setdefault(f"{form} {tail}".strip(), use)  # type: ignore[arg-type]
    if head.endswith("mettre") or head == "admettre":
        forms.setdefault(head[:-4] + "is", "participle")
    return forms


def _french_use(form: str) -> Form:
    first = form.split(" ")[0]
    if first.endswith("ant"):
        return "gerund"
    if first.endswith(("é", "ée", "u", "is")) and first not in {"dis"}:
        return "participle"
    return "finite"


def slavic_use(word: str, language: str) -> Form:
    """The use of a Russian or Ukrainian verb form, by its ending."""
    if language == "ru":
        if word.endswith(("ть", "ти", "ться")):
            return "infinitive"
        if word.endswith(("в", "вши", "я", "ясь", "вшись", "ась")) and not word.endswith(("лась",)):
            return "gerund"
        if word.endswith(
            ("вший", "вшая", "вшие", "ющий", "ющая", "ющие", "щий", "нный", "нная", "нное", "нные", "нных")
        ):
            return "participle"
        return "finite"
    if word.endswith(("ти", "тись", "тися", "ть" if word.endswith("ить") and len(word) < 4 else "тися")):
        return "infinitive"
    if word.endswith(("ши", "шись", "чи", "чись")):
        return "gerund"
    if word.endswith(("чий", "ний", "на", "не", "ні")) and not word.endswith(("ила", "ала")):
        return "participle"
    return "finite"
