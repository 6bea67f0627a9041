"""Whether an offer is plausible, in words. Nothing here rejects anybody."""

from __future__ import annotations

from decimal import Decimal

from msp_select.decision.checks.abnormally_low_price import LowPrice
from msp_select.decision.checks.checks import (
    BindsLonger,
    FeeCountedTwice,
    LeavingNotKnown,
    MostlyOutsideTheFee,
    YardstickUpsideDown,
)
from msp_select.decision.checks.cost_floor import FeeTooLow
from msp_select.decision.fact import Fact
from msp_select.phrases.en.amounts import scored
from msp_select.phrases.en.words import about, capital, exactly, listed, plain, term
from msp_select.phrases.finding import Row
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Phrase

LOW_PRICE_QUESTIONS = (
    "How many engineer hours per user and month does this price pay for?",
    "Who answers outside office hours, and what does that cost us?",
    "Which tools and licences are inside the price, and which shall we pay for besides?",
    "What shall we owe if we leave halfway, and what does the handover cost?",
    "What will you do in the first year to take over our equipment, and is it in the price?",
)


def yardstick_upside_down(fact: YardstickUpsideDown, names: Names) -> Phrase:
    """The two ends of the price range are the wrong way round."""
    low = _reference(fact.price_low_per_user_month, names, is_default=fact.price_low_is_default)
    high = _reference(fact.price_high_per_user_month, names, is_default=fact.price_high_is_default)
    return Phrase(
        "The price range is the wrong way round",
        f"The very good price, {low}, is not below the price at which you "
        f"would walk away, {high}. Until it is, no price is scored.",
    )


def _reference(amount: Decimal, names: Names, *, is_default: bool) -> str:
    return f"{exactly(amount, names.currency)} per user and month{' (our assumption)' if is_default else ''}"


def fee_too_low(fact: FeeTooLow, names: Names) -> Phrase:
    """What the fee buys, what is needed, and on which assumptions."""
    needed = fact.hours_needed_per_user_month
    can = "cannot" if fact.hours_per_user_month_at_best < needed else "can hardly"
    work = "the work promised" if fact.promised else "more than answering calls"
    need = f"{_hours(needed)} {'is' if needed == 1 else 'are'}"
    what = f"{need} promised" if fact.promised else f"{need} the fewest that do"
    return Phrase(
        "Can the fee pay for the work?",
        f"This fee {can} pay for {work}. {capital(exactly(fact.fee_per_user_month, names.currency))} "
        f"per user and month buys {_name(fact, names)}'s clients about {_hours(fact.hours_per_user_month)} "
        f"of a technician, where {what}.{_assumed(fact, names.currency)}",
    )


def _assumed(fact: FeeTooLow, currency: str) -> str:
    parts = []
    if fact.assumed_margin_percent is not None:
        parts.append(f"a margin of {plain(float(fact.assumed_margin_percent))} %")
    if fact.assumed_technician_hour is not None:
        parts.append(f"{exactly(fact.assumed_technician_hour, currency)} for a technician's hour")
    if fact.assumed_tools_per_user_month is not None:
        parts.append(f"{exactly(fact.assumed_tools_per_user_month, currency)} of tools per user and month")
    return f" We assume {listed(parts)}." if parts else ""


def _hours(number: Decimal) -> str:
    text = plain(float(number), 2)
    return f"{text} {'hour' if text == '1' else 'hours'}"


def low_price(fact: LowPrice, names: Names) -> Phrase:
    """How far below what, and what to ask about it."""
    cash, middle = fact.cash_per_user_month, fact.median_of_others_per_user_month
    parts = []
    if fact.below_others and middle is not None:
        below = plain(float(100 * (1 - cash / middle)), 0)
        parts.append(f"{below} % less than the middle of the other bids ({exactly(middle, names.currency)})")
    if fact.below_budget and fact.budget_month is not None:
        parts.append(f"less than half of your budget of {about(fact.budget_month, names.currency)} a month")
    return Phrase(
        "A price that needs explaining",
        f"{_name(fact, names)} costs {exactly(cash, names.currency)} in cash per user and month, "
        f"{scored(names)}: {' and '.join(parts)}. "
        "There may be a good reason: ask for it, and keep the answer.",
        tuple(Row(str(k), None, question) for k, question in enumerate(LOW_PRICE_QUESTIONS, start=1)),
    )


def fee_counted_twice(fact: FeeCountedTwice, names: Names) -> Phrase:
    """Two ways to say one fee, added up."""
    return Phrase(
        "Perhaps one fee, counted twice",
        f"{_name(fact, names)} names {exactly(fact.quoted_month, names.currency)} a month, and its unit "
        "prices times your counts come to the same. Everything a bid names is added up: if it is the same "
        "money, take one of the two out.",
    )


def mostly_outside_the_fee(fact: MostlyOutsideTheFee, names: Names) -> Phrase:
    """Most of the bill is not the fee."""
    return Phrase(
        "The fee says little",
        f"{_name(fact, names)}: half of the bill and more is outside the fee: the fee says little.",
    )


def binds_longer(fact: BindsLonger, names: Names) -> Phrase:
    """The term of the bid and that of the comparison."""
    return Phrase(
        "It binds longer than is compared",
        f"{_name(fact, names)} binds you for {term(fact.term_months)}, longer than is compared "
        f"({term(fact.compared_months)}). What you would owe for the rest is not said: ask what leaving at "
        "that point costs.",
    )


def leaving_not_known(fact: LeavingNotKnown, names: Names) -> Phrase:
    """What to look for in the contract of today's provider."""
    clause = "the clause on notice, months still owed and fees on leaving"
    return Phrase(
        "What leaving costs is not known",
        f"Every other choice has to leave {names.candidate(fact.incumbent)}, and what that costs is not "
        f"known: look for {clause}, and put it into its money terms.",
    )


def _name(fact: Fact, names: Names) -> str:
    return names.candidate(fact.candidates[0])
