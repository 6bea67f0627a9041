"""Money and points against each other: the worth of a point, break-even prices, the hour of standstill."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from msp_select.decision.break_even import break_even_standstill
from msp_select.decision.evaluation import Result
from msp_select.decision.findings.amounts import CASH, defaults_clause, scored_cash
from msp_select.decision.findings.finding import Finding, Row
from msp_select.decision.findings.pair import Pair, contenders
from msp_select.decision.findings.wording import about, count, exactly, plain, points, signed, term
from msp_select.decision.price_points import PriceLine, price_line, priced_by

LEVEL = "price.level"
SCORED = "as scored, without the effect of foresight"


@dataclass(frozen=True)
class BreakEven:
    """The price at which a candidate ties with another: `factor` on its prices, None where no price does."""

    candidate: str
    rival: str
    factor: float | None
    level: float


def level_weight(result: Result) -> float:
    """The share of the whole that the price level has for one candidate, 0..1."""
    return result.effective.get(LEVEL, 0.0)


def money_per_point(pair: Pair) -> float | None:
    """What one point of the overall score is worth, per user and month, on the price scale."""
    business = pair.evaluation.business
    weight = level_weight(pair.subject)
    if pair.sealed or weight <= 0 or business.price_low is None or business.price_high is None:
        return None
    scale = float(business.price_high.middle - business.price_low.middle)
    return scale / (100.0 * weight) if scale > 0 else None


def break_even(pair: Pair, result: Result, rival: Result) -> BreakEven | None:
    """Where the price of `result` ties it with `rival`; None where prices do not decide between them."""
    weight = level_weight(result)
    values = result.criteria.get(LEVEL)
    line = line_of(pair, result)
    if pair.sealed or weight <= 0 or values is None or line is None:
        return None
    level = values.point + (rival.score - result.score) / weight
    return BreakEven(result.id, rival.id, line.factor_for(level), level)


def line_of(pair: Pair, result: Result) -> PriceLine | None:
    """How the cash of one candidate moves with its prices."""
    return price_line(result.candidate, pair.evaluation.business, pair.evaluation.catalog)


def premium(pair: Pair) -> Finding | None:
    """One point in money, the premium paid, and what the lead in everything but the price level is worth."""
    worth = money_per_point(pair)
    if worth is None or pair.against is None:
        return None
    mine, theirs = scored_cash(pair, pair.subject), scored_cash(pair, pair.against)
    if mine is None or theirs is None:
        return None
    paid = float(mine.middle - theirs.middle)
    level = sum(part.points for part in pair.contributions if part.key == LEVEL)
    lead = pair.gap - level
    value = lead * worth
    months = float(pair.costs[0].user_months) if pair.costs else 0.0
    return Finding(
        kind="premium",
        title="What the difference costs, and what it is worth to you",
        sentence=_premium_sentence(pair, pair.against, paid, lead, value)
        + f" On your price scale{_scale(pair)}, one point of 100 is worth {_money(pair, worth)} "
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
            Row(f"extra cash per user and month, {SCORED}", paid, _money(pair, paid)),
            Row("worth of the lead in all else, per user and month", value, _money(pair, value)),
            Row("one point of 100, per user and month", worth, _money(pair, worth)),
            Row(
                f"one point of 100, all users over {term(pair.months)}",
                worth * months,
                _sum(pair, worth * months),
            ),
        ),
    )


def _premium_sentence(pair: Pair, against: Result, paid: float, lead: float, value: float) -> str:
    subject = pair.subject.name
    cost = f"{_money(pair, abs(paid))} {'more' if paid > 0 else 'less'} per user and month"
    if abs(paid) < 0.005:
        cost = "the same per user and month"
    if lead >= 0:
        worth = f"its lead of {points(lead)} in all else is worth {_money(pair, value)} to you"
        joined = "and" if paid <= 0 or value >= paid else "but"
    else:
        worth = f"it is {points(lead)} behind in all else, which is worth {_money(pair, -value)} to you"
        joined = "but" if paid <= 0 else "and"
    return f"{subject} costs {cost} than {against.name} ({SCORED}), {joined} {worth}.".replace(
        "the same per user and month than", "the same per user and month as"
    )


def _scale(pair: Pair) -> str:
    """Which of the two ends of the price scale are defaults."""
    business = pair.evaluation.business
    ends = [f for f in (business.price_low, business.price_high) if f is not None and f.is_default]
    return "" if not ends else " (our default scale)" if len(ends) == 2 else " (one end our default)"


def room_upwards(pair: Pair) -> Finding | None:
    """The price up to which the subject still comes first, tested against every rival."""
    found = [
        (one, rival)
        for rival in pair.rivals
        if rival.score <= pair.subject.score and (one := break_even(pair, pair.subject, rival)) is not None
    ]
    line = line_of(pair, pair.subject)
    if line is None or not found or pair.subject not in contenders(pair.evaluation):
        return None
    reached = [(one, rival) for one, rival in found if one.factor is not None]
    name = pair.subject.name
    rows = tuple(_rival_row(pair, one, rival, line) for one, rival in found)
    if not reached:
        return Finding(
            kind="break_even_price",
            title=f"How dear {name} could become",
            sentence=(
                f"{name} stays first at any price: beyond the end of the price scale, "
                f"{_money(pair, line.high)} per user and month, a higher price costs no more points."
            ),
            figures={"factor": None, "price_scale_high_user_month": line.high},
            candidates=(pair.subject.id,),
            rows=rows,
        )
    first, rival = min(reached, key=lambda one: one[0].factor or 0.0)
    assert first.factor is not None
    sentence = (
        f"{name} stays first up to {_price_words(pair, pair.subject, first.factor)}; "
        f"above that {rival.name} leads."
    )
    return Finding(
        kind="break_even_price",
        title=f"How dear {name} could become",
        sentence=sentence + _cash_defaults(pair.subject),
        figures=_figures(pair.subject, first, line) | {"rival": rival.id},
        candidates=(pair.subject.id, rival.id),
        rows=rows,
    )


def price_needed(pair: Pair) -> Finding | None:
    """The price at which the other candidate would come first; or that no price does it."""
    against = pair.against
    if against is None or against.criteria.get(LEVEL) is None:
        return None
    line = line_of(pair, against)
    others = [result for result in contenders(pair.evaluation) if result.id != against.id]
    if pair.subject.id not in {result.id for result in others}:
        others.append(pair.subject)
    best = max(others, key=lambda result: result.score)
    if line is None or against.score > best.score:
        return None
    needed = break_even(pair, against, best)
    if needed is None:
        return None
    gates = f"With its {count(len(against.failed), 'failed must-have')} cured, " if against.failed else ""
    if needed.factor is None:
        top = max(line.level(0.0), line.level(1.0))
        reach = against.score + level_weight(against) * (top - against.criteria[LEVEL].point)  # type: ignore[union-attr]
        opening = f"{gates}no price puts" if gates else "No price puts"
        sentence = (
            f"{opening} {against.name} first: even for nothing it would stay {points(best.score - reach)} "
            f"behind {best.name}, because {_why_capped(pair, line, needed.level)}."
        )
    else:
        reach = best.score
        opening = f"{gates}{against.name}" if gates else against.name
        sentence = (
            f"{opening} would come first below {_price_words(pair, against, needed.factor)}."
            + _cash_defaults(against)
        )
    return Finding(
        kind="price_needed",
        title=f"The price {against.name} would need",
        sentence=sentence,
        figures=_figures(against, needed, line) | {"rival": best.id, "best_score_reachable": reach},
        candidates=(against.id, best.id),
    )


def _why_capped(pair: Pair, line: PriceLine, level: float) -> str:
    if level >= 100.0:
        return f"the price scale ends at {_money(pair, line.low)} per user and month"
    return "what comes on top of its fee remains"


def _figures(result: Result, found: BreakEven, line: PriceLine) -> dict[str, float | int | str | bool | None]:
    sticker = result.costs.sticker_per_month if result.costs else None
    cash = None if found.factor is None else sum(line.cash(found.factor)) / 2
    fee = None if found.factor is None or not sticker else float(sticker) * found.factor
    return {
        "factor": found.factor,
        "cash_user_month": cash,
        "cash_user_month_now": sum(line.cash(1.0)) / 2,
        "monthly_fee": fee,
        "monthly_fee_now": None if sticker is None else float(sticker),
        "price_level": found.level,
        "price_scale_low_user_month": line.low,
        "price_scale_high_user_month": line.high,
    }


def _price_words(pair: Pair, result: Result, factor: float) -> str:
    """The price in the words of the bid: "a monthly fee of about USD 7,400 (now USD 6,140)"."""
    bid = result.candidate.bid
    assert bid is not None
    now = (
        bid.hourly_rate if bid.basis == "hourly" else result.costs.sticker_per_month if result.costs else None
    )
    if not now:
        return f"{plain(100 * factor)} % of its present price"
    article = "an" if bid.basis == "hourly" else "a"
    then = _money(pair, float(now) * factor)
    return f"{article} {priced_by(bid)} of {then} (now {exactly(now, pair.currency)})"


def _rival_row(pair: Pair, one: BreakEven, rival: Result, line: PriceLine) -> Row:
    if one.factor is None:
        return Row(rival.name, None, "no price lets it overtake")
    cash = sum(line.cash(one.factor)) / 2
    return Row(rival.name, cash, f"overtakes above {_money(pair, cash)} cash per user and month, {SCORED}")


def _cash_defaults(result: Result) -> str:
    return defaults_clause([result.costs], CASH) if result.costs else ""


def _money(pair: Pair, amount: float) -> str:
    return exactly(Decimal(repr(amount)), pair.currency)


def _sum(pair: Pair, amount: float) -> str:
    return about(Decimal(repr(amount)), pair.currency)


def standstill(pair: Pair) -> Finding | None:
    """The value of an hour of standstill at which both cost the same."""
    if pair.costs is None or pair.against is None:
        return None
    mine, theirs = pair.costs
    said = pair.evaluation.business.standstill_hour
    if said is None:
        return None
    crossing = break_even_standstill(mine, theirs, pair.evaluation.business)
    cheaper, dearer = (
        (pair.subject, pair.against)
        if mine.total.middle <= theirs.total.middle
        else (pair.against, pair.subject)
    )
    yours = f"{exactly(said.middle, pair.currency)}{' by our defaults' if said.is_default else ''}"
    if crossing is None:
        sentence = (
            f"Whatever an hour of standstill costs you, {cheaper.name} costs less in all than {dearer.name}."
        )
    else:
        side = "less" if crossing < said.middle else "more"
        sentence = (
            f"{dearer.name} costs less in all only if an hour of standstill costs you {side} than "
            f"{exactly(crossing, pair.currency)}; now it is {yours}."
        )
    return Finding(
        kind="standstill",
        title="The hour of standstill at which both cost the same",
        sentence=sentence + defaults_clause(pair.costs, ("risk",)),
        figures={
            "standstill_hour": None if crossing is None else float(crossing),
            "standstill_hour_now": float(said.middle),
            "lower_total_now": cheaper.id,
        },
        candidates=(cheaper.id, dearer.id),
    )


def even_swaps(pair: Pair) -> Finding | None:
    """What both share left out, the rest traded into money, until one of the two is simply cheaper."""
    worth = money_per_point(pair)
    if worth is None or pair.against is None or pair.costs is None:
        return None
    same = [part for part in pair.contributions if abs(part.points) < 0.05]
    differ = [part for part in pair.contributions if abs(part.points) >= 0.05]
    net = pair.gap * worth
    ahead, behind = (pair.subject, pair.against) if net >= 0 else (pair.against, pair.subject)
    left_out = "Turn"
    if same:
        left_out = f"Leave out {count(len(same), 'criterion', 'criteria')} where both are alike and turn"
    if not differ:
        sentence = (
            f"{pair.subject.name} and {pair.against.name} are alike in every criterion: "
            "nothing is left to trade."
        )
    else:
        sentence = (
            f"{left_out} {count(len(differ), 'difference')} into money: "
            f"{ahead.name} comes out {_money(pair, abs(net))} per user and month better than {behind.name}."
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
                f"{_money(pair, part.points * worth)} ({signed(part.points)} points)",
            )
            for part in differ
        ),
    )
