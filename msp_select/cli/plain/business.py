"""The questions about the business, and what matters."""

from __future__ import annotations

from decimal import Decimal

import click

from msp_select.cli.plain.answer_prompts import PROMPTS, tell_answers, tell_how
from msp_select.cli.plain.prompts import ask, choose, counted, tell
from msp_select.cli.rank import ranking_lines
from msp_select.decision.business.downtime import standstill_hour
from msp_select.decision.business.rounds import (
    ROUNDS,
    Round,
    asked_in_round,
    can_be_worked_out,
    helpers_asked,
    open_in_next_round,
    open_in_round,
)
from msp_select.decision.weighting.resolved_weights import price_moved, resolve_weights
from msp_select.model.answer_checks import business_fault, left_out_faults
from msp_select.model.answer_kinds import KINDS
from msp_select.model.business import BusinessQuestion
from msp_select.model.edits import set_business, set_pillar_weight, set_weights, toggle_pillar
from msp_select.model.number_text import grouped, typed_number
from msp_select.model.session import BusinessValue, Session
from msp_select.open_session import OpenSession
from msp_select.phrases.en.business_rounds import GO_ON, WORK_OUT, answer_more, hour_from_answers, round_ended
from msp_select.phrases.en.typed_numbers import Wanted
from msp_select.phrases.en.wanted_numbers import wanted_of_business
from msp_select.phrases.en.weighting import profile_in_words, step_sentence
from msp_select.phrases.en.words import uncapital


def walk_business(work: OpenSession) -> None:
    """The questions about the business, round by round, from the first that has an open one."""
    for number in ROUNDS:
        later = open_in_next_round(work.session, work.catalog, number)
        if number != ROUNDS[-1] and not open_in_round(work.session, work.catalog, number) and later:
            continue  # it is done: go on where something is open
        if not _ask_round(work, number):
            return
        more = open_in_next_round(work.session, work.catalog, number)
        tell(round_ended(number, more))
        if not more or choose("Now", [("g", GO_ON), ("a", answer_more(more))], default="g") == "g":
            return


def _ask_round(work: OpenSession, number: Round) -> bool:
    """Every question of a round, from the first without an answer; False where the menu was wanted."""
    questions = asked_in_round(work.session, work.catalog, number)
    at = next((k for k, q in enumerate(questions) if q.id not in work.session.business), 0)
    while 0 <= at < len(questions):
        step = _ask_one(work, questions[at], f"Question {at + 1} of {len(questions)}")
        if step is None:
            return False
        at += step
        questions = asked_in_round(work.session, work.catalog, number)  # an answer may ask for more
    return at >= 0


def _ask_one(work: OpenSession, question: BusinessQuestion, progress: str) -> int | None:
    click.echo()
    tell(f"{progress} - Your business")
    tell(question.text)
    tell(question.why)
    wanted = wanted_of_business(question, work.session, work.catalog)
    tell_answers(question)
    tell_how(question, wanted)
    works_out = can_be_worked_out(question, work.session)
    more = f", w {uncapital(WORK_OUT)}" if works_out else ""
    tell(f"You can skip this: Enter goes on. b back, m menu{more}")
    if (now := work.session.business.get(question.id)) is not None:
        tell(f"Now: {_in_words(question, now, wanted)}")
    while True:
        typed = ask("Answer")
        if typed in ("", "m", "b"):
            return {"": 1, "m": None, "b": -1}[typed]
        if typed == "w" and works_out:
            return _work_out(work)
        value = PROMPTS[question.kind].read(question, typed, wanted)
        if value is None and KINDS[question.kind].figure:
            continue  # what is wrong with the number was said
        fault = f'"{typed}" is not an answer here' if value is None else business_fault(question, value)
        if value is not None and fault is None:
            _take(work, question, value)
            return 1
        tell(f"{fault}.")


def _work_out(work: OpenSession) -> int | None:
    """What the hour of standstill can be worked out from, and what it comes to; back at the first: 0."""
    at = 0
    while 0 <= at < len(helpers := helpers_asked(work.session, work.catalog)):
        step = _ask_one(work, helpers[at], f"Working it out, {at + 1} of {len(helpers)}")
        if step is None:
            return None
        at += step
    if at > 0 and (hour := standstill_hour(work.session, work.catalog)) is not None:
        tell(hour_from_answers(hour, work.session.currency))
    return min(max(at, 0), 1)


