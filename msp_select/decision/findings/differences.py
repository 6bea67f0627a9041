"""Where the gap comes from: criterion by criterion, what outweighs what, and what each does better."""

from __future__ import annotations

from collections.abc import Sequence

from msp_select.decision.cost.costs import Estimate, price_level
from msp_select.decision.evaluation import Result
from msp_select.decision.findings.amounts import per_user_month, scored_cash
from msp_select.decision.findings.finding import Finding, Row
from msp_select.decision.findings.largest_parts import VISIBLE, largest_parts
from msp_select.decision.findings.pair import Contribution, Pair
from msp_select.decision.findings.wording import (
    count,
    exactly,
    listed,
    number_word,
    plain,
    points,
    signed,
    verb,
)
from msp_select.decision.names import GRADES

WEAKEST = 3


def differences(pair: Pair) -> Finding | None:
    """Point by point, largest first; the rows sum exactly to the gap."""
    if pair.against is None:
        return None
    parts, gap = pair.contributions, pair.gap
    why = [_why(pair, part) for part in parts]
    return Finding(
        kind="differences",
        title="Where the difference comes from",
        sentence=_gap_sentence(pair, pair.against),
        figures={
            "gap_points": gap,
            "criteria": [part.key for part in parts],
            "contribution_points": [part.points for part in parts],
            "reasons": [reason for reason, _ in why],
        },
        candidates=pair.ids,
        rows=(
            *(
                Row(part.title, part.points, f"{signed(part.points)}  {'. '.join(filter(None, words))}")
                for part, words in zip(parts, why, strict=True)
            ),
            Row("together", gap, signed(gap)),
        ),
    )


def _gap_sentence(pair: Pair, against: Result) -> str:
    subject, gap = pair.subject, pair.gap
    if abs(gap) < VISIBLE:
        return (
            f"{subject.name} and {against.name} are level: no more than 0.05 of 100 points lie between them."
        )
    ahead = gap > 0
    place = "ahead of" if ahead else "behind"
    sentence = f"{subject.name} is {points(gap)} {place} {against.name}, of 100"
    where = largest_parts(pair.contributions, gap)
    return f"{sentence}: {where}." if where else f"{sentence}."


def _why(pair: Pair, part: Contribution) -> tuple[str, str]:
    """The question that makes most of a criterion's difference, and its answers side by side."""
    assert pair.against is not None
    if part.key == pair.evaluation.catalog.priced_criterion:
        return _price_words(pair)
    gaps = [gap for gap in pair.answer_gaps if gap.criterion == part.key]
    same_way = [gap for gap in gaps if (gap.points > 0) == (part.points > 0)]
    if abs(part.points) >= VISIBLE:
        for gap in same_way:
            mine, theirs = (
                _with_evidence(pair, r, gap.row, pair.against) for r in (pair.subject, pair.against)
            )
            if mine != theirs:
                row = pair.row_title(gap.row)
                return row, f"{pair.subject.name}: {mine}; {pair.against.name}: {theirs}"
    return f"{plain(part.subject, 0)} and {plain(part.against, 0)} of 100", ""


def _with_evidence(pair: Pair, result: Result, row: str, against: Result) -> str:
    """The answer in words, and what backs it where both say the same."""
    words = [pair.answer_words(one, row) for one in (pair.subject, against)]
    own = f'"{pair.answer_words(result, row)}"'
    question, answer = pair.evaluation.catalog.questions.get(row), pair.answer(result, row)
    if words[0] != words[1] or question is None or answer is None or answer.state != "answered":
        return own
    return f"{own}, {GRADES[answer.evidence or question.default_evidence].words}"


def _price_words(pair: Pair) -> tuple[str, str]:
    both = [(result, per_user_month(pair, result)) for result in (pair.subject, pair.against) if result]
    words = [f"{result.name}: {shown or 'no price yet'}" for result, shown in both]
    begin = "scored cash per user and month (no effect of foresight in it)"
    return begin, f"{'; '.join(words)}{_range_words(pair)}"


def _range_words(pair: Pair) -> str:
    """That the difference of the price level comes from how dear one of the two could become."""
    business = pair.evaluation.business
    if pair.against is None or business.price_low is None or business.price_high is None:
        return ""
    low, high = business.price_low.middle, business.price_high.middle
    found = [(r, scored_cash(pair, r), r.price_level) for r in (pair.subject, pair.against)]
    (_, mine, level), (_, theirs, other) = found
    if mine is None or theirs is None or level is None or other is None or low >= high:
        return ""
    at_middle = [sum(price_level(Estimate.exact(cash.middle), low, high)) / 2 for cash in (mine, theirs)]
    by_point = (sum(level) - sum(other)) / 2
    if abs(by_point) < VISIBLE or (at_middle[0] - at_middle[1]) / by_point > 0.5:
        return ""
    behind, cash = (pair.against, theirs) if by_point > 0 else (pair.subject, mine)
    if not cash.is_range:
        return ""
    dear = exactly(cash.high, pair.currency)
    return f". {behind.name} counts less because its bills could reach {dear} a user and month"


