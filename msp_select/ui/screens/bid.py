"""Money terms: one candidate's bid, field by field, each with its unit and what is usual for it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar

from pydantic import ValidationError
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from msp_select.model.bid import Module
from msp_select.model.bid_fields import MODULE, Field
from msp_select.model.bid_keys import field_of, fields_with, value_of
from msp_select.model.bid_lists import LISTED_FIELDS, Lines
from msp_select.model.candidate import Candidate
from msp_select.model.edits import set_bid
from msp_select.model.number_text import as_typed
from msp_select.model.session import Session
from msp_select.phrases.en.bid import BASES, TAXES, YES_NO, bid_fault, refusal, words_of
from msp_select.phrases.en.fee import quoted_fee
from msp_select.phrases.en.labels import ENTERED_SEALED, GRADES
from msp_select.phrases.en.money_terms import added_in_words, totals_in_words
from msp_select.phrases.en.wanted_numbers import wanted_of_term
from msp_select.phrases.names import Names
from msp_select.ui.bid_page import ADDED_KEY, MORE, BidPage, bid_lines
from msp_select.ui.literal_text import literal
from msp_select.ui.number_input import AskNumber, Typed, is_typed
from msp_select.ui.open_prices import open_prices
from msp_select.ui.place_frame import Place
from msp_select.ui.widgets.dialogs import AskText, Choose
from msp_select.ui.widgets.selectable_lines import Line, LineList

NO_FIELDS = ("", "basis", MORE, ADDED_KEY)  # lines that are no field of the bid
CHOSEN = (*NO_FIELDS, "bid.evidence", "bid.rise_capped", "bid.vat")  # lines that are chosen, not typed
NOBODY_SAID = "nobody said"


class BidScreen(Place):
    """The bid of the candidate last looked at."""

    PLACE = "bid"
    COMPUTES = False
    GUIDE = (
        "What this candidate asks for. Leave a field open if nobody said: the program then says what it "
        "assumes. A 0 means that it costs nothing. A digit begins to type a figure; below it you see how it "
        "is read.\n\n"
        "While prices are sealed a figure is kept as you type it and not shown, here or anywhere."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,backspace", "clear", "Leave open"),
        Binding("c", "app.go('costs')", "Costs", tooltip="What all this comes to, line by line"),
        Binding("m", "module", "Add a part", tooltip="Add a part of the offer with prices of its own"),
        Binding("o", "open_prices", "Open prices"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._everything = ""  # the candidate all of whose fields are shown

    def body(self) -> ComposeResult:
        yield LineList(id="sheet")

    @property
    def candidate(self) -> Candidate:
        """Whose bid it is."""
        session = self.work.session
        wanted = [c for c in session.candidates if c.id == self.select_app.candidate]
        return (wanted or session.candidates)[0]

    @property
    def called(self) -> str:
        """What the candidate goes by."""
        return self.work.shown.candidate(self.candidate.id).name

    @property
    def sealed(self) -> bool:
        """Whether figures are kept and not shown."""
        return self.work.shown.settings.sealed

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Opening prices is for sealed ones; parts are for offers made of parts."""
        if not self.select_app.work or not self.work.session.candidates:
            return True
        if not self.work.catalog.knows_prices:
            return action not in ("open_prices", "module", "clear")
        if action == "open_prices":
            return self.sealed
        if action == "module":
            bid = self.candidate.bid
            return bid is not None and bid.basis in ("tiered", "shared")
        if action == "clear":
            key = self.query_one(LineList).key
            return key not in NO_FIELDS and value_of(key, self.candidate.bid) not in (None, ())
        return True

    def refresh_work(self) -> None:
        """Show the fields that belong to the basis of the fee."""
        if not self.work.session.candidates:
            self.select_app.go("candidates")
            return
        sheet = self.query_one(LineList)
        if self.work.catalog.knows_prices:
            sheet.show(bid_lines(self._page(), self.app.size.width - 2))
        else:
            sheet.show([Line(literal(f" {self.called}: money is left out of this selection."))])
        self.refresh_bindings()
        if self.focused is None:
            sheet.focus()

    def on_resize(self) -> None:
        """Lines are cut and wrapped for the room there is."""
        if self.select_app.work is not None and self.is_mounted:
            self.refresh_work()

    def _page(self) -> BidPage:
        candidate, session = self.candidate, self.work.session
        sums, added = ((), ()) if self.sealed else self._sums(session)
        return BidPage(
            called=self.called,
            bid=candidate.bid,
            session=session,
            catalog=self.work.catalog,
            sealed=self.sealed,
            everything=self._everything == candidate.id,
            sums=sums,
            added=added,
        )

    def _sums(self, session: Session) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The fee as a sum with what the bid comes to over the term, and what of that is added."""
        bid = self.candidate.bid
        if bid is None:
            return (), ()
        fee = quoted_fee(bid, session, self.work.catalog)
        evaluation = self.work.evaluation(draws=0)
        costs = next(one.costs for one in evaluation.results if one.candidate.id == self.candidate.id)
        first = (fee,) if fee else ()
        if costs is None:
            return first, ()
        names = Names.of(evaluation)
        return (*first, *totals_in_words(costs, names)), added_in_words(costs, names)

    # -- changing a field -------------------------------------------------------------------------------

    @on(LineList.Highlighted)
    def highlighted(self) -> None:
        """Only what is filled in can be left open."""
        self.refresh_bindings()

    @on(LineList.Chosen)
    def chosen(self, event: LineList.Chosen) -> None:
        """Enter: change the field under the cursor."""
        if event.key == "basis":
            now = self.candidate.bid.basis if self.candidate.bid else ""
            self.app.push_screen(
                Choose("What is the fee based on?", list(BASES.items()), chosen=now), self._based
            )
        elif event.key == MORE:
            self._everything = self.candidate.id
            self.refresh_work()
        elif event.key == "bid.evidence":
            grades = [(grade, words.words) for grade, words in GRADES.items()]
            self._choose("What do these terms rest on?", event.key, grades)
        elif event.key == "bid.rise_capped":
            options = [(word, word) for word in YES_NO]
            self._choose(words_of(event.key).title, event.key, options)
        elif event.key == "bid.vat":
            self._choose(words_of(event.key).title, event.key, list(TAXES.items()))
        elif event.key not in NO_FIELDS:
            self._ask(event.key)

    def on_key(self, event: Any) -> None:
        """A digit, or what else begins a number, begins to type a figure at once."""
        key = self.query_one(LineList).key
        if event.character and is_typed(event.character) and key not in CHOSEN:
            event.stop()
            self._ask(key, event.character)

    def on_paste(self, event: Any) -> None:
        """What is pasted on a field is typed into it."""
        key = self.query_one(LineList).key
        if key not in CHOSEN and (text := " ".join(event.text.split())):
            event.stop()
            self._ask(key, text)

    def _based(self, basis: str | None) -> None:
        if basis is not None:
            session = set_bid(self.work.session, self.candidate.id, {"basis": basis})
            self.apply(session, f"basis of the fee of {self.called}")

    def _choose(self, title: str, key: str, options: Sequence[tuple[str, str]]) -> None:
        def chosen(value: str | None) -> None:
            if value is not None:
                self._set(key, YES_NO.get(value, value) if value else None)

        now = value_of(key, self.candidate.bid)
        written = next((word for word, value in YES_NO.items() if value is now), now)
        shown = None if self.sealed or now is None else str(written)
        self.app.push_screen(Choose(title, [*options, ("", NOBODY_SAID)], chosen=shown), chosen)

    def _ask(self, key: str, typed: str = "") -> None:
        group, _, name = key.rpartition(".")
        field, value = field_of(key), value_of(key, self.candidate.bid)
        if group.startswith("part") and name == "name":
            self._ask_name(key, typed or str(value))
        elif group == "bid" and (lines := LISTED_FIELDS.get(name)) is not None:
            self._ask_lines(key, lines, typed)
        elif field is not None:
            self._ask_number(key, field, value, typed)

    def _ask_number(self, key: str, field: Field, value: Any, typed: str) -> None:
        def given(answer: Typed | None) -> None:
            if answer is not None:
                self._set(key, answer.number)

        def comes_to(number: Decimal) -> str:
            session = set_bid(
                self.work.session, self.candidate.id, fields_with(key, number, self.candidate.bid)
            )
            bid = session.candidate(self.candidate.id).bid
            return quoted_fee(bid, session, self.work.catalog) if bid is not None else ""

        words = words_of(key)
        held = value is not None and (value or not key.startswith("part"))
        initial = typed
        if held and not typed and not self.sealed:
            initial = as_typed(Decimal(value), self.work.session.currency)
        hint = f"{ENTERED_SEALED}: what you type takes its place." if held and self.sealed else ""
        wanted = wanted_of_term(
            key, field, self.candidate.bid, self.work.session, self.work.catalog,
            lambda number: refusal(key, number, self.candidate.bid),
        )  # fmt: skip
        self.app.push_screen(
            AskNumber(
                f"{words.title}: {wanted.unit_in_words}",
                wanted,
                initial,
                hint=" ".join(filter(None, (hint, words.help))),
                beside=None if self.sealed else comes_to,
                begun=bool(typed),
            ),
            given,
        )

    def _ask_lines(self, key: str, lines: Lines, typed: str) -> None:
        def given(text: str | None) -> None:
            if text is not None:
                self._set(key, lines.read(text) if text else None)

        def check(text: str) -> str:
            try:
                return refusal(key, lines.read(text), self.candidate.bid) if text else ""
            except ValidationError as error:
                return bid_fault(error)
            except ValueError as error:
                return str(error)

        now = "" if self.sealed else lines.write(value_of(key, self.candidate.bid))
        words = words_of(key)
        title = f"{words.title}: {words.unit.format(self.work.session.currency)}"
        self.app.push_screen(
            AskText(title, typed or now, hint=words.help, check=check, blank=bool(now), begun=bool(typed)),
            given,
        )

    def _ask_name(self, key: str, now: str) -> None:
        def given(text: str | None) -> None:
            if text is not None:
                self._set(key, text)

        def check(text: str) -> str:
            return "" if len(text) <= 200 else "That is too long."

        self.app.push_screen(AskText("What is this part called?", now, check=check), given)

    def _set(self, key: str, value: object) -> None:
        session = set_bid(self.work.session, self.candidate.id, fields_with(key, value, self.candidate.bid))
        self.apply(session, f"money terms of {self.called}")

    def action_clear(self) -> None:
        key = self.query_one(LineList).key
        if key.startswith("part.") and key.endswith(".name") and self.candidate.bid:
            at = int(key.split(".")[1])
            modules = self.candidate.bid.modules
            fields = {"modules": (*modules[:at], *modules[at + 1 :])}
            self.apply(set_bid(self.work.session, self.candidate.id, fields), "removed a part of the offer")
        elif key not in NO_FIELDS:
            self._set(key, None)

    def action_module(self) -> None:
        def named(name: str | None) -> None:
            if name is not None and self.candidate.bid is not None:
                modules = (*self.candidate.bid.modules, Module(name=name))
                session = set_bid(self.work.session, self.candidate.id, {"modules": modules})
                self.apply(session, f"added {name}")
                self.query_one(LineList).move_to(f"part.{len(modules) - 1}.{MODULE[0].name}")

        self.app.push_screen(AskText("What is this part of the offer called?"), named)

    def action_open_prices(self) -> None:
        open_prices(self)
