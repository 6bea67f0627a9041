"""The questions about each candidate, one after the other."""

from __future__ import annotations

from decimal import Decimal

import click

from msp_select.cli.plain.answer_prompts import PROMPTS, tell_answers, tell_how
from msp_select.cli.plain.numbers import number_meant
from msp_select.cli.plain.prompts import ask, choose, counted, tell
from msp_select.decision.advice.owners_part import owners_part, who_can_answer
from msp_select.decision.weighting.resolved_weights import resolve_weights
from msp_select.model.answer_checks import answer_fault
from msp_select.model.answer_kinds import KINDS
from msp_select.model.candidate import Answer, Candidate, CandidateKind
from msp_select.model.edits import set_answer, set_bid, set_to_ask, with_fields
from msp_select.model.number_text import grouped
from msp_select.model.questionnaire import Question
from msp_select.model.scalars import STATED, Evidence
from msp_select.model.session import AnswersBy
from msp_select.model.sheets import is_asked_how
from msp_select.open_session import OpenSession
from msp_select.phrases.en.answers import answer_in_words, must_be, must_be_why, what_follows
from msp_select.phrases.en.bidders import CHOSEN, HOW, ROADS, TYPE_IN, the_others, who_answers
from msp_select.phrases.en.labels import ASK_THEM, DO_YOU_AGREE, ENTERED_SEALED, STATES, TO_ASK
from msp_select.phrases.en.typed_numbers import Wanted
from msp_select.phrases.en.wanted_numbers import wanted_of_question
from msp_select.ui.progress import asked_questions, is_settled
from msp_select.ui.question_stops import SHEET, by_sheet, on_sheet, question_ids

HELP = (
    f"{', '.join(f'{name.key} {name.words}' for name in (*STATES.values(), ASK_THEM))}, "
    "? document and warning sign, b back, Enter on, m menu"
)


def walk_questions(work: OpenSession) -> None:
    """All questions for one candidate, from the first that is not settled."""
    session = work.session
    if not session.candidates:
        tell("There is no candidate yet: add one first.")
        return
    if is_asked_how(session):
        _ask_how(work)
    choices = counted([candidate.name for candidate in work.shown.candidates])
    at = int(choose("Whose answers", choices)) - 1 if len(choices) > 1 else 0
    _ask_all(work, session.candidates[at].id)


def _ask_how(work: OpenSession) -> None:
    tell(who_answers(who_can_answer(work.session, work.catalog)))
    roads: list[AnswersBy] = list(ROADS)
    by = roads[int(choose(HOW, counted(list(ROADS.values())))) - 1]
    work.change(with_fields(work.session, answers_by=by), CHOSEN[by])


def _ask_all(work: OpenSession, candidate_id: str) -> None:
    """All questions in a row; where a sheet asks most of them, what is the owner's first, and then a stop."""
    ids = question_ids(work, candidate_id)
    if SHEET in ids and not _ask_some(work, candidate_id, first=True):
        return
    if SHEET in ids:
        one = work.shown.candidate(candidate_id)
        sheet = one.sheets[-1] if one.sheets else None
        tell(the_others(len(on_sheet(work.session, work.catalog, one, sheet)), one.name))
        if choose("Now", [("m", "Menu"), ("t", TYPE_IN)], default="m") == "m":
            return
    if _ask_some(work, candidate_id, first=False):
        tell("That was the last question.")


def _ask_some(work: OpenSession, candidate_id: str, *, first: bool) -> bool:
    """What is the owner's `first`, or the others; False where the menu was wanted."""
    questions = _some(work, candidate_id, first=first)
    candidate = work.session.candidate(candidate_id)
    open_ones = (
        k for k, q in enumerate(questions) if not is_settled(candidate, q) and q.id not in candidate.to_ask
    )
    at = next(open_ones, 0)
    while 0 <= at < len(questions):
        step = _ask_one(work, candidate, questions[at], f"Question {at + 1} of {len(questions)}")
        if step is None:
            return False
        at += step
        candidate = work.session.candidate(candidate_id)
        questions = _some(work, candidate_id, first=first)  # an answer may ask for more
    return at >= 0


def _some(work: OpenSession, candidate_id: str, *, first: bool) -> tuple[Question, ...]:
    candidate = work.session.candidate(candidate_id)
    own = owners_part(work.session, work.catalog, candidate) if by_sheet(work.session, candidate) else ()
    others = (q for q in asked_questions(work.session, work.catalog, candidate) if q not in own)
    return own if first else tuple(others)


def _ask_one(work: OpenSession, candidate: Candidate, question: Question, progress: str) -> int | None:
    """Ask until there is an answer or the user moves on: 1 forward, -1 back, None to the menu."""
    _show(work, work.shown.candidate(candidate.id), question, progress)
    while True:
        typed = ask("Answer").lower()
        if typed in ("", "m", "b"):
            return {"": 1, "m": None, "b": -1}[typed]
        if typed == "?":
            tell(f"Ask for: {question.evidence}")
            tell(f"Watch for: {question.red_flag}")
            continue
        if typed == ASK_THEM.key:
            _mark_to_ask(work, candidate, question)
            return 1
        if question.bid_field:
            fault = _take_figure(work, candidate, question, typed)
        else:
            fault = _take_answer(work, candidate, question, typed)
        if fault is None:
            return 1
        if fault:
            tell(fault)


