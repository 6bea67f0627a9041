"""What an evaluator's form brings back: held against the session, and taken in whole or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from msp_select.decision.panel.pseudonyms import hidden_id, hidden_names, letters
from msp_select.decision.scoring.redaction import Viewer, seen
from msp_select.exchange.form_labels import note_text
from msp_select.model.answer_checks import Fault, mark_faults
from msp_select.model.catalog import Catalog
from msp_select.model.edits import logged
from msp_select.model.evaluator import Evaluator, Mark, MarksForm
from msp_select.model.evaluator_edits import with_evaluator
from msp_select.model.session import Session


@dataclass(frozen=True)
class Conflict:
    """Two different things said by one person on one matter: what the session has, what the form brings."""

    where: str
    there: str
    incoming: str

    @property
    def sentence(self) -> str:
        """Both, side by side."""
        return f"{self.where}: the session has {self.there}, the form {self.incoming}"


@dataclass(frozen=True)
class Merged:
    """What a form changes: `session` is unchanged where there are conflicts and the form is not the newer.

    `new` and `same` count marks, `noted` those that are the same with a note where there was none; `replaced`
    counts conflicts settled for the form.
    """

    session: Session
    evaluator: Evaluator
    new: int
    same: int
    noted: int
    replaced: int
    conflicts: tuple[Conflict, ...]

    @property
    def account(self) -> str:
        """How many marks are new, the same, noted upon, replaced."""
        noted = f", {self.noted} the same with a new note" if self.noted else ""
        return f"{self.new} new, {self.same} the same{noted}, {self.replaced} replaced"

    @property
    def what(self) -> str:
        """The change in a few words."""
        return f"marks of {self.evaluator.name} taken in"

    def logged(self, at: dt.datetime, source: str, digest: str) -> Session:
        """The session with the taking in its log: the account, and which file it came from."""
        why = f"{self.account}; from {source}, SHA-256 {digest}"
        return logged(self.session, at, "marks_received", self.what, why)


def form_faults(session: Session, catalog: Catalog, form: MarksForm) -> tuple[Fault, ...]:
    """Everything that keeps a form from being taken: another session's, other candidates, wrong values."""
    shown = seen(session, catalog, Viewer(names=not form.hidden, ids=True))
    faults = list(_wrong_session(session, shown, form))
    if faults:
        return tuple(faults)
    called = dict(zip((c.id for c in session.candidates), (c.id for c in shown.candidates), strict=True))
    given = {called.get(key, key): marks for key, marks in _given(session, form).items()}
    return tuple(mark_faults((), form.pillars, given, shown, catalog))


def merge_marks(session: Session, form: MarksForm, *, newer: bool = False) -> Merged:
    """Take a form without faults into the session: whole or, where it conflicts and is not newer, not at all.

    An empty place of the form takes nothing away. Forms of several people give the same session in any order.
    """
    known = next((one for one in session.evaluators if one.id == form.evaluator), None)
    before = known or Evaluator(id=form.evaluator, name=form.name)
    conflicts = list(_conflicts_of_person(before, form))
    marks = {key: dict(given) for key, given in before.marks.items()}
    new = same = noted = 0
    blind = session.settings.blind
    for candidate, question, mark in _incoming(session, form):
        there = marks.get(candidate, {}).get(question)
        if there is None:
            new += 1
        elif _agree(there, mark):
            same, noted = (same, noted + 1) if mark.note and not there.note else (same + 1, noted)
            mark = there if there.note else mark
        else:
            name = hidden_names(session)[candidate] if blind else session.candidate(candidate).name
            conflicts.append(Conflict(f"{name}, {question}", _shown(there), _shown(mark)))
        marks.setdefault(candidate, {})[question] = mark
    if conflicts and not newer:
        return Merged(session, before, new, same, noted, 0, tuple(conflicts))
    fields: dict[str, Any] = {"marks": marks, "name": form.name}
    if form.pillars:
        fields["pillars"] = form.pillars
    after = Evaluator.model_validate(dict(before) | fields)
    return Merged(with_evaluator(session, after), after, new, same, noted, len(conflicts), tuple(conflicts))


def _incoming(session: Session, form: MarksForm) -> Iterator[tuple[str, str, Mark]]:
    for candidate, given in _given(session, form).items():
        for question, mark in given.items():
            yield candidate, question, mark


def _given(session: Session, form: MarksForm) -> dict[str, dict[str, Mark]]:
    """The marks by the ids of the session's candidates; what the form calls otherwise stays as it is."""
    return {_candidate_of(session, form, key): marks for key, marks in form.given.items()}


def _candidate_of(session: Session, form: MarksForm, key: str) -> str:
    by_token = {candidate.token: candidate.id for candidate in session.candidates}
    tokens = form.hidden.split()
    letters_of = {hidden_id(f"Provider {letters(at)}"): by_token[token] for at, token in enumerate(tokens)}
    return letters_of.get(key, key)


def _conflicts_of_person(before: Evaluator, form: MarksForm) -> Iterator[Conflict]:
    if before.name != form.name:
        yield Conflict(f"the name of {before.id}", f'"{before.name}"', f'"{form.name}"')
    if form.pillars and before.pillars and before.pillars != form.pillars:
        yield Conflict(f"{before.name}'s weights", _weights(before.pillars), _weights(form.pillars))


def _agree(there: Mark, incoming: Mark) -> bool:
    notes = [
        note_text(mark.note) for mark in (there, incoming) if mark.note
    ]  # a cell keeps no blanks around it
    return there.value == incoming.value and len(set(notes)) < 2


def _shown(mark: Mark) -> str:
    note = f' ("{mark.note[:80]}")' if mark.note else ""
    return f'"{mark.value}"{note}' if isinstance(mark.value, str) else f"{mark.value}{note}"


def _weights(pillars: Mapping[str, float]) -> str:
    return ", ".join(f"{pillar} {weight:g}" for pillar, weight in sorted(pillars.items()))


def _wrong_session(session: Session, shown: Session, form: MarksForm) -> Iterator[Fault]:
    if form.created != session.created or form.session not in (session.title, shown.title):
        yield Fault(
            ("session",),
            f'the form belongs to "{form.session}" begun on {form.created}, '
            f'not to "{session.title}" begun on {session.created}',
        )
    elif not set(form.hidden.split()) <= {candidate.token for candidate in session.candidates}:
        yield Fault(
            ("hidden",),
            "the candidates are no longer those whose letters stand in this form; write a new one",
        )
