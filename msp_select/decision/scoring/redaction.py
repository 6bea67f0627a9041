"""What somebody may see of a session: one step, before anything is scored, worded or drawn.

In this order: what is sealed with the prices, names, then what belongs to the viewer. Behind it nothing asks
whether something is hidden in order to hide it, only in order to say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from msp_select.decision.panel.pseudonyms import without_names
from msp_select.decision.weighting.resolved_weights import ResolvedWeights, resolve_weights
from msp_select.model.candidate import Answer, Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.documents import BID, Source, speaks_of_money
from msp_select.model.evaluator import Evaluator
from msp_select.model.session import Session


@dataclass(frozen=True)
class Viewer:
    """Who looks: the owner, the room a result is presented in, one bidder, or one evaluator.

    `one` is the id of that bidder or evaluator. `names = False` hides names whatever the session's settings
    say; `ids` hides ids with the names, for what leaves the program: whoever edits by id keeps them.
    """

    role: Literal["owner", "room", "bidder", "evaluator"] = "owner"
    one: str | None = None
    names: bool = True
    ids: bool = False


OWNER = Viewer()
# What is noted beside an answer and who gave it, as if there were nothing of it.
_NOTES = {"note": "", "offer": None, "bidder": "", "by": "", "filed": None, "aged": None, "blank": False}


def seen(session: Session, catalog: Catalog, viewer: Viewer = OWNER) -> Session:
    """The session as the viewer may see it; the session itself where that hides nothing.

    What is asked in a pillar that is left out is not there for anybody. The owner sees everything but what
    the session's settings hide; the favourite, and what came after signing, are for the owner's eyes alone,
    and not while names are hidden.
    The room sees no notes and nobody who gave an answer. A bidder sees the own name and answers, and nothing
    of the others, of the evaluators or of the owner's own texts. An evaluator sees neither prices nor
    answers, and no marks but the own.
    """
    catalog = catalog.within(session.weights)
    session = _within(session, catalog)
    names = viewer.names and not session.settings.blind
    if session.favourite is not None and not (viewer.role == "owner" and names):
        session = session.model_copy(update={"favourite": None})
    if session.agreement is not None and not (viewer.role == "owner" and names):
        session = _before_signing(session)
    if session.settings.sealed and viewer.role != "evaluator":
        session = without_prices(session, catalog)
    if viewer.role == "bidder":
        session = without_names(session, catalog, but=viewer.one)
    elif not names:
        session = without_names(session, catalog, ids=viewer.ids)
    if viewer.role == "room":
        return _without_notes(session)
    if viewer.role == "bidder":
        return _of_one_bidder(session, viewer.one)
    if viewer.role == "evaluator":
        return _of_one_evaluator(session, viewer.one)
    return session


def in_sight(
    session: Session, catalog: Catalog, viewer: Viewer = OWNER
) -> tuple[Session, Catalog, ResolvedWeights]:
    """What somebody decides by: the session as seen, the catalog and the weights of what is in it.

    What is left out of the selection is in none of them, and no price while prices are sealed.
    """
    session, catalog = seen(session, catalog, viewer), catalog.within(session.weights)
    weights = resolve_weights(session, catalog)
    if not session.settings.sealed:
        return session, catalog, weights
    return session, catalog.unpriced, weights.within(catalog.unpriced)


def _within(session: Session, catalog: Catalog) -> Session:
    """The session without the answers, marks and must-haves of pillars left out, and the weights of those.

    Where nothing is scored from the bid there are no bids and no prices to seal.
    """
    if catalog is catalog.whole:
        return session
    asked, pillars = catalog.questions, {pillar.id for pillar in catalog.questionnaires}
    priced = catalog.knows_prices
    candidates = tuple(
        candidate.model_copy(
            update={
                "bid": candidate.bid if priced else None,
                "remarks": candidate.remarks if priced else {},
                "answers": {key: answer for key, answer in candidate.answers.items() if key in asked},
                "sources": {
                    key: source
                    for key, source in candidate.sources.items()
                    if (priced if key.startswith(BID) else key in asked)
                },
            }
        )
        for candidate in session.candidates
    )
    evaluators = tuple(
        evaluator.model_copy(
            update={
                "pillars": {key: weight for key, weight in evaluator.pillars.items() if key in pillars},
                "marks": {
                    candidate: {key: mark for key, mark in given.items() if key in asked}
                    for candidate, given in evaluator.marks.items()
                },
            }
        )
        for evaluator in session.evaluators
    )
    return session.model_copy(
        update={
            "candidates": candidates,
            "evaluators": evaluators,
            "must_haves": {key: rule for key, rule in session.must_haves.items() if key in asked},
            "settings": session.settings if priced else session.settings.model_copy(update={"sealed": False}),
        }
    )


def without_prices(session: Session, catalog: Catalog) -> Session:
    """The session without bids and without answers about price; the session itself where there are none."""
    candidates = tuple(_without_price(candidate, catalog) for candidate in session.candidates)
    evaluators = tuple(_without_price_marks(evaluator, catalog) for evaluator in session.evaluators)
    return _changed(_without_agreed_money(session), candidates=candidates, evaluators=evaluators)


def _before_signing(session: Session) -> Session:
    """The session without what was signed and what came after it: that names the one chosen."""
    after = {"months": (), "pulses": (), "checks": (), "reviews": ()}
    return session.model_copy(update={"agreement": None, **after})


def _without_agreed_money(session: Session) -> Session:
    if session.agreement is None:
        return session
    unpriced = {"fee": None, "extras": None, "credit_received": None}
    return session.model_copy(
        update={
            "agreement": session.agreement.model_copy(update={"fee": None}),
            "months": tuple(month.model_copy(update=unpriced) for month in session.months),
        }
    )


def _without_price(candidate: Candidate, catalog: Catalog) -> Candidate:
    answers = {key: a for key, a in candidate.answers.items() if not catalog.is_price(key)}
    sources = {key: s for key, s in candidate.sources.items() if not _tells_price(key, s, catalog)}
    kept = len(answers) == len(candidate.answers) and len(sources) == len(candidate.sources)
    if candidate.bid is None and not candidate.remarks and kept:
        return candidate
    return candidate.model_copy(update={"bid": None, "remarks": {}, "answers": answers, "sources": sources})


def _tells_price(key: str, source: Source, catalog: Catalog) -> bool:
    """Whether a source is of a price, or its words may tell one."""
    if key.startswith(BID) or catalog.is_price(key):
        return True
    beside = "" if source.against is None else source.against.quote
    return any(map(speaks_of_money, (source.quote, source.worked, beside)))


def _without_price_marks(evaluator: Evaluator, catalog: Catalog) -> Evaluator:
    marks = {
        candidate: {question: mark for question, mark in given.items() if not catalog.is_price(question)}
        for candidate, given in evaluator.marks.items()
    }
    return evaluator if marks == evaluator.marks else evaluator.model_copy(update={"marks": marks})


def _without_notes(session: Session) -> Session:
    return _changed(
        session,
        candidates=tuple(_candidate_without_notes(candidate) for candidate in session.candidates),
        evaluators=tuple(_evaluator_without_notes(evaluator) for evaluator in session.evaluators),
    )


def _candidate_without_notes(candidate: Candidate) -> Candidate:
    answers = {key: _answer_without_note(answer) for key, answer in candidate.answers.items()}
    return candidate.model_copy(update={"note": "", "remarks": {}, "answers": answers})


def _answer_without_note(answer: Answer) -> Answer:
    kept = {name: getattr(answer, name) for name in _NOTES}
    return answer.model_copy(update=_NOTES) if kept != _NOTES else answer


def _evaluator_without_notes(evaluator: Evaluator) -> Evaluator:
    marks = {
        candidate: {question: mark.model_copy(update={"note": ""}) for question, mark in given.items()}
        for candidate, given in evaluator.marks.items()
    }
    return evaluator.model_copy(update={"marks": marks})


def _of_one_bidder(session: Session, of: str | None) -> Session:
    """Their own answers; the owner's notes and reasons may speak of others."""
    own = tuple(_for_its_bidder(candidate) for candidate in session.candidates if candidate.id == of)
    return session.model_copy(update={"candidates": own, "evaluators": (), "log": (), "log_chain": None})


