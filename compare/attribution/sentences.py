"""Sentences as token lists in which a quotation is one token, so that cue and quotation stay together."""

from __future__ import annotations

import re
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
_DASHES = {"-", "–", "—", "--"}
_TIME = re.compile(r"\d{1,2}[:.h]\d{2}")
_LONGEST_DATELINE = 14
_ABOUT_THIS = {("об", "этом"), ("про", "це")}
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

    skip_to = _dateline_end(tokens, 0)
    for at, token in enumerate(tokens):
        if at < skip_to:
            continue
        if token.kind == "break":
            following = tokens[at + 1] if at + 1 < len(tokens) else None
            if current and current[-1].text == ":" and following is not None and following.kind == "quote":
                continue
            if token.text == "\n\n" or _line_ends(text, token, following):
                close(closes=True)
                paragraph += 1
                opens = True
                skip_to = _dateline_end(tokens, at + 1)
            continue
        if _points_back(tokens, at):
            close()
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


def _dateline_end(tokens: list[Token], start: int) -> int:
    """The first token after a dateline (``OSTREL, March 3 (Norpress) -``) or a time of day (``14:32``)."""
    if start < len(tokens) and _TIME.fullmatch(tokens[start].text):
        following = tokens[start + 1].text if start + 1 < len(tokens) else ""
        return start + 1 + (following in _DASHES)
    for at in range(start, min(len(tokens), start + _LONGEST_DATELINE)):
        text = tokens[at].text
        if text in _DASHES and at > start + 1:
            placed = any(t.text in {"(", ","} or t.text.isdigit() for t in tokens[start:at])
            shouted = len(tokens[start].text) > 2 and tokens[start].text.isupper()
            return at + 1 if placed and (shouted or tokens[at - 1].text == ")") else start
        if tokens[at].kind != "word" and text not in {",", "(", ")", "/"}:
            return start
    return start


def _points_back(tokens: list[Token], at: int) -> bool:
    """A dash or comma before «об этом», «про це»: what follows says who reported what stands before it."""
    if tokens[at].text not in _DASHES | {","} or at + 2 >= len(tokens):
        return False
    return (tokens[at + 1].folded, tokens[at + 2].folded) in _ABOUT_THIS


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
