"""What marks a joint of a sentence in each of the four languages: closed word classes, kept as data."""

from __future__ import annotations

import re
from dataclasses import dataclass

Phrases = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The function words of one language, case-folded as :attr:`compare.words.Word.folded` gives them.

    ``also`` join a parallel object (*as well as*); ``contrasts`` open a clause that is asserted besides the
    main one (*while*, *although*, *because*); ``linkers`` may stand between them and a participle (*thus*);
    ``subjects`` are pronouns that only a verb follows; ``clitics`` and ``adverbs`` may stand between a
    conjunction and its verb; ``tail`` is the form of a participle or converb that tells a further act.
    """

    language: str
    coordinators: frozenset[str]
    contrasts: Phrases
    also: Phrases
    linkers: frozenset[str]
    complementizers: frozenset[str]
    relatives: frozenset[str]
    subjects: frozenset[str]
    clitics: frozenset[str]
    adverbs: frozenset[str]
    prepositions: frozenset[str]
    determiners: frozenset[str]
    possessives: frozenset[str]
    between: frozenset[str]
    tail: re.Pattern[str]
    not_tail: frozenset[str]
    relative_length: int


def grammar_for(language: str | None) -> Grammar | None:
    """The grammar of one of the four languages; None for any other."""
    return _GRAMMARS.get(language or "")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _phrases(listed: str) -> Phrases:
    return tuple(tuple(phrase.split()) for phrase in listed.split("|"))


_ENGLISH = Grammar(
    language="en",
    coordinators=_words("and but or yet"),
    contrasts=_phrases("while|whereas|although|though|because|since|even though|even as|after which"),
    also=_phrases("as well as"),
    linkers=_words("while thus thereby also further furthermore hence"),
    complementizers=_words("that how whether why"),
    relatives=_words("which who whom whose where"),
    subjects=_words("he she we they i"),
    clitics=frozenset(),
    adverbs=_words(
        "also then now never still not again further jointly only even therefore thus subsequently later finally "
        "instead already once just hereby"
    ),
    prepositions=_words(
        "of in to for by with from at on during after under through over about into against between within "
        "toward towards upon across before without among as"
    ),
    determiners=_words("the a an its their his her our my your this these those another additional all any some"),
    possessives=_words("its their his her our my your"),
    between=_words("between both either neither among"),
    tail=re.compile(r"[a-z]{2,}ing"),
    not_tail=_words(
        "including regarding concerning according during following pending being excluding barring nothing "
        "something anything everything morning evening king spring notwithstanding"
    ),
    relative_length=6,
)

_FRENCH = Grammar(
    language="fr",
    coordinators=_words("et mais ou"),
    contrasts=_phrases(
        "tandis que|tandis qu'|alors que|alors qu'|bien que|bien qu'|parce que|parce qu'|puisque|puisqu'|car|"
        "quoique|même si|étant donné que"
    ),
    also=_phrases("ainsi que|ainsi qu'|de même que"),
    linkers=_words("tout en ainsi donc"),
    complementizers=_words("que qu' comment"),
    relatives=_words("qui dont où lequel laquelle lesquels lesquelles auquel duquel"),
    subjects=_words("il elle ils elles on nous je j'"),
    clitics=_words("se s' le la l' les lui leur y en ne n' nous vous me m' te t'"),
    adverbs=_words("aussi également puis ensuite enfin désormais ainsi déjà encore toujours notamment"),
    prepositions=_words(
        "de d' à dans par pour avec sur sous chez après avant depuis entre vers du des au aux contre selon sans"
    ),
    determiners=_words("le la les l' un une ces cette ce cet son sa ses leur leurs notre nos"),
    possessives=_words("son sa ses leur leurs notre nos"),
    between=_words("entre"),
    tail=re.compile(r"\w{3,}ant"),
    not_tail=_words("durant pendant suivant avant devant cependant maintenant autant concernant important"),
    relative_length=6,
)

_RUSSIAN = Grammar(
    language="ru",
    coordinators=_words("и а но или однако"),
    contrasts=_phrases(
        "хотя|поскольку|тогда как|в то время как|потому что|так как|ибо|между тем как|притом что|при том что"
    ),
    also=_phrases("а также|так же как|равно как и"),
    linkers=_words("тем самым также при этом одновременно"),
    complementizers=_words("что чтобы как"),
    relatives=_words(
        "который которая которое которые которого которой которых которому которым которыми которую котором где куда"
    ),
    subjects=_words("он она они мы вы я ты"),
    clitics=_words("не"),
    adverbs=_words(
        "также уже вновь затем потом ещё еще впоследствии снова тоже теперь сейчас ранее особо отдельно даже "
        "одновременно совместно далее"
    ),
    prepositions=_words(
        "в во на с со о об обо к ко по из у для от до при через после за под над между против без перед"
    ),
    determiners=frozenset(),
    possessives=frozenset(),
    between=_words("между как"),
    tail=re.compile(r"\w{3,}(?:в|вши|вшись|[^с]я|ясь|[шжчщ]а|[шжчщ]ась)"),
    not_tail=_words("для хотя несмотря включая исходя судя начиная"),
    relative_length=8,
)

_UKRAINIAN = Grammar(
    language="uk",
    coordinators=_words("і й та але або а проте однак"),
    contrasts=_phrases("хоча|оскільки|тоді як|в той час як|у той час як|тому що|через те що|бо|адже|позаяк"),
    also=_phrases("а також|так само як"),
    linkers=_words("тим самим також при цьому водночас"),
    complementizers=_words("що щоб як"),
    relatives=_words(
        "який яка яке які якого якої яких якому якій яким якими яку де куди"
    ),
    subjects=_words("він вона вони ми ви я ти"),
    clitics=_words("не"),
    adverbs=_words(
        "також уже вже знову потім згодом ще теж тепер зараз раніше окремо навіть водночас спільно надалі"
    ),
    prepositions=_words(
        "в у на з зі із про до по від для при через після за під над між о об проти без перед щодо"
    ),
    determiners=frozenset(),
    possessives=frozenset(),
    between=_words("між як"),
    tail=re.compile(r"\w{3,}(?:ши|шись|чи|чись)"),
    not_tail=_words("включаючи незважаючи виходячи починаючи зважаючи"),
    relative_length=8,
)

_GRAMMARS = {each.language: each for each in (_ENGLISH, _FRENCH, _RUSSIAN, _UKRAINIAN)}
