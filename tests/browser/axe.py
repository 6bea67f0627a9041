"""What axe-core finds wrong with a page for people who see, hear or move differently."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
_RUN = """async () => {
  const found = await axe.run();
  const said = (one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 120)}`);
  return {wrong: found.violations.flatMap(said), open: found.incomplete.map((one) => one.id)};
}"""


def faults(page: Page) -> list[str]:
    """Every violation, by its rule and the element."""
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate(_RUN)
    wrong: list[str] = found["wrong"]
    return wrong


def sideways(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    wider: int = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
    return wider
