"""Which preposition stands before a participant: it tells who acts, to whom it is done, or a mere place."""

from __future__ import annotations

from compare.relations.reading import Reading

PLACE = frozenset(
    {"in", "at", "near", "à", "en", "dans", "chez", "в", "во", "на", "у", "до", "із", "из"}
    | {"біля", "під", "под", "возле", "sous", "vers", "toward", "towards", "of", "de", "du", "d'"}
    | {"des", "for", "pour", "для"}
)
"""What stands before a name that is a place or belongs to another noun."""
DONE_TO = frozenset(
    {"against", "to", "on", "à", "contre", "на", "против", "проти", "по", "к", "aux", "au"} | {"upon"}
)
"""What stands before the one to whom it is done."""
AGENT = frozenset({"by", "par"})
SOURCE = frozenset({"from", "от", "від", "з", "із"})
RELATIVE = frozenset({"which", "whom", "that", "who", "que", "qu'", "dont"})
BE = frozenset(
    {"was", "were", "been", "be", "is", "are", "being", "été", "est", "sont", "être", "fut"}
    | {"furent", "était", "étaient", "sera", "seront", "had", "got"}
)
_ARTICLES = frozenset({"the", "a", "an", "la", "le", "les", "l'", "its", "their"})


def before(reading: Reading, place: int) -> str:
    """The preposition before a participant, over its article and up to two words of its title."""
    for back in range(1, 4):
        at = place - back
        if at < 0 or reading.statement.text[reading.tokens[at].end : reading.tokens[at + 1].start].strip():
            return ""
        word = reading.tokens[at].folded
        if word in PLACE | DONE_TO | AGENT | SOURCE:
            return word
        if word in BE | RELATIVE:
            return ""
    return ""


def right_before(reading: Reading, place: int) -> str:
    """The word before a participant and its article."""
    at = place - 1
    while at >= 0 and reading.tokens[at].folded in _ARTICLES:
        at -= 1
    return reading.tokens[at].folded if at >= 0 else ""
