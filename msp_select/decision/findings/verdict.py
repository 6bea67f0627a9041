"""The first sentence, how sure the ranking is, and how often each comes first."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from msp_select.decision.evaluation import Result
from msp_select.decision.findings.amounts import CASH, defaults_clause, more_or_less
from msp_select.decision.findings.finding import Finding, Row
from msp_select.decision.findings.largest_parts import largest_parts
from msp_select.decision.findings.pair import Pair, called, called_last
from msp_select.decision.findings.wording import (
    about,
    count,
    exactly,
    listed,
    number_word,
    plain,
    points,
    term,
    verb,
)
from msp_select.decision.verdict_words import RULE, before_signing, beside, losses_sentence, sentence

CLOSE = 0.05  # points


def first_sentence(pair: Pair) -> Finding | None:
    """The winner, the cheapest, what the difference costs and what it buys."""
    figures: dict[str, float | int | str | bool | None] = {
        "subject": pair.subject.id,
        "against": pair.against.id if pair.against else None,
        "gap_points": pair.gap if pair.against else None,
        "against_is_cheapest": pair.cheapest is not None and pair.cheapest is pair.against,
        "subject_is_cheapest": pair.cheapest is not None and pair.cheapest is pair.subject,
    }
    rows: tuple[Row, ...] = ()
    if pair.costs is not None:
        mine, theirs = pair.costs
        gap = mine.cash.middle - theirs.cash.middle
        per_user = mine.per_user_month(mine.cash).middle - theirs.per_user_month(theirs.cash).middle
        yearly = gap * 12 / pair.months
        figures |= {
            "cash_gap_term": float(gap),
            "cash_gap_year": float(yearly),
            "cash_gap_user_month": float(per_user),
            "term_months": pair.months,
        }
        side = "more" if gap >= 0 else "less"
        rows = (
            Row(f"{side} cash over {term(pair.months)}", float(gap), about(abs(gap), pair.currency)),
            Row(f"{side} cash a year", float(yearly), about(abs(yearly), pair.currency)),
            Row(f"{side} cash per user and month", float(per_user), exactly(abs(per_user), pair.currency)),
        )
    return Finding(
        kind="first_sentence",
        title=_title(pair),
        sentence=_sentence(pair),
        figures=figures,
        candidates=pair.ids,
        rows=rows,
    )


def _title(pair: Pair) -> str:
    if pair.against is None or pair.sealed:
        return f"Why {pair.subject.name}"
    if pair.cheapest is pair.against:
        return f"Why not {pair.against.name}, {pair.the_cheapest}?"
    if pair.cheapest is pair.subject:
        return f"Why {pair.subject.name}, {pair.the_cheapest}"
    return f"Why {pair.subject.name} and not {called_last(pair.against)}?"


def why_not_cheapest(pair: Pair) -> Finding | None:
    """The cheapest offer of all, where neither of the two compared is."""
    low = pair.cheapest
    if pair.against is None or low is None or low in (pair.subject, pair.against):
        return None
    found = first_sentence(Pair(pair.evaluation, pair.subject, low))
    return None if found is None else replace(found, kind="why_not_cheapest")


def _sentence(pair: Pair) -> str:
    subject, against = pair.subject, pair.against
    if against is None:
        merit = "" if pair.sealed else f", with {points(subject.score)} of 100"
        return f"{subject.name} is the only candidate{merit}: there is nobody to compare it with."
    if pair.sealed:
        return f"Prices are sealed. On quality alone {subject.name} {_standing(pair)} {against.name}."
    if not pair.evaluation.catalog.knows_prices:
        return f"{subject.name} {_standing(pair)} {against.name}."
    if pair.costs is None:
        return f"{_unpriced(pair, against)} {subject.name} {_standing(pair)} {against.name}."
    defaults = defaults_clause(pair, pair.costs, CASH, _cash_gap)
    return f"{_money_sentence(pair, against)} {_what_it_buys(pair, against)}{defaults}"


def _cash_gap(pair: Pair) -> list[Decimal]:
    return [] if pair.costs is None else [pair.costs[0].cash.middle - pair.costs[1].cash.middle]


def _unpriced(pair: Pair, against: Result) -> str:
    without = [result for result in (pair.subject, against) if result.costs is None]
    named = listed([result.name for result in without])
    if any(result.candidate.bid is not None for result in without):
        return f"{named} cannot be put in money yet: a price, or your number of users, is missing."
    return f"{named} {verb(len(without), 'has', 'have')} no price yet, so nothing can be said in money."


def _standing(pair: Pair) -> str:
    if abs(pair.gap) < CLOSE:
        return "is level with"
    return f"is {points(pair.gap)} {'ahead of' if pair.gap > 0 else 'behind'}"


def _money_sentence(pair: Pair, against: Result) -> str:
    assert pair.costs is not None
    subject, (mine, theirs) = pair.subject, pair.costs
    gap = mine.cash.middle - theirs.cash.middle
    other = f"{against.name}, {pair.the_cheapest}" if pair.cheapest is against else called_last(against)
    name = f"{subject.name} is {pair.the_cheapest}. It" if pair.cheapest is subject else subject.name
    if pair.cheapest is not subject:
        name = called(subject)
    span = term(pair.months)
    if abs(gap) < Decimal("0.005"):
        return f"{subject.name} costs the same cash over {span} as {against.name}."
    per_user = mine.per_user_month(mine.cash).middle - theirs.per_user_month(theirs.cash).middle
    return (
        f"{name} costs {more_or_less(gap, pair.currency)} cash over {span} than {other}, "
        f"or {exactly(abs(per_user), pair.currency)} per user and month."
    )


def _what_it_buys(pair: Pair, against: Result) -> str:
    assert pair.costs is not None
    dearer = pair.costs[0].cash.middle > pair.costs[1].cash.middle
    failed, own = len(against.failed), len(pair.subject.failed)
    gates = f"{against.name} fails {count(failed, 'must-have')}" if failed else ""
    if own:
        gates = f"{pair.subject.name} fails {count(own, 'must-have')}" + (
            f", {against.name} {number_word(failed)}" if failed else ""
        )
    if abs(pair.gap) < CLOSE:
        merit = "It buys no better score" if dearer else "Both score the same"
        merit += f": {plain(pair.subject.score)} of 100"
    elif pair.gap > 0:
        merit = (
            f"It buys {points(pair.gap)} of 100" if dearer else f"It is also {points(pair.gap)} of 100 ahead"
        )
        where = largest_parts(pair.contributions, pair.gap)
        merit += f", {where}" if where else ""
    else:
        merit = f"{'Yet it is' if dearer else 'It is'} {points(pair.gap)} of 100 behind"
    return f"{merit}; {gates}." if gates else f"{merit}."


def sureness(pair: Pair) -> Finding | None:
    """How sure the ranking is, what to settle before signing, and the reservations, with the rule."""
    evaluation = pair.evaluation
    verdict = evaluation.verdict
    if verdict is None or pair.sealed:
        return None
    share = verdict.first_and_acceptable
    losses = losses_sentence(evaluation, verdict) if verdict.kind == "too_close" else ""
    conditions = before_signing(evaluation, verdict) or ("nothing stands in the way",)
    rows = (
        *((Row("What each choice risks", None, losses),) if losses else ()),
        *(Row("Before you sign", None, one) for one in conditions if verdict.kind != "none_acceptable"),
        *(Row("To bear in mind", None, one) for one in beside(evaluation, verdict)),
        Row("The rule", None, RULE),
    )
    return Finding(
        kind="verdict",
        title="How sure this is",
        sentence=sentence(evaluation, verdict),
        figures={
            "verdict": verdict.kind,
            "leader": verdict.leader,
            "rival": verdict.rival,
            "first_share_percent": None if share is None else 100 * share,
            "first_if_met_percent": None if verdict.first_if_met is None else 100 * verdict.first_if_met,
            "conditions": len(verdict.conditions),
            "caveats": [str(caveat.kind) for caveat in verdict.caveats],
            "rule": RULE,
        },
        candidates=tuple(result.id for result in evaluation.results[:2]),
        rows=rows,
    )


def sealed(pair: Pair) -> Finding | None:
    """That prices are hidden, and what is left out for it."""
    if not pair.sealed:
        return None
    return Finding(
        kind="sealed",
        title="Prices are sealed",
        sentence=(
            "Prices are sealed: scores, money and all that rests on a price are left out until you open them."
        ),
        figures={"sealed": True},
    )
