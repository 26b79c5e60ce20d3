"""Follows who is named in a text, so that a pronoun or an office finds its name again.

A gazetteer name gives its actor. An unknown name gives ``x-slug``; its parts and offices are remembered,
so that ``Foreign Minister Karo Vell``, ``Vell``, ``the minister`` and ``he`` are one actor.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from compare.attribution.actors import _KINDS, Gazetteer, NameMatch, stem
from compare.attribution.cues import CueIndex
from compare.attribution.grammar import Grammar
from compare.attribution.tokens import Token
from compare.resources import GazetteerActor

_HE = frozenset("he him himself il lui celui-ci -il -t-il он он он він тот той последний останній який который".split())
_SHE = frozenset("she her herself elle celle-ci -elle -t-elle она вона та яка которая".split())
_THEY = frozenset("they ils elles -ils -elles они вони которые які".split())
_FEMALE = re.compile(r"(?:woman|ministre|porte-parole)?$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(slots=True)
class Mention:
    """A person or institution that the text names at ``position``."""

    position: int
    actor: str | None
    person: bool
    source: bool
    roles: frozenset[str]
    name: frozenset[str] = frozenset()
    female: bool | None = None


@dataclass(slots=True)
class Speakers:
    """The memory of one text. ``labels`` holds the shown name of each actor that is not in the gazetteer."""

    gazetteer: Gazetteer
    index: CueIndex
    grammar: Grammar
    named: set[str] = field(default_factory=set)
    years: tuple[str, ...] = ()
    mentions: list[Mention] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    surnames: dict[str, str] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    latest: dict[str, Mention] = field(default_factory=dict)

    def survey(self, tokens: Sequence[Token], text: str) -> None:
        """Reads the whole text once: which persons are named at all, and in which years it moves."""
        self.years = tuple(sorted(set(_YEAR.findall(text))))
        for match in self.gazetteer.matches(tokens, 0, len(tokens)):
            if len(match.actors) == 1:
                self.named.add(match.actors[0].id)
        self._introduce(tokens)

    def _introduce(self, tokens: Sequence[Token]) -> None:
        """Registers ``President of the Republic of Estonia Alar Karis``: role, place and name, wherever it stands."""
        at = 0
        while at < len(tokens):
            if self.index.noun_kind(tokens[at]) != "person":
                at += 1
                continue
            end = at + 1
            while end < len(tokens) and end - at < 12 and tokens[end].kind == "word" and (
                tokens[end].capital or self.index.noun_kind(tokens[end]) or tokens[end].folded in _OF
            ):
                end += 1
            start = end
            while start > at + 1 and tokens[start - 1].capital and not self._titled(tokens[start - 1]):
                start -= 1
            for match in self.gazetteer.matches(tokens, start, end):
                if match.actors[0].kind != "person":
                    start = max(start, match.last)
            if end - start >= 2 and not self.gazetteer.matches(tokens, start, end):
                label = re.sub(r"['’]s?$", "", " ".join(t.text for t in tokens[start:end]))
                slug = "x-" + re.sub(r"[^\w]+", "-", label.casefold()).strip("-")
                key = stem(tokens[end - 1].text)
                slug = self.surnames.setdefault(key, slug)
                self.labels.setdefault(slug, label)
                name = frozenset(stem(t.text) for t in tokens[at:end] if t.capital)
                self.mentions.append(Mention(-1, slug, True, False, self._roles(tokens, at, start), name))
            at = end

    def resolve(
        self, tokens: Sequence[Token], first: int, last: int, position: int, female: bool | None = None
    ) -> str | None:
        """The actor of the source ``tokens[first:last]``; remembers it as a speaker."""
        words = [t.folded for t in tokens[first:last]]
        if len(words) == 1 and words[0] in _FIRST_PERSON:
            return None
        joint = self._joint(tokens, first, last)
        if joint:
            self.mentions.append(Mention(position, None, False, True, frozenset()))
            return None
        if len(words) == 1 and (words[0] in _HE | _SHE | _THEY or words[0] in self.grammar.relatives):
            return self._pronoun(words[0], position, female)
        roles = self._roles(tokens, first, last)
        person = any(self.index.noun_kind(t) == "person" for t in tokens[first:last])
        found = self._known(tokens, first, last)
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
        actor = self._unknown(tokens, first, last, roles, position)
        self._remember(actor, position, True, roles, name, female)
        return actor

    def _learn_surname(self, tokens: Sequence[Token], first: int, last: int, actor: GazetteerActor) -> None:
        """After the full name, the last name alone is enough, even where the gazetteer does not list it."""
        for match in self.gazetteer.matches(tokens, first, last):
            if actor in match.actors and match.last - match.first > 1 and tokens[match.last - 1].capital:
                if all(t.capital for t in tokens[match.first : match.last]):
                    self.surnames.setdefault(stem(tokens[match.last - 1].text), actor.id)

    def note(self, tokens: Sequence[Token], position: int) -> None:
        """Remembers the subject of a sentence that reports nothing, for the pronouns after it."""
        stop = next((i for i, t in enumerate(tokens) if i > 0 and t.folded in self.grammar.auxiliaries), min(len(tokens), 8))
        for match in self.gazetteer.matches(tokens, 0, stop):
            actor = self._best([match], tokens)
            if actor and actor.kind == "person":
                self.mentions.append(
                    Mention(position, actor.id, True, False, self._roles(tokens, 0, match.last), frozenset())
                )
                return
        first = 0
        names = self._name_run(tokens, first, stop)
        if names and names[1] - names[0] >= 1:
            key = stem(tokens[names[1] - 1].text)
            actor_id = self.surnames.get(key)
            if actor_id is None and names[1] - names[0] >= 2 and self._roles(tokens, 0, names[1]):
                actor_id = self._unknown(tokens, 0, names[1], frozenset(), position)
            if actor_id:
                self.mentions.append(Mention(position, actor_id, True, False, self._roles(tokens, 0, names[1])))

    def channel(self, tokens: Sequence[Token], taken: list[tuple[int, int]]) -> str | None:
        """The agency, outlet or channel through which a statement came, outside of the ``taken`` tokens."""
        for match in self.gazetteer.matches(tokens, 0, len(tokens)):
            actor = match.actors[0]
            if actor.kind not in ("agency", "outlet", "channel"):
                continue
            if any(first < match.last and match.first < last for first, last in taken):
                continue
            return actor.id
        return None

    def _joint(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether ``A and B`` of two sides speak together: neither of them alone has said it."""
        at = next((i for i in range(first + 1, last - 1) if tokens[i].folded in _AND), None)
        if at is None:
            return False
        left, right = self._known(tokens, first, at), self._known(tokens, at + 1, last)
        return left is not None and right is not None and left.id != right.id and (left.side is None or left.side != right.side)

    def _known(self, tokens: Sequence[Token], first: int, last: int) -> GazetteerActor | None:
        matches = self.gazetteer.matches(tokens, first, last)
        return self._best(matches, tokens) if matches else None

    def _best(self, matches: list[NameMatch], tokens: Sequence[Token]) -> GazetteerActor | None:
        ranked: list[tuple[tuple[int, int, int, int], GazetteerActor]] = []
        for order, match in enumerate(matches):
            actor = self._one(match.actors)
            if actor is None:
                continue
            back = match.first - 1
            while back > 0 and tokens[back].folded in self.grammar.determiners - {"du", "des"}:
                back -= 1
            before = tokens[back].folded if back >= 0 else ""
            owner = tokens[match.last - 1].text.endswith(("'s", "’s", "s’", "s'"))
            dependent = owner or before in {"of", "for", "to", "with", "de", "du", "d'", "à", "par", "при", "при"}
            named = actor.kind == "person" and tokens[match.last - 1].capital
            oblique = not match.exact and actor.kind == "person"
            ranked.append(((int(dependent), int(not named), int(oblique), _KINDS.get(actor.kind, 5) * 10 + order), actor))
        return min(ranked, key=lambda pair: pair[0])[1] if ranked else None

    def _one(self, actors: tuple[GazetteerActor, ...]) -> GazetteerActor | None:
        """Of several holders of an office: the one whom the text names, else the one of its years."""
        if len(actors) == 1:
            return actors[0]
        named = [actor for actor in actors if actor.id in self.named]
        if len(named) == 1:
            return named[0]
        for year in self.years:
            held = [a for a in named or actors if (a.since or "") [:4] <= year <= (a.until or "9999")[:4]]
            if len(held) == 1:
                return held[0]
        return None

    def _roles(self, tokens: Sequence[Token], first: int, last: int) -> frozenset[str]:
        return frozenset(stem(t.text.rpartition("-")[2] if "-" in t.text else t.text) for t in tokens[first:last] if self.index.noun_kind(t) == "person")

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
            self._remember(mention.actor, position, mention.person, mention.roles, mention.name, wanted)
            return mention.actor
        return None

    def _described(self, roles: frozenset[str], position: int, side: str | None, places: frozenset[str] = frozenset()) -> str | None:
        """The latest person with one of these roles; ``places`` are names that the description adds (of Estonia)."""
        roles = roles | (_HEADS if roles & _HEADS else frozenset())
        for mention in reversed(self.mentions[-60:]):
            known = self.gazetteer.by_id.get(mention.actor or "")
            if not (mention.actor and mention.person and roles & mention.roles):
                continue
            if side is not None and known is not None and known.side != side:
                continue
            if places and not places <= mention.name | (frozenset() if known is None or side is None else places):
                continue
            return mention.actor
        if roles & _HEADS and not places:
            for mention in reversed(self.mentions[-20:]):
                known = self.gazetteer.by_id.get(mention.actor or "")
                if known is not None and known.speaks_for in self.gazetteer.by_id and known.kind == "office":
                    return known.speaks_for
        return None

    def _unknown(
        self, tokens: Sequence[Token], first: int, last: int, roles: frozenset[str], position: int
    ) -> str | None:
        run = self._name_run(tokens, first, last)
        if run is None or all(self._titled(t) for t in tokens[run[0] : run[1]]):
            found = self._described(roles or self._titles(tokens, first, last), position, None)
            return found or self._by_role(tokens, first, last)
        if roles:
            places = frozenset(stem(t.text) for t in tokens[first:last] if t.capital and not self._titled(t))
            if (known_by_place := self._described(roles, position, None, places)) is not None:
                return known_by_place
        words = [t for t in tokens[run[0] : run[1]] if t.kind == "word"]
        keys = [stem(t.text) for t in words]
        known = self.surnames.get(keys[-1])
        if known:
            return known
        label = " ".join(t.text for t in words)
        label = re.sub(r"['’]s?$", "", label)
        slug = "x-" + re.sub(r"[^\w]+", "-", label.casefold()).strip("-")
        self.labels.setdefault(slug, label)
        self.surnames[keys[-1]] = slug
        return slug

    def _by_role(self, tokens: Sequence[Token], first: int, last: int) -> str | None:
        """``the President`` of whom no name is known: an actor of this text, if it is one person."""
        words = [t for t in tokens[first:last] if t.kind == "word" and t.folded not in self.grammar.determiners]
        if not words or len(words) > 4 or tokens[first].folded in {"a", "an", "un", "une", "some", "many"}:
            return None
        head = next((t for t in words if self.index.noun_kind(t) == "person"), None)
        if head is None or head.folded.endswith(("s", "и", "ы", "і", "ї")) or any(t.folded in _AND for t in words):
            return None
        label = " ".join(t.text for t in words)
        slug = "x-" + re.sub(r"[^\w]+", "-", label.casefold()).strip("-")
        self.labels.setdefault(slug, label)
        return slug

    def _titled(self, token: Token) -> bool:
        return self.index.noun_kind(token) is not None or token.folded in _TITLES | {"state", "état", "государства", "держави"}

    def _titles(self, tokens: Sequence[Token], first: int, last: int) -> frozenset[str]:
        return frozenset(stem(t.text) for t in tokens[first:last] if self._titled(t))

    def _name_run(self, tokens: Sequence[Token], first: int, last: int) -> tuple[int, int] | None:
        """The run of capitalised words that names the source: the longest, the first of equals."""
        best: tuple[int, int] | None = None
        at = first
        while at < last:
            if not tokens[at].capital or tokens[at].folded in self.grammar.determiners | self.grammar.prepositions | self.grammar.times:
                at += 1
                continue
            end = at
            while end < last and tokens[end].capital and tokens[end].folded not in self.grammar.times:
                end += 1
            start = at
            while start < end - 1 and (self.index.noun_kind(tokens[start]) == "person" or tokens[start].folded in _TITLES):
                start += 1
            if at == 0 and end - start == 1 and self.index.noun_kind(tokens[start]) == "person":
                at = end
                continue
            if best is None or end - start > best[1] - best[0]:
                best = (start, end)
            at = end
        return best

    def _remember(
        self, actor: str | None, position: int, person: bool, roles: frozenset[str], name: frozenset[str], female: bool | None
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


_OF = frozenset("of the de la le du des d' l' and for".split())
_FIRST_PERSON = frozenset("i we me us my our je j' nous moi я мы ми нас".split())
_AND = frozenset("and et и і та й".split())
_HEADS = frozenset(stem(word) for word in ("president", "head", "leader", "président", "présidente", "chef", "президент", "глава", "лидер", "лідер"))
_TITLES = frozenset("mr mrs ms dr sir lord lady mme m mlle пан пані господин госпожа г-н г-жа defence defense foreign prime vice deputy".split())
