"""How far an act has come and how binding it is: promised, planned, demanded, under way, done.

A mark stands where the word that one statement governs with *must*, *may*, *has promised to* is answered by
a word of the other that is told as done, or under another such word. Mere tense makes none: a plan and a
future are one stage, however the language puts them.
"""

from __future__ import annotations

from collections.abc import Sequence

from compare.relations.answers import Answers
from compare.relations.reading import Reading
from compare.relations.statements import Mark
from compare.relations.tokens import Found

_STAGE = {"intention": "ahead", "future": "ahead"}
"""Kinds that are one stage."""
_OPEN = frozenset({"possibility", "obligation", "demand", "commitment", "attempt"})
_TOLD = _OPEN | {"intention", "future", "ongoing", "completed"}
_BINDING = frozenset({"obligation", "possibility"})
_AFTER = 5
"""Tokens after a word of stage that it can govern."""
_NEAR = 5
_PAST = {
    "en": ("ed",),
    "fr": ("é", "ée", "és", "ées"),
    "ru": ("л", "ла", "ло", "ли", "лся", "лась", "лось", "лись", "ан", "ана", "ены", "ено", "ена", "ен"),
    "uk": ("в", "ла", "ло", "ли", "вся", "лася", "лося", "лися", "ано", "ено", "ито", "ані", "ені"),
}
_AUXILIARY = {
    "en": frozenset({"to", "will", "would", "be", "being", "may", "could", "should", "must", "not"}),
    "fr": frozenset({"sera", "seront", "être", "serait", "soit", "pas"}),
    "ru": frozenset({"будет", "будут", "бы", "чтобы", "не"}),
    "uk": frozenset({"буде", "будуть", "би", "щоб", "не"}),
}
_SUPPOSED = frozenset(
    {"бы", "б", "би", "якби", "would", "could", "si", "if", "если", "якщо", "aurait", "serait"}
)
_SUPPOSES = 8


def stage_marks(a: Reading, b: Reading, answers: Answers | None) -> list[Mark]:
    """At most one mark of kind ``modality``, the surest."""
    if answers is None:
        return _told(a, b)
    found: list[tuple[float, int, Found, Found | None, bool]] = []
    for here, there, words, first in ((a, b, answers, True), (b, a, answers.turned, False)):
        for cue in here.modality:
            weight, other = _against(cue, here, there, words)
            if weight:
                found.append((weight, cue.first, cue, other, first))
    if not found:
        return _told(a, b, 0.75) or _to_come(a, b, answers)
    best = max(weight for weight, *_ in found)
    surest = [each for each in found if each[0] == best]
    sides: list[list[Found]] = [[], []]
    for _, _, cue, other, first in surest:
        if not sides[0 if first else 1]:
            sides[0 if first else 1].append(cue)
        if other is not None and not sides[1 if first else 0]:
            sides[1 if first else 0].append(other)
    return [_mark(best, a, b, sides[0][:1], sides[1][:1])]


def supposed(reading: Reading, start: int) -> bool:
    """Whether what stands at a code point is told as what would be or would have been."""
    at = next((i for i, token in enumerate(reading.tokens) if token.start >= start), len(reading.tokens))
    window = reading.tokens[max(0, at - _SUPPOSES) : at + _SUPPOSES]
    return any(token.folded in _SUPPOSED for token in window)


def _against(cue: Found, here: Reading, there: Reading, answers: Answers) -> tuple[float, Found | None]:
    """How much the stage told by ``cue`` differs from the one of the word that answers what it governs."""
    kind = cue.entry.subkind
    if kind in ("interim", "completed", "conditional"):
        return 0.0, None
    governed = _governed(cue, here)
    for place in governed:
        at, _ = answers.answer(place)
        if at is None:
            continue
        near = [each for each in there.modality if at - _NEAR <= each.first <= at + 3]
        kinds = {_stage(each) for each in near}
        if _stage(cue) in kinds:
            return 0.0, None
        done = next((each for each in near if each.entry.subkind == "completed"), None)
        if done is not None or _past(there, at):
            told_past = _past(here, place) and place >= cue.last
            return (0.0, None) if told_past else (0.8, done)
        other = next((each for each in near if each.entry.subkind in _OPEN), None)
        if other is not None and kind in _OPEN:
            binding = {kind, other.entry.subkind} <= _BINDING
            return (0.8 if binding else 0.6), other
        if kind in _OPEN and not kinds & {"ahead"}:
            return 0.3, None
        return 0.0, None
    return 0.0, None


