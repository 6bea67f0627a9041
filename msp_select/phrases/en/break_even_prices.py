"""How dear a candidate could become, what another would need, and the hour of standstill, in words."""

from __future__ import annotations

from collections.abc import Iterator

from msp_select.decision.findings.break_even_prices import BreakEvenPrice, PriceAtTie, PriceNeeded, Standstill
from msp_select.phrases.en.amounts import price, rests_on, scored
from msp_select.phrases.en.words import about, capital, count, exactly, plain, points
from msp_select.phrases.finding import Row
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Phrase


def break_even_price(fact: BreakEvenPrice, names: Names) -> Phrase:
    """Up to which price it stays first, and who leads above that."""
    name = names.candidate(fact.candidates[0])
    if fact.rival is None:
        high = price(fact.price_scale_high_user_month, names)
        sentence = (
            f"{name} stays first at any price: beyond the end of the price scale, {high} per user and month, "
            "a higher price costs no more points."
        )
        sentence += " That end is also the price at which you walk away." if fact.limit_is_yours else ""
    else:
        sentence = (
            f"{name} stays first up to {price_asked(fact, names)}; "
            f"above that {names.candidate(fact.rival)} leads.{rests_on(fact, names)}"
        )
    return Phrase(f"How dear {name} could become", sentence, tuple(_rival_rows(fact, names)))


def _rival_rows(fact: BreakEvenPrice, names: Names) -> Iterator[Row]:
    """A row for each that a price lets overtake, and one for all others."""
    never = []
    for rival, cash in zip(fact.overtaken_by, fact.overtaken_above_user_month, strict=True):
        if cash is None:
            never.append(names.candidate(rival))
        else:
            paid = f"{price(cash, names)} cash per user and month, {scored(names)}"
            yield Row(names.candidate(rival), cash, f"overtakes above {paid}")
    if len(never) == 1:
        yield Row(never[0], None, "no price lets it overtake")
    elif never:
        yield Row(f"{len(never)} others", None, "no price lets them overtake")


def price_asked(fact: PriceAtTie, names: Names) -> str:
    """The price in the words of the bid: "a monthly fee of about USD 7,400 (now USD 6,140)"."""
    if fact.price_at_tie is None or fact.price_now is None:
        return f"{plain(100 * (fact.factor or 0.0))} % of its present price"
    named = "an hourly rate" if fact.hourly else "a monthly fee"
    return f"{named} of {price(fact.price_at_tie, names)} (now {exactly(fact.price_now, names.currency)})"


def price_needed(fact: PriceNeeded, names: Names) -> Phrase:
    """Below which price it would come first, or why no price is low enough."""
    name, rival = (names.candidate(one) for one in fact.candidates)
    failed = fact.failed_must_haves
    gates = f"With its {count(failed, 'failed must-have')} cured, " if failed else ""
    if fact.factor is None:
        opening = f"{gates}no price puts" if gates else "No price puts"
        stays = f"stay {points(fact.behind_points)} behind" if fact.stays_behind else "only be level with"
        sentence = (
            f"{opening} {name} first: even for nothing it would {stays} "
            f"{rival}. {capital(_why_capped(fact, names))}."
        )
    else:
        sentence = f"{gates}{name} would come first below {price_asked(fact, names)}.{rests_on(fact, names)}"
    return Phrase(f"The price {name} would need", sentence)


def _why_capped(fact: PriceNeeded, names: Names) -> str:
    if fact.scale_ends_first:
        best = price(fact.price_scale_low_user_month, names)
        return (
            f"below {best} per user and month, the best end of the price scale, a lower price earns no points"
        )
    return "what comes on top of its fee remains"


def standstill(fact: Standstill, names: Names) -> Phrase:
    """On which side of which figure the other would cost less in all."""
    cheaper, dearer = (names.candidate(one) for one in fact.candidates)
    crossing, now = fact.standstill_hour, fact.standstill_hour_now
    if crossing is not None:
        side = "less" if crossing < now else "more"
        yours = f"{exactly(now, names.currency)}{' by our defaults' if fact.hour_is_default else ''}"
        sentence = (
            f"{dearer} costs less in all only if an hour of standstill costs you {side} than "
            f"{about(crossing, names.currency)}; now it is {yours}."
        )
    elif fact.totals_alike:
        sentence = "Both cost the same in all, whatever an hour of standstill costs you."
    else:
        sentence = f"Whatever an hour of standstill costs you, {cheaper} costs less in all than {dearer}."
    return Phrase(
        "The hour of standstill at which both cost the same",
        sentence + rests_on(fact, names),
    )
