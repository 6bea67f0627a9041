"""What is served, in a real browser: the forms by whoever is invited, the interface by its owner."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page

from msp_select.exchange.form import form_of
from msp_select.exchange.form_csv import csv_bytes
from msp_select.exchange.page_answers import form_with
from msp_select.open_session import OpenSession
from msp_select.store.inbox import Inbox
from tests.benchmarks.served import Window
from tests.browser.axe import faults, sideways
from tests.browser.conftest import PHONE
from tests.cli.runs import run
from tests.web.conftest import WHO, free_port

EXAMPLE = "example:dental-practice"


@dataclass
class Running:
    """The server as a process of its own, with its links."""

    file: Path
    origin: str
    links: dict[str, str]
    asked: list[str]
    contexts: list[BrowserContext]
    browser: Browser

    def window(self, role: str, **settings: object) -> Page:
        """A browser of its own in which somebody comes in by their link."""
        context = self.browser.new_context(**({"viewport": PHONE} | settings))  # type: ignore[arg-type]
        self.contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.asked.append(f"fault in the script: {error}"))
        page.goto(self.links[role])
        assert page.url == f"{self.origin}/enter"
        page.get_by_role("button", name="Open").click()
        return page


@pytest.fixture
def served(browser: Browser, tmp_path: Path) -> Iterator[Running]:
    file = tmp_path / "practice.toml"
    assert run("new", str(file), "--from", EXAMPLE).status == 0
    command = [sys.executable, "-m", "msp_select", "serve", str(file), "--json", "--port", str(free_port()),
               "--bidder", WHO, "--evaluator", "Jo Fields"]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ))
    assert process.stdout is not None
    told = json.loads(process.stdout.readline())
    links = {one["role"]: one["link"] for one in told["links"]}
    running = Running(file, told["origin"], links, [], [], browser)
    yield running
    for context in running.contexts:
        context.close()
    process.send_signal(signal.SIGINT)
    process.wait(timeout=20)
    process.stdout.close()
    foreign = [one for one in running.asked if not one.startswith((told["origin"], "data:", "blob:"))]
    assert foreign == []


def said(page: Page, words: str) -> None:
    """Wait until the page says these words."""
    page.wait_for_function("words => document.getElementById('state').textContent.includes(words)", arg=words)


def test_a_bidder_fills_in_on_a_phone_and_hands_in(served: Running) -> None:
    page = served.window("bidder")
    chosen = page.locator("fieldset:has(input[type=radio])").first
    chosen.locator("input[type=radio]").nth(1).check()
    said(page, "Saved.")
    chosen.locator("textarea").fill("as agreed")
    page.wait_for_function("() => revision >= 2")
    page.get_by_role("button", name="Hand in").click()
    said(page, "Handed in. Thank you.")
    text = (Inbox.of(served.file).folder / f"answers-{WHO}.csv").read_text("utf-8-sig")
    assert "as agreed" in text
    page.reload()
    assert page.inner_text("h1") == "Handed in. Thank you."
    assert faults(page) == []


def test_two_devices_of_one_bidder_lose_nothing(served: Running) -> None:
    first, second = served.window("bidder"), served.window("bidder")
    note = "textarea[data-part=note]"
    radio = "fieldset:has(input[type=radio]) input[type=radio] >> nth=1"
    first.locator(radio).check()
    said(first, "Saved.")
    second.locator(note).first.fill("typed on the other one")
    said(second, "Changed on another device meanwhile.")
    assert second.locator(note).first.input_value() == "typed on the other one"
    first.reload()
    assert first.locator(radio).is_checked()


def test_nothing_stands_in_the_way_of_a_guest(served: Running) -> None:
    for role in ("bidder", "evaluator"):
        for scheme in ("light", "dark"):
            page = served.window(role, color_scheme=scheme)
            page.get_by_role("button", name="Hand in").scroll_into_view_if_needed()
            assert (role, scheme, faults(page)) == (role, scheme, [])
            for width in (390, 320):
                page.set_viewport_size({"width": width, "height": 700})
                assert sideways(page) <= 0, (role, scheme, width)
            page.goto(f"{served.origin}/enter")
            assert (role, scheme, faults(page)) == (role, scheme, [])


def test_an_owner_answers_takes_a_file_in_and_gets_a_report_out_by_keys_alone(served: Running) -> None:
    work = OpenSession.open(str(served.file))
    form, known = form_of(work.session, work.catalog, WHO, "full"), work.session.candidate(WHO).answers
    question = next(
        one.question for one in form.lines if one.question.levels and one.question.id not in known
    )
    answer = {question.id: {"answer": question.levels[0].id, "note": "by e-mail"}}
    sheet = csv_bytes(form_with(form, answer))
    page = served.window("owner", viewport={"width": 1200, "height": 800})
    back = FilePayload(name="vexley, “back”.csv", mimeType="text/csv", buffer=sheet)
    photo = FilePayload(name="photo.png", mimeType="image/png", buffer=sheet)
    page.on("filechooser", lambda chooser: chooser.set_files(back))
    seen = Window(page)
    page.reload()
    seen.until("Result")
    assert page.url == f"{served.origin}/desk"
    assert faults(page) == []
    page.locator("textarea.xterm-helper-textarea").focus()
    before, end = served.file.read_bytes(), time.monotonic() + 30
    page.keyboard.press("F5")
    seen.until("How do we know?")
    page.keyboard.press("1")
    while served.file.read_bytes() == before and time.monotonic() < end:
        page.wait_for_timeout(50)
    assert served.file.read_bytes() != before
    for key in ("Control+g", *["ArrowDown"] * 9, "Enter"):
        page.keyboard.press(key)
    seen.until("who has none yet")
    page.keyboard.press("r")
    page.wait_for_selector("#bring:not([hidden])")
    assert faults(page) == []
    page.set_input_files("#file", photo)
    page.get_by_text("photo.png: Choose one that ends in .xlsx, .ods, .csv.").wait_for()
    page.wait_for_function("() => document.activeElement.id === 'file'")
    page.keyboard.press("Enter")
    seen.until("Enter takes")
    page.wait_for_selector("#bring", state="hidden")
    page.keyboard.press("Enter")
    seen.until("Order now:")
    page.keyboard.press("F9")
    seen.until("Opens in any browser")
    with page.expect_download(timeout=60_000) as download:
        page.keyboard.press("Enter")
    assert work.session.title in Path(download.value.path()).read_text("utf-8")
    seen.until("Sent to your browser")
    assert (
        OpenSession.open(str(served.file)).session.candidate(WHO).answers[question.id].bidder == "by e-mail"
    )
