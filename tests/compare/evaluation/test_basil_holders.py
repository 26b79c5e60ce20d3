"""Whose words a loaded word is, on rows in the form of basil: a quotation's speaker, or the account."""

from __future__ import annotations

import json
from pathlib import Path

from compare.embedding import default_encoder
from compare.evaluation.framing import score_basil
from corpora import load_resources


def _sentence(text: str, word: str, quote: str) -> dict[str, object]:
    start = text.index(word)
    span = {"start": start, "end": start + len(word), "text": word, "bias": "lex", "quote": quote}
    return {"text": text, "spans": [span]}


def test_quoted_words_go_to_the_speaker_and_others_to_the_account(tmp_path: Path) -> None:
    sentences = [
        _sentence("Minister Ada Koren said: “This is a reckless, shameful plan.”", "reckless", "yes"),
        _sentence("The cabinet met again after a disastrous week of talks.", "disastrous", "no"),
        _sentence("It is a “shameful farce”, according to the mayor, Jan Bels.", "shameful", "no"),
    ]
    folder = tmp_path / "basil"
    folder.mkdir()
    row = {"event_id": "1", "docs": [{"outlet": "a", "sentences": sentences}]}
    (folder / "dev.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")

    figures = score_basil(tmp_path, encoder=default_encoder(), resources=load_resources())

    told = {figure.measure: (figure.value, figure.n) for figure in figures}
    assert told["loaded words in quotations given to the speaker"] == (1.0, 1)
    assert told["other loaded words left to the account"] == (0.5, 2)
