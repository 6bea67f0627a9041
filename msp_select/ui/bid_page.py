"""Money terms as lines: the fields that belong to the bid, what each is usually, and what it comes to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from msp_select.decision.costing.usual import usual_in
from msp_select.model.bid import Bid, OwnPerson
from msp_select.model.bid_fields import MODULE, OWN_PERSON, SECTIONS, Field, is_asked
from msp_select.model.bid_lists import LISTED_FIELDS
from msp_select.model.catalog import Catalog
from msp_select.model.number_text import grouped
from msp_select.model.session import Session
from msp_select.phrases.en.bid import BASES, SECTION_TITLES, TAXES, words_of
from msp_select.phrases.en.labels import ENTERED_SEALED, GRADES
from msp_select.phrases.en.money_terms import ADDED
from msp_select.phrases.en.usual_ranges import usual_in_words
from msp_select.ui.literal_text import literal, padded, wrapped
from msp_select.ui.widgets.selectable_lines import Line

OPEN = "·"
MORE = "more"  # the key of the line that shows the fields of other bases
ADDED_KEY = "added"  # of what is only to be read
YES_NO = {True: "yes", False: "no"}


@dataclass(frozen=True)
class BidPage:
    """What a page of money terms shows; `sums` is what the bid comes to, `added` what of it is ours.

    Under seal a field says only that it is filled. `everything`: the fields of other bases are shown too.
    """

    called: str
    bid: Bid | None
    session: Session
    catalog: Catalog
    sealed: bool
    everything: bool
    sums: Sequence[str]
    added: Sequence[str]


def bid_lines(page: BidPage, width: int) -> list[Line]:
    """The page, one line a field, cut and wrapped for that width."""
    vat = "without tax" if page.session.vat == "excluded" else "with tax"
    lines = [
        Line(literal(f" {line}", "bold"))
        for line in wrapped(f"{page.called}: money terms, {page.session.currency}, {vat}", width - 2)
    ]
    if page.sealed:
        about = "Prices are sealed: what you type here is kept and not shown, and counts once they are open."
        lines += [Line(literal(f" {line}")) for line in wrapped(about, width - 2)]
    bid = page.bid
    lines.extend(
        _line(
            "basis",
            words_of("bid.basis").title,
            BASES[bid.basis] if bid is not None else "not said yet",
            "",
            width,
        )
    )
    if bid is None:
        return [*lines, Line(literal("")), Line(literal(" Enter chooses; the other fields follow from it."))]
    lines += [Line(literal(f"   {line}")) for said in page.sums for line in wrapped(said, width - 4)]
    lines += _sections(page, bid, width)
    if page.added:
        lines.append(Line(literal(f" {ADDED}", "bold"), ADDED_KEY))
        added = [line for said in page.added for line in wrapped(said, width - 4)]
        lines += [Line(literal(f"   {line}"), of=ADDED_KEY) for line in added]
    return lines


def _sections(page: BidPage, bid: Bid, width: int) -> Iterator[Line]:
    hidden = 0
    for section in SECTIONS:
        fields = [
            field for field in section.fields if field.name != "modules"
        ]  # each part has lines of its own
        asked = [field for field in fields if page.everything or is_asked(field, bid)]
        hidden += len(fields) - len(asked)
        if asked:
            yield Line(literal(f" {SECTION_TITLES[section.id]}", "bold"))
        for field in asked:
            yield from _field(page, f"bid.{field.name}", field, getattr(bid, field.name), width)
        if section is SECTIONS[0]:
            yield from _parts(page, bid, width)
    if bid.basis in ("in_house", "shared"):
        own = bid.own_person or OwnPerson()
        yield Line(literal(" Your own staff", "bold"))
        for field in OWN_PERSON:
            yield from _field(page, f"own.{field.name}", field, getattr(own, field.name), width)
    if hidden and bid.basis != "in_house":
        yield Line(literal("   More fields, for what this offer asks besides", "dim"), MORE)


def _parts(page: BidPage, bid: Bid, width: int) -> Iterator[Line]:
    for at, module in enumerate(bid.modules):
        yield from _line(f"part.{at}.name", "Part", module.name, "", width, bold=True)
        for field in MODULE:
            yield from _field(
                page, f"part.{at}.{field.name}", field, getattr(module, field.name) or None, width
            )


def _field(page: BidPage, key: str, field: Field, value: Any, width: int) -> Iterator[Line]:
    shown = ""
    if value not in (None, ()):
        shown = ENTERED_SEALED if page.sealed else shown_value(field, value, page.session.currency)
    words = words_of(key)
    yield from _line(key, words.title, shown, words.unit.format(page.session.currency), width)
    usual = usual_in(page.session, page.catalog, key, page.bid)
    if usual is not None:
        said = usual_in_words(usual, page.session.currency)
        for line in wrapped(said, width - 7):
            yield Line(literal(f"     {line}", "dim"), of=key)


def shown_value(field: Field, value: Any, currency: str) -> str:
    """A value as its line shows it, in the way of the currency's place."""
    if field.name in LISTED_FIELDS:
        return LISTED_FIELDS[field.name].write(value)
    if field.entry == "grade":
        return GRADES[value].words
    if field.entry == "tax":
        return TAXES[value]
    return YES_NO[value] if field.entry == "yes_no" else grouped(Decimal(value), currency)


def _line(key: str, title: str, value: str, unit: str, width: int, *, bold: bool = False) -> Iterator[Line]:
    """The line of a field; a long title goes on below it."""
    room = max(20, min(36, width - 42))
    first, *rest = wrapped(title, room)
    text = f"   {padded(first, room)}{f'{value or OPEN:>12}  {unit}' if unit else f'  {value or OPEN}'}"
    yield Line(literal(text, "bold" if bold else ""), key)
    yield from (Line(literal(f"     {line}"), of=key) for line in rest)
