"""What the weights decide, in words."""

from __future__ import annotations

from collections.abc import Sequence

from msp_select.decision.findings.weight_turning_points import (
    FlipWeights,
    HeavyPrice,
    OtherWeights,
    PriceWeightFlip,
    PriceWeights,
)
from msp_select.phrases.en.words import count, listed, percent, plain
from msp_select.phrases.finding import Row
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Phrase


def flip_weights(fact: FlipWeights, names: Names) -> Phrase:
    """How far each weight can move, and which turns the lead soonest."""
    (subject,) = fact.candidates
    ranges = {pillar: _range(fact, k, names) for k, pillar in enumerate(fact.pillars)}
    if fact.turns_soonest is None:
        sentence = (
            "No weight of any single pillar, the others in proportion, takes the lead from "
            f"{names.candidate(subject)}."
        )
    else:
        pillar = names.pillar(fact.turns_soonest).lower()
        sentence = f"The lead turns soonest with {pillar}. {ranges[fact.turns_soonest]}"
    return Phrase(
        "The weights at which the choice would turn",
        sentence,
        tuple(
            Row(names.pillar(pillar), weight, ranges[pillar])
            for pillar, weight in zip(fact.pillars, fact.weight_percent, strict=True)
        ),
    )


def _range(fact: FlipWeights, k: int, names: Names) -> str:
    under, above = fact.overtaken_below[k], fact.overtaken_above[k]
    return range_sentence(
        names.pillar(fact.pillars[k]),
        (fact.weight_percent[k], fact.low_percent[k], fact.high_percent[k]),
        names.candidate(under) if under else "",
        names.candidate(above) if above else "",
        names.candidate(fact.candidates[0]),
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
    return f"{opening} anything: nobody overtakes {leader}."


def price_weight_flip(fact: PriceWeightFlip, names: Names) -> Phrase:
    """Where price would have to weigh so much, or so little, that the two change places."""
    ahead, behind = names.candidate(fact.ahead), names.candidate(fact.behind)
    now, turn = fact.price_weight_percent, fact.flip_percent
    if turn is None:
        sentence = f"No weight of price puts {behind} ahead of {ahead}, not even 100 %."
    else:
        sentence = (
            f"{behind} scores more than {ahead} only where price weighs {'more' if turn > now else 'less'} "
            f"than {percent(turn)}; now it weighs {percent(now)}."
        )
    if failed := fact.failed_must_haves_of_behind:
        sentence += f" Its {count(failed, 'failed must-have')} would still stand."
    return Phrase("How heavy price would have to weigh", sentence)


def price_weights(fact: PriceWeights, names: Names) -> Phrase:
    """Who is first from which weight of price to which."""
    firsts = [_with(one, level, names) for one, level in zip(fact.first, fact.level_with, strict=True)]
    return Phrase(
        "Who comes first as price weighs more",
        _steps(fact, firsts),
        tuple(
            Row(f"price {step:.0f} %", score, name)
            for step, score, name in zip(fact.price_percent, fact.score, firsts, strict=True)
        ),
    )


def _with(first: str, level: str, names: Names) -> str:
    """Who is first, and with whom: "Alpine", "Alpine, level with Vexley"."""
    return (
        f"{names.candidate(first)}, level with {names.candidate(level)}" if level else names.candidate(first)
    )


def _steps(fact: PriceWeights, firsts: Sequence[str]) -> str:
    lowest, highest = fact.price_percent[0], fact.price_percent[-1]
    if len(set(firsts)) == 1:
        first = f"{firsts[0]}," if fact.level_with[0] else firsts[0]
        return f"{first} comes first wherever price weighs between {lowest:.0f} % and {highest:.0f} %."
    spells: list[tuple[str, float, float]] = []
    for first, step in zip(firsts, fact.price_percent, strict=True):
        if spells and spells[-1][0] == first:
            spells[-1] = (first, spells[-1][1], step)
        else:
            spells.append((first, step, step))
    return f"By the weight of price, first comes {listed(_spells(spells))}."


def _spells(spells: Sequence[tuple[str, float, float]]) -> list[str]:
    return [
        f"{who} at {low:.0f} %" if low == high else f"{who} from {low:.0f} to {high:.0f} %"
        for who, low, high in spells
    ]


def other_weights(fact: OtherWeights, names: Names) -> Phrase:
    """Who would win if something else mattered."""
    equal = _with(fact.equal_weights, fact.equal_level, names)
    order = _with(fact.order_weights, fact.order_level, names)
    rows = [
        Row("Every pillar the same", None, equal),
        Row("Only the order of your pillars kept", None, order),
    ]
    named = [f"with equal pillars {equal}", f"by the order of your pillars {order}"]
    on_price = ""
    if fact.price_only is not None:
        name = _with(fact.price_only, fact.price_only_level, names)
        rows.insert(0, Row("Price only (cash, must-haves kept)", None, name))
        named.insert(0, f"on price alone (must-haves kept) {name}")
        on_price = "price alone (must-haves kept), on "
    if fact.always_the_subject:
        sentence = (
            f"{names.candidate(fact.subject)} would also win on {on_price}equal pillars "
            "and on the order of your pillars alone."
        )
    else:
        sentence = f"Who would win: {'; '.join(named)}."
    return Phrase("If something else mattered", sentence, tuple(rows))


def heavy_price(fact: HeavyPrice, names: Names) -> Phrase:  # noqa: ARG001
    """That price decides by itself."""
    return Phrase(
        "Price weighs more than all else",
        f"Price weighs {plain(fact.price_weight_percent)} %, more than everything else together: "
        "a provider that does little can win by asking little.",
    )
