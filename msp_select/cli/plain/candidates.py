"""Candidates and their money terms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click
from pydantic import ValidationError

from msp_select.cli.plain.prompts import ask, choose, counted, tell
from msp_select.decision.cost.fee_words import quoted_fee
from msp_select.decision.names import GRADES
from msp_select.model.bid_fields import BASES, OVER_THE_YEARS, SECTIONS, Field
from msp_select.model.bid_lists import LISTED_FIELDS
from msp_select.model.candidate import CandidateKind
from msp_select.model.changes import add_candidate, edit_candidate, remove_candidate, set_bid
from msp_select.model.fields import name_fault
from msp_select.model.number_text import typed_number
from msp_select.work import Work

CAPPED = {True: "yes, never more", False: "no"}
GRADE_WORDS = {grade: words.words for grade, words in GRADES.items()}

KINDS: dict[CandidateKind, str] = {
    "provider": "a provider that bids",
    "incumbent": "today's provider",
    "in_house": "your own staff",
    "shared": "shared between a provider and your own staff",
}


def walk_candidates(work: Work) -> None:
    """Add, rename, price and remove candidates."""
    while True:
        click.echo()
        for candidate in work.shown.candidates:
            tell(f"{candidate.name}: {KINDS[candidate.kind]}")
        prices = [("p", "Prices")] if work.catalog.knows_prices else []
        actions = [("a", "Add"), ("r", "Rename"), *prices, ("x", "Remove"), ("m", "Menu")]
        key = choose("Candidates", actions if work.session.candidates else [actions[0], actions[-1]])
        if key == "m":
            return
        if key == "a":
            _add(work)
        else:
            _edit(work, key, _whose(work))


def _add(work: Work) -> None:
    name = ask("Name")
    if not name or _refused(name):
        return
    kinds = list(KINDS)
    kind = kinds[int(choose("What is it", counted(list(KINDS.values())), default="1")) - 1]
    work.change(add_candidate(work.session, name, kind), f"added {name}")


def _refused(name: str) -> bool:
    """Say what is wrong with a name, if anything is."""
    fault = name_fault(name)
    if fault:
        tell(fault)
    return bool(fault)


def _whose(work: Work) -> str:
    candidates = work.shown.candidates
    if len(candidates) == 1:
        return candidates[0].id
    return candidates[int(choose("Which", counted([c.name for c in candidates]))) - 1].id


def _edit(work: Work, key: str, candidate_id: str) -> None:
    candidate = work.shown.candidate(candidate_id)
    if key == "r":
        name = ask(f"New name for {candidate.name}")
        if name and not _refused(name):
            work.change(edit_candidate(work.session, candidate_id, name=name), f"renamed {candidate.name}")
    elif key == "x":
        if choose(f"Remove {candidate.name}", [("y", "yes"), ("n", "no")], default="n") == "y":
            work.change(remove_candidate(work.session, candidate_id), f"removed {candidate.name}")
    else:
        _prices(work, candidate_id)


def _prices(work: Work, candidate_id: str) -> None:
    """The basis first, then each field that belongs to it; Enter leaves a field as it is."""
    bases = list(BASES)
    bid = work.session.candidate(candidate_id).bid
    now = str(bases.index(bid.basis) + 1) if bid is not None else "1"
    basis = bases[int(choose("What is the fee based on", counted(list(BASES.values())), default=now)) - 1]
    work.change(set_bid(work.session, candidate_id, {"basis": basis}), "basis of the fee")
    for section in SECTIONS:
        if section.bases and basis not in section.bases:
            continue
        tell(section.title)
        for field in section.fields:
            _field(work, candidate_id, field)
        if section is OVER_THE_YEARS:
            _chosen(work, candidate_id, "rise_capped", "  Is that rise a limit in the contract", CAPPED)
    _chosen(work, candidate_id, "evidence", "What do these terms rest on", GRADE_WORDS)
    bid = work.session.candidate(candidate_id).bid
    fee = quoted_fee(bid, work.session, work.catalog) if bid is not None else ""
    if fee and not work.shown.settings.sealed:
        tell(fee)


def _field(work: Work, candidate_id: str, field: Field) -> None:
    """One field of the bid, typed or left as it is."""
    known = getattr(work.session.candidate(candidate_id).bid, field.name)
    listed = LISTED_FIELDS.get(field.name)
    if listed is not None:
        known = listed[1](known) or None
    now = "entered, sealed" if work.shown.settings.sealed else known
    unit = field.unit.format(work.session.currency)
    typed = ask(f"  {field.title}, {unit}{'' if known is None else f' [{now}]'}")
    if not typed:
        return
    try:
        value = listed[0](typed) if listed is not None else typed_number(typed)
        if value is None:
            tell(f'"{typed}" is not a number; left as it was.')
            return
        work.change(set_bid(work.session, candidate_id, {field.name: value}), field.title)
    except ValidationError as error:
        tell(f"{error.errors()[0]['msg'].removeprefix('Value error, ')}; left as it was.")
    except ValueError as error:
        tell(f"{error}; left as it was.")


def _chosen(work: Work, candidate_id: str, name: str, title: str, words: Mapping[Any, str]) -> None:
    """One of a few, or left open."""
    values = [None, *words]
    now = str(values.index(getattr(work.session.candidate(candidate_id).bid, name)) + 1)
    given = choose(title, counted(["nobody said", *words.values()]), default=now)
    value = values[int(given) - 1]
    work.change(set_bid(work.session, candidate_id, {name: value}), title.strip())
