"""Follows who is named in a text, so that a pronoun or an office finds its name again.

A gazetteer name gives its actor. An unknown name gives ``x-slug``; its parts and offices are remembered,
so that ``Foreign Minister Karo Vell``, ``Vell``, ``the minister`` and ``he`` are one actor.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from compare.attribution.actors import Gazetteer, stem
from compare.attribution.cues import CueIndex
from compare.attribution.grammar import Grammar, word_set
from compare.attribution.identities import Identities
from compare.attribution.roles import AND, Roles, slug_of
from compare.attribution.tokens import Token
from compare.resources import GazetteerActor

_HE = word_set("he him himself il lui celui-ci -il -t-il он він тот той последний останній який который")
_SHE = word_set("she her herself elle celle-ci -elle -t-elle она вона та яка которая")
_THEY = word_set("they ils elles -ils -elles они вони которые які")


@dataclass(slots=True)
class Mention:
    """A person or institution that the text names at ``position``.

    ``rivals`` are the other persons of the same sentence; where they act together (``joint``), a pronoun that
    follows could be any of them.
    """

    position: int
    actor: str | None
    person: bool
    source: bool
    roles: frozenset[str]
    name: frozenset[str] = frozenset()
    female: bool | None = None
    rivals: tuple[str, ...] = ()
    joint: bool = False


@dataclass(slots=True)
class Speakers:
    """The memory of one text. ``labels`` holds the shown name of each actor that is not in the gazetteer.

    ``assigned`` are the words that a person gave to an actor, by stems, without a leading article.
    """

    gazetteer: Gazetteer
    carriers: Gazetteer
    index: CueIndex
    grammar: Grammar
    assigned: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    identities: Identities = field(init=False)
    roles: Roles = field(init=False)
    mentions: list[Mention] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    surnames: dict[str, str] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    latest: dict[str, Mention] = field(default_factory=dict)
    candidates: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.identities = Identities(self.gazetteer, self.carriers, self.grammar)
        self.roles = Roles(self.index, self.grammar)

    def survey(self, tokens: Sequence[Token], text: str) -> None:
        """Reads the whole text once: which persons are named at all, and in which years it moves."""
        self.identities.survey(tokens, text)
        self._introduce(tokens)

    def _introduce(self, tokens: Sequence[Token]) -> None:
        """Registers ``President of the Republic of Estonia Alar Karis``: role, place and name, wherever it
        stands."""
        at = 0
        while at < len(tokens):
            if self.index.noun_kind(tokens[at]) != "person":
                at += 1
                continue
            end = at + 1
            while (
                end < len(tokens)
                and end - at < 12
                and tokens[end].kind == "word"
                and (tokens[end].capital or self.index.noun_kind(tokens[end]) or tokens[end].folded in _OF)
            ):
                end += 1
            start = end
            while start > at + 1 and tokens[start - 1].capital and not self.roles.is_title(tokens[start - 1]):
                start -= 1
            for match in self.gazetteer.matches(tokens, start, end):
                if match.actors[0].kind != "person":
                    start = max(start, match.last)
            if end - start >= 2:
                start = self.roles.without_place(tokens, start, end)
            if end - start >= 2 and not self.gazetteer.matches(tokens, start, end):
                label = re.sub(r"['’]s?$", "", " ".join(t.text for t in tokens[start:end]))
                slug = slug_of(label)
                key = stem(tokens[end - 1].text)
                slug = self.surnames.setdefault(key, slug)
                self.labels.setdefault(slug, label)
                name = frozenset(stem(t.text) for t in tokens[at:end] if t.capital)
                self.mentions.append(
                    Mention(-1, slug, True, False, self.roles.roles(tokens, at, start), name)
                )
            at = end

    def resolve(
        self, tokens: Sequence[Token], first: int, last: int, position: int, female: bool | None = None
    ) -> str | None:
        """The actor of the source ``tokens[first:last]``; remembers it as a speaker.

        None where it could be one of several: ``candidates`` are then their ids.
        """
        self.candidates = ()
        words = [t.folded for t in tokens[first:last]]
        if len(words) == 1 and words[0] in _FIRST_PERSON:
            return None
        given = self._given(tokens, first, last) if self.assigned else None
        if given is not None:
            self._remember(
                given,
                position,
                True,
                self.roles.roles(tokens, first, last),
                frozenset(stem(t.text) for t in tokens[first:last] if t.capital),
                female,
            )
            return given
        joint = self.identities.is_joint(tokens, first, last) or self._two_names(tokens, first, last)
        if joint:
            self.mentions.append(Mention(position, None, False, True, frozenset()))
            return None
        if len(words) == 1 and (words[0] in _HE | _SHE | _THEY or words[0] in self.grammar.relatives):
            return self._pronoun(words[0], position, female)
        roles = self.roles.roles(tokens, first, last)
        person = any(self.index.noun_kind(t) == "person" for t in tokens[first:last])
        found = self.identities.known(tokens, first, last)
        name = frozenset(stem(t.text) for t in tokens[first:last] if t.capital)
        if found is not None and found.kind in ("state", "office", "organisation") and person:
            again = self._described(roles, position, found.side)
            if again is not None:
                found = None
                self._remember(again, position, True, roles, name, female)
                return again
        if found is not None:
            if found.kind == "person":
                self._learn_surname(tokens, first, last, found)
            self._remember(found.id, position, found.kind == "person", roles, name, female)
            return found.id
        self.candidates = self.identities.undecided(tokens, first, last)
        again = self._described(roles, position, None) if self.candidates else None
        if self.candidates and again not in self.candidates:
            self.mentions.append(
                Mention(position, None, True, True, roles, rivals=self.candidates, joint=True)
            )
            return None
        self.candidates = ()
        actor = again or self._unknown(tokens, first, last, roles, position)
        self._remember(actor, position, True, roles, name, female)
        return actor

    def _given(self, tokens: Sequence[Token], first: int, last: int) -> str | None:
        """The actor to whom a person gave these words: the whole source, or a name with capitals in it."""
        stems = tuple(stem(t.text) for t in tokens[first:last] if t.kind == "word")
        for words, actor in self.assigned.items():
            whole = stems[len(stems) - len(words) :] == words and all(
                t.folded in self.grammar.determiners for t in tokens[first : last - len(words)]
            )
            if whole or self._names(words, stems, tokens, first):
                return actor
        return None

    def _two_names(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether two names that the gazetteer does not know stand side by side (Orlia and Tamria)."""
        return any(
            tokens[at].folded in AND and tokens[at - 1].capital and tokens[at + 1].capital
            for at in range(first + 1, last - 1)
        ) and not self.gazetteer.matches(tokens, first, last)

    @staticmethod
    def _names(words: tuple[str, ...], stems: tuple[str, ...], tokens: Sequence[Token], first: int) -> bool:
        return any(
            stems[at : at + len(words)] == words
            and all(t.capital for t in tokens[first + at : first + at + len(words)])
            for at in range(len(stems) - len(words) + 1)
        )

    def _learn_surname(self, tokens: Sequence[Token], first: int, last: int, actor: GazetteerActor) -> None:
        """After the full name, the last name alone is enough, even where the gazetteer does not list it."""
        for match in self.gazetteer.matches(tokens, first, last):
            named = match.last - match.first > 1 and all(t.capital for t in tokens[match.first : match.last])
            if named and actor in match.actors:
                self.surnames.setdefault(stem(tokens[match.last - 1].text), actor.id)

    def note(self, tokens: Sequence[Token], position: int) -> None:
        """Remembers the subject of a sentence that reports nothing, for the pronouns after it."""
        stop = next(
            (i for i, t in enumerate(tokens) if i > 0 and t.folded in self.grammar.auxiliaries),
            min(len(tokens), 8),
        )
        persons = self._persons(tokens)
        joint = self._acts_with_another(tokens, stop, persons)
        for match in self.identities.meant(tokens, 0, stop):
            actor = self.identities.best([match], tokens)
            if actor and actor.kind == "person":
                roles = self.roles.roles(tokens, 0, match.last)
                rivals = tuple(sorted({each for each in persons.values() if each != actor.id}))
                self.mentions.append(
                    Mention(position, actor.id, True, False, roles, rivals=rivals, joint=joint)
                )
                channel = self.identities.channel(tokens, [])
                if channel and self.gazetteer.by_id[channel].kind == "channel":
                    self.written[actor.id] = channel
                return
        first = 0
        names = self.roles.name_run(tokens, first, stop)
        if names and names[1] - names[0] >= 1:
            key = stem(tokens[names[1] - 1].text)
            actor_id = self.surnames.get(key)
            if actor_id is None and names[1] - names[0] >= 2 and self.roles.roles(tokens, 0, names[1]):
                actor_id = self._unknown(tokens, 0, names[1], frozenset(), position)
            if actor_id:
                rivals = tuple(sorted({each for each in persons.values() if each != actor_id}))
                roles = self.roles.roles(tokens, 0, names[1])
                self.mentions.append(
                    Mention(position, actor_id, True, False, roles, rivals=rivals, joint=joint)
                )

    def _persons(self, tokens: Sequence[Token]) -> dict[int, str]:
        """The persons that a sentence names, by the place of their last word."""
        found = {
            match.last - 1: match.actors[0].id
            for match in self.gazetteer.matches(tokens, 0, len(tokens))
            if len(match.actors) == 1 and match.actors[0].kind == "person" and tokens[match.last - 1].capital
        }
        for at, token in enumerate(tokens):
            known = self.surnames.get(stem(token.text)) if token.capital and at not in found else None
            if known is not None:
                found[at] = known
        return found

    def _acts_with_another(self, tokens: Sequence[Token], stop: int, persons: dict[int, str]) -> bool:
        """Whether the sentence begins with two persons joined by *and*."""
        places = sorted(persons)
        if len(places) < 2 or places[0] + 1 >= min(stop, len(tokens)):
            return False
        return tokens[places[0] + 1].folded in AND and persons[places[0]] != persons[places[1]]

    def _pronoun(self, word: str, position: int, female: bool | None) -> str | None:
        wanted = female if female is not None else (True if word in _SHE else False if word in _HE else None)
        plural = word in _THEY
        for mention in reversed(self.mentions[-12:]):
            if mention.position >= position:
                continue
            if plural == mention.person and plural:
                continue
            if not plural and not mention.person:
                continue
            if wanted is not None and mention.female is not None and mention.female != wanted:
                continue
            if mention.joint and not plural:
                several = {mention.actor, *mention.rivals} - {None}
                self.candidates = tuple(sorted(each for each in several if each))
                return None
            self._remember(mention.actor, position, mention.person, mention.roles, mention.name, wanted)
            return mention.actor
        return None

    def _described(
        self, roles: frozenset[str], position: int, side: str | None, places: frozenset[str] = frozenset()
    ) -> str | None:
        """The latest person with one of these roles; ``places`` are names that the description adds (of
        Estonia)."""
        roles = roles | (_HEADS if roles & _HEADS else frozenset())
        for mention in reversed(self.mentions[-60:]):
            known = self.gazetteer.by_id.get(mention.actor or "")
            if not (mention.actor and mention.person and roles & mention.roles):
                continue
            if side is not None and known is not None and known.side != side:
                continue
            if places and not places <= mention.name | (
                frozenset() if known is None or side is None else places
            ):
                continue
            rivals = [each for each in mention.rivals if self._has_role(each, roles)]
            if rivals and not mention.source:
                self.candidates = tuple(sorted((mention.actor, *rivals)))
                return None
            return mention.actor
        if roles & _HEADS and not places:
            for mention in reversed(self.mentions[-20:]):
                known = self.gazetteer.by_id.get(mention.actor or "")
                if known is not None and known.speaks_for in self.gazetteer.by_id and known.kind == "office":
                    return known.speaks_for
        return None

    def _has_role(self, actor: str, roles: frozenset[str]) -> bool:
        return any(mention.actor == actor and roles & mention.roles for mention in self.mentions)

    def _unknown(
        self, tokens: Sequence[Token], first: int, last: int, roles: frozenset[str], position: int
    ) -> str | None:
        run = self.roles.name_run(tokens, first, last)
        if run is None or all(self.roles.is_title(t) for t in tokens[run[0] : run[1]]):
            found = self._described(roles or self.roles.titles(tokens, first, last), position, None)
            return found or (None if self.candidates else self._by_role(tokens, first, last))
        if roles:
            places = frozenset(
                stem(t.text) for t in tokens[first:last] if t.capital and not self.roles.is_title(t)
            )
            if (known_by_place := self._described(roles, position, None, places)) is not None:
                return known_by_place
        words = [t for t in tokens[run[0] : run[1]] if t.kind == "word"]
        keys = [stem(t.text) for t in words]
        known = self.surnames.get(keys[-1])
        if known:
            return known
        label = " ".join(t.text for t in words)
        label = re.sub(r"['’]s?$", "", label)
        slug = slug_of(label)
        self.labels.setdefault(slug, label)
        self.surnames[keys[-1]] = slug
        return slug

    def _by_role(self, tokens: Sequence[Token], first: int, last: int) -> str | None:
        """``the President`` of whom no name is known: an actor of this text, if it is one person."""
        words = [
            t for t in tokens[first:last] if t.kind == "word" and t.folded not in self.grammar.determiners
        ]
        if not words or len(words) > 4 or tokens[first].folded in {"a", "an", "un", "une", "some", "many"}:
            return None
        head = next((t for t in words if self.index.noun_kind(t) == "person"), None)
        if (
            head is None
            or head.folded.endswith(("s", "и", "ы", "і", "ї"))
            or any(t.folded in AND for t in words)
        ):
            return None
        label = " ".join(t.text for t in words)
        slug = slug_of(label)
        self.labels.setdefault(slug, label)
        return slug

    def _remember(
        self,
        actor: str | None,
        position: int,
        person: bool,
        roles: frozenset[str],
        name: frozenset[str],
        female: bool | None,
    ) -> None:
        earlier = self.latest.get(actor or "")
        if earlier is not None:
            roles |= earlier.roles
            name |= earlier.name
            female = earlier.female if female is None else female
        mention = Mention(position, actor, person, True, roles, name, female)
        self.mentions.append(mention)
        if actor:
            self.latest[actor] = mention


_OF = word_set("of the de la le du des d' l' and for")
_FIRST_PERSON = word_set("i we you me us my our je j' nous vous moi я мы вы ми ви нас")
_HEADS = frozenset(
    stem(word)
    for word in (
        "president",
        "head",
        "leader",
        "président",
        "présidente",
        "chef",
        "президент",
        "глава",
        "лидер",
        "лідер",
    )
)
