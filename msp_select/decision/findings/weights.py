"""What the weights decide: where the choice flips, who wins at other weights, and who wins on price alone."""

from __future__ import annotations

from collections.abc import Sequence

from msp_select.decision.evaluation import ENOUGH_COVERAGE, Result
from msp_select.decision.findings.finding import Finding, Row
from msp_select.decision.findings.pair import Pair, eligible, lowest_cash
from msp_select.decision.findings.wording import count, listed, percent, plain
from msp_select.decision.sureness.pillar_view import LeadRange, PillarView, lead_range

PRICE_STEPS = (10, 20, 30, 40, 50, 60)
HEAVY = 0.5
END = 0.0005  # a share that reads as 0 or 100 %


def first_at(pair: Pair, weights: Sequence[float]) -> Result:
    """Who would be first under other weights of the pillars, of those that fail nothing."""
    those = [result.id for result in eligible(pair.evaluation)]
    return pair.evaluation.result(pair.view.first(those, weights, _enough(pair)))


def _enough(pair: Pair) -> float:
    """The coverage that sets candidates apart; none where all of them fail a must-have."""
    return 0.0 if all(result.failed for result in pair.evaluation.results) else ENOUGH_COVERAGE


def lead_ranges(pair: Pair, subject: Result) -> tuple[LeadRange, ...]:
    """For each pillar, the range in which the subject stays first of those that fail nothing.

    Of the pillar of prices only where a price is scored.
    """
    rivals = [result.id for result in eligible(pair.evaluation) if result.id != subject.id]
    unspoken = None if pair.price else pair.evaluation.catalog.price_pillar
    return tuple(
        lead_range(pair.view, subject.id, rivals, pillar, enough=_enough(pair))
        for pillar in pair.view.pillars
        if pillar != unspoken
    )


def pillar_title(pair: Pair, pillar: str) -> str:
    """The pillar's title as its questionnaire gives it."""
    found = pair.evaluation.catalog.pillar(pillar)
    return found.title if found else pillar


def range_words(pair: Pair, found: LeadRange, subject: Result) -> str:
    """The range of a pillar's weight in words."""
    names = {result.id: result.name for result in pair.evaluation.results}
    return range_sentence(
        pillar_title(pair, found.pillar),
        (100 * found.weight, 100 * found.low, 100 * found.high),
        names[found.to_low] if found.to_low else "",
        names[found.to_high] if found.to_high else "",
        subject.name,
    )


def range_sentence(
    title: str, percents: tuple[float, float, float], under: str, above: str, leader: str
) -> str:
    """ "Price (now 25 %) can weigh from 12 % to 44 %; beyond that Alpine overtakes."

    `percents`: the weight now, the lowest and the highest; `under` and `above`: who leads beyond, if anybody.
    """
    now, low, high = (percent(number) for number in percents)
    opening = f"{title} (now {now}) can weigh"
    if under and above:
        who = f"{under} overtakes" if under == above else f"{under} overtakes below, {above} above"
        return f"{opening} from {low} to {high}; beyond that {who}."
    if above:
        return f"{opening} up to {high} before {above} overtakes."
    if under:
        return f"{opening} as little as {low} before {under} overtakes."
    return f"{opening} anything: {leader} stays first."


def flip_weights(pair: Pair) -> Finding | None:
    """The weight of each pillar at which another candidate would lead, the others kept in proportion."""
    if not pair.rivals or pair.subject is not pair.evaluation.results[0]:
        return None
    ranges = lead_ranges(pair, pair.subject)
    turning = [found for found in ranges if found.to_low or found.to_high]
    name = pair.subject.name
    if not turning:
        sentence = f"No weight of any single pillar, the others in proportion, takes the lead from {name}."
    else:
        nearest = min(turning, key=_distance)
        turning_on = pillar_title(pair, nearest.pillar).lower()
        sentence = f"The lead turns soonest with {turning_on}. {range_words(pair, nearest, pair.subject)}"
    return Finding(
        kind="flip_weights",
        title="The weights at which the choice would turn",
        sentence=sentence,
        figures={
            "pillars": [found.pillar for found in ranges],
            "weight_percent": [100 * found.weight for found in ranges],
            "low_percent": [100 * found.low for found in ranges],
            "high_percent": [100 * found.high for found in ranges],
            "overtaken_below": [found.to_low or "" for found in ranges],
            "overtaken_above": [found.to_high or "" for found in ranges],
        },
        candidates=(pair.subject.id,),
        rows=tuple(
            Row(pillar_title(pair, found.pillar), 100 * found.weight, range_words(pair, found, pair.subject))
            for found in ranges
        ),
    )


def _distance(found: LeadRange) -> float:
    below = found.weight - found.low if found.to_low else 1.0
    above = found.high - found.weight if found.to_high else 1.0
    return min(below, above)


def price_ties(pair: Pair, price: str, one: Result, other: Result) -> tuple[float, ...]:
    """The weights of the price pillar, shares of 1, at which two change places; never the scale's ends."""
    return tuple(t for t in pair.view.crossings(one.id, other.id, price) if END < t < 1.0 - END)


