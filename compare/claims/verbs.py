"""Is a word a finite verb? By closed lists and endings, and by a lemma that is an infinitive (simplemma)."""

from __future__ import annotations

import re
from functools import lru_cache

from compare.words import lemma_of


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_AUXILIARIES = {
    "en": _words(
        "is are was were am has have had will would shall should can could may might must do does did isn't aren't "
        "wasn't weren't won't can't cannot don't didn't doesn't hasn't haven't"
    ),
    "fr": _words(
        "est sont était étaient sera seront serait seraient fut furent soit soient a ont avait avaient aura auront "
        "aurait auraient ait aient doit doivent devra devront peut peuvent pourra pourront va vont fait font"
    ),
    "ru": _words(
        "есть нет был была было были будет будут может могут должен должна должно должны нужно необходимо надо "
        "следует готов готова готово готовы нельзя"
    ),
    "uk": _words(
        "є немає був була було були буде будуть може можуть повинен повинна повинно повинні потрібно необхідно "
        "треба слід має мають готовий готова готове готові можна"
    ),
}

_ENGLISH_PAST = _words(
    "said met held spoke told made took gave went came began saw thought found left kept sent brought built led "
    "drew put laid became fell grew knew lost meant paid ran rose sought stood struck won wrote broke chose "
    "drove fought forgot got heard hurt rang sat shot spent taught threw understood wore withdrew undertook "
    "oversaw upheld fled bore spelt set cut read"
)
_ENGLISH_VERBS = _words(
    "accept accuse achieve acknowledge add address admit affirm agree allow announce appeal appear argue arrive "
    "ask assert assess assure become begin believe belong border bring build call carry cause cease claim come "
    "commend condemn confirm congratulate consider consist constitute contain continue contribute coordinate "
    "create criticize decide declare defend deliver demand demonstrate deny depend deplore describe deserve "
    "develop direct discuss emphasize enable encourage end endorse ensure enter establish exceed exist expect "
    "explain express extend face fail feature feel find follow form fulfil fund give go grow guarantee happen "
    "help highlight hold hope host identify impose include increase inform insist intend introduce invite "
    "involve join keep know last launch lead learn leave let lie live look lose maintain make manage mark mean "
    "meet mention move need negotiate note obligate observe occupy occur offer open oppose order owe own pay "
    "persist plan play pledge portray possess praise prepare present prevent proceed produce promise promote "
    "propose protect prove provide pursue put raise reach reaffirm realize recall receive recognize recommend "
    "regard reiterate reject rely remain remind remove report represent request require respect respond result "
    "return reveal review run say see seek seem send serve share show sign speak stand start state stay stem "
    "stop strengthen stress suffer suggest supply support suspect suspend take tell tend thank think threaten "
    "try turn underline underscore urge use violate visit voice vow wait want warn welcome win withdraw work write"
)
_NOUNS_TOO = _words(
    "appeal border call cause claim demand end face feature form fund help highlight hope host increase lead "
    "mark move need note offer order plan play pledge present promise report request respect result return "
    "review run share show sign state stop stress supply support turn use visit voice vow wait work work address "
    "look regard start stand take try open live last direct own"
)
_ADJECTIVAL = _words(
    "enhanced increased improved expanded continued renewed advanced united proposed planned related sustained "
    "limited armed occupied displaced alleged detailed concerted coordinated integrated combined updated required "
    "needed reduced extended developed industrialised industrialized organized organised reformed balanced"
)
_INFINITIVE = {
    "fr": re.compile(r".{2,}(?:er|ir|re|oir)"),
    "ru": re.compile(r".+(?:ть|ться|ти|тись|чь|чься)"),
    "uk": re.compile(r".+(?:ти|тися)"),
}
_NOT_FINITE = {
    "fr": re.compile(r".+(?:er|ir|re|oir|ant|ants|é|ée|és|ées|ments?|ions?)"),
    "ru": re.compile(
        r".+(?:ть|ться|ти|тись|чь|чься|в|вши|вшись|[^с]я|ясь|ая|ее|ие|ия|ый|ий|ой|ого|его|ому|ему|ым|нем|щем|ом|"
        r"ые|ых|щих|ую|юю|ыми|ими|щая|щее|щие|ную)"
    ),
    "uk": re.compile(
        r".+(?:ти|тися|ши|шись|чи|чись|ий|ого|ому|им|их|ими|ої|ій|ття|ння|на|ні|ну|не|ену|ення)"
    ),
}
_IMPERSONAL = re.compile(r"\w{3,}(?:ано|ено|єно|яно|ито|уто|оно)")


@lru_cache(maxsize=100_000)
def is_finite(folded: str, language: str) -> bool:
    """Whether a case-folded word is (likely) a finite verb; some participles and nouns of its form pass.

    Args:
        folded: one word as :attr:`compare.words.Word.folded` gives it.
        language: one of en, fr, ru, uk.
    """
    if folded in _AUXILIARIES[language]:
        return True
    if language == "en":
        return _is_english_finite(folded)
    if len(folded) < 3:
        return False
    if language == "uk" and _IMPERSONAL.fullmatch(folded):
        return True
    return not _NOT_FINITE[language].fullmatch(folded) and comes_from_verb(folded, language)


def heads_clause(folded: str, following: str, frames: bool, language: str) -> bool:
    """Whether a word after a conjunction is the verb of a new clause, not a noun or adjective of a list.

    Args:
        folded: the word.
        following: the next word, case-folded; empty at the end of the sentence.
        frames: whether the next word is a function word, a figure or a name, which verbs take and adjectives do not.
        language: one of en, fr, ru, uk.
    """
    if not is_finite(folded, language):
        return False
    if language == "en":
        if folded in _ADJECTIVAL or (folded.endswith("s") and lemma_of(folded, "en") in _NOUNS_TOO):
            return frames and following not in ("of", "in")
        return folded not in _ENGLISH_VERBS or following == "that"
    if language == "fr" and folded.endswith("e") and folded not in _AUXILIARIES["fr"]:
        return frames
    return True


def comes_from_verb(folded: str, language: str) -> bool:
    """Whether the word is a form, other than the infinitive itself, of a verb."""
    lemma = lemma_of(folded, language)
    if lemma == folded or (language == "fr" and folded == lemma + "s"):
        return False
    if language == "en":
        return folded[:-3] != lemma[: len(folded) - 3] or len(lemma) < len(folded)
    return _INFINITIVE[language].fullmatch(lemma) is not None


def _is_english_finite(folded: str) -> bool:
    if folded in _ENGLISH_PAST:
        return True
    if folded.endswith("ed") and len(folded) > 4:
        return lemma_of(folded, "en") != folded
    if folded in _ENGLISH_VERBS:
        return folded not in _NOUNS_TOO
    return folded.endswith("s") and lemma_of(folded, "en") in _ENGLISH_VERBS
