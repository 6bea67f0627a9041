"""What both sides agree on: measures, duties, review dates, and the words an owner takes to the table."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from msp_select.model.business import When
from msp_select.model.scalars import Count, Flag, Frozen, Id, Name, Number, Several, Text, Weight, WholeNumber
from msp_select.model.signed import Kind, Period, Worse


class Measure(Frozen):
    """One line of the monthly scorecard, its target taken from an answer where there is one.

    `target` is the sentence for a number: {answer} becomes the number with its unit, {figure} the number
    alone; `targets` the words for each level. `kind` is what its figure is, `worse` which way is worse,
    `promised` the figure that each level promises, of an event in `every` period. `felt` is a figure of what
    the people feel, `theirs` one that the provider makes itself. One `only_from_record` stands on no
    scorecard: it is counted from an export of requests. One that does not drift is a sign beside others.
    """

    id: Id
    title: Name
    unit: Text
    proof: Text
    question: Id | None = None
    target: Text = ""
    targets: dict[Id, Text] = {}
    otherwise: Text = ""
    kind: Kind | None = None
    worse: Worse = "more"
    period: Period = "month"
    felt: Flag = False
    theirs: Flag = False
    promised: dict[Id, Number] = {}
    every: dict[Id, Period] = {}
    only_from_record: Flag = False
    drifts: Flag = True

    @model_validator(mode="after")
    def _target_has_a_place_for_the_answer(self) -> Self:
        if self.target and "{answer}" not in self.target and "{figure}" not in self.target:
            raise ValueError("target needs {answer} or {figure} where the number goes")
        if (self.target or self.targets) and self.question is None:
            raise ValueError("a target from an answer needs question")
        return self


class Duty(Frozen):
    """What both sides do in one area; `own` is the option of the business's own duties."""

    area: Name
    provider: Text
    client: Text
    question: Id | None = None
    own: Id | None = None


class AgendaItem(Frozen):
    """One item of the quarterly review: what to settle, who brings what, and the answers it starts from."""

    title: Name
    settle: Text
    bring: Text
    business: Several[Id] = ()
    questions: Several[Id] = ()


class ServiceLevelItem(Frozen):
    """One thing a schedule of service levels must say at least."""

    title: Name
    says: Text
    question: Id | None = None


class ClockRule(Frozen):
    """What stops the clock of a promised time while the client is late."""

    when: Text
    stops: Text
    who: Text
    own: Id | None = None


class Notice(Frozen):
    """The days of notice each answer stands for; a level left out names no number."""

    question: Id
    days: dict[Id, Count]


class Missed(Frozen):
    """What follows a missed promise, in short words for each answer, for the promises of these criteria."""

    question: Id
    criteria: Several[Text]
    otherwise: Text
    words: dict[Id, Text]


class Aim(Frozen):
    """The figure to ask for at the table, in the question's own unit."""

    question: Id
    figure: Number


Party = Literal["client", "new", "old"]
"""Who does something in a takeover: the business, the provider chosen, today's provider."""


class TakeoverDay(Frozen):
    """A day counted from the signature or from the start, the day of the change; below zero before it."""

    from_: Literal["signature", "start"] = Field(alias="from")
    day: WholeNumber

    @property
    def order(self) -> tuple[bool, int]:
        """What such days are sorted by: the start is weeks after the signature."""
        return self.from_ == "start", self.day


class SecuredBy(Frozen):
    """An answer that secures a task once it is worth so much, 0..100: the new provider's, or today's own."""

    question: Id
    of: Literal["new", "old"] = "new"
    at_least: Number


