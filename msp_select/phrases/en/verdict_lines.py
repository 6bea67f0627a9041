"""The verdict in three lines an owner can repeat."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msp_select.decision.findings.verdict_lines import CheapestBid, OrderOfTheRest, ToSettle, WhoFits
from msp_select.decision.scoring.evaluation import ENOUGH_COVERAGE
from msp_select.decision.scoring.verdict import VerdictKind
from msp_select.phrases.en import verdict
from msp_select.phrases.en.first_sentence import called
from msp_select.phrases.en.largest_parts import largest_parts
from msp_select.phrases.en.words import (
    about,
    count,
    fewer_points,
    listed,
    number_word,
    percent,
    points,
    term,
    the_cheapest,
    verb,
)
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Phrase

NAMED = 3  # things to settle that are named; the others are counted
EARLY = "It is too early to say who fits best"
SHARES = (
    (98.5, "practically every check"),
    (92.5, "about nineteen of twenty checks"),
    (85.0, "about nine of ten checks"),
    (77.5, "about four of five checks"),
    (71.0, "about three of four checks"),
    (63.0, "about two of three checks"),
    (56.0, "about three of five checks"),
    (45.0, "about half of the checks"),
    (36.0, "about two of five checks"),
    (29.0, "about one of three checks"),
    (0.0, "fewer than three of ten checks"),
)
"""From which percent of the tries on a share is called what."""


def checks(share_percent: float) -> str:
    """A share of the tries in everyday words: "about two of three checks"."""
    return next(words for least, words in SHARES if share_percent >= least)


def who_fits(fact: WhoFits, names: Names) -> Phrase:
    """Whom to choose, and how close it is."""
    return Phrase("Who fits best", _WHO[fact.verdict](fact, names))


def order_of_the_rest(fact: OrderOfTheRest, names: Names) -> Phrase:  # noqa: ARG001
    """What the order is while prices are sealed."""
    return Phrase("Who fits best", "Prices are sealed: this is the order of everything else.")


def _first(fact: WhoFits) -> str:
    return f"it comes first in {checks(fact.share_percent or 0.0)}"


def _clear(fact: WhoFits, names: Names) -> str:
    return f"{names.candidate(fact.leader)} fits you best: {_first(fact)}."


def _narrow(fact: WhoFits, names: Names) -> str:
    if fact.is_lowered and fact.reservation is not None:
        return f"{_clear(fact, names)} {verdict.caveat_sentence(fact.sureness, fact.reservation, names)}"
    others = ""
    if fact.rival is not None and fact.others_to_rival:
        others = f", {names.candidate(fact.rival)} in most of the others"
    return f"{names.candidate(fact.leader)} fits you best, but not by much: {_first(fact)}{others}."


def _too_close(fact: WhoFits, names: Names) -> str:
    if fact.rival is None:
        return _narrow(fact, names)
    a, b = (names.candidate(one) for one in (fact.leader, fact.rival))
    return f"{a} and {b} fit you about equally well: {a} comes first in {checks(fact.share_percent or 0.0)}."


def _incomplete(fact: WhoFits, names: Names) -> str:
    if fact.sureness.if_asked is not None:
        return verdict.sentence(fact.sureness, names)
    if not fact.answered_too_little:
        leader = names.candidate(fact.leader)
        return f"{EARLY}: {leader} leads without a price. Ask for it before you choose."
    few = [names.candidate(one) for one in fact.answered_too_little]
    enough = percent(100 * ENOUGH_COVERAGE)
    return (
        f"{EARLY}: {listed(few, most=3)} {verb(len(few), 'has', 'have')} "
        f"answered less than {enough} of what matters to you."
    )


def _open(fact: WhoFits, names: Names) -> str:
    number = fact.open_must_haves
    alone = fact.sureness.compared < 2
    leads = "is the only candidate" if alone else "leads"
    still = f"{count(number, 'must-have')} {verb(number, 'is', 'are')} still open"
    begin = f"{names.candidate(fact.leader)} {leads}, but {still}."
    if fact.share_percent is None or alone:
        return begin
    met = verb(number, "it is met", "they are met")
    return f"{begin} If {met}, {_first(fact)}."


def _over(fact: WhoFits, names: Names) -> str:
    return verdict.sentence(fact.sureness, names)


def _none_acceptable(fact: WhoFits, names: Names) -> str:
    nearest, settle = names.candidate(fact.nearest), f"{number_word(fact.nearest_unsettled)} to settle"
    if fact.sureness.compared == 1:
        return f"{nearest} does not meet all your must-haves yet: {settle}."
    nobody = "No bid meets" if fact.offers_only else "Nobody meets"
    return f"{nobody} all your must-haves yet. {nearest} is nearest: {settle}."


def _single(fact: WhoFits, names: Names) -> str:
    alone = f"{names.candidate(fact.leader)} is the only candidate, so there is nobody to compare it with."
    return f"{alone} Get a second bid."


_WHO: Mapping[VerdictKind, Callable[[WhoFits, Names], str]] = {
    "clear": _clear,
    "narrow": _narrow,
    "too_close": _too_close,
    "incomplete": _incomplete,
    "open_must_haves": _open,
    "over_limit": _over,
    "none_acceptable": _none_acceptable,
    "single": _single,
}


def to_settle(fact: ToSettle, names: Names) -> Phrase:
    """What to settle before signing, by name; that nothing stands in the way only where that is so."""
    title, whom = "Before you sign", names.candidate(fact.whom)
    if fact.number:
        things = [
            *(names.row(one) for one in fact.failed),
            *(verdict.to_settle(one, names) for one in fact.conditions),
        ]
        named = listed(things, most=NAMED)
        if fact.sealed:
            return Phrase(title, f"Still open with {whom}: {named}.")
        return Phrase(title, f"Before you sign, settle {count(fact.number, 'thing')} with {whom}: {named}.")
    met = "all your must-haves are met" if fact.met else "you have set no must-haves"
    return Phrase(title, f"Nothing stands in the way of signing with {whom}: {met}.")


def cheapest_bid(fact: CheapestBid, names: Names) -> Phrase:
    """Why not the cheapest offer, or that it is the one."""
    return Phrase("Why not the cheapest", _CHEAPEST[fact.place](fact, names))


def _is_cheapest(fact: CheapestBid, names: Names) -> str:
    also = "also " if fact.may_choose else ""
    return f"{names.candidate(fact.whom)} is {also}{_cheapest(fact)}."


def _less_than_any(fact: CheapestBid, names: Names) -> str:
    whom, low = called(fact.whom, names, goes_on=True), names.candidate(fact.cheapest)
    return f"{whom} costs less than the cheapest offer, {low}."


def _second_look(fact: CheapestBid, names: Names) -> str:
    low, over = names.candidate(fact.cheapest), term(fact.term_months)
    assert fact.saves is not None
    less = f"{about(fact.saves, names.currency)} less over {over}"
    if fact.as_good:
        return f"{low} is {_cheapest(fact)} and fits as well: {less}. It is worth a second look."
    nearly = f"{low} is {_cheapest(fact)} and fits nearly as well"
    return f"{nearly}: {less} for {fewer_points(fact.behind_points)}. It is worth a second look."


def _reason(fact: CheapestBid, names: Names) -> str:
    why, begin = _why(fact, names), f"Why not {names.candidate(fact.cheapest)}, {_cheapest(fact)}?"
    if fact.saves is None or not round(fact.saves, 2):
        return f"{begin} Because {why}."
    saves = about(fact.saves, names.currency)
    return f"{begin} It saves {saves} over {term(fact.term_months)}, but {why}."


def _why(fact: CheapestBid, names: Names) -> str:
    if fact.because == "must_haves":
        return f"it does not yet meet {number_word(fact.failed_must_haves)} of your must-haves"
    if fact.because == "costs_more" and fact.costs_more is not None:
        more = about(fact.costs_more, names.currency)
        return f"over {term(fact.term_months)} it costs more in all, with lost time and risk: {more}"
    if fact.because == "behind":
        where = largest_parts(fact.contributions, fact.behind_points)
        behind = f"it is {points(fact.behind_points)} of 100 behind"
        return f"{behind}, {where}" if where else behind
    if fact.because == "not_judged":
        return "it has not answered enough to be judged"
    return f"it comes after {names.candidate(fact.whom)} in the order you chose"


def _cheapest(fact: CheapestBid) -> str:
    return the_cheapest(offers_only=fact.cheapest_of_offers_only, shared=fact.cheapest_shared)


_CHEAPEST: Mapping[str, Callable[[CheapestBid, Names], str]] = {
    "is_cheapest": _is_cheapest,
    "less_than_any": _less_than_any,
    "second_look": _second_look,
    "reason": _reason,
}
