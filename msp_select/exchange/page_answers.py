"""What was filled in on a served page, as the form that would have come back as a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from pydantic import ValidationError

from msp_select.exchange.form import Form, Line, with_nothing_known
from msp_select.exchange.form_csv import csv_bytes
from msp_select.exchange.form_labels import MADE_WITH, OFFERS, PAGE, choices, instead
from msp_select.exchange.marks_form import Place, ToMark
from msp_select.exchange.marks_workbook import PILLAR, WEIGHT
from msp_select.exchange.read_form import read_answers
from msp_select.model.answer_checks import answer_fault
from msp_select.model.candidate import Answer
from msp_select.model.catalog import Catalog
from msp_select.model.evaluator import Mark
from msp_select.model.questionnaire import Question
from msp_select.model.session import Session

PARTS = ("answer", "instead", "evidence", "note")
Answers = Mapping[str, Mapping[str, str]]
"""What was filled in, by question; each part in the words or ids of the page."""


def form_with(form: Form, answers: Answers) -> Form:
    """The bidder's form with these answers; its stamp says that it was filled in on a page."""
    return replace(
        form,
        lines=tuple(_with(line, answers) for line in form.lines),
        prices=tuple(_with(line, answers) for line in form.prices),
        stamp={**form.stamp, MADE_WITH: PAGE},
    )


def answer_faults(form: Form, answers: Answers, session: Session, catalog: Catalog) -> dict[str, str]:
    """What `receive` would refuse, by question, held against a bidder of whom nothing is known.

    Held against the real one, the refusals would quote what the owner has seen or had confirmed.
    """
    assert form.candidate is not None
    blank = with_nothing_known(session, form.candidate.id)
    data = csv_bytes(form_with(form, answers))
    told = read_answers(data, "answers.csv", blank, catalog, form.candidate.id)
    return {item.question: item.reason for item in told.refused}


def marks_with(form: ToMark, answers: Answers) -> tuple[ToMark, dict[str, str]]:
    """The evaluator's form with these marks, and what is wrong with the others, by question."""
    places, pillars, faults = [], dict[str, float](), dict[str, str]()
    for place in form.places:
        key = f"{place.candidate}/{place.question.id}"
        mark, fault = _mark(place, answers.get(key, {}))
        places.append(replace(place, mark=mark))
        if fault:
            faults[key] = fault
    for pillar in form.pillars:
        key = f"{PILLAR}/{pillar.id}"
        if text := answers.get(key, {}).get("answer", "").strip():
            value, fault = _value(WEIGHT, text)
            if fault:
                faults[key] = fault
            else:
                pillars[pillar.id] = float(value)
    person = form.evaluator.model_copy(update={"pillars": pillars})
    return replace(form, places=tuple(places), evaluator=person), faults


def _with(line: Line, answers: Answers) -> Line:
    said = answers.get(line.question.id)
    if said is None:
        return line
    answer, other, evidence = (said.get(part, "") for part in PARTS[:3])
    return replace(
        line,
        answer=choices(line.question).get(answer, answer) or None,
        instead=instead(line.question).get(other, other),
        evidence=OFFERS.get(evidence, evidence),
        note=said.get("note", ""),
    )


def _mark(place: Place, said: Mapping[str, str]) -> tuple[Mark | None, str]:
    text, note = said.get("answer", "").strip() or said.get("instead", ""), said.get("note", "")
    if not text:
        return None, "There is a note but no answer." if note.strip() else ""
    value, fault = _value(place.question, text)
    if fault:
        return None, fault
    try:
        return Mark(value=value, note=note), ""
    except ValidationError:
        return None, "The note is too long."


def _value(question: Question, text: str) -> tuple[Decimal | str, str]:
    """A level, "none" or a number, and what is wrong with it."""
    value: Decimal | str = text
    if not question.levels and text != "none":
        try:
            value = Decimal(text)
        except InvalidOperation:
            return text, "Please write digits alone, with a point for decimals."
        if not value.is_finite():
            return text, "Please write digits alone, with a point for decimals."
    try:
        return value, answer_fault(question, Answer(value=value)) or ""
    except ValidationError:
        return text, "That is not one of the answers."