def _take(work: OpenSession, question: BusinessQuestion, value: BusinessValue) -> None:
    _change(work, set_business(work.session, question.id, value), question.text)
    resolved = resolve_weights(work.session, work.catalog)
    for step in resolved.steps:
        if step.question == question.id:
            tell(f"This moves: {step_sentence(step, work.catalog)}.")
    for note in resolved.notes:
        if note.question == question.id:
            tell(note.sentence)


def _in_words(question: BusinessQuestion, value: BusinessValue, wanted: Wanted) -> str:
    if listed := question.listed:
        chosen = (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()
        return "; ".join(listed.get(key, key) for key in chosen)
    if isinstance(value, Decimal):
        return f"{grouped(value, wanted.currency)} {wanted.after(value)}".strip()
    return str(value)


def walk_weights(work: OpenSession) -> None:
    """Choose a profile, or give a pillar a weight of one's own."""
    while True:
        resolved = resolve_weights(work.weighed, work.catalog)
        decided = resolve_weights(work.session, work.catalog).pillars
        click.echo()
        profile = work.catalog.profile(resolved.profile)
        assert profile is not None
        tell(f"Profile {''.join(profile_in_words(profile, price_moved(work.weighed, work.catalog)))}")
        for pillar in work.catalog.questionnaires:
            own = ", your own figure" if pillar.id in work.weighed.weights.pillars else ""
            was = f", decided: {decided[pillar.id]:.0f}" if work.trial is not None else ""
            tell(f"{pillar.title}: {resolved.pillars[pillar.id]:.0f} percent of 100{own}{was}")
        actions = [
            ("1", "Choose a profile"),
            ("2", "Set one weight"),
            ("3", "Leave a part out, or take it in"),
        ]
        if work.trial is not None:
            tell("These weights are on trial; nothing is kept yet.")
            for line in ranking_lines(work.evaluation(of=work.weighed), bars=False):
                click.echo(line)
            actions += [("4", "Keep them, and say why"), ("5", "Back to what was decided")]
        key = choose("What matters", [*actions, ("m", "Menu")])
        if key == "m":
            work.try_weights(None)
            return
        if key == "4":
            _change(work, work.weighed, work.trial_of)
        elif key == "5":
            work.try_weights(None)
        elif key == "1":
            profiles = work.catalog.profiles
            picked = choose("Profile", counted([f"{p.title}: {p.summary}" for p in profiles]))
            profile = profiles[int(picked) - 1]
            _weigh(work, set_weights(work.weighed, profile=profile.id), f"profile {profile.title}")
        elif key == "2":
            _set_one(work)
        else:
            _leave_out(work)


def _leave_out(work: OpenSession) -> None:
    whole, out = work.catalog.whole, work.catalog.left_out(work.session.weights)
    words = [f"{p.title}: {'left out' if p.id in out else 'taken in'}" for p in whole.questionnaires]
    pillar = whole.questionnaires[int(choose("Which", counted(words))) - 1]
    session = toggle_pillar(work.session, whole, pillar.id)
    if fault := next(left_out_faults(session.weights, whole), None):
        tell(f"It stays: {fault.what}.")
        return
    done = "left out" if pillar.id in whole.left_out(session.weights) else "taken in"
    _change(work, session, f"{pillar.title} {done}")


def _set_one(work: OpenSession) -> None:
    pillars = work.catalog.questionnaires
    pillar = pillars[int(choose("Which", counted([pillar.title for pillar in pillars]))) - 1]
    typed = ask("Percent, 0 to 100 (Enter takes your figure back)")
    number = typed_number(typed) if typed else None
    if typed and (number is None or number > 100):
        tell(f'"{typed}" is not a percentage from 0 to 100.')
        return
    percent = None if number is None else float(number)
    _weigh(work, set_pillar_weight(work.weighed, pillar.id, percent), f"weight of {pillar.title}")


def _weigh(work: OpenSession, session: Session, what: str) -> None:
    """Take other weights; once prices have been seen they are only tried."""
    if work.trial is not None or work.may_be_tried(session):
        work.try_weights(session, what)
    else:
        _change(work, session, what)


def _change(work: OpenSession, session: Session, what: str) -> None:
    """Once prices have been seen, a change of weights says why; without a reason nothing is changed."""
    why = ""
    if work.needs_reason(session):
        why = ask("Prices have been seen. Why change the weights now (Enter alone leaves them)")
        if not why:
            tell("Left as it was.")
            return
    work.change(session, what, why=why)
