"""Points turned into money, in words."""

from __future__ import annotations

from decimal import Decimal

from msp_select.decision.findings.money_per_point import SAME_PRICE, EvenSwaps, Premium
from msp_select.phrases.en.amounts import price, scored
from msp_select.phrases.en.words import about, capital, count, listed, points, signed, term, verb
from msp_select.phrases.finding import Row
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Phrase

LEFT_OUT = {"foresight": "the effect of foresight", "moving": "what leaving today's provider costs"}


def premium(fact: Premium, names: Names) -> Phrase:
    """What the one costs more or less than the other, and what its lead in all else is worth."""
    subject, against = names.candidate(fact.subject), names.candidate(fact.against)
    paid, value = fact.premium_user_month, fact.value_user_month
    point = price(fact.money_per_point_user_month, names)
    lead = capital(("but " if fact.in_two_minds else "") + _lead(fact, names))
    as_scored = scored(names)
    return Phrase(
        "What the difference costs, and what it is worth to you",
        f"{subject} costs {_cost(fact, against, names)}. {lead}. On your price scale{_scale(fact)}, "
        f"one point of 100 is worth {point} per user and month.",
        (
            Row(f"{_more(paid)} cash per user and month, {as_scored}", paid, price(abs(paid), names)),
            Row(
                f"worth of {'its lead' if value >= 0 else 'being behind'} in all else, per user and month",
                value,
                price(abs(value), names),
            ),
            Row("one point of 100, per user and month", fact.money_per_point_user_month, point),
            Row(
                f"one point of 100, all users over {term(names.months)}",
                fact.money_per_point_term,
                about(Decimal(repr(fact.money_per_point_term)), names.currency),
            ),
        ),
    )


def _cost(fact: Premium, against: str, names: Names) -> str:
    """How much more is paid in cash; where the score counts another difference, how much, and why."""
    scored = fact.premium_user_month
    cash = scored if fact.cash_gap_user_month is None else fact.cash_gap_user_month
    gap = _more_of(cash, names)
    told = f"{gap} per user and month than" if gap else "the same per user and month as"
    counted = _more_of(scored, names) or "nothing"
    if not fact.left_out or counted == (gap or "nothing"):
        return f"{told} {against}"
    out = listed([LEFT_OUT[one] for one in fact.left_out])
    return f"{told} {against}; the score counts {counted}, because it leaves out {out}"


def _more_of(amount: float, names: Names) -> str:
    return "" if abs(amount) < SAME_PRICE else f"{price(abs(amount), names)} {_more(amount)}"


def _lead(fact: Premium, names: Names) -> str:
    lead = points(fact.lead_without_price_level_points)
    if fact.standing == "alike":
        return "the two are alike in all else"
    worth = f"worth {price(abs(fact.value_user_month), names)} per user and month to you"
    if fact.standing == "ahead":
        return f"its lead of {lead} in all else is {worth}"
    return f"it is {lead} behind in all else, which is {worth}"


def _more(amount: float) -> str:
    return "more" if amount >= 0 else "less"


def _scale(fact: Premium) -> str:
    return ("", " (one end our default)", " (our default scale)")[fact.default_ends_of_scale]


def even_swaps(fact: EvenSwaps, names: Names) -> Phrase:
    """Everything in which the two differ turned into money, and who is ahead by how much."""
    alike = count(len(fact.left_out), "criterion", "criteria")
    left_out = f" Left out: {alike} in which both are alike." if fact.left_out else ""
    differences, net = len(fact.traded), price(abs(fact.net_user_month), names)
    if differences:
        ahead, behind = names.candidate(fact.ahead), names.candidate(fact.behind)
        sentence = (
            f"The {count(differences, 'difference')}, turned into money, "
            f"{verb(differences, 'puts', 'put')} {ahead} {net} per user and month "
            f"ahead of {behind}.{left_out}"
        )
    else:
        subject, against = (names.candidate(one) for one in fact.candidates)
        sentence = f"{subject} and {against} are alike in every criterion: nothing is left to trade."
    each = zip(fact.traded, fact.worth_user_month, fact.traded_points, strict=True)
    return Phrase(
        "Everything turned into money",
        sentence,
        tuple(
            Row(names.criterion(key), worth, f"{price(worth, names)} ({signed(gap)} points)")
            for key, worth, gap in each
        ),
    )
