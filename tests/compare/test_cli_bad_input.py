"""Every bad input gives one clear line and the contract's exit code, and leaves nothing half-written."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

GOOD = (
    "Veldania's president spoke with the chancellor of Orsk by telephone on Tuesday. The call lasted forty minutes. "
    "They discussed the reopening of the northern crossing and the release of the detained crews."
)
OTHER = (
    "The chancellor of Orsk received a call from Veldania. She warned that the blockade of the northern crossing "
    "had been a provocation. The detained crews were not discussed."
)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


def pdf_without_text() -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 4\n0000000000 65535 f \n" + table + trailer


def broken_docx(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "not a document")


BAD_FILES = {
    "missing.txt": None,
    "folder": "dir",
    "empty.txt": b"",
    "blank.txt": " \n\t\u00a0\n".encode(),
    "binary.txt": bytes(range(256)) * 40,
    "image.txt": b"\x89PNG\r\n\x1a\n" + b"\0" * 400,
    "scan.pdf": pdf_without_text(),
    "broken.pdf": b"%PDF-1.7\nnothing more",
    "broken.docx": "docx",
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_cannot_be_read_is_named(rashomon, good: Path, tmp_path: Path, name: str) -> None:
    path, content = tmp_path / name, BAD_FILES[name]
    if content == "dir":
        path.mkdir()
    elif content == "docx":
        broken_docx(path)
    elif content is not None:
        path.write_bytes(content)
    run = rashomon("compare", good, path, "-o", tmp_path / "report.html")
    assert run.code == 1
    assert run.out == ""
    assert run.err.count("\n") == 1
    assert name in run.err
    assert ";" in run.err, "the way out follows the problem"
    assert not (tmp_path / "report.html").exists()


def test_a_lying_charset_is_not_turned_into_mojibake(rashomon, good: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    text = "Канцлер Орська заявила, що переговори про північний перехід тривали сорок хвилин і нічого не вирішили."
    page.write_bytes(
        f"<html><head><meta charset='utf-8'><title>x</title></head><body><article><p>{text}</p><p>{text}</p>"
        "</article></body></html>".encode("cp1251")
    )
    run = rashomon("claims", page)
    assert (run.code == 1 and "page.html" in run.err) or "північний перехід" in run.out
    assert "�" not in run.out


def test_ten_megabytes_of_text_are_taken_or_refused_clearly(rashomon, tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    path.write_text((GOOD + "\n") * (10_500_000 // len(GOOD)), encoding="utf-8")
    run = rashomon("compare", path, path)
    assert run.code in (0, 1)
    if run.code:
        assert run.err.count("\n") == 1
        assert "huge.txt" in run.err


@pytest.mark.parametrize(
    ("a", "b", "told"),
    [
        (GOOD, GOOD, "same text"),
        (GOOD, "The bakery on Lime Street sells rye bread on Mondays. Its oven was built in 1911.", None),
        ("The call took place.", "They did not speak.", None),
        (
            GOOD,
            "Der Kanzler erklärte am Dienstag, dass die Gespräche über die Grenze gescheitert seien.",
            "language",
        ),
        (GOOD, "\u202eتحدث الرئيس مع المستشارة هاتفيا يوم الثلاثاء عن المعبر الشمالي.\u202c", "language"),
        (GOOD, OTHER + " Канцлер заявила, что переговоры были полезными. Le blocus continue.", None),
    ],
    ids=["identical", "unrelated", "one sentence", "german", "right to left", "mixed languages"],
)
def test_odd_but_lawful_readouts_are_compared(
    rashomon, tmp_path: Path, a: str, b: str, told: str | None
) -> None:
    (tmp_path / "a.txt").write_text(a, encoding="utf-8")
    (tmp_path / "b.txt").write_text(b, encoding="utf-8")
    run = rashomon("compare", tmp_path / "a.txt", tmp_path / "b.txt")
    assert run.code == 0, run.err
    assert "signature" in run.out.lower() or "rashomon:" in run.out
    if told:
        assert told in run.out


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b"{not json", "not JSON"),
        (b'["a"]', "a JSON object is expected"),
        (b'{"id": 2, "a": "x"}', "'b' is missing"),
        (b'{"id": 2, "a": "x", "b": 7}', "not a string"),
        (b'{"id": 2, "a": "\xff", "b": "y"}', "not UTF-8"),
    ],
)
def test_a_malformed_line_is_named_by_number(rashomon, tmp_path: Path, line: bytes, problem: str) -> None:
    good = '{"id": %d, "a": "The call took place.", "b": "They spoke."}'
    path = tmp_path / "pairs.jsonl"
    path.write_bytes(b"\n".join([(good % 1).encode(), line, (good % 3).encode()]) + b"\n")
    stopped = rashomon("relate", path, "-o", tmp_path / "out.jsonl")
    assert stopped.code == 1
    assert "line 2" in stopped.err
    assert problem in stopped.err
    assert not (tmp_path / "out.jsonl").exists()
    kept = rashomon("relate", path, "--keep-going")
    assert kept.code == 1
    answers = kept.out.splitlines()
    assert len(answers) == 3
    assert '"relation"' in answers[0]
    assert '"error"' in answers[1]
    assert problem in answers[1]
    assert '"relation"' in answers[2]


def test_an_output_that_cannot_be_written_is_refused_before_the_work(
    rashomon, good: Path, tmp_path: Path
) -> None:
    for output in (tmp_path, tmp_path / "no" / "such" / "report.html"):
        run = rashomon("compare", good, good, "-o", output)
        assert run.code == 1
        assert str(output) in run.err
        assert run.err.count("\n") == 1
    if os.geteuid():
        tmp_path.chmod(0o500)
        assert rashomon("compare", good, good, "-o", tmp_path / "report.html").code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["compare"],
        ["compare", "one.txt"],
        ["compare", "a.txt", "b.txt", "--format", "docx"],
        ["compare", "a.txt", "b.txt", "-o", "report.xyz"],
        ["compare", "a.txt", "b.txt", "--set", "no_such=1"],
        ["compare", "a.txt", "b.txt", "--set", "seed=minus"],
        ["compare", "a.txt", "b.txt", "--set", "bootstrap_samples=-1"],
        ["compare", "-", "-"],
        ["encode", "texts.jsonl"],
        ["nonsense"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_two(rashomon, tmp_path: Path, monkeypatch, arguments: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    run = rashomon(*arguments)
    assert run.code == 2
    assert run.err
    assert "Traceback" not in run.err
