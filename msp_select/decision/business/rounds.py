"""In which of three rounds the business is asked what: a quick start, with bids in hand, before signing."""

from __future__ import annotations

from typing import Literal

from msp_select.model.business import BusinessQuestion
from msp_select.model.catalog import Catalog
from msp_select.model.session import Session

Round = Literal[1, 2, 3]
ROUNDS: tuple[Round, ...] = (1, 2, 3)


def asked_in_round(session: Session, catalog: Catalog, number: Round) -> tuple[BusinessQuestion, ...]:
    """What is asked in that round after the answers so far, in order."""
    return tuple(q for q in catalog.business.asked(session.business) if q.round == number)


def open_in_round(session: Session, catalog: Catalog, number: Round) -> tuple[BusinessQuestion, ...]:
    """Those of them that have no answer yet."""
    return tuple(q for q in asked_in_round(session, catalog, number) if q.id not in session.business)


def open_in_next_round(session: Session, catalog: Catalog, ended: Round) -> int:
    """How many questions of the round after that one have no answer yet."""
    return next((len(open_in_round(session, catalog, number)) for number in ROUNDS[ended:]), 0)
