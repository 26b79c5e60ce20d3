"""The reading view: pointing, tapping, focus, filters, keys; and that it reads without script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.conftest import PHONE, Site


@pytest.fixture
def read(site: Site) -> str:
    return f"/comparisons/{site.comparison}/read"


def matched(page: Any) -> tuple[str, list[str]]:
    """A claim that has counterparts, and their labels."""
    marker = page.locator(".marker:not([data-others=''])").first
    others = marker.get_attribute("data-others").split()
    return marker.get_attribute("data-for"), [each.split(":")[0] for each in others]


def test_pointing_shows_the_counterparts_with_lines_and_reasons(
    open_page: Callable[..., Any], read: str
) -> None:
    page = open_page(read)
    label, others = matched(page)
    page.locator(f"[data-claim='{label}']").first.hover()
    page.wait_for_selector(".panel:visible .detail")
    lit = page.locator(".claim.twin").evaluate_all(
        "all => all.map((one) => one.dataset.in || one.dataset.claim)"
    )
    assert set(others) <= {each for found in lit for each in found.split()}
    assert page.locator(".lines path.line").count() >= len(others)
    detail = page.locator(".panel .detail")
    assert detail.get_attribute("data-detail") == label
    assert "confidence" in detail.inner_text()
    assert all(detail.locator(f"a.badge:text-is('{other}')").count() for other in others)


def test_a_claim_that_others_lack_is_a_gap_there(open_page: Callable[..., Any], read: str) -> None:
    page = open_page(read)
    page.keyboard.press("u")
    label = page.evaluate("document.activeElement.dataset.for")
    page.wait_for_selector(".panel:visible .detail")
    gaps = page.locator(f"[data-absent='{label}'].hole")
    assert gaps.count() == page.locator(f"[data-absent='{label}']").count() > 0
    assert gaps.first.is_visible()


def test_c_jumps_to_the_counterpart_and_round(open_page: Callable[..., Any], read: str) -> None:
    page = open_page(read)
    label, others = matched(page)
    page.locator(f"[data-claim='{label}']").first.click()
    seen = []
    for _ in range(len(others) + 1):
        page.keyboard.press("c")
        seen.append(page.evaluate("document.activeElement.dataset.for"))
    assert seen == [*others, label]


def test_the_page_begins_with_the_claim_in_its_address(open_page: Callable[..., Any], read: str) -> None:
    page = open_page(f"{read}?claim=B1")
    page.wait_for_selector(".panel:visible [data-detail='B1']")
    assert page.url.endswith("#claim-B1")


def test_filters_hide_marks_and_speak_for_themselves(open_page: Callable[..., Any], read: str) -> None:
    page = open_page(read)
    assert page.locator(".gap").first.is_visible()
    page.locator(".chip:has([data-state=only])").click()
    assert page.locator(".gap").first.is_hidden()
    assert page.locator(".marker.s-only").first.is_hidden()
    kind = page.locator("input[data-kind]").first.get_attribute("data-kind")
    page.locator("details.more > summary").click()
    before = page.locator(f".panes .fr.k-{kind}").count()
    page.locator(f"input[data-kind='{kind}']").uncheck()
    assert page.locator(f".panes .fr.k-{kind}").count() == 0 < before
    page.locator("input[data-account=C]").uncheck()
    assert page.locator(".pane:visible").count() == 2


def test_keys_can_be_switched_off(open_page: Callable[..., Any], read: str) -> None:
    page = open_page(read)
    page.keyboard.press("?")
    page.locator("dialog [data-show=keys]").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    assert page.locator(".panel").is_hidden()


@pytest.mark.parametrize("width", [320, 390])
def test_a_narrow_screen_stacks_and_nothing_sticks_out(
    open_page: Callable[..., Any], read: str, width: int
) -> None:
    page = open_page(read, **{**PHONE, "viewport": {"width": width, "height": 700}})
    tops = page.locator(".pane").evaluate_all("all => all.map((one) => one.getBoundingClientRect().top)")
    assert tops == sorted(tops)
    assert tops[0] < tops[1]
    label, others = matched(page)
    page.locator(f"[data-claim='{label}']").first.tap()
    page.wait_for_selector(".panel:visible .detail")
    page.locator(f".panel a.badge:text-is('{others[0]}')").first.tap()
    page.wait_for_selector(f".panel [data-detail='{others[0]}']")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_it_reads_without_script(open_page: Callable[..., Any], read: str, site: Site) -> None:
    page = open_page(read, java_script_enabled=False)
    assert "sincere dialogue" in page.locator(".pane").first.inner_text()
    label, others = matched(page)
    page.locator(f".marker[data-for='{label}']").click()
    assert page.url.endswith(f"#claim-{others[0]}")
    assert page.locator(".steps").is_hidden()
    page.goto(f"{site.url}/comparisons/{site.comparison}?kind=omission&sort=confidence")
    assert page.locator(".differences tbody tr").count() > 0


def test_text_from_right_to_left_stays_whole(open_page: Callable[..., Any], read: str) -> None:
    page = open_page(read)
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.locator(".marker").first.evaluate("(one) => getComputedStyle(one).direction") == "ltr"


def test_columns_that_do_not_fit_show_it_and_a_button_leads_on(
    open_page: Callable[..., Any], read: str
) -> None:
    page = open_page(read, viewport={"width": 1440, "height": 900})
    on = page.locator("[data-do='sideways']")
    assert on.is_hidden()
    page.set_viewport_size({"width": 1030, "height": 800})
    page.wait_for_selector(".panes.cut-end")
    assert "3 accounts" in on.inner_text()
    on.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".panes.cut-start:not(.cut-end)")
    on.press("Enter")
    page.wait_for_selector(".panes.cut-end:not(.cut-start)")


def test_four_columns_fit_a_laptop(open_page: Callable[..., Any], read: str) -> None:
    page = open_page(read, viewport={"width": 1440, "height": 900})
    page.evaluate(
        "document.body.classList.replace('n-3', 'n-4');"
        "document.querySelector('.pane').after(document.querySelector('.pane').cloneNode(true))"
    )
    page.wait_for_selector(".n-4")
    assert page.locator(".pane").count() == 4
    assert page.locator(".panes").evaluate("(one) => one.scrollWidth <= one.clientWidth")