class TakeoverTask(Frozen):
    """One task of a change of provider: who does it, when, and when it is done.

    {new} and {old} stand for the two providers in its texts. `days` are the first and the last, counted
    `from_`; one day where the last counts otherwise, `until`. `after` names tasks that come first; the task
    falls away where the answer about the business is that of `unless`, and is not secured without that of
    `needs`. `settle` is what to get where today's provider has not secured it; by the one that
    `gives_notice` it is told.
    """

    id: Id
    task: Text
    who: Annotated[tuple[Party, ...], Field(min_length=1)]
    from_: Literal["signature", "start"] = Field(alias="from")
    days: Annotated[tuple[WholeNumber, ...], Field(min_length=1, max_length=2)]
    until: TakeoverDay | None = None
    done: Text
    after: Several[Id] = ()
    unless: When | None = None
    needs: When | None = None
    secured_by: Several[SecuredBy] = ()
    settle: Text = ""
    business: Several[Id] = ()
    gives_notice: Flag = False

    @model_validator(mode="after")
    def _has_a_last_day(self) -> Self:
        if (len(self.days) == 1) != (self.until is not None):
            raise ValueError("expected days = [first, last], or days = [first] with until")
        if self.days[0] > self.days[-1]:
            raise ValueError("the last day is before the first")
        return self

    @model_validator(mode="after")
    def _says_what_to_get_from_today(self) -> Self:
        if any(by.of == "old" for by in self.secured_by) != bool(self.settle):
            raise ValueError('settle = "..." belongs to a task that an answer of = "old" secures')
        return self

    @property
    def first(self) -> TakeoverDay:
        """The first day it is due."""
        return TakeoverDay.model_validate({"from": self.from_, "day": self.days[0]})

    @property
    def last(self) -> TakeoverDay:
        """The last day it is due."""
        return self.until or TakeoverDay.model_validate({"from": self.from_, "day": self.days[-1]})


class LeavingTask(Frozen):
    """One task of leaving: who does it, and on which day counted from the last day of the contract.

    {new} and {old} stand for the two providers: whoever follows, and the one that is left.
    """

    id: Id
    task: Text
    who: Annotated[tuple[Party, ...], Field(min_length=1)]
    day: WholeNumber
    done: Text


class DriftRule(Frozen):
    """How figures are held against their own first months; the file says beside each number what it is."""

    yardstick: Count
    long_yardstick: Count
    long_from: Count
    shortest: Count
    longest: Count
    watch: Weight
    drift: Weight
    together: Weight
    one_month: Weight
    quiet: Weight
    quiet_months: Count
    alone: Weight
    correlation: Weight
    judged_together: Count
    prior_pairs: Count
    prior_spread: Weight
    prior_step: Weight
    largest_jump: Weight
    fewest_cases: Count
    added: Weight
    not_worse: Weight
    pulse_z: Weight
    pulse_marks: Weight
    stale_months: Count


class AfterRule(Frozen):
    """By what is judged what happens after signing; the file says beside each number what it is."""

    given_up_days: Count
    latest_reports: Count
    silent_from: Count
    late_from: Count
    latest_periods: Count
    fewest_periods: Count
    fewest_cases: Count
    failures_fewest: Count
    failures_named: Weight
    turnover: Number
    unrest_below: Weight
    extras_fewest: Count
    above_percent: Number
    above_amount: Number
    driving_slips: Weight
    fewer_asked: Weight
    good_fails: Weight
    bad_fails: Weight
    warn_from: Weight
    requests_a_user: Weight
    swings: Weight
    stay_below: Weight
    go_from: Weight
    fresh_drift_days: Count
    cells_for_now: Count
    window_months: Count
    own_hours: Number
    one_step: Weight
    too_close_percent: Number
    gap_promised: Weight
    gap_questions: Count
    gap_by_pillar_from: Count
    gap_least: Weight


class Reviews(Frozen):
    """When to look again: first after so many days, then every so many months; meetings in between.

    So many days before the notice must be sent to look at the market, and to decide.
    """

    first_days: Count
    every_months: Count
    meeting_every_months: Count
    market_days: Count = 90  # what a file of an earlier version leaves out
    decide_days: Count = 30


