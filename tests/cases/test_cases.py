"""Sessions that were once answered wrongly, each with what the commands must say of it.

`NAME.toml` is a session, `NAME.expect.json` runs of the command with checks: a `path` into the output and
`is`, `about` (with `within`), `at_least`, `at_most`, `matches` or `absent` (patterns); or `order`, paths
whose figures do not rise (`strictly`: fall), or `same`, paths whose figures are equal.
"""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.cli.runs import run

HERE = Path(__file__).parent
CASES = sorted(path.stem for path in HERE.glob("*.toml"))


@pytest.mark.parametrize("case", CASES)
def test_the_commands_say_what_is_right(case: str) -> None:
    expected = json.loads((HERE / f"{case}.expect.json").read_text("utf-8"))
    assert expected["runs"]
    for one in expected["runs"]:
        words = [str(HERE / f"{case}.toml") if word == "{file}" else word for word in one["run"]]
        done = run(*words)
        assert done.status == one.get("status", 0), done.err
        said = json.loads(done.out) if "--json" in words else done.out
        assert one["checks"]
        wrong = [f"{check}: {_found(check, said)}" for check in one["checks"] if not _holds(check, said)]
        assert not wrong, "\n".join(wrong)


def test_every_case_has_its_session_and_its_expectations() -> None:
    assert CASES
    assert [path.name.removesuffix(".expect.json") for path in sorted(HERE.glob("*.json"))] == CASES


def _found(check: dict[str, Any], said: Any) -> str:
    paths = check.get("order") or check.get("same") or [check["path"]]
    return "; ".join(_text(_at(said, path))[:200] for path in paths)


def _holds(check: dict[str, Any], said: Any) -> bool:
    if "order" in check:
        least = 1e-9 if check.get("strictly") else -1e-6
        return all(a - b >= least for a, b in pairwise(_at(said, path) for path in check["order"]))
    if "same" in check:
        figures = [_at(said, path) for path in check["same"]]
        return bool(max(figures) - min(figures) < 1e-6)
    found = _at(said, check["path"])
    if "is" in check:
        return bool(found == check["is"])
    if "about" in check:
        return found is not None and abs(found - check["about"]) <= check["within"]
    if "at_least" in check or "at_most" in check:
        low, high = check.get("at_least", float("-inf")), check.get("at_most", float("inf"))
        return found is not None and bool(low <= found <= high)
    if "matches" in check:
        return found is not None and re.search(check["matches"], _text(found)) is not None
    return re.search(check["absent"], _text(found)) is None


def _at(said: Any, path: str) -> Any:
    """What stands at a path such as "ranking[id=a].score" or "caveats[0].kind"; None where nothing does."""
    for step in re.findall(r"[^.\[\]]+|\[[^\]]*\]", path):
        if not step.startswith("["):
            said = said.get(step) if isinstance(said, dict) else None
        elif "=" in step:
            key, _, value = step[1:-1].partition("=")
            said = next((one for one in said or () if str(one.get(key)) == value), None)
        else:
            at = int(step[1:-1])
            said = said[at] if said is not None and at < len(said) else None
    return said


def _text(found: Any) -> str:
    return found if isinstance(found, str) else json.dumps(found, ensure_ascii=False)
