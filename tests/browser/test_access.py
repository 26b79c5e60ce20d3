"""No serious finding of axe on any page, in light and dark, wide and narrow (WCAG 2.2 A and AA).

The pages of figures have theirs in ``test_series``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.conftest import DESKTOP, PHONE, Site

PAGES = (
    "/",
    "/accounts",
    "/events/{event}",
    "/comparisons/{comparison}/read",
    "/comparisons/{comparison}/read?claim=A1",
    "/comparisons/{comparison}",
    "/nowhere",
    "/key",
)
OF_LIGHT_AND_SIZE = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"]
"""What may differ between light and dark, wide and narrow; the other rules are asked once."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def _serious(axe: Any, page: Any, rules: list[str] | None = None) -> list[tuple[str, list[str]]]:
    chosen = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": RULES}
    found = axe.run(page, options={"runOnly": chosen})
    return [
        (each["id"], [node["html"][:120] for node in each["nodes"][:3]])
        for each in found.response["violations"]
        if each["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_serious(chromium: Any, site: Site, path: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    size = PHONE if scheme == "dark" else DESKTOP
    context = chromium.new_context(color_scheme=scheme, reduced_motion="reduce", **size)
    page = context.new_page()
    try:
        page.goto(site.url + path.format(event=site.event, comparison=site.comparison))
        if "claim=" in path:
            page.wait_for_selector(".panel:visible .detail")
        serious = _serious(axe, page, OF_LIGHT_AND_SIZE if scheme == "dark" else None)
    finally:
        context.close()
    assert not serious, serious


@pytest.mark.parametrize("width", [320, 390, 768, 1440, 2560])
def test_no_page_is_wider_than_its_screen(open_page: Callable[..., Any], site: Site, width: int) -> None:
    page = open_page("/", viewport={"width": width, "height": 900})
    for path in PAGES[:6]:
        page.goto(site.url + path.format(event=site.event, comparison=site.comparison))
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, path


@pytest.mark.parametrize("width", [320, 390])
def test_the_accounts_of_an_event_stack_on_a_narrow_screen(
    open_page: Callable[..., Any], site: Site, width: int
) -> None:
    page = open_page(f"/events/{site.event}", viewport={"width": width, "height": 800})
    heads = page.locator("tbody th")
    assert heads.count() == 3
    for number in range(3):
        assert heads.nth(number).bounding_box()["width"] > width * 0.8
        delete = page.locator("tbody tr").nth(number).locator("button").bounding_box()
        assert delete["x"] >= 0
        assert delete["x"] + delete["width"] <= width
    page.get_by_role("table").get_by_role("rowheader", name="Norland").wait_for()


def test_the_light_is_the_systems_or_the_readers(open_page: Callable[..., Any]) -> None:
    page = open_page("/", color_scheme="dark")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("button.theme").click()
    page.wait_for_function("(dark) => getComputedStyle(document.body).backgroundColor !== dark", arg=dark)
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert light != dark
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == light


def test_axe_finds_nothing_serious_on_the_way_in(open_page: Callable[..., Any], accounts: list[str]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = open_page("/accounts", color_scheme="dark")
    page.set_input_files("input[name=files]", accounts)
    assert not _serious(axe, page)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_selector("form.check")
    assert not _serious(axe, page)
    page.locator("input[name=date]").first.evaluate(
        "(field) => { field.type = 'text'; field.value = 'May'; }"
    )
    page.locator("input[name=source]").first.evaluate(
        "(field) => { field.required = false; field.value = ''; }"
    )
    with page.expect_response("**/accounts/save") as waiting:  # the answer of 422 is no slip of the page
        page.evaluate("document.querySelector('form.check').requestSubmit()")
    assert waiting.value.status == 422
    page.wait_for_selector("[aria-invalid]")
    assert not _serious(axe, page)