def pair_flips(pair: Pair) -> Finding | None:
    """The weights of price at which exactly these two change places."""
    if pair.against is None or pair.price is None:
        return None
    now = pair.view.weight(pair.price)
    found = price_ties(pair, pair.price, pair.subject, pair.against)
    ahead, behind = (pair.subject, pair.against) if pair.gap >= 0 else (pair.against, pair.subject)
    if not found and price_only(pair) is behind:
        return None  # level with it where nothing but price weighs, which no weight below that shows
    if not found:
        sentence = f"No weight of price puts {behind.name} ahead of {ahead.name}, not even 100 %."
        nearest = None
    else:
        nearest = min(found, key=lambda share: abs(share - now))
        side = "more" if nearest > now else "less"
        sentence = (
            f"{behind.name} scores more than {ahead.name} only where price weighs {side} than "
            f"{percent(100 * nearest)}; now it weighs {percent(100 * now)}."
        )
    if behind.failed:
        sentence += f" Its {count(len(behind.failed), 'failed must-have')} would still stand."
    return Finding(
        kind="price_weight_flip",
        title="How heavy price would have to weigh",
        sentence=sentence,
        figures={
            "flip_percent": None if nearest is None else 100 * nearest,
            "price_weight_percent": 100 * now,
        },
        candidates=pair.ids,
    )


def price_steps(pair: Pair) -> Finding | None:
    """Who comes first with price at 10, 20, ... 60 %."""
    if pair.price is None or len(pair.evaluation.results) < 2:
        return None
    view = pair.view
    steps = [view.with_weight(pair.price, step / 100) for step in PRICE_STEPS]
    firsts = [first_at(pair, weights) for weights in steps]
    return Finding(
        kind="price_weights",
        title="Who comes first as price weighs more",
        sentence=_steps_sentence(firsts),
        figures={
            "price_percent": [float(step) for step in PRICE_STEPS],
            "first": [result.id for result in firsts],
        },
        candidates=tuple(dict.fromkeys(result.id for result in firsts)),
        rows=tuple(
            Row(f"price {step} %", view.score(result.id, weights), result.name)
            for step, weights, result in zip(PRICE_STEPS, steps, firsts, strict=True)
        ),
    )


def _steps_sentence(firsts: Sequence[Result]) -> str:
    if len({result.id for result in firsts}) == 1:
        return f"{firsts[0].name} comes first wherever price weighs between 10 % and 60 %."
    spells: list[tuple[Result, int, int]] = []
    for result, step in zip(firsts, PRICE_STEPS, strict=True):
        if spells and spells[-1][0] is result:
            spells[-1] = (result, spells[-1][1], step)
        else:
            spells.append((result, step, step))
    parts = [
        f"{result.name} at {first} %" if first == last else f"{result.name} from {first} to {last} %"
        for result, first, last in spells
    ]
    return f"By the weight of price, first comes {listed(parts)}."


def other_weights(pair: Pair) -> Finding | None:
    """Who wins on price only, with equal pillars, and with the order of the pillars alone."""
    results = pair.evaluation.results
    if len(results) < 2:
        return None
    view = pair.view
    cases = [
        ("Every pillar the same", first_at(pair, equal_weights(view))),
        ("Only the order of your pillars kept", first_at(pair, order_weights(view))),
    ]
    if (on_price := price_only(pair)) is not None:
        cases.insert(0, ("Price only (cash, must-haves kept)", on_price))
    same = {result.id for _, result in cases} == {pair.subject.id}
    if same:
        sentence = (
            f"{pair.subject.name} would also win on {_cases(len(cases))}equal pillars "
            "and on the order of your pillars alone."
        )
    else:
        named = [f"{_short(title)} {result.name}" for title, result in cases]
        sentence = f"Who would win: {'; '.join(named)}."
    return Finding(
        kind="other_weights",
        title="If something else mattered",
        sentence=sentence,
        figures={
            "price_only": cases[0][1].id if len(cases) == 3 else None,
            "equal_weights": cases[-2][1].id,
            "order_weights": cases[-1][1].id,
        },
        candidates=tuple(dict.fromkeys(result.id for _, result in cases)),
        rows=tuple(Row(title, None, result.name) for title, result in cases),
    )


def _cases(n: int) -> str:
    return "price alone (must-haves kept), on " if n == 3 else ""


def _short(title: str) -> str:
    return {
        "P": "on price alone (must-haves kept)",
        "E": "with equal pillars",
        "O": "by the order of your pillars",
    }[title[0]]


def price_only(pair: Pair) -> Result | None:
    """The lowest cash among those that fail no must-have, where the price pillar by itself says the same.

    That pillar weighs terms and proof besides the amount. Where the two name different candidates, or no
    price is scored, or everybody fails a must-have, there is nobody of whom "on price alone" is simply true.
    """
    if pair.price is None:
        return None
    low = lowest_cash([result for result in pair.evaluation.results if not result.failed])
    first = first_at(pair, pair.view.with_weight(pair.price, 1.0))
    return low if low is first else None


def equal_weights(view: PillarView) -> tuple[float, ...]:
    """The same weight for every pillar that weighs anything."""
    weighing = sum(1 for weight in view.weights if weight > 0) or 1
    return tuple(1 / weighing if weight > 0 else 0.0 for weight in view.weights)


def order_weights(view: PillarView) -> tuple[float, ...]:
    """Weights that know only the order of the pillars: rank order centroids; equal pillars share."""
    weighing = sorted((weight for weight in view.weights if weight > 0), reverse=True)
    n = len(weighing)
    centroid = [sum(1 / j for j in range(i, n + 1)) / n for i in range(1, n + 1)]
    shares = {
        weight: sum(c for w, c in zip(weighing, centroid, strict=True) if w == weight)
        / weighing.count(weight)
        for weight in weighing
    }
    return tuple(shares.get(weight, 0.0) for weight in view.weights)


def heavy_price(pair: Pair) -> Finding | None:
    """A warning where price weighs over half."""
    if pair.price is None:
        return None
    now = pair.view.weight(pair.price)
    if now <= HEAVY:
        return None
    return Finding(
        kind="heavy_price",
        title="Price weighs more than all else",
        sentence=(
            f"Price weighs {plain(100 * now)} %, more than everything else together: "
            "a provider that does little can win by asking little."
        ),
        figures={"price_weight_percent": 100 * now},
    )
