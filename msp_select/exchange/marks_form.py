"""What one evaluator is asked, and the form for it as a small TOML file that explains itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

import tomli_w

from msp_select.decision.scoring.problem import scored_questions
from msp_select.decision.scoring.redaction import Viewer, seen
from msp_select.decision.weighting.resolved_weights import resolve_weights
from msp_select.model.candidate import Answer, Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.conditions import Conditions
from msp_select.model.evaluator import Evaluator, Mark
from msp_select.model.questionnaire import Question, Questionnaire
from msp_select.model.session import Session


def with_tokens(session: Session) -> Session:
    """The session with a random token for each candidate; itself where all have one."""
    if all(candidate.token for candidate in session.candidates):
        return session
    candidates = tuple(
        candidate if candidate.token else candidate.model_copy(update={"token": token_hex(4)})
        for candidate in session.candidates
    )
    return session.model_copy(update={"candidates": candidates})


@dataclass(frozen=True)
class Place:
    """One thing to mark: a question about a candidate, as the person may see it, with the mark it has."""

    candidate: str
    name: str
    question: Question
    text: str
    mark: Mark | None


@dataclass(frozen=True)
class ToMark:
    """What one person is asked: `head` is what the form says of itself, `pillars` what each may weigh."""

    evaluator: Evaluator
    title: str
    head: Mapping[str, Any]
    pillars: tuple[Questionnaire, ...]
    places: tuple[Place, ...]


def to_mark(session: Session, catalog: Catalog, evaluator: Evaluator) -> ToMark:
    """Every question asked of the owner, each candidate in turn, with this person's marks alone.

    Where names are hidden, they are hidden in it too, and the session must be one `with_tokens`.
    """
    shown = seen(session, catalog, Viewer("evaluator", one=evaluator.id, ids=True))
    questions = scored_questions(session, catalog, resolve_weights(session, catalog))
    asked = [question for question in questions if question.asked_of == "owner"]
    tokens = " ".join(candidate.token for candidate in session.candidates)
    assert not session.settings.blind or len(tokens.split()) == len(session.candidates)
    head = {
        "schema": 1,
        "kind": "marks",
        "session": shown.title,
        "created": session.created,
        "evaluator": evaluator.id,
        "name": evaluator.name,
    } | ({"hidden": tokens} if session.settings.blind else {})
    conditions, places = Conditions.of(session, catalog), []
    for known, candidate in zip(session.candidates, shown.candidates, strict=True):
        whom = _asked_about(known, evaluator, blind=session.settings.blind)
        for question in asked:
            mark = evaluator.marks.get(known.id, {}).get(question.id)
            # What was marked before it was put out of the question is kept.
            if mark is not None or conditions.may_apply(question, whom):
                text = _one_line(question.text_to(whom.kind))
                places.append(Place(candidate.id, candidate.name, question, text, mark))
    return ToMark(evaluator, shown.title, head, tuple(catalog.questionnaires), tuple(places))


def marks_form(session: Session, catalog: Catalog, evaluator: Evaluator) -> bytes:
    """The form for one person as TOML."""
    return marks_bytes(to_mark(session, catalog, evaluator))


def marks_bytes(form: ToMark) -> bytes:
    """The same with what it holds already."""
    return (marks_head(form) + "".join(_pillars(form)) + "".join(map(_marked, form.places))).encode()


def marks_head(form: ToMark) -> str:
    """How the form begins: how to fill it in, what it says of itself, and where the weights stand."""
    return (
        f"# Marks of {form.evaluator.name} for: {form.title}\n"
        "# Put your answer between the quotes behind value = and save. Leave empty what you cannot judge.\n"
        "# Then send this file back. Please do not compare marks with the others before all are in.\n"
        f"{tomli_w.dumps(dict(form.head))}\n"
        "# If you like: what should count how much, in percent. Take away the # and write a number.\n"
        "[pillars]\n"
    )


def _pillars(form: ToMark) -> Iterator[str]:
    for pillar in form.pillars:
        weight = form.evaluator.pillars.get(pillar.id)
        yield f"# {pillar.id} =\n" if weight is None else f"{pillar.id} = {weight:g}\n"


def _marked(place: Place) -> str:
    # What a person has written stays as it was written, or it would come back as another note.
    mark = place.mark
    said = {"value": "" if mark is None else mark.value, "note": mark.note if mark else ""}
    return marks_question(place) + tomli_w.dumps(said)


def _asked_about(candidate: Candidate, evaluator: Evaluator, *, blind: bool) -> Candidate:
    """The candidate as it has answered, and been marked; while names are hidden its kind would tell one."""
    own = {key: Answer(value=mark.value) for key, mark in evaluator.marks.get(candidate.id, {}).items()}
    kind = "provider" if blind else candidate.kind
    return candidate.model_copy(update={"answers": candidate.answers | own, "kind": kind})


def marks_question(place: Place) -> str:
    """A question in the form, down to where its answer stands."""
    question = place.question
    lines = ["", f"# {place.name}: {place.text}"]
    lines += [f'#   "{level.id}": {_one_line(level.label)}' for level in question.levels]
    if not question.levels:
        within = f", {question.range[0]} to {question.range[1]}" if question.range else ""
        lines.append(f"#   a number of {question.unit}{within}, without quotes")
    if question.none is not None:
        lines.append(f'#   "none": {_one_line(question.none.label)}')
    return "\n".join([*lines, f"[marks.{place.candidate}.{question.id}]", ""])


def _one_line(text: str) -> str:
    return " ".join(text.split())
