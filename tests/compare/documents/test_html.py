"""HTML: main text, metadata and charset of whole pages."""

from __future__ import annotations

import logging

import pytest

from compare.documents import parse_readout
from compare.errors import DocumentError

PAGE = """<!doctype html>
<html><head><meta charset="{charset}"><title>{title} | Gazette</title>
<meta property="og:title" content="{title}">
<meta property="article:published_time" content="2022-02-12T10:00:00+02:00">
<link rel="canonical" href="https://gazette.example/1"></head>
<body><nav><a href="/">Home</a> <a href="/p">Menu</a></nav>
<article><h1>{title}</h1><p>{first}</p><p>{second}</p></article>
<script>var hidden = 1;</script><footer>Gazette, Menu, Home</footer></body></html>"""
TEXTS = {
    "en": (
        "Talks on the river",
        "The ministers of Valdoria and Estmark met on Monday. They spoke about the treaty on the river Ost.",
        'The minister said: "This is not true".',
    ),
    "fr": (
        "Pourparlers sur le fleuve",
        "Les ministres de la Valdorie et de l'Estmark se sont rencontrés lundi. Ils ont évoqué le traité.",
        "Le ministre a déclaré que c'était faux.",
    ),
    "ru": (
        "Переговоры о реке",
        "Министры Вальдории и Эстмарка встретились в понедельник. Они обсудили договор о реке и её мостах.",
        "Министр сказал, что это неправда.",
    ),
    "uk": (
        "Переговори про річку",
        "Міністри Вальдорії та Естмарку зустрілися в понеділок. Вони обговорили договір про річку й мости.",
        "Міністр сказав, що це неправда.",
    ),
}


def page(language: str, charset: str) -> str:
    title, first, second = TEXTS[language]
    return PAGE.format(charset=charset, title=title, first=first, second=second)


@pytest.mark.parametrize(
    ("language", "written", "declared"),
    [
        ("en", "utf-8", "utf-8"),
        ("fr", "cp1252", "windows-1252"),
        ("fr", "cp1252", "iso-8859-1"),
        ("fr", "utf-8", "windows-1251"),
        ("fr", "cp1252", "utf-8"),
        ("ru", "cp1251", "windows-1251"),
        ("ru", "koi8-r", "koi8-r"),
        ("ru", "cp1251", "utf-8"),
        ("ru", "cp1251", ""),
        ("uk", "koi8-u", "koi8-u"),
        ("uk", "koi8-u", "windows-1251"),
        ("uk", "cp1251", "windows-1251"),
        ("uk", "utf-8", "windows-1251"),
        ("uk", "utf-16", "utf-16"),
    ],
)
def test_a_page(language: str, written: str, declared: str) -> None:
    readout = parse_readout(page(language, declared).encode(written), name="page.html")
    assert readout.text == "\n".join(TEXTS[language])
    assert (readout.language, readout.title, readout.date) == (language, TEXTS[language][0], "2022-02-12")
    assert (readout.url, readout.source) == ("https://gazette.example/1", "page.html")


def test_the_header_declares_first() -> None:
    content = page("uk", "koi8-u").encode("cp1251")
    readout = parse_readout(content, name="-", media_type="text/html; charset=windows-1251")
    assert readout.text == "\n".join(TEXTS["uk"])


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<html><body><p>Це неправда.</p></body></html>", "Це неправда."),
        ("<!DOCTYPE html><p>One.</p><p>Two &eacute; <b>b</b>old.</p><script>x</script>", "One.\nTwo é bold."),
        ('<?xml version="1.0" encoding="utf-8"?><html><body><p>Non.</p></body></html>', "Non."),
        ("<html><body><p>Unclosed <i>tags<p>and more", "Unclosed tags\nand more"),
    ],
)
def test_small_and_odd_pages(content: str, text: str) -> None:
    assert parse_readout(content.encode(), name="-").text == text


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"<html><body></body></html>", "the page has no text"),
        (b"<html><body><img src='a.png'><script>app()</script></body></html>", "the page has no text"),
        (b"<html>" + b" " * 3_000_000, "is a page of more than 3,000,000 bytes"),
        (b"<html><p>The \0 call", "is binary"),
    ],
    ids=["empty", "script", "large", "binary"],
)
def test_bad_pages(content: bytes, problem: str) -> None:
    with pytest.raises(DocumentError, match=rf"^a\.html: {problem}"):
        parse_readout(content, name="a.html")


def test_html_as_plain_text_stays_as_it_is() -> None:
    text = "<html> is how a page begins."
    assert parse_readout(text.encode(), name="a.html", media_type="text/plain").text == text


def test_libraries_are_silent(capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(DocumentError):
        parse_readout(b"<html><div>" * 20_000, name="a.html")
    assert capfd.readouterr() == ("", "")
    assert not caplog.records
