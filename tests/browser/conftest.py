"""A real browser: Chromium as the system has it, so that no other one is downloaded."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "msedge")
PHONE = {"width": 390, "height": 844}
Opened = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser of this run; without one the tests are skipped, and fail where they must run."""
    named = os.environ.get("MSP_SELECT_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if named is None:
        missing = "no Chromium here: install it, or name it in MSP_SELECT_CHROMIUM"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=named, args=as_root)
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    """Opens a page in a browser of its own, as on a phone; what it asks the network for fails the test."""
    asked: list[str] = []
    given = []
    contexts = []

    def open_page(file: Path, **settings: object) -> Page:
        given.append(file.as_uri())
        context = browser.new_context(viewport=PHONE, accept_downloads=True, **settings)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: asked.append(f"fault in the script: {error}"))
        page.goto(file.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [one for one in asked if not one.startswith(("data:", "blob:", *given))] == []
