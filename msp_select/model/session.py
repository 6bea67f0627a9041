"""A session: one selection by one business."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from msp_select.model.candidate import Candidate
from msp_select.model.evaluator import Evaluator
from msp_select.model.log import CatalogEntry, LogChain, LogEntry
from msp_select.model.months import Month
from msp_select.model.reviews import Review
from msp_select.model.scalars import (
    MAX_ITEMS,
    Count,
    Day,
    Draws,
    Flag,
    Frozen,
    Id,
    Moment,
    Name,
    Number,
    Points,
    Size,
    Text,
    shown,
    to_number,
    to_text,
)
from msp_select.model.signed import Signed
from msp_select.model.voices import Check, Pulse
from msp_select.model.weights import OwnWeights

SCHEMA = 1
MAX_CANDIDATES = 200  # in one selection; a library holds as many providers as there are
MAX_EVALUATORS = 100
MAX_MONTHS_KEPT = 1_200  # a hundred years of months
Confidence = Literal["hardly", "fairly", "very"]
AnswersBy = Literal["sheets", "hand"]
"""How the bidders' answers come: in the sheets they fill in, or typed by the owner."""
CONCENTRATION: dict[Confidence, float] = {"hardly": 15.0, "fairly": 50.0, "very": 200.0}


def currency_code(value: Any) -> str:
    """Three capital letters, or a refusal."""
    if not isinstance(value, str) or not re.fullmatch(r"[A-Z]{3}", value):
        raise PydanticCustomError(
            "currency",
            "{found} is not a currency code of three capital letters, such as USD",
            {"found": shown(value)},
        )
    return value


def _business_value(value: Any) -> Decimal | str | tuple[str, ...]:
    if isinstance(value, str):
        return to_text(value)
    if isinstance(value, list | tuple):
        if len(value) > MAX_ITEMS:
            raise PydanticCustomError(
                "business", "has {found} items, at most {most}", {"found": len(value), "most": MAX_ITEMS}
            )
        if all(isinstance(item, str) for item in value):
            return tuple(to_text(item) for item in value)
        raise PydanticCustomError("business", "a list here holds ids in quotes")
    if isinstance(value, dict):
        raise PydanticCustomError("business", "a table is not an answer")
    return to_number(value)


BusinessValue = Annotated[Decimal | str | tuple[str, ...], BeforeValidator(_business_value)]


class Settings(Frozen):
    """How the session is scored and shown; `silence` is the value of an unknown answer, 0 to 100.

    `sealed` hides prices, `blind` names; marks of evaluators count and are shown once `marks_revealed`.
    Marks further apart than `spread` points are flagged. `weights_locked` is when prices were first opened:
    from then on a change of weights needs a reason.
    """

    sealed: Flag = False
    blind: Flag = False
    silence: Points = 25.0
    confidence: Confidence = "fairly"
    draws: Draws = 10_000
    seed: Count = 1
    marks_revealed: Flag = False
    spread: Points = 40.0
    weights_locked: Moment | None = None

    @property
    def concentration(self) -> float:
        """The Dirichlet concentration of the stated weights."""
        return CONCENTRATION[self.confidence]


class MustHaveChange(Frozen):
    """The user's own threshold for a must-have, or its switch."""

    at_least: Number | None = None
    at_most: Number | None = None
    on: Flag | None = None


def _ids_differ(table: str, ids: Sequence[str], key: str = "id") -> None:
    seen = set[str]()
    for at, one in enumerate(ids):
        if one in seen:
            raise PydanticCustomError(
                "twice",
                "two {table} have the {key} {id}",
                {"table": table, "key": key, "id": shown(one), "at": (table, at, key)},
            )
        seen.add(one)


