"""Candidates: who is in the running, how far each is answered, and what each asks for."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from msp_select.decision.advice.owners_part import who_can_answer
from msp_select.decision.scoring.must_haves import gates
from msp_select.decision.weighting.resolved_weights import resolve_weights
from msp_select.model.bid import Bid
from msp_select.model.candidate import Candidate
from msp_select.model.conditions import Conditions
from msp_select.model.edits import (
    add_candidate,
    candidate_name_fault,
    duplicate_candidate,
    edit_candidate,
    removal_fault,
    remove_candidate,
)
from msp_select.model.number_text import grouped
from msp_select.model.sheets import is_asked_how, is_bidder
from msp_select.phrases.en.bidders import PRICES_APART, who_answers
from msp_select.phrases.en.labels import must_haves_in_short
from msp_select.phrases.en.notes import beside_note
from msp_select.ui.literal_text import literal, padded, wrapped
from msp_select.ui.place_frame import Place
from msp_select.ui.progress import counted_of_each, settled
from msp_select.ui.widgets.dialogs import AskNote, AskText, Choose, Confirm
from msp_select.ui.widgets.selectable_lines import Line, LineList

KINDS = {
    "provider": "A provider",
    "incumbent": "Today's provider",
    "in_house": "Own staff instead of a provider",
    "shared": "Own staff and a provider share the work",
}
SHORT_KINDS = {
    "provider": "provider", "incumbent": "today's", "in_house": "own staff", "shared": "shared",
}  # fmt: skip
BAR = 6
ROOM_FOR_FEE = 76  # cells from which the fee has a column


class CandidatesScreen(Place):
    """The list of candidates and everything done to one as a whole."""

    PLACE = "candidates"
    COMPUTES = False
    GUIDE = (
        "Each line is one candidate. Add every bidder, today's provider too, and your own staff if doing it "
        "yourselves is a choice. A must-have is a line every candidate has to reach; failing one is not a "
        "matter of points."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add"),
        Binding("b", "bid", "Money", tooltip="What this candidate asks for, in money"),
        Binding("r", "read", "Read", tooltip="Read a proposal: what this candidate's document says"),
        Binding("e", "rename", "Rename"),
        Binding("w", "kind", "Kind", tooltip="Provider, today's provider, own staff or shared"),
        Binding("d", "duplicate", "Duplicate"),
        Binding("x,delete", "remove", "Remove"),
        Binding("s", "app.go('bidders')", "Send", tooltip="Send the bidders the questions", show=False),
        Binding("t", "note", "Note", tooltip="A note about the candidate as a whole", show=False),
    ]

    def body(self) -> ComposeResult:
        yield LineList(id="sheet")

    def refresh_work(self) -> None:
        """Show every candidate; the cursor stays on the one it was on."""
        sheet = self.query_one(LineList)
        sheet.show(self._lines(), cursor=sheet.key or self.select_app.candidate)
        if self.focused is None:
            sheet.focus()

    @property
    def current(self) -> Candidate | None:
        """The candidate the cursor is on."""
        key = self.query_one(LineList).key
        return next((c for c in self.work.shown.candidates if c.id == key), None)

    def _lines(self) -> list[Line]:
        session, catalog = self.work.shown, self.work.catalog
        if not session.candidates:
            texts = (
                "", " No candidate yet.", "",
                " a  adds the first: a bidder, today's provider, or your own staff.",
            )  # fmt: skip
            return [Line(literal(text)) for text in texts]
        name_width = max(16, self.app.size.width - 58)
        with_fee = catalog.knows_prices and self.app.size.width >= ROOM_FOR_FEE
        head = f"   {padded('candidate', name_width)} {padded('kind', 10)}{padded('answered', 16)}"
        fee = f"fee, {session.currency}" if with_fee else ""
        lines = [Line(literal(f"{head}{padded('must-haves', 11)}{fee}", "bold"))]
        rules = resolve_weights(session, catalog).must_haves
        conditions = Conditions.of(session, catalog)
        whole = [self.work.session.candidate(candidate.id) for candidate in session.candidates]
        counted = counted_of_each(session, catalog, whole)
        for candidate, (_, asked) in zip(session.candidates, counted, strict=True):
            done = settled(candidate, asked)
            full = round(BAR * done / len(asked)) if asked else 0
            bar = "█" * full + "░" * (BAR - full)
            known = candidate.model_copy(update={"answers": conditions.answers(candidate)})
            found = gates(known, rules, catalog)
            failed = sum(gate.outcome == "failed" for gate in found)
            still = sum(gate.outcome == "open" for gate in found)
            text = (
                f"   {padded(candidate.name, name_width)} {padded(SHORT_KINDS[candidate.kind], 10)}"
                f"{bar} {padded(f'{done} of {len(asked)}', 9)}"
                f"{padded(must_haves_in_short(failed, still), 11)}{self._fee(candidate) if with_fee else ''}"
            )
            lines.append(Line(literal(text), candidate.id))
        return [*lines, Line(literal("")), *self._about()]

    def _about(self) -> list[Line]:
        candidates = self.work.shown.candidates
        hint = " Enter opens the questions for the marked one."
        if len(candidates) == 1:
            hint += " Add another to compare it with."
        asked = [f"{one.name} {len(one.to_ask)}" for one in candidates if one.to_ask]
        told = wrapped(f"To be asked: {', '.join(asked)}.", self.app.size.width - 5) if asked else []
        if self.work.shown.settings.sealed:
            told += wrapped(PRICES_APART, self.app.size.width - 5)
        return [
            Line(literal(hint, "dim")),
            *(Line(literal(f" {line}")) for line in (*told, *self._who_answers())),
        ]

    def _who_answers(self) -> list[str]:
        """Who can answer what, until every bidder has a sheet or the owner types it all."""
        session = self.work.shown
        unsent = any(is_bidder(one) and not one.sheets for one in session.candidates)
        if not is_asked_how(session) and not (session.answers_by == "sheets" and unsent):
            return []
        who = who_answers(who_can_answer(session, self.work.catalog))
        return wrapped(f"{who} s leads there.", self.app.size.width - 5)

    def _fee(self, candidate: Candidate) -> str:
        if self.work.shown.settings.sealed:
            return "sealed"
        if not self.work.catalog.knows_prices:
            return ""
        return fee_in_words(candidate.bid, self.work.session.currency)

    @on(LineList.Highlighted)
    def highlighted(self, event: LineList.Highlighted) -> None:
        """The candidate under the cursor is the one other places begin with."""
        self.select_app.candidate = event.key

    @on(LineList.Chosen)
    def chosen(self, event: LineList.Chosen) -> None:
        """Enter: ask this candidate's questions."""
        self.select_app.candidate = event.key
        self.select_app.go("questions")

    def action_add(self) -> None:
        def kind_chosen(name: str, kind: str | None) -> None:
            if kind is not None:
                before = {c.id for c in self.work.session.candidates}
                session = add_candidate(self.work.session, name, kind)  # type: ignore[arg-type]
                added = next(c.id for c in session.candidates if c.id not in before)
                self.apply(session, f"added {name}")
                self.query_one(LineList).move_to(added)

        def named(name: str | None) -> None:
            if name is not None:
                options = list(KINDS.items())
                self.app.push_screen(
                    Choose(f"What is {name}?", options), lambda kind: kind_chosen(name, kind)
                )

        self.app.push_screen(AskText("Who is the candidate?", check=self._name_fault), named)

    def _name_fault(self, name: str) -> str:
        return candidate_name_fault(self.work.session, name)

    def action_read(self) -> None:
        """What the marked candidate's own document says."""
        candidate = self._needed()
        if candidate is None:
            return
        if not is_bidder(candidate):
            self.select_app.say("Your own staff send no proposal.")
            return
        self.select_app.navigation.place("proposal").begin_with(subject=candidate.id)
        self.select_app.go("proposal")

    def action_rename(self) -> None:
        candidate = self._needed(by_name=True)
        if candidate is None:
            return

        def named(name: str | None) -> None:
            if name is not None:
                session = edit_candidate(self.work.session, candidate.id, name=name)
                self.apply(session, f"renamed {candidate.name}")

        check = partial(candidate_name_fault, self.work.session, candidate_id=candidate.id)
        self.app.push_screen(AskText("What is the name?", candidate.name, check=check), named)

    def action_kind(self) -> None:
        candidate = self._needed()
        if candidate is None:
            return

        def chosen(kind: str | None) -> None:
            if kind is not None and kind != candidate.kind:
                session = edit_candidate(self.work.session, candidate.id, kind=kind)
                self.apply(session, f"{candidate.name} is now: {KINDS[kind].lower()}")

        self.app.push_screen(
            Choose(f"What is {candidate.name}?", list(KINDS.items()), chosen=candidate.kind), chosen
        )

    def action_duplicate(self) -> None:
        candidate = self._needed()
        if candidate is None:
            return

        def named(name: str | None) -> None:
            if name is not None:
                session = duplicate_candidate(self.work.session, candidate.id, name)
                self.apply(session, f"copied {candidate.name}")

        copy = f"{candidate.name[:190]} (copy)"
        hint = "All answers and money terms are copied: for a second offer of the same firm, say."
        self.app.push_screen(AskText("Name of the copy?", copy, hint=hint, check=self._name_fault), named)

    def action_remove(self) -> None:
        candidate = self._needed()
        if candidate is None:
            return
        if fault := removal_fault(self.work.session, candidate.id):
            self.select_app.say(fault)
            return

        def confirmed(yes: bool | None) -> None:
            if yes:
                self.apply(remove_candidate(self.work.session, candidate.id), f"removed {candidate.name}")
                self.select_app.say("Removed. ctrl+z brings it back.")

        count = len(candidate.answers)
        what = f"Remove {candidate.name} with {count} {'answer' if count == 1 else 'answers'}?"
        self.app.push_screen(Confirm(what, "Remove", "Keep"), confirmed)

    def action_note(self) -> None:
        candidate = self._needed(by_name=True)
        if candidate is None:
            return

        def written(note: str | None) -> None:
            if note is not None:
                session = edit_candidate(self.work.session, candidate.id, note=note)
                self.apply(session, f"note about {candidate.name}")

        beside = beside_note(candidate, self.work.session)
        self.app.push_screen(AskNote(f"Note about {candidate.name}", candidate.note, beside=beside), written)

    def action_bid(self) -> None:
        candidate = self._needed()
        if candidate is not None:
            self.select_app.candidate = candidate.id
            self.select_app.go("bid")

    def _needed(self, *, by_name: bool = False) -> Candidate | None:
        """The candidate under the cursor, or a word on why nothing happens."""
        if self.current is None:
            self.select_app.say("Add a candidate first, with the key a.")
        elif by_name and self.work.session.settings.blind:
            self.select_app.say("Names are hidden. Show them first: About this session.")
            return None
        return self.current


def fee_in_words(bid: Bid | None, currency: str) -> str:
    """The fee as the bid states it, in a few words."""
    if bid is None:
        return "no price yet"
    if bid.basis == "in_house":
        return "own staff" if bid.own_person is not None else "usual figures"
    for field, unit in (("per_user", "a user"), ("per_device", "a device"), ("block_rate", "an hour")):
        value = getattr(bid, field)
        if value is not None:
            return f"{grouped(value, currency)} {unit}"
    if bid.monthly is not None:
        return f"{grouped(bid.monthly, currency)} a month"
    if bid.modules:
        return f"{len(bid.modules)} {'part' if len(bid.modules) == 1 else 'parts'}"
    return f"{grouped(bid.hourly_rate, currency)} an hour" if bid.hourly_rate is not None else "no price yet"