def _wanted(work: OpenSession, candidate_id: str, question: Question) -> Wanted:
    return wanted_of_question(question, work.session.candidate(candidate_id).bid, work.session, work.catalog)


def _show(work: OpenSession, candidate: Candidate, question: Question, progress: str) -> None:
    pillar = work.catalog.pillar_of[question.id]
    click.echo()
    tell(f"{progress} - {pillar.title} - {candidate.name}")
    tell(question.text_to(candidate.kind))
    tell(question.why)
    tell_answers(question)
    tell_how(question, _wanted(work, candidate.id, question), question.none.label if question.none else "")
    weights = resolve_weights(work.session, work.catalog)
    if (rule := weights.must_haves.get(question.id)) is not None:
        tell(must_be(question, rule))
        if why := must_be_why(weights.switched_on_by(question.id)):
            tell(why)
    tell(HELP)
    if (answer := candidate.answers.get(question.id)) is not None:
        tell(f"Now: {answer_in_words(question, answer)}")
    elif question.id in candidate.to_ask:
        note = candidate.to_ask[question.id]
        tell(f"Now: {TO_ASK}{f' ({note})' if note else ''}")
    elif work.shown.settings.sealed and is_settled(work.session.candidate(candidate.id), question):
        tell(f"Now: {ENTERED_SEALED}")
    elif question.bid_field and candidate.bid is not None:
        figure = getattr(candidate.bid, question.bid_field)
        now = "not stated" if figure is None else grouped(Decimal(figure), work.session.currency)
        tell(f"Now: {now}")


def _take_answer(work: OpenSession, candidate: Candidate, question: Question, typed: str) -> str | None:
    """Save what was typed as an answer, or say what is wrong with it."""
    before = candidate.answers.get(question.id)
    answer: Answer | None = None
    if typed in ("d", "r"):
        answer = Answer(state="unknown" if typed == "d" else "refused")
    elif typed == "x":
        reason = ask("Why doesn't it apply")
        if not reason:
            return "It needs a reason."
        own = candidate.kind == "in_house"  # of one's own people the owner speaks
        answer = Answer(state="not_applicable", reason=reason, confirmed=own or _agreed())
    else:
        value = _value(work, candidate, question, typed)
        if value is None:
            return "" if KINDS[question.kind].figure else f'"{typed}" is not an answer here.'
        answer = Answer(value=value, evidence=question.evidence_for(candidate.kind))
        if (fault := answer_fault(question, answer)) is not None:
            return f"{fault}."
        answer = Answer(value=value, evidence=_evidence(before, question, candidate.kind))
    if before is not None:
        answer = answer.model_copy(update=before.noted)
    note = ask("Note (Enter for none)")
    if note:
        answer = Answer.model_validate(dict(answer) | {"note": note})
    work.change(
        set_answer(work.session, candidate.id, question.id, answer),
        f"{question.short}, {work.shown.candidate(candidate.id).name}",
    )
    weights = resolve_weights(work.session, work.catalog)
    if follows := what_follows(question, answer.state, weights.evidence, work.session.settings.silence):
        tell(follows)
    return None


def _mark_to_ask(work: OpenSession, candidate: Candidate, question: Question) -> None:
    note = ask("Note (Enter for none)")
    session = set_to_ask(
        work.session, candidate.id, question.id, note or candidate.to_ask.get(question.id, "")
    )
    name = work.shown.candidate(candidate.id).name
    work.change(session, f"{question.short}, {name}")
    tell(ASK_THEM.hint.format(name=name))


def _agreed() -> bool:
    tell("Until you agree, it counts as not answered.")
    return choose(DO_YOU_AGREE, (("y", "yes"), ("n", "not yet")), default="n") == "y"


def _value(work: OpenSession, candidate: Candidate, question: Question, typed: str) -> Decimal | str | None:
    if typed == "none" and question.none is not None:
        return typed
    value = PROMPTS[question.kind].read(question, typed, _wanted(work, candidate.id, question))
    assert not isinstance(value, tuple)  # of several answers at once a provider is not asked
    return value


def _evidence(before: Answer | None, question: Question, kind: CandidateKind) -> Evidence:
    now = (before.evidence if before is not None else None) or question.evidence_for(kind)
    key = choose(
        "How do we know",
        counted(STATED),
        default=str(STATED.index(now) + 1 if now in STATED else len(STATED)),
    )
    return STATED[int(key) - 1]


def _take_figure(work: OpenSession, candidate: Candidate, question: Question, typed: str) -> str | None:
    """Save a figure of the bid, or say what is wrong with it."""
    number = number_meant(typed, _wanted(work, candidate.id, question))
    if number is None:
        return ""
    work.change(
        set_bid(work.session, candidate.id, {question.bid_field: number}),
        f"{question.short}, {work.shown.candidate(candidate.id).name}",
    )
    return None
