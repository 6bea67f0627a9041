"""Which open or unproven answer is most worth having: what knowing it would add to the choice."""

from __future__ import annotations

from dataclasses import dataclass
from math import erfc, exp, pi, sqrt
from typing import TYPE_CHECKING

from msp_select.decision.names import NOT_ASKED, STATES

if TYPE_CHECKING:
    from msp_select.decision.evaluation import Evaluation, Result
    from msp_select.model.fields import Evidence

LEAST = 1e-6  # points; less is nothing
COMMON = 0.5  # the chance that an answer follows its candidate's common draw, as in the simulation
OPEN = (NOT_ASKED, STATES["unknown"].words)


@dataclass(frozen=True)
class OpenAnswer:
    """One answer that could be learned or proven: `worth` in points of the expected score of the choice.

    `why`: "not asked yet", "they do not know yet", "unproven", or "rests on defaults" for the price of a bid;
    `grade`: the evidence there is; `swing`: the points between its worst and its best.
    """

    candidate: str
    name: str
    row: str
    title: str
    ask: str
    why: str
    grade: Evidence | None
    swing: float
    worth: float

    @property
    def sentence(self) -> str:
        """The question as something to do: "Ask Ninefold Harrow: ..."."""
        act = "Get proof from" if self.why == "unproven" else "Ask"
        if self.why == "rests on defaults":
            return f"Get firm prices from {self.name}: {self.title}."
        return f"{act} {self.name}: {self.ask}"


def ask_next(evaluation: Evaluation, *, most: int | None = None) -> tuple[OpenAnswer, ...]:
    """The open answers of all who might be chosen, the one most worth having first.

    Each is taken alone, all else at its mean: uniform between proven and said, or over 0..100 where it was
    not asked; 100 Beta(1, 100/s - 1) where the bidder does not know, s being the silence value.
    Worth = E[max(own score, best rival)] - the best score now.
    """
    from msp_select.decision.findings.pair import eligible

    group = eligible(evaluation)
    if len(group) < 2:
        return ()
    means = {result.id: result.score for result in group}
    found: list[OpenAnswer] = []
    for result in group:
        rival = max(mean for other, mean in means.items() if other != result.id)
        found += _open_answers(evaluation, result, means[result.id], rival)
    found.sort(key=lambda one: (-one.worth, -one.swing))
    return tuple(found[:most])


@dataclass(frozen=True)
class OpenGroup:
    """All open answers of one candidate: how many, and what knowing them all is worth, in points."""

    candidate: str
    name: str
    answers: int
    worth: float


def ask_together(evaluation: Evaluation) -> tuple[OpenGroup, ...]:
    """What knowing all open answers of one candidate would be worth, most first; only where it is something.

    Many small doubts add up. Their sum is taken as normal, with the spread of the simulation: half of the
    time an answer follows its candidate's common draw, so that doubts do not cancel out.
    """
    from msp_select.decision.findings.pair import eligible

    means = {r.id: r.score for r in eligible(evaluation)}
    swings: dict[str, list[float]] = {}
    for one in ask_next(evaluation):
        if one.why in OPEN:
            swings.setdefault(one.candidate, []).append(one.swing)
    found = []
    for candidate, own in swings.items():
        rival = max(mean for other, mean in means.items() if other != candidate)
        variance = ((1 - COMMON**2) * sum(w * w for w in own) + COMMON**2 * sum(own) ** 2) / 12
        worth = worth_of_normal(means[candidate], rival, sqrt(variance))
        if worth >= LEAST:
            found.append(OpenGroup(candidate, evaluation.result(candidate).name, len(own), worth))
    return tuple(sorted(found, key=lambda group: -group.worth))


def _open_answers(evaluation: Evaluation, result: Result, mean: float, rival: float) -> list[OpenAnswer]:
    problem, catalog = evaluation.problem, evaluation.catalog
    i = problem.candidates.index(result.id)
    proven, possible = problem.proven[i].tolist(), problem.possible[i].tolist()
    applies, silent = problem.applies[i].tolist(), problem.silent[i].tolist()
    found = []
    for k, row in enumerate(problem.rows):
        weight = result.effective[row]
        swing = weight * (possible[k] - proven[k])
        if not applies[k] or swing <= 0:
            continue
        if silent[k]:
            worth = worth_of_silence(mean, rival, 100 * weight, evaluation.session.settings.silence / 100)
        else:
            worth = worth_of_uniform(mean, rival, swing)
        question = catalog.questions.get(row)
        why, grade = _why(result, row, is_question=question is not None)
        if worth < LEAST and why not in OPEN:
            continue  # an open answer is listed even where it alone cannot change the choice
        if question is not None and grade is None and why == "unproven":
            grade = question.default_evidence
        title = catalog.criteria[row].title if question is None else question.short
        ask = title if question is None else question.ask
        found.append(OpenAnswer(result.id, result.name, row, title, ask, why, grade, swing, worth))
    return found


def worth_of_uniform(mean: float, rival: float, swing: float) -> float:
    """E[max(mean + swing (U - 1/2), rival)] - max(mean, rival), U uniform on 0..1; all in points."""
    beyond = swing / 2 - abs(mean - rival)
    return beyond * beyond / (2 * swing) if beyond > 0 else 0.0


def worth_of_normal(mean: float, rival: float, deviation: float) -> float:
    """E[max(mean + deviation Z, rival)] - max(mean, rival), Z standard normal; all in points."""
    if deviation <= 0:
        return 0.0
    distance = abs(mean - rival) / deviation
    density = exp(-distance * distance / 2) / sqrt(2 * pi)
    return deviation * (density - distance * erfc(distance / sqrt(2)) / 2)


def worth_of_silence(mean: float, rival: float, swing: float, silence: float) -> float:
    """The same for mean + swing (B - s), B following Beta(1, 1/s - 1) with mean s = `silence`, 0..1.

    From E[(B - x)+] = (1 - x)^(b + 1) / (b + 1) with b = 1/s - 1, for x from 0 to 1.
    """
    if not 0.0 < silence < 1.0 or swing <= 0:
        return 0.0
    threshold = silence + (rival - mean) / swing
    if not 0.0 < threshold < 1.0:
        return 0.0
    above: float = silence * (1 - threshold) ** (1 / silence)
    return swing * above - max(mean - rival, 0.0)


def _why(result: Result, row: str, *, is_question: bool) -> tuple[str, Evidence | None]:
    if not is_question:
        return ("rests on defaults" if result.costs is not None else "no price yet"), None
    answer = result.candidate.answers.get(row)
    if answer is None:
        return NOT_ASKED, None
    if answer.state == "unknown":
        return STATES["unknown"].words, None
    return "unproven", answer.evidence
