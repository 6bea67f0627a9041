"""Why something was not worked out, in words: what is wrong, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from msp_select.decision.refusal import (
    ComparedWithItself,
    Namesakes,
    NobodyElse,
    NobodyToExplain,
    NoRuleOfDrift,
    NoSuchCandidate,
    Refusal,
    UnfitMethod,
)
from msp_select.did_you_mean import did_you_mean
from msp_select.errors import shown_path
from msp_select.model.scalars import shown

Told = tuple[str, str]
"""The message and the remedy."""
Where = Literal["command_line", "page", "prompts"]
"""Where it is read: a command was typed, a page is shown, or one is led by ordinary prompts."""


def refusal_in_words(refusal: Refusal, where: Where = "command_line") -> Told:
    """The message and the remedy of a refusal, with what to do about it where it is read."""
    message, remedy = REFUSALS[type(refusal)](refusal)
    return message, f"{remedy} {HERE[where].get(type(refusal), '')}".rstrip()


def use_one_of(known: Iterable[str]) -> str:
    """What can be typed for a candidate, as a remedy."""
    listed = ", ".join(known)
    return f"Use one of: {listed}." if listed else "Add a candidate first."


def _no_such_candidate(refusal: NoSuchCandidate) -> Told:
    hint = did_you_mean(refusal.typed.casefold(), refusal.known, sentence=True)
    message = f"There is no candidate {shown(refusal.typed)}.{' ' if hint else ''}{hint}"
    return message, use_one_of(refusal.known)


def _namesakes(refusal: Namesakes) -> Told:
    ids = " or ".join(refusal.known)
    return f"There is more than one candidate {shown(refusal.typed)}.", f"Use the id: {ids}."


def _nobody_to_explain(_: NobodyToExplain) -> Told:
    return "There is no candidate to explain.", "Add one first."


def _compared_with_itself(refusal: ComparedWithItself) -> Told:
    return f'"{refusal.name}" cannot be compared with itself.', "Name another candidate, or none at all."


def _no_rule_of_drift(refusal: NoRuleOfDrift) -> Told:
    return (
        f'The file "{refusal.agreement}" has no table [drift], by which figures are judged.',
        "Copy that table from the agreement.toml that comes with the program.",
    )


def _nobody_else(refusal: NobodyElse) -> Told:
    return (
        f"There is nobody to hold {refusal.name} against.",
        "Add two bids of the market as candidates, or take those of another session.",
    )


def _unfit_method(refusal: UnfitMethod) -> Told:
    what = {
        "failed": f"failed: {refusal.error}",
        "shape": f"gave figures of the shape {refusal.shape}, expected {refusal.wanted}",
        "not_finite": "gave a figure that is no finite number",
    }[refusal.fault]
    named = f"{shown_path(refusal.name)} ({shown_path(refusal.module)})"
    others = ", ".join(refusal.others)
    return (
        f"The method {named}, which another package brings, {what}.",
        f"Ask whoever made it, or use one of: {others}.",
    )


REFUSALS: Mapping[type[Refusal], Callable[[Any], Told]] = {
    ComparedWithItself: _compared_with_itself,
    Namesakes: _namesakes,
    NobodyElse: _nobody_else,
    NobodyToExplain: _nobody_to_explain,
    NoRuleOfDrift: _no_rule_of_drift,
    NoSuchCandidate: _no_such_candidate,
    UnfitMethod: _unfit_method,
}
HERE: Mapping[Where, Mapping[type[Refusal], str]] = {
    "command_line": {NobodyElse: "The option --market OTHER.toml names it."},
    "page": {NobodyElse: "F4 adds a candidate, g names another session."},
    "prompts": {},
}
