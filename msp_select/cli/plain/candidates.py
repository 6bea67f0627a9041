"""Candidates and their money terms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click
from pydantic import ValidationError

from msp_select.cli.plain.prompts import ask, choose, counted, tell
from msp_select.model.bid import OwnPerson
from msp_select.model.bid_fields import OWN_PERSON, SECTIONS, Field
from msp_select.model.bid_lists import LISTED_FIELDS
from msp_select.model.candidate import CandidateKind
from msp_select.model.edits import (
    add_candidate,
    candidate_name_fault,
    edit_candidate,
    remove_candidate,
    set_bid,
)
from msp_select.model.number_text import typed_number
from msp_select.open_session import OpenSession
from msp_select.phrases.en.bid import (
    BASES,
    FIELD_WORDS,
    OWN_PERSON_WORDS,
    SECTION_TITLES,
    YES_NO,
    FieldWords,
    bid_fault,
)
from msp_select.phrases.en.fee import quoted_fee
from msp_select.phrases.en.labels import GRADES

CHOICES: Mapping[str, Mapping[Any, str]] = {
    "yes_no": {value: word for word, value in YES_NO.items()},
    "grade": {grade: words.words for grade, words in GRADES.items()},
}

KINDS: dict[CandidateKind, str] = {
    "provider": "a provider that bids",
    "incumbent": "today's provider",
    "in_house": "your own staff",
    "shared": "shared between a provider and your own staff",
}


def walk_candidates(work: OpenSession) -> None:
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


def _add(work: OpenSession) -> None:
    name = ask("Name")
    if not name or _refused(work, name):
        return
    kinds = list(KINDS)
    kind = kinds[int(choose("What is it", counted(list(KINDS.values())), default="1")) - 1]
    work.change(add_candidate(work.session, name, kind), f"added {name}")


def _refused(work: OpenSession, name: str, candidate_id: str = "") -> bool:
    """Say what is wrong with a name, if anything is."""
    fault = candidate_name_fault(work.session, name, candidate_id)
    if fault:
        tell(fault)
    return bool(fault)


def _whose(work: OpenSession) -> str:
    candidates = work.shown.candidates
    if len(candidates) == 1:
        return candidates[0].id
    return candidates[int(choose("Which", counted([c.name for c in candidates]))) - 1].id


def _edit(work: OpenSession, key: str, candidate_id: str) -> None:
    candidate = work.shown.candidate(candidate_id)
    if key == "r":
        name = ask(f"New name for {candidate.name}")
        if name and not _refused(work, name, candidate_id):
            work.change(edit_candidate(work.session, candidate_id, name=name), f"renamed {candidate.name}")
    elif key == "x":
        if choose(f"Remove {candidate.name}", [("y", "yes"), ("n", "no")], default="n") == "y":
            work.change(remove_candidate(work.session, candidate_id), f"removed {candidate.name}")
    else:
        _prices(work, candidate_id)


def _prices(work: OpenSession, candidate_id: str) -> None:
    """The basis first, then each field that belongs to it; Enter leaves a field as it is."""
    bases = list(BASES)
    bid = work.session.candidate(candidate_id).bid
    now = str(bases.index(bid.basis) + 1) if bid is not None else "1"
    basis = bases[int(choose(FIELD_WORDS["basis"].title, counted(list(BASES.values())), default=now)) - 1]
    work.change(set_bid(work.session, candidate_id, {"basis": basis}), "basis of the fee")
    for section in SECTIONS:
        if section.bases and basis not in section.bases:
            continue
        tell(SECTION_TITLES[section.id])
        for field in section.fields:
            _field(work, candidate_id, field)
    if basis in ("in_house", "shared"):
        tell("Your own staff")
        for field in OWN_PERSON:
            _of_own_staff(work, candidate_id, field)


def _field(work: OpenSession, candidate_id: str, field: Field) -> None:
    """One field of the bid, typed or chosen, or left as it is; the sum where that moved it."""
    before = _sum(work, candidate_id)
    if field.entry in CHOICES:
        _chosen(work, candidate_id, field, CHOICES[field.entry])
        return
    bid = work.session.candidate(candidate_id).bid
    known = getattr(bid, field.name)
    listed = LISTED_FIELDS.get(field.name)
    read = typed_number if listed is None else listed.read
    words = FIELD_WORDS[field.name]
    typed = _typed(work, words, known if listed is None else listed.write(known) or None, listed is not None)
    _take(work, candidate_id, words.title, typed, lambda value: {field.name: value}, read)
    if (fee := _sum(work, candidate_id)) not in ("", before):
        tell(fee, indent="  ")


def _of_own_staff(work: OpenSession, candidate_id: str, field: Field) -> None:
    """One figure of the person of one's own, typed or left as it is."""
    bid = work.session.candidate(candidate_id).bid
    own = (bid and bid.own_person) or OwnPerson()
    words = OWN_PERSON_WORDS[field.name]
    typed = _typed(work, words, getattr(own, field.name))
    kept = own.model_dump(exclude_none=True)
    _take(
        work, candidate_id, words.title, typed,
        lambda value: {"own_person": OwnPerson.model_validate(kept | {field.name: value})},
        typed_number,
    )  # fmt: skip


def _typed(work: OpenSession, words: FieldWords, known: object, helped: bool = False) -> str:
    now = "entered, sealed" if work.shown.settings.sealed else known
    unit = words.unit.format(work.session.currency)
    hint = f" ({words.help.rstrip('.')})" if helped else ""
    return ask(f"  {words.title}, {unit}{hint}{'' if known is None else f' [{now}]'}")


def _take(
    work: OpenSession,
    candidate_id: str,
    title: str,
    typed: str,
    fields: Callable[[Any], dict[str, Any]],
    read: Callable[[str], Any],
) -> None:
    """What was typed, put into the bid, or what is wrong with it; nothing typed leaves it as it was."""
    if not typed:
        return
    try:
        value = read(typed)
        if value is None:
            tell(f'"{typed}" is not a number; left as it was.')
            return
        work.change(set_bid(work.session, candidate_id, fields(value)), title)
    except ValidationError as error:
        tell(f"{bid_fault(error)}; left as it was.")
    except ValueError as error:
        tell(f"{error}; left as it was.")


def _sum(work: OpenSession, candidate_id: str) -> str:
    """The fee as the sum it is, where it may be shown."""
    bid = work.session.candidate(candidate_id).bid
    if bid is None or work.shown.settings.sealed:
        return ""
    return quoted_fee(bid, work.session, work.catalog)


def _chosen(work: OpenSession, candidate_id: str, field: Field, words: Mapping[Any, str]) -> None:
    """One of a few, or left open."""
    values = [None, *words]
    now = str(values.index(getattr(work.session.candidate(candidate_id).bid, field.name)) + 1)
    title = FIELD_WORDS[field.name].title
    given = choose(f"  {title.rstrip('?')}", counted(["nobody said", *words.values()]), default=now)
    value = values[int(given) - 1]
    work.change(set_bid(work.session, candidate_id, {field.name: value}), title)
