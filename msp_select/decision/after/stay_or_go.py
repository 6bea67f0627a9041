"""Stay or go: today's provider by what was measured against the market by what it promises."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

import numpy as np

from msp_select.decision.after.deadlines import Deadline
from msp_select.decision.after.measured import (
    MEASURED,
    Gap,
    MeasuredAnswer,
    as_measured,
    gap,
    measured_answers,
)
from msp_select.decision.after.review import AfterSigning
from msp_select.decision.after.staying import (
    IncumbentState,
    MoneyAtStake,
    MoneyOutcome,
    NewcomerState,
    money_outcome,
)
from msp_select.decision.costing.total_cost import MOVING, Costs, costs
from msp_select.decision.refusal import NobodyElse
from msp_select.decision.scoring.chances import chances
from msp_select.decision.scoring.conditions import WORDS
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation, Result
from msp_select.decision.scoring.problem import Problem
from msp_select.decision.term_dates import days_after
from msp_select.engine.sampling import generator
from msp_select.engine.simulation import simulate
from msp_select.engine.validation import Floats
from msp_select.model.bid import Bid
from msp_select.model.candidate import Answer, Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.months import first_day
from msp_select.model.scalars import EVIDENCE
from msp_select.model.session import Session

Word = Literal["too_early", "stay", "ask_first", "go_at_the_end", "go_now", "must_have"]
MONTH_DAYS = Decimal("30.436875")
FEWEST_MONTHS = 6
LEFT_OUT = (MOVING, "onboarding", "change_over", "leaving")
"""Lines of the cost model that are counted here on their own, once."""


@dataclass(frozen=True, kw_only=True)
class StayOrGo:
    """Everything that speaks for staying and for leaving; `newcomer` is the best of those compared.

    `leads` is the share of draws in which the newcomer scores above the incumbent, `leads_short` the same if
    it keeps its promises only as well as the incumbent did (the `gap`). Scores 0..100; `on_words` the share
    of the newcomer's weight that was only said or written.
    """

    word: Word
    after: AfterSigning
    incumbent: str
    newcomer: str
    newcomers: int
    leads: float
    leads_short: float
    gap: Gap | None
    measured: tuple[MeasuredAnswer, ...]
    score_incumbent: float
    score_newcomer: float
    score_newcomer_proven: float
    on_words: float
    failed_must_haves: tuple[str, ...]
    money: MoneyOutcome | None
    decide_by: dt.date | None
    mended: int
    evaluation: Evaluation


def stay_or_go(
    after: AfterSigning,
    session: Session,
    catalog: Catalog,
    *,
    against: Sequence[str] = (),
    window: int | None = None,
) -> StayOrGo:
    """The comparison in `session`, in which today's provider is a candidate by the id it was signed with.

    `against` are the newcomers' ids, all others where none is named (NobodyElse where there is none).
    """
    incumbent = session.candidate(after.candidate)
    others = [one.id for one in session.candidates if one.id != incumbent.id and one.kind != "incumbent"]
    newcomers = [one for one in others if not against or one in against]
    if not newcomers:
        raise NobodyElse(incumbent.name)
    found = measured_answers(after, incumbent, catalog)
    today = billed(as_measured(incumbent, found), after)
    compared = compared_session(session, today, newcomers)
    evaluation = evaluate(compared, catalog)
    best = _best(evaluation, newcomers)
    kept = gap(found, catalog)
    problem = with_ranges(evaluation.problem, today.id, found)
    leads = _leads(evaluation, problem, today.id, best.id)
    short = problem if kept is None else as_short(evaluation, problem, best, kept)
    leads_short = leads if kept is None else _leads(evaluation, short, today.id, best.id)
    measured_here = {one.question for one in found}
    failed = tuple(
        gate.question for gate in evaluation.result(today.id).failed if gate.question in measured_here
    )
    rule = catalog.agreed.judging
    money = _money(after, evaluation, incumbent, best, kept, rule.window_months if window is None else window)
    return StayOrGo(
        word=_word(after, leads_short, failed, money),
        after=after,
        incumbent=today.id,
        newcomer=best.id,
        newcomers=len(newcomers),
        leads=leads,
        leads_short=leads_short,
        gap=kept,
        measured=found,
        score_incumbent=evaluation.result(today.id).score,
        score_newcomer=best.score,
        score_newcomer_proven=best.proven,
        on_words=_on_words(evaluation, best),
        failed_must_haves=failed,
        money=money,
        decide_by=_decide_by(after),
        mended=_mended(after),
        evaluation=evaluation,
    )


def compared_session(session: Session, today: Candidate, newcomers: Sequence[str]) -> Session:
    """The session with today's provider as it was measured, and those it is held against."""
    kept = tuple(
        today if one.id == today.id else one
        for one in session.candidates
        if one.id == today.id or one.id in newcomers
    )
    return session.model_copy(update={"candidates": kept, "favourite": None, "evaluators": ()})


