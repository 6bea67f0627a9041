"""What is loaded when: a command pays only for what it does."""

from __future__ import annotations

import subprocess
import sys

import pytest

LOADED = (
    "import sys; from msp_select.cli import main; status = main({arguments!r}); "
    "print(*sys.modules, file=sys.stderr); sys.exit(status)"
)


def modules_after(*arguments: str) -> set[str]:
    """The modules loaded by one command, run in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(arguments=list(arguments))],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stderr.split())


@pytest.mark.parametrize("command", ["rank", "explain", "robustness"])
def test_scoring_commands_never_load_the_interface(command: str) -> None:
    loaded = modules_after(command, "example:design-studio", "--samples", "0")
    assert not {"textual", "rich"} & loaded
    assert "msp_select.decision.evaluate" in loaded


def test_the_version_is_told_without_loading_anything_heavy() -> None:
    assert not {"textual", "rich", "numpy", "pydantic", "click"} & modules_after("--version")


def test_help_and_the_catalog_do_not_compute() -> None:
    assert not {"textual", "numpy"} & modules_after("catalog")
    assert not {"textual", "numpy", "pydantic"} & modules_after("--help")
