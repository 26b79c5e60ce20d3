"""Builders of real files: PDF by hand (any script), DOCX by python-docx."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

import pytest

CMAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
%d beginbfrange
%s
endbfrange endcmap CMapName currentdict /CMap defineresource pop end end"""


def build_pdf(
    pages: Sequence[Sequence[str]], *, title: str | None = None, created: str | None = None
) -> bytes:
    """A PDF with one line of text an entry; codes of the font are UTF-16 code units (PDF 32000-1, 9.10.3)."""
    ranges = [b"<%02X00> <%02XFF> <%02X00>" % (high, high, high) for high in (0x00, 0x01, 0x04, 0x20, 0x21)]
    kids = b" ".join(b"%d 0 R" % (6 + 2 * place) for place in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Sans /Encoding /Identity-H /DescendantFonts [4 0 R] "
        b"/ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Sans /CIDSystemInfo << /Registry (Adobe) "
        b"/Ordering (Identity) /Supplement 0 >> /DW 500 >>",
        _stream(CMAP % (len(ranges), b"\n".join(ranges))),
    ]
    for place, lines in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (7 + 2 * place)
        )
        shown = b"\n".join(b"<%s> Tj T*" % line.encode("utf-16-be").hex().encode() for line in lines)
        objects.append(_stream(b"BT /F1 10 Tf 14 TL 50 780 Td\n%s\nET" % shown if lines else b""))
    fields = [(b"/Title", title), (b"/CreationDate", created)]
    info = b" ".join(
        b"%s <%s>" % (key, (b"\xfe\xff" + value.encode("utf-16-be")).hex().encode())
        for key, value in fields
        if value
    )
    objects.append(b"<< %s >>" % info)
    return _file(objects)


def _stream(data: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def _file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(objects) + 1, len(objects))
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


@pytest.fixture(scope="session")
def make_pdf() -> Callable[..., bytes]:
    return build_pdf


@pytest.fixture(scope="session")
def encrypted_pdf() -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(build_pdf([["The call took place."]]))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
