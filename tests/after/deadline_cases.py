"""The published deadline cases, as agreements."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from tests.after.agreements import agreement

FOLDER = Path(__file__).parent.parent / "data" / "after"
CASES: list[dict[str, Any]] = json.loads((FOLDER / "deadlines.json").read_text())
NAMES = {"notice_days": "days", "notice_working_days": "working_days", "notice_months": "months"}
NOTICE = {
    **NAMES,
    "counting": "counting",
    "notice_is": "is",
    "notice_to": "to",
    "form": "form",
    "travel_working_days": "travel_working_days",
    "cutoff": "until",
    "provider_zone": "zone",
}


def signed_of(case: dict[str, Any]) -> dict[str, Any]:
    """The table `[agreement]` of a case."""
    days = {key: dt.date.fromisoformat(case[key]) for key in ("ends_on",) if key in case}
    renews = case.get("renews_months")
    return agreement(
        starts=dt.date.fromisoformat(case["start"]),
        signed=dt.date.fromisoformat(case["start"]),
        term_months=case["term_months"],
        notice={name: case[key] for key, name in NOTICE.items() if key in case},
        renewal={"kind": "months", "months": renews} if renews else {},
        holidays=[dt.date.fromisoformat(day) for day in case.get("holidays", ())],
        **({"own_zone": case["own_zone"]} if "own_zone" in case else {}),
        **days,
    )