def _for_its_bidder(candidate: Candidate) -> Candidate:
    shown = _without_documents(_candidate_without_notes(candidate))
    answers = {
        key: answer.model_copy(update={"reason": ""}) if answer.reason else answer
        for key, answer in shown.answers.items()
    }
    return shown.model_copy(update={"answers": answers})


def _without_documents(candidate: Candidate) -> Candidate:
    """What was read, and where, is the owner's work."""
    return candidate.model_copy(update={"documents": (), "sources": {}})


def _of_one_evaluator(session: Session, of: str | None) -> Session:
    candidates = tuple(
        _without_documents(candidate).model_copy(
            update={"note": "", "remarks": {}, "bid": None, "answers": {}}
        )
        for candidate in session.candidates
    )
    own = tuple(evaluator for evaluator in session.evaluators if evaluator.id == of)
    hidden = {"candidates": candidates, "evaluators": own, "log": (), "log_chain": None, "paid_by": ""}
    return session.model_copy(update=hidden)


def _changed(
    session: Session, *, candidates: tuple[Candidate, ...], evaluators: tuple[Evaluator, ...]
) -> Session:
    """The session with these in place, or itself where all of them are those it has."""
    same = all(a is b for a, b in zip(candidates, session.candidates, strict=True))
    if same and all(a is b for a, b in zip(evaluators, session.evaluators, strict=True)):
        return session
    return session.model_copy(update={"candidates": candidates, "evaluators": evaluators})
