"""What the interface remembers between runs: the theme, the sessions opened last, and where each was left."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from msp_select.store.atomic_write import PRIVATE, atomic_write
from msp_select.store.files import state_folder

KEPT = 12


@dataclass(frozen=True)
class Visit:
    """One session as it was left: how far it is, and the place, question and candidate last looked at."""

    reference: str
    title: str = ""
    when: str = ""  # ISO, UTC
    answered: int = 0
    asked: int = 0
    place: str = ""
    question: str = ""
    candidate: str = ""

    def age(self, now: dt.datetime) -> str:
        """How long ago, in words."""
        try:
            days = (now.astimezone().date() - dt.datetime.fromisoformat(self.when).astimezone().date()).days
        except (ValueError, TypeError):
            return ""
        return "today" if days <= 0 else "yesterday" if days == 1 else f"{days} days ago"


@dataclass(frozen=True)
class UiState:
    """Everything remembered; `visits` has the latest first."""

    theme: str = ""
    visits: tuple[Visit, ...] = field(default=())
    library: str = ""  # the folder with provider files that was looked at last
    one_key: bool = False  # a digit answers and goes on at once

    def visit(self, reference: str) -> Visit:
        """How the session was left, or a first visit."""
        return next((v for v in self.visits if v.reference == reference), Visit(reference))

    def visited(self, visit: Visit) -> UiState:
        """The state with this visit as the latest."""
        others = tuple(v for v in self.visits if v.reference != visit.reference)
        return replace(self, visits=(visit, *others)[:KEPT])


def state_file() -> Path:
    """Where the state is kept; deleting it loses comfort, never an answer."""
    return state_folder() / "interface.json"


def load_state() -> UiState:
    """What was remembered; a file that is missing or damaged is as good as none."""
    try:
        data = json.loads(state_file().read_text(encoding="utf-8"))
        theme, library = (data.get(name, "") for name in ("theme", "library"))
        visits = tuple(_visit(item) for item in data.get("visits", [])[:KEPT])
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return UiState()
    theme, library = (text if isinstance(text, str) else "" for text in (theme, library))
    return UiState(theme, visits, library, data.get("one_key") is True)


def _visit(item: dict[str, Any]) -> Visit:
    kinds = {name: type(value) for name, value in asdict(Visit("")).items()}
    return Visit(**{name: item[name] for name in kinds if isinstance(item.get(name), kinds[name])})


def store_state(state: UiState) -> None:
    """Remember `state`, wholly or not at all; trouble is not worth a message."""
    path = state_file()
    with contextlib.suppress(OSError):
        os.makedirs(path.parent, mode=0o700, exist_ok=True)
        atomic_write(path, json.dumps(asdict(state), indent=1).encode(), mode=PRIVATE)
