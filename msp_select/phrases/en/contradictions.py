"""Answers that do not go together, in words: what does not, and what to ask."""

from __future__ import annotations

from decimal import Decimal

from msp_select.decision.checks.contradictions import (
    Attention,
    BackupTestNotSeen,
    CheapAndVague,
    FreeStartLongLock,
    HoursAboveFee,
    NamesWillChange,
    OldCertificate,
    OwnDutiesNotPromised,
    PromiseOnAnything,
    QuickWithoutPeople,
    TooGoodAtThatLoad,
    UpdatesWithoutResult,
)
from msp_select.decision.fact import Fact
from msp_select.phrases.en.labels import GRADES
from msp_select.phrases.en.words import count, exactly, listed, plain, verb
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Phrase


def quick_without_people(fact: QuickWithoutPeople, names: Names) -> Phrase:
    """Who would answer at night?"""
    people = fact.technicians
    but = "has nobody on duty outside office hours" if people is None else f"has only {_technicians(people)}"
    return Phrase(
        "A quick promise without the people",
        f"{_name(fact, names)} promises to start within {_amount(fact.minutes, 'minute')} when everything "
        f"is down, but {but}. Ask who would answer at two in the morning.",
    )


def too_good_at_that_load(fact: TooGoodAtThatLoad, names: Names) -> Phrase:
    """So few people cannot meet nearly every time."""
    met, devices = plain(float(fact.met_percent)), plain(float(fact.devices_per_technician))
    return Phrase(
        "Too good for so few people",
        f"{_name(fact, names)} claims that {met} % of requests met their time, with {devices} devices for "
        "each technician. Ask for the raw list of requests.",
    )


def cheap_and_vague(fact: CheapAndVague, names: Names) -> Phrase:
    """What is left out may be what makes it cheap."""
    fee = exactly(fact.fee_per_user_month, names.currency)
    return Phrase(
        "Cheap, and unclear about what is left out",
        f"{_name(fact, names)} asks {fee} per user and month, far less than the others, and does not list "
        "what is left out. Ask for the price of each missing thing.",
    )


def free_start_long_lock(fact: FreeStartLongLock, names: Names) -> Phrase:
    """Starting is paid for on leaving."""
    months = f"{_amount(fact.exit_months, 'month')} of fees" if fact.exit_months else ""
    fee = exactly(fact.exit_fee, names.currency) if fact.exit_fee else ""
    leaving = " and ".join(part for part in (months, fee) if part)
    return Phrase(
        "A free start, paid for on leaving",
        f"{_name(fact, names)} charges nothing to start, but leaving early costs {leaving}. "
        "The price of starting may be hidden in the price of leaving.",
    )


def names_will_change(fact: NamesWillChange, names: Names) -> Phrase:
    """The names on paper will not be those that come."""
    left = plain(float(fact.left_percent_year))
    return Phrase(
        "Named people who may not stay",
        f"{_name(fact, names)} offers you a named team, but {left} % of its technicians left within a year. "
        "Expect the names to change.",
    )


def backup_test_not_seen(fact: BackupTestNotSeen, names: Names) -> Phrase:
    """A test of which there is no report."""
    return Phrase(
        "A restore test nobody has shown",
        f"{_name(fact, names)} {GRADES[fact.evidence].says} that it restores data from backups every "
        "quarter, but you have seen no dated report. It does not count as proven.",
    )


def updates_without_result(fact: UpdatesWithoutResult, names: Names) -> Phrase:
    """A rule that does not reach the machines."""
    reached = fact.reached_percent
    but = "nobody shows how many machines they reach"
    if reached is not None:
        but = f"they reach only {plain(float(reached))} % of machines"
    return Phrase(
        "A rule for updates without a result",
        f"{_name(fact, names)} says that security updates are in within {_amount(fact.days, 'day')}, "
        f"but {but}. A rule counts only on the machines it reaches.",
    )


def hours_above_fee(fact: HoursAboveFee, names: Names) -> Phrase:
    """The fee cannot pay for the hours budgeted."""
    whose = "by our assumption" if fact.technician_hour_is_default else "by your own figure"
    hour, cost, fee = (
        exactly(amount, names.currency)
        for amount in (fact.technician_hour, fact.cost_per_user_month, fact.fee_per_user_month)
    )
    return Phrase(
        "More hours than the fee can pay",
        f"{_name(fact, names)} budgets {_amount(fact.hours_per_user_month, 'hour')} of work per user and "
        f"month; at {hour} an hour ({whose}) that costs it {cost}. Its fee is {fee}: the price will rise or "
        "the hours will shrink.",
    )


def old_certificate(fact: OldCertificate, names: Names) -> Phrase:
    """Last year's certificate says nothing of this year."""
    return Phrase(
        "An old certificate",
        f"{_name(fact, names)} shows a certificate that is {count(fact.months_old, 'month')} old. "
        "Ask for this year's, and check that it covers the service you would buy.",
    )


def promise_on_anything(fact: PromiseOnAnything, names: Names) -> Phrase:
    """Nobody can promise a time for whatever is there."""
    return Phrase(
        "A promise on things nobody controls",
        f"{_name(fact, names)} supports anything and promises to have you working again within "
        f"{_amount(fact.restore_hours, 'hour')}, whatever you own. Ask for which equipment that holds.",
    )


def attention(fact: Attention, names: Names) -> Phrase:
    """Too small or too large a client to do without somebody senior."""
    client = {
        "among the smallest": "among the smallest quarter of its clients",
        "over a fifth of income": "more than a fifth of its income",
    }[fact.client_is]
    return Phrase(
        "Nobody senior in charge of you",
        f"With {_name(fact, names)} you would be {client}, and nobody senior is named as responsible. "
        "Ask for a name before you sign.",
    )


def own_duties(fact: OwnDutiesNotPromised, names: Names) -> Phrase:
    """Whose clock stops while they wait for the client."""
    duties = count(fact.duties_not_promised, "duty", "duties")
    return Phrase(
        "The clock stops while they wait for you",
        f"{_name(fact, names)} {verb(len(fact.candidates), 'promises', 'promise')} times, but you cannot "
        f"promise {duties} of your own. The clock will stop while they wait for you.",
    )


def _name(fact: Fact, names: Names) -> str:
    return listed([names.candidate(one) for one in fact.candidates], most=3)


def _amount(number: Decimal, one: str) -> str:
    return f"{plain(float(number), 2)} {one if number == 1 else one + 's'}"


def _technicians(number: Decimal) -> str:
    whole = number == number.to_integral_value()
    return count(int(number), "technician") if whole else _amount(number, "technician")
