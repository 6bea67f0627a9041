"""The signed provider by what was measured: its answers as months and reviews show them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from msp_select.decision.after.bills import full_years
from msp_select.decision.after.driving_over_time import VALUE, ReviewIndex
from msp_select.decision.after.review import AfterSigning
from msp_select.decision.answer_value import value_of
from msp_select.engine.proportions import wilson
from msp_select.model.candidate import Answer, AnswerValue, Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.months import Actual, MeasuredBy
from msp_select.model.questionnaire import Question
from msp_select.model.reviews import ReviewQuestion
from msp_select.model.scalars import EVIDENCE, Evidence

YEAR, FEWEST = 12, 6
SECOND_WORST_FROM = 10
PERSON_YEARS = 10
GRADE: Mapping[MeasuredBy, Evidence] = {
    "provider_report": "written",
    "provider_record": "seen",
    "own_sample": "measured",
    "own_count": "measured",
    "outsider": "measured",
}
LAST_REVIEWS = 4


@dataclass(frozen=True, kw_only=True)
class Gap:
    """How much of what was promised was kept, as a share, by how many `questions`; `pillars` each its own.

    There are pillars only where enough questions were measured: each its share and its questions.
    """

    share: float
    questions: int
    pillars: Mapping[str, tuple[float, int]]

    def of(self, pillar: str) -> float:
        """The share to go by in a pillar: its own, else the one of all."""
        return self.pillars[pillar][0] if pillar in self.pillars else self.share


@dataclass(frozen=True, kw_only=True)
class MeasuredAnswer:
    """One question: what was promised and what was measured, over so many months; worth 0..100.

    `low` and `high` are the worth at the ends of the 80 % range, the same as `worth` where there is none.
    """

    question: str
    promised: AnswerValue | None
    measured: AnswerValue
    evidence: Evidence
    months: int
    promised_worth: float | None
    worth: float
    low: float
    high: float


@dataclass(frozen=True)
class _Found:
    """A value, by whom it was measured, over how many months; `ends` of its 80 % range."""

    value: AnswerValue
    by: tuple[MeasuredBy, ...]
    months: int
    ends: tuple[Decimal, Decimal] | None = None


def measured_answers(
    after: AfterSigning, candidate: Candidate, catalog: Catalog
) -> tuple[MeasuredAnswer, ...]:
    """Every question that the last twelve months answer, in the order of the questionnaires."""
    found = {key: one for key, measure in MEASURED.items() if (one := measure(after)) is not None}
    return tuple(
        _answer(question, found[question.id], candidate)
        for question in catalog.questions.values()
        if question.id in found
    )


def _answer(question: Question, found: _Found, candidate: Candidate) -> MeasuredAnswer:
    promised = candidate.answers.get(question.id)
    worth = value_of(question, Answer(value=found.value))
    ends = [worth, worth]
    if found.ends is not None:
        ends = sorted(value_of(question, Answer(value=end)) for end in found.ends)
    grades = [GRADE[by] for by in found.by]
    return MeasuredAnswer(
        question=question.id,
        promised=None if promised is None else promised.value,
        measured=found.value,
        evidence=min(grades, key=EVIDENCE.index) if grades else "measured",
        months=found.months,
        promised_worth=None if promised is None or promised.value is None else value_of(question, promised),
        worth=worth,
        low=min(ends[0], worth),
        high=max(ends[1], worth),
    )


def as_measured(candidate: Candidate, found: Sequence[MeasuredAnswer]) -> Candidate:
    """Today's provider with what was measured in place of what it promised."""
    answers = dict(candidate.answers)
    for one in found:
        answers[one.question] = Answer(value=one.measured, evidence=one.evidence)
    return Candidate.model_validate(
        {**dict(candidate), "kind": "incumbent", "answers": answers, "sheets": ()}
    )


def gap(found: Sequence[MeasuredAnswer], catalog: Catalog) -> Gap | None:
    """Promise and reality; None where too few promises were measured."""
    rule = catalog.agreed.judging
    ratios: dict[str, list[float]] = {}
    for one in found:
        if one.promised_worth is not None and one.promised_worth >= rule.gap_promised:
            pillar = catalog.pillar_of[one.question].id
            ratios.setdefault(pillar, []).append(one.worth / one.promised_worth)
    every = [ratio for some in ratios.values() for ratio in some]
    if len(every) < rule.gap_questions:
        return None
    pillars = ratios if len(every) >= rule.gap_by_pillar_from else {}

    def kept(some: Sequence[float]) -> float:
        return min(1.0, max(rule.gap_least / 100, sum(some) / len(some)))

    return Gap(
        share=kept(every),
        questions=len(every),
        pillars={pillar: (kept(some), len(some)) for pillar, some in pillars.items()},
    )


