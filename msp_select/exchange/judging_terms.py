"""A figure of the bid in a returned form: taken, or refused and why; and what the whole bid then rests on.

As with answers, what comes in a form is in writing and no more; proof that is offered is a note.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from msp_select.exchange.answer_cells import answer_cell
from msp_select.exchange.cell_values import Refusal, level_of, refuse_amount
from msp_select.exchange.entry import Context, Entry, Judged
from msp_select.exchange.form_labels import OFFERS, plain_figure
from msp_select.exchange.price_rows import chosen_figure, figure_of, in_cell
from msp_select.exchange.receipt import Item
from msp_select.model.bid import Bid
from msp_select.model.bid_fields import FIELDS
from msp_select.model.edits import set_bid
from msp_select.model.questionnaire import Question
from msp_select.model.scalars import MAX_TEXT, Evidence
from msp_select.phrases.en.bid import bid_fault
from msp_select.phrases.en.labels import GRADES

EVIDENCE_FIELD = "evidence"


def judged_figure(
    entry: Entry, context: Context, item: Item, offer: str | None, note: str
) -> tuple[Judged, Item]:
    """What becomes of a row whose answer is a figure of the bid."""
    question, bid = entry.question, context.candidate.bid
    figure = _figure(entry, context)
    try:
        set_bid(context.session, context.candidate.id, {question.bid_field: figure})
    except ValidationError as error:
        raise Refusal(
            entry.answer.ref, bid_fault(error), hidden="the figure is not one that a bid can have here"
        ) from None
    if question.bid_field == EVIDENCE_FIELD and entry.answer.kind != "empty":
        offer = level_of(entry.answer, question)
    hidden = context.hides(question)
    known = figure_of(bid, question)
    same = known is not None and _compared(known, question) == _compared(figure, question)
    said = _in_words(figure, question, context)
    # A note beside a price would tell the price: while prices are sealed it stays in the file.
    remark = "" if hidden else _remark(entry, offer, note)
    item = replace(item, said="a price" if hidden else said, figure=figure, remark=remark)
    grade = context.candidate.bid_grade(question.bid_field)
    if same:
        if grade == "said" and question.bid_field != EVIDENCE_FIELD:
            return "changed", replace(item, before="the same; now in writing")
        if remark in ("", context.candidate.remarks.get(question.bid_field)):
            return "unchanged", replace(item, figure=None, remark="")
        return "changed", replace(item, before="the same; the note is another one")
    if known is None:
        return "accepted", item
    was = _in_words(known, question, context)
    if what := GRADES[grade].owner_has:  # what the owner knows is not undone by a claim
        better = f'says "{said}", but you have {what}: "{was}"; change it yourself if they are right'
        raise Refusal(entry.answer.ref, better, hidden=better)
    weaker = f", {GRADES[grade].words}" if grade == "contract" else ""
    return "changed", replace(item, before=was + weaker)


def grade_after(before: Bid | None, after: Bid | None, given: Container[str]) -> Evidence | None:
    """What the whole bid rests on once a form is in, in which these fields are given.

    One grade holds for all of it: a figure that is new or another one is in writing and no more, and what was
    only said is in writing once every figure of it is.
    """
    if before is None or after is None:
        return None if after is None else after.evidence
    if before.evidence == "said":
        said = [field for field in _stated(before) if field not in given]
        return after.evidence if said else "written"
    moved = [field for field in _stated(after) if getattr(before, field) != getattr(after, field)]
    return "written" if moved and before.evidence is not None else after.evidence


def _stated(bid: Bid) -> list[str]:
    """The fields of which a bidder has said something."""
    asked = (field for field in FIELDS.values() if field.asked and field.entry != "grade")
    return [field.name for field in asked if getattr(bid, field.name) not in (None, ())]


def _figure(entry: Entry, context: Context) -> Any:
    question, cell = entry.question, entry.answer
    found = answer_cell(question).read(cell, question, context)
    if isinstance(found, Decimal):
        refuse_amount(cell, question, found)
    if question.levels:
        bid = context.session.candidate(context.candidate.id).bid
        return chosen_figure(found, question, None if bid is None else bid.evidence)
    return found


def _compared(figure: Any, question: Question) -> Any:
    return figure if question.bid_field == EVIDENCE_FIELD else in_cell(figure, question)


def _in_words(figure: Any, question: Question, context: Context) -> str:
    if question.bid_field == EVIDENCE_FIELD:
        grade: Evidence = figure
        return GRADES[grade].words
    shown = in_cell(figure, question)
    if not isinstance(shown, Decimal):
        return str(shown)
    return plain_figure(shown, question, context.session.currency)


def _remark(entry: Entry, offer: str | None, note: str) -> str:
    """What is noted beside a figure, the proof that is offered with it: a bid has no notes of its own."""
    proof = f"offered as proof: {OFFERS[offer]}" if offer not in (None, "written") else ""
    words = "; ".join(filter(None, (proof, note)))
    if (above := len(words) - MAX_TEXT) > 0:
        long = f"{len(note):,} characters are too many; expected at most {len(note) - above:,}"
        raise Refusal(entry.note.ref, long, hidden=long)
    return words
