"""What would turn the choice: the fewest changes, the one answer to get, when the cheapest is right."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from msp_select.decision.ask_next import ask_next
from msp_select.decision.break_even import break_even_standstill
from msp_select.decision.evaluation import Result
from msp_select.decision.findings.finding import Finding, Row
from msp_select.decision.findings.pair import Pair
from msp_select.decision.findings.prices import break_even, line_of
from msp_select.decision.findings.wording import about, count, exactly, percent, plain, points, term, verb
from msp_select.decision.profile import PRICE


@dataclass(frozen=True)
class Changes:
    """The fewest answers that put one candidate ahead: rows, the gain in points, and which suffice alone.

    `forced` are the failed must-haves among them; `enough` is False where even all answers at their best fall
    short.
    """

    rows: tuple[str, ...]
    forced: tuple[str, ...]
    singles: tuple[str, ...]
    gain: float
    gap: float
    enough: bool


def fewest(pair: Pair, behind: Result, ahead: Result) -> Changes:
    """The fewest answers of `behind`, raised to a proven 100, that put it ahead; failed must-haves first."""
    from msp_select.engine.contributions import fewest_changes

    problem = pair.evaluation.problem
    i = problem.candidates.index(behind.id)
    rows = [
        row
        for k, row in enumerate(problem.rows)
        if row in pair.evaluation.catalog.questions and problem.applies[i][k] and not pair.hidden(row)
    ]
    weights = pair.weights_of(behind)
    gains = [max(0.0, weights[row] * (100.0 - float(problem.point[i][problem.row(row)]))) for row in rows]
    failed = [gate.question for gate in behind.failed if gate.question in rows]
    gap = pair.points_of(ahead) - pair.points_of(behind)
    found = fewest_changes(gains, gap, forced=[rows.index(row) for row in failed])
    if found is None:
        return Changes((), tuple(failed), (), sum(gains), gap, enough=False)
    return Changes(
        tuple(rows[k] for k in found.chosen),
        tuple(failed),
        tuple(rows[k] for k in found.singles),
        found.gain,
        gap,
        enough=True,
    )


def runner_up(pair: Pair) -> Result | None:
    """Whoever would be chosen without the subject; the other candidate where nobody else could be."""
    return pair.rivals[0] if pair.rivals else pair.against


def fewest_changes_of_runner_up(pair: Pair) -> Finding | None:
    """What the runner-up would have to change."""
    rival = runner_up(pair)
    return None if rival is None else _changes_finding(pair, rival, "fewest_changes")


def fewest_changes_of_against(pair: Pair) -> Finding | None:
    """What the other candidate would have to change, where it is not the runner-up."""
    if pair.against is None or pair.against is runner_up(pair):
        return None
    return _changes_finding(pair, pair.against, "fewest_changes_against")


def _changes_finding(pair: Pair, behind: Result, kind: str) -> Finding:
    ahead = pair.subject
    found = fewest(pair, behind, ahead)
    return Finding(
        kind=kind,
        title=f"What {behind.name} would have to change",
        sentence=_changes_sentence(pair, behind, ahead, found),
        figures={
            "enough": found.enough,
            "answers": list(found.rows),
            "must_haves": list(found.forced),
            "single_answers_that_suffice": list(found.singles),
            "gain_points": found.gain,
            "gap_points": found.gap,
        },
        candidates=(behind.id, ahead.id),
        rows=tuple(_change_row(pair, behind, row) for row in found.rows),
    )


def _changes_sentence(pair: Pair, behind: Result, ahead: Result, found: Changes) -> str:
    best = "at its best and proven"
    if not found.enough:
        return (
            f"Even with every answer {best}, {behind.name} would gain {points(found.gain)}: "
            f"not enough to pass {ahead.name}, {points(found.gap)} ahead."
        )
    forced, more = len(found.forced), len(found.rows) - len(found.forced)
    if not found.rows:
        return f"{behind.name} need not change anything to pass {ahead.name}: it scores more already."
    if forced and not more:
        return (
            f"{behind.name} would pass {ahead.name} by curing its {count(forced, 'failed must-have')}, "
            f"if {verb(forced, 'that answer were', 'those answers were')} proven and the best there is."
        )
    cured = f"curing its {count(forced, 'failed must-have')} and " if forced else ""
    sentence = (
        f"{behind.name} would pass {ahead.name} by {cured}bringing "
        f"{count(more, 'more answer' if forced else 'answer')} "
        f"to {verb(more, 'its', 'their')} best, proven."
    )
    singles = len(found.singles)
    if singles and not (singles == 1 and more == 1):
        after = " after that" if forced else ""
        sentence += f" Any one of {count(singles, 'answer')} would do{after}."
    elif singles == 1:
        sentence += f" Only this one does it alone: {pair.row_title(found.singles[0])}."
    else:
        sentence += " No single answer suffices."
    return sentence


def _change_row(pair: Pair, result: Result, row: str) -> Row:
    problem = pair.evaluation.problem
    value = float(problem.point[problem.candidates.index(result.id)][problem.row(row)])
    gain = pair.weights_of(result)[row] * (100.0 - value)
    return Row(pair.row_title(row), gain, f"{points(gain)}; now: {pair.answer_words(result, row)}")


def worth_asking(pair: Pair) -> Finding | None:
    """The one answer most worth having before deciding."""
    open_answers = ask_next(pair.evaluation, most=5)
    if not open_answers:
        if len(pair.evaluation.results) < 2:
            return None
        return Finding(
            kind="ask_next",
            title="What to ask next",
            sentence="No single open answer could change the choice; ask only for your own comfort.",
            figures={"questions": [], "worth_points": []},
        )
    first = open_answers[0]
    why = {"unproven": "which is unproven", "rests on defaults": "where our defaults stand in for its prices"}
    reason = why.get(first.why, f"which is open: {first.why}")
    return Finding(
        kind="ask_next",
        title="What to ask next",
        sentence=(
            f"The answer most worth having comes from {first.name}: {first.title}, {reason}. "
            f"Knowing it would add {_worth(first.worth)} of 100 to your choice on average."
        ),
        figures={
            "candidates": [one.candidate for one in open_answers],
            "questions": [one.row for one in open_answers],
            "worth_points": [one.worth for one in open_answers],
        },
        candidates=tuple(dict.fromkeys(one.candidate for one in open_answers)),
        rows=tuple(
            Row(f"{one.name}: {one.title}", one.worth, f"{_worth(one.worth)}; {one.why}. {one.sentence}")
            for one in open_answers
        ),
    )


def _worth(worth: float) -> str:
    return f"{plain(worth, 2)} points" if worth >= 0.01 else "less than 0.01 points"


def when_right(pair: Pair) -> Finding | None:
    """The conditions, with their figures, under which the cheapest would be right; or would stop being so."""
    if pair.against is None or pair.costs is None or pair.cheapest is None:
        return None
    low = pair.cheapest
    if low not in (pair.subject, pair.against):
        return None
    dear = pair.against if low is pair.subject else pair.subject
    conditions = _conditions(pair, low, dear)
    holds = low is pair.subject
    if holds:
        title = f"When {low.name} would stop being right"
        opening = f"{low.name}, the cheapest, is the right choice unless"
        sentence = (
            f"{opening} {conditions[0].text}." if conditions else f"Nothing we varied unseats {low.name}."
        )
    else:
        title = f"When {low.name}, the cheapest, would be right"
        sentence = (
            f"{low.name} would be right if {conditions[0].text}."
            if conditions
            else f"Nothing we varied makes {low.name} right, short of other answers."
        )
        if low.failed:
            sentence += f" First it must cure {count(len(low.failed), 'failed must-have')}."
    if len(conditions) > 1:
        sentence += f" {verb(len(conditions) - 1, 'Another condition', 'Other conditions')} below."
    return Finding(
        kind="when_right",
        title=title,
        sentence=sentence,
        figures={
            "cheapest": low.id,
            "cheapest_leads": holds,
            "conditions": [row.label for row in conditions],
            "condition_values": [0.0 if row.value is None else row.value for row in conditions],
        },
        candidates=(low.id, dear.id),
        rows=tuple(conditions),
    )


def _conditions(pair: Pair, low: Result, dear: Result) -> list[Row]:
    found = [
        _hour_condition(pair, low, dear),
        _weight_condition(pair, low, dear),
        _price_condition(pair, low),
    ]
    if low is not pair.subject:
        found += [_foresight_condition(low, dear), _budget_condition(pair, dear)]
    return [row for row in found if row is not None]


def _hour_condition(pair: Pair, low: Result, dear: Result) -> Row | None:
    """Total cost: the hour of standstill at which the cheaper in cash is no longer the cheaper in all."""
    business = pair.evaluation.business
    said = business.standstill_hour
    if low.costs is None or dear.costs is None or said is None:
        return None
    crossing = break_even_standstill(low.costs, dear.costs, business)
    low_is_lower = low.costs.total.middle <= dear.costs.total.middle
    if crossing is None or low_is_lower != (low is pair.subject):
        return None
    side = "less" if crossing < said.middle else "more"
    yours = f"{exactly(said.middle, pair.currency)}{' by our defaults' if said.is_default else ''}"
    return Row(
        "hour of standstill",
        float(crossing),
        f"an hour of standstill cost you {side} than {exactly(crossing, pair.currency)} (now {yours}): "
        f"then {low.name if low is not pair.subject else dear.name} costs less in all",
    )


def _weight_condition(pair: Pair, low: Result, dear: Result) -> Row | None:
    if PRICE not in pair.view.pillars:
        return None
    now = pair.view.weights[pair.view.pillars.index(PRICE)]
    found = pair.view.crossings(low.id, dear.id, PRICE)
    if not found or (pair.points_of(low) > pair.points_of(dear)) != (low is pair.subject):
        return None
    nearest = min(found, key=lambda share: abs(share - now))
    side = "more" if nearest > now else "less"
    return Row(
        "weight of price",
        100 * nearest,
        f"price weighed {side} than {percent(100 * nearest)} to you (now {percent(100 * now)})",
    )


def _price_condition(pair: Pair, low: Result) -> Row | None:
    """What its own price would have to be: lower to lead, or higher to lose the lead."""
    rivals = [result for result in pair.evaluation.results if result.id != low.id and not result.failed]
    if not rivals or low.costs is None:
        return None
    best = max(rivals, key=lambda result: result.score)
    found = break_even(pair, low, best)
    line = line_of(pair, low)
    if found is None or line is None or found.factor is None:
        return None
    if (found.factor < 1) == (low is pair.subject):
        return None
    cash = sum(line.cash(found.factor)) / 2
    side = "less" if found.factor < 1 else "more"
    return Row(
        "its price",
        cash,
        f"it cost {side} than {exactly(Decimal(repr(cash)), pair.currency)} cash per user and month",
    )


def _foresight_condition(low: Result, dear: Result) -> Row | None:
    """Whether it is only the effect of foresight that makes the dearer one cheaper in all."""
    assert low.costs is not None
    assert dear.costs is not None
    without = dear.costs.total_without_proactivity.middle - low.costs.total_without_proactivity.middle
    if dear.costs.total.middle >= low.costs.total.middle or without <= 0:
        return None
    return Row("no effect of foresight", float(without), "a provider's foresight prevented no trouble at all")


def _budget_condition(pair: Pair, dear: Result) -> Row | None:
    """Cash that simply is not there."""
    assert dear.costs is not None
    amount = dear.costs.cash.middle
    return Row(
        "cash at hand",
        float(amount),
        f"you could not spend {about(amount, pair.currency)} in cash over {term(pair.months)} "
        "and accepted the gaps",
    )
