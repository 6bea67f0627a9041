"""An export of requests, one a row, as the figures of each month it was opened in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from zoneinfo import ZoneInfo

from msp_select.exchange.cell_grid import Row
from msp_select.model.number_text import readings

FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("ticket", "ticket id", "ticketnbr", "number", "id", "request"),
    "opened": ("opened", "created", "date entered", "created at", "date opened"),
    "started": ("started", "first response", "responded", "acknowledged", "first responded at"),
    "solved": ("solved", "resolved", "closed", "completed", "resolved at", "closed at"),
    "urgency": ("urgency", "priority"),
    "reopened": ("reopened", "reopens", "reopen count"),
    "paused": ("paused", "on hold minutes", "skipped minutes"),
    "in_time": ("in time", "sla met", "metresponsesla"),
    "breached": ("breached", "sla breached"),
    "content": ("content", "csat", "satisfied", "satisfaction"),
    "found_by": ("found by", "source", "reported by"),
    "cause": ("cause", "root cause"),
}
"""Columns by the names that usual programs give them; case, blanks and underlines do not count."""
_YES = {"yes", "true", "1", "y", "met", "x"}
_NO = {"no", "false", "0", "n", "missed", "breached"}
_URGENT = re.compile(r"\b(p ?1|p ?2|1|2|urgent|critical|high|emergency)\b", re.I)
_THEIRS = re.compile(r"monitor|provider|them|alert|automatic|system", re.I)
_FORMS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d")


@dataclass(frozen=True)
class Request:
    """One request; None where the export says nothing of it."""

    opened: dt.datetime
    in_time: bool | None
    reopened: bool | None
    paused: bool | None
    urgent: bool | None
    content: bool | None
    found_first: bool | None
    cause: bool | None


@dataclass(frozen=True)
class RequestsRead:
    """The requests, and what was left out of them and why."""

    requests: tuple[Request, ...]
    notes: tuple[str, ...]


def read_requests(rows: Sequence[Row], columns: Mapping[str, int], zone: str | None) -> RequestsRead:
    """The requests of an export; times without a zone are those of `zone`, of the provider."""
    found: list[Request] = []
    left: dict[str, list[int]] = {}
    for row in rows:
        cells = {key: row.cell(at).text.strip() for key, at in columns.items()}
        times = {key: _time(cells.get(key, ""), zone) for key in ("opened", "started", "solved")}
        what = _odd(times)
        if what:
            left.setdefault(what, []).append(row.number)
            continue
        assert times["opened"] is not None
        found.append(_request(cells, times["opened"], times["started"]))
    notes = tuple(
        f"{len(lines)} left out, {what}: line{'' if len(lines) == 1 else 's'} {_lines(lines)}"
        for what, lines in left.items()
    )
    open_still = sum(one.in_time is None for one in found) if {"in_time", "breached"} & columns.keys() else 0
    if open_still:
        notes = (*notes, f"{open_still} do not say whether they were begun in time, and are left out of that")
    return RequestsRead(tuple(found), notes)


def _lines(lines: Sequence[int]) -> str:
    shown = ", ".join(map(str, lines[:5]))
    return f"{shown} and {len(lines) - 5} more" if len(lines) > 5 else shown


def _odd(times: Mapping[str, dt.datetime | None]) -> str:
    """Why a request cannot be counted, or nothing."""
    opened, started, solved = times["opened"], times["started"], times["solved"]
    if opened is None:
        return "without a day on which it was opened"
    if started is not None and started < opened:
        return "begun before it was opened"
    if solved is not None and solved < (started or opened):
        return "solved before it was begun"
    return ""


def _time(text: str, zone: str | None) -> dt.datetime | None:
    """A time on the provider's clock."""
    if not text:
        return None
    try:
        found = dt.datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        found = next((one for form in _FORMS if (one := _as(text, form))), None)  # type: ignore[assignment]
    if found is None:
        return None
    if found.tzinfo is None:
        return found
    there = found.astimezone(ZoneInfo(zone)) if zone else found
    return there.replace(tzinfo=None)


def _as(text: str, form: str) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(text, form)
    except ValueError:
        return None


def _truth(text: str) -> bool | None:
    word = text.casefold()
    return True if word in _YES else False if word in _NO else None


def _more_than(text: str, least: int) -> bool | None:
    """Whether a number is more than so much; a word for yes or no counts as such."""
    found = readings(text) if text else ()
    return found[0] > least if found else _truth(text)


def _request(cells: Mapping[str, str], opened: dt.datetime, started: dt.datetime | None) -> Request:
    in_time = _truth(cells.get("in_time", ""))
    breached = _truth(cells.get("breached", ""))
    if in_time is None and breached is not None:
        in_time = not breached
    if started is None and "started" in cells and in_time is not False:
        in_time = None  # nobody has begun: its time is over, or it is not known yet
    urgency, found_by = cells.get("urgency", ""), cells.get("found_by", "")
    reopened = _more_than(cells.get("reopened", ""), 0)
    return Request(
        opened=opened,
        in_time=in_time,
        reopened=reopened if "reopened" not in cells else bool(reopened),
        paused=_more_than(cells.get("paused", ""), 0)
        if "paused" not in cells
        else bool(_more_than(cells.get("paused", ""), 0)),
        urgent=bool(_URGENT.search(urgency)) if urgency else None,
        content=_more_than(cells.get("content", ""), 3),
        found_first=bool(_THEIRS.search(found_by)) if found_by else None,
        cause=bool(cells.get("cause")) if "cause" in cells and reopened else None,
    )


_SHARES: Mapping[str, Callable[[Request], bool | None]] = {
    "response_met": lambda one: one.in_time,
    "reopened": lambda one: one.reopened,
    "late_paused": lambda one: one.paused,
    "urgent": lambda one: one.urgent,
    "satisfaction": lambda one: one.content,
    "found_first": lambda one: one.found_first,
    "causes": lambda one: one.cause,
}


def monthly_figures(
    requests: Sequence[Request],
) -> dict[str, dict[str, tuple[Decimal, Decimal]]]:
    """For each month of opening, every share that can be counted: so many, of so many."""
    by_month: dict[str, list[Request]] = {}
    for one in requests:
        by_month.setdefault(f"{one.opened:%Y-%m}", []).append(one)
    found: dict[str, dict[str, tuple[Decimal, Decimal]]] = {}
    for month, there in by_month.items():
        found[month] = {}
        for measure, told in _SHARES.items():
            answers = [answer for one in there if (answer := told(one)) is not None]
            if answers:
                found[month][measure] = (Decimal(sum(answers)), Decimal(len(answers)))
    return found
