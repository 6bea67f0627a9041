"""When the cheapest would be right, or would stop being it, in words."""

from __future__ import annotations

from msp_select.decision.findings.when_cheapest_wins import Condition, WhenRight
from msp_select.phrases.en.amounts import price, scored
from msp_select.phrases.en.words import (
    about,
    count,
    exactly,
    percent,
    plain,
    points,
    term,
    the_cheapest,
    verb,
)
from msp_select.phrases.finding import Row
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Phrase


def when_right(fact: WhenRight, names: Names) -> Phrase:
    """The first condition in a sentence, all of them below it."""
    low = names.candidate(fact.cheapest)
    called = the_cheapest(offers_only=fact.cheapest_of_offers_only, shared=fact.cheapest_shared)
    conditions = tuple(Row(one.kind, float(one.figure), _condition(one, fact, names)) for one in fact.found)
    if fact.cheapest_leads:
        title = f"When {low} would stop being first"
        sentence = f"Neither a higher price of its own nor another weight of price takes the lead from {low}."
        if conditions:
            sentence = f"{low}, {called}, stays first unless {conditions[0].text}."
    else:
        title = f"When {low}, {called}, would be right"
        sentence = f"Nothing we varied makes {low} right, short of other answers."
        if conditions:
            sentence = f"{low} would be right if {conditions[0].text}."
        if fact.failed_must_haves:
            sentence = _after_the_cure(fact, names, sentence)
    if fact.open_must_haves:
        still = count(fact.open_must_haves, "open must-have")
        sentence += f" Its {still} must be met all the same."
    if more := len(conditions[1:]):
        sentence += f" {verb(more, 'Another condition is', 'Other conditions are')} below."
    return Phrase(title, sentence, conditions)


def _after_the_cure(fact: WhenRight, names: Names, sentence: str) -> str:
    failed = count(fact.failed_must_haves, "failed must-have")
    if fact.lead_points > 0:
        return (
            f"{names.candidate(fact.cheapest)} would be right as soon as it cured its {failed}: "
            f"it already scores {points(fact.lead_points)} more than {names.candidate(fact.other)}."
        )
    return f"{sentence} First it must cure {failed}."


def _condition(one: Condition, fact: WhenRight, names: Names) -> str:
    """A condition as what is, where the cheapest leads ("costs"), or as what would have to be ("cost")."""
    side, leads = "less" if one.below else "more", fact.cheapest_leads
    cost = "costs" if leads else "cost"
    if one.kind == "hour of standstill":
        assert one.now is not None
        yours = f"{exactly(one.now, names.currency)}{' by our defaults' if one.now_is_default else ''}"
        cheaper = names.candidate(fact.other if leads else fact.cheapest)
        return (
            f"an hour of standstill {cost} you {side} than {about(one.figure, names.currency)} "
            f"(now {yours}): then {cheaper} costs less in all"
        )
    if one.kind == "weight of price":
        assert one.now is not None
        return (
            f"price {'weighs' if leads else 'weighed'} {side} than {percent(float(one.figure))} "
            f"to you (now {percent(float(one.now))})"
        )
    if one.kind == "its price":
        cash = price(float(one.figure), names)
        return f"it {cost} {side} than {cash} cash per user and month, {scored(names)}"
    if one.kind == "no effect of foresight":
        return "a provider's foresight prevented no trouble at all"
    if one.kind == "its open answers":
        return f"its open answers turned out well: at best it reaches {plain(float(one.figure))} of 100"
    cash = f"{'at least ' if one.at_least else ''}{about(one.figure, names.currency)}"
    return f"you could not spend {cash} in cash over {term(names.months)} and accepted the gaps"
