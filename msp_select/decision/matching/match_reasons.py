"""Why a provider is on the shortlist or not, and what would have let it in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import ClassVar

import numpy as np

from msp_select.decision.fact import FOR_WORDS_ONLY, Fact
from msp_select.decision.matching.match import Match, Matching
from msp_select.decision.matching.pool import Misfit, Wanted
from msp_select.decision.scoring.answer_arrays import REFUSED
from msp_select.decision.scoring.evaluation import ENOUGH_COVERAGE, GROUPS, Group
from msp_select.engine.ranking import TIE
from msp_select.engine.validation import Floats

TELLING = 0.05  # points below which a difference is not worth a word
NAMED = 3  # criteria named in one sentence
NEAR: Mapping[Group, int] = {"acceptable": 3, "too_few_answers": 2, "not_acceptable": 3}
"""How many of each group are nearest to a list."""


@dataclass(frozen=True)
class CriterionGap:
    """What one criterion adds to a provider more than to whom it is held against, points."""

    criterion: str
    points: float


@dataclass(frozen=True, kw_only=True)
class OnlyOneThatFits(Fact):
    """There is nobody to hold it against."""

    kind: ClassVar[str] = "only_one_that_fits"
    score_points: float


@dataclass(frozen=True, kw_only=True)
class AheadOfNext(Fact):
    """It is on the list, the second of `candidates` the first that is not; `gaps` the largest first."""

    kind: ClassVar[str] = "ahead_of_next"
    ahead_points: float
    gaps: tuple[CriterionGap, ...]


@dataclass(frozen=True, kw_only=True)
class AgainstAverage(Fact):
    """It is on a list with everybody else: how far from the average of the `others`, which may be less."""

    kind: ClassVar[str] = "against_average"
    ahead_points: float
    others: int
    gaps: tuple[CriterionGap, ...]


@dataclass(frozen=True, kw_only=True)
class ShortOfList(Fact):
    """It is not on the list, the second of `candidates` the last that is, with `last_points`."""

    kind: ClassVar[str] = "short_of_list"
    short_points: float
    last_points: float
    gaps: tuple[CriterionGap, ...]


@dataclass(frozen=True, kw_only=True)
class AheadIn(Fact):
    """The criteria in which it is furthest ahead."""

    kind: ClassVar[str] = "ahead_in"
    gaps: tuple[CriterionGap, ...]


@dataclass(frozen=True, kw_only=True)
class BehindIn(Fact):
    """The criteria in which it is furthest behind."""

    kind: ClassVar[str] = "behind_in"
    gaps: tuple[CriterionGap, ...]


@dataclass(frozen=True, kw_only=True)
class AtItsBest(Fact):
    """Its score with everything proven and every open answer at its best; whether that is `enough`."""

    kind: ClassVar[str] = "at_its_best"
    possible_points: float
    enough: bool


@dataclass(frozen=True, kw_only=True)
class FailsMustHave(Fact):
    """The answer that fails, as far as the columns tell: refused, the number, or one of these options."""

    kind: ClassVar[str] = "fails_must_have"
    question: str
    refused: bool
    number: Decimal | None
    options: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class OnceCured(Fact):
    """Where it would stand with its present score if it failed none of its `failed` must-haves."""

    kind: ClassVar[str] = "once_cured"
    failed: int
    place: int
    score_points: float


@dataclass(frozen=True, kw_only=True)
class TooFewAnswersBesides(Fact):
    """With its must-haves cured it would not be ranked either: this share of what counts is answered."""

    kind: ClassVar[str] = "too_few_answers_besides"
    coverage: float


@dataclass(frozen=True, kw_only=True)
class TooFewAnswers(Fact):
    """The share of what counts that is answered, and the one that is enough."""

    kind: ClassVar[str] = "too_few_answers"
    coverage: float
    enough_coverage: float


@dataclass(frozen=True, kw_only=True)
class EnoughAnswers(Fact):
    """The fewest answers with which it would be ranked: questions, or criteria scored from the bid."""

    kind: ClassVar[str] = "enough_answers"
    rows: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class OpenMustHaves(Fact):
    """The must-haves nobody can tell yet."""

    kind: ClassVar[str] = "open_must_haves"
    questions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PriceNotCounted(Fact):
    """Its rate card means other money than the session does."""

    kind: ClassVar[str] = "price_not_counted"
    currency: str
    vat: str


@dataclass(frozen=True, kw_only=True)
class OldAnswers(Fact):
    """How many of its answers count one grade of evidence lower for their age."""

    kind: ClassVar[str] = "old_answers"
    answers: int


@dataclass(frozen=True, kw_only=True)
class MatchSummary(Fact):
    """How many were on file, how many of them fit, how these fared, and how long the list is.

    `left_out`: why some do not fit, each with its number in `left_out_providers`.
    """

    kind: ClassVar[str] = "match_summary"
    on_file: int
    fit: int
    left_out: tuple[Misfit, ...]
    left_out_providers: tuple[int, ...]
    acceptable: int
    too_few_answers: int
    not_acceptable: int
    chosen: int
    wanted: Wanted = field(metadata=FOR_WORDS_ONLY)


@dataclass(frozen=True)
class Shortlist:
    """The first of the acceptable providers, and those nearest to the list, each with its `why`."""

    chosen: tuple[Match, ...]
    near: tuple[Match, ...]


def shortlist(matching: Matching, top: int) -> Shortlist:
    """The `top` first acceptable providers, and of each group those who came nearest."""
    chosen = matching.acceptable[:top]
    near: list[Match] = []
    for group, most in NEAR.items():
        members = matching.matches.of(group)
        near += members[top:][:most] if group == "acceptable" else members[:most]
    return Shortlist(
        tuple(explained(matching, match, top) for match in chosen),
        tuple(explained(matching, match, top) for match in near),
    )


def explained(matching: Matching, match: Match, top: int) -> Match:
    """The match with the reasons why it is on a list of `top`, or what would have let it in."""
    if match.group == "not_acceptable":
        reasons = _failed(matching, match)
    elif match.group == "too_few_answers":
        reasons = _too_few(matching, match)
    elif match in matching.acceptable[:top]:
        reasons = _why_in(matching, match, top)
    else:
        reasons = _why_out(matching, match, top)
    return replace(match, why=(*reasons, *_beside(matching, match)))


def _why_in(matching: Matching, match: Match, top: int) -> Iterator[Fact]:
    """Against the first who is not on the list; where there is none, against the average of all others."""
    rival = next(iter(matching.acceptable[top:]), None)
    if rival is not None:
        own, other = matching.points(match, rival)
        gaps = own - other
        yield AheadOfNext(
            candidates=(match.id, rival.id),
            ahead_points=match.score - rival.score,
            gaps=_gaps(matching, gaps),
        )
    elif len(matching.matches) > 1:
        (own,) = matching.points(match)
        rest = matching.all_points[matching.matches.at != match.at]
        gaps = own - rest.mean(axis=0)
        yield AgainstAverage(
            candidates=(match.id,),
            ahead_points=float(gaps.sum()),
            others=len(rest),
            gaps=_gaps(matching, gaps),
        )
    else:
        yield OnlyOneThatFits(candidates=(match.id,), score_points=match.score)
        return
    yield from _parts(matching, match, gaps)


def _why_out(matching: Matching, match: Match, top: int) -> Iterator[Fact]:
    last = matching.acceptable[top - 1]
    own, other = matching.points(match, last)
    yield ShortOfList(
        candidates=(match.id, last.id),
        short_points=last.score - match.score,
        last_points=last.score,
        gaps=_gaps(matching, own - other),
    )
    yield from _parts(matching, match, own - other)
    if matching.measure == "score":
        enough = match.possible > last.score + TIE
        yield AtItsBest(candidates=(match.id,), possible_points=match.possible, enough=enough)


def _gaps(matching: Matching, gaps: Floats) -> tuple[CriterionGap, ...]:
    """Every criterion with its part of the difference, the largest first."""
    criteria, order = list(matching.catalog.criteria), np.argsort(-np.abs(gaps), kind="stable")
    return tuple(CriterionGap(criteria[k], float(gaps[k])) for k in order)


def _parts(matching: Matching, match: Match, gaps: Floats) -> Iterator[Fact]:
    """The criteria in which it is ahead and those in which it is behind, the way of the difference first."""
    parts = _gaps(matching, gaps)
    ahead = tuple(gap for gap in parts if gap.points > TELLING)
    behind = tuple(gap for gap in parts if gap.points < -TELLING)
    forward = bool(gaps.sum() >= 0)
    most_ahead, most_behind = (NAMED, NAMED - 1) if forward else (NAMED - 1, NAMED)
    found: list[Fact] = []
    if ahead:
        found.append(AheadIn(candidates=(match.id,), gaps=ahead[:most_ahead]))
    if behind:
        found.append(BehindIn(candidates=(match.id,), gaps=behind[:most_behind]))
    yield from found if forward else reversed(found)


def _failed(matching: Matching, match: Match) -> Iterator[Fact]:
    for question in match.failed:
        yield _failing(matching, match, question)
    if match.coverage < ENOUGH_COVERAGE:
        yield TooFewAnswersBesides(candidates=(match.id,), coverage=match.coverage)
        return
    yield OnceCured(
        candidates=(match.id,),
        failed=len(match.failed),
        place=1 + len(matching.acceptable.where(lambda figures: figures.score > match.score + TIE)),
        score_points=match.score,
    )


def _failing(matching: Matching, match: Match, question_id: str) -> FailsMustHave:
    question = matching.catalog.questions[question_id]
    place = list(matching.whole.questions).index(question_id)
    answers = matching.pool.answers
    each, code = answers.each, answers.codes[place, match.at]
    number, value = float(each.numbers[code]), float(each.claimed[code])
    options = [level.id for level in question.levels if level.value == value]
    if question.none is not None and question.none.value == value:
        options.append("none")
    return FailsMustHave(
        candidates=(match.id,),
        question=question_id,
        refused=bool(each.states[code] == REFUSED),
        number=None if np.isnan(number) else Decimal(repr(number)),
        options=tuple(options),
    )


def _too_few(matching: Matching, match: Match) -> Iterator[Fact]:
    """How much is answered, and the fewest answers that would be enough."""
    standing = matching.standing(match)
    weights = np.where(standing.problem.known[0], 0.0, standing.scores.effective[0])
    covered, wanted = match.coverage, list[str]()
    for row in np.argsort(-weights, kind="stable"):
        if covered >= ENOUGH_COVERAGE or weights[row] <= 0:
            break
        covered += weights[row]
        wanted.append(standing.problem.rows[row])
    yield TooFewAnswers(candidates=(match.id,), coverage=match.coverage, enough_coverage=ENOUGH_COVERAGE)
    if covered >= ENOUGH_COVERAGE:
        yield EnoughAnswers(candidates=(match.id,), rows=tuple(wanted))


def _beside(matching: Matching, match: Match) -> Iterator[Fact]:
    """What holds whatever the place: open must-haves, a rate card left out, old answers."""
    if match.open and match.group != "not_acceptable":
        yield OpenMustHaves(candidates=(match.id,), questions=match.open)
    one, session = matching.listed(match), matching.session
    if one.bid is not None and one.bid_for(session.currency, session.vat) is None:
        yield PriceNotCounted(candidates=(match.id,), currency=one.currency, vat=one.vat)
    if match.aged:
        yield OldAnswers(candidates=(match.id,), answers=match.aged)


def summary(matching: Matching, chosen: Sequence[Match]) -> MatchSummary:
    """How many were on file, fitted, and made it."""
    acceptable, too_few, not_acceptable = (len(matching.matches.of(group)) for group in GROUPS)
    return MatchSummary(
        on_file=len(matching.pool.listed),
        fit=len(matching.matches),
        left_out=tuple(matching.left_out),
        left_out_providers=tuple(matching.left_out.values()),
        acceptable=acceptable,
        too_few_answers=too_few,
        not_acceptable=not_acceptable,
        chosen=len(chosen),
        wanted=matching.wanted,
    )
