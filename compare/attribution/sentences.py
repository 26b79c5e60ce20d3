"""Sentences as token lists in which a quotation is one token, so that cue and quotation stay together."""

from __future__ import annotations

from dataclasses import dataclass

from compare.attribution.cues import CueIndex
from compare.attribution.grammar import word_set
from compare.attribution.tokens import Token

_END = {".", "!", "?", "…", "..."}
_ABBREVIATIONS = word_set(
    "mr mrs ms dr prof sen rep gov gen col lt sgt capt st jr sr vs etc inc corp co no jan feb "
    "mar apr jun jul aug sep sept oct nov dec m mm mme mlle p pp art им ул г гг т тыс млн млрд "
    "руб стр проф акад др см ср рис ст н э ім вул р рр див грн обл"
)
_LONGEST = 200  # tokens; a text without full stops must not make one endless sentence


@dataclass(slots=True)
class Sentence:
    """Tokens without the breaks; ``paragraph`` counts from 0; ``opens`` tells whether it begins one."""

    tokens: list[Token]
    paragraph: int
    opens: bool
    closes: bool = False


def sentences_of(tokens: list[Token], text: str, index: CueIndex) -> list[Sentence]:
    """Cuts at full stops, breaks, and after quotations that end with one unless a cue follows."""
    found: list[Sentence] = []
    current: list[Token] = []
    paragraph, opens = 0, True

    def close(closes: bool = False) -> None:
        nonlocal current, opens
        if current:
            found.append(Sentence(current, paragraph, opens, closes))
            current, opens = [], False
        elif closes and found:
            found[-1].closes = True

    for at, token in enumerate(tokens):
        if token.kind == "break":
            following = tokens[at + 1] if at + 1 < len(tokens) else None
            if current and current[-1].text == ":" and following is not None and following.kind == "quote":
                continue
            if token.text == "\n\n" or _line_ends(text, token, following):
                close(closes=True)
                paragraph += 1
                opens = True
            continue
        current.append(token)
        if len(current) >= _LONGEST:
            close()
            continue
        if (token.kind == "mark" and token.text in _END and _really_ends(tokens, at)) or (
            token.kind == "quote"
            and token.quotation is not None
            and token.quotation.ends_sentence(text)
            and _new_after_quote(tokens, at, index)
        ):
            close()
    close(closes=True)
    return found


def without_stop(text: str, sentence: Sentence) -> int:
    """Where the words of a sentence end, before its full stop."""
    end = sentence.tokens[-1].end
    while end > sentence.tokens[0].start and text[end - 1] in ".…":
        end -= 1
    return end


def _line_ends(text: str, token: Token, following: Token | None) -> bool:
    """A single line break ends a paragraph unless the line was merely wrapped."""
    if following is None:
        return True
    before = (
        text[: token.start].rstrip()[-1:]
        if token.start < 200
        else text[token.start - 200 : token.start].rstrip()[-1:]
    )
    return before in '.!?…”»":' or not following.text[:1].islower()


def _really_ends(tokens: list[Token], at: int) -> bool:
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or following.kind == "break":
        return True
    if following.start == tokens[at].end:
        return following.kind == "quote" and False
    if tokens[at].text == "." and at:
        before = tokens[at - 1]
        if before.folded in _ABBREVIATIONS or (len(before.text) == 1 and before.text.isupper()):
            return False
    if following.text in "—–-" and tokens[at].text != ".":
        return False
    return not following.text[:1].islower()


def _new_after_quote(tokens: list[Token], at: int, index: CueIndex) -> bool:
    """After a quotation that ended with a stop: the cue may still follow (“…?” she asked; «…!» — сказал
    он)."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or following.kind in ("break", "quote"):
        return True
    if following.kind == "mark":
        return following.text not in {",", "—", "–", "―", "-", ".", ":", ";", "("}
    if following.text[:1].islower() or following.folded.startswith("-"):
        return False
    stop = at + 2
    while stop < len(tokens) and stop < at + 7 and tokens[stop].kind == "word":
        if index.verb_at(tokens, stop):
            end = stop + 1
            return not (end >= len(tokens) or tokens[end].text in {".", ",", "\n\n"})
        stop += 1
    return True
