"""The plain words that every report uses for kinds, relations, languages and figures."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from compare.records import AxisPlacement, Interval, NamedReferent


@dataclass(frozen=True, slots=True)
class Word:
    """How a report names one kind: ``label`` alone, ``meaning`` as half a sentence, ``glyph`` as a sign."""

    label: str
    meaning: str
    glyph: str = ""


STATES = MappingProxyType(
    {
        "same": Word("Told alike", "another account supports it", "="),
        "reframed": Word(
            "Told differently", "one point, so told that a reader takes something else from it", "≈"
        ),
        "conflict": Word("Contradicted", "another account says what cannot also be true", "≠"),
        "disagreement": Word("Speakers disagree", "the accounts may both report truly what was said", "⇄"),
        "undecided": Word("Uncertain", "about one point, but how they relate is too uncertain to say", "?"),
        "only": Word("Only here", "no other account contains it; silence is not denial", "○"),
        "open": Word("Not placed", "no counterpart was found, and none was found missing", "·"),
    }
)
"""What can be said of a claim, strongest contrast first in :data:`STATE_ORDER`."""

STATE_ORDER = ("conflict", "disagreement", "reframed", "same", "undecided", "only", "open")

FINDINGS = MappingProxyType(
    {
        "omission": Word("Left out", "one account says it, another does not", "○"),
        "conflict": Word("Contradiction", "both cannot be true", "≠"),
        "disagreement": Word("Speakers disagree", "two speakers hold positions that do not go together", "⇄"),
        "framing": Word("Framing", "one point, other words", "≈"),
        "reframed": Word("Told differently", "one point, told to another effect", "≈"),
        "attributed_concession": Word(
            "Attributed concession",
            "words put into another speaker’s mouth that this side does not report",
            "❝",
        ),
    }
)

FRAMING = MappingProxyType(
    {
        "naming": Word("Naming", "one thing, another name"),
        "epistemic_distance": Word("Distance", "how far the account stands behind what it reports"),
        "blame_agency": Word("Agency and blame", "who does it, to whom, and whether anyone does"),
        "intensity": Word("Intensity", "how strong, how many"),
        "modality": Word("Obligation and certainty", "must, may, will, has"),
        "loaded_language": Word("Loaded language", "words that carry a judgement"),
        "frame": Word("Frame", "what kind of matter it is made"),
        "emphasis": Word("Emphasis", "what comes first and what gets space"),
        "initiative": Word("Initiative", "who turned to whom"),
        "tone": Word("Tone", "the code words of diplomacy"),
        "legal": Word("Legal terms", "words that name a crime or a status in law"),
    }
)

FAMILIES = MappingProxyType(
    {
        "naming": "name",
        "legal": "name",
        "epistemic_distance": "distance",
        "modality": "distance",
        "blame_agency": "agency",
        "initiative": "agency",
        "intensity": "colour",
        "loaded_language": "colour",
        "tone": "colour",
        "frame": "frame",
        "emphasis": "frame",
    }
)
"""Framing kinds that share one way of being underlined; a kind that is not listed is of family ``other``."""

COMPONENTS = MappingProxyType(
    {
        "omission": Word("Left out", "how much of what one account says is missing from another"),
        "content": Word("Told otherwise", "how far shared points are contradicted or told differently"),
        "framing": Word("Framed otherwise", "how strongly the words chosen differ"),
        "emphasis": Word("Weighed otherwise", "how far order and share of the text differ on shared points"),
    }
)

CHECKS = MappingProxyType(
    {
        "number": "number",
        "date": "date",
        "polarity": "yes or no",
        "modality": "certainty",
        "role": "who does what",
        "entailment": "meaning",
    }
)

LANGUAGES = MappingProxyType({"en": "English", "fr": "French", "ru": "Russian", "uk": "Ukrainian"})

_DISTANCES = (
    (0.15, "close together"),
    (0.30, "mostly alike"),
    (0.45, "apart on many points"),
    (0.65, "far apart"),
    (0.85, "little in common"),
    (1.01, "almost nothing in common"),
)
"""Words for an overall divergence below each bound: a reading aid, no test of anything."""


def kind_of_finding(kind: str) -> Word:
    """The words for a kind of finding; kinds are an open list."""
    return FINDINGS.get(kind) or Word(spelled(kind), "", "•")


def kind_of_framing(kind: str) -> Word:
    """The words for a kind of framing difference; kinds are an open list."""
    return FRAMING.get(kind) or Word(spelled(kind), "")


def component(name: str) -> Word:
    """The words for a component of the divergence."""
    return COMPONENTS.get(name) or Word(spelled(name), "")


def spelled(kind: str) -> str:
    """``some_kind`` -> ``Some kind``."""
    words = kind.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def language_name(code: str | None) -> str:
    """The English name of a language code, the code itself outside the known ones."""
    return "language unknown" if code is None else LANGUAGES.get(code, code)


def distance_in_words(value: float) -> str:
    """An overall divergence in words."""
    return _DISTANCES[step_of_distance(value)][1]


def step_of_distance(value: float) -> int:
    """The place of those words on their scale, 0 for the closest: the same cut for every language."""
    return next(place for place, (bound, _) in enumerate(_DISTANCES) if value < bound or bound > 1)


def decimals(value: float) -> str:
    """A figure of 0..1 with two digits."""
    return f"{value:.2f}"


def with_interval(interval: Interval) -> str:
    """``0.62 (0.48–0.74)``, without the brackets where there is no interval, ``–`` without a figure."""
    if interval.value is None:
        return "–"
    value = decimals(interval.value)
    if interval.low is None or interval.high is None:
        return value
    return f"{value} ({decimals(interval.low)}–{decimals(interval.high)})"


def plural(count: int, one: str, many: str | None = None) -> str:
    """``1 claim``, ``2 claims``."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def listed(names: list[str] | tuple[str, ...]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def poles(axis: AxisPlacement) -> str:
    """The two ends of an axis: ``−1 cooperation, dialogue … +1 confrontation``."""
    return f"−1 {', '.join(axis.low)} … +1 {', '.join(axis.high)}"


def position_with_interval(interval: Interval) -> str:
    """``+0.12 (−0.03 to +0.25)``; ``–`` without a figure."""
    if interval.value is None:
        return "–"
    value = signed(interval.value)
    if interval.low is None or interval.high is None:
        return value
    return f"{value} ({signed(interval.low)} to {signed(interval.high)})"


def signed(value: float) -> str:
    return f"{round(value, 2) + 0.0:+.2f}".replace("-", "−")


def referent_in_words(referent: NamedReferent) -> str:
    """``government (UA)``: the concept, and the places or names that its phrases name."""
    places = [place.removeprefix("name:") for place in referent.places]
    return referent.concept.replace("_", " ") + (f" ({', '.join(places)})" if places else "")
