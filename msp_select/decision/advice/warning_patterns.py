"""The patterns behind the wheel: dependency, a utility, and gaps on the business's own side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import ClassVar, Literal

from msp_select.decision.advice.answer_grades import claimed_value
from msp_select.decision.advice.own_obligations import OWN_DUTIES, SPONSOR, cannot_promise, sponsor
from msp_select.decision.fact import FOR_WORDS_ONLY, Fact
from msp_select.decision.scoring.evaluation import Evaluation, Result

HOLDS_THE_KEYS = 70.0  # a master login of your own beside theirs is worth this much
LOW = 45.0  # a quarterly meeting about counts of requests is worth this much: status, not strategy
BY_THE_HOUR = ("hourly", "block")

Sign = Literal["goals", "logins", "exit"]
SIGNS: tuple[tuple[Sign, str, float], ...] = (
    ("goals", "ali_asked_goals", LOW),
    ("logins", "tra_admin_access", HOLDS_THE_KEYS),
    ("exit", "acc_exit_help", LOW),
)
"""What each sign of dependency is read off, and the value from which it is none."""


@dataclass(frozen=True, kw_only=True)
class Dependency(Fact):
    """The signs seen that they may make you dependent, and the one that is not known."""

    kind: ClassVar[str] = "dependency"
    signs: tuple[Sign, ...]
    not_known: Sign | None


@dataclass(frozen=True, kw_only=True)
class Utility(Fact):
    """Paid by the hour, no meeting on goals; `finds_few`: they say how few faults they find before you do.

    `reasons` are why that is not enough by the business's own answers, None where it has not given them all
    and none speaks against it; `for_client` is False where this is told without a word about the client.
    """

    kind: ClassVar[str] = "utility"
    finds_few: bool
    reasons: tuple[Literal["rule", "standstill"], ...] | None
    for_client: bool = field(default=True, metadata=FOR_WORDS_ONLY)


@dataclass(frozen=True, kw_only=True)
class NoSponsor(Fact):
    """Nobody on the business's side owns the relationship; `said`: it has told so."""

    kind: ClassVar[str] = "no_sponsor"
    said: bool


@dataclass(frozen=True, kw_only=True)
class OwnDuties(Fact):
    """The duties the business cannot promise: the clock of the provider's promises stops there."""

    kind: ClassVar[str] = "own_duties"
    duties: tuple[str, ...]


Caution = Dependency | Utility | NoSponsor | OwnDuties
"""One thing to know before signing."""
ABOUT_CANDIDATES = (Dependency, Utility)


def cautions_of(evaluation: Evaluation, result: Result) -> tuple[Caution, ...]:
    """All cautions that apply, about the candidate first."""
    found = (
        _dependency(evaluation, result),
        _utility(evaluation, result),
        _no_sponsor(evaluation),
        _own_duties(evaluation),
    )
    return tuple(caution for caution in found if caution is not None)


def without_client(cautions: Iterable[Caution]) -> tuple[Caution, ...]:
    """What of these is about the candidate, and says nothing of the client."""
    return tuple(
        replace(caution, for_client=False) if isinstance(caution, Utility) else caution
        for caution in cautions
        if isinstance(caution, ABOUT_CANDIDATES)
    )


def _claimed(evaluation: Evaluation, result: Result, question_id: str) -> float | None:
    question = evaluation.catalog.questions.get(question_id)
    if question is None:
        return None
    return claimed_value(question, result.candidate.answers.get(question_id))


def _dependency(evaluation: Evaluation, result: Result) -> Dependency | None:
    """Never asked your goals, keys in their hands, no help to leave; two of three are worth a word."""
    claimed = {sign: (_claimed(evaluation, result, question), least) for sign, question, least in SIGNS}
    present = tuple(sign for sign, (value, least) in claimed.items() if value is not None and value < least)
    unknown = [sign for sign, (value, _) in claimed.items() if value is None]
    if len(present) == len(SIGNS) or (len(present) == 2 and len(unknown) == 1):
        return Dependency(candidates=(result.id,), signs=present, not_known=unknown[0] if unknown else None)
    return None


def _utility(evaluation: Evaluation, result: Result) -> Utility | None:
    """Few faults found first, no strategic meeting, paid by the hour: keeps the lights on and no more."""
    meeting = _claimed(evaluation, result, "pro_strategy_meeting")
    first = _claimed(evaluation, result, "pro_found_first")
    basis = result.candidate.answers.get("pri_basis")
    bid = result.candidate.bid
    stated = basis.value if basis is not None and basis.value is not None else (bid.basis if bid else None)
    if stated not in BY_THE_HOUR:
        return None
    if meeting is None or meeting > LOW or (first is not None and first >= LOW):
        return None
    return Utility(candidates=(result.id,), finds_few=first is not None, reasons=_not_enough(evaluation))


def _not_enough(evaluation: Evaluation) -> tuple[Literal["rule", "standstill"], ...] | None:
    """Why a utility is not enough here; nothing against it by both answers is an empty tuple."""
    business = evaluation.session.business
    regulated, risk = business.get("biz_regulated"), business.get("biz_risk")
    reasons: list[Literal["rule", "standstill"]] = []
    if isinstance(regulated, tuple) and any(option != "none" for option in regulated):
        reasons.append("rule")
    if risk == "standstill":
        reasons.append("standstill")
    return tuple(reasons) if reasons or (risk is not None and regulated is not None) else None


def _no_sponsor(evaluation: Evaluation) -> NoSponsor | None:
    if sponsor(evaluation.session) is not None:
        return None
    return NoSponsor(said=evaluation.session.business.get(SPONSOR) is not None)


def _own_duties(evaluation: Evaluation) -> OwnDuties | None:
    lacking = cannot_promise(evaluation.session)
    question = evaluation.catalog.business.question(OWN_DUTIES)
    if not lacking or question is None:
        return None
    return OwnDuties(duties=tuple(option.id for option in question.options if option.id in lacking))
