"""The bidder's form as data: the questions, what is known already, and what it was made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from hashlib import sha256

from msp_select import __version__
from msp_select.decision.advice.bidders_part import sent_questions
from msp_select.exchange.answer_cells import how_to_answer
from msp_select.exchange.form_labels import (
    FORM,
    FORMER_STATES,
    OFFERS,
    cell_text,
    choices,
    instead,
    labels_of,
    note_text,
)
from msp_select.exchange.price_rows import (
    figure_of,
    heading_of,
    in_cell,
    is_hidden_price,
    is_price_row,
    price_rows,
)
from msp_select.model.candidate import Answer, Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.conditions import Conditions, condition_in_words
from msp_select.model.letterhead import Letterhead, Own
from msp_select.model.questionnaire import Question
from msp_select.model.scalars import Size
from msp_select.model.session import Session
from msp_select.phrases.en.words import capital

# What a bidder must know of the business to answer. Budget and price range are never among it.
SHARED_WITH_BIDDERS = (
    "biz_users",
    "biz_devices",
    "biz_servers",
    "biz_sites",
    "biz_hours",
    "biz_regulated",
    "biz_main_apps",
    "biz_app_2",
    "biz_app_3",
)


@dataclass(frozen=True)
class Line:
    """One row of the form with what is known: exactly one of `answer` and `instead`, or neither.

    `how` says how to answer, and begins with the `condition` under which the question is asked at all.
    """

    question: Question
    heading: str
    how: str
    condition: str = ""
    answer: Decimal | str | None = None
    instead: str = ""
    evidence: str = ""
    note: str = ""


@dataclass(frozen=True)
class Form:
    """Everything in the form; `stamp` says what it was made from and is checked when it comes back.

    `lines` are the questions, `prices` the rows for what a bid may name besides; `own` is the letterhead of
    whoever sends it.
    """

    session: Session
    candidate: Candidate | None
    lines: tuple[Line, ...]
    prices: tuple[Line, ...]
    facts: tuple[tuple[str, str], ...]
    stamp: Mapping[str, str]
    own: Own | None = None

    @property
    def look(self) -> Letterhead:
        """The letterhead, or the usual look."""
        return self.own[0] if self.own else Letterhead()

    @property
    def logo(self) -> bytes:
        """The logo as PNG, or nothing."""
        return self.own[1] if self.own else b""


def form_of(
    session: Session,
    catalog: Catalog,
    candidate_id: str | None,
    size: Size,
    questions: Sequence[str] = (),
) -> Form:
    """The form for one candidate, or a blank one for any (KeyError if there is no such candidate).

    It has the questions of that size and what a bid may name besides, or `questions` alone, in their order.
    """
    candidate = session.candidate(candidate_id) if candidate_id else None
    asked = sent_questions(session, catalog, candidate, size, questions)
    conditions = Conditions.of(session, catalog)
    unfit = [q for q in catalog.limited if candidate is not None and not conditions.may_apply(q, candidate)]
    return Form(
        session=session,
        candidate=candidate,
        lines=tuple(_line(question, session, catalog, candidate) for question in asked),
        prices=()
        if questions
        else tuple(_line(row, session, catalog, candidate) for row in price_rows(catalog, asked, unfit)),
        facts=_facts(session, catalog),
        stamp=stamp(session, catalog, candidate_id or "", size, [q.id for q in asked] if questions else ()),
    )


def with_nothing_known(session: Session, candidate_id: str) -> Session:
    """The session as if nothing were known yet of that candidate: no answers, no bid.

    A form made from it is empty, and what it is held against tells nobody what the owner has found out.
    """
    candidates = tuple(
        Candidate(id=one.id, name=one.name, kind=one.kind) if one.id == candidate_id else one
        for one in session.candidates
    )
    return session.model_copy(update={"candidates": candidates})


def stamp(
    session: Session, catalog: Catalog, candidate_id: str, size: Size, questions: Sequence[str] = ()
) -> dict[str, str]:
    """What a form was made from: session, candidate, questionnaires with version and digest.

    `questions` where it asks those alone.
    """
    pillars = {pillar.id for pillar in catalog.questionnaires}
    listed = {"questions": " ".join(questions)} if questions else {}
    return (
        listed
        | {
            "form": FORM,
            "program": __version__,
            "title": cell_text(session.title),
            "created": session.created.isoformat(),
            "candidate": candidate_id,
            "size": size,
            "currency": session.currency,
            "vat": session.vat,
        }
        | {
            f"questionnaire {entry.id}": f"{entry.version} {entry.digest[:12]}"
            for entry in catalog.entries
            if entry.id in pillars
        }
    )


def fingerprint(question: Question) -> str:
    """What a bidder reads of a question, in eleven characters: another question has another one."""
    parts = (question.id, question.ask, question.kind, question.unit, str(question.range))
    words = (*labels_of(question).items(), *instead(question, FORMER_STATES).items())
    # The letter keeps a spreadsheet from reading 12e3456789 as a number.
    return "q" + sha256(repr((parts, words)).encode()).hexdigest()[:10]


def _line(question: Question, session: Session, catalog: Catalog, candidate: Candidate | None) -> Line:
    how = how_to_answer(question, session.currency, session.vat)
    condition = ""
    if question.only_if is not None:
        condition = f"{capital(condition_in_words(question, catalog))}."
        how = f"{condition} {how}"
    line = Line(question, _heading(question, catalog), how, condition)
    # A price that is written out here would be read by whoever sends the form.
    if candidate is None or (session.settings.sealed and is_hidden_price(question, catalog)):
        return line
    figure = figure_of(candidate.bid, question)
    answer = candidate.answers.get(question.id)
    if figure is not None:
        return replace(line, answer=in_cell(figure, question))
    return line if answer is None or answer.blank else _known(line, answer)


def _heading(question: Question, catalog: Catalog) -> str:
    if is_price_row(question):
        return heading_of(question)
    pillar = catalog.pillar_of[question.id]
    return f"{pillar.title}: {pillar.criterion(question.criterion).title}"


def _known(line: Line, answer: Answer) -> Line:
    value: Decimal | str | None = None
    other = ""
    if answer.state != "answered" or answer.value == "none":
        other = instead(line.question).get(answer.state if answer.state != "answered" else "none", "")
    elif isinstance(answer.value, Decimal):
        value = answer.value
    else:
        value = choices(line.question).get(str(answer.value))
    return replace(
        line,
        answer=value,
        instead=other,
        evidence=OFFERS.get(answer.offer, "") if answer.offer else "",
        note=note_text(answer.reason if answer.state == "not_applicable" else answer.bidder),
    )


def _facts(session: Session, catalog: Catalog) -> tuple[tuple[str, str], ...]:
    found = []
    given = catalog.business.counted(session.business)
    for fact in SHARED_WITH_BIDDERS:
        question, value = catalog.business.question(fact), given.get(fact)
        if question is None or value is None or value in ((), ""):
            continue
        labels = {option.id: option.label for option in question.options}
        words = value if isinstance(value, tuple) else (str(value),)
        said = f"{value:,f}" if isinstance(value, Decimal) else ", ".join(labels.get(w, w) for w in words)
        found.append((question.text, said))
    return tuple(found)
