"""What the business's answers ask for: the effects of each, in the order of the questionnaire."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from msp_select.decision.business.downtime import standstill_hour
from msp_select.model.business import BusinessQuestion, Effect
from msp_select.model.catalog import Catalog
from msp_select.model.session import BusinessValue, Session

Operation = Literal["set", "times", "add", "step", "rule"]
MovedKind = Literal["weight", "must_have", "input", "not_asked"]
"""What an effect acts on; a question that is not asked applies to no provider."""


@dataclass(frozen=True)
class Change:
    """One effect of one answer: what it acts on, how, and why; `key` names it for taking it back."""

    question: str
    kind: MovedKind
    target: str
    operation: Operation
    amount: Decimal
    at_least: Decimal | None
    at_most: Decimal | None
    because: str

    @property
    def key(self) -> str:
        """Such as "biz_risk.price"."""
        return f"{self.question}.{self.target}"


def changes_of(
    session: Session, catalog: Catalog
) -> tuple[tuple[Change, ...], tuple[tuple[str, str, str], ...]]:
    """All effects of the answers given, and the notes as (question, sentence, because)."""
    changes: list[Change] = []
    notes: list[tuple[str, str, str]] = []
    given = catalog.business.counted(session.business)
    for question in catalog.business.questions:
        value = given.get(question.id)
        if value is None:
            value = _worked_out(question, session, catalog)
        if value is None:
            continue
        strongest: dict[tuple[str, str, str], Change] = {}
        for effect in _effects(question, value, given):
            if effect.note:
                notes.append((question.id, effect.note, effect.because))
                continue
            change = _change(question.id, effect)
            key = (change.kind, change.target, change.operation)
            # Two options of one question that ask for the same thing count once, at the stronger.
            if key not in strongest or _strength(change) > _strength(strongest[key]):
                strongest[key] = change
        changes.extend(strongest.values())
    return tuple(changes), tuple(dict.fromkeys(notes))


def _worked_out(question: BusinessQuestion, session: Session, catalog: Catalog) -> BusinessValue | None:
    """The hour of standstill may be worked out from its helper questions instead of typed."""
    return standstill_hour(session, catalog) if question.feeds == "standstill_hour" else None


def _effects(
    question: BusinessQuestion, value: BusinessValue, given: Mapping[str, BusinessValue]
) -> Sequence[Effect]:
    if isinstance(value, Decimal):
        if question.per is not None:
            divisor = given.get(question.per)
            if not isinstance(divisor, Decimal) or divisor <= 0:
                return []
            value = value / divisor
        return [
            effect
            for bounds in question.ranges
            if (bounds.below is None or value < bounds.below)
            and (bounds.above is None or value > bounds.above)
            for effect in bounds.effects
        ]
    return question.chosen(value)


def _change(question_id: str, effect: Effect) -> Change:
    kinds: dict[MovedKind, object] = {
        "weight": effect.weight,
        "must_have": effect.must_have,
        "input": effect.input,
        "not_asked": effect.not_asked,
    }
    kind = next(kind for kind, target in kinds.items() if target)
    operation: Operation = "rule"
    amount = Decimal(0)
    for name in ("set", "times", "add", "step"):
        given = getattr(effect, name)
        if given is not None:
            operation, amount = name, given
    return Change(
        question_id, kind, effect.target, operation, amount, effect.at_least, effect.at_most, effect.because
    )


def _strength(change: Change) -> Decimal:
    if change.operation == "times":
        return abs(change.amount - 1)
    if change.operation == "rule":
        return (change.at_least or Decimal(0)) - (change.at_most or Decimal(0))
    return abs(change.amount)
