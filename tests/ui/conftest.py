"""Every journey begins in an empty folder, with nothing remembered."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MSP_SELECT_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.delenv("NO_COLOR", raising=False)
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)


@pytest.fixture(autouse=True)
def _no_guesses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pilot guesses from the processor time used whether all is done; `at_rest` knows."""
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", float("inf"))


@pytest.fixture(autouse=True)
def _no_terminal_to_wait_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Saving leaves a terminal the time to paint; here what was changed is painted by `at_rest`."""
    monkeypatch.setattr("msp_select.ui.saving.PAINTING", 0)
