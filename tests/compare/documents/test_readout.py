"""Text and Markdown as files: kept verbatim; bad input named with a way out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from compare.documents import MAX_BYTES, parse_readout, read_readout
from compare.errors import DocumentError, OptionError

ODD = (
    "\u200bThe\u00a0call\u2028 took\tplace.\r\nIt lasted\x0ban hour\r"
    "\u202bשלום\u202c e\u0301 🙂\U0001f468\u200d\U0001f469 \ufeffend\x85 \n\n"
)


@pytest.mark.parametrize("ending", ["txt", "md", "log", "unknown"])
def test_text_is_kept_verbatim(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"us.en.{ending}"
    path.write_bytes(b"\xef\xbb\xbf" + ODD.encode())
    readout = read_readout(path)
    assert readout.text == ODD
    assert (readout.source, readout.language) == (f"us.en.{ending}", "en")


def test_what_the_caller_says_wins() -> None:
    readout = parse_readout(
        "Це неправда.".encode(), name="-", source="Estmark", language="uk-UA", url="https://estmark.example/1"
    )
    assert (readout.source, readout.language, readout.url) == ("Estmark", "uk", "https://estmark.example/1")
    assert parse_readout(b"One.", name="-").source == "-"
    with pytest.raises(OptionError, match="language = 'english'"):
        parse_readout(b"One.", name="-", language="english")


@pytest.mark.parametrize(
    ("text", "title", "date"),
    [
        (
            "Call with Estmark’s president\n\nFebruary 12, 2022\n\nThey spoke.\n",
            "Call with Estmark’s president",
            "2022-02-12",
        ),
        ("12 лютого 2022 року\n\nЛідери поговорили.\n", None, "2022-02-12"),
        ("The leaders of Valdoria and Estmark spoke.\n\nThey agreed.\n", None, None),
        ("RU  UA  EN\n\nThursday, 9 January\npolitics\n\nThe leaders spoke.\n", None, None),
        ("The leaders spoke on February 12, 2022.", None, None),
        ("One line of a longer\nparagraph that goes on.", None, None),
    ],
)
def test_title_and_date_at_the_head(text: str, title: str | None, date: str | None) -> None:
    readout = parse_readout(text.encode(), name="a.txt")
    assert (readout.text, readout.title, readout.date) == (text, title, date)


def test_markdown_with_front_matter() -> None:
    body = "\n# Заява **міністра** #\n\nЦе неправда.\r\n"
    front = (
        '---\ntitle: "Заява: про річку"\nDate: 2022-02-12  # day\nsource: Естмарк\n'
        "url: https://e.example/1\nlang: uk\ntags: [a]\n---\n"
    )
    readout = parse_readout((front + body).encode(), name="a.md")
    assert readout.text == body
    assert (readout.title, readout.date, readout.source) == ("Заява: про річку", "2022-02-12", "Естмарк")
    assert (readout.url, readout.language) == ("https://e.example/1", "uk")
    assert parse_readout((front + body).encode(), name="a.md", source="B").source == "B"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Call with *Estmark* #\n\nThe leaders spoke.\n", "Call with Estmark"),
        ("Call with Estmark\n=================\n\nThe leaders spoke.\n", "Call with Estmark"),
        ("```\n# no title\n```\n\n## Call\n\nThe leaders spoke.\n", "Call"),
        ("---\n\nThe leaders spoke.\n\n---\n\nThey agreed.\n", None),
        ("The leaders spoke.\n", None),
    ],
)
def test_markdown_without_front_matter(text: str, title: str | None) -> None:
    readout = parse_readout(text.encode(), name="-", media_type="text/markdown; charset=utf-8")
    assert (readout.text, readout.title) == (text, title)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "a.txt: is empty; give a text of at least one sentence"),
        (b" \r\n\t", "a.txt: is empty; give a text of at least one sentence"),
        (b"\xef\xbb\xbf\n", "a.txt: has no words; give a text of at least one sentence"),
        ("\u200b \u00a0 …".encode(), "a.txt: has no words; give a text of at least one sentence"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a.txt: is an image (PNG), not a text; run OCR on it first"),
        (b"\xff\xd8\xff\xe0", "a.txt: is an image (JPEG), not a text; run OCR on it first"),
        (b"MZ\x90\0\3", "a.txt: is a program, not a text; give text, Markdown, HTML, PDF or DOCX"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "a.txt: is an old Office file, not a text; save it as DOCX, PDF or text",
        ),
        (b"{\\rtf1 The call.}", "a.txt: is an RTF file, not a text; save it as DOCX, PDF or text"),
        (b"a\0b\1c", "a.txt: is binary: it contains NUL bytes; give text, Markdown, HTML, PDF or DOCX"),
        (b"a" * (MAX_BYTES + 1), "a.txt: is larger than 20,000,000 bytes; give the part that matters"),
    ],
    ids=lambda value: None if isinstance(value, bytes) else value[:30],
)
def test_bad_content(content: bytes, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        parse_readout(content, name="a.txt")
    assert str(caught.value) == message


def test_bad_paths(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"none\.txt: there is no such file; check the path$"):
        read_readout(tmp_path / "none.txt")
    with pytest.raises(DocumentError, match=r"is a folder; name the files in it$"):
        read_readout(tmp_path)
    with pytest.raises(DocumentError, match="cannot be read"):
        read_readout(Path("a\0b"))
    with pytest.raises(DocumentError, match="cannot be read"):
        read_readout(tmp_path / ("a" * 300))


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The call.")
    path.chmod(0)
    with pytest.raises(DocumentError, match=r"may not be read; change its permissions$"):
        read_readout(path)


def test_ten_megabytes_of_text() -> None:
    text = "Міністри Вальдорії зустрілися в понеділок. " * 128_000
    readout = parse_readout(text.encode(), name="a.txt")
    assert (readout.language, len(readout.text)) == ("uk", len(text))
