"""What the commands print of the examples and of signed years, behind each veil, compared with `recorded/`.

A change that alters them on purpose records them anew and says why:
`python -m tests.test_recorded_outputs`, which prints the names of the files that changed.
"""

from __future__ import annotations

import difflib
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from msp_select.model.session import Session
from msp_select.store.catalog import load_catalog
from msp_select.store.session import load_session
from msp_select.store.session_text import dump_session
from tests.after.test_signed_and_veiled import signed_example
from tests.after.years import year
from tests.cli.runs import run

RECORDED = Path(__file__).parent / "recorded"
EXAMPLES = ("dental-practice", "design-studio", "law-firm")
VEILS = ("open", "sealed", "blind", "sealed-blind")
COMMANDS = {
    "rank.txt": ("rank", "FILE"),
    "rank.json": ("rank", "FILE", "--json"),
    "explain.txt": ("explain", "FILE"),
    "explain-more.txt": ("explain", "FILE", "--more"),
    "explain.json": ("explain", "FILE", "--json"),
    "robustness.txt": ("robustness", "FILE"),
    "robustness.json": ("robustness", "FILE", "--json"),
    "negotiation.txt": ("explain", "FILE", "--sheet", "negotiation"),
    "contract.txt": ("explain", "FILE", "--sheet", "contract"),
    "takeover.txt": ("explain", "FILE", "--sheet", "takeover"),
    "duties.txt": ("explain", "FILE", "--sheet", "duties"),
    "scorecard.txt": ("explain", "FILE", "--sheet", "scorecard"),
    "agenda.txt": ("explain", "FILE", "--sheet", "agenda"),
    "costs.txt": ("explain", "FILE", "--sheet", "costs"),
    "call.txt": ("explain", "FILE", "--sheet", "call"),
    "report.md": ("report", "FILE", "-o", "OUT"),
    "report.csv": ("report", "FILE", "-o", "OUT"),
    "report.json": ("report", "FILE", "-o", "OUT"),
}
AFTER_SIGNING = {
    "review.txt": ("review", "FILE", "--as-of", "DAY"),
    "review-pictures.txt": ("review", "FILE", "--short", "--pictures", "--as-of", "DAY"),
    "review.json": ("review", "FILE", "--json", "--as-of", "DAY"),
    "stay.txt": ("stay", "FILE", "--as-of", "DAY"),
    "stay.json": ("stay", "FILE", "--json", "--as-of", "DAY"),
    "calendar.txt": ("calendar", "FILE", "--as-of", "DAY"),
    "calendar.json": ("calendar", "FILE", "--json", "--as-of", "DAY"),
    "check.txt": ("check", "FILE"),
    "report.md": ("report", "FILE", "-o", "OUT"),
}
SIGNED: dict[str, tuple[Callable[[], Session], str]] = {
    "drifting-year": (lambda: year("slow_drift_a"), "2028-07-20"),
    "silent-year": (lambda: year("silent_a"), "2028-07-20"),
    "steady-year": (lambda: year("steady_a"), "2028-07-20"),
    "signed-example": (signed_example, "2028-01-20"),
}
VEILED = (*EXAMPLES, "signed-example")  # the years are of one bidder alone: they are shown open
SETTINGS = [
    f"{name}-{veil}" for name in (*EXAMPLES, *SIGNED) for veil in (VEILS if name in VEILED else ("open",))
]


def commands(setting: str) -> dict[str, tuple[str, ...]]:
    return AFTER_SIGNING if setting.startswith(tuple(SIGNED)) else COMMANDS


def outputs(setting: str, folder: Path) -> Iterator[tuple[str, str]]:
    """The name and text of each output of one session behind one veil, written and run in `folder`."""
    example = next(name for name in (*EXAMPLES, *SIGNED) if setting.startswith(f"{name}-"))
    veil = setting.removeprefix(f"{example}-")
    signed, day = SIGNED.get(example, (None, ""))
    session = signed() if signed else load_session(f"example:{example}", load_catalog()).session
    changes = {"sealed": "sealed" in veil, "blind": "blind" in veil}
    settings = session.settings.model_copy(update=changes)
    file = folder / f"{example}.toml"
    file.write_bytes(dump_session(session.model_copy(update={"settings": settings})))
    for name, command in commands(setting).items():
        out = folder / name
        done = run(
            *(str({"FILE": file.name, "OUT": out.name, "DAY": day}.get(word, word)) for word in command)
        )
        text = out.read_text("utf-8") if "OUT" in command else done.out
        yield name, f"{done.err}{text}" if done.status == 0 else f"status {done.status}\n{done.err}"


def without_last_digits(text: str) -> str:
    """Sums over columns differ in their last digits from one release of numpy to the next."""
    return re.sub(r"\d+\.\d{13,}", lambda number: f"{float(number[0]):.13g}", text)


@pytest.mark.parametrize("setting", SETTINGS)
def test_the_outputs_are_as_recorded(setting: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    differing = {}
    for name, text in outputs(setting, tmp_path):
        recorded = (RECORDED / setting / name).read_text("utf-8")
        now, before = without_last_digits(text), without_last_digits(recorded)
        if now != before:
            lines = difflib.unified_diff(before.splitlines(), now.splitlines(), "recorded", "now", n=0)
            differing[name] = "\n".join(line[:300] for line in list(lines)[:12])
    assert not differing, "\n".join(f"{setting}/{name}\n{lines}" for name, lines in differing.items())


def test_nothing_else_is_recorded() -> None:
    found = {str(path.relative_to(RECORDED)) for path in RECORDED.rglob("*") if path.is_file()}
    assert found == {f"{setting}/{name}" for setting in SETTINGS for name in commands(setting)}


def test_no_output_tells_the_day_or_the_machine() -> None:
    for path in RECORDED.rglob("*.*"):
        assert not re.search(r"/(home|root|tmp|usr|work)/", path.read_text("utf-8")), path


def _record() -> None:
    for setting in SETTINGS:
        (RECORDED / setting).mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            for name, text in outputs(setting, Path(folder)):
                path = RECORDED / setting / name
                if not path.is_file() or path.read_text("utf-8") != text:
                    print(f"{setting}/{name}")  # noqa: T201 - a script that says what changed
                    path.write_text(text, "utf-8")


if __name__ == "__main__":
    _record()
