"""Any keys in any place, and the end at any moment: what was shown as saved is in the file.

A walk is first done in this process, noting the session after every key; then the same keys are typed
into the program in a pseudo-terminal until it is ended. WALK_SEEDS=0,1,2,... tries other walks.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest
from textual.screen import ModalScreen

from msp_select.model.session import Session
from tests.ui.driving import a_file, driving, read_back

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are for POSIX", allow_module_level=True)

from tests.ui.pseudo_terminal import LEAVES, SHOWS_CURSOR, Terminal

SEEDS = [int(seed) for seed in os.environ.get("WALK_SEEDS", "1").split(",")]
End = Literal["kill", "term", "hup", "window"]
SIGNALS = {"kill": signal.SIGKILL, "term": signal.SIGTERM, "hup": signal.SIGHUP}
ANYWHERE = ("f2", "f3", "f4", "f5", "f5", "f6", "up", "down", "right", "left", "tab", "ctrl+z", "ctrl+y")
IN_PLACE = {
    "business": ("1", "2", "3", "enter", "7", "d", "backspace", "right"),
    "weights": ("right", "right", "shift+right", "left", "down", "5", "backspace"),
    "candidates": ("a", "d", "x", "r", "e", "k", "down", "enter"),
    "questions": ("1", "2", "3", "4", "d", "r", "k", "x", "e", "C", "n", "g", "t", "enter", "backspace"),
    "result": ("tab", "right", "shift+right", "left", "down", "5", "f", "0", "y", "b"),
}
IN_DIALOG = ("enter", "enter", "escape", "y", "n", "1", "2", "Z", "tab")
WORD = re.compile("(Saved( \\d\\d:\\d\\d)?|Saving…|NOT SAVED)".encode())


@dataclass(frozen=True)
class Step:
    """A key, and what the session was after it."""

    key: str
    place: str
    session: dict[str, Any]


def content(session: Session) -> dict[str, Any]:
    """All but the log and other times of day."""
    kept = session.model_dump(mode="json", exclude={"log", "log_chain"})
    kept["settings"].pop("weights_locked", None)
    return kept


async def a_walk(path: str, chance: random.Random, length: int) -> list[Step]:
    """A walk that never leaves the file: it presses nothing on the start page but the way to a place."""
    steps: list[Step] = []
    async with driving(path) as driver:
        for _ in range(length):
            place = driver.app.place_shown()
            if isinstance(driver.app.screen, ModalScreen):
                key = chance.choice(IN_DIALOG)
            elif place in IN_PLACE and chance.random() < 0.7:
                key = chance.choice(IN_PLACE[place])
            else:
                key = chance.choice([k for k in ANYWHERE if k.startswith("f") or place != "home"])
            await driver.press(key)
            steps.append(Step(key, driver.app.place_shown(), content(driver.session)))
    return steps


def says_saved(terminal: Terminal) -> bool:
    """Whether everything is shown as saved now."""
    shown = [match.group().decode() for match in WORD.finditer(terminal.words)]
    return bool(shown) and shown[-1].startswith("Saved ")


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("end", ["kill", "term", "hup", "window"])
def test_wherever_it_ends_the_file_holds_everything_shown_as_saved(end: End, seed: int) -> None:
    chance = random.Random(f"{end} {seed}")
    steps = asyncio.run(a_walk(a_file("Vexley", "Harrow", path="pilot.toml"), chance, 14))
    path = a_file("Vexley", "Harrow")
    states = [content(read_back(path)), *(step.session for step in steps)]
    terminal = Terminal(path)
    saved = 0
    for at, step in enumerate(steps, 1):
        if end == "kill" and at == len(steps):
            terminal.send(step.key)
            time.sleep(chance.random() / 20)  # in the middle of the last key
        else:
            terminal.press(step.key)
            if says_saved(terminal):
                saved = at
    if end == "window":
        terminal.close_window()
    else:
        os.kill(terminal.pid, SIGNALS[end])
        assert terminal.ended() == (-SIGNALS[end] if end == "kill" else 128 + SIGNALS[end])
    found = content(read_back(path))
    keys = " ".join(step.key for step in steps)
    if end == "kill":
        assert found in states[saved:], keys
    else:
        assert found == states[-1], keys
    if end in ("term", "hup"):
        assert LEAVES in terminal.output
        assert SHOWS_CURSOR in terminal.output[terminal.output.index(LEAVES) - 200 :]
        assert terminal.echoes
    assert {path.name for path in Path().glob("*.toml")} == {"pilot.toml", "a.toml"}
