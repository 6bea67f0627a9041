"""What came back in a bidder's form: every row accounted for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from msp_select.model.candidate import Answer


@dataclass(frozen=True)
class Item:
    """One row of the account: `cell` is where it stands ("F14"), `short` the question, `said` the answer.

    Taken rows carry what will be stored: an `answer`, or a `figure` of the bid, with a `remark` beside it.
    A refused one has its `reason`; `readings` are the numbers between which a person can choose.
    """

    row: int
    cell: str
    question: str
    short: str
    said: str = ""
    before: str = ""
    reason: str = ""
    answer: Answer | None = None
    figure: Any = None
    remark: str = ""
    readings: tuple[Decimal, ...] = ()


@dataclass(frozen=True)
class Received:
    """A returned form, read but not yet taken.

    `blocked` says why nothing of it can be taken at all, such as another bidder's form; `refused` rows stand
    in the way of the others unless the good ones alone are asked for. `left_blank` is what the candidate was
    asked in a form of its own and has not answered. `digest` is the file's SHA-256.
    """

    name: str
    digest: str
    candidate: str
    accepted: tuple[Item, ...] = ()
    changed: tuple[Item, ...] = ()
    unchanged: tuple[Item, ...] = ()
    refused: tuple[Item, ...] = ()
    left_blank: tuple[Item, ...] = ()
    notes: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()

    @property
    def good(self) -> tuple[Item, ...]:
        """The rows with an answer that would be stored."""
        return (*self.accepted, *self.changed)

    @property
    def stored(self) -> tuple[Item, ...]:
        """Everything that would be stored, what was left blank as not answered."""
        return (*self.good, *self.left_blank)

    @property
    def whole(self) -> bool:
        """Whether nothing was refused."""
        return not self.refused and not self.blocked

    @property
    def doubts(self) -> tuple[Item, ...]:
        """The refused rows that a person can settle by choosing between two readings of a number."""
        return tuple(item for item in self.refused if item.readings)
