"""What a bidder's cell says: a number, a level, words; a Refusal names the cell and the reason."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from msp_select.exchange.cell_grid import Cell
from msp_select.exchange.form_labels import OFFERS, choices, chosen, labels_of, note_text
from msp_select.model.bid_lists import LISTED_FIELDS
from msp_select.model.number_text import in_digits, readings, without_currency, without_unit
from msp_select.model.questionnaire import Question
from msp_select.model.scalars import MAX_NUMBER, MAX_TEXT, STATED, Evidence, clean_text, shown
from msp_select.phrases.en.bid import bid_fault

_DAY = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{2,4}")


class Refusal(Exception):
    """A cell that is not taken; `hidden` says it without the cell's words, for while prices are sealed."""

    def __init__(
        self,
        cell: str,
        reason: str,
        *,
        hidden: str = "what stands there is not what was asked for",
        readings: tuple[Decimal, ...] = (),
    ) -> None:
        super().__init__(reason)
        self.cell = cell
        self.reason = reason
        self.hidden = hidden
        self.readings = readings


def words_of(cell: Cell, what: str) -> str:
    """The text of a cell, cleaned; numbers and dates in a note are words there."""
    _no_formula(cell)
    if len(cell.text) > MAX_TEXT:
        raise Refusal(cell.ref, f"{len(cell.text):,} characters are too many; expected at most {MAX_TEXT:,}")
    return note_text(cell.text) if what == "note" else " ".join(clean_text(cell.text).split())


def offer_of(cell: Cell) -> Evidence | None:
    """The grade that is offered as proof, or None."""
    text = words_of(cell, "evidence")
    found = chosen(OFFERS, text)
    if text and found is None:
        raise Refusal(cell.ref, f"{shown(text)} is none of: {'; '.join(OFFERS.values())}")
    return next((grade for grade in STATED if grade == found), None)


def level_of(cell: Cell, question: Question) -> str:
    """The id of the level that was chosen."""
    text = words_of(cell, "answer")
    found = chosen(choices(question), text) or chosen(labels_of(question), text)
    if found is None:
        raise Refusal(cell.ref, f"{shown(text)} is not one of its choices; expected one from the cell's list")
    return found


def lines_of(cell: Cell, question: Question) -> tuple[Any, ...]:
    """The parts of a list in a cell, one on each line."""
    _no_formula(cell)
    if len(cell.text) > MAX_TEXT:
        raise Refusal(cell.ref, f"{len(cell.text):,} characters are too many; expected at most {MAX_TEXT:,}")
    hidden = "what stands there is not understood; expected such lines as the form names"
    lines = LISTED_FIELDS[question.bid_field]
    try:
        found: tuple[Any, ...] = lines.read(clean_text(cell.text))
    except ValidationError as error:
        raise Refusal(cell.ref, bid_fault(error), hidden=hidden) from None
    except ValueError as error:
        raise Refusal(cell.ref, str(error), hidden=hidden) from None
    if not found:
        raise Refusal(cell.ref, f'there is no line in it; expected such as "{lines.example}"', hidden=hidden)
    return found


def number_of(
    cell: Cell,
    question: Question,
    wanted: str,
    currency: str,
    reading: Decimal | None,
    *,
    decimal: str,
    known: Decimal | None = None,
) -> Decimal:
    """The number in a cell, or the reading of it that a person chose; a `currency` may stand beside it.

    A share such as 0.18 may be meant as 18 %: it is asked about, unless it is what is `known` already.
    """
    _no_formula(cell)
    if cell.kind == "date" or (cell.kind == "text" and _DAY.fullmatch(cell.text.strip())):
        raise Refusal(
            cell.ref,
            f"a date ({cell.text.strip()[:40]}); expected {wanted}",
            hidden=f"a date; expected {wanted}",
        )
    if cell.number is not None:
        number = _sized(cell, _percent(cell, question))
        return number if cell.percent else _share(cell, question, number, reading, known)
    text = without_unit(clean_text(cell.text), question.unit)
    found = readings(without_currency(text, currency) if currency else text, decimal=decimal)
    if not found or cell.kind != "text":
        hidden = f"it is no plain number; expected {wanted}"
        raise Refusal(cell.ref, f"{shown(cell.text.strip())} is not {wanted}", hidden=hidden)
    if len(found) == 1:
        number = _sized(cell, found[0])
        return number if "%" in cell.text else _share(cell, question, number, reading, known)
    if reading in found:
        return _sized(cell, reading)
    one, other = map(in_digits, found)
    raise Refusal(
        cell.ref,
        f"{shown(cell.text.strip())} can be read as {one} or as {other}; expected a number with a decimal "
        "point and nothing between the thousands",
        hidden="the figure can be read in two ways; expected a number with a decimal point and nothing "
        "between the thousands",
        readings=found,
    )


def _share(
    cell: Cell, question: Question, number: Decimal, reading: Decimal | None, known: Decimal | None
) -> Decimal:
    """A number below 1 where a percentage is asked for: which is meant only a person can say."""
    if number == known or not may_be_share(number, question):
        return number
    meant = (number, (number * 100).normalize() + 0)
    if reading in meant:
        return reading
    one, other = map(in_digits, meant)
    raise Refusal(
        cell.ref,
        f"{in_digits(number)} can be meant as {one} % or as {other} %; expected the percentage with its sign",
        hidden="the figure can be meant in two ways; expected the percentage with its sign",
        readings=meant,
    )


def may_be_share(number: Decimal, question: Question) -> bool:
    """Whether a number can be a share of one, such as 0.18, where a percentage is asked for."""
    most = question.range[1] if question.range else Decimal(100)
    return question.unit.startswith("%") and 0 < number < 1 and number * 100 <= most


def refuse_amount(cell: Cell, question: Question, amount: Decimal) -> None:
    """Refuse a figure of the bid that is below zero, or outside what the question allows."""
    if amount < 0:
        raise Refusal(cell.ref, f"{amount} is below zero", hidden="the figure is below zero")
    if question.range and not question.range[0] <= amount <= question.range[1]:
        low, high = question.range
        raise Refusal(
            cell.ref,
            f"{amount} is outside {low} to {high} {question.unit}",
            hidden="the figure is outside what the question allows",
        )


def _percent(cell: Cell, question: Question) -> Decimal:
    """A cell that shows 5 % holds 0.05: what the bidder saw counts."""
    assert cell.number is not None
    if not cell.percent:
        return cell.number
    if not question.unit.startswith("%"):
        raise Refusal(cell.ref, f"the cell shows a percentage; expected a number of {question.unit}")
    return (cell.number * 100).normalize() + 0


def _sized(cell: Cell, number: Decimal) -> Decimal:
    if abs(number) > MAX_NUMBER or len(number.as_tuple().digits) > 40:
        raise Refusal(cell.ref, "a number with that many digits is not accepted")
    return number


def _no_formula(cell: Cell) -> None:
    if cell.kind == "formula":
        raise Refusal(
            cell.ref,
            f"a formula ({clean_text(cell.text)[:60]}); expected its result, typed in",
            hidden="a formula; expected its result, typed in",
        )
    if cell.kind == "error":
        raise Refusal(
            cell.ref, f"an error value ({cell.text[:20]}); expected an answer", hidden="an error value"
        )
