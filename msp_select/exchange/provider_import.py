"""Providers from a spreadsheet saved as CSV: a row each, the columns named by their headings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from msp_select.errors import FileFaults
from msp_select.exchange.cell_grid import Row
from msp_select.exchange.csv_grid import csv_grid
from msp_select.exchange.form_labels import listed
from msp_select.model.answer_checks import candidate_faults, unknown
from msp_select.model.bid import Bid
from msp_select.model.bid_fields import BASIS, FIELDS
from msp_select.model.bid_lists import LISTED_FIELDS
from msp_select.model.catalog import Catalog
from msp_select.model.number_text import in_digits, readings
from msp_select.model.provider import Provider, ProviderProfile
from msp_select.model.questionnaire import Question
from msp_select.model.refused_value import said
from msp_select.model.scalars import shown
from msp_select.model.slug import slug
from msp_select.phrases.en.bid import YES_NO

PLAIN = ("id", "name", "note", "dated", "currency", "vat", "evidence")
LISTS = ("regions", "sectors")  # several in one cell, separated by semicolons or bars
STATES = ("unknown", "refused")  # what needs a reason does not fit into a cell
MOST = 100  # faults shown
REMEDY = "Mend the cells named above and try again; nothing was imported."


class _Wrong(Exception):
    """A cell that cannot be taken."""


def providers_in_csv(
    data: bytes, name: str, catalog: Catalog
) -> tuple[tuple[Provider, ...], tuple[str, ...]]:
    """Every provider of the file, and what had to be found out about the file (FileError, FileFaults).

    Headings: id, name, note, dated, currency, vat, evidence (of every answer in the row), regions, sectors,
    smallest_client, largest_client, founded, people, website; `bid.` and a field of the bid; a question's
    id, its cell a number, a level's id or words, none, unknown or refused. An empty cell says nothing, and
    a column for a question that is no longer asked is named and not read.
    """
    book = csv_grid(data, name)
    rows = book.pages[0].rows
    if not rows:
        raise FileFaults(
            [f"{name}: there is no row in it"], "Give a first row with headings, then one a provider."
        )
    headings = [cell.text.strip() for cell in rows[0].cells]
    faults = [f"{name}:{rows[0].number}: {fault}" for fault in _heading_faults(headings, catalog)]
    found: list[Provider] = []
    first: dict[str, int] = {}
    for row in rows[1:] if not faults else ():
        wrong: list[str] = []
        provider = _provider(row, headings, catalog, wrong, decimal=book.decimal)
        if provider is not None and provider.id in first:
            wrong.append(f'id: "{provider.id}" is already used in row {first[provider.id]}')
        faults += [f"{name}:{row.number}: {fault}" for fault in wrong]
        if provider is not None:
            first.setdefault(provider.id, row.number)
            found.append(provider)
    if faults:
        more = [f"... and {len(faults) - MOST} more faults"] if len(faults) > MOST else []
        raise FileFaults([*faults[:MOST], *more], REMEDY)
    gone = [catalog.retired[heading].short for heading in headings if heading in catalog.retired]
    notes = (f"No longer asked, so not read: {listed(gone)}.",) if gone else ()
    return tuple(found), (*book.notes, *notes)


def _heading_faults(headings: list[str], catalog: Catalog) -> Iterable[str]:
    known = (*PLAIN, *ProviderProfile.model_fields, *(f"bid.{field}" for field in _bid_fields()))
    asked = [q.id for q in catalog.questions.values() if not q.bid_field]
    for heading in headings:
        if heading in catalog.retired:
            continue
        if heading and heading not in known and heading not in asked:
            yield unknown("column", heading, (*known, *asked))
        elif heading and headings.count(heading) > 1:
            yield f"the column {shown(heading)} is there twice"
    if "name" not in headings:
        yield 'there is no column "name"'


def _bid_fields() -> list[str]:
    return [field for field in Bid.model_fields if field != "own_person"]


def _provider(
    row: Row, headings: list[str], catalog: Catalog, wrong: list[str], *, decimal: str
) -> Provider | None:
    given: dict[str, Any] = {}
    profile: dict[str, Any] = {}
    bid: dict[str, Any] = {}
    answers: dict[str, dict[str, Any]] = {}
    if any(cell.text.strip() for cell in row.cells[len(headings) :]):
        wrong.append("there are more cells than headings")
    for place, heading in enumerate(headings):
        text = row.cell(place).text.strip()
        if not heading or not text or heading in catalog.retired:
            continue
        try:
            if heading in PLAIN:
                given[heading] = _day(text) if heading == "dated" else text
            elif heading in LISTS:
                profile[heading] = [part.strip() for part in re.split(r"[;|]", text) if part.strip()]
            elif heading in ProviderProfile.model_fields:
                profile[heading] = text if heading == "website" else _number(text, decimal)
            elif heading.startswith("bid."):
                bid[heading.removeprefix("bid.")] = _bid_value(heading, text, decimal)
            else:
                answers[heading] = _answer(catalog.questions[heading], text, decimal)
        except _Wrong as error:
            wrong.append(f"{heading}: {error}")
    evidence = given.pop("evidence", None)
    for answer in answers.values():
        if evidence is not None and "value" in answer:
            answer["evidence"] = evidence
    given.setdefault("id", slug(given.get("name", "")))
    return None if wrong else _checked(given | _tables(profile, bid, answers), catalog, wrong)


def _tables(profile: dict[str, Any], bid: dict[str, Any], answers: dict[str, Any]) -> dict[str, Any]:
    return {"profile": profile, "answers": answers, **({"bid": {"basis": "flat"} | bid} if bid else {})}


def _checked(data: dict[str, Any], catalog: Catalog, wrong: list[str]) -> Provider | None:
    try:
        provider = Provider.model_validate(data)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            place = (*detail["loc"], *detail.get("ctx", {}).get("at", ()))
            wrong.append(f"{_column(place)}: {_sentence(detail)}")
        return None
    faults = [f"{_column(fault.path)}: {fault.what}" for fault in candidate_faults(provider, catalog)]
    wrong += faults
    return None if faults else provider


def _sentence(detail: Any) -> str:
    if detail["type"] == "literal_error":
        return f"{shown(detail['input'])} is not known here; expected {detail['ctx']['expected']}".replace(
            "'", '"'
        )
    return "is missing" if detail["type"] == "missing" else said(detail)


def _column(path: Iterable[str | int]) -> str:
    """The heading of the column a place of the provider was read from."""
    parts = [str(part) for part in path if not isinstance(part, int)]
    if parts and parts[0] in ("profile", "answers"):
        return parts[1] if len(parts) > 1 else parts[0]
    return ".".join(parts[:2]) or "the row"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _Wrong(f"{shown(text)} is not a date such as 2026-11-20") from None


def _number(text: str, decimal: str) -> Decimal:
    found = readings(text, decimal=decimal)
    if len(found) == 1:
        return found[0]
    if found:
        one, other = map(in_digits, found)
        raise _Wrong(f"{shown(text)} can be read as {one} or as {other}; expected a decimal point")
    raise _Wrong(f"{shown(text)} is not a number")


def _bid_value(heading: str, text: str, decimal: str) -> Any:
    field = FIELDS.get(heading.removeprefix("bid."), BASIS)
    if field.entry in ("basis", "grade", "tax"):
        return text
    if field.name in LISTED_FIELDS:
        try:
            return LISTED_FIELDS[field.name].read(text)
        except ValidationError as error:
            raise _Wrong(_sentence(error.errors()[0])) from None
        except ValueError as error:
            raise _Wrong(str(error)) from None
    if field.entry == "yes_no":
        if (said := {"true": True, "false": False, **YES_NO}.get(text.lower())) is None:
            raise _Wrong(f"{shown(text)} is not yes or no")
        return said
    return _number(text, decimal)


def _answer(question: Question, text: str, decimal: str) -> dict[str, Any]:
    if text.lower() in STATES:
        return {"state": text.lower()}
    if question.levels:
        labels = {level.label.casefold(): level.id for level in question.levels}
        return {"value": labels.get(text.casefold(), text)}
    none = question.none
    if text.lower() == "none" or (none is not None and text.casefold() == none.label.casefold()):
        return {"value": "none"}
    return {"value": _number(text, decimal)}
