"""Points turned into money: the worth of a point, the premium against what it buys, even swaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from msp_select.decision.costing.estimate import NOTHING
from msp_select.decision.costing.total_cost import Costs
from msp_select.decision.fact import Fact
from msp_select.decision.findings.amounts import scored_cash
from msp_select.decision.findings.break_even_prices import level_weight
from msp_select.decision.findings.candidate_pair import VISIBLE, Pair

SAME_PRICE = 0.005  # per user and month: less than the smallest coin


@dataclass(frozen=True, kw_only=True)
class Premium(Fact):
    """What `subject` costs more than `against`, as scored, and what its lead without the price is worth.

    `cash_gap_user_month`: what it costs more in cash, None where that is not known of both;
    `moving_gap_user_month`: the part of it for leaving today's provider, which is not in the score.
    """

    kind: ClassVar[str] = "premium"
    money_per_point_user_month: float
    money_per_point_term: float
    premium_user_month: float
    value_user_month: float
    lead_without_price_level_points: float
    price_level_points: float
    subject: str
    against: str
    default_ends_of_scale: int
    cash_gap_user_month: float | None
    moving_gap_user_month: float

    @property
    def left_out(self) -> tuple[Literal["foresight", "moving"], ...]:
        """What is in the difference in cash and not in the one that is scored."""
        if self.cash_gap_user_month is None:
            return ()
        foresight = self.cash_gap_user_month - self.moving_gap_user_month - self.premium_user_month
        found: list[Literal["foresight", "moving"]] = []
        found += ["foresight"] if abs(foresight) >= SAME_PRICE else []
        found += ["moving"] if abs(self.moving_gap_user_month) >= SAME_PRICE else []
        return tuple(found)

    @property
    def standing(self) -> Literal["alike", "ahead", "behind"]:
        """How the subject stands in all but the price."""
        lead = self.lead_without_price_level_points
        return "alike" if abs(lead) < VISIBLE else "ahead" if lead >= 0 else "behind"

    @property
    def in_two_minds(self) -> bool:
        """Whether the price says one thing and the rest another: dear for its lead, or cheap and behind."""
        paid = self.premium_user_month
        if self.standing == "ahead":
            return paid > 0 and self.value_user_month < paid
        return self.standing == "behind" and paid <= 0


@dataclass(frozen=True, kw_only=True)
class EvenSwaps(Fact):
    """Every difference traded into money: `ahead` is simply cheaper in the end by `net_user_month`."""

    kind: ClassVar[str] = "even_swaps"
    net_user_month: float
    left_out: tuple[str, ...]
    traded: tuple[str, ...]
    worth_user_month: tuple[float, ...]
    traded_points: tuple[float, ...]
    ahead: str
    behind: str


def money_per_point(pair: Pair) -> float | None:
    """What one point of the overall score is worth, per user and month, on the price scale."""
    business = pair.evaluation.business
    weight = level_weight(pair, pair.subject)
    if weight <= 0 or business.price_low is None or business.price_high is None:
        return None
    scale = float(business.price_high.middle - business.price_low.middle)
    return scale / (100.0 * weight) if scale > 0 else None


def premium(pair: Pair) -> Premium | None:
    """One point in money, the premium paid, and what the lead in everything but the price level is worth."""
    worth = money_per_point(pair)
    if worth is None or pair.against is None:
        return None
    mine, theirs = scored_cash(pair, pair.subject), scored_cash(pair, pair.against)
    if mine is None or theirs is None:
        return None
    priced = pair.evaluation.catalog.priced_criterion
    level = sum(part.points for part in pair.contributions if part.key == priced)
    lead = pair.gap - level
    months = float(pair.costs[0].user_months) if pair.costs else 0.0
    cash, moving = (None, 0.0) if pair.costs is None else _cash_gaps(*pair.costs)
    business = pair.evaluation.business
    ends = (business.price_low, business.price_high)
    return Premium(
        candidates=pair.ids,
        money_per_point_user_month=worth,
        money_per_point_term=worth * months,
        premium_user_month=float(mine.middle - theirs.middle),
        value_user_month=lead * worth,
        lead_without_price_level_points=lead,
        price_level_points=level,
        subject=pair.subject.id,
        against=pair.against.id,
        default_ends_of_scale=sum(end is not None and end.is_default for end in ends),
        cash_gap_user_month=cash,
        moving_gap_user_month=moving,
    )


def _cash_gaps(mine: Costs, theirs: Costs) -> tuple[float, float]:
    """How much more cash the one takes per user and month, and how much of that is for leaving."""
    gap = mine.per_user_month(mine.cash).middle - theirs.per_user_month(theirs.cash).middle
    leaving = [one.per_user_month(one.moving or NOTHING).middle for one in (mine, theirs)]
    return float(gap), float(leaving[0] - leaving[1])


def even_swaps(pair: Pair) -> EvenSwaps | None:
    """What both share left out, the rest traded into money, until one of the two is simply cheaper."""
    worth = money_per_point(pair)
    if worth is None or pair.against is None or pair.costs is None:
        return None
    same = [part for part in pair.contributions if abs(part.points) < VISIBLE]
    differ = [part for part in pair.contributions if abs(part.points) >= VISIBLE]
    net = pair.gap * worth
    ahead, behind = (pair.subject, pair.against) if net >= 0 else (pair.against, pair.subject)
    return EvenSwaps(
        candidates=pair.ids,
        net_user_month=net,
        left_out=tuple(part.key for part in same),
        traded=tuple(part.key for part in differ),
        worth_user_month=tuple(part.points * worth for part in differ),
        traded_points=tuple(part.points for part in differ),
        ahead=ahead.id,
        behind=behind.id,
    )
