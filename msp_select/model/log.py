"""The log of a session: what a later reader should know of, each entry tied to the one before."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

from msp_select.model.scalars import Count, Flag, Frozen, Moment, Text, shown

LogKind = Literal[
    "prices_opened", "prices_sealed", "names_shown", "names_hidden", "marks_revealed", "marks_hidden",
    "changed", "taken_back", "done_again", "restored", "recovered", "changed_outside",
    "answers_received", "marks_received", "proposal_read", "taken_from_library", "signed",
    "agreement_changed", "figures_entered", "review_recorded", "note",
]  # fmt: skip

START = "start"  # what the first entry of a log carries in place of a digest


class LogEntry(Frozen):
    """One entry: when (UTC), what, and why where a reason was asked for.

    `kind` is what happened and `weights` whether the weights moved with it, for the program; `what` says it
    to a reader. `before` is the digest of the entry before it; an entry written by hand has none.
    """

    at: Moment
    kind: LogKind | None = None
    weights: Flag = False
    what: Text
    why: Text = ""
    before: Text = ""


class EntryByWords(LogEntry):
    """An entry of a file that says no kind: its own was read from its words, and no digest holds it.

    It never stands in a file: there the entry is as it was written.
    """


class LogChain(Frozen):
    """How many entries the log has, and the digest of the last one."""

    length: Count
    head: Text


class CatalogEntry(Frozen):
    """A questionnaire or profile the session was last scored with."""

    id: Text
    version: Text
    digest: Text


@dataclass(frozen=True)
class LogCheck:
    """Whether a log is whole: `faults` name what was altered, removed or moved, counting entries from 1.

    `entries` in all, of which the first `outside` were written by hand before the chain begins.
    """

    entries: int
    outside: int
    faults: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing was found."""
        return not self.faults

    @property
    def sentence(self) -> str:
        """The outcome in words, for a log with entries and without faults."""
        if self.outside == self.entries:
            return f"the log was written by hand: nothing ties its {_entries(self.entries)} together"
        by_hand = f"; the first {_entries(self.outside)} came by hand" if self.outside else ""
        return f"the log is whole, {_entries(self.entries)}{by_hand}"


def chained(
    log: tuple[LogEntry, ...],
    chain: LogChain | None,
    at: dt.datetime,
    kind: LogKind,
    what: str,
    why: str = "",
    *,
    weights: bool = False,
) -> tuple[tuple[LogEntry, ...], LogChain]:
    """The log with one more entry, tied to the head the session remembers.

    To the head and not to the last entry found: one that was removed stays missed ever after.
    """
    head = chain.head if chain is not None else (_digests(log)[-1] if log else START)
    entry = LogEntry(at=at, kind=kind, weights=weights, what=what, why=why, before=head)
    length = (chain.length if chain is not None else len(log)) + 1
    return (*log, entry), LogChain(length=length, head=digest(entry))


def digest(entry: LogEntry) -> str:
    """The SHA-256 of an entry: its moment in UTC, its texts, what it carries of the one before, its kind.

    An entry that says no kind has the digest it had before there were kinds.
    """
    fields: list[Any] = [entry.at.astimezone(dt.UTC).isoformat(), entry.what, entry.why, entry.before]
    if says_kind(entry):
        fields += [entry.kind, entry.weights]
    return sha256(json.dumps(fields).encode()).hexdigest()


def says_kind(entry: LogEntry) -> bool:
    """Whether the entry itself says what kind it is of."""
    return not isinstance(entry, EntryByWords) and (entry.kind is not None or entry.weights)


def check_log(log: tuple[LogEntry, ...], chain: LogChain | None) -> LogCheck:
    """Hold every entry against the digest the next one carries, and the last against the session's own."""
    outside = next((i for i, entry in enumerate(log) if entry.before), len(log))
    if chain is None and outside == len(log):
        return LogCheck(len(log), outside, ())
    tied = [_Tied(i + 1, entry) for i, entry in enumerate(log) if i < outside or entry.before]
    faults = [
        f"entry {i + 1} ({shown(entry.what)}) was put in by hand: it carries no digest of the one before"
        for i, entry in enumerate(log)
        if i > outside and not entry.before
    ]
    digests = _digests(one.entry for one in tied)
    was = _order_written(tied, digests, outside, chain)
    faults += _moved(tied, was) if was is not None else _broken(tied, digests, outside, chain)
    if chain is None:
        faults.append("the session no longer says how many entries its log has, and the digest of the last")
    elif chain.length != len(tied):
        faults.append(f"the session counts {_entries(chain.length)}, and {len(tied)} of them are there")
    return LogCheck(len(log), outside, tuple(faults))


@dataclass(frozen=True)
class _Tied:
    """An entry that belongs to the chain, or came before it, and its number in the log."""

    number: int
    entry: LogEntry

    @property
    def name(self) -> str:
        return f"entry {self.number} ({shown(self.entry.what)})"


def _digests(log: Iterable[LogEntry]) -> list[str]:
    """The digest of each entry; one by hand counts as if it carried the digest of the one before."""
    found: list[str] = []
    for entry in log:
        before = entry.before or (found[-1] if found else START)
        found.append(digest(entry.model_copy(update={"before": before})))
    return found


def _order_written(
    tied: Sequence[_Tied], digests: Sequence[str], outside: int, chain: LogChain | None
) -> list[int] | None:
    """For each entry its place when written, if all are there, unaltered; None where they are not."""
    follows = {one.entry.before: i for i, one in enumerate(tied) if i >= outside}
    at, written = (digests[outside - 1] if outside else START), list(range(outside))
    while at in follows:
        place = follows.pop(at)
        written.append(place)
        at = digests[place]
    if sorted(written) != list(range(len(tied))) or (chain is not None and at != chain.head):
        return None
    return [written.index(i) for i in range(len(tied))]


def _moved(tied: Sequence[_Tied], was: Sequence[int]) -> list[str]:
    return [
        f"{one.name} was moved: it was written as entry {before + 1}"
        for i, (one, before) in enumerate(zip(tied, was, strict=True))
        if i != before
    ]


def _broken(tied: Sequence[_Tied], digests: Sequence[str], outside: int, chain: LogChain | None) -> list[str]:
    """What was altered, removed or moved, each named by the entry it happened to or behind."""
    if not tied:
        return ["every entry was removed"]
    carried = [one.entry.before for one in tied] + ([chain.head] if chain is not None else [])
    breaks = [i for i, held in enumerate(carried) if held and held != (digests[i - 1] if i else START)]
    missing = 0 if chain is None else chain.length - len(tied)
    faults = []
    for i in breaks:
        if i == outside and outside and (i < len(tied) or missing <= 0):
            faults.append(f"of the {_entries(outside)} by hand at the beginning one was altered or removed")
        elif i == 0:
            faults.append(f"what stood before {tied[0].name} was removed")
        elif i < len(tied) and carried[i] in digests:
            behind = tied[digests.index(carried[i])].name
            faults.append(f"{tied[i].name} was moved or copied: it belongs behind {behind}")
        elif missing >= len(breaks):
            faults.append(f"what stood behind {tied[i - 1].name} was removed")
        elif missing > 0:
            faults.append(f"{tied[i - 1].name} was altered, or what stood behind it was removed")
        else:
            faults.append(f"{tied[i - 1].name} was altered")
    return faults


def _entries(number: int) -> str:
    return f"{number} {'entry' if number == 1 else 'entries'}"