class Session(Frozen):
    """Profile, weights, candidates, answers and log of one selection: one TOML file.

    `favourite`: whom the owner had in mind before any result showed, a candidate's id; "" where the owner was
    asked and named nobody, None where nobody asked. It counts in no score. `answers_by`: how the bidders'
    answers come, None where that was not said.

    `agreement` is what was signed with one of the candidates; `months`, `pulses`, `checks` and `reviews` are
    what happened since.
    """

    schema_: Literal[1] = Field(default=1, alias="schema")
    title: Name
    created: Day
    as_of: Day
    size: Size = "core"
    currency: Annotated[str, BeforeValidator(currency_code)] = "USD"
    vat: Literal["excluded", "included"] = "excluded"
    term_months: Count = 36
    paid_by: Text = ""
    favourite: Text | None = None
    answers_by: AnswersBy | None = None
    settings: Settings = Settings()
    business: dict[Id, BusinessValue] = {}
    assumptions: dict[Id, Number] = {}
    must_haves: dict[Id, MustHaveChange] = {}
    weights: OwnWeights = OwnWeights()
    candidates: Annotated[tuple[Candidate, ...], Field(max_length=MAX_CANDIDATES)] = ()
    evaluators: Annotated[tuple[Evaluator, ...], Field(max_length=MAX_EVALUATORS)] = ()
    agreement: Signed | None = None
    months: Annotated[tuple[Month, ...], Field(max_length=MAX_MONTHS_KEPT)] = ()
    pulses: Annotated[tuple[Pulse, ...], Field(max_length=MAX_MONTHS_KEPT)] = ()
    checks: Annotated[tuple[Check, ...], Field(max_length=MAX_MONTHS_KEPT)] = ()
    reviews: Annotated[tuple[Review, ...], Field(max_length=MAX_MONTHS_KEPT)] = ()
    catalog: tuple[CatalogEntry, ...] = ()
    log_chain: LogChain | None = None
    log: tuple[LogEntry, ...] = ()

    @model_validator(mode="after")
    def _parts_fit(self) -> Self:
        _ids_differ("candidates", [candidate.id for candidate in self.candidates])
        _ids_differ("evaluators", [evaluator.id for evaluator in self.evaluators])
        _ids_differ("months", [month.month for month in self.months], "month")
        if self.agreement is None and (self.months or self.pulses or self.checks or self.reviews):
            raise PydanticCustomError(
                "unsigned", "what happened since the signature needs [agreement], which says what was signed"
            )
        if not 1 <= self.term_months <= 120:
            raise PydanticCustomError(
                "term",
                "{found} is outside 1 to 120 months",
                {"found": self.term_months, "at": ("term_months",)},
            )
        return self

    def candidate(self, candidate_id: str) -> Candidate:
        """The candidate of that id (KeyError if there is none)."""
        for candidate in self.candidates:
            if candidate.id == candidate_id:
                return candidate
        raise KeyError(candidate_id)

    def evaluator(self, evaluator_id: str) -> Evaluator:
        """The evaluator of that id (KeyError if there is none)."""
        for evaluator in self.evaluators:
            if evaluator.id == evaluator_id:
                return evaluator
        raise KeyError(evaluator_id)


def differing_answers(one: Session, other: Session) -> int:
    """How many answers, figures of a bid and marks are only in one of them, or not the same in both.

    While either hides its prices, no figure of a bid is counted.
    """
    sealed = one.settings.sealed or other.settings.sealed
    ours, theirs = _given(one, sealed), _given(other, sealed)
    return sum(ours.get(key) != theirs.get(key) for key in ours.keys() | theirs.keys())


def _given(session: Session, sealed: bool) -> dict[tuple[str, str, str], object]:
    """Everything answered, by who it is about or who said it."""
    given: dict[tuple[str, str, str], object] = {
        ("business", "", key): value for key, value in session.business.items()
    }
    for candidate in session.candidates:
        given |= {("answer", candidate.id, key): answer for key, answer in candidate.answers.items()}
        given |= {("to ask", candidate.id, key): note for key, note in candidate.to_ask.items()}
        if candidate.bid is not None and not sealed:
            figures = ((name, value) for name, value in candidate.bid if value is not None)
            given |= {("bid", candidate.id, name): value for name, value in figures}
    for evaluator in session.evaluators:
        for whom, marks in evaluator.marks.items():
            given |= {(f"mark of {evaluator.id}", whom, key): mark for key, mark in marks.items()}
    return given