def pros_and_cons(pair: Pair) -> Finding | None:
    """In words: the few advantages that outweigh everything the other does better."""
    if pair.against is None:
        return None
    ahead, behind = (pair.subject, pair.against) if pair.gap >= 0 else (pair.against, pair.subject)
    sign = 1 if pair.gap >= 0 else -1
    pros = [part for part in pair.contributions if sign * part.points >= VISIBLE]
    cons = [part for part in pair.contributions if sign * part.points <= -VISIBLE]
    against = -sum(sign * part.points for part in cons)
    enough: list[Contribution] = []
    for part in pros:
        if enough and sum(sign * p.points for p in enough) >= against:
            break
        enough.append(part)
    carried = sum(sign * part.points for part in enough)
    if not pros:
        sentence = f"{ahead.name} and {behind.name} do not differ in any criterion that weighs something."
    elif not cons:
        sentence = (
            f"{behind.name} is better in no criterion that weighs something; {ahead.name} is in {_of(pros)}."
        )
    elif carried < against:
        sentence = (
            f"What {ahead.name} does better ({points(carried)}) does not outweigh "
            f"what {behind.name} does better ({points(against)})."
        )
    else:
        sentence = (
            f"{_titles(enough)} alone {verb(len(enough), 'gives', 'give')} {ahead.name} {points(carried)}. "
            f"All that {behind.name} does better makes {points(against)}{_largest(cons)}."
        )
    return Finding(
        kind="pros_and_cons",
        title="What outweighs what",
        sentence=sentence,
        figures={
            "ahead": ahead.id,
            "pros_points": sum(sign * part.points for part in pros),
            "cons_points": against,
            "enough_points": carried,
            "enough_criteria": [part.key for part in enough],
        },
        candidates=pair.ids,
    )


def _largest(cons: Sequence[Contribution]) -> str:
    """Of several, the largest by name and figure."""
    return f", the largest of it {cons[0].title} ({plain(abs(cons[0].points))})" if len(cons) > 1 else ""


def _of(parts: Sequence[Contribution]) -> str:
    return parts[0].title if len(parts) == 1 else count(len(parts), "criterion", "criteria")


def _titles(parts: Sequence[Contribution]) -> str:
    return listed([part.title for part in parts], most=3)


def better_at(pair: Pair) -> Finding | None:
    """What each of the two does better."""
    if pair.against is None:
        return None
    mine = [part for part in pair.contributions if part.points >= VISIBLE]
    theirs = [part for part in pair.contributions if part.points <= -VISIBLE]
    total = len(pair.contributions)
    against, subject = pair.against.name, pair.subject.name
    if not theirs:
        sentence = (
            f"{against} does nothing better than {subject}, on {count(total, 'criterion', 'criteria')}."
        )
    else:
        own = f"in {number_word(len(mine))}: {_titles(mine)}" if mine else "in none"
        sentence = (
            f"{against} does better in {number_word(len(theirs))} of "
            f"{count(total, 'criterion', 'criteria')}: {_titles(theirs)}. {subject} does better {own}."
        )
    return Finding(
        kind="better_at",
        title="What each does better",
        sentence=sentence,
        figures={
            "subject_better": [part.key for part in mine],
            "against_better": [part.key for part in theirs],
            "criteria": total,
        },
        candidates=pair.ids,
        rows=tuple(
            Row(
                f"{subject if part.points > 0 else against}: {part.title}",
                abs(part.points),
                f"{plain(part.subject, 0)} against {plain(part.against, 0)} of 100, "
                f"worth {points(part.points)}",
            )
            for part in (*mine, *theirs)
        ),
    )


def does_badly(pair: Pair) -> Finding:
    """The subject's lowest criteria, with the answers that make them low."""
    low = sorted(
        (values.point, key)
        for key, values in pair.subject.criteria.items()
        if values is not None and _is_answered(pair, key)
    )[:WEAKEST]
    name = pair.subject.name
    if low:
        named = [f"{pair.criterion_title(key)} ({plain(value, 0)} of 100)" for value, key in low]
        sentence = f"{name} is weakest in {listed(named)}."
    else:
        sentence = f"No criterion of {name} can be judged yet."
    return Finding(
        kind="does_badly",
        title=f"What {name} does badly",
        sentence=sentence,
        figures={"criteria": [key for _, key in low], "values": [value for value, _ in low]},
        candidates=(pair.subject.id,),
        rows=tuple(Row(pair.criterion_title(key), value, _weakest_answer(pair, key)) for value, key in low),
    )


def _is_answered(pair: Pair, key: str) -> bool:
    """Whether anything in that criterion is known of the subject; silence alone is nothing it does badly."""
    problem, catalog = pair.evaluation.problem, pair.evaluation.catalog
    i = problem.candidates.index(pair.subject.id)
    return any(
        problem.known[i][k] and problem.applies[i][k]
        for k, row in enumerate(problem.rows)
        if catalog.criterion_of(row) == key
    )


def _weakest_answer(pair: Pair, key: str) -> str:
    problem, catalog = pair.evaluation.problem, pair.evaluation.catalog
    i = problem.candidates.index(pair.subject.id)
    losses = []
    for k, row in enumerate(problem.rows):
        if catalog.criterion_of(row) == key and problem.applies[i][k]:
            losses.append((pair.subject.effective[row] * (100.0 - float(problem.point[i][k])), row))
    row = max(losses, key=lambda loss: loss[0])[1]
    if row == key:
        return ". ".join(_price_words(pair))
    return f'{pair.row_title(row)}: "{pair.answer_words(pair.subject, row)}"'