def billed(today: Candidate, after: AfterSigning) -> Candidate:
    """Today's provider with what is billed as its fee, where bills are there."""
    bill = after.bill
    if bill is None or not bill.months:
        return today
    fee = (bill.billed - bill.extras) / bill.months
    kept = {} if today.bid is None else {"exit_fee": today.bid.exit_fee, "exit_months": today.bid.exit_months}
    share = bill.extras_percent
    fields = {name: value for name, value in kept.items() if value is not None}
    if share is not None and "pri_extra_share" not in today.answers:
        fields["outside_bill_share"] = share.quantize(Decimal("0.1"))
    bid = Bid.model_validate({"basis": "flat", "monthly": fee.quantize(Decimal("0.01")), **fields})
    return today.model_copy(update={"bid": bid})


def _best(evaluation: Evaluation, newcomers: Sequence[str]) -> Result:
    """The newcomer with the highest score, one that fails no must-have first."""
    found = [one for one in evaluation.results if one.id in newcomers]
    return max(found, key=lambda one: (not one.failed, one.score))


def with_ranges(problem: Problem, today: str, found: Sequence[MeasuredAnswer]) -> Problem:
    """The measured answers between the ends of their ranges, in place of points.

    One that stands only in what the provider wrote keeps what its grade proves, and may be as good as the
    better end of its range.
    """
    at = problem.candidates.index(today)
    proven, possible, point = problem.proven.copy(), problem.possible.copy(), problem.point.copy()
    for one in found:
        if one.question not in problem.rows:
            continue
        row = problem.row(one.question)
        if one.evidence == "measured":
            proven[at, row], possible[at, row], point[at, row] = one.low, one.high, one.worth
        else:
            possible[at, row] = max(possible[at, row], one.high)
    return replace(problem, proven=proven, possible=possible, point=point)


def as_short(evaluation: Evaluation, problem: Problem, newcomer: Result, kept: Gap) -> Problem:
    """The newcomer's measurable promises that nobody has seen, as short as today's provider was; no price."""
    at = problem.candidates.index(newcomer.id)
    rows = [
        problem.row(question)
        for question, answer in newcomer.candidate.answers.items()
        if question in MEASURED
        and question in problem.rows
        and not evaluation.catalog.is_price(question)
        and _below_seen(evaluation, question, answer)
    ]
    shares = [kept.of(evaluation.catalog.pillar_of[problem.rows[row]].id) for row in rows]

    def scaled(values: Floats) -> Floats:
        changed = values.copy()
        changed[at, rows] *= shares
        return changed

    return replace(
        problem,
        proven=scaled(problem.proven),
        possible=scaled(problem.possible),
        point=scaled(problem.point),
    )


def _below_seen(evaluation: Evaluation, question: str, answer: Answer) -> bool:
    grade = answer.evidence or evaluation.catalog.questions[question].default_evidence
    return answer.value is not None and EVIDENCE.index(grade) < EVIDENCE.index("seen")


