"""What is left behind when the program itself fails: where in the code it was, never what was in it."""

from __future__ import annotations

import datetime as dt
import traceback

from rich.text import Text

from msp_select.errors import shown_path
from msp_select.store.atomic_write import PRIVATE, atomic_write
from msp_select.store.files import state_folder


def crash_message(error: BaseException | None, session: str) -> Text:
    """One or two lines for the terminal, after writing a report without any value of a variable."""
    lines = [f"{type(error).__name__}\n"] if error is not None else ["unknown\n"]
    for frame in traceback.extract_tb(error.__traceback__) if error is not None else []:
        lines.append(f"{frame.filename}:{frame.lineno} in {frame.name}\n")
    kept = f" Your answers are in {shown_path(session)}." if session else ""
    return Text(
        f"msp-select stopped: a fault in the program itself ({lines[0].strip()}).{kept}\n"
        f"What happened, without any of your answers: {shown_path(_written(lines))}"
    )


def _written(lines: list[str]) -> str:
    now = dt.datetime.now(dt.UTC)
    path = state_folder() / f"fault-{now:%Y%m%d-%H%M%S}.txt"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        atomic_write(path, "".join(lines).encode("utf-8", "backslashreplace"), mode=PRIVATE)
    except OSError:
        return " < ".join(line.strip() for line in reversed(lines[1:][-3:]))
    return str(path)
