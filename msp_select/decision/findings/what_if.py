"""What would turn the choice: the fewest changes, and the answers most worth getting."""

from __future__ import annotations

from dataclasses import dataclass

from msp_select.decision.evaluation import Result
from msp_select.decision.findings.finding import Finding, Row
from msp_select.decision.findings.pair import Pair
from msp_select.decision.findings.wording import count, points, verb
from msp_select.decision.sureness.ask_next import ask_list
from msp_select.decision.sureness.ask_words import answer_words, asking_sentence, group_words


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
    """The few answers most worth having before deciding, and what all of one candidate's are worth."""
    evaluation = pair.evaluation
    found = ask_list(evaluation) if len(evaluation.results) > 1 else None
    if found is None:
        return None
    return Finding(
        kind="ask_next",
        title="What to ask next",
        sentence=asking_sentence(found, evaluation.verdict),
        figures={
            "now": found.now,
            "regret_now_points": found.regret_now,
            "together_points": found.together,
            "candidates": [one.candidate for one in found.answers],
            "questions": [one.row for one in found.answers],
            "alone_points": [one.alone for one in found.answers],
            "group_candidates": [group.candidate for group in found.groups],
            "group_points": [group.worth for group in found.groups],
        },
        candidates=tuple(dict.fromkeys(one.candidate for one in found.answers)),
        rows=(
            *(Row(f"{one.name}: {one.title}", one.alone, answer_words(one)) for one in found.answers),
            *(Row(f"All of {one.name}", one.worth, group_words(one)) for one in found.groups),
        ),
    )
