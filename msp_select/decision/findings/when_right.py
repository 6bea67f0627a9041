"""When the cheapest would be the right choice, or would stop being it: conditions with their figures."""

from __future__ import annotations

from msp_select.decision.cost.break_even import break_even_standstill
from msp_select.decision.evaluation import Result
from msp_select.decision.findings.amounts import CASH, at_least
from msp_select.decision.findings.finding import Finding, Row
from msp_select.decision.findings.pair import Pair
from msp_select.decision.findings.prices import break_even, line_of, price_in_words
from msp_select.decision.findings.weights import price_ties
from msp_select.decision.findings.wording import about, count, exactly, percent, plain, points, term, verb


def when_right(pair: Pair) -> Finding | None:
    """The conditions, with their figures, under which the cheapest would be right; or would stop being so."""
    low = pair.cheapest
    if pair.against is None or low is None:
        return None
    if low not in (pair.subject, pair.against):
        pair = Pair(pair.evaluation, pair.subject, low)
    if pair.costs is None or pair.against is None:
        return None
    dear = pair.against if low is pair.subject else pair.subject
    conditions = _conditions(pair, low, dear)
    holds = low is pair.subject
    if holds:
        title = f"When {low.name} would stop being right"
        opening = f"{low.name}, {pair.the_cheapest}, is the right choice unless"
        sentence = (
            f"{opening} {conditions[0].text}." if conditions else f"Nothing we varied unseats {low.name}."
        )
    else:
        title = f"When {low.name}, {pair.the_cheapest}, would be right"
        sentence = (
            f"{low.name} would be right if {conditions[0].text}."
            if conditions
            else f"Nothing we varied makes {low.name} right, short of other answers."
        )
        if low.failed:
            sentence = _after_the_cure(low, dear, sentence)
    if len(conditions) > 1:
        sentence += f" {verb(len(conditions) - 1, 'Another condition is', 'Other conditions are')} below."
    return Finding(
        kind="when_right",
        title=title,
        sentence=sentence,
        figures={
            "cheapest": low.id,
            "cheapest_leads": holds,
            "conditions": [row.label for row in conditions],
            "condition_values": [0.0 if row.value is None else row.value for row in conditions],
        },
        candidates=(low.id, dear.id),
        rows=tuple(conditions),
    )


def _after_the_cure(low: Result, dear: Result, sentence: str) -> str:
    failed = count(len(low.failed), "failed must-have")
    ahead = low.score - dear.score
    if ahead > 0:
        return (
            f"{low.name} would be right as soon as it cured its {failed}: "
            f"it already scores {points(ahead)} more than {dear.name}."
        )
    return f"{sentence} First it must cure {failed}."


def _conditions(pair: Pair, low: Result, dear: Result) -> list[Row]:
    found = [
        _hour_condition(pair, low, dear),
        _weight_condition(pair, low, dear),
        _price_condition(pair, low),
    ]
    if low is not pair.subject:
        found += [
            _foresight_condition(low, dear),
            _answers_condition(low, dear),
            _budget_condition(pair, dear),
        ]
    return [row for row in found if row is not None]


def _now(pair: Pair, low: Result, word: str) -> str:
    """The word as what is, where the cheapest leads ("costs"), or as what would have to be ("cost")."""
    return f"{word}s" if low is pair.subject else word


def _hour_condition(pair: Pair, low: Result, dear: Result) -> Row | None:
    """Total cost: the hour of standstill at which the cheaper in cash is no longer the cheaper in all."""
    business = pair.evaluation.business
    said = business.standstill_hour
    if low.costs is None or dear.costs is None or said is None:
        return None
    crossing = break_even_standstill(low.costs, dear.costs, business)
    low_is_lower = low.costs.known.middle <= dear.costs.known.middle
    if crossing is None or low_is_lower != (low is pair.subject):
        return None
    side = "less" if crossing < said.middle else "more"
    yours = f"{exactly(said.middle, pair.currency)}{' by our defaults' if said.is_default else ''}"
    return Row(
        "hour of standstill",
        float(crossing),
        f"an hour of standstill {_now(pair, low, 'cost')} you {side} than "
        f"{about(crossing, pair.currency)} (now {yours}): "
        f"then {low.name if low is not pair.subject else dear.name} costs less in all",
    )


def _weight_condition(pair: Pair, low: Result, dear: Result) -> Row | None:
    if pair.price is None:
        return None
    now = pair.view.weight(pair.price)
    found = price_ties(pair, pair.price, low, dear)
    if not found or (low.score > dear.score) != (low is pair.subject):
        return None
    nearest = min(found, key=lambda share: abs(share - now))
    side = "more" if nearest > now else "less"
    return Row(
        "weight of price",
        100 * nearest,
        f"price {'weighs' if low is pair.subject else 'weighed'} {side} than {percent(100 * nearest)} "
        f"to you (now {percent(100 * now)})",
    )


def _price_condition(pair: Pair, low: Result) -> Row | None:
    """What its own price would have to be: lower to lead, or higher to lose the lead."""
    rivals = [result for result in pair.evaluation.results if result.id != low.id and not result.failed]
    if not rivals or low.costs is None:
        return None
    best = max(rivals, key=lambda result: result.score)
    found = break_even(pair, low, best)
    line = line_of(pair, low)
    if found is None or line is None or found.factor is None:
        return None
    if (found.factor < 1) == (low is pair.subject):
        return None
    cash = sum(line.cash(found.factor)) / 2
    side = "less" if found.factor < 1 else "more"
    return Row(
        "its price",
        cash,
        f"it {_now(pair, low, 'cost')} {side} than {price_in_words(pair, cash)} cash per user and month",
    )


def _foresight_condition(low: Result, dear: Result) -> Row | None:
    """Whether it is only the effect of foresight that makes the dearer one cheaper in all."""
    assert low.costs is not None
    assert dear.costs is not None
    mine, theirs = low.costs.total_without_proactivity, dear.costs.total_without_proactivity
    if mine is None or theirs is None:
        return None
    without = theirs.middle - mine.middle
    if dear.costs.known.middle >= low.costs.known.middle or without <= 0:
        return None
    return Row("no effect of foresight", float(without), "a provider's foresight prevented no trouble at all")


def _answers_condition(low: Result, dear: Result) -> Row | None:
    """Whether what nobody has answered yet could carry the cheaper one past the other."""
    if low.coverage >= 1.0 or low.possible <= dear.score:
        return None
    return Row(
        "its open answers",
        low.possible,
        f"its open answers turned out well: at best it reaches {plain(low.possible)} of 100",
    )


def _budget_condition(pair: Pair, dear: Result) -> Row | None:
    """Cash that simply is not there."""
    assert dear.costs is not None
    amount = dear.costs.cash.middle
    cash = at_least(about(amount, pair.currency), dear.costs, CASH)
    return Row(
        "cash at hand",
        float(amount),
        f"you could not spend {cash} in cash over {term(pair.months)} and accepted the gaps",
    )
