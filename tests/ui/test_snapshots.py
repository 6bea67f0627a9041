"""Every screen as it was when somebody last looked at it, in characters, and legible in both themes.

After a wanted change: RENEW_SCREENS=1 pytest tests/ui/test_snapshots.py, then look at the differences.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.color import Color

from msp_select.store.session import new_session_file
from msp_select.ui.places import PLACES
from tests.after.years import year
from tests.ui.driving import Driver, a_file, driving

SCREENS = Path(__file__).parent / "screens"
EXAMPLE = "example:dental-practice"
SIZES = ((80, 24), (120, 40))
DIALOGS = {
    "places": ("f2", "ctrl+g"),
    "help": ("f5", "f1"),
    "note": ("f5", "n"),
    "questions-listed": ("f5", "l"),
    "remove": ("f4", "x"),
    "kind": ("f4", "w"),
    "profile": ("f3", "p"),
    "swing": ("f3", "r"),
    "against": ("f7", "g"),
    "sheet": ("f9", *("down",) * 9, "v"),
    "examples": ("escape", "escape", "escape", "e"),
}
LEGIBLE = 4.5  # to 1, of letters on what is behind them: WCAG 2.2, 1.4.3


@pytest.fixture(autouse=True)
def _one_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths stand on some screens; this one is the same everywhere."""
    if sys.platform == "win32":
        pytest.skip("the captures show paths as POSIX writes them")
    monkeypatch.chdir("/")


def characters(driver: Driver) -> str:
    """What the screen shows, without the ends of scroll bars, which come and go with the order of layouts."""
    lines = (re.sub("[▁▂▃▄▅▆▇]+$", "", line).rstrip() for line in driver.text.splitlines())
    return "\n".join(lines).rstrip() + "\n"


def compared(name: str, text: str) -> None:
    """The characters of a screen are those of its file."""
    path = SCREENS / f"{name}.txt"
    if os.environ.get("RENEW_SCREENS"):
        SCREENS.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def luminance(color: Color) -> float:
    """How bright it is, 0 to 1, as WCAG 2.2 reckons it."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def faint(driver: Driver) -> Iterator[str]:
    """Texts whose letters stand out less from what is behind them than they should."""
    front_most = next(iter(driver.app.screen.query(".dialog")), driver.app.screen).region
    strips = driver.app.screen._compositor.render_strips()[front_most.y : front_most.bottom]
    for strip in strips:
        for text, style, _ in strip.crop(front_most.x, front_most.right):
            if style is None or style.color is None or style.bgcolor is None:
                continue
            if not any(letter.isalnum() for letter in text):
                continue
            front, back = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
            if style.dim:
                front = back.blend(front, 0.66)
            light, dark = sorted((luminance(front), luminance(back)), reverse=True)
            if (ratio := (light + 0.05) / (dark + 0.05)) < LEGIBLE:
                yield f"{ratio:.1f} {text.strip()!r}"


async def at_place(driver: Driver, place: str) -> None:
    """Go there and wait for everything worked out."""
    await driver.go(place)
    if place == "present":
        await driver.press("1")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_place_looks_as_it_was_seen_and_is_legible_in_both_themes(size: tuple[int, int]) -> None:
    async with driving(EXAMPLE, size=size) as driver:
        for place in PLACES:
            await at_place(driver, place)
            dark = characters(driver)
            compared(f"{place}-{size[0]}x{size[1]}", dark)
            assert not list(faint(driver)), place
            driver.app.theme = "textual-light"
            await driver.rest()
            assert characters(driver) == dark
            assert not list(faint(driver)), place
            driver.app.theme = "textual-dark"


@pytest.mark.parametrize("dialog", DIALOGS)
async def test_every_dialog_looks_as_it_was_seen_and_is_legible_in_both_themes(dialog: str) -> None:
    async with driving(EXAMPLE) as driver:
        await driver.press(*DIALOGS[dialog])
        for theme in ("textual-dark", "textual-light"):
            driver.app.theme = theme
            await driver.rest()
            assert not list(faint(driver)), theme
            compared(f"dialog-{dialog}", characters(driver))


async def test_the_earlier_versions_look_as_they_were_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    path = a_file("Vexley", path=str(tmp_path / "a.toml"))
    async with driving(path) as driver:
        await driver.press("f5", "2", "f4", "d", "enter", "f2", "7", "enter")
        await driver.go("home")
        await driver.press("v")
        for theme in ("textual-dark", "textual-light"):
            driver.app.theme = theme
            await driver.rest()
            assert not list(faint(driver)), theme
            compared("dialog-versions", characters(driver))
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("size", [*SIZES, (60, 20)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_pages_after_signing_look_as_they_were_seen_and_are_legible(
    size: tuple[int, int], tmp_path: Path
) -> None:
    path = str(tmp_path / "a.toml")
    new_session_file(path, year("slow_drift_a"))
    async with driving(path, size=size) as driver:
        shown = []
        for key in ("1", "2", "3", "4", "5", "s", "v"):
            await driver.press(key)
            await driver.until(lambda: "Working it out" not in driver.text)
            assert not list(faint(driver)), key
            shown.append(f"-- {key}\n{characters(driver)}")
        await driver.press("2", "enter")
        shown.append(f"-- the picture\n{characters(driver)}")
        driver.app.theme = "textual-light"
        await driver.rest()
        assert not list(faint(driver))
    compared(f"after-signed-{size[0]}x{size[1]}", "\n".join(shown))


async def test_the_first_page_looks_as_it_was_seen() -> None:
    async with driving() as driver:
        compared("welcome", characters(driver))


async def test_an_empty_session_says_in_every_place_what_to_do(tmp_path: Path) -> None:
    path = a_file(path=str(tmp_path / "a.toml"))
    shown = []
    async with driving(path) as driver:
        for place in ("candidates", "questions", "result", "why", "compare"):
            await at_place(driver, place)
            shown.append(f"-- {place}\n{characters(driver)}")
    compared("empty", "\n".join(shown))
