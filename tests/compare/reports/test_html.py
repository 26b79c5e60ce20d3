from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import compare.reports
from compare.records import Comparison
from compare.reports import render
from compare.reports.html.page import _safe_url

VOID = {"meta", "input", "br", "hr", "img", "link"}


class Page(HTMLParser):
    """Reads a page strictly: every element is closed in the order in which it was opened."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text: dict[str, str] = {}
        self._open: list[str] = []
        self._kept: list[tuple[int, str]] = []
        self.feed(source)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.elements.append((tag, found))
        if tag not in VOID:
            self._open.append(tag)
            classes = found.get("class", "").split()
            for name in {"text", "gap", "marker", "finding", "notices"} & set(classes):
                self._kept.append((len(self._open), name))
            if tag in ("h1", "title", "style", "script"):
                self._kept.append((len(self._open), tag))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert tag == self._open[-1], (tag, self._open[-3:], self.getpos())
        if self._kept and self._kept[-1][0] == len(self._open):
            self._kept.pop()
        self._open.pop()

    def handle_data(self, data: str) -> None:
        name = self._kept[-1][1] if self._kept else ""
        self.text[name] = self.text.get(name, "") + data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for found, attributes in self.elements if found == tag]


@pytest.fixture(scope="module", params=["comparison", "hostile", "bare"])
def page(request: pytest.FixtureRequest) -> Page:
    return Page(render(request.getfixturevalue(request.param), "html"))


@pytest.fixture(scope="module")
def told(comparison: Comparison) -> Page:
    return Page(render(comparison, "html"))


def test_every_id_is_given_once_and_every_link_leads_somewhere(page: Page) -> None:
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {link["href"] for link in page.all("a")}
    assert targets <= {f"#{id}" for id in ids}


def test_the_page_loads_nothing_and_runs_only_its_own_script(page: Page) -> None:
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"img", "iframe", "object", "embed", "link", "form", "base", "video", "audio"}
    assert len(page.all("script")) == 1
    names = {name for _, attributes in page.elements for name in attributes}
    assert not {name for name in names if name.startswith("on")} | ({"style", "src", "srcset"} & names)
    assert "url(" not in page.text["style"].replace("url(#hatch)", "")
    assert "@import" not in page.text["style"]


def test_the_policy_names_the_style_and_the_script_by_their_hashes(page: Page) -> None:
    (policy,) = [each["content"] for each in page.all("meta") if "http-equiv" in each]
    style, script = (
        base64.b64encode(hashlib.sha256(page.text[name].encode()).digest()).decode()
        for name in ("style", "script")
    )
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_hostile_text_is_shown_as_text(hostile: Comparison) -> None:
    page = Page(render(hostile, "html"))
    assert page.text["h1"] == "</title><script>alert('t')</script>"
    assert page.text["title"].startswith("</title><script>alert('t')</script> · Rashomon")
    assert "<script>alert('B')</script><img src=x onerror=alert(1)>" in page.text[""]
    assert "\x1b" not in "".join(page.text.values())


def test_each_account_is_there_word_for_word(comparison: Comparison, told: Page) -> None:
    assert "".join(told.text["text"].split()) == "".join(
        "".join(readout.text.split()) for readout in comparison.readouts
    )


def test_the_accounts_are_in_their_own_languages(told: Page) -> None:
    paragraphs = [
        attributes["lang"] for attributes in told.all("p") if "lang" in attributes and "dir" in attributes
    ]
    # Three paragraphs each, then what only one account says.
    assert paragraphs == [*["en"] * 3, *["fr"] * 3, *["uk"] * 3, *["en"] * 3, "fr", *["uk"] * 2]


def test_counterparts_are_links(told: Page) -> None:
    source = told.all("a")
    labels = [link["href"] for link in source]
    assert labels.count("#claim-C2") >= 3
    (states,) = {
        attributes["class"] for tag, attributes in told.elements if attributes.get("data-claim") == "A2"
    }
    assert states == "claim s-conflict"


def test_a_claim_inside_a_claim_is_marked_as_both(told: Page) -> None:
    inside = [
        attributes["data-in"] for _, attributes in told.elements if attributes.get("data-claim") == "A4"
    ]
    assert inside == ["A4 A3"]


def test_framing_words_are_underlined_by_family_and_lead_to_their_entry(told: Page) -> None:
    found = [link for link in told.all("a") if "fr" in link.get("class", "").split()]
    assert [(link["class"], link["title"]) for link in found][:4] == [
        ("fr u-colour", "Intensity"),
        ("fr u-distance", "Distance"),
        ("fr u-name twice", "Naming, Distance, Loaded language"),
        ("fr u-name twice", "Naming, Distance"),
    ]


def test_what_is_left_out_is_a_gap_in_its_place(told: Page) -> None:
    assert re.findall(r"\d+ claims? not told here [A-C\d ]+", " ".join(told.text["gap"].split())) == [
        "1 claim not told here B5 B5 ",
        "1 claim not told here C6 C6 ",
        "5 claims not told here A5 A7 A8 C5 C6 A5 ",
        "2 claims not told here A5 B5 A5 ",
        "1 claim not told here A8 A8 ",
    ]


def test_warnings_stand_above_the_figures(bare: Comparison) -> None:
    source = render(bare, "html")
    notice = source.index("These texts may not tell of the same event.")
    assert (
        notice < source.index("Nothing was computed") < source.index("The divergence could not be computed.")
    )


def test_only_addresses_of_the_web_become_links() -> None:
    assert _safe_url("https://alvenia.example/readout") == "https://alvenia.example/readout"
    for url in (
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "https://",
        "http://[",
        "",
        None,
    ):
        assert _safe_url(url) is None


def test_the_fragment_for_notebooks_has_no_script_and_styles_only_itself(hostile: Comparison) -> None:
    fragment = hostile._repr_html_()
    page = Page(fragment)
    assert page.all("script") == []
    rules = re.findall(r"^([^{\n]+)\{", page.text["style"], re.MULTILINE)
    assert len(rules) > 5
    assert all(part.strip().startswith(".rashomon-nb") for rule in rules for part in rule.split(","))
    assert "<script>alert('B')</script>" in page.text[""]
    assert hostile.signature.line in page.text[""]


STYLE = (Path(compare.reports.__file__).parent / "report.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", part)) for part in STYLE.split("@media screen and", 1)
)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_contrast_is_that_of_wcag_aa(colours: dict[str, str]) -> None:
    """WCAG 2.2, 1.4.3: text 4.5 to 1; 1.4.11: marks 3 to 1."""
    grounds = ["paper", "card"]
    states = ["same", "reframed", "conflict", "disagreement", "only", "open"]
    text = [(sign, ground) for sign in ["ink", "soft", *states] for ground in grounds]
    text += [(state, f"{state}-bg") for state in states] + [("ink", f"{state}-bg") for state in states]
    text += [("ink", f"pen-{pen}") for pen in ("reframed", "conflict", "only")] + [
        ("paper", state) for state in states
    ]
    low = [pair for pair in text if _contrast(colours[pair[0]], colours[pair[1]]) < 4.5]
    low += [("line", ground) for ground in grounds if _contrast(colours["line"], colours[ground]) < 3]
    assert low == []


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
