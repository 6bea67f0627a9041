"""What keeps people out of a page who see, hear or move differently."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def faults(page: Page) -> list[str]:
    """Every violation that axe-core finds, by its rule and the element."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


def sideways(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    wider: int = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
    return wider
