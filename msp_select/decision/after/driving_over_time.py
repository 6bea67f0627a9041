"""Who is driving, review by review: what they asked, what was decided, and who was late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from msp_select.model.reviews import REVIEW_QUESTIONS, Decision, Review, ReviewQuestion, Said
from msp_select.model.session import Session

VALUE: Mapping[Said, float] = {"yes": 100.0, "partly": 50.0, "no": 0.0}
FEWEST = 4
YOU, SHARED = 65.0, 40.0
NEEDED = 4
FIRST_THREE: tuple[ReviewQuestion, ...] = ("goals", "results", "nothing_broken")
Word = Literal["you", "shared", "provider"]


@dataclass(frozen=True, kw_only=True)
class ReviewIndex:
    """One review: its index from 0 to 100, None where too little was asked, and the word for it."""

    held: dt.date
    kind: str
    index: float | None
    word: Word | None
    said: Mapping[ReviewQuestion, Said]
    done: tuple[int, int] | None


@dataclass(frozen=True, kw_only=True)
class OwnSide:
    """The client's own part: decisions late of those due, days the clock stood still, reviews decided at."""

    late: int
    due: int
    clock_days: int
    without_decider: int
    reviews: int


@dataclass(frozen=True, kw_only=True)
class DrivingOverTime:
    """Every review in order; `slipping` by the last two, `no_twice` answered no twice running."""

    reviews: tuple[ReviewIndex, ...]
    slipping: bool
    no_twice: tuple[ReviewQuestion, ...]
    own: OwnSide

    @property
    def fell_by(self) -> float:
        """By how many points of 100 the last two reviews lie below the first two."""
        known = [one.index for one in self.reviews if one.index is not None]
        return (sum(known[:2]) - sum(known[-2:])) / 2


def driving_over_time(session: Session, as_of: dt.date, slips: float) -> DrivingOverTime | None:
    """What the reviews say of who is driving; None before the first. It slips by so many points of 100."""
    held = sorted((one for one in session.reviews if one.held <= as_of), key=lambda one: one.held)
    if not held:
        return None
    found = tuple(_indexed(held, at) for at in range(len(held)))
    known = [one.index for one in found if one.index is not None]
    last_two = [dict(one.said) for one in found[-2:]]
    return DrivingOverTime(
        reviews=found,
        slipping=_slipping(known, slips),
        no_twice=tuple(
            question
            for question in FIRST_THREE
            if len(last_two) == 2 and all(said.get(question) == "no" for said in last_two)
        ),
        own=_own_side(held, as_of),
    )


def _indexed(held: Sequence[Review], at: int) -> ReviewIndex:
    review = held[at]
    said: dict[ReviewQuestion, Said] = {}
    for question in REVIEW_QUESTIONS:
        answer = review.said(question)
        if answer is not None:
            said[question] = answer
    done = _done(held, at)
    values = [VALUE[one] for one in said.values()]
    if done is not None:
        values.append(100.0 * done[0] / done[1])
    index = sum(values) / len(values) if len(values) >= FEWEST else None
    return ReviewIndex(
        held=review.held,
        kind=review.kind,
        index=index,
        word=None if index is None else _word(index, said),
        said=said,
        done=done,
    )


def _word(index: float, said: Mapping[ReviewQuestion, Said]) -> Word:
    if index >= YOU and not any(said.get(question) == "no" for question in FIRST_THREE):
        return "you"
    return "shared" if index >= SHARED else "provider"


def band(index: float) -> Word:
    """The word in whose band a number from 0 to 100 lies, whatever was answered."""
    return _word(index, {})


def _done(held: Sequence[Review], at: int) -> tuple[int, int] | None:
    """Of the provider's decisions due since the last review, how many were done by their date."""
    since = held[at - 1].held if at else dt.date.min
    due = [one for one in _decisions(held[:at], "them") if one.by and since < one.by <= held[at].held]
    return (sum(not _late(one, held[at].held) for one in due), len(due)) if due else None


def _decisions(held: Sequence[Review], side: Literal["us", "them"]) -> Iterator[Decision]:
    for review in held:
        yield from (one for one in review.decisions if one.side == side)


def _late(decision: Decision, as_of: dt.date) -> bool:
    if decision.by is None:
        return False
    return decision.done > decision.by if decision.done is not None else decision.by < as_of


def _slipping(known: Sequence[float], slips: float) -> bool:
    """The last two at least so much below the first two on average, and each below both."""
    if len(known) < NEEDED:
        return False
    first, last = known[:2], known[-2:]
    return sum(first) / 2 - sum(last) / 2 >= slips and max(last) < min(first)


def _own_side(held: Sequence[Review], as_of: dt.date) -> OwnSide:
    due = [one for one in _decisions(held, "us") if one.by is not None and one.by <= as_of]
    return OwnSide(
        late=sum(_late(one, as_of) for one in due),
        due=len(due),
        clock_days=sum(review.clock_stood_still or 0 for review in held),
        without_decider=sum(review.decider_there == "no" for review in held),
        reviews=len(held),
    )