def _governed(cue: Found, reading: Reading) -> list[int]:
    """The words that a word of stage bears on: those after it, or the word itself where it is the act."""
    text = reading.statement.text
    places: list[int] = []
    for place in range(cue.last, min(len(reading.tokens), cue.last + _AFTER)):
        gap = text[reading.tokens[place - 1].end : reading.tokens[place].start]
        if any(sign in gap for sign in ",;:.!?()—–"):
            break
        if len(reading.tokens[place].folded) > 3 and not reading.tokens[place].capital:
            places.append(place)
    if not places:
        return [place for place in range(cue.first, cue.last) if len(reading.tokens[place].folded) > 3]
    if cue.entry.subkind in ("future", "possibility", "obligation", "intention"):
        return places[:1]
    return places[:2]


def _past(reading: Reading, place: int) -> bool:
    """Whether a word is told as done: a past form that nothing puts off."""
    language = reading.statement.language or "en"
    word = reading.tokens[place].folded
    if language == "en" and not word.endswith(("s", "ing", "er", "en")) and len(word) > 2:
        irregular = reading.lemmas[place] != word
    else:
        irregular = False
    if not irregular and (len(word) < 5 or not word.endswith(_PAST.get(language, ()))):
        return False
    if language == "uk" and word.endswith("ів"):
        return False
    before = {token.folded for token in reading.tokens[max(0, place - 3) : place]}
    after = {token.folded for token in reading.tokens[place + 1 : place + 2]}
    return not (before | after) & _AUXILIARY.get(language, frozenset())


def _stage(found: Found) -> str:
    return _STAGE.get(found.entry.subkind, found.entry.subkind)


def _told(a: Reading, b: Reading, sure: float = 1.0) -> list[Mark]:
    """By the statements as wholes: stages that one side tells of, and the other does not."""
    here, there = (
        {_stage(each): each.entry.subkind for each in reading.modality if each.entry.subkind in _TOLD}
        for reading in (a, b)
    )
    if here.keys() & there.keys():
        return []
    kinds = here.keys(), there.keys()
    if all(kinds):
        done = ("completed" in here) != ("completed" in there)
        weight = 0.8 if done or (kinds[0] & _BINDING and kinds[1] & _BINDING) else 0.6
    elif set(here.values()) | set(there.values()) <= {"completed", "ongoing", "future"}:
        return []
    else:
        weight = 0.4
    sides = [
        [each for each in reading.modality if _stage(each) in stages][:1]
        for reading, stages in ((a, here), (b, there))
    ]
    return [_mark(weight * sure, a, b, sides[0], sides[1])]


def _to_come(a: Reading, b: Reading, answers: Answers) -> list[Mark]:
    """One tells what is to come or under way, the other the same act as done."""
    for here, there, words, first in ((a, b, answers, True), (b, a, answers.turned, False)):
        cues = [each for each in here.modality if each.entry.subkind in ("future", "intention", "ongoing")]
        if not cues or {_stage(each) for each in there.modality} & {_stage(each) for each in cues}:
            continue
        for place, token in enumerate(here.tokens):
            at, _ = words.answer(place) if len(token.folded) > 3 else (None, 0.0)
            if at is not None and _past(there, at) and not _past(here, place):
                return [_mark(0.6, a, b, cues[:1] if first else [], [] if first else cues[:1])]
    return []


def _mark(weight: float, a: Reading, b: Reading, found_a: Sequence[Found], found_b: Sequence[Found]) -> Mark:
    spans_a = tuple(each.span(a.tokens) for each in found_a)
    spans_b = tuple(each.span(b.tokens) for each in found_b)
    told = [f"“{reading.text_of(spans)}”" for reading, spans in ((a, spans_a), (b, spans_b)) if spans]
    what = "how far it has come, or how binding it is,"
    return Mark(
        kind="modality",
        effect="reframed",
        weight=weight,
        explanation=f"{what} differs: {' against '.join(told)}",
        spans_a=spans_a,
        spans_b=spans_b,
    )
