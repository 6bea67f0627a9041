"""The takeover plan: what is done by whom and when, what it waits for, and which answer secures it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from msp_select.decision.advice.answer_grades import claimed_value, relied_on
from msp_select.decision.advice.own_obligations import has_said
from msp_select.decision.handouts.handout import Handout
from msp_select.decision.scoring.conditions import WORDS
from msp_select.decision.scoring.evaluation import Evaluation, Result
from msp_select.model.scalars import Evidence
from msp_select.model.service_agreement import SecuredBy, TakeoverDay, TakeoverTask

Security = Literal["secured", "word_only", "open", "sealed"]
"""Relied on; good enough, on their word alone; missing or too little; not to be known yet."""


@dataclass(frozen=True)
class Backing:
    """One answer a step rests on; `of` is whose, None where today's provider is not among the candidates.

    `asked`: somebody put the question. `below`: the question's must-have, on or off, is not met by it.
    """

    question: str
    of: str | None
    security: Security
    asked: bool = False
    evidence: Evidence | None = None
    below: bool = True


@dataclass(frozen=True)
class Step:
    """One task: due from `first` to `last`, behind the steps `after`, resting on these answers.

    `lacks` is the question about the business that is not answered as the task needs it, `said` are those
    that fill it. `sealed`: an answer about price bears on it too, and prices are sealed.
    """

    task: str
    first: TakeoverDay
    last: TakeoverDay
    after: tuple[str, ...]
    backings: tuple[Backing, ...]
    lacks: str | None
    said: tuple[str, ...]
    sealed: bool

    @property
    def security(self) -> Security:
        """That of its weakest answer; open where no answer bears on it."""
        found = {backing.security for backing in self.backings}
        if self.lacks is not None or "open" in found or not (found or self.sealed):
            return "open"
        if self.sealed:
            return "sealed"
        return "word_only" if "word_only" in found else "secured"


@dataclass(frozen=True, kw_only=True)
class TakeoverPlan(Handout):
    """The steps in their order, none where `stays`: today's provider was chosen and nobody is left.

    `old` are the candidates that look after the business today, without the chosen one; `notice` is the step
    that gives notice, `not_before` the last of those that have to be done before it. `failed` counts the
    must-haves that the candidate fails.
    """

    name: ClassVar[str] = "takeover"
    old: tuple[str, ...]
    stays: bool
    in_house: bool
    sealed: bool
    failed: int
    steps: tuple[Step, ...]
    notice: str | None
    not_before: str | None

    def number(self, task: str) -> int:
        """What a step is called: its place in the order, from 1."""
        return next(n for n, step in enumerate(self.steps, start=1) if step.task == task)


def takeover_plan(evaluation: Evaluation, candidate_id: str) -> TakeoverPlan:
    """Who does what when, each step with the answers that secure it."""
    chosen = evaluation.result(candidate_id)
    today = [result for result in evaluation.results if result.candidate.kind == "incumbent"]
    old = [result for result in today if result is not chosen]
    stays = chosen in today and not old
    steps = () if stays else tuple(_steps(evaluation, chosen, old))
    notice = next((step.task for step in steps if _gives_notice(evaluation, step)), None)
    return TakeoverPlan(
        candidate=candidate_id,
        old=tuple(result.id for result in old),
        stays=stays,
        in_house=chosen.candidate.kind == "in_house",
        sealed=evaluation.session.settings.sealed,
        failed=len(chosen.failed),
        steps=steps,
        notice=notice,
        not_before=_last_before(steps, notice),
    )


def _gives_notice(evaluation: Evaluation, step: Step) -> bool:
    return any(task.gives_notice for task in evaluation.catalog.agreed.takeover if task.id == step.task)


def _steps(evaluation: Evaluation, chosen: Result, old: Sequence[Result]) -> Iterator[Step]:
    """The tasks that do not fall away; each is due no sooner than the last of those it comes after."""
    session, catalog = evaluation.session, evaluation.catalog
    given, price = catalog.business.counted(session.business), evaluation.whole.is_price
    done: dict[str, Step] = {}
    fallen: dict[str, tuple[str, ...]] = {}
    for task in catalog.agreed.takeover_in_order:
        behind = (name for before in task.after for name in fallen.get(before, (before,)))
        after = tuple(dict.fromkeys(behind))
        backings = tuple(_backings(evaluation, task, chosen, old))
        asked = any(by.question in catalog.questions for by in task.secured_by)
        if (asked and not backings) or (task.unless and task.unless.holds(given.get(task.unless.question))):
            fallen[task.id] = after
            continue
        days = [task.first, *(done[name].last for name in after)]
        first = max(days, key=lambda day: day.order)
        needs = task.needs
        done[task.id] = Step(
            task=task.id,
            first=first,
            last=max(first, task.last, key=lambda day: day.order),
            after=after,
            backings=backings,
            lacks=needs.question if needs and not needs.holds(given.get(needs.question)) else None,
            said=tuple(name for name in task.business if has_said(session, catalog, name)),
            sealed=any(session.settings.sealed and price(by.question) for by in task.secured_by),
        )
        yield done[task.id]


def _backings(
    evaluation: Evaluation, task: TakeoverTask, chosen: Result, old: Sequence[Result]
) -> Iterator[Backing]:
    """What was answered by whoever has to answer for it; what does not apply is left out."""
    session, catalog = evaluation.session, evaluation.catalog
    unfit = catalog.business.not_asked_of_providers(session.business, session.weights.undone)
    for by in task.secured_by:
        if by.question not in catalog.questions:
            continue
        if by.of == "old" and not old and by.question not in unfit:
            yield Backing(by.question, None, "open")
        for result in (chosen,) if by.of == "new" else old:
            answer = result.candidate.answers.get(by.question)
            if answer is None or answer.counts_as != "not_applicable":
                yield _backing(evaluation, by, result)


def _backing(evaluation: Evaluation, by: SecuredBy, result: Result) -> Backing:
    question = evaluation.catalog.questions[by.question]
    answer = result.candidate.answers.get(question.id)
    claimed, evidence = claimed_value(question, answer), relied_on(question, answer)
    unmet = question.id in {gate.question for gate in (*result.failed, *result.open)}
    least = question.must_have.at_least if question.must_have is not None else None
    too_little = evidence is None or claimed is None or claimed < by.at_least or unmet
    security: Security = "open" if too_little else "word_only" if evidence in WORDS else "secured"
    below = unmet or claimed is None or claimed < float(least or 0)
    return Backing(question.id, result.id, security, answer is not None, evidence, below)


def _last_before(steps: Sequence[Step], task: str | None) -> str | None:
    """Of everything that has to be done before that step, what is due last."""
    by_task = {step.task: step for step in steps}
    ahead: set[str] = set()
    waiting = [] if task is None else list(by_task[task].after)
    while waiting:
        name = waiting.pop()
        ahead.add(name)
        waiting += by_task[name].after
    found = [step for step in steps if step.task in ahead]
    return max(reversed(found), key=lambda step: step.last.order).task if found else None
