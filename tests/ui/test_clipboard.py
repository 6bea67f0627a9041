"""Copying a page: to the clipboard by OSC 52, or into a file where the terminal passes nothing on."""

from __future__ import annotations

import base64
import re
import sys
from pathlib import Path

import pytest

from msp_select.ui.clipboard import COPIED, may_reach_clipboard
from tests.ui.driving import driving
from tests.ui.test_result import a_copy

PLAIN = {"TMUX": "", "STY": "", "VTE_VERSION": "", "TERM_PROGRAM": ""}


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are for POSIX")
def test_result_and_why_reach_the_clipboard() -> None:
    from tests.ui.pseudo_terminal import Terminal

    terminal = Terminal(a_copy("example:design-studio"), **PLAIN)
    terminal.press("f6", "y", "f7", "y")
    terminal.close_window()
    copied = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07", terminal.output)
    result, why = (base64.b64decode(one).decode() for one in copied)
    assert result.startswith("Design studio\nPennyloaf & Daughter fits you best: ")
    assert re.search(r"^ +1 Pennyloaf & Daughter +73\.9 .*94 % +", result, re.MULTILINE)
    assert "Your gut says Vexley & Pyke: second" in result
    assert why.splitlines()[0].startswith("Why not ") or "Pennyloaf" in why.splitlines()[0]
    assert "Your gut and the ranking\n" in why
    assert max(map(len, why.splitlines())) <= 80


@pytest.mark.parametrize(
    "told",
    [{"TERM_PROGRAM": "Apple_Terminal"}, {"TERM": "linux"}, {"VTE_VERSION": "7600"}, {"TMUX": "/tmp/x"}],
)
async def test_where_it_cannot_it_is_a_file_and_said_where(
    told: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (PLAIN | {"TERM": "xterm-256color"} | told).items():
        monkeypatch.setenv(name, value)
    async with driving(a_copy("example:design-studio")) as driver:
        await driver.press("f6", "y", "f7", "y")
        await driver.press("y")  # what was written there last for this session may be written again
        folder = Path.cwd()
        for page in ("result", "why"):
            path = folder / f"{page}-design-studio.txt"
            told_so = f"This terminal passes nothing on to the clipboard. Written instead: {path}"
            await driver.says(told_so)
            assert "Pennyloaf & Daughter" in path.read_text("utf-8")
        assert driver.app.clipboard == ""


async def test_a_file_of_somebody_elses_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM_PROGRAM", "Apple_Terminal")
    path = Path("result-design-studio.txt")
    path.write_text("mine")
    async with driving(a_copy("example:design-studio")) as driver:
        await driver.press("f6", "y")
        assert any(message.startswith("Not copied.") for message in driver.app.messages)
    assert path.read_text() == "mine"


async def test_it_says_that_a_terminal_may_not_allow_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (PLAIN | {"TERM": "xterm-256color"}).items():
        monkeypatch.setenv(name, value)
    assert may_reach_clipboard({"TERM": "xterm-kitty", "TERM_PROGRAM": "iTerm.app"})
    async with driving(a_copy("example:design-studio"), size=(100, 60)) as driver:
        await driver.press("f6", "y")
        await driver.says(COPIED)
        await driver.press("f1")
        await driver.shows("Shift and drag", "Copy the ranking as text")
