"""Saving beside the keys: while another program holds the file, keys are answered and nothing is lost."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from msp_select.store import session as store
from msp_select.store.atomic_write import PREFIX
from msp_select.store.recovery import recoveries
from msp_select.ui.saving import HELD
from tests.ui.driving import Driver, a_file, driving, read_back
from tests.ui.rest import LIMIT

HOLD = """
import sys, filelock
with filelock.FileLock(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def held(path: str) -> Iterator[subprocess.Popen[str]]:
    """Another process saves this file, until its standard input is closed or this ends."""
    lock = Path(path).resolve().parent / f"{PREFIX}{sha256(Path(path).name.encode()).hexdigest()[:12]}.lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == "held\n"
        try:
            yield holder
        finally:
            holder.stdin.close()


async def until(driver: Driver, condition: Callable[[], bool]) -> None:
    """Wait until it holds; unlike the driver's own, this does not wait for what works in a thread."""
    loop = asyncio.get_running_loop()
    end = loop.time() + LIMIT
    while not condition():
        assert loop.time() < end, f"It never came to that. The screen shows:\n{driver.text}"
        await asyncio.sleep(0.005)


async def typed(driver: Driver, *keys: str, shows: str) -> None:
    """Press keys and wait for what they bring to the screen."""
    for key in keys:
        await driver.pilot.press(key)
    await until(driver, lambda: shows in driver.text)


def let_go(holder: subprocess.Popen[str]) -> None:
    assert holder.stdin is not None
    holder.stdin.close()
    holder.wait()


@pytest.fixture
def _for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "LOCK_SECONDS", 3600.0)


@pytest.mark.usefixtures("_for_ever")
async def test_keys_are_answered_while_a_save_waits_and_all_is_saved_once_it_may() -> None:
    path = a_file("Vexley", "Harrow")
    async with driving(path) as driver:
        await driver.press("f5")
        before = Path(path).read_bytes()
        with held(path) as holder:
            await typed(driver, "2", shows="Saving…")
            await typed(driver, "f4", shows="· Candidates")
            await typed(driver, "x", shows="Remove Vexley with 1 answer?")
            await typed(driver, "y", "f2", *"40", "enter", shows="Question 2 of")
            await typed(driver, "ctrl+z", "ctrl+y", "right", shows="Question 3 of")
            assert "Saving…" in driver.text
            assert Path(path).read_bytes() == before  # as long as that the file was held
            (copy,) = recoveries(Path(path))
            assert copy.read(driver.app.work.catalog).candidates[0].answers  # type: ignore[union-attr]
            let_go(holder)
            await driver.rest()
        assert "Saved" in driver.text
        saved = read_back(path)
        assert saved == driver.session
    assert saved.business["biz_users"] == 40
    assert [one.name for one in saved.candidates] == ["Harrow"]
    assert recoveries() == ()


@pytest.mark.usefixtures("_for_ever")
async def test_leaving_waits_for_the_save_and_says_so() -> None:
    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f2")
        with held(path) as holder:
            await typed(driver, *"40", "enter", "ctrl+q", shows="Question 2 of")
            await until(driver, lambda: HELD in driver.app.messages)
            await typed(driver, "right", shows="Question 3 of")
            assert driver.app.return_code is None
            let_go(holder)
            await driver.rest()
        assert driver.app.return_code == 0
    assert read_back(path).business["biz_users"] == 40
    assert recoveries() == ()


@pytest.mark.usefixtures("_for_ever")
async def test_another_session_is_opened_once_this_one_is_saved() -> None:
    path, other = a_file("Vexley"), a_file("Harrow", path="other.toml")
    async with driving(path) as driver:
        await driver.press("f2")
        with held(path) as holder:
            await typed(driver, *"40", "enter", shows="Question 2 of")
            driver.app.try_open(other)
            await typed(driver, "f4", shows="· Candidates")
            assert driver.session.candidates[0].name == "Vexley"
            let_go(holder)
            await driver.rest()
        assert driver.session.candidates[0].name == "Harrow"
    assert read_back(path).business["biz_users"] == 40


async def test_a_file_held_too_long_is_not_saved_and_leaving_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "LOCK_SECONDS", 0.05)
    path = a_file("Vexley")
    with held(path):
        async with driving(path) as driver:
            await driver.press("f2", *"40", "enter")
            assert "NOT SAVED" in driver.text
            monkeypatch.setattr(store, "LOCK_SECONDS", 3600.0)  # waited for in vain once, now only tried
            await driver.press("ctrl+q")
            await driver.shows("kept apart, and offered at the next start")
            await driver.press("3")
            assert driver.app.return_code == 0
    (copy,) = recoveries(Path(path))
    assert b"biz_users = 40" in copy.path.read_bytes()


async def test_a_file_that_cannot_be_read_again_loses_nothing_of_what_is_not_saved() -> None:
    from msp_select.ui.start_session import read_again

    path = a_file("Vexley")
    async with driving(path) as driver:
        await driver.press("f2")
        Path(path).write_text("title =", "utf-8")
        await driver.press(*"40", "enter")
        assert "NOT SAVED" in driver.text
        read_again(driver.app)
        await driver.press("y", "escape")
        assert "NOT SAVED" in driver.text
    assert len(recoveries(Path(path))) == 1
