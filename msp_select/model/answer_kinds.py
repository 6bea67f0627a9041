"""What each kind of question is answered with, in one table: its facts, and what is wrong with a value.

What a kind looks like stands in a table by kind where it is drawn, asked or read: `ui/question_page.py` and
`ui/business_page.py`, `cli/plain/answer_prompts.py`, `exchange/answer_cells.py`. Whoever only has to know
whether there are answers to choose from looks at the question's `levels` or `options`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal, Protocol

from msp_select.did_you_mean import did_you_mean
from msp_select.model.scalars import shown

QuestionKind = Literal["choice", "number", "money"]
BusinessKind = Literal["choice", "multiple", "number", "money", "text"]
Value = Decimal | str | tuple[str, ...]


class Asked(Protocol):
    """What a question about a provider and one about the business have in common."""

    LISTED_AS: ClassVar[str]

    @property
    def kind(self) -> BusinessKind:
        """What it is answered with."""

    @property
    def unit(self) -> str:
        """The unit of a figure; of money what stands behind the currency."""

    @property
    def range(self) -> tuple[Decimal, Decimal] | None:
        """The least and the greatest figure there can be."""

    @property
    def listed(self) -> Mapping[str, str]:
        """The answers to choose from: what each says, by its id."""


@dataclass(frozen=True, kw_only=True)
class AnswerKind:
    """One kind: `fault` says what is wrong with a value, or None.

    `listed`: one of the answers that the question lists, or some of them where there may be `several`.
    `figure`: a number in the question's unit. `money`: a figure in the currency of the session; it lives in
    the bid or the business and earns no points by itself.
    """

    fault: Callable[[Asked, Value], str | None]
    listed: bool = False
    several: bool = False
    figure: bool = False
    money: bool = False


def _one_fault(question: Asked, value: Value) -> str | None:
    if isinstance(value, str) and value in question.listed:
        return None
    hint = did_you_mean(value, question.listed) if isinstance(value, str) else ""
    listed = ", ".join(question.listed)
    return f"{_said(value)} is not one of its {question.LISTED_AS}s: {listed}{'; ' if hint else ''}{hint}"


def _several_fault(question: Asked, value: Value) -> str | None:
    if not isinstance(value, tuple):
        return f"{_said(value)} is not a list; expected such as {_list(list(question.listed)[:1])}"
    for item in value:
        if fault := _one_fault(question, item):
            return fault
    twice = next((item for item, times in Counter(value).items() if times > 1), None)
    return f"{shown(twice)} is there twice" if twice else None


def _number_fault(question: Asked, value: Value) -> str | None:
    if question.unit.startswith("%"):
        return _figure_fault(question, value, f"a percentage ({question.unit})")
    return _figure_fault(question, value, f"a number of {question.unit}" if question.unit else "a number")


def _money_fault(question: Asked, value: Value) -> str | None:
    fault = _figure_fault(question, value, f"an amount of money{_after(question.unit)}")
    return f"{value} is below zero" if fault is None and isinstance(value, Decimal) and value < 0 else fault


def _figure_fault(question: Asked, value: Value, wanted: str) -> str | None:
    if not isinstance(value, Decimal):
        return f"{_said(value)} is not {wanted}"
    if question.range is not None and not question.range[0] <= value <= question.range[1]:
        low, high = question.range
        return f"{value} is outside {low} to {high}{_after(question.unit)}"
    return None


def _text_fault(_question: Asked, value: Value) -> str | None:
    return None if isinstance(value, str) else f"{_said(value)} is not a text in quotes"


def _after(unit: str) -> str:
    return f" {unit}" if unit else ""


def _said(value: Value) -> str:
    return _list(value) if isinstance(value, tuple) else shown(value)


def _list(items: Sequence[str]) -> str:
    return f"[{', '.join(shown(item) for item in items)}]"


KINDS: Mapping[BusinessKind, AnswerKind] = {
    "choice": AnswerKind(listed=True, fault=_one_fault),
    "multiple": AnswerKind(listed=True, several=True, fault=_several_fault),
    "number": AnswerKind(figure=True, fault=_number_fault),
    "money": AnswerKind(figure=True, money=True, fault=_money_fault),
    "text": AnswerKind(fault=_text_fault),
}
