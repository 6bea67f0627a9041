"""The candidate explained against another, in words: the first sentence of an explanation."""

from __future__ import annotations

from msp_select.decision.findings.first_sentence import FirstSentence
from msp_select.phrases.en.amounts import more_or_less, rests_on
from msp_select.phrases.en.largest_parts import largest_parts
from msp_select.phrases.en.words import (
    about,
    count,
    exactly,
    listed,
    number_word,
    plain,
    points,
    term,
    the_cheapest,
    verb,
)
from msp_select.phrases.finding import Row
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Phrase


def first_sentence(fact: FirstSentence, names: Names) -> Phrase:
    """Who is ahead, what the difference costs and what it buys."""
    return Phrase(_title(fact, names), _sentence(fact, names), _rows(fact, names))


def _rows(fact: FirstSentence, names: Names) -> tuple[Row, ...]:
    gap, yearly, per_user = fact.cash_gap_term, fact.cash_gap_year, fact.cash_gap_user_month
    if gap is None or yearly is None or per_user is None:
        return ()
    side = "more" if gap >= 0 else "less"
    return (
        Row(f"{side} cash over {term(fact.term_months)}", float(gap), about(abs(gap), names.currency)),
        Row(f"{side} cash a year", float(yearly), about(abs(yearly), names.currency)),
        Row(f"{side} cash per user and month", float(per_user), exactly(abs(per_user), names.currency)),
    )


def _title(fact: FirstSentence, names: Names) -> str:
    subject, cheapest = names.candidate(fact.subject), _cheapest(fact)
    if fact.against is None or fact.prices == "sealed":
        return f"Why {subject}"
    if fact.against_is_cheapest:
        return f"Why not {names.candidate(fact.against)}, {cheapest}?"
    if fact.subject_is_cheapest:
        return f"Why {subject}, {cheapest}"
    return f"Why {subject} and not {called(fact.against, names)}?"


def _cheapest(fact: FirstSentence) -> str:
    return the_cheapest(offers_only=fact.cheapest_of_offers_only, shared=fact.cheapest_shared)


def _sentence(fact: FirstSentence, names: Names) -> str:
    subject = names.candidate(fact.subject)
    if fact.against is None:
        merit = "" if fact.subject_score is None else f", with {points(fact.subject_score)} of 100"
        return f"{subject} is the only candidate{merit}: there is nobody to compare it with."
    standing = f"{subject} {_standing(fact)} {names.candidate(fact.against)}."
    if fact.prices == "sealed":
        return f"Prices are sealed. On quality alone {standing}"
    if fact.prices == "left_out":
        return standing
    if fact.prices == "missing":
        return f"{_unpriced(fact, names)} {standing}"
    money, buys = _money(fact, names, fact.against), _what_it_buys(fact, names, fact.against)
    return f"{money} {buys}{rests_on(fact, names)}"


def _unpriced(fact: FirstSentence, names: Names) -> str:
    named, number = listed([names.candidate(one) for one in fact.without_price]), len(fact.without_price)
    if fact.bid_without_price:
        return f"{named} cannot be put in money yet: a price, or your number of users, is missing."
    return f"{named} {verb(number, 'has', 'have')} no price yet, so nothing can be said in money."


def _standing(fact: FirstSentence) -> str:
    if fact.standing == "level":
        return "is level with"
    return f"is {points(fact.gap_points or 0.0)} {'ahead of' if fact.standing == 'ahead' else 'behind'}"


def _money(fact: FirstSentence, names: Names, against: str) -> str:
    gap, per_user = fact.cash_gap_term, fact.cash_gap_user_month
    assert gap is not None
    assert per_user is not None
    subject, other, span = names.candidate(fact.subject), names.candidate(against), term(fact.term_months)
    if fact.costs_the_same:
        return f"{subject} costs the same cash over {span} as {other}."
    cheapest = _cheapest(fact)
    if fact.subject_is_cheapest:
        name = f"{subject} is {cheapest}. It"
    else:
        name = called(fact.subject, names, goes_on=True)
    other = f"{other}, {cheapest}" if fact.against_is_cheapest else called(against, names)
    return (
        f"{name} costs {more_or_less(gap, names.currency)} cash over {span} than {other}, "
        f"or {exactly(abs(per_user), names.currency)} per user and month."
    )


def _what_it_buys(fact: FirstSentence, names: Names, against: str) -> str:
    gap = fact.gap_points or 0.0
    if fact.standing == "level":
        merit = "It buys no better score" if fact.is_dearer else "Both score the same"
        merit += f": {plain(fact.subject_score or 0.0)} of 100"
    elif fact.standing == "ahead":
        buys = f"It buys {points(gap)} of 100"
        also = "" if fact.costs_the_same else "also "
        merit = buys if fact.is_dearer else f"It is {also}{points(gap)} of 100 ahead"
        where = largest_parts(fact.contributions, gap)
        merit += f", {where}" if where else ""
    else:
        merit = f"{'Yet it is' if fact.is_dearer else 'It is'} {points(gap)} of 100 behind"
    gates = _failed(fact, names, against)
    return f"{merit}; {gates}." if gates else f"{merit}."


def _failed(fact: FirstSentence, names: Names, against: str) -> str:
    """How many must-haves either fails; nothing where neither does."""
    other, own, failed = (
        names.candidate(against),
        fact.subject_failed_must_haves,
        fact.against_failed_must_haves,
    )
    if own:
        too = f", {other} {number_word(failed)}" if failed else ""
        return f"{names.candidate(fact.subject)} fails {count(own, 'must-have')}{too}"
    return f"{other} fails {count(failed, 'must-have')}" if failed else ""


def called(candidate: str, names: Names, *, goes_on: bool = False) -> str:
    """The name, and that it is today's provider where it is; with a comma where the sentence goes on."""
    if names.candidates[candidate].kind != "incumbent":
        return names.candidate(candidate)
    return f"{names.candidate(candidate)}, today's provider{',' if goes_on else ''}"
