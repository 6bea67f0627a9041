"""What would turn the choice: the fewest changes, and the answers most worth getting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from msp_select.decision.evaluation import Result
from msp_select.decision.findings.finding import Finding, Row
from msp_select.decision.findings.pair import Pair
from msp_select.decision.findings.wording import count, plain, points, verb
from msp_select.decision.sureness.ask_next import OpenAnswer, OpenGroup, ask_next, ask_together

WORTH_SAYING = 0.005  # points; less prints as nothing


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
    from msp_select.engine.difference import fewest_changes

    problem = pair.evaluation.problem
    i = problem.candidates.index(behind.id)
    rows = [
        row
        for k, row in enumerate(problem.rows)
        if row in pair.evaluation.catalog.questions and problem.applies[i][k]
    ]
    weights = behind.effective
    gains = [max(0.0, weights[row] * (100.0 - float(problem.point[i][problem.row(row)]))) for row in rows]
    failed = [gate.question for gate in behind.failed if gate.question in rows]
    gap = ahead.score - behind.score
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
        sentence += f' Only this one does it alone: "{pair.row_title(found.singles[0])}".'
    else:
        sentence += " No single answer suffices."
    return sentence


def _change_row(pair: Pair, result: Result, row: str) -> Row:
    problem = pair.evaluation.problem
    value = float(problem.point[problem.candidates.index(result.id)][problem.row(row)])
    gain = result.effective[row] * (100.0 - value)
    return Row(pair.row_title(row), gain, f'{points(gain)}; now: "{pair.answer_words(result, row)}"')


def worth_asking(pair: Pair) -> Finding | None:
    """The one answer most worth having before deciding, and what all open answers together are worth."""
    if len(pair.evaluation.results) < 2:
        return None
    single, together = ask_next(pair.evaluation, most=5), ask_together(pair.evaluation)
    return Finding(
        kind="ask_next",
        title="What to ask next",
        sentence=_asking_sentence(single, together),
        figures={
            "candidates": [one.candidate for one in single],
            "questions": [one.row for one in single],
            "worth_points": [one.worth for one in single],
            "together_candidates": [group.candidate for group in together],
            "together_worth_points": [group.worth for group in together],
        },
        candidates=tuple(dict.fromkeys(one.candidate for one in single)),
        rows=tuple(
            Row(f"{one.name}: {one.title}", one.worth, f"{_worth(one.worth)}; {one.why}. {one.sentence}")
            for one in single
        ),
    )


def _asking_sentence(single: Sequence[OpenAnswer], together: Sequence[OpenGroup]) -> str:
    group = next((one for one in together if one.answers > 1 and one.worth >= WORTH_SAYING), None)
    first = single[0] if single and single[0].worth >= WORTH_SAYING else None
    if first is None and group is None:
        return "No open or unproven answer is likely to change the choice; ask for your own comfort."
    if first is None:
        assert group is not None
        begin = next((one for one in single if one.candidate == group.candidate), None)
        return (
            "No single answer is likely to change the choice, but the "
            f"{count(group.answers, 'open answer')} of {group.name} together could: "
            f"knowing them is worth about {_worth(group.worth)} of 100."
            + (f' Begin with "{begin.title}".' if begin else "")
        )
    why = {"unproven": "which is unproven", "rests on defaults": "where our defaults stand in for its prices"}
    reason = why.get(first.why, f"which is open: {first.why}")
    sentence = (
        f'The answer most worth having comes from {first.name}: "{first.title}", {reason}. '
        f"Knowing it would add {_worth(first.worth)} of 100 to your choice on average."
    )
    if group is not None:
        sentence += (
            f" All {count(group.answers, 'open answer')} of {group.name} together would add "
            f"about {_worth(group.worth)}."
        )
    return sentence


def _worth(worth: float) -> str:
    return f"{plain(worth, 2)} points" if worth >= 0.01 else "less than 0.01 points"