class Agreement(Frozen):
    """`agreement.toml`: the data behind the negotiation sheet, the contract checklist and the review papers.

    `topics` name what a question is about in a few words, `leads` what a business answer is; `aims` are the
    figures to ask for at the table.
    """

    schema_: Literal[1] = Field(alias="schema")
    id: Literal["agreement"]
    version: Text
    title: Name
    summary: Text
    liability: Text
    parts: Id | None = None
    reviews: Reviews
    notice: Notice | None = None
    missed: Missed | None = None
    measures: Several[Measure] = ()
    duties: Several[Duty] = ()
    agenda: Several[AgendaItem] = ()
    service_levels: Several[ServiceLevelItem] = ()
    clock: Several[ClockRule] = ()
    takeover: Several[TakeoverTask] = ()
    leaving: Several[LeavingTask] = ()
    drift: DriftRule | None = None
    after: AfterRule | None = None
    aims: Several[Aim] = ()
    topics: dict[Id, Text] = {}
    leads: dict[Id, Text] = {}

    @property
    def judging(self) -> AfterRule:
        """By what is judged what happens after signing, where a rule of drift is there."""
        assert self.after is not None
        return self.after

    @model_validator(mode="after")
    def _takeover_has_an_order(self) -> Self:
        known = [task.id for task in self.takeover]
        if len(set(known)) != len(known):
            raise ValueError("two tasks of the takeover have the same id")
        for task in self.takeover:
            for before in task.after:
                if before not in known:
                    raise ValueError(
                        f'takeover "{task.id}": after names "{before}", and there is no such task'
                    )
        self.takeover_in_order  # noqa: B018 - refuses tasks that wait for one another
        return self

    @property
    def scorecard(self) -> tuple[Measure, ...]:
        """The measures of the monthly scorecard, without those that only a record of requests can give."""
        return tuple(measure for measure in self.measures if not measure.only_from_record)

    @property
    def takeover_in_order(self) -> tuple[TakeoverTask, ...]:
        """The tasks of a change of provider, each behind those it comes `after`, else as they are written."""
        left, found = {task.id: task for task in self.takeover}, list[TakeoverTask]()
        while left:
            ready = next((one for one in left.values() if not left.keys() & set(one.after)), None)
            if ready is None:
                raise ValueError(f"tasks of the takeover wait for one another: {', '.join(left)}")
            found.append(left.pop(ready.id))
        return tuple(found)

    def without(self, questions: Collection[str]) -> Agreement:
        """The agreement without what it says about those questions; what names no question stays."""

        def kept(part: Any) -> bool:
            return part is None or part.question not in questions

        named = {key for item in self.agenda for key in item.questions} & set(questions)
        changes = {
            "parts": None if self.parts in questions else self.parts,
            "notice": self.notice if kept(self.notice) else None,
            "missed": self.missed if kept(self.missed) else None,
            **{
                name: tuple(part for part in getattr(self, name) if kept(part))
                for name in ("measures", "duties", "service_levels", "aims")
            },
            "agenda": tuple(
                item.model_copy(update={"questions": tuple(k for k in item.questions if k not in named)})
                for item in self.agenda
                if not item.questions or not named.issuperset(item.questions)
            ),
            "takeover": tuple(
                task.model_copy(update={"secured_by": tuple(by for by in task.secured_by if kept(by))})
                for task in self.takeover
            ),
            "topics": {key: words for key, words in self.topics.items() if key not in questions},
        }
        return self.model_copy(update=changes)

    @property
    def question_ids(self) -> tuple[str, ...]:
        """Every provider question the file names, each once, for whoever checks that they exist."""
        named = [
            self.parts,
            self.notice and self.notice.question,
            self.missed and self.missed.question,
            *(measure.question for measure in self.measures),
            *(duty.question for duty in self.duties),
            *(question for item in self.agenda for question in item.questions),
            *(item.question for item in self.service_levels),
            *(by.question for task in self.takeover for by in task.secured_by),
            *(aim.question for aim in self.aims),
            *self.topics,
        ]
        return tuple(dict.fromkeys(name for name in named if name))

    @property
    def business_ids(self) -> tuple[str, ...]:
        """Every business question the file names, each once."""
        named = [
            *(name for item in self.agenda for name in item.business),
            *(name for task in self.takeover for name in task.business),
            *(
                when.question
                for task in self.takeover
                for when in (task.unless, task.needs)
                if when is not None
            ),
            *self.leads,
        ]
        return tuple(dict.fromkeys(named))

    def aim(self, question_id: str) -> Decimal | None:
        """The figure to ask for at the table, in the question's unit, if one is named."""
        return next((aim.figure for aim in self.aims if aim.question == question_id), None)


NO_AGREEMENT = Agreement(
    schema=1,
    id="agreement",
    version="0",
    title="No agreement",
    summary="",
    liability="",
    reviews=Reviews(first_days=90, every_months=12, meeting_every_months=3, market_days=90, decide_days=30),
)
