"""The business's own side: who is named, and what it can promise."""

from __future__ import annotations

from collections.abc import Mapping

from msp_select.decision.advice.own_side import Promised, Sponsor

PROMISED: Mapping[Promised, str] = {
    "can": "you can promise this",
    "cannot": "you cannot promise this yet",
    "not_answered": "not answered yet",
}


def sponsor(fact: Sponsor) -> str:
    """Who owns the relationship, by name where it is known."""
    return fact.name or ("the owner or manager" if fact.is_owner else "the person you have named")
