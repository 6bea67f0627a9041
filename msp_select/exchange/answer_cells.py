"""What the answer's cell takes in a bidder's form, by kind of row: how that is said, limited and read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from msp_select.exchange.cell_grid import Cell
from msp_select.exchange.cell_values import level_of, lines_of, number_of
from msp_select.exchange.entry import Context
from msp_select.exchange.form_labels import choices, plain
from msp_select.exchange.price_rows import figure_of, takes_lines
from msp_select.model.answer_kinds import QuestionKind
from msp_select.model.bid_lists import LISTED_FIELDS
from msp_select.model.questionnaire import Question

CHOOSE = "Choose one:"  # before the choices, each on a line of its own
CellKind = QuestionKind | Literal["lines"]


@dataclass(frozen=True)
class AnswerCell:
    """How to fill it in (given the currency and the words for tax), and what a filled cell says.

    `limits` is what a spreadsheet lets one type where that is a figure; without it the cell holds words.
    """

    how: Callable[[Question, str, str], str]
    read: Callable[[Cell, Question, Context], Any]
    limits: Callable[[Question], dict[str, Any]] | None = None


def answer_cell(question: Question) -> AnswerCell:
    """The cell of that row; a list of the bid is typed as lines of text."""
    return CELLS["lines" if takes_lines(question) else question.kind]


def how_to_answer(question: Question, currency: str, vat: str) -> str:
    """What a bidder has to fill in, with unit and range."""
    tax = "with sales tax (VAT)" if vat == "included" else "without sales tax (VAT)"
    return answer_cell(question).how(question, currency, tax)


def _how_choice(question: Question, _currency: str, _tax: str) -> str:
    return "\n• ".join((CHOOSE, *choices(question).values()))


def _how_lines(question: Question, currency: str, tax: str) -> str:
    example = LISTED_FIELDS[question.bid_field].example.replace("; ", "\n")
    return f"Amounts in {currency}{_after(question.unit)}, {tax}. A line for each, such as:\n{example}"


def _how_money(question: Question, currency: str, tax: str) -> str:
    return f"An amount in {currency}{_after(question.unit)}, {tax}. 0 if it costs nothing."


def _how_number(question: Question, _currency: str, _tax: str) -> str:
    between = f", from {plain(question.range[0])} to {plain(question.range[1])}" if question.range else ""
    if question.unit.startswith("%"):
        return f"A percentage: {question.unit}{between}. Type 12 for 12 %."
    return f"A number: {question.unit}{between}."


def _after(unit: str) -> str:
    return f", {unit}" if unit else ""


def _read_choice(cell: Cell, question: Question, _context: Context) -> str:
    return level_of(cell, question)


def _read_lines(cell: Cell, question: Question, _context: Context) -> tuple[Any, ...]:
    return lines_of(cell, question)


def _read_money(cell: Cell, question: Question, context: Context) -> Decimal:
    currency = context.session.currency
    return _read_figure(cell, question, context, f"an amount in {currency}, the number alone", currency)


def _read_number(cell: Cell, question: Question, context: Context) -> Decimal:
    return _read_figure(cell, question, context, f"a number of {question.unit}")


def _read_figure(
    cell: Cell, question: Question, context: Context, wanted: str, currency: str = ""
) -> Decimal:
    reading = context.readings.get(cell.ref)
    known = _known(question, context)
    return number_of(cell, question, wanted, currency, reading, decimal=context.decimal, known=known)


def _known(question: Question, context: Context) -> Decimal | None:
    """The number that the session has there, as the form went out with it."""
    answer = context.candidate.answers.get(question.id)
    found = figure_of(context.candidate.bid, question) if question.bid_field else answer and answer.value
    return found if isinstance(found, Decimal) else None


def _money_limits(question: Question) -> dict[str, Any]:
    return _limits(question, {"criteria": ">=", "value": 0}, "an amount of 0 or more")


def _number_limits(question: Question) -> dict[str, Any]:
    low, high = map(float, question.range or (-1e15, 1e15))
    said = f"a number from {question.range[0]:,f} to {question.range[1]:,f}" if question.range else "a number"
    return _limits(question, {"criteria": "between", "minimum": low, "maximum": high}, said)


def _limits(question: Question, rule: dict[str, Any], said: str) -> dict[str, Any]:
    unit = f" ({question.unit})" if question.unit else ""
    message = f"Please type {said}{unit}, the number alone, or leave the cell empty and choose why."[:255]
    return {"validate": "decimal", **rule, "error_title": "Not such a number", "error_message": message}


CELLS: Mapping[CellKind, AnswerCell] = {
    "choice": AnswerCell(_how_choice, _read_choice),
    "number": AnswerCell(_how_number, _read_number, _number_limits),
    "money": AnswerCell(_how_money, _read_money, _money_limits),
    "lines": AnswerCell(_how_lines, _read_lines),
}
