"""The duties of both sides, side by side."""

from __future__ import annotations

from msp_select.decision.handouts.responsibilities import Duty, Responsibilities
from msp_select.model import service_agreement
from msp_select.phrases.en import answers, own_obligations
from msp_select.phrases.en.words import capital, count, verb
from msp_select.phrases.names import Names
from msp_select.phrases.sheet import Sheet, Table, filled, said

INTRO = (
    "The provider brings skill, people and tools; you bring the goals, the facts and the decisions. "
    "Neither side can do the other's part."
)
INTRO_IN_HOUSE = (
    "Your own people bring skill and time; you bring the goals, the means and the decisions. "
    "Neither side can do the other's part."
)
LATE = "While you are late with a duty, the provider's promised times stop; the contract checklist says how."


def responsibilities(fact: Responsibilities, names: Names) -> Sheet:
    """Area by area: what the candidate does, with its own answer, and what the business does."""
    candidate = names.candidate(fact.candidate)
    each = zip(names.agreement.duties, fact.duties, strict=True)
    rows = [_row(written, duty, fact, names) for written, duty in each]
    if rows:
        rows.insert(0, _owner_row(fact))
    return Sheet(
        name=fact.name,
        title=f"Duties of both sides: {candidate} and you",
        intro=INTRO_IN_HOUSE if fact.in_house else INTRO,
        tables=filled(Table("Who does what", ("Area", candidate, "You"), tuple(rows))),
        notes=said(_nobody(fact), _lacking(fact), LATE),
    )


def _owner_row(fact: Responsibilities) -> tuple[str, ...]:
    theirs = "Names one person who answers for the whole service, with a direct number"
    named = "A person still to be named"
    if fact.sponsor is not None:
        named = capital(own_obligations.sponsor(fact.sponsor))
    return ("Who answers", theirs, f"{named}: owns the relationship, attends the reviews and says yes or no")


def _nobody(fact: Responsibilities) -> str:
    return "" if fact.sponsor is not None else f"{own_obligations.NOBODY} {own_obligations.NAME_ONE}"


def _row(
    written: service_agreement.Duty, duty: Duty, fact: Responsibilities, names: Names
) -> tuple[str, ...]:
    theirs, yours = written.provider, written.client
    if duty.question is not None:
        theirs += f" (today's answer: {answers.found(names, fact.candidate, duty.question)})"
    return (
        written.area,
        theirs,
        f"{yours} ({own_obligations.PROMISED['cannot']})" if duty.lacking else yours,
    )


def _lacking(fact: Responsibilities) -> str:
    if fact.lacking is None:
        return "You have not said yet which duties you can promise."
    if not fact.lacking:
        return ""
    n = len(fact.lacking)
    return (
        "Your side of the deal decides how far their promises reach. "
        f"You cannot promise {count(n, 'duty', 'duties')} yet: settle {verb(n, 'it', 'them')} at home first."
    )