# ---- One question each -----------------------------------------------------------------------------


def _rows(after: AfterSigning, measure: str) -> list[Actual]:
    """The figures of the last twelve months, those that are there."""
    months = after.record.months[-YEAR:]
    found = (after.record.actual(measure, month) for month in months)
    return [one for one in found if one is not None and one.value is not None]


def _by(rows: Sequence[Actual]) -> tuple[MeasuredBy, ...]:
    return tuple(dict.fromkeys(row.measured_by for row in rows))


def _values(rows: Sequence[Actual]) -> list[Decimal]:
    return [row.value for row in rows if row.value is not None]


def _share(after: AfterSigning, measure: str) -> _Found | None:
    rows = [row for row in _rows(after, measure) if row.of]
    if len(rows) < FEWEST:
        return None
    met, of = sum(_values(rows), Decimal(0)), sum((row.of_many for row in rows), Decimal(0))
    low, high = wilson(float(met / of), float(of))
    ends = (Decimal(repr(round(100 * low, 4))), Decimal(repr(round(100 * high, 4))))
    return _Found(_percent(met, of), _by(rows), len(rows), ends)


def _percent(met: Decimal, of: Decimal) -> Decimal:
    return (100 * met / of).quantize(Decimal("0.1"))


def _worst(after: AfterSigning, measure: str) -> _Found | None:
    """The worst case of a year, of ten or more the second worst; no case is no measurement."""
    rows = _rows(after, measure)
    if not rows:
        return None
    values = sorted(_values(rows), reverse=True)
    return _Found(values[1] if len(values) >= SECOND_WORST_FROM else values[0], _by(rows), len(rows))


def _worst_promised(after: AfterSigning, question: str) -> _Found | None:
    """The worst case of the promise that was taken from that question, where it has figures."""
    promises = after.record.signed.promises
    own = (one.id for one in promises if one.question == question and one.kind == "amount")
    return next((found for one in own if (found := _worst(after, one)) is not None), None)


def _middle(after: AfterSigning, measure: str) -> _Found | None:
    rows = _rows(after, measure)
    if len(rows) < FEWEST:
        return None
    return _Found(Decimal(median(_values(rows))), _by(rows), len(rows))


def _due_months(after: AfterSigning) -> int:
    return len(after.silence.due[-YEAR:])


def _levels(many: float, levels: Sequence[tuple[float, str]]) -> str:
    """The first level whose number is reached."""
    return next(level for least, level in levels if many >= least)


def _backup_tests(after: AfterSigning) -> _Found | None:
    rows = _rows(after, "restore_tests")
    if not rows or _due_months(after) < FEWEST:
        return None
    held = float(sum(_values(rows), Decimal(0))) * YEAR / _due_months(after)
    levels = [(4, "quarterly_sample"), (1, "once_or_twice_a_year"), (0, "never")]
    return _Found(_levels(held, levels), _by(rows), _due_months(after))


def _phishing(after: AfterSigning) -> _Found | None:
    rows = _rows(after, "phishing")
    if not rows or _due_months(after) < FEWEST:
        return None
    rounds = len(rows) * YEAR / _due_months(after)
    levels = [(10, "monthly"), (4, "quarterly"), (0, "once_or_twice_a_year")]
    return _Found(_levels(rounds, levels), _by(rows), _due_months(after))


def _root_cause(after: AfterSigning) -> _Found | None:
    rows = [row for row in _rows(after, "causes") if row.of]
    of = sum((row.of_many for row in rows), Decimal(0))
    if not of:
        return None
    share = float(sum(_values(rows), Decimal(0)) / of)
    levels = [(0.9, "tracked_to_closure"), (0.5, "cause_after_outage"), (0.0, "one_by_one")]
    return _Found(_levels(share, levels), _by(rows), len(rows))


def _meetings(after: AfterSigning) -> _Found | None:
    if _due_months(after) < FEWEST or after.driving is None:
        return None
    since = after.record.months[-YEAR:][0]
    reviews = [one for one in _reviews(after) if f"{one.held:%Y-%m}" >= since]
    held = len(reviews) * YEAR / _due_months(after)
    levels = [(4, "quarterly_on_goals"), (2, "twice_a_year_on_goals"), (1, "yearly"), (0, "only_when_broken")]
    level = _levels(held, levels)
    if level == "quarterly_on_goals" and not any(
        one.said.get("goals") in ("yes", "partly") for one in reviews
    ):
        level = "quarterly_on_tickets"
    return _Found(level, (), _due_months(after))


def _reviews(after: AfterSigning) -> Sequence[ReviewIndex]:
    return () if after.driving is None else after.driving.reviews


