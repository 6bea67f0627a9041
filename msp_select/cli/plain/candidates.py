"""Candidates and their money terms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import click
from pydantic import ValidationError

from msp_select.cli.plain.numbers import number_meant
from msp_select.cli.plain.prompts import ask, choose, counted, tell
from msp_select.model.bid import OwnPerson
from msp_select.model.bid_fields import FIELDS, OWN_PERSON, SECTIONS, Field, is_asked
from msp_select.model.bid_lists import LISTED_FIELDS
from msp_select.model.candidate import CandidateKind
from msp_select.model.edits import (
    add_candidate,
    candidate_name_fault,
    edit_candidate,
    removal_fault,
    remove_candidate,
    set_bid,
)
from msp_select.model.number_text import grouped
from msp_select.open_session import OpenSession
from msp_select.phrases.en.bid import BASES, SECTION_TITLES, TAXES, YES_NO, bid_fault, words_of
from msp_select.phrases.en.fee import quoted_fee
from msp_select.phrases.en.labels import ENTERED_SEALED, GRADES
from msp_select.phrases.en.money_terms import ADDED, added_in_words, totals_in_words
from msp_select.phrases.en.typed_numbers import nothing_wrong
from msp_select.phrases.en.wanted_numbers import wanted_of_term
from msp_select.phrases.names import Names

CHOICES: Mapping[str, Mapping[Any, str]] = {
    "yes_no": {value: word for word, value in YES_NO.items()},
    "tax": TAXES,
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
            _edit(work, key, whose(work))


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


def whose(work: OpenSession) -> str:
    """The id of the only candidate, or of the one that is chosen."""
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
        if fault := removal_fault(work.session, candidate_id):
            tell(fault)
        elif choose(f"Remove {candidate.name}", [("y", "yes"), ("n", "no")], default="n") == "y":
            work.change(remove_candidate(work.session, candidate_id), f"removed {candidate.name}")
    else:
        _prices(work, candidate_id)


def _prices(work: OpenSession, candidate_id: str) -> None:
    """The basis first, then each field that belongs to it; Enter leaves a field as it is."""
    bases = list(BASES)
    bid = work.session.candidate(candidate_id).bid
    usual = "in_house" if work.session.candidate(candidate_id).kind == "in_house" else bases[0]
    now = str(bases.index(bid.basis if bid is not None else usual) + 1)
    basis = bases[int(choose(words_of("bid.basis").title, counted(list(BASES.values())), default=now)) - 1]
    work.change(set_bid(work.session, candidate_id, {"basis": basis}), "basis of the fee")
    asked = set[str]()
    _fields(work, candidate_id, asked, everything=False)
    if basis in ("in_house", "shared"):
        tell("Your own staff")
        for field in OWN_PERSON:
            _of_own_staff(work, candidate_id, field)
    if basis != "in_house" and len(asked) < len(FIELDS):
        more = choose("Does this offer ask for anything else", [("y", "yes"), ("n", "no")], default="n")
        if more == "y":
            _fields(work, candidate_id, asked, everything=True)
    for line in _sums(work, candidate_id):
        tell(line, indent="  ")


def _fields(work: OpenSession, candidate_id: str, asked: set[str], *, everything: bool) -> None:
    """The fields that belong to the bid, or `everything` that was not `asked` yet."""
    for section in SECTIONS:
        told = False
        for field in section.fields:
            bid = work.session.candidate(candidate_id).bid
            if field.name in asked or not (everything or (bid is not None and is_asked(field, bid))):
                continue
            if not told:
                tell(SECTION_TITLES[section.id])
            told = True
            asked.add(field.name)
            _field(work, candidate_id, field)


def _field(work: OpenSession, candidate_id: str, field: Field) -> None:
    """One field of the bid, typed or chosen, or left as it is; the sum where that moved it."""
    before = _fee(work, candidate_id)
    bid = work.session.candidate(candidate_id).bid
    key, known = f"bid.{field.name}", getattr(bid, field.name)
    if field.entry in CHOICES:
        _chosen(work, candidate_id, key, field, CHOICES[field.entry])
    elif (listed := LISTED_FIELDS.get(field.name)) is not None:
        typed = _typed(work, key, listed.write(known), helped=True)
        _take(work, candidate_id, key, lambda: {field.name: listed.read(typed)} if typed else None)
    else:
        number = _number(work, candidate_id, key, field, known)
        _take(work, candidate_id, key, lambda: {field.name: number} if number is not None else None)
    if (fee := _fee(work, candidate_id)) not in ("", before):
        tell(fee, indent="  ")


def _of_own_staff(work: OpenSession, candidate_id: str, field: Field) -> None:
    """One figure of the person of one's own, typed or left as it is."""
    bid = work.session.candidate(candidate_id).bid
    own = (bid and bid.own_person) or OwnPerson()
    key = f"own.{field.name}"
    number = _number(work, candidate_id, key, field, getattr(own, field.name))
    kept = own.model_dump(exclude_none=True)

    def changed() -> dict[str, Any] | None:
        if number is None:
            return None
        return {"own_person": OwnPerson.model_validate(kept | {field.name: number})}

    _take(work, candidate_id, key, changed)


