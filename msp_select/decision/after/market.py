"""Today's provider among the newcomers of another session, and the comparison kept as a new session."""

from __future__ import annotations

from msp_select.decision.after.measured import as_measured, measured_answers
from msp_select.decision.after.review import AfterSigning
from msp_select.decision.after.stay_or_go import billed
from msp_select.model.candidate import Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.edits import remove_candidate
from msp_select.model.session import Session


def with_today(market: Session, today: Candidate) -> Session:
    """The other session with today's provider among its candidates, in place of whoever is there for it."""
    session = market.model_copy(update={"agreement": None})
    for one in session.candidates:
        if one.id == today.id or one.kind == "incumbent":
            session = remove_candidate(session, one.id)
    return session.model_copy(update={"candidates": (today, *session.candidates)})


def comparison_anew(session: Session, after: AfterSigning, catalog: Catalog) -> Session:
    """A new comparison: today's provider stands in it as an incumbent, with what was measured."""
    today = session.candidate(after.candidate)
    measured = billed(as_measured(today, measured_answers(after, today, catalog)), after)

    def kept(one: Candidate) -> Candidate:
        return measured if one.id == today.id else one

    gone = {"agreement": None, "months": (), "pulses": (), "checks": (), "reviews": ()}
    return session.model_copy(
        update={
            **gone,
            "title": f"{session.title}, anew",
            "created": after.as_of,
            "as_of": after.as_of,
            "candidates": tuple(kept(one) for one in session.candidates),
            "log": (),
            "log_chain": None,
            "catalog": (),
        }
    )
