"""The owner's favourite beside the ranking, in words."""

from __future__ import annotations

from collections.abc import Mapping

from msp_select.decision.findings.candidate_pair import Contribution
from msp_select.decision.findings.gut_check import (
    LEAST_PRICE,
    MOST_WEIGHT,
    Change,
    GutCheck,
)
from msp_select.decision.findings.leader import ALIKE
from msp_select.phrases.en.amounts import rests_on
from msp_select.phrases.en.answers import found
from msp_select.phrases.en.break_even_prices import price_asked
from msp_select.phrases.en.words import count, listed, number_word, ordinal, percent, points, verb
from msp_select.phrases.finding import Row
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Phrase

TRIED: Mapping[Change, str] = {
    "price": f"a price of its own as low as {percent(100 * LEAST_PRICE)} of today's",
    "weight": f"any weight of one pillar up to {percent(100 * MOST_WEIGHT)}",
}
"""What was looked for in vain, each by itself."""


def gut_check(fact: GutCheck, names: Names) -> Phrase:
    """Where gut and ranking differ, and what would have to be so for the gut to be right."""
    told = [_change(one, fact, names) for one in fact.changes]
    rows = (
        *(_part(one, fact, names) for one in fact.contributions),
        *(Row("It would also come first if", None, f"{one}.") for one in told[1:]),
    )
    sentences = (
        gut_line(fact, names),
        _criteria(fact, names),
        _failed(fact, names),
        _right(fact, told, names),
    )
    return Phrase("Your gut and the ranking", " ".join(one for one in sentences if one), rows)


def gut_line(fact: GutCheck, names: Names) -> str:
    """Where the favourite stands, in one sentence."""
    favourite, leader = names.candidate(fact.favourite), names.candidate(fact.leader)
    if fact.standing == "agrees":
        return _agreed(fact, favourite, leader)
    if fact.standing == "too_early":
        return f"Your favourite is {favourite}: too little is answered yet to hold it against the ranking."
    ranked = f"the ranking has {leader} first and {favourite} {ordinal(fact.place)}"
    if fact.sealed:
        ranked += " by everything but the price"
    gap = fact.gap_points or 0.0
    behind = f", {points(gap)} of 100 behind" if gap >= ALIKE else ""
    return f"Your favourite is {favourite}; {ranked}{behind}."


def short_line(fact: GutCheck, names: Names) -> str:
    """The same where there is room for one line."""
    favourite = names.candidate(fact.favourite)
    if fact.standing == "agrees":
        return gut_line(fact, names)
    if fact.standing == "too_early":
        return f"Your gut says {favourite}; it is too early to compare."
    gap = fact.gap_points or 0.0
    behind = f", {points(gap)} behind" if gap >= ALIKE else ""
    return f"Your gut says {favourite}: {ordinal(fact.place)}{behind}."


def _agreed(fact: GutCheck, favourite: str, leader: str) -> str:
    if fact.verdict == "incomplete":
        return f"Your favourite, {favourite}, leads so far; it is too early to say whether that holds."
    first = "comes first" if fact.favourite == fact.leader else f"shares the first place with {leader}"
    if fact.sealed:
        return f"Your gut and the ranking agree: {favourite} {first} by everything but the price."
    ending = {
        "none_acceptable": ", yet like all of them it fails a must-have",
        "open_must_haves": ", once its open must-haves are met",
        "over_limit": ", above the limit you set",
        "too_close": ", though it is too close to call",
    }.get(fact.verdict or "", "")
    return f"Your gut and the ranking agree: {favourite} {first}{ending}."


def _failed(fact: GutCheck, names: Names) -> str:
    failed = fact.failed_must_haves
    if not failed or fact.standing == "agrees":
        return ""
    which = listed([names.row(one) for one in failed], most=3)
    favourite, ahead = names.candidate(fact.favourite), -(fact.gap_points or 0.0)
    more = f" scores {points(ahead)} more, but" if ahead >= ALIKE else ""
    return f"{favourite}{more} fails {count(len(failed), 'must-have')}: {which}."


def _criteria(fact: GutCheck, names: Names) -> str:
    if not fact.criteria:
        return ""
    where = listed([names.criterion(key) for key in fact.criteria])
    close = " It is too close to call, so your gut may well be right." if fact.within_reach else ""
    return f"The two differ most in {where}{'' if where.endswith('?') else '.'}{close}"


def _part(part: Contribution, fact: GutCheck, names: Names) -> Row:
    better = names.candidate(fact.leader if part.points > 0 else fact.favourite)
    return Row(part.title, part.points, f"{better} is better, worth {points(part.points)}")


def _right(fact: GutCheck, told: list[str], names: Names) -> str:
    """The first change there is; else that none of those looked for is enough."""
    favourite = names.candidate(fact.favourite)
    if told:
        more = f" {verb(len(told) - 1, 'Another way is', 'Other ways are')} below." if told[1:] else ""
        rest = rests_on(fact.price, names) if fact.price and fact.changes[0] == "price" else ""
        return f"{favourite} would come first if {told[0]}.{rest}{more}"
    if fact.tried:
        tried = listed([_tried(one, fact) for one in fact.tried], last="or")
        met = "even with its must-haves met, " if fact.failed_must_haves else ""
        return f"Nothing small makes your gut right: {met}{favourite} would not come first by {tried}."
    if fact.sealed and fact.standing == "differs":
        return "What would make your gut right is told once the prices are open."
    return ""


def _tried(change: Change, fact: GutCheck) -> str:
    if change != "answers":
        return TRIED[change]
    if fact.answers_needed is None:
        return "better answers, however many"
    return f"fewer than {number_word(fact.answers_needed)} better answers"


def _change(change: Change, fact: GutCheck, names: Names) -> str:
    """A change as a condition: "price weighed more than 40 % to you (now 25 %)"."""
    leader = names.candidate(fact.leader)
    if change == "asked alike":
        return "what nobody has asked it yet were answered like the rest: ask it first"
    if change == "your limit":
        return f"you keep to the limit you set, which {leader} is above"
    if change == "open must-haves":
        which = listed([names.row(one) for one in fact.open_must_haves], last="or")
        return f"{leader} turned out not to meet what is still open: {which}"
    if change == "answers":
        return _answers(fact, names)
    if change == "price":
        assert fact.price is not None
        return f"it asked for less than {price_asked(fact.price, names)}"
    assert fact.pillar is not None
    side, pillar = "less" if fact.leads_below else "more", names.pillar(fact.pillar).lower()
    to, now = percent(fact.pillar_percent or 0.0), percent(fact.pillar_percent_now or 0.0)
    return f"{pillar} weighed {side} than {to} to you (now {now})"


def _answers(fact: GutCheck, names: Names) -> str:
    """The must-haves to meet and the answers to better, a single one with what was answered."""
    besides, failed = fact.answers_besides, fact.failed_must_haves
    better = listed([f'"{names.row(one)}"' for one in besides])
    if len(besides) == 1:
        now = found(names, fact.favourite, besides[0])
        answers = f'its answer to {better} were the best there is, and proven (now "{now}")'
    else:
        answers = f"its answers to {better} were the best there are, and proven"
    if not failed:
        return answers
    met = f"it met the {verb(len(failed), 'must-have', 'must-haves')} it fails"
    if fact.verdict != "none_acceptable" and (fact.gap_points or 0.0) > -ALIKE:
        met += f" with the best {verb(len(failed), 'answer', 'answers')}, proven"
    return f"{met}, and {answers}" if besides else met