def _leads(evaluation: Evaluation, problem: Problem, today: str, newcomer: str) -> float:
    """The share of draws in which the newcomer scores above today's provider."""
    at = [problem.candidates.index(today), problem.candidates.index(newcomer)]
    held = [evaluation.result(one).gates for one in (today, newcomer)]
    settings = evaluation.of.settings
    simulation = simulate(
        problem.tree,
        problem.proven[at],
        problem.possible[at],
        problem.applies[at],
        problem.silent[at],
        silence=problem.silence,
        chance=chances(held, problem.rows),
        concentration=settings.concentration,
        draws=max(settings.draws, 1),
        rng=generator(settings.seed),
        eligible=np.array([True, True]),
    )
    return float(simulation.first_if_met[1])


def _on_words(evaluation: Evaluation, newcomer: Result) -> float:
    """The share of the newcomer's answered weight that rests on words alone."""
    words = known = 0.0
    for question, answer in newcomer.candidate.answers.items():
        weight = newcomer.effective.get(question, 0.0)
        if answer.value is None:
            continue
        grade = answer.evidence or evaluation.catalog.questions[question].default_evidence
        known += weight
        words += weight if grade in WORDS else 0.0
    return words / known if known else 0.0


def _word(after: AfterSigning, leads: float, failed: tuple[str, ...], money: MoneyOutcome | None) -> Word:
    if failed:
        return "must_have"
    rows = after.record.rows.values()
    judged = sum(any(actual.value is not None for actual in row.actuals) for row in rows)
    if judged < FEWEST_MONTHS:
        return "too_early"
    rule = after.record.agreed.judging
    if 100 * leads >= rule.go_from:
        now = money is not None and money.sooner_is_cheaper >= rule.cells_for_now
        return "go_now" if now else "go_at_the_end"
    return "ask_first" if 100 * leads >= rule.stay_below or _fresh_drift(after) else "stay"


def _fresh_drift(after: AfterSigning) -> bool:
    """Whether drift was said a short while ago, and no review since asked the provider for anything."""
    since, fresh = after.drifting.said_since, after.record.agreed.judging.fresh_drift_days
    if since is None or (after.as_of - first_day(since)).days > fresh + 31:
        return False
    raised = [
        decision
        for review in after.record.session.reviews
        if review.held >= first_day(since)
        for decision in review.decisions
        if decision.side == "them"
    ]
    return not raised


def _decide_by(after: AfterSigning) -> dt.date | None:
    found = after.deadline
    if not isinstance(found, Deadline) or found.missed_for_good:
        return None
    return days_after(found.send_by, -after.record.agreed.reviews.decide_days)


def _mended(after: AfterSigning) -> int:
    """Decisions of the provider that are done."""
    return sum(
        decision.done is not None
        for review in after.record.session.reviews
        for decision in review.decisions
        if decision.side == "them"
    )


# ---- Money -----------------------------------------------------------------------------------------


def _money(
    after: AfterSigning,
    evaluation: Evaluation,
    promised: Candidate,
    newcomer: Result,
    kept: Gap | None,
    window: int,
) -> MoneyOutcome | None:
    """The nine cells; None where the cost of either is not known."""
    today = evaluation.result(after.candidate)
    old = evaluate(
        _only(evaluation.of, promised.model_copy(update={"bid": today.candidate.bid, "kind": "incumbent"})),
        evaluation.whole,
        draws=0,
    ).results[0]
    claimed = evaluate(
        _only(evaluation.of, _taken_at_its_word(newcomer.candidate)), evaluation.whole, draws=0
    ).results[0]
    step = after.record.agreed.judging.one_step
    measured, before = _points(today, "point"), _points(old, "point")
    if after.drifting.now:
        step = 0.0
    falls = {
        pillar: max(0.0, value - max(step, max(0.0, before[pillar] - value)))
        for pillar, value in measured.items()
    }
    said = _points(claimed, "point")
    incumbent = {
        "as_measured": _monthly(evaluation, today.candidate, measured),
        "falls_on": _monthly(evaluation, today.candidate, falls),
        "back_to_promise": _monthly(evaluation, today.candidate, before),
    }
    others = {
        "as_promised": _monthly(evaluation, newcomer.candidate, said),
        "only_proven": _monthly(evaluation, newcomer.candidate, _points(newcomer, "proven")),
        "short_as_yours": _monthly(
            evaluation,
            newcomer.candidate,
            said if kept is None else {pillar: value * kept.of(pillar) for pillar, value in said.items()},
        ),
    }
    if any(value is None for value in (*incumbent.values(), *others.values())):
        return None
    fee = newcomer.costs.sticker_per_month if newcomer.costs is not None else None
    states: Mapping[IncumbentState, Decimal] = incumbent  # type: ignore[assignment]
    new: Mapping[NewcomerState, Decimal] = others  # type: ignore[assignment]
    right = after.leave
    return money_outcome(
        MoneyAtStake(
            window=window,
            to_end=_to_end(after),
            incumbent=states,
            newcomer=new,
            one_off=_one_off(evaluation, newcomer, fee or Decimal(0), after.record.agreed.judging.own_hours),
            exit_early=_exit_early(after, today),
            cause_months=Decimal(right.right.notice_days) / MONTH_DAYS
            if right is not None and right.reached is not None
            else None,
            too_close_percent=after.record.agreed.judging.too_close_percent,
        )
    )


