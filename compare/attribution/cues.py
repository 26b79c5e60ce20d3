"""Reporting cues of a text: verbs, phrases that name a source, and nouns that can be a source.

The words come from the lexicons ``reporting_verbs``, ``reporting_phrases`` and ``reporting_sources``; a
core of the commonest ones stands here, so that the search works without any resources.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from compare.attribution.inflection import Form, english_forms, french_forms, slavic_use
from compare.attribution.tokens import Token, fold
from compare.resources import LexiconEntry, Resources
from compare.words import lemma_of


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that report: tokens ``first:last`` of a sentence, their frames and stance."""

    first: int
    last: int
    kind: str
    frames: frozenset[str]
    stance: str
    use: Form = "finite"
    term: str = ""
    strength: float = 1.0


@dataclass(slots=True)
class CueIndex:
    """Looks up cues in a token list; built once a language and set of resources."""

    language: str
    forms: dict[str, list[tuple[tuple[str, ...], LexiconEntry, Form]]] = field(default_factory=dict)
    lemmas: dict[str, list[tuple[tuple[str, ...], LexiconEntry]]] = field(default_factory=dict)
    prefixes: set[str] = field(default_factory=set)
    phrases: dict[str, list[tuple[tuple[str, ...], LexiconEntry]]] = field(default_factory=dict)
    nouns: dict[str, str] = field(default_factory=dict)
    noun_prefixes: set[str] = field(default_factory=set)

    def verb_at(self, tokens: Sequence[Token], at: int) -> Cue | None:
        """The longest verb cue that starts at this token."""
        token = tokens[at]
        if token.kind != "word":
            return None
        best: Cue | None = None
        for words, entry, use in self.forms.get(token.folded, ()):
            best = self._longer(best, self._match(tokens, at, words, entry, use))
        if self.lemmas and token.folded[:1] in self.prefixes and not _shouted_name(token):
            lemma = fold(lemma_of(token.folded, self.language))
            use = slavic_use(token.folded, self.language)
            for words, entry in self.lemmas.get(lemma, ()):
                best = self._longer(best, self._match(tokens, at, words, entry, use))
        return best

    def phrase_at(self, tokens: Sequence[Token], at: int) -> Cue | None:
        """The longest phrase cue (``according to``, « selon », «по словам») that starts at this token."""
        best: Cue | None = None
        for words, entry in self.phrases.get(tokens[at].folded, ()):
            best = self._longer(best, self._match(tokens, at, words, entry, "finite"))
        return best

    def is_report_noun(self, token: Token) -> bool:
        """Whether the word names a report (``claim``, ``warning``) that a clause may follow."""
        return any(entry.subkind == "noun" for _, entry in self.phrases.get(token.folded, ()))

    def noun_kind(self, token: Token) -> str | None:
        """``person``, ``institution`` or ``document`` for a noun that can be a source, else None."""
        if token.kind != "word":
            return None
        found = self.nouns.get(token.folded)
        if found or self.language not in ("ru", "uk") or token.folded[:2] not in self.noun_prefixes:
            return found
        for part in (token.folded, token.folded.rpartition("-")[2]):
            if found := self.nouns.get(fold(lemma_of(part, self.language))):
                return found
        return None

    @staticmethod
    def _longer(best: Cue | None, found: Cue | None) -> Cue | None:
        return found if found and (best is None or found.last > best.last) else best

    @staticmethod
    def _match(
        tokens: Sequence[Token], at: int, words: tuple[str, ...], entry: LexiconEntry, use: Form
    ) -> Cue | None:
        end = at + len(words)
        if end > len(tokens) or any(tokens[at + i].folded != words[i] for i in range(1, len(words))):
            return None
        frames = frozenset(entry.attributes.get("frames", "").split())
        kind = "verb" if frames else entry.subkind
        return Cue(at, end, kind, frames, entry.subkind, use, entry.term, entry.strength)


def build_index(language: str | None, resources: Resources) -> CueIndex:
    """The cues of a language from the resources and the core."""
    code = language or "en"
    index = CueIndex(code)
    for entry in _of(code, resources.lexicon("reporting_verbs"), _CORE_VERBS):
        _add_verb(index, entry)
    for entry in _of(code, resources.lexicon("reporting_phrases"), _CORE_PHRASES):
        words = tuple(fold(entry.term).split(" "))
        index.phrases.setdefault(words[0], []).append((words, entry))
    for entry in _of(code, resources.lexicon("reporting_sources"), ()):
        words = tuple(fold(entry.term).split(" "))
        if len(words) == 1:
            index.nouns.setdefault(words[0], entry.subkind)
            index.noun_prefixes.add(words[0][:2])
    return index


def _of(language: str, entries: Iterable[LexiconEntry], core: Iterable[LexiconEntry]) -> list[LexiconEntry]:
    known = [entry for entry in entries if entry.language == language]
    return known or [entry for entry in core if entry.language == language]


def _add_verb(index: CueIndex, entry: LexiconEntry) -> None:
    term = fold(entry.term)
    if index.language in ("en", "fr"):
        irregular = [fold(form.replace("_", " ")) for form in entry.attributes.get("forms", "").split()]
        forms = (english_forms if index.language == "en" else french_forms)(term, irregular)
        for form, use in forms.items():
            words = tuple(form.split(" "))
            index.forms.setdefault(words[0], []).append((words, entry, use))
    else:
        words = tuple(term.split(" "))
        index.lemmas.setdefault(words[0], []).append((words, entry))
        index.prefixes.add(words[0][:1])


def _shouted_name(token: Token) -> bool:
    return len(token.text) > 1 and token.text.isupper()


def _verb(term: str, language: str, frames: str = "clause", forms: str = "") -> LexiconEntry:
    return LexiconEntry(
        term=term,
        language=language,
        subkind="neutral",
        strength=1.0,
        attributes={"frames": frames, "forms": forms},
    )


def _phrase(term: str, language: str) -> LexiconEntry:
    return LexiconEntry(term=term, language=language, subkind="according", strength=1.0)


_CORE_VERBS = (
    _verb("say", "en", forms="said says saying"),
    _verb("tell", "en", forms="told tells telling"),
    _verb("write", "en", "clause quote", "wrote writes writing written"),
    _verb("report", "en"),
    _verb("state", "en"),
    _verb("add", "en"),
    _verb("dire", "fr", forms="dit disent disait"),
    _verb("déclarer", "fr"),
    _verb("affirmer", "fr"),
    _verb("annoncer", "fr"),
    _verb("indiquer", "fr"),
    _verb("ajouter", "fr"),
    _verb("сказать", "ru"),
    _verb("заявить", "ru"),
    _verb("сообщить", "ru"),
    _verb("сообщать", "ru"),
    _verb("отметить", "ru"),
    _verb("добавить", "ru"),
    _verb("сказати", "uk"),
    _verb("заявити", "uk"),
    _verb("повідомити", "uk"),
    _verb("повідомляти", "uk"),
    _verb("зазначити", "uk"),
    _verb("додати", "uk"),
)
_CORE_PHRASES = (
    _phrase("according to", "en"),
    _phrase("selon", "fr"),
    _phrase("d' après", "fr"),
    _phrase("по словам", "ru"),
    _phrase("по данным", "ru"),
    _phrase("за словами", "uk"),
    _phrase("за даними", "uk"),
)
