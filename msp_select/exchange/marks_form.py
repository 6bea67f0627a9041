"""The form one evaluator fills in, as a small TOML file that explains itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from msp_select.decision.people.blinding import hidden_id, hidden_names, without_names
from msp_select.decision.problem import scored_questions
from msp_select.decision.profile import resolve_weights
from msp_select.model.catalog import Catalog
from msp_select.model.evaluator import Evaluator
from msp_select.model.questionnaire import Question
from msp_select.model.session import Session
from msp_select.model.slug import free_slug


def evaluator_of(session: Session, name: str) -> Evaluator:
    """The evaluator of that name or id; a new one, not yet in the session, where there is none."""
    for evaluator in session.evaluators:
        if name == evaluator.id or name.casefold() == evaluator.name.casefold():
            return evaluator
    return Evaluator(id=free_slug(name, {evaluator.id for evaluator in session.evaluators}), name=name)


def marks_form(session: Session, catalog: Catalog, evaluator: Evaluator) -> bytes:
    """The form for one person as TOML: every question asked of the owner, each candidate in turn.

    It holds this person's marks alone; where names are hidden, they are hidden in it too.
    """
    return ("\n".join(_form(session, catalog, evaluator)) + "\n").encode()


def fingerprint(session: Session, like: str = "") -> str:
    """How many candidates there are and a digest of who they are; of the first so many, as in `like`."""
    ids = [candidate.id for candidate in session.candidates]
    counted = like.partition("-")[0]
    first = ids[: int(counted)] if counted.isdecimal() and len(counted) < 6 else ids
    return f"{len(first)}-{sha256(' '.join(first).encode()).hexdigest()[:16]}"


def _form(session: Session, catalog: Catalog, evaluator: Evaluator) -> Iterator[str]:
    blind = session.settings.blind
    seen = without_names(session) if blind else session
    questions = scored_questions(session, catalog, resolve_weights(session, catalog))
    asked = [question for question in questions if question.asked_of == "owner"]
    yield f"# Marks of {evaluator.name} for: {seen.title}"
    yield "# Put your answer between the quotes behind value = and save. Leave empty what you cannot judge."
    yield "# Then send this file back. Please do not compare marks with the others before all are in."
    head = {
        "schema": 1,
        "kind": "marks",
        "session": seen.title,
        "created": session.created,
        "evaluator": evaluator.id,
        "name": evaluator.name,
    }
    yield from _pairs(head | ({"hidden": fingerprint(session)} if blind else {}))
    yield ""
    yield "# If you like: what should count how much, in percent. Take away the # and write a number."
    yield "[pillars]"
    for pillar in catalog.questionnaires:
        weight = evaluator.pillars.get(pillar.id)
        yield f"# {pillar.id} =" if weight is None else f"{pillar.id} = {weight:g}"
    names = hidden_names(session)
    for candidate in seen.candidates:
        key = hidden_id(names[candidate.id]) if blind else candidate.id
        for question in asked:
            yield ""
            yield from _question(question, candidate.name)
            yield f"[marks.{key}.{question.id}]"
            mark = evaluator.marks.get(candidate.id, {}).get(question.id)
            yield from _pairs(
                {"value": "" if mark is None else mark.value, "note": mark.note if mark else ""}
            )


def _question(question: Question, name: str) -> Iterator[str]:
    yield f"# {name}: {_one_line(question.text)}"
    for level in question.levels:
        yield f'#   "{level.id}": {_one_line(level.label)}'
    if question.kind == "number":
        within = f", {question.range[0]} to {question.range[1]}" if question.range else ""
        yield f"#   a number of {question.unit}{within}, without quotes"
    if question.none is not None:
        yield f'#   "none": {_one_line(question.none.label)}'


def _pairs(pairs: Mapping[str, Any]) -> Iterator[str]:
    import tomli_w

    yield from tomli_w.dumps(dict(pairs)).splitlines()


def _one_line(text: str) -> str:
    return " ".join(text.split())
