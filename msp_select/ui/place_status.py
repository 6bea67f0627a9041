"""One line on each place of the walk: how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msp_select.ui.progress import answered_of_asked, left_before_prices

if TYPE_CHECKING:
    from msp_select.model.catalog import Catalog
    from msp_select.model.session import Session


def glance(session: Session, catalog: Catalog) -> dict[str, str]:
    """How far each place is, in words, by the place's name; places that only show are left out."""
    questions = catalog.business.asked(session.business)
    asked, given = len(questions), sum(question.id in session.business for question in questions)
    profile = catalog.profile(session.weights.profile)
    own = " with your own figures" if session.weights.pillars or session.weights.criteria else ""
    return {
        "business": f"{given} of {asked} answered" if given else f"{asked} questions, all optional",
        "weights": (profile.title if profile else session.weights.profile) + own,
        "candidates": _candidates(session),
        "questions": _questions(session, catalog),
    }


def _candidates(session: Session) -> str:
    count = len(session.candidates)
    if not count:
        return "none yet: add the first"
    names = ", ".join(candidate.name for candidate in session.candidates)
    return f"{count}: {names}" if count > 1 else names


def _questions(session: Session, catalog: Catalog) -> str:
    if not session.candidates:
        return "need a candidate first"
    done, asked = answered_of_asked(session, catalog)
    sealed = ""
    if session.settings.sealed:
        left = left_before_prices(session, catalog)
        sealed = f"; prices sealed, {left} to go" if left else "; prices can be opened"
    return f"{done} of {asked} answered{sealed}"
