"""The data files load, and a malformed one says where it hurts."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from compare.errors import RecordError
from corpora import load_resources

HEAD = "# version: 1\n# licence: CC0-1.0\n# source: written for this test\n"


def folder_with(tmp_path: Path, name: str, content: str | bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return tmp_path


def test_a_project_adds_overrides_and_switches_off(tmp_path: Path) -> None:
    header = "term\tlanguage\tsubkind\tstrength\tneutral\n"
    content = HEAD + header + "thralls\ten\tperson\t0.9\tworkers\n\n# a comment\nold\ten\n"
    folder_with(tmp_path, "house_words.tsv", content)
    actor = '[[actor]]\nid = "x:duchess"\nlabel = "Duchess of Arlen"\nkind = "person"\nsince = 2020-01-02\n'
    folder_with(tmp_path, "house.toml", actor + '[actor.names]\nen = ["the Duchess"]\nfr = ["la duchesse"]\n')

    resources = load_resources(tmp_path)

    thralls, old = resources.lexicon("house_words")
    assert (thralls.term, thralls.language, thralls.subkind, thralls.strength) == (
        "thralls",
        "en",
        "person",
        0.9,
    )
    assert dict(thralls.attributes) == {"neutral": "workers"}
    assert (old.subkind, old.strength, dict(old.attributes)) == ("", 0.5, {})
    duchess = next(each for each in resources.actors if each.id == "x:duchess")
    assert (duchess.names["fr"], duchess.since, duchess.side) == (("la duchesse",), "2020-01-02", None)
    assert resources.hashes["extra/house_words.tsv"] == hashlib.sha256(content.encode()).hexdigest()
    assert set(load_resources().hashes) < set(resources.hashes)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "a.tsv",
            HEAD + "term\tlanguage\tstrength\nfoo\ten\tmuch\n",
            "a.tsv, line 5: strength 'much' is not a number",
        ),
        (
            "a.tsv",
            HEAD + "term\tlanguage\tstrength\nfoo\ten\t1.5\n",
            "a.tsv, line 5: strength 1.5 is out of range",
        ),
        ("a.tsv", HEAD + "term\tlanguage\nfoo\n", "a.tsv, line 5: term or language is empty"),
        ("a.tsv", HEAD + "term\tlanguage\nfoo\ten\tx\n", "a.tsv, line 5: 3 columns where the header has 2"),
        ("a.tsv", HEAD + "word\tlanguage\nfoo\ten\n", "a.tsv, line 4: the header lacks 'term'"),
        (
            "a.tsv",
            HEAD + "term\tlanguage\nfoo\ten\nFoo\ten\n",
            "a.tsv, line 6: 'Foo' (en) stands in line 5 already",
        ),
        ("a.tsv", HEAD, "a.tsv: has no header row"),
        ("a.tsv", "# version: 1\n# source: x\nterm\tlanguage\n", "a.tsv: does not state its licence"),
        ("a.tsv", HEAD.encode() + b"term\tlanguage\n\xe9t\xe9\tfr\n", "a.tsv, line 5: is not UTF-8"),
        ("a.toml", "[[actor]]\nid = 'x'\nlabel = \n", "a.toml, line 3: is not TOML"),
        ("a.toml", "[[actor]]\nid = 'x'\nkind = 'person'\n", "a.toml: actor 1 has no label"),
        (
            "a.toml",
            "[[actor]]\nid='x'\nlabel='X'\nkind='state'\nnames={en='X'}\n",
            "a.toml: names of x are malformed",
        ),
    ],
)
def test_a_malformed_file_names_file_and_line(
    tmp_path: Path, name: str, content: str | bytes, message: str
) -> None:
    with pytest.raises(RecordError) as caught:
        load_resources(folder_with(tmp_path, name, content))
    assert str(caught.value).startswith(message)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="nowhere: no such folder"):
        load_resources(tmp_path / "nowhere")


def test_the_same_folder_is_read_once() -> None:
    assert load_resources() is load_resources()
