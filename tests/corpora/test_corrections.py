"""Corrections of actors by hand: what they change, how they are kept, and what is refused."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from compare import compare_readouts
from compare.attribution import find_attributions, split_article
from compare.corrections import Corrections, corrected
from compare.errors import RecordError
from compare.records import Readout
from corpora import load_resources
from corpora.corrections import corrections_of

ARTICLE = (
    "Karo Vell said that the strait stays open. “We have nothing to hide,” he added.\n\n"
    "The northern delegation warned that shipping would suffer. "
    "The Elysée Palace announced that Emmanuel Macron had told envoys that talks go on.\n\n"
    "Sana Orr told Norpress that Velmark had moved its guns."
)


def resources_with(tmp_path: Path, content: str) -> object:
    path = tmp_path / "mine.toml"
    path.write_text(content, encoding="utf-8")
    return load_resources(corrections=path)


def speakers(
    content: str, tmp_path: Path, text: str = ARTICLE, language: str = "en"
) -> list[tuple[object, object]]:
    found = find_attributions(text, language, resources_with(tmp_path, content))  # type: ignore[arg-type]
    return [(one.actor, one.side) for one in found]


def test_without_corrections(tmp_path: Path) -> None:
    assert speakers("", tmp_path) == [
        ("x-karo-vell", None),
        ("x-karo-vell", None),
        (None, None),
        ("elysee", "france"),
        ("macron", "france"),
        ("x-sana-orr", None),
    ]


def test_a_name_is_given_to_an_actor_and_pronouns_follow(tmp_path: Path) -> None:
    content = """
        [[assign]]
        name = "Northern Delegation"
        actor = "x-north"
        side = "velmark"
        [[assign]]
        name = "Karo Vell"
        actor = "x-north"
    """
    found = speakers(content, tmp_path)
    assert found[:3] == [("x-north", "velmark")] * 3
    assert found[3:] == speakers("", tmp_path)[3:]


def test_an_actor_of_a_text_gets_a_side_and_joins_its_readout(tmp_path: Path) -> None:
    content = '[[assign]]\nactor = "x-sana-orr"\nside = "france"\nlabel = "Minister Orr"\n'
    resources = resources_with(tmp_path, content)
    split = split_article(Readout(source="a", text=ARTICLE, language="en"), resources)  # type: ignore[arg-type]
    assert "Velmark had moved its guns" in next(one.text for one in split.readouts if one.side == "france")
    assert ("x-sana-orr", "Minister Orr", "france") in [(one.id, one.label, one.side) for one in split.actors]


def test_merged_actors_are_one_in_chains_too(tmp_path: Path) -> None:
    content = '[[merge]]\nactors = ["elysee", "x-sana-orr"]\ninto = "macron"\n'
    found = find_attributions(ARTICLE, "en", resources_with(tmp_path, content))  # type: ignore[arg-type]
    assert [[link.actor for link in one.chain] for one in found[3:]] == [["macron"], ["macron"], ["macron"]]
    assert [(one.actor, one.side) for one in found[3:]] == [("macron", "france")] * 3


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "« Nous attendons », a déclaré la délégation du Nord."),
        ("ru", "По словам северной делегации, переговоры отложены."),
        ("uk", "За словами північної делегації, переговори відкладено."),
    ],
)
def test_names_in_other_languages_keep_their_case_endings(language: str, text: str, tmp_path: Path) -> None:
    names = '["délégation du Nord", "северная делегация", "північна делегація"]'
    content = f'[[assign]]\nnames = {names}\nactor = "x-north"\nside = "velmark"\n'
    assert speakers(content, tmp_path, text, language) == [("x-north", "velmark")]


def test_merges_lead_on(tmp_path: Path) -> None:
    content = '[[merge]]\nactors = ["x-a"]\ninto = "x-b"\n[[merge]]\nactors = ["x-b"]\ninto = "x-c"\n'
    assert dict(resources_with(tmp_path, content).merged) == {"x-a": "x-c", "x-b": "x-c"}  # type: ignore[attr-defined]


def test_a_folder_keeps_its_corrections_and_a_file_goes_on_top(tmp_path: Path) -> None:
    (tmp_path / "corrections.toml").write_text('[[assign]]\nactor = "x-sana-orr"\nside = "orsk"\n')
    alone = load_resources(tmp_path)
    path = tmp_path / "more.toml"
    path.write_text('[[merge]]\nactors = ["x-sana-orr"]\ninto = "x-karo-vell"\n')
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "corrections.toml").write_text('[[assign]]\nactor = "x-karo-vell"\nside = "orsk"\n')
    both = load_resources(tmp_path / "mine", path)
    found = find_attributions(ARTICLE, "en", both)
    assert (found[-1].actor, found[-1].side) == ("x-karo-vell", "orsk")
    hashes = [
        load_resources().hashes.get("corrections"),
        alone.hashes["corrections"],
        both.hashes["corrections"],
    ]
    assert len(set(hashes)) == 3


def test_a_signature_tells_that_actors_were_corrected() -> None:
    table = {"assign": [{"actor": "x-karo-vell", "side": "velmark"}]}
    base = load_resources()
    known = [actor.id for actor in base.actors]
    mine = corrected(base, corrections_of(table, "request", known))
    accounts = [
        Readout(source="a", text="Karo Vell said that the strait stays open for all ships.", language="en"),
        Readout(source="b", text="The strait stays open for every ship, Velmark announced.", language="en"),
    ]
    plain, told = compare_readouts(accounts, resources=base), compare_readouts(accounts, resources=mine)
    assert plain.signature.line != told.signature.line
    assert "corrections" in told.signature.resources
    assert [one.side for one in told.actors if one.id == "x-karo-vell"] == ["velmark"]


def test_the_digest_tells_the_meaning_not_the_layout() -> None:
    one = corrections_of({"merge": [{"actors": ["x-a", "x-b"], "into": "x-a"}]}, "one")
    other = corrections_of({"merge": [{"actors": ["x-b"], "into": "x-a"}], "assign": []}, "other")
    assert one.digest == other.digest != Corrections().digest
    assert corrected(load_resources(), Corrections()) is load_resources()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[[merge]]\nactors = [\n", "mine.toml: is not TOML"),
        ("[[join]]\n", "mine.toml: has no tables called 'join'; write [[merge]] or [[assign]]"),
        ("merge = 3\n", "mine.toml: merge is not a list of tables"),
        ('[[merge]]\ninto = "x-a"\n', "mine.toml: merge 1 lacks actors or into"),
        ('[[merge]]\nactors = "x-a"\ninto = "x-b"\n', "mine.toml: merge 1: actors is not a list of texts"),
        ('[[merge]]\nactors = ["x-a", 3]\ninto = "x-b"\n', "mine.toml: merge 1: actors = 3 is not a text"),
        (
            '[[merge]]\nactors = ["macrn"]\ninto = "x-b"\n',
            "no actor 'macrn' in the gazetteer; did you mean 'macron'?",
        ),
        (
            '[[merge]]\nactors = ["x-a"]\ninto = "x-b"\n[[merge]]\nactors = ["x-a"]\ninto = "x-c"\n',
            "mine.toml: 'x-a' is merged into 'x-b' and 'x-c'; keep one of the two",
        ),
        (
            '[[merge]]\nactors = ["x-a"]\ninto = "x-b"\n[[merge]]\nactors = ["x-b"]\ninto = "x-a"\n',
            "mine.toml: merges lead in a circle at",
        ),
        ("[[assign]]\n", "mine.toml: assign 1 tells neither name nor actor"),
        ('[[assign]]\nname = "Orr"\n', "mine.toml: assign 1 says nothing about 'Orr'"),
        ('[[assign]]\nactor = "x-orr"\n', "mine.toml: assign 1 says nothing about 'x-orr'"),
        ('[[assign]]\nactor = "x-orr"\nside = " "\n', "mine.toml: assign 1: side = ' ' is not a text"),
        ('[[assign]]\nactor = "x-orr"\nsides = "a"\n', "mine.toml: assign 1 has 'sides'; it takes actor,"),
        ('[[assign]]\nactor = "x-orr"\nkind = "man"\n', "mine.toml: assign 1: kind 'man' is unknown"),
        (
            '[[assign]]\nname = "Orr"\nactor = "x-a"\n[[assign]]\nname = "orr"\nactor = "x-b"\n',
            "mine.toml: 'orr' is given to 'x-a' and 'x-b'; keep one of the two",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused(content: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(RecordError) as refused:
        resources_with(tmp_path, content)
    assert message in str(refused.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"nowhere\.toml: no such file"):
        load_resources(corrections=tmp_path / "nowhere.toml")


def test_the_command_line_takes_corrections(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "mine.toml").write_text('[[merge]]\nactors = ["x-sana-orr"]\ninto = "x-karo-vell"\n')
    command = [
        sys.executable,
        "-m",
        "compare.cli",
        "split",
        "article.txt",
        "--lang",
        "en",
        "--format",
        "json",
    ]
    run = subprocess.run(
        [*command, "--actors", "mine.toml"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert [one["actor"] for one in json.loads(run.stdout)["attributions"]].count("x-karo-vell") == 3
    (tmp_path / "mine.toml").write_text("[[merge]]\n")
    run = subprocess.run(
        [*command, "--actors", "mine.toml"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout) == (1, "")
    assert "mine.toml: merge 1 lacks actors or into" in run.stderr
