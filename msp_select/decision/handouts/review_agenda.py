"""The strategic review that both sides hold every quarter: what each item starts from, and when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from msp_select.decision.advice.own_obligations import Sponsor, has_said, sponsor
from msp_select.decision.handouts.handout import Handout
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.decision.term_dates import months_after

MEETINGS = 4


@dataclass(frozen=True)
class Start:
    """What an item starts from: the questions that the business has answered, and those to the candidate."""

    business: tuple[str, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ReviewAgenda(Handout):
    """The next meetings, and one start for each item of the agreement's agenda, in its order."""

    name: ClassVar[str] = "agenda"
    every_months: int
    meetings: tuple[dt.date, ...]
    starts: tuple[Start, ...]
    sponsor: Sponsor | None


def review_agenda(evaluation: Evaluation, candidate_id: str) -> ReviewAgenda:
    """The dates of the next year, and what both sides said so far on each item."""
    session, catalog = evaluation.session, evaluation.catalog
    every = catalog.agreed.reviews.meeting_every_months
    return ReviewAgenda(
        candidate=candidate_id,
        every_months=every,
        meetings=tuple(months_after(session.as_of, n * every) for n in range(1, MEETINGS + 1)),
        starts=tuple(
            Start(
                business=tuple(name for name in item.business if has_said(session, catalog, name)),
                questions=tuple(name for name in item.questions if name in catalog.questions),
            )
            for item in catalog.agreed.agenda
        ),
        sponsor=sponsor(session),
    )
