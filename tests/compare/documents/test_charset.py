"""Bytes to text: what is declared, what is true, and what cannot be told."""

from __future__ import annotations

import pytest

from compare.documents.charset import decode
from compare.errors import DocumentError

FR = "Le ministre a déclaré : « L’œuvre est achevée. » À Fleuve-sur-Ost, la réunion a duré une heure."
FR_PLAIN = "Le ministre a déclaré que la réunion, très brève, s'était achevée à midi."
RU = "Министр Вальдории заявил: «Это неправда». Встреча длилась час."
UK = "Міністр Вальдорії заявив: «Це неправда». Зустріч у Ґаллені тривала годину, її перенесли."


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        *((text, charset) for text in (FR, RU, UK) for charset in ("utf-8", "utf-8-sig", "utf-16", "utf-32")),
        *((text, charset) for text in (FR, RU, UK) for charset in ("utf-16-le", "utf-16-be")),
        (FR, "cp1252"),
        (FR_PLAIN, "iso8859-1"),
        (FR_PLAIN + " Son œuvre.", "iso8859-15"),
        (RU, "cp1251"),
        (UK, "cp1251"),
        (RU.replace("«", '"').replace("»", '"'), "koi8-r"),
        (UK.replace("«", '"').replace("»", '"'), "koi8-u"),
        (RU.replace("«", '"').replace("»", '"'), "iso8859-5"),
        (RU.replace("«", '"').replace("»", '"'), "cp866"),
        ("Це неправда.", "cp1251"),
        ("La réunion a été brève.", "cp1252"),
        ("The Estmark delegation’s visit – a “success”.", "cp1252"),
        ("Das Gespräch dauerte eine Stunde; die Minister sprachen über Verträge.", "cp1252"),
    ],
)
def test_undeclared(text: str, charset: str) -> None:
    assert decode(text.encode(charset), name="a.txt") == text


@pytest.mark.parametrize(
    ("text", "true", "declared"),
    [
        (UK, "cp1251", "utf-8"),
        (UK, "utf-8", "windows-1251"),
        (RU, "cp1251", "koi8-r"),
        (RU, "cp1251", "iso-8859-1"),
        (FR, "cp1252", "windows-1251"),
        (FR, "cp1252", "cp1250"),
        (FR, "cp1252", "utf-8"),
        (FR, "utf-8", "iso-8859-1"),
        (FR, "cp1252", "iso-8859-1"),
        (RU, "cp1251", "no-such-charset"),
        (RU, "cp1251", "hex"),
    ],
)
def test_a_declaration_that_lies_is_not_believed(text: str, true: str, declared: str) -> None:
    assert decode(text.encode(true), name="a.html", declared=declared) == text


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        ("Schůzka trvala hodinu. Ministři hovořili o smlouvě.", "cp1250"),
        ("Η συνάντηση διήρκεσε μία ώρα.", "cp1253"),
        ("会议持续了一个小时", "gb18030"),
        ("会議は一時間続いた", "shift_jis"),
    ],
)
def test_a_declaration_that_is_true_is_believed(text: str, charset: str) -> None:
    assert decode(text.encode(charset), name="a.html", declared=charset) == text
    assert decode(text.encode(charset), name="a.html", charset=charset) == text


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("Schůzka trvala hodinu. Ministři hovořili o smlouvě.".encode("cp1250"), "charset"),
        ("Spotkanie trwało godzinę. Nie osiągnięto porozumienia.".encode("cp1250"), "charset"),
        ("会议持续了一个小时".encode("gb18030"), "charset"),
        (UK.encode() + b"\xff\xfe\x81", "charset"),
        (b"\xef\xbb\xbfabc\xff", "utf-8"),
        (b"\xff\xfea\0b", "utf-16"),
        (b"The call\0 took place.", "binary"),
        (bytes(range(256)) * 4, "binary"),
    ],
)
def test_what_cannot_be_told_is_an_error(content: bytes, problem: str) -> None:
    with pytest.raises(DocumentError, match=rf"^a\.txt: .*{problem}"):
        decode(content, name="a.txt")


@pytest.mark.parametrize(
    ("content", "charset", "message"),
    [
        (UK.encode("cp1251"), "utf-8", "a.txt: is not valid utf-8 at byte 2; save it as UTF-8"),
        (UK.encode(), "cp1251", "a.txt: is not cp1251 but utf-8; give --charset utf-8 or leave it out"),
        (
            RU.encode("cp1251"),
            "koi8-r",
            "a.txt: is not koi8-r but cp1251; give --charset cp1251 or leave it out",
        ),
        (RU.encode(), "klingon", "a.txt: the charset 'klingon' is unknown; give one such as utf-8 or cp1251"),
        (RU.encode(), "rot13", "a.txt: the charset 'rot13' is unknown; give one such as utf-8 or cp1251"),
        (
            RU.encode(),
            "cp1251\0",
            "a.txt: the charset 'cp1251\\x00' is unknown; give one such as utf-8 or cp1251",
        ),
    ],
)
def test_a_wrong_charset_of_the_caller_is_an_error(content: bytes, charset: str, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        decode(content, name="a.txt", charset=charset)
    assert str(caught.value).startswith(message)
