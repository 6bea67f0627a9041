"""One row of a returned form held against its question and what is known: taken, or refused and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from msp_select.exchange.answer_cells import answer_cell
from msp_select.exchange.cell_values import Refusal, offer_of, words_of
from msp_select.exchange.entry import Context, Entry, Judged
from msp_select.exchange.form_labels import COLUMNS, chosen, instead, labels_of, note_text, plain_figure
from msp_select.exchange.judging_terms import judged_figure
from msp_select.exchange.price_rows import figure_of, is_price_row
from msp_select.exchange.receipt import Item
from msp_select.model.answer_checks import answer_fault
from msp_select.model.candidate import Answer
from msp_select.model.questionnaire import Question
from msp_select.model.scalars import MAX_TEXT, Evidence, shown
from msp_select.phrases.en.labels import GRADES, STATES


@dataclass(frozen=True)
class _Said:
    """What a bidder writes beside an answer: the proof offered, where it is more than this sheet; a note."""

    offer: Evidence | None
    bidder: str


def judge(entry: Entry, context: Context) -> tuple[Judged, Item]:
    """What becomes of one row."""
    question = entry.question
    item = Item(entry.row, entry.answer.ref, question.id, question.short)
    try:
        offer = offer_of(entry.evidence)
        note = words_of(entry.note, "note")
        other = _instead(entry)
        if entry.answer.kind == "empty" and other is None:
            if note or offer:
                lone = "there is a note but no answer, and no reason for none"
                raise Refusal(f"row {entry.row}", lone, hidden=lone)
            return "blank", item
        if entry.answer.kind != "empty" and other is not None:
            both = (
                f"there is an answer, and {shown(entry.instead.text.strip())} beside it; expected one of them"
            )
            raise Refusal(entry.instead.ref, both)
        if other is not None and is_price_row(question):
            lone = "this row needs no reason; expected it empty where it is no part of the offer"
            raise Refusal(entry.instead.ref, lone, hidden=lone)
        if question.bid_field and other is None:
            return judged_figure(entry, context, item, offer, note)
        said = _Said(None if offer == "written" else offer, note)
        return _answered(entry, context, item, _value(entry, context, other), said)
    except Refusal as refusal:
        if context.hides(question):
            return "refused", replace(item, cell=refusal.cell, reason=refusal.hidden)
        return "refused", replace(item, cell=refusal.cell, reason=refusal.reason, readings=refusal.readings)


def left_blank(item: Item) -> Item:
    """The row of a form that came back without an answer: asked, and not answered."""
    answer = Answer(state="unknown", blank=True)
    return replace(item, said=STATES["unknown"].words, answer=answer)


def is_known(question: Question, context: Context) -> bool:
    """Whether the session has an answer or a figure there."""
    return question.id in context.candidate.answers or figure_of(context.candidate.bid, question) is not None


def described(question: Question, answer: Answer, context: Context) -> str:
    """An answer in words; only that there is a price while prices are sealed."""
    if answer.state != "answered":
        return STATES[answer.state].words
    if context.hides(question):
        return "a price"
    if isinstance(answer.value, Decimal):
        return plain_figure(answer.value, question, context.session.currency)
    return (instead(question) | labels_of(question)).get(str(answer.value), str(answer.value))


def _instead(entry: Entry) -> str | None:
    """What was chosen where there is no answer: a state, or "none"."""
    if entry.instead.kind == "empty":
        return None
    words = instead(entry.question)
    found = chosen(words, words_of(entry.instead, "instead"))
    if found is None:
        listed = "; ".join(words.values())
        raise Refusal(entry.instead.ref, f"{shown(entry.instead.text.strip())} is none of: {listed}")
    return found


def _value(entry: Entry, context: Context, other: str | None) -> Decimal | str:
    """A number, a level's id, "none" or a state."""
    if other is not None:
        return other
    found: Decimal | str = answer_cell(entry.question).read(entry.answer, entry.question, context)
    return found


def _answered(
    entry: Entry, context: Context, item: Item, value: Decimal | str, said: _Said
) -> tuple[Judged, Item]:
    question, before = entry.question, context.candidate.answers.get(entry.question.id)
    noted = {"note": before.note if before else "", "offer": said.offer, "bidder": said.bidder}
    if value in ("unknown", "refused", "not_applicable"):
        _no_price_yet(entry, context)
        answer = _without_value(entry, str(value), noted, before)
    else:
        answer = Answer.model_validate({"value": value, "evidence": "written", **noted})
        if fault := answer_fault(question, answer):
            raise Refusal(entry.answer.ref, fault, hidden="the figure is outside what the question allows")
    item = replace(item, said=described(question, answer, context), answer=answer)
    if before is None:
        return "accepted", item
    return _against(before, entry, context, item, answer)


def _without_value(entry: Entry, state: str, noted: Mapping[str, Any], before: Answer | None) -> Answer:
    if state != "not_applicable":
        return Answer.model_validate({"state": state, **noted})
    known = before.reason if before and before.state == "not_applicable" else ""
    if not noted["bidder"]:
        why = f'"{STATES["not_applicable"].words}" needs its reason in the column "{COLUMNS["note"]}"'
        raise Refusal(entry.note.ref, why, hidden=why)
    reason = known if note_text(known) == noted["bidder"] else noted["bidder"]
    return Answer.model_validate({"state": state, **noted, "reason": reason, "bidder": ""})


def _against(
    before: Answer, entry: Entry, context: Context, item: Item, answer: Answer
) -> tuple[Judged, Item]:
    """The new answer beside the one that is known."""
    question = entry.question
    grade = before.evidence or question.evidence_for(context.candidate.kind)
    same = (before.state, before.value, before.reason) == (answer.state, answer.value, answer.reason)
    was = described(question, before, context)
    if same and before.state == "answered" and grade != "said":
        proof = {"evidence": before.evidence, "filed": before.filed, "aged": before.aged}
        answer = answer.model_copy(update=proof)
    if same:
        kept = {"by": before.by, "dated": before.dated, "confirmed": before.confirmed}
        answer = answer.model_copy(update=kept)
    if same and _same_note(before, answer) and (before.state != "answered" or grade != "said"):
        return "unchanged", replace(item, answer=None)
    if same:
        now = "the note is another one" if grade != "said" or before.state != "answered" else "now in writing"
        return "changed", replace(item, before=f"the same; {now}", answer=answer)
    what = GRADES[grade].owner_has
    if before.state == "answered" and what:  # what the owner knows is not undone by a claim
        cell = entry.answer if entry.answer.kind != "empty" else entry.instead
        better = f'says "{item.said}", but you have {what}: "{was}"; change it yourself if they are right'
        raise Refusal(cell.ref, better, hidden=better)
    weaker = f", {GRADES[grade].words}" if grade == "contract" and before.state == "answered" else ""
    if before.note:  # it was written beside the other answer, and says so from now on
        answer = answer.model_copy(update={"note": f"When the answer was: {was}\n{before.note}"[:MAX_TEXT]})
    return "changed", replace(item, before=was + weaker, answer=answer)


def _same_note(before: Answer, answer: Answer) -> bool:
    return (before.offer, note_text(before.bidder)) == (answer.offer, answer.bidder)


def _no_price_yet(entry: Entry, context: Context) -> None:
    if figure_of(context.candidate.bid, entry.question) is not None:
        there = "the bid already has this figure; take it out of the bid first if it no longer holds"
        raise Refusal(entry.instead.ref, there, hidden=there)
