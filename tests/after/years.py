"""The six simulated years that are published with what has to be said of them."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any

from msp_select.decision.after.as_of import last_recorded
from msp_select.decision.after.review import AfterSigning, after_signing
from msp_select.exchange.actuals import Wanted, read_months, read_pulses
from msp_select.model.session import Session
from tests.after.agreements import agreement, catalog, promise, session

FOLDER = Path(__file__).parent.parent / "data" / "after"
EXPECTED: dict[str, Any] = json.loads((FOLDER / "years" / "expected.json").read_text())
REFERENCE: dict[str, Any] = json.loads((FOLDER / "reference.json").read_text())
PROMISES = [promise("response_met", 95), promise("satisfaction", 90), promise("patch_days", 14)]


def path(name: str) -> Path:
    """The figures of one of the years."""
    return FOLDER / "years" / f"{name}.csv"


@cache
def year(name: str) -> Session:
    """A session signed from 1 Jan 2027 on, with the figures of that provider."""
    signed = session(agreement(starts=dt.date(2027, 1, 1), promises=PROMISES))
    assert signed.agreement is not None
    read = read_months(path(name).read_bytes(), f"{name}.csv", signed.agreement, catalog(), Wanted())
    marks = path(f"{name}_pulse")
    pulses = read_pulses(marks.read_bytes(), marks.name)
    return signed.model_copy(update={"months": read.months, "pulses": pulses})


@cache
def reviewed(name: str, as_of: dt.date | None = None) -> AfterSigning:
    """Everything there is to say of it, at the end or as of a day."""
    one = year(name)
    assert one.agreement is not None
    return after_signing(one, one.agreement, catalog(), as_of or last_recorded(one))
