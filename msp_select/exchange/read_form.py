"""Reading a returned form: pure, whole, by id; nothing is stored here."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256

from msp_select.decision.panel.candidate_lookup import typed_for
from msp_select.decision.refusal import NoSuchCandidate
from msp_select.errors import UsageError
from msp_select.exchange.cell_grid import Row
from msp_select.exchange.entry import Context, Entry, Judged
from msp_select.exchange.find_columns import (
    Sheet,
    find_sheet,
    is_left_out,
    is_older_edition,
    is_outdated,
    newer_form,
    row_id,
)
from msp_select.exchange.form import fingerprint
from msp_select.exchange.form_labels import INPUTS, cell_text
from msp_select.exchange.price_rows import is_price_row, rows_of
from msp_select.exchange.receipt import Item, Received
from msp_select.exchange.receipt_notes import missing, notes_of
from msp_select.exchange.returned_file import book_of
from msp_select.exchange.row_check import is_known, judge, left_blank
from msp_select.model.answer_checks import unknown
from msp_select.model.answer_kinds import KINDS
from msp_select.model.catalog import Catalog
from msp_select.model.edits import set_bid
from msp_select.model.session import Session
from msp_select.phrases.en.refusals import use_one_of


def read_answers(
    data: bytes,
    name: str,
    session: Session,
    catalog: Catalog,
    candidate_id: str | None = None,
    *,
    readings: Mapping[str, Decimal] | None = None,
) -> Received:
    """A bidder's returned form held against the session, row by row; nothing is changed.

    `name` is the file's name, for messages and the log; without `candidate_id` the form says whose it is;
    `readings` settles numbers that can be read in two ways, by cell. Raises FileError where the file is no
    form at all, UsageError where nobody says which candidate it belongs to.
    """
    sheet = find_sheet(book_of(data, name), rows_of(catalog.whole))
    received = Received(name, sha256(data).hexdigest(), _whose(sheet, session, candidate_id, name))
    blocked = (*sheet.faults, *_wrong_form(sheet, session, received.candidate, candidate_id))
    if blocked:
        return replace(received, notes=sheet.notes, blocked=blocked)
    candidate = session.candidate(received.candidate)
    if session.settings.sealed:  # whether a price is new, the same or another one would tell it
        candidate = candidate.model_copy(update={"bid": None})
    context = Context(session, catalog, candidate, sheet.decimal, readings or {})
    judged = list(_judged(sheet, context))

    def those(kind: Judged) -> tuple[Item, ...]:
        return tuple(item for found, item in judged if found == kind)

    return replace(
        received,
        accepted=those("accepted"),
        changed=those("changed"),
        unchanged=those("unchanged"),
        refused=those("refused"),
        left_blank=tuple(_left_blank(sheet, context, judged)),
        notes=(*sheet.notes, *notes_of(sheet, context, judged)),
    )


def _whose(sheet: Sheet, session: Session, candidate_id: str | None, name: str) -> str:
    """The candidate that was named, else the one the form was made for."""
    ids = [candidate.id for candidate in session.candidates]
    found = candidate_id or sheet.stamp.get("candidate", "")
    if not found and not sheet.faults:
        remedy = f"Add --candidate ID. {use_one_of(typed_for(session).values())}"
        raise UsageError(f"{name}: does not say which bidder it comes from", remedy)
    if candidate_id and candidate_id not in ids:
        raise NoSuchCandidate(candidate_id, tuple(typed_for(session).values()))
    return found


def _wrong_form(sheet: Sheet, session: Session, candidate_id: str, asked: str | None) -> Iterator[str]:
    """Why the form as a whole is not one for this candidate of this session."""
    made_for = sheet.stamp.get("candidate", "")
    if made_for and asked and made_for != asked:
        yield f'the form was made for the candidate "{made_for[:80]}", not for "{asked}"'
    elif not sheet.faults and candidate_id not in {candidate.id for candidate in session.candidates}:
        yield f'the form was made for the candidate "{candidate_id[:80]}", and there is none of that id here'
    title, created = sheet.stamp.get("title"), _day(sheet.stamp.get("created", ""))
    if title and title != cell_text(session.title) and created not in (None, session.created):
        yield f'the form was made for another selection, "{title[:80]}" of {created}'
    if newer_form(sheet.stamp):
        yield "the form was made by a newer msp-select; update this one to read it"


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None  # a spreadsheet rewrote the date of a CSV file


def _judged(sheet: Sheet, context: Context) -> Iterator[tuple[Judged, Item]]:
    ids = Counter(row_id(sheet, row) for row in sheet.rows)
    for row in sheet.rows:
        question_id = row_id(sheet, row)
        if is_left_out(question_id, context) or is_outdated(sheet, question_id, context):
            continue
        filled = any(row.cell(sheet.at.get(key)).kind != "empty" for key in INPUTS)
        if fault := _row_fault(sheet, row, context, ids[question_id], filled):
            question = context.rows.get(question_id)
            short = question.short if question else question_id[:40] or "no question"
            yield "refused", Item(row.number, f"row {row.number}", question_id, short, reason=fault)
        elif question_id in context.rows:
            cells = {key: row.cell(sheet.at.get(key)) for key in INPUTS}
            judged, item = judge(Entry(row.number, context.rows[question_id], **cells), context)
            yield judged, item
            if item.figure is not None:
                figures = {context.rows[question_id].bid_field: item.figure}
                context = replace(context, session=set_bid(context.session, context.candidate.id, figures))


def _left_blank(sheet: Sheet, context: Context, judged: list[tuple[Judged, Item]]) -> Iterator[Item]:
    """What the candidate was asked in its own form and left blank, or out of the file."""
    if sheet.stamp.get("candidate") != context.candidate.id:
        return
    there = {item.question for _, item in judged}
    blank = [item for kind, item in judged if kind == "blank"]
    gone = [Item(0, "", question.id, question.short) for question in missing(sheet, context, there)]
    for item in (*blank, *gone):
        question = context.rows[item.question]
        if not is_price_row(question) and not is_known(question, context):
            yield left_blank(item)


def _row_fault(sheet: Sheet, row: Row, context: Context, times: int, filled: bool) -> str:
    """What is wrong with a row before its answer is looked at, or nothing."""
    question_id = row_id(sheet, row)
    if row.width > sheet.width and sheet.page == "":
        return (
            f"it has {row.width} columns, the form has {sheet.width}; a text that holds the separator "
            "must stand in quotes"
        )
    if not filled:
        return ""
    if not question_id:
        return "there is an answer, but no question id in the hidden first column"
    question = context.rows.get(question_id)
    if question is None:
        return unknown("question", question_id, context.rows)
    if times > 1:
        return f"the question is there {times} times; expected once"
    if question.asked_of == "owner":
        return "this question is for the owner to answer, not for a bidder"
    check = row.cell(sheet.at.get("check")).text.strip()
    price = bool(question.bid_field) and is_older_edition(sheet, question, context)  # a price is a price
    if check and check != fingerprint(question) and not price:
        return f"its id belongs to another question, or another version of it; here: {question.ask[:200]}"
    prices = {sheet.stamp.get(key) for key in ("currency", "vat")} - {None, ""}
    if KINDS[question.kind].money and prices - {context.session.currency, context.session.vat}:
        return "the form asked for prices in another currency, or with other tax, than the session has now"
    return ""
