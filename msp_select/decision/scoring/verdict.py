"""What a verdict is: how sure the ranking is, before what, and with which reservations; figures, no words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from msp_select.model.scalars import Evidence

CLEAR, NARROW = 0.80, 0.60
"""The shares of tries from which a leader is clearly, and narrowly, first."""

VerdictKind = Literal[
    "clear",
    "narrow",
    "too_close",
    "incomplete",
    "open_must_haves",
    "over_limit",
    "none_acceptable",
    "single",
]
ConditionKind = Literal["open", "word_only", "bid_word"]
CaveatKind = Literal[
    "over_walk_away",
    "over_budget",
    "may_pass_walk_away",
    "price_not_scored",
    "missing_money",
    "not_applicable",
    "move",
    "bid_words",
    "size",
]
OVER_LIMIT: tuple[CaveatKind, ...] = ("over_walk_away", "over_budget")
LOWERING: tuple[CaveatKind, ...] = ("price_not_scored", "not_applicable", "move", "bid_words")
"""The caveats with which a verdict is no better than narrow."""


@dataclass(frozen=True)
class Condition:
    """What has to be settled with the leader before signing.

    A must-have that is `open`, or met by a word only, names its `question`; a figure that only the bid says
    names the bid's `field` and its `amount`. `evidence`: what backs it today.
    """

    kind: ConditionKind
    question: str | None = None
    field: str | None = None
    evidence: Evidence | None = None
    amount: Decimal | None = None


@dataclass(frozen=True)
class Caveat:
    """A reservation beside the verdict; what does not apply to its kind is None.

    `amount` and `limit` in money; `first_within`: the first candidate within the limit that could be chosen,
    None where there is none; `percent` of the weight; `points` of score; `against`: the id it is held
    against; `first_without`: who leads without what it speaks of; `turned_percent` of verdicts like this one;
    `missing`: ids of lines of money that are not known, with which `amount` is the least it can be.
    """

    kind: CaveatKind
    amount: Decimal | None = None
    limit: Decimal | None = None
    first_within: str | None = None
    percent: float | None = None
    points: float | None = None
    against: str | None = None
    first_without: str | None = None
    turned_percent: float | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """How sure the ranking is: its kind, leader and likeliest rival by id, shares of the tries 0..1.

    `first_and_acceptable` and `first_if_met` are the leader's, `rival_if_met` the rival's, None without
    tries; `expected_loss` is what taking each loses on average, points, by id. `if_asked`: who would lead if
    what nobody asked were answered like the rest, where that is another.
    """

    kind: VerdictKind
    leader: str
    rival: str | None = None
    first_and_acceptable: float | None = None
    first_if_met: float | None = None
    rival_if_met: float | None = None
    if_asked: str | None = None
    conditions: tuple[Condition, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    expected_loss: Mapping[str, float] = field(default_factory=dict)

    def caveat(self, *kinds: CaveatKind) -> Caveat | None:
        """The first caveat of one of these kinds, if there is one."""
        return next((caveat for caveat in self.caveats if caveat.kind in kinds), None)
