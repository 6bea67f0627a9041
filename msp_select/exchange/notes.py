"""What a reader of the account should know besides the rows: versions, empty and missing rows."""

from __future__ import annotations

from collections.abc import Iterator

from msp_select.decision.cost.choices import is_by_unit
from msp_select.decision.cost.fee_words import quoted_fee
from msp_select.exchange.columns import Sheet, is_left_out, row_id
from msp_select.exchange.form import sent_questions, stamp
from msp_select.exchange.judging import Context, Judged, is_known
from msp_select.exchange.received import Item
from msp_select.exchange.wording import cell_text, folded, listed
from msp_select.model.fields import SIZES, Size
from msp_select.model.questionnaire import Question


def notes_of(sheet: Sheet, context: Context, judged: list[tuple[Judged, Item]]) -> Iterator[str]:
    """What a reader of the account should know besides the rows."""
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
    questions = context.catalog.questions
    empty = [item for kind, item in judged if kind == "blank"]
    kept = [item.short for item in empty if is_known(questions[item.question], context)]
    blank = [item.short for item in empty if not is_known(questions[item.question], context)]
    if kept:
        yield f"Left empty, so what you have stays: {listed(kept)}."
    if blank:
        yield f"Not answered: {listed(blank)}."
    if gone := missing(sheet, context, {item.question for _, item in judged}):
        yield f"Rows of the form that are not in the file: {listed([question.short for question in gone])}."
    if left_out := sum(is_left_out(row_id(sheet, row), context.catalog) for row in sheet.rows):
        rows = "1 row is" if left_out == 1 else f"{left_out} rows are"
        yield f"{rows} about what is left out of this selection, and not read."
    sealed = context.session.settings.sealed
    if sealed and any(_price_note(sheet, item) for _, item in judged if item.amount is not None):
        yield "Notes beside prices stay in the file while prices are sealed."
    fees = [item.amount for _, item in judged if item.amount is not None and _is_monthly(item, context)]
    bid = context.candidate.bid
    if fees and bid is not None and is_by_unit(bid):
        summed = quoted_fee(bid.model_copy(update={"monthly": fees[-1]}), context.session, context.catalog)
        yield (
            "The bid has prices for each unit too, and the monthly fee is added to them: if it is the same "
            f"money, take one of the two out of the bid.{'' if sealed else f' {summed}.'}"
        )


def _price_note(sheet: Sheet, item: Item) -> bool:
    row = next(row for row in sheet.rows if row.number == item.row)
    return row.cell(sheet.at.get("note")).kind != "empty"


def missing(sheet: Sheet, context: Context, there: set[str]) -> list[Question]:
    """The questions that the form asked and that are not in the file."""
    size: Size | None = next((size for size in SIZES if size == sheet.stamp.get("size")), None)
    sent = sent_questions(context.catalog, context.candidate, size) if size else ()
    return [q for q in sent if q.id not in there]


def _is_monthly(item: Item, context: Context) -> bool:
    return context.catalog.questions[item.question].bid_field == "monthly"
