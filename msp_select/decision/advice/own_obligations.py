"""The business's own side: who is named, and which duties it cannot promise yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from msp_select.model.catalog import Catalog
from msp_select.model.session import Session

OWN_DUTIES, SPONSOR, SPONSOR_NAME = "biz_own_duties", "biz_sponsor", "biz_sponsor_name"
NOBODY, ALL_PROMISED = "nobody_yet", "all_promised"

Promised = Literal["can", "cannot", "not_answered"]


@dataclass(frozen=True)
class Sponsor:
    """Who owns the relationship on the business's side; `name` is None where it is not known."""

    is_owner: bool
    name: str | None


def cannot_promise(session: Session) -> tuple[str, ...] | None:
    """The options of the own duties that cannot be promised today; None where nobody has answered."""
    answer = session.business.get(OWN_DUTIES)
    if answer is None:
        return None
    chosen = (answer,) if isinstance(answer, str) else answer if isinstance(answer, tuple) else ()
    return tuple(option for option in chosen if option != ALL_PROMISED)


def promised(session: Session, duty: str | None) -> Promised | None:
    """Whether the business can promise that duty; None where it was never asked about it."""
    if duty is None:
        return None
    lacking = cannot_promise(session)
    if lacking is None:
        return "not_answered"
    return "cannot" if duty in lacking else "can"


def sponsor(session: Session) -> Sponsor | None:
    """Who owns the relationship on the business's side; None if nobody."""
    answer = session.business.get(SPONSOR)
    if answer is None or answer == NOBODY:
        return None
    name = session.business.get(SPONSOR_NAME)
    given = " ".join(name.split()) if isinstance(name, str) else ""
    return Sponsor(answer == "owner", given or None)


def has_said(session: Session, catalog: Catalog, question_id: str) -> bool:
    """Whether the business has answered that question; "I can promise all of it" is nothing to discuss."""
    given = catalog.business.counted(session.business)
    question, value = catalog.business.question(question_id), given.get(question_id)
    if question is None or value is None:
        return False
    if isinstance(value, tuple):
        return any(option.id in value and option.id != ALL_PROMISED for option in question.options)
    return value != ALL_PROMISED and not (isinstance(value, str) and not value.strip())
