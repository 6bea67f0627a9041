"""The account of a returned form, row by row, for whoever decides whether to take it."""

from __future__ import annotations

from dataclasses import dataclass

from msp_select.exchange.receipt import Item, Received
from msp_select.model.session import Session


@dataclass(frozen=True)
class Part:
    """Some rows under a title: each the cell it stands in, and what is said of it."""

    title: str
    rows: tuple[tuple[str, str], ...] = ()


def parts_of(received: Received) -> tuple[Part, ...]:
    """Every row of the form, what is to be decided on first, and what to know besides."""
    parts = [
        _part("Refused", [(item, item.reason) for item in received.refused]),
        _part("Changed", [(item, f"{item.said} (before: {item.before})") for item in received.changed]),
        _part("New", [(item, item.said) for item in received.accepted]),
        Part(f"As it was: {rows(len(received.unchanged))}") if received.unchanged else Part(""),
        _left_blank(received),
        Part("To know", tuple(("", note) for note in received.notes)) if received.notes else Part(""),
    ]
    return tuple(part for part in parts if part.title)


def whose(received: Received, shown: Session) -> str:
    """Who sent it, as its name may be shown, and in which file."""
    name = next((one.name for one in shown.candidates if one.id == received.candidate), "nobody here")
    return f"{name}, from {received.name}"


def taken(received: Received) -> str:
    """What was taken, once it was: "24 rows taken and saved; 1 row refused"."""
    left = f"; {rows(len(received.refused))} refused" if received.refused else ""
    if received.left_blank:
        left += f"; {rows(len(received.left_blank))} left blank count as not answered"
    return f"{rows(len(received.good))} taken and saved{left}"


def nothing_taken(received: Received) -> tuple[str, str]:
    """Why nothing can be taken as it is, and what the bidder or the owner can do about it."""
    if received.blocked:
        return (
            f"{received.name}: nothing was taken: {'; '.join(received.blocked)}",
            "Check that it is the right file for this session and candidate.",
        )
    refused = "1 row was" if len(received.refused) == 1 else f"{len(received.refused)} rows were"
    return (
        f"{received.name}: nothing was taken: {refused} refused",
        "Ask the bidder to mend what is named above",
    )


def rows(count: int) -> str:
    """So many rows."""
    return f"{count} {'row' if count == 1 else 'rows'}"


def _part(title: str, found: list[tuple[Item, str]]) -> Part:
    if not found:
        return Part("")
    said = tuple((item.cell, f"{item.short}: {text}") for item, text in found)
    return Part(f"{title}: {rows(len(found))}", said)


def _left_blank(received: Received) -> Part:
    if not received.left_blank:
        return Part("")
    blank = ", ".join(item.short for item in received.left_blank)
    return Part(f"Left blank, asked and not answered: {rows(len(received.left_blank))}: {blank}")
