"""Where the gap comes from, in words."""

from __future__ import annotations

from collections.abc import Sequence

from msp_select.decision.findings.candidate_pair import Contribution
from msp_select.decision.findings.differences import (
    BetterAt,
    Differences,
    DoesBadly,
    ProsAndCons,
    ScoredCash,
)
from msp_select.phrases.en.amounts import scored
from msp_select.phrases.en.answers import found
from msp_select.phrases.en.labels import GRADES
from msp_select.phrases.en.largest_parts import largest_parts
from msp_select.phrases.en.sources import stands
from msp_select.phrases.en.words import (
    count,
    exactly,
    listed,
    number_word,
    plain,
    points,
    signed,
    verb,
)
from msp_select.phrases.finding import Row
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Phrase

CASH = "cash per user and month, {}"


def differences(fact: Differences, names: Names) -> Phrase:
    """How far the one is ahead, and each criterion with the answers that make most of it."""
    each = zip(fact.contributions, fact.reasons, fact.evidence_decides, strict=True)
    return Phrase(
        "Where the difference comes from",
        _gap(fact, names),
        (
            *(_part(fact, names, part, reason, evidence=decides) for part, reason, decides in each),
            Row("together", fact.gap_points, signed(fact.gap_points)),
        ),
    )


def _gap(fact: Differences, names: Names) -> str:
    subject, against = (names.candidate(one) for one in fact.candidates)
    if fact.standing == "level":
        return f"{subject} and {against} are level: no more than 0.05 of 100 points lie between them."
    place = "ahead of" if fact.standing == "ahead" else "behind"
    sentence = f"{subject} is {points(fact.gap_points)} {place} {against}, of 100"
    where = largest_parts(fact.contributions, fact.gap_points)
    return f"{sentence}: {where}." if where else f"{sentence}."


def _part(fact: Differences, names: Names, part: Contribution, reason: str, *, evidence: bool) -> Row:
    begin, words = f"{plain(part.subject, 0)} and {plain(part.against, 0)} of 100", ""
    if reason == part.key:
        begin, words = CASH.format(scored(names)), cash_words(fact.cash, names)
    elif reason:
        begin = names.row(reason)
        sides = (
            f"{names.candidate(one)}: {_answer(one, reason, names, evidence=evidence)}"
            for one in fact.candidates
        )
        words = "; ".join(sides)
    text = ". ".join(text for text in (begin, words) if text)
    return Row(part.title, part.points, f"{signed(part.points)}  {text}", begin)


def _answer(candidate: str, row: str, names: Names, *, evidence: bool) -> str:
    """The answer, and what backs it where it is the proof that makes the difference."""
    own, answer = f'"{found(names, candidate, row)}"', names.answer(candidate, row)
    own += stands(names, candidate, row)
    if not evidence or answer is None or answer.state != "answered":
        return own
    return f"{own}, {GRADES[answer.evidence or names.catalog.questions[row].default_evidence].words}"


def cash_words(cash: ScoredCash, names: Names) -> str:
    """What each pays as scored, and who counts less for how dear it could become."""
    paid = ["no price yet" if one is None else exactly(one, names.currency) for one in cash.middles]
    words = "; ".join(f"{names.candidate(one)}: {pays}" for one, pays in zip(cash.whom, paid, strict=True))
    if cash.both_at is not None:
        return f"{words}. Both lie at the {cash.both_at} end of the price scale or beyond"
    if cash.counts_less is None or cash.dear_end is None:
        return words
    behind = names.candidate(cash.counts_less)
    dear = exactly(cash.dear_end, names.currency)
    return f"{words}. {behind} counts less because its bills could reach {dear} a user and month"


def pros_and_cons(fact: ProsAndCons, names: Names) -> Phrase:
    """The few advantages that outweigh everything the other does better."""
    ahead, behind = names.candidate(fact.ahead), names.candidate(fact.behind)
    if not fact.pros:
        sentence = f"{ahead} and {behind} do not differ in any criterion that weighs something."
    elif not fact.cons:
        many = len(fact.pros)
        where = names.criterion(fact.pros[0]) if many == 1 else count(many, "criterion", "criteria")
        sentence = f"{behind} is better in no criterion that weighs something; {ahead} is in {where}."
    elif not fact.outweighs:
        sentence = (
            f"What {ahead} does better ({points(fact.enough_points)}) does not outweigh "
            f"what {behind} does better ({points(fact.cons_points)})."
        )
    else:
        gives = verb(len(fact.enough_criteria), "gives", "give")
        sentence = (
            f"{_titles(fact.enough_criteria, names)} alone {gives} {ahead} {points(fact.enough_points)}. "
            f"All that {behind} does better makes {points(fact.cons_points)}{_largest(fact, names)}."
        )
    return Phrase("What outweighs what", sentence)


def _largest(fact: ProsAndCons, names: Names) -> str:
    """Of several, the largest by name and figure."""
    if len(fact.cons) < 2 or fact.largest_con_points is None:
        return ""
    return f", the largest of it {names.criterion(fact.cons[0])} ({plain(fact.largest_con_points)})"


def _titles(criteria: Sequence[str], names: Names) -> str:
    return listed([names.criterion(key) for key in criteria], most=3)


def better_at(fact: BetterAt, names: Names) -> Phrase:
    """In how many criteria each of the two is better, and in which."""
    subject, against = (names.candidate(one) for one in fact.candidates)
    mine, theirs = fact.subject_better, fact.against_better
    total = count(fact.criteria, "criterion", "criteria")
    if not theirs:
        sentence = f"{against} does nothing better than {subject}, on {total}."
    else:
        own = f"in {number_word(len(mine))}: {_titles(mine, names)}" if mine else "in none"
        sentence = (
            f"{against} does better in {number_word(len(theirs))} of {total}: {_titles(theirs, names)}. "
            f"{subject} does better {own}."
        )
    parts = {part.key: part for part in fact.contributions}
    return Phrase(
        "What each does better",
        sentence,
        tuple(
            Row(
                f"{subject if part.points > 0 else against}: {part.title}",
                abs(part.points),
                f"{plain(part.subject, 0)} against {plain(part.against, 0)} of 100, "
                f"worth {points(part.points)}",
            )
            for part in (parts[key] for key in (*mine, *theirs))
        ),
    )


def does_badly(fact: DoesBadly, names: Names) -> Phrase:
    """The lowest criteria, with what makes them low."""
    name = names.candidate(fact.candidates[0])
    low = [*zip(fact.criteria, fact.values, fact.weakest, strict=True)]
    named = [f"{names.criterion(key)} ({plain(value, 0)} of 100)" for key, value, _ in low]
    sentence = f"{name} is weakest in {listed(named)}."
    if not low:
        sentence = f"No criterion of {name} can be judged yet."
        if fact.judged:
            sentence = f"No criterion that can be judged of {name} lies below its whole score."
    return Phrase(
        f"What {name} does badly",
        sentence,
        tuple(Row(names.criterion(key), value, _weakest(fact, key, row, names)) for key, value, row in low),
    )


def _weakest(fact: DoesBadly, key: str, row: str, names: Names) -> str:
    if row == key:
        return f"{CASH.format(scored(names))}. {cash_words(fact.cash, names)}"
    one = fact.candidates[0]
    return f'{names.row(row)}: "{found(names, one, row)}"{stands(names, one, row)}'
