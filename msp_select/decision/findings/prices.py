"""Break-even prices, tested against every rival, and the hour of standstill at which two cost the same."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from msp_select.decision.cost.break_even import break_even_standstill
from msp_select.decision.cost.price_points import PriceLine, price_line, priced_by
from msp_select.decision.evaluation import Result
from msp_select.decision.findings.amounts import CASH, EVERYTHING, defaults_clause
from msp_select.decision.findings.finding import Finding, Row
from msp_select.decision.findings.pair import Pair, contenders
from msp_select.decision.findings.wording import about, capital, count, exactly, plain, points

SCORED = "as scored, without the effect of foresight"


@dataclass(frozen=True)
class BreakEven:
    """The price at which a candidate ties with another: `factor` on its prices, None where no price does."""

    candidate: str
    rival: str
    factor: float | None
    level: float


def level_weight(pair: Pair, result: Result) -> float:
    """The share of the whole that the price level has for one candidate, 0..1."""
    return result.effective.get(pair.evaluation.catalog.priced_criterion or "", 0.0)


def price_level(pair: Pair, result: Result) -> float | None:
    """What one candidate's price is worth on the price scale, 0..100; None without a price."""
    values = result.criteria.get(pair.evaluation.catalog.priced_criterion or "")
    return None if values is None else values.point


def break_even(pair: Pair, result: Result, rival: Result) -> BreakEven | None:
    """Where the price of `result` ties it with `rival`; None where prices do not decide between them."""
    weight = level_weight(pair, result)
    now = price_level(pair, result)
    line = line_of(pair, result)
    if weight <= 0 or now is None or line is None:
        return None
    level = now + (rival.score - result.score) / weight
    return BreakEven(result.id, rival.id, line.factor_for(level), level)


def line_of(pair: Pair, result: Result) -> PriceLine | None:
    """How the cash of one candidate moves with its prices."""
    return price_line(result.candidate, pair.evaluation.business, pair.evaluation.catalog)


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
                f"{price_in_words(pair, line.high)} per user and month, a higher price costs no more points."
                + _walk_away(pair)
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
        sentence=sentence + _cash_defaults(pair, pair.subject, rival),
        figures=_figures(pair.subject, first, line) | {"rival": rival.id},
        candidates=(pair.subject.id, rival.id),
        rows=rows,
    )


def _walk_away(pair: Pair) -> str:
    """That the end of the price scale is the owner's own limit, where it is."""
    high = pair.evaluation.business.price_high
    return "" if high is None or high.is_default else " It is also the price at which you walk away."


def price_needed(pair: Pair) -> Finding | None:
    """The price at which the other candidate would come first; or that no price does it."""
    against = pair.against
    now = None if against is None else price_level(pair, against)
    if against is None or now is None:
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
        reach = against.score + level_weight(pair, against) * (top - now)
        opening = f"{gates}no price puts" if gates else "No price puts"
        sentence = (
            f"{opening} {against.name} first: even for nothing it would stay {points(best.score - reach)} "
            f"behind {best.name}. {capital(_why_capped(pair, line, needed.level))}."
        )
    else:
        reach = best.score
        opening = f"{gates}{against.name}" if gates else against.name
        sentence = (
            f"{opening} would come first below {_price_words(pair, against, needed.factor)}."
            + _cash_defaults(pair, against, best)
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
        return f"the price scale ends at {price_in_words(pair, line.low)} per user and month"
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
    then = price_in_words(pair, float(now) * factor)
    return f"{article} {priced_by(bid)} of {then} (now {exactly(now, pair.currency)})"


def _rival_row(pair: Pair, one: BreakEven, rival: Result, line: PriceLine) -> Row:
    if one.factor is None:
        return Row(rival.name, None, "no price lets it overtake")
    cash = sum(line.cash(one.factor)) / 2
    return Row(
        rival.name, cash, f"overtakes above {price_in_words(pair, cash)} cash per user and month, {SCORED}"
    )


def _cash_defaults(pair: Pair, result: Result, rival: Result) -> str:
    """The defaults that move the price at which the two tie."""
    if result.costs is None:
        return ""
    two = result.id, rival.id
    return defaults_clause(pair, [result.costs], CASH, lambda moved: _tie(moved, *two), two)


def _tie(pair: Pair, candidate: str, rival: str) -> list[float | None]:
    result = pair.evaluation.result(candidate)
    found = break_even(pair, result, pair.evaluation.result(rival))
    fee = result.costs.sticker_per_month if result.costs else None
    factor = None if found is None else found.factor
    return [factor, None if factor is None or fee is None else factor * float(fee)]


def price_in_words(pair: Pair, amount: float) -> str:
    """A computed price in words; what is round but for the computer's last digits is printed as round."""
    return exactly(Decimal(repr(round(amount, 6))), pair.currency)


def standstill(pair: Pair) -> Finding | None:
    """The value of an hour of standstill at which both cost the same."""
    if pair.costs is None or pair.against is None:
        return None
    mine, theirs = pair.costs
    said = pair.evaluation.business.standstill_hour
    if said is None or mine.total is None or theirs.total is None:
        return None
    crossing = break_even_standstill(mine, theirs, pair.evaluation.business)
    cheaper, dearer = (
        (pair.subject, pair.against)
        if mine.total.middle <= theirs.total.middle
        else (pair.against, pair.subject)
    )
    yours = f"{exactly(said.middle, pair.currency)}{' by our defaults' if said.is_default else ''}"
    if crossing is None and mine.total.middle == theirs.total.middle:
        sentence = "Both cost the same in all, whatever an hour of standstill costs you."
    elif crossing is None:
        sentence = (
            f"Whatever an hour of standstill costs you, {cheaper.name} costs less in all than {dearer.name}."
        )
    else:
        side = "less" if crossing < said.middle else "more"
        sentence = (
            f"{dearer.name} costs less in all only if an hour of standstill costs you {side} than "
            f"{about(crossing, pair.currency)}; now it is {yours}."
        )
    return Finding(
        kind="standstill",
        title="The hour of standstill at which both cost the same",
        sentence=sentence + defaults_clause(pair, pair.costs, EVERYTHING, _crossing),
        figures={
            "standstill_hour": None if crossing is None else float(crossing),
            "standstill_hour_now": float(said.middle),
            "lower_total_now": cheaper.id,
        },
        candidates=(cheaper.id, dearer.id),
    )


def _crossing(pair: Pair) -> list[Decimal | None]:
    return [break_even_standstill(*pair.costs, pair.evaluation.business)] if pair.costs else []
