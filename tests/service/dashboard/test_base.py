"""What all pages share: policy, files, strings, errors."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from service.dashboard.catalogue import Catalogue, catalogue, languages, preferred
from service.dashboard.pages import own_path

TEMPLATES = Path(__file__).parents[3] / "service" / "templates"
KEY = re.compile(r"""\bt\('([a-z_0-9.]+)'\s*[,)]""")


def test_every_page_has_the_strict_policy_and_no_script_or_style_of_its_own(client: TestClient) -> None:
    for path in ("/", "/nothing-here"):
        answer = client.get(path)
        policy = answer.headers["content-security-policy"]
        assert "script-src 'self'; style-src 'self'" in policy
        assert "unsafe" not in policy
        assert answer.headers["referrer-policy"] == "same-origin"
        assert not re.search(r"<script(?![^>]*\bsrc=)|\sstyle=|<style|\son[a-z]+=", answer.text)


def test_no_template_has_a_script_or_style_of_its_own() -> None:
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<script(?![^>]*\bsrc=)|\sstyle=|<style|\son[a-z]+=|\|\s*safe\b", text), (
            path.name
        )


def test_files_are_kept_for_ever_under_an_address_that_changes_with_them(client: TestClient) -> None:
    address = re.search(r"/static/[0-9a-f]{12}/app\.css", client.get("/").text)
    assert address
    answer = client.get(address[0])
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    for wrong in ("/static/000000000000/app.css", address[0].replace("app.css", "%2e%2e/app.py"), "/static/"):
        assert client.get(wrong).status_code == 404


def test_an_unknown_page_is_told_as_a_page_and_an_unknown_route_as_a_problem(client: TestClient) -> None:
    page = client.get("/events-of-nowhere")
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert "There is no such page" in page.text
    problem = client.get("/api/v1/nothing")
    assert problem.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_every_string_of_a_template_is_in_the_catalogue(path: Path) -> None:
    known = catalogue()
    for key in KEY.findall(path.read_text(encoding="utf-8")):
        assert known.has(key), key


def test_all_languages_have_the_same_strings() -> None:
    for language in languages():
        assert set(catalogue(language).keys()) == set(catalogue().keys()), language


def test_plurals_follow_the_language() -> None:
    forms = {
        "one": "{n} утверждение",
        "few": "{n} утверждения",
        "many": "{n} утверждений",
        "other": "{n} утверждения",
    }
    t = Catalogue("ru", {"claims": forms})
    said = [t("claims", n=n) for n in (1, 3, 5, 11, 21, 22, 112)]
    assert said == [
        "1 утверждение",
        "3 утверждения",
        "5 утверждений",
        "11 утверждений",
        "21 утверждение",
        "22 утверждения",
        "112 утверждений",
    ]
    with pytest.raises(KeyError):
        t("nothing")


@pytest.mark.parametrize(
    ("accept", "language"), [("en-GB,en;q=0.9", "en"), ("de, en;q=0.5", "en"), ("", "en"), ("*;q=x", "en")]
)
def test_the_language_of_the_visitor(accept: str, language: str) -> None:
    assert preferred(accept) == language


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ("/events/ev-1?x=1", "/events/ev-1?x=1"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example/", "/"),
        ("/a\r\nb", "/"),
        (None, "/"),
    ],
)
def test_a_form_leads_to_our_own_pages_only(given: str | None, path: str) -> None:
    assert own_path(given) == path
