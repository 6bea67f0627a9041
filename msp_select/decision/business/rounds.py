"""In which of three rounds the business is asked what: a quick start, with bids in hand, before signing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from msp_select.decision.business.downtime import HELPERS, HOUR
from msp_select.model.business import BusinessQuestion
from msp_select.model.catalog import Catalog
from msp_select.model.session import Session

Round = Literal[1, 2, 3]
ROUNDS: tuple[Round, ...] = (1, 2, 3)


def asked_in_round(
    session: Session, catalog: Catalog, number: Round, *, working_out: bool = False
) -> tuple[BusinessQuestion, ...]:
    """What is asked in that round after the answers so far, in order.

    `working_out`: what helps to work out the hour of standstill is asked right after it.
    """
    asked = catalog.business.asked(session.business)
    helpers = helpers_asked(session, catalog) if working_out else ()
    found: list[BusinessQuestion] = []
    for question in asked:
        if question.round == number and question not in helpers:
            found += [question, *(helpers if question.feeds == HOUR else ())]
    return tuple(found)


@dataclass(frozen=True)
class Asked:
    """What is asked after the answers so far, round by round."""

    session: Session
    catalog: Catalog
    working_out: bool = False

    def in_round(self, number: Round) -> tuple[BusinessQuestion, ...]:
        """The questions of one round, in order."""
        return asked_in_round(self.session, self.catalog, number, working_out=self.working_out)

    @property
    def all(self) -> tuple[BusinessQuestion, ...]:
        """Those of all rounds."""
        return tuple(question for number in ROUNDS for question in self.in_round(number))

    def round_of(self, question: BusinessQuestion) -> Round:
        """The round it is asked in: a helper question in that of the hour that is being worked out."""
        return next(number for number in ROUNDS if question in self.in_round(number))


def helpers_asked(session: Session, catalog: Catalog) -> tuple[BusinessQuestion, ...]:
    """What helps to work out the hour of standstill after the answers so far; nothing once it is given."""
    asked = catalog.business.asked(session.business)
    if not any(can_be_worked_out(question, session) for question in asked):
        return ()
    return tuple(question for question in asked if question.feeds in HELPERS)


def can_be_worked_out(question: BusinessQuestion, session: Session) -> bool:
    """Whether that is the hour of standstill, and not given."""
    return question.feeds == HOUR and question.id not in session.business


def open_in_round(session: Session, catalog: Catalog, number: Round) -> tuple[BusinessQuestion, ...]:
    """Those of them that have no answer yet."""
    return tuple(q for q in asked_in_round(session, catalog, number) if q.id not in session.business)


def open_in_next_round(session: Session, catalog: Catalog, ended: Round) -> int:
    """How many questions of the round after that one have no answer yet."""
    return next((len(open_in_round(session, catalog, number)) for number in ROUNDS[ended:]), 0)
