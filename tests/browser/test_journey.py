"""A person's way from two files to a report that is on the disk: with a mouse, on a phone, by keyboard alone."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from service.jobs import enqueue
from service.requests import request_of_event
from tests.browser.conftest import DESKTOP, NORLAND, PHONE, SUDMARK, Site


@pytest.mark.parametrize("device", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_from_files_to_a_downloaded_report(
    open_page: Callable[..., Any], accounts: list[str], device: dict[str, Any], tmp_path: Path
) -> None:
    page = open_page("/", **device)
    page.set_input_files("input[name=files]", accounts)
    assert page.locator(".chosen li").count() == 2
    page.get_by_role("button", name="Continue").click()

    page.wait_for_selector("h1:has-text('Check, then compare')")
    assert page.locator("select[name=language]").evaluate_all("all => all.map((one) => one.value)") == [
        "en",
        "fr",
    ]
    page.locator("input[name=source]").first.fill("Presidency of Norland")
    page.locator("input[name=event_title]").fill("A call, compared in a browser")
    page.get_by_role("button", name="Save and compare").click()

    page.wait_for_url("**/jobs/*")
    page.wait_for_url("**/comparisons/*/read", timeout=60_000)
    assert page.locator(".pane").count() == 2
    assert page.locator(".pane h2").first.inner_text().split(maxsplit=1)[1] == "Presidency of Norland"
    page.locator(".claim").first.click()
    page.wait_for_selector(".panel:visible .detail")

    page.get_by_role("link", name="Report", exact=True).click()
    page.wait_for_selector(".big")
    for name in ("HTML", "Markdown", "CSV", "JSON"):
        with page.expect_download() as waiting:
            page.get_by_role("link", name=name, exact=True).click()
        waiting.value.save_as(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 500
    report = json.loads((tmp_path / "JSON").read_text(encoding="utf-8"))
    assert report["schema"] == "rashomon.comparison/1"
    assert [each["source"] for each in report["readouts"]] == ["Presidency of Norland", "sudmark"]
    rows = list(csv.DictReader(io.StringIO((tmp_path / "CSV").read_text(encoding="utf-8"))))
    assert len(rows) == len(report["findings"])
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0


def test_by_keyboard_alone(open_page: Callable[..., Any]) -> None:
    page = open_page("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    reach(page, "textarea[name=pasted]")
    page.keyboard.insert_text(NORLAND)
    reach(page, "[data-another]")
    page.keyboard.press("Enter")
    page.keyboard.insert_text(SUDMARK)
    page.keyboard.press("Shift+Tab")  # the first text is before the second, so the button comes after both
    reach(page, "form.upload button.primary")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Check, then compare')")
    reach(page, "form.check button.primary")
    page.keyboard.press("Enter")
    page.wait_for_url("**/comparisons/*/read", timeout=60_000)

    page.keyboard.press("n")
    page.wait_for_selector(".panel:visible .detail")
    assert page.locator(".first[aria-current]").count() == 1
    chosen = page.evaluate("document.activeElement.dataset.for")
    assert page.locator(f"[data-detail='{chosen}']").is_visible()
    page.keyboard.press("u")
    assert page.evaluate("document.activeElement.dataset.state") == "only"
    page.keyboard.press("?")
    assert page.locator("dialog.keys").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("dialog.keys").is_hidden()
    page.keyboard.press("Escape")
    assert page.locator(".panel").is_hidden()


def reach(page: Any, selector: str, most: int = 120) -> None:
    """Tab until the focus is there."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def test_files_by_drag_and_drop_and_taken_out_again(open_page: Callable[..., Any]) -> None:
    page = open_page("/accounts")
    page.evaluate(
        """() => {
            const transfer = new DataTransfer();
            for (const name of ["a.txt", "b.txt"]) transfer.items.add(new File(["Words of " + name], name, { type: "text/plain" }));
            document.querySelector(".drop").dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
        }"""
    )
    assert page.locator(".chosen li span").all_inner_texts() == ["a.txt", "b.txt"]
    page.get_by_role("button", name="Take out a.txt").click()
    assert page.locator(".chosen li span").all_inner_texts() == ["b.txt"]
    assert page.locator("input[name=files]").evaluate("(input) => input.files.length") == 1


def test_the_example_is_one_click_away(open_page: Callable[..., Any]) -> None:
    page = open_page("/")
    page.get_by_role("button", name="Open the example").click()
    page.wait_for_url("**/comparisons/*/read", timeout=90_000)
    assert "Macron" in page.locator("h1").inner_text()


def test_a_job_is_cancelled_from_its_page(open_page: Callable[..., Any], site: Site) -> None:
    with site.store.begin() as session:  # a job that no worker will take: its event stands for a long queue
        job = enqueue(session, site.project, site.event, request_of_event(session, site.project, site.event))
        job.state, job.worker = "running", "elsewhere"
        job.lease_until = job.created.replace(year=job.created.year + 1)
        id = job.id
    page = open_page(f"/jobs/{id}")
    page.get_by_role("button", name="Cancel").click()
    page.wait_for_selector(".state:has-text('Being cancelled')")
    assert page.get_by_role("button", name="Cancel").is_disabled()


def test_the_report_is_filtered_in_place_and_its_citation_copied(
    open_page: Callable[..., Any], site: Site
) -> None:
    page = open_page(f"/comparisons/{site.comparison}", permissions=["clipboard-read", "clipboard-write"])
    rows = page.locator(".differences tbody tr")
    before = rows.count()
    page.locator("select[name=kind]").select_option("omission")
    page.wait_for_url("**kind=omission**")
    page.wait_for_function(
        "(before) => document.querySelectorAll('.differences tbody tr').length < before", arg=before
    )
    assert set(page.locator(".differences .state").all_inner_texts()) == {"Left out"}
    page.reload()
    assert page.locator("select[name=kind]").input_value() == "omission"
    page.get_by_role("button", name="Copy citation").click()
    page.wait_for_selector(".said:has-text('Copied')")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Call of two presidents, 2031-02-12" in copied
    assert f"{site.url}/comparisons/{site.comparison}" in copied


def test_events_are_found_by_title_in_place(open_page: Callable[..., Any], site: Site) -> None:
    page = open_page("/")
    page.locator("input[name=q]").fill("no such title anywhere")
    page.wait_for_selector("text=No event has")
    page.locator("input[name=q]").fill("two presidents")
    page.wait_for_selector(".event-list li:has-text('Call of two presidents')")
    assert page.url == f"{site.url}/?q=two+presidents" or page.url.endswith("q=two%20presidents")
    page.locator(".event-list h3 a", has_text="Call of two presidents").first.click()
    page.wait_for_url("**/read")
    assert page.locator(".tag.invented").count() == 1
    page.go_back()
    page.wait_for_selector("h1:has-text('One event')")
    assert page.locator("input[name=q]").input_value() == "two presidents"
    page.go_back()
    page.wait_for_selector("text=No event has")
    assert page.locator("h1").count() == 1


def test_every_page_of_an_invented_event_says_so(open_page: Callable[..., Any], site: Site) -> None:
    page = open_page("/")
    for path in (
        f"/events/{site.event}",
        f"/accounts?event={site.event}",
        f"/comparisons/{site.comparison}",
        f"/comparisons/{site.comparison}/read",
    ):
        page.goto(site.url + path)
        assert page.locator(".tag.invented").first.is_visible(), path
