"""What a reader of the account should know besides the rows: versions, empty and missing rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msp_select.decision.advice.bidders_part import sent_questions
from msp_select.decision.costing.choices import UNIT_FIELDS, is_by_unit
from msp_select.decision.costing.same_fee import is_the_sum
from msp_select.exchange.entry import Context, Judged
from msp_select.exchange.find_columns import Sheet, is_added, is_left_out, is_outdated, row_id
from msp_select.exchange.form import stamp
from msp_select.exchange.form_labels import INPUTS, MADE_WITH, PAGE, cell_text, folded, listed
from msp_select.exchange.judging_terms import grade_after
from msp_select.exchange.price_rows import is_price_row
from msp_select.exchange.receipt import Item
from msp_select.exchange.row_check import is_known
from msp_select.model.edits import set_bid
from msp_select.model.questionnaire import Question
from msp_select.model.scalars import SIZES, Size
from msp_select.phrases.en.fee import quoted_fee
from msp_select.phrases.en.labels import GRADES


def notes_of(sheet: Sheet, context: Context, judged: list[tuple[Judged, Item]]) -> Iterator[str]:
    """What a reader of the account should know besides the rows."""
    if made_with := sheet.stamp.get(MADE_WITH):
        yield f"It was filled in on the {'page for a browser' if made_with == PAGE else made_with[:20]}."
    now = stamp(context.session, context.catalog.whole, "", "full")
    for key in sorted(key for key in sheet.stamp if key.startswith("questionnaire ")):
        was, pillar = sheet.stamp[key], key.removeprefix("questionnaire ")
        if key not in now:
            yield f"The form was made with a questionnaire that is not here: {pillar}, version {was[:20]}."
        elif was != now[key]:
            then = was.partition(" ")[0][:20]
            versions = f"version {then} then, {now[key].partition(' ')[0]} now"
            yield f"The questionnaire {pillar} has changed since the form was made ({versions})."
    title = sheet.stamp.get("title")
    if title and folded(title) != folded(cell_text(context.session.title)):
        yield f'The form was made when the selection was called "{title[:80]}".'
    questions = context.rows
    empty = [
        item
        for kind, item in judged
        if kind == "blank" and not _is_open_row(questions[item.question], context)
    ]
    kept = [item.short for item in empty if is_known(questions[item.question], context)]
    blank = [item.short for item in empty if not is_known(questions[item.question], context)]
    if kept:
        yield f"Left empty, so what you have stays: {listed(kept)}."
    if blank:
        yield f"Not answered: {listed(blank)}."
    if gone := missing(sheet, context, {item.question for _, item in judged}):
        yield f"Rows of the form that are not in the file: {listed([question.short for question in gone])}."
    retired = context.catalog.whole.retired
    filled = [
        row_id(sheet, row)
        for row in sheet.rows
        if any(row.cell(sheet.at.get(key)).kind != "empty" for key in INPUTS)
    ]
    if gone_from := [retired[one].short for one in filled if one in retired]:
        yield f"No longer asked, so not read: {listed(gone_from)}."
    old = [one for one in filled if one not in retired and is_outdated(sheet, one, context)]
    if old:
        names = listed([questions[one].short for one in old])
        yield f"Worded more strictly since the form was made, so not read; ask again: {names}."
    if left_out := sum(is_left_out(row_id(sheet, row), context) for row in sheet.rows):
        rows = "1 row is" if left_out == 1 else f"{left_out} rows are"
        yield f"{rows} about what is left out of this selection, and not read."
    figures = {
        questions[item.question].bid_field: item.figure for _, item in judged if item.figure is not None
    }
    priced = [item for _, item in judged if questions.get(item.question) and item.figure is not None]
    if context.session.settings.sealed:
        if any(_price_note(sheet, item) for item in priced):
            yield "Notes beside prices stay in the file while prices are sealed."
        if "monthly" in figures and figures.keys() & {*UNIT_FIELDS}:
            yield (
                "A monthly fee is added to the prices for each unit; where it is the sum of them, it is "
                "counted once."
            )
        return
    yield from _of_the_bid(figures, judged, context)


def _of_the_bid(
    figures: Mapping[str, Any], judged: list[tuple[Judged, Item]], context: Context
) -> Iterator[str]:
    """What the bid as a whole then says, and on what it rests."""
    before = context.candidate.bid
    if not figures:
        return
    of = set_bid(context.session, context.candidate.id, figures)
    after = of.candidate(context.candidate.id).bid
    assert after is not None
    if "monthly" in figures and is_by_unit(after):
        if is_the_sum(after, of, context.catalog):
            yield "The monthly fee is the sum of the prices for each unit: it is counted once."
        else:
            yield (
                "The bid has prices for each unit too, and the monthly fee is added to them: if it is the "
                f"same money, take one of the two out of the bid. {quoted_fee(after, of, context.catalog)}."
            )
    if before is None or before.evidence is None:
        return
    taken = [item for kind, item in judged if kind not in ("refused", "blank")]
    grade = grade_after(before, after, {context.rows[item.question].bid_field for item in taken})
    if grade == "written" != before.evidence != "said":
        yield (
            f"The bid stood as {GRADES[before.evidence].words}; with figures that only this form says, "
            "all of it counts as in writing, until you say otherwise on its page."
        )
    elif grade == "said":
        yield "As long as some figures of the bid are not in the form, all of it counts as only said."


def _price_note(sheet: Sheet, item: Item) -> bool:
    row = next(row for row in sheet.rows if row.number == item.row)
    return row.cell(sheet.at.get("note")).kind != "empty"


def missing(sheet: Sheet, context: Context, there: set[str]) -> list[Question]:
    """The questions that the form asked and that are not in the file."""
    size: Size | None = next((size for size in SIZES if size == sheet.stamp.get("size")), None)
    listed = sheet.stamp.get("questions", "").split()
    sent = sent_questions(context.session, context.catalog, context.candidate, size, listed) if size else ()
    asked = (q for q in sent if not is_outdated(sheet, q.id, context) and not is_added(sheet, q, context))
    return [q for q in asked if q.id not in there]


def _is_open_row(row: Question, context: Context) -> bool:
    """A row for what a bid may name besides: empty, it says nothing."""
    return is_price_row(row) and not is_known(row, context)
