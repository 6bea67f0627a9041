"""A method that another package brings may be as bad as it likes: it is named, with status 2."""

from __future__ import annotations

import importlib.metadata
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.cli.runs import run


def leaves(*_: Any) -> Any:
    sys.exit(0)


def recurses(values: Any, weights: Any) -> Any:
    return recurses(values, weights)


class Odd(BaseException):
    """No Exception at all."""


def odd(*_: Any) -> Any:
    raise Odd


def spoils(values: Any, weights: Any) -> Any:
    scores = values @ weights
    values[:] = 0
    weights[:] = np.nan
    return scores


BAD: list[tuple[str, object, str]] = [
    ("divides by nothing", lambda *_: 1 / 0, "failed: ZeroDivisionError"),
    ("leaves", leaves, "failed: SystemExit"),
    ("recurses", recurses, "failed: RecursionError"),
    ("no exception", odd, "failed: Odd"),
    ("takes nothing", lambda: 1, "failed: TypeError"),
    ("no function", 7, "failed: InputError"),
    ("a text", lambda *_: "first", "failed: ValueError"),
    ("nothing", lambda *_: None, "gave figures of the shape ()"),
    (
        "one too many",
        lambda values, _: np.zeros(len(values) + 1),
        "gave figures of the shape (5,), expected (4,)",
    ),
    ("no number", lambda values, _: np.full(len(values), np.nan), "gave a figure that is no finite number"),
    ("endless", lambda values, _: np.full(len(values), np.inf), "gave a figure that is no finite number"),
]


def install(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """An installed package says that it brings a method "theirs"."""
    entry = importlib.metadata.EntryPoint("theirs", value, "msp_select.methods")
    real = importlib.metadata.entry_points

    def entry_points(**wanted: str) -> Any:
        return [entry] if wanted == {"group": entry.group} else real(**wanted)

    monkeypatch.setattr(importlib.metadata, "entry_points", entry_points)


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch) -> Callable[[object], None]:
    """Install a function as the method "theirs"."""

    def plug(function: object, value: str = "their_package:scores") -> None:
        module = types.ModuleType("their_package")
        module.scores = function  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "their_package", module)
        install(monkeypatch, value)

    return plug


def ranked(method: str = "theirs") -> Any:
    return run("rank", "example:design-studio", "--samples", "0", "--method", method)


@pytest.mark.parametrize(("function", "said"), [bad[1:] for bad in BAD], ids=[bad[0] for bad in BAD])
def test_a_bad_plug_in_is_named_and_ends_with_2(
    plugged: Callable[[object], None], function: object, said: str
) -> None:
    plugged(function)
    done = ranked()
    assert (done.status, done.out) == (2, "")
    first, second = done.err.splitlines()
    assert first.startswith(f"The method theirs (their_package), which another package brings, {said}")
    assert second.startswith("Ask whoever made it, or use one of: additive, ")
    assert ranked("topsis").status == 0


@pytest.mark.parametrize(
    "value", ["nowhere.at.all:scores", "their_package:missing", "their_package", "", "a b:c d"]
)
def test_a_plug_in_that_is_not_there_is_named(plugged: Callable[..., None], value: str) -> None:
    plugged(lambda values, weights: values @ weights, value)
    done = ranked()
    assert done.status == 2
    assert done.err.startswith("The method theirs (")
    assert "failed: " in done.err
    assert ranked("additive").status == 0


def test_one_that_ends_the_program_while_it_is_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "leaving_package.py").write_text("import sys\nsys.exit(0)\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    install(monkeypatch, "leaving_package:scores")
    assert ranked().err.startswith(
        "The method theirs (leaving_package), which another package brings, failed: "
    )


def test_a_good_one_orders_and_cannot_change_what_it_was_given(plugged: Callable[[object], None]) -> None:
    plugged(spoils)
    theirs, ours = ranked(), ranked("additive")
    assert theirs.status == 0
    names = [[line.split()[0] for line in done.out.splitlines()[3:7]] for done in (theirs, ours)]
    assert names[0] == names[1]
