"""DOCX: paragraphs and tables in order, tracked changes, core properties, hostile archives."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from compare.documents import parse_readout
from compare.errors import DocumentError

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def saved(document: Any) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def archive(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def xml(body: str) -> Any:
    return parse_xml(body.replace(">", f" {nsdecls('w')}>", 1))


def test_a_document() -> None:
    document = Document()
    document.core_properties.title = "Спільна  заява"
    document.core_properties.created = datetime(2022, 2, 12, 10, 15)
    document.add_heading("Заява міністрів", 1)
    document.add_paragraph("Зустріч тривала\u00a0годину.")
    table = document.add_table(2, 2)
    for place, text in enumerate(("Тема", "Час", "Вода", "2 год")):
        table.cell(place // 2, place % 2).text = text
    document.add_paragraph("Після таблиці.")
    readout = parse_readout(saved(document), name="a.docx")
    assert (
        readout.text
        == "Заява міністрів\nЗустріч тривала\u00a0годину.\nТема\tЧас\nВода\t2 год\nПісля таблиці."
    )
    assert (readout.title, readout.date, readout.language) == ("Спільна заява", "2022-02-12", "uk")


def test_without_properties_the_head_of_the_text_tells() -> None:
    document = Document()
    document.add_heading("Déclaration commune", 1)
    document.add_paragraph("12 février 2022")
    document.add_paragraph("Les ministres se sont parlé.")
    readout = parse_readout(saved(document), name="-", media_type=TYPE)
    assert (readout.title, readout.date) == ("Déclaration commune", "2022-02-12")
    undated = Document()
    undated.add_paragraph("Les ministres se sont parlé.")
    readout = parse_readout(saved(undated), name="-")
    assert (readout.title, readout.date) == (None, None)


def test_tracked_changes_breaks_and_content_controls() -> None:
    document = Document()
    paragraph = document.add_paragraph("The call lasted ")
    paragraph._p.append(xml('<w:ins w:id="1" w:author="A"><w:r><w:t>two hours</w:t></w:r></w:ins>'))
    paragraph._p.append(xml('<w:del w:id="2" w:author="A"><w:r><w:delText>an hour</w:delText></w:r></w:del>'))
    paragraph.add_run(".\nNew\tline")
    document.element.body.insert(
        1, xml("<w:sdt><w:sdtContent><w:p><w:r><w:t>Boxed.</w:t></w:r></w:p></w:sdtContent></w:sdt>")
    )
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "Outer"
    cell.add_table(1, 1).cell(0, 0).text = "Inner"
    assert (
        parse_readout(saved(document), name="a.docx").text
        == "The call lasted two hours.\nNew\tline\nBoxed.\nOuter Inner"
    )


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (saved(Document()), "the document has no text"),
        (b"PK\3\4" + b"broken" * 100, "is a broken DOCX (no readable ZIP archive)"),
        (b"The call took place.", "is a broken DOCX (no readable ZIP archive)"),
        (archive({"xl/workbook.xml": b"<x/>"}), "is a ZIP archive but no DOCX"),
        (archive({"word/document.xml": b"<not closed"}), "is a broken DOCX"),
        (
            archive({"word/document.xml": b" " * 100_000_001}),
            "unpacks to 100,000,001 bytes; the limit is 100,000,000",
        ),
        (saved(Document())[:-2000], "is a broken DOCX"),
    ],
    ids=["empty", "magic only", "text", "sheet", "bad xml", "bomb", "cut"],
)
def test_bad_files(content: bytes, problem: str) -> None:
    with pytest.raises(DocumentError) as caught:
        parse_readout(content, name="a.docx", media_type=TYPE)
    assert str(caught.value).startswith(f"a.docx: {problem}")
