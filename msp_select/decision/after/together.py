"""How the three answers fit together: what was promised, whether it changed, and what speaks for leaving."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from msp_select.decision.after.drifting import Drifting
from msp_select.decision.after.keeping import PromiseKept, Verdict

Turn = Literal["disagree", "drift", "look_closer", "as_before", "too_early", "cannot_tell"]
KEPT: tuple[Verdict, ...] = ("keeps_it", "about_as_promised")


@dataclass(frozen=True, kw_only=True)
class Together:
    """The promises that are `below` what was promised and those `kept`; what all figures did since the start.

    A promise of which there are too few figures, or that is kept now and then, is in neither.
    """

    below: tuple[str, ...]
    kept: tuple[str, ...]
    turn: Turn


def taken_together(promises: tuple[PromiseKept, ...], drift: Drifting) -> Together:
    """The promises beside the change of all figures at once."""
    return Together(
        below=tuple(one.id for one in promises if one.verdict == "does_not_keep_it"),
        kept=tuple(one.id for one in promises if one.verdict in KEPT),
        turn=_turn(drift),
    )


def _turn(drift: Drifting) -> Turn:
    """What is said of all figures: the gravest of what is said of one."""
    states = [one.state for one in drift.changes]
    if drift.disagrees:
        return "disagree"
    if drift.now:
        return "drift"
    if "look_closer" in states:
        return "look_closer"
    if all(state == "too_early" for state in states):
        return "too_early"
    return "cannot_tell" if all(state in ("too_early", "cannot_tell") for state in states) else "as_before"
