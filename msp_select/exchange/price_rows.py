"""The rows of a bidder's form for what a bid may name besides: one for each field that no question asks for.

A row is a question like any other, with a name that no questionnaire can use; left empty it says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from msp_select.exchange.form_labels import OFFERS
from msp_select.model.bid import Bid
from msp_select.model.bid_fields import BASIS, FIELDS, SECTIONS, Field
from msp_select.model.bid_lists import LISTED_FIELDS
from msp_select.model.catalog import Catalog
from msp_select.model.questionnaire import Level, Question
from msp_select.model.scalars import Evidence
from msp_select.phrases.en.bid import BASES, FIELD_WORDS, SECTION_TITLES, YES_NO
from msp_select.phrases.en.words import uncapital

ROW = "bid."
HEADING = "Your prices and terms"
_CHOICES: Mapping[str, Mapping[str, str]] = {
    "basis": {key: label for key, label in BASES.items() if key != "in_house"},
    "yes_no": {word: word.capitalize() for word in YES_NO},
    "grade": OFFERS,
}


def _row(field: Field) -> Question:
    words, choices = FIELD_WORDS[field.name], _CHOICES.get(field.entry, {})
    money = field.entry in ("money", "lines")
    levels = [Level(id=key, label=label, value=0) for key, label in choices.items()]
    return Question.model_validate(
        {
            "id": field.name,
            "short": words.title.rstrip("?"),
            "criterion": "bid",
            "weight": 0,
            "asked_of": "bidder",
            "text": words.title,
            "ask": words.ask,
            "why": words.help,
            "kind": "choice" if choices else "money" if money else "number",
            "levels": levels,
            "unit": words.unit.replace("{}", "").strip(),
            "feeds": f"bid.{field.name}",
        }
    ).model_copy(update={"id": ROW + field.name})


PRICE_ROWS: Mapping[str, Question] = {
    row.id: row for row in (_row(field) for field in (BASIS, *FIELDS.values()) if field.asked)
}
_SECTION_OF = {field.name: section.id for section in SECTIONS for field in section.fields}


def heading_of(row: Question) -> str:
    """Under which heading a row stands."""
    section = _SECTION_OF.get(row.bid_field, SECTIONS[0].id)
    return f"{HEADING}: {uncapital(SECTION_TITLES[section])}"


def rows_of(catalog: Catalog) -> Mapping[str, Question]:
    """Everything that a form of this catalog can hold a row for: its questions, and the terms of a bid."""
    return {**(PRICE_ROWS if catalog.knows_prices else {}), **catalog.questions}


def price_rows(
    catalog: Catalog, asked: Iterable[Question], not_asked: Iterable[Question] = ()
) -> tuple[Question, ...]:
    """The rows that go out beside these questions: what none of them asks for, nor of those `not_asked`."""
    if not catalog.knows_prices:
        return ()
    there = {question.bid_field for question in (*asked, *not_asked)}
    return tuple(row for row in PRICE_ROWS.values() if row.bid_field not in there)


def is_price_row(question: Question) -> bool:
    """Whether it is such a row, and no question of a questionnaire."""
    return question.id.startswith(ROW)


def is_hidden_price(question: Question, catalog: Catalog) -> bool:
    """Whether it says what something costs, and so is told to nobody while prices are sealed."""
    return is_price_row(question) or catalog.is_price(question.id)


def takes_lines(question: Question) -> bool:
    """Whether its cell takes a text with a line for each part of a list."""
    return question.bid_field in LISTED_FIELDS


def figure_of(bid: Bid | None, question: Question) -> Any:
    """What the bid says there: a number, a list, a choice; None where it says nothing."""
    found = getattr(bid, question.bid_field, None)
    return None if found == () else found


def in_cell(figure: Any, question: Question) -> Decimal | str | None:
    """A figure of the bid as its cell shows it; how sure the owner is of the bid is the owner's own."""
    field = FIELDS.get(question.bid_field, BASIS)
    if figure is None or field.entry == "grade":
        return None
    if takes_lines(question):
        return LISTED_FIELDS[question.bid_field].write(figure)
    if question.levels:
        word = next((word for word, value in YES_NO.items() if value is figure), str(figure))
        return _CHOICES[field.entry].get(word)
    return Decimal(figure)


def chosen_figure(level: str, question: Question, known: Evidence | None) -> bool | str:
    """What a choice puts into the bid; whatever is offered as proof, a form is no more than in writing."""
    entry = FIELDS.get(question.bid_field, BASIS).entry
    if entry == "yes_no":
        return YES_NO[level]
    if entry == "grade":
        return "written" if known in (None, "said") else known
    return level
