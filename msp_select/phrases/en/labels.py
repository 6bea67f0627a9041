"""What groups, states of an answer and grades of evidence are called, on every surface."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from msp_select.phrases.en.words import capital

if TYPE_CHECKING:
    from msp_select.decision.scoring.evaluation import Group
    from msp_select.model.scalars import Evidence, State

NOT_ASKED = "not asked yet"
TO_ASK = "to be asked"
NOT_KNOWN: Literal["not known yet"] = "not known yet"
ENTERED_SEALED = "entered, sealed"
NOT_AGREED = "which you have not agreed to"
DO_YOU_AGREE = "Do you agree that this does not apply?"


@dataclass(frozen=True)
class GroupName:
    """A group of the ranking: in a column of its own, and in a sentence or over its candidates."""

    short: str
    words: str

    @property
    def heading(self) -> str:
        """The words over its candidates."""
        return capital(self.words)


GROUPS: Mapping[Group, GroupName] = {
    "acceptable": GroupName("acceptable", "acceptable"),
    "too_few_answers": GroupName("too few answers", "not enough answers yet"),
    "not_acceptable": GroupName("below a must-have", "does not yet meet your must-haves"),
}


def must_haves_in_short(failed: int, still_open: int) -> str:
    """How it stands with the must-haves, for a column: "2 not met", "1 open", "met"."""
    if failed:
        return f"{failed} not met"
    return f"{still_open} open" if still_open else "met"


@dataclass(frozen=True)
class StateName:
    """Why there is no value: as the owner reads it, the `key` that enters it, and in the bidder's form.

    `hint` says what follows from it, of a `name`d candidate and a question whose `silence` counts so much.
    """

    words: str
    key: str
    form: str = ""
    hint: str = ""


STATES: Mapping[State, StateName] = {
    "unknown": StateName(
        "they were asked and couldn't say",
        "d",
        "We cannot say yet",
        "Counts {silence} of 100 until they answer.",
    ),
    "refused": StateName(
        "they preferred not to say",
        "r",
        "We prefer not to say",
        "Counts 0 of 100 and is named in the report.",
    ),
    "not_applicable": StateName("does not apply", "x", "Does not apply to us (say why in the note)"),
}


ASK_THEM = StateName("I don't know yet: ask them", "k", hint="Stays open and goes on the list for {name}.")
"""Not a state: the wish to put a question to the bidder, entered like one."""


@dataclass(frozen=True)
class GradeName:
    """How sure an answer is: as the owner reads it, and in the bidder's form where it can be offered.

    `says` is what a bidder does who gives no more than that; `to_bidder` differs where `words` speak to the
    owner; `owner_has` is what the owner has done who knows it that surely.
    """

    words: str
    form: str = ""
    says: str = ""
    to_bidder: str = ""
    owner_has: str = ""


GRADES: Mapping[Evidence, GradeName] = {
    "said": GradeName("only said", says="says"),
    "written": GradeName("in writing, outside the contract", "Our word in this sheet", says="writes"),
    "contract": GradeName("in the contract", "A term in the contract", says="promises in the contract"),
    "seen": GradeName(
        "seen by you",
        "You may come and look at it",
        to_bidder="seen by the client",
        owner_has="seen it yourself",
    ),
    "confirmed": GradeName(
        "confirmed by others", "Somebody outside confirms it", owner_has="had it confirmed"
    ),
    "measured": GradeName("measured since signing"),
}
