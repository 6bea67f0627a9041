"""Signed sessions to test with: a candidate, an agreement, and months as the caller wants them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from typing import Any

from msp_select.model.catalog import Catalog
from msp_select.model.session import Session
from msp_select.store.catalog import load_catalog

CANDIDATE = "vexley-pyke"
ID = "9f2c41d07be84c3a"


@cache
def catalog() -> Catalog:
    """The catalog that travels with the program."""
    return load_catalog()


def agreement(**fields: Any) -> dict[str, Any]:
    """The table `[agreement]` of 36 months from 1 Feb 2027 with 90 days of notice, as a file has it."""
    return {
        "id": ID,
        "candidate": CANDIDATE,
        "signed": dt.date(2026, 12, 4),
        "starts": dt.date(2027, 2, 1),
        "term_months": 36,
        "notice": {"days": 90, "form": "letter"},
    } | fields


def promise(measure: str, target: int, **fields: Any) -> dict[str, Any]:
    """A promise of one of the eight measures, as a file has it."""
    kinds = {"response_met": "share", "satisfaction": "share", "patch_days": "amount", "repeats": "count"}
    way = "at_least" if kinds[measure] == "share" else "at_most"
    return {"id": measure, "says": f"Promise of {measure}", "kind": kinds[measure], way: target} | fields


def month(name: str, figures: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    """One month: each figure a number, a pair (so many, of so many), or None where it was not given."""
    actuals = []
    for measure, figure in (figures or {}).items():
        value, of = figure if isinstance(figure, tuple) else (figure, None)
        by = "own_count" if measure == "hours_lost" else "provider_record"
        row = {"id": measure, "value": _number(value), "of": _number(of), "measured_by": by}
        actuals.append({key: one for key, one in row.items() if one is not None})
    year, at = int(name[:4]), int(name[5:])
    received = dt.date(year + at // 12, at % 12 + 1, 9)
    report = {} if "report" in fields else {"received": received}
    return {"month": name, **report, "actuals": actuals} | fields


def _number(value: Any) -> Any:
    return None if value is None else Decimal(str(value))


def session(signed: dict[str, Any] | None = None, **fields: Any) -> Session:
    """A session with two candidates, one of them signed with."""
    return Session.model_validate(
        {
            "title": "Signed",
            "created": dt.date(2026, 11, 1),
            "as_of": dt.date(2026, 11, 21),
            "candidates": [
                {"id": CANDIDATE, "name": "Vexley & Pyke"},
                {"id": "ninefold", "name": "Ninefold Harrow"},
            ],
            "agreement": agreement() if signed is None else signed,
        }
        | fields
    )