def _number(
    work: OpenSession, candidate_id: str, key: str, field: Field, known: Decimal | int | None
) -> Decimal | None:
    """The number typed for a field; None where none was, or none that is meant and can be."""
    bid = work.session.candidate(candidate_id).bid
    wanted = wanted_of_term(key, field, bid, work.session, work.catalog, nothing_wrong)
    if wanted.usual is not None:
        tell(wanted.usual_in_words(), indent="    ")
    typed = _typed(work, key, "" if known is None else grouped(Decimal(known), work.session.currency))
    number = number_meant(typed, wanted) if typed else None
    if typed and number is None:
        tell("Left as it was.")
    return number


def _typed(work: OpenSession, key: str, known: str, *, helped: bool = False) -> str:
    now, words = ENTERED_SEALED if work.shown.settings.sealed else known, words_of(key)
    unit = words.unit.format(work.session.currency)
    hint = f" ({words.help.rstrip('.')})" if helped else ""
    return ask(f"  {words.title}, {unit}{hint}{f' [{now}]' if known else ''}")


def _take(
    work: OpenSession, candidate_id: str, key: str, changed: Callable[[], dict[str, Any] | None]
) -> None:
    """The fields that change put into the bid, or what is wrong with them; None leaves it as it was."""
    try:
        if (fields := changed()) is not None:
            work.change(set_bid(work.session, candidate_id, fields), words_of(key).title)
    except ValidationError as error:
        tell(f"{bid_fault(error)}; left as it was.")
    except ValueError as error:
        tell(f"{error}; left as it was.")


def _fee(work: OpenSession, candidate_id: str) -> str:
    """The fee as the sum it is, where it may be shown."""
    bid = work.session.candidate(candidate_id).bid
    if bid is None or work.shown.settings.sealed:
        return ""
    return quoted_fee(bid, work.session, work.catalog)


def _sums(work: OpenSession, candidate_id: str) -> tuple[str, ...]:
    """What is added to the bid and what it comes to, where it may be shown."""
    if work.shown.settings.sealed or not work.catalog.knows_prices:
        return ()
    evaluation = work.evaluation(draws=0)
    costs = next(one.costs for one in evaluation.results if one.candidate.id == candidate_id)
    if costs is None:
        return ()
    names = Names.of(evaluation)
    added = added_in_words(costs, names)
    return (*((f"{ADDED}:", *added) if added else ()), *totals_in_words(costs, names))


def _chosen(work: OpenSession, candidate_id: str, key: str, field: Field, words: Mapping[Any, str]) -> None:
    """One of a few, or left open; under seal Enter leaves it as it is without saying how that is."""
    values, title = [None, *words], words_of(key).title
    known = getattr(work.session.candidate(candidate_id).bid, field.name)
    options, now = counted(["nobody said", *words.values()]), str(values.index(known) + 1)
    if work.shown.settings.sealed:
        options, now = (
            [*options, ("0", f"{ENTERED_SEALED}: leave it" if known is not None else "leave it")],
            "0",
        )
    given = choose(f"  {title.rstrip('?')}", options, default=now)
    if given != "0":
        value = values[int(given) - 1]
        work.change(set_bid(work.session, candidate_id, {field.name: value}), title)
