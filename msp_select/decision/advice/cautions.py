"""The patterns behind the wheel: dependency, a utility, and gaps on the business's own side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from msp_select.decision.advice.own_side import OWN_DUTIES, SPONSOR, cannot_promise, sponsor
from msp_select.decision.advice.standing import claimed_value
from msp_select.decision.evaluation import Evaluation, Result
from msp_select.decision.findings.wording import count, listed, verb

CautionKind = Literal["dependency", "utility", "no_sponsor", "own_duties"]
HOLDS_THE_KEYS = 70.0  # a master login of your own beside theirs is worth this much
LOW = 45.0  # a quarterly meeting about counts of requests is worth this much: status, not strategy
BY_THE_HOUR = ("hourly", "block")


@dataclass(frozen=True)
class Caution:
    """One thing to know before signing, in words.

    `theirs` is what of it is about the candidate alone, and says nothing of the client.
    """

    kind: CautionKind
    sentence: str
    theirs: str = ""


def cautions_of(evaluation: Evaluation, result: Result) -> tuple[Caution, ...]:
    """All cautions that apply, about the candidate first."""
    dependency, utility = _dependency(evaluation, result), _utility(evaluation, result)
    found = (
        Caution("dependency", dependency, dependency),
        Caution("utility", f"{utility} {_good_enough(evaluation)}" if utility else "", utility),
        Caution("no_sponsor", _no_sponsor(evaluation)),
        Caution("own_duties", _own_duties(evaluation)),
    )
    return tuple(caution for caution in found if caution.sentence)


def _claimed(evaluation: Evaluation, result: Result, question_id: str) -> float | None:
    question = evaluation.catalog.questions.get(question_id)
    if question is None:
        return None
    return claimed_value(question, result.candidate.answers.get(question_id))


def _dependency(evaluation: Evaluation, result: Result) -> str:
    """Never asked your goals, keys in their hands, no help to leave; two of three are worth a word."""
    signs = (
        ("never asked about your goals", "asked about your goals", "ali_asked_goals", LOW),
        ("hold the master logins", "leave you a master login", "tra_admin_access", HOLDS_THE_KEYS),
        ("promise little help when you leave", "help you leave", "acc_exit_help", LOW),
    )
    present, unknown = [], []
    for sign, ask, question_id, least in signs:
        claimed = _claimed(evaluation, result, question_id)
        if claimed is None:
            unknown.append(ask)
        elif claimed < least:
            present.append(sign)
    if len(present) == len(signs):
        return (
            f"{result.name} may make you dependent: they {listed(present)}. "
            "Settle these three before you sign."
        )
    if len(present) == 2 and len(unknown) == 1:
        return (
            f"{result.name} may make you dependent: they {listed(present)}. "
            f"Ask whether they {unknown[0]} before you sign."
        )
    return ""


def _utility(evaluation: Evaluation, result: Result) -> str:
    """Few faults found first, no strategic meeting, paid by the hour: keeps the lights on and no more."""
    meeting = _claimed(evaluation, result, "pro_strategy_meeting")
    first = _claimed(evaluation, result, "pro_found_first")
    basis = result.candidate.answers.get("pri_basis")
    bid = result.candidate.bid
    stated = basis.value if basis is not None and basis.value is not None else (bid.basis if bid else None)
    if stated not in BY_THE_HOUR:
        return ""
    if meeting is None or meeting > LOW or (first is not None and first >= LOW):
        return ""
    found = "are paid by the hour and do not meet you about your goals"
    if first is not None:
        found = "are paid by the hour, find few faults before you do and do not meet you about your goals"
    return f"{result.name} works like a utility: they {found}."


def _good_enough(evaluation: Evaluation) -> str:
    """When a utility is good enough, and whether that is so here by the business's own answers."""
    business = evaluation.session.business
    regulated, risk = business.get("biz_regulated"), business.get("biz_risk")
    protected = isinstance(regulated, tuple) and any(option != "none" for option in regulated)
    reasons = []
    if protected:
        reasons.append("you hold data that a rule protects or must prove your security")
    if risk == "standstill":
        reasons.append("two days of standstill would hurt you more than paying too much")
    if reasons:
        return f"That is not enough here: {listed(reasons)}."
    if risk is not None and regulated is not None:
        return "By your own answers little is at stake, so that may be good enough for you."
    return "That can be good enough where no rule protects your data and a standstill would hurt little."


def _no_sponsor(evaluation: Evaluation) -> str:
    if sponsor(evaluation.session) is not None:
        return ""
    if evaluation.session.business.get(SPONSOR) is None:
        return (
            "You have not said who owns the relationship on your side. "
            "Without that person the provider sets the course."
        )
    return (
        "Nobody on your side owns the relationship yet. "
        "Name one person before you sign, or the provider will set the course."
    )


def _own_duties(evaluation: Evaluation) -> str:
    """The duties that cannot be promised: the clock of the provider's promises stops there."""
    lacking = cannot_promise(evaluation.session)
    question = evaluation.catalog.business.question(OWN_DUTIES)
    if not lacking or question is None:
        return ""
    labels = [option.label for option in question.options if option.id in lacking]
    n = len(labels)
    return (
        f"You cannot promise {count(n, 'duty of your own', 'duties of your own')}: {'; '.join(labels)}. "
        f"While {verb(n, 'it is', 'one of them is')} not done, the clock of their promised times stops."
    )