def _of_reviews(
    question: ReviewQuestion, levels: Sequence[tuple[float, str]]
) -> Callable[[AfterSigning], _Found | None]:
    """The mean of the last four reviews, as the level nearest by its value."""

    def found(after: AfterSigning) -> _Found | None:
        reviews = _reviews(after)[-LAST_REVIEWS:]
        values = [VALUE[answer] for one in reviews if (answer := one.said.get(question)) is not None]
        if len(values) < LAST_REVIEWS:
            return None
        mean = sum(values) / len(values)
        return _Found(min(levels, key=lambda level: abs(level[0] - mean))[1], (), len(values))

    return found


def _reports(after: AfterSigning) -> _Found | None:
    due = after.silence.due[-YEAR:]
    if len(due) < FEWEST:
        return None
    came = len([month for month in due if month not in after.silence.missing]) * YEAR / len(due)
    levels = [(11, "monthly"), (4, "quarterly"), (1, "only_when_asked"), (0, "never")]
    return _Found(_levels(came, levels), (), len(due))


def _failures(after: AfterSigning) -> _Found | None:
    level = after.failures.level
    return None if level is None else _Found(level, (), _due_months(after))


def _satisfaction(after: AfterSigning) -> _Found | None:
    rows = _rows(after, "satisfaction")
    if len(rows) < FEWEST:
        return None
    asked = sum(f"{one.asked:%Y-%m}" >= after.record.months[-YEAR:][0] for one in after.voices.heard)
    return _Found("measured_shared_acted_on" if asked >= 2 else "figures_shared", _by(rows), len(rows))


def _extras(after: AfterSigning) -> _Found | None:
    percent = after.bill.extras_percent if after.bill is not None else None
    if percent is None or after.bill is None:
        return None
    return _Found(percent.quantize(Decimal("0.1")), (), after.bill.months)


def _turnover(after: AfterSigning) -> _Found | None:
    """Who left of the named team in a year; of fewer than ten people the answer stays."""
    team = after.team
    if team is None or team.named < PERSON_YEARS or _due_months(after) < YEAR:
        return None
    return _Found(_percent(Decimal(len(team.left)), Decimal(team.named)), (), YEAR)


def _escalator(after: AfterSigning) -> _Found | None:
    """The rise a year that the last bill shows, each unit at its price of the start; none before a year."""
    agreed, parts = after.record.signed.fee, after.bill.parts if after.bill is not None else None
    if agreed is None or parts is None:
        return None
    years = full_years(after.record, parts.month)
    at_start = parts.units_now * agreed.price + (agreed.fixed or Decimal(0))
    if not years or not at_start or parts.now <= 0:
        return None
    percent = 100 * (float(parts.now / at_start) ** (1 / years) - 1)
    return _Found(Decimal(repr(round(max(0.0, percent), 1))), (), after.bill.months if after.bill else 0)


MEASURED: Mapping[str, Callable[[AfterSigning], _Found | None]] = {
    "acc_sla_met": lambda after: _share(after, "response_met"),
    "acc_p1_response": lambda after: _worst_promised(after, "acc_p1_response"),
    "acc_p1_restore": lambda after: _worst(after, "restore_met"),
    "acc_avg_response": lambda after: _middle(after, "avg_response"),
    "pro_patch_days": lambda after: _middle(after, "patch_days"),
    "pro_backup_test": _backup_tests,
    "pro_phishing": _phishing,
    "pro_found_first": lambda after: _share(after, "found_first"),
    "pro_root_cause": _root_cause,
    "pro_strategy_meeting": _meetings,
    "ali_asked_goals": _of_reviews(
        "goals", [(100, "offer_quotes_goals"), (65, "asked_some"), (25, "counted_heads"), (0, "price_list")]
    ),
    "ali_outcome_scorecard": _of_reviews(
        "results",
        [
            (100, "agreed_with_targets"),
            (65, "agreed_no_baseline"),
            (25, "own_tool_figures"),
            (0, "tickets_closed"),
        ],
    ),
    "ali_explains_why": _of_reviews(
        "choices",
        [
            (100, "options_with_costs"),
            (60, "one_option_reasoned"),
            (20, "best_practice"),
            (0, "told_not_asked"),
        ],
    ),
    "ali_decision_rights": _of_reviews(
        "you_decided",
        [(100, "written_table"), (65, "duties_both_ways"), (25, "told_verbally"), (0, "provider_decides")],
    ),
    "tra_report_frequency": _reports,
    "tra_failures_shown": _failures,
    "tra_satisfaction": _satisfaction,
    "sta_turnover": _turnover,
    "pri_extra_share": _extras,
    "pri_escalator": _escalator,
}
"""Questions that what happened answers by itself; everything else is read from the contract."""
