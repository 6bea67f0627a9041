"""A real browser, as on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.report.browser import browser as chromium

PHONE: ViewportSize = {"width": 390, "height": 844}
Opened = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser of a module."""
    with chromium() as found:
        yield found


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
