"""Points turned into money: the worth of a point, the premium against what it buys, even swaps."""

from __future__ import annotations

from decimal import Decimal

from msp_select.decision.evaluation import Result
from msp_select.decision.findings.amounts import scored_cash
from msp_select.decision.findings.finding import Finding, Row
from msp_select.decision.findings.pair import Pair
from msp_select.decision.findings.prices import SCORED, level_weight, price_in_words
from msp_select.decision.findings.wording import about, capital, count, points, signed, term, verb

VISIBLE = 0.05  # points


def money_per_point(pair: Pair) -> float | None:
    """What one point of the overall score is worth, per user and month, on the price scale."""
    business = pair.evaluation.business
    weight = level_weight(pair, pair.subject)
    if weight <= 0 or business.price_low is None or business.price_high is None:
        return None
    scale = float(business.price_high.middle - business.price_low.middle)
    return scale / (100.0 * weight) if scale > 0 else None


def premium(pair: Pair) -> Finding | None:
    """One point in money, the premium paid, and what the lead in everything but the price level is worth."""
    worth = money_per_point(pair)
    if worth is None or pair.against is None:
        return None
    mine, theirs = scored_cash(pair, pair.subject), scored_cash(pair, pair.against)
    if mine is None or theirs is None:
        return None
    paid = float(mine.middle - theirs.middle)
    priced = pair.evaluation.catalog.priced_criterion
    level = sum(part.points for part in pair.contributions if part.key == priced)
    lead = pair.gap - level
    value = lead * worth
    months = float(pair.costs[0].user_months) if pair.costs else 0.0
    return Finding(
        kind="premium",
        title="What the difference costs, and what it is worth to you",
        sentence=_premium_sentence(pair, pair.against, paid, lead, value)
        + f" On your price scale{_scale(pair)}, one point of 100 is worth {price_in_words(pair, worth)} "
        "per user and month.",
        figures={
            "money_per_point_user_month": worth,
            "money_per_point_term": worth * months,
            "premium_user_month": paid,
            "value_user_month": value,
            "lead_without_price_level_points": lead,
            "price_level_points": level,
        },
        candidates=pair.ids,
        rows=(
            Row(f"{_more(paid)} cash per user and month, {SCORED}", paid, price_in_words(pair, abs(paid))),
            Row(
                f"worth of {'its lead' if value >= 0 else 'being behind'} in all else, per user and month",
                value,
                price_in_words(pair, abs(value)),
            ),
            Row("one point of 100, per user and month", worth, price_in_words(pair, worth)),
            Row(
                f"one point of 100, all users over {term(pair.months)}",
                worth * months,
                _sum(pair, worth * months),
            ),
        ),
    )


def _premium_sentence(pair: Pair, against: Result, paid: float, lead: float, value: float) -> str:
    subject = pair.subject.name
    cost = f"{price_in_words(pair, abs(paid))} {'more' if paid > 0 else 'less'} per user and month"
    if abs(paid) < 0.005:
        cost = "the same per user and month"
    if abs(lead) < VISIBLE:
        worth, joined = "the two are alike in all else", ""
    elif lead >= 0:
        worth = f"its lead of {points(lead)} in all else is worth {price_in_words(pair, value)} to you"
        joined = "" if paid <= 0 or value >= paid else "but "
    else:
        worth = (
            f"it is {points(lead)} behind in all else, which is worth {price_in_words(pair, -value)} to you"
        )
        joined = "but " if paid <= 0 else ""
    return f"{subject} costs {cost} than {against.name} ({SCORED}). {capital(joined + worth)}.".replace(
        "the same per user and month than", "the same per user and month as"
    )


def _more(amount: float) -> str:
    return "more" if amount >= 0 else "less"


def _scale(pair: Pair) -> str:
    """Which of the two ends of the price scale are defaults."""
    business = pair.evaluation.business
    ends = [f for f in (business.price_low, business.price_high) if f is not None and f.is_default]
    return "" if not ends else " (our default scale)" if len(ends) == 2 else " (one end our default)"


def even_swaps(pair: Pair) -> Finding | None:
    """What both share left out, the rest traded into money, until one of the two is simply cheaper."""
    worth = money_per_point(pair)
    if worth is None or pair.against is None or pair.costs is None:
        return None
    same = [part for part in pair.contributions if abs(part.points) < VISIBLE]
    differ = [part for part in pair.contributions if abs(part.points) >= VISIBLE]
    net = pair.gap * worth
    ahead, behind = (pair.subject, pair.against) if net >= 0 else (pair.against, pair.subject)
    alike = count(len(same), "criterion", "criteria")
    left_out = f" Left out: {alike} in which both are alike." if same else ""
    if not differ:
        sentence = (
            f"{pair.subject.name} and {pair.against.name} are alike in every criterion: "
            "nothing is left to trade."
        )
    else:
        sentence = (
            f"The {count(len(differ), 'difference')}, turned into money, "
            f"{verb(len(differ), 'puts', 'put')} {ahead.name} "
            f"{price_in_words(pair, abs(net))} per user and month ahead of {behind.name}.{left_out}"
        )
    return Finding(
        kind="even_swaps",
        title="Everything turned into money",
        sentence=sentence,
        figures={
            "net_user_month": net,
            "left_out": [part.key for part in same],
            "traded": [part.key for part in differ],
            "worth_user_month": [part.points * worth for part in differ],
        },
        candidates=pair.ids,
        rows=tuple(
            Row(
                part.title,
                part.points * worth,
                f"{price_in_words(pair, part.points * worth)} ({signed(part.points)} points)",
            )
            for part in differ
        ),
    )


def _sum(pair: Pair, amount: float) -> str:
    return about(Decimal(repr(amount)), pair.currency)