def _only(session: Session, candidate: Candidate) -> Session:
    return session.model_copy(update={"candidates": (candidate,), "favourite": None, "evaluators": ()})


def _taken_at_its_word(candidate: Candidate) -> Candidate:
    answers = {
        key: answer.model_copy(update={"evidence": "confirmed", "filed": None, "aged": None})
        if answer.value is not None
        else answer
        for key, answer in candidate.answers.items()
    }
    return candidate.model_copy(update={"answers": answers})


def _points(result: Result, which: Literal["point", "proven"]) -> dict[str, float]:
    return {
        pillar: float(getattr(values, which)) if values is not None else 0.0
        for pillar, values in result.pillars.items()
    }


def _monthly(evaluation: Evaluation, candidate: Candidate, points: Mapping[str, float]) -> Decimal | None:
    """The whole cost a month, without what a change costs once."""
    found: Costs | None = costs(
        candidate,
        evaluation.business,
        evaluation.catalog,
        proactivity=points.get("proactivity", 0.0),
        transparency=points.get("transparency", 0.0),
        security=points.get("security", 0.0),
    )
    if found is None:
        return None
    whole = sum((line.amount.middle for line in found.lines if line.id not in LEFT_OUT), Decimal(0))
    return (whole / found.months).quantize(Decimal("0.01"))


def _to_end(after: AfterSigning) -> Decimal:
    """Months until the contract can end."""
    found = after.deadline
    last = found.last_day if isinstance(found, Deadline) else found.earliest_end
    return max(Decimal(0), Decimal((last - after.as_of).days) / MONTH_DAYS)


def _one_off(
    evaluation: Evaluation, newcomer: Result, fee: Decimal, own_hours: Decimal
) -> dict[str, Decimal]:
    """Takeover fee, half a month paid twice, an hour of everybody, and the owner's own hours."""
    business = evaluation.business
    bid = newcomer.candidate.bid
    line = newcomer.costs.line("onboarding") if newcomer.costs is not None else None
    takeover = bid.onboarding if bid is not None and bid.onboarding is not None else None
    if takeover is None:
        takeover = line.amount.middle if line is not None else Decimal(0)
    users = business.users.middle if business.users is not None else Decimal(0)
    pay = business.hourly_pay.middle if business.hourly_pay is not None else Decimal(0)
    owner = business.owner_hour.middle if business.owner_hour is not None else pay
    return {
        "takeover": takeover,
        "overlap": fee / 2,
        "everybody": users * pay,
        "own_time": own_hours * owner,
        "handover": Decimal(0),
    }


def _exit_early(after: AfterSigning, today: Result) -> Decimal:
    """Exit fee and months owed, at most the fees to the end of the term; those where neither is known."""
    bid, fee = today.candidate.bid, Decimal(0)
    if today.costs is not None and today.costs.sticker_per_month is not None:
        fee = today.costs.sticker_per_month
    most = fee * _to_end(after)
    if bid is None or (bid.exit_fee is None and bid.exit_months is None):
        return most
    return min(most, (bid.exit_fee or Decimal(0)) + (bid.exit_months or Decimal(0)) * fee)
