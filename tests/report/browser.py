"""A real browser without a window, for tests of pages: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
NEEDED = "MSP_SELECT_BROWSER_NEEDED"  # set where its absence is a failure, as in .ci/run


@contextmanager
def browser() -> Iterator[Browser]:
    """The browser; the test is skipped where there is none, and fails where one is needed."""
    if CHROMIUM is None:
        said = "Chromium is not installed: no page was looked at in a real browser"
        if os.environ.get(NEEDED):
            pytest.fail(said)
        pytest.skip(said)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox"] if root else [],  # as root it has none
        )
        yield found
        found.close()
