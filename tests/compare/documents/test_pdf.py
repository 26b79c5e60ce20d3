"""PDF: the text layer in order, lines joined, furniture of pages left out."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest

from compare.documents import parse_readout
from compare.documents.pdf import join_pages
from compare.errors import DocumentError

PAGES = [
    [
        "Вальдорія – Естмарк",
        "Спільна заява",
        "Міністри закордонних справ Вальдорії та Естмарку обго-",
        "ворили угоду про води річки Ост. Зустріч тривала дві го-",
        "дини. Сторони домовилися.",
        "Наступна зустріч відбудеться у четвер, повідомила прес-",
        "служба міністерства. Прес-служба додала подробиці про цю",
        "1",
    ],
    [
        "Вальдорія – Естмарк",
        "зустріч і про документ, який підписали сторони.",
        "— перше питання;",
        "— друге питання.",
        "2",
    ],
    ["Вальдорія – Естмарк", "Кінець.", "3"],
]
TEXT = (
    "Спільна заява\n\n"
    "Міністри закордонних справ Вальдорії та Естмарку обговорили угоду про води річки Ост. "
    "Зустріч тривала дві години. Сторони домовилися.\n\n"
    "Наступна зустріч відбудеться у четвер, повідомила прес-служба міністерства. "
    "Прес-служба додала подробиці про цю зустріч і про документ, який підписали сторони.\n\n"
    "— перше питання;\n\n"
    "— друге питання.\n\n"
    "Кінець."
)


def test_a_document(make_pdf: Callable[..., bytes]) -> None:
    content = make_pdf(PAGES, title="Спільна заява", created="D:20220212101500+02'00'")
    readout = parse_readout(content, name="a.pdf")
    assert readout.text == TEXT
    assert (readout.title, readout.date, readout.language) == ("Спільна заява", "2022-02-12", "uk")


def test_the_text_dates_itself_better_than_the_file(make_pdf: Callable[..., bytes]) -> None:
    content = make_pdf(
        [["12 février 2022", "", "Les ministres se sont parlé."]], created="D:20230101", title="a.docx"
    )
    readout = parse_readout(content, name="-", media_type="application/octet-stream")
    assert (readout.text, readout.title, readout.date) == (
        "12 février 2022\n\nLes ministres se sont parlé.",
        None,
        "2022-02-12",
    )


@pytest.mark.parametrize(
    ("pages", "text"),
    [
        (["The call took\nplace on Monday\nat noon."], "The call took place on Monday at noon."),
        (["The Valdorian-\nEstmark talks, a wel-\ncome step"], "The Valdorian-Estmark talks, a welcome step"),
        (
            ["A full line of text.\n\nAnother full line of text."],
            "A full line of text.\n\nAnother full line of text.",
        ),
        (["The call\n\ntook place\n\non Monday\n\nat noon."], "The call took place on Monday at noon."),
        (["The ministers spoke\nPage 1 of 2", "about it.\nPage 2 of 2"], "The ministers spoke about it."),
        (["", " \n"], ""),
    ],
)
def test_joining(pages: list[str], text: str) -> None:
    assert join_pages(pages) == text


def test_bad_files(
    make_pdf: Callable[..., bytes],
    encrypted_pdf: bytes,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    good = make_pdf(PAGES)
    cases = [
        (make_pdf([[], []]), "has no text layer, only images; run OCR on it first"),
        (encrypted_pdf, "is an encrypted PDF"),
        (b"%PDF-1.7\n" + b"\0\1garbage" * 500, "is a broken PDF"),
        (good[: len(good) // 3], "is a broken PDF"),
        (b"The call took place.", "is a broken PDF"),
        (make_pdf([["One."]] * 1001), "has 1001 pages; the limit is 1000"),
    ]
    for content, problem in cases:
        with caplog.at_level(logging.DEBUG), pytest.raises(DocumentError) as caught:
            parse_readout(content, name="a.pdf", media_type="application/pdf")
        assert str(caught.value).startswith(f"a.pdf: {problem}")
    assert capfd.readouterr() == ("", "")
    assert not caplog.records
