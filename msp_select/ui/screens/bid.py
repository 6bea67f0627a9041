"""Money terms: one candidate's bid, field by field, each with its unit."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, ClassVar

from pydantic import ValidationError
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from msp_select.model.bid import Bid, Module, OwnPerson
from msp_select.model.bid_fields import MODULE, OWN_PERSON, SECTIONS, Field
from msp_select.model.bid_lists import LISTED_FIELDS
from msp_select.model.candidate import Candidate
from msp_select.model.edits import set_bid
from msp_select.model.number_text import typed_number
from msp_select.phrases.en.bid import (
    BASES,
    FIELD_WORDS,
    MODULE_WORDS,
    OWN_PERSON_WORDS,
    SECTION_TITLES,
    FieldWords,
    bid_fault,
)
from msp_select.phrases.en.fee import quoted_fee
from msp_select.phrases.en.labels import GRADES
from msp_select.ui.literal_text import literal, padded
from msp_select.ui.number_input import amount
from msp_select.ui.open_prices import open_prices
from msp_select.ui.place_frame import Place
from msp_select.ui.widgets.dialogs import AskText, Choose
from msp_select.ui.widgets.selectable_lines import Line, LineList

CHOSEN = ("basis", "bid.evidence", "bid.rise_capped")  # fields that are chosen, not typed


class BidScreen(Place):
    """The bid of the candidate last looked at."""

    PLACE = "bid"
    COMPUTES = False
    GUIDE = (
        "What this candidate asks for. Leave a field open if nobody said: the program then says what it "
        "assumes. A 0 means that it costs nothing."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,backspace", "clear", "Leave open"),
        Binding("m", "module", "Add a part", tooltip="Add a part of the offer with prices of its own"),
        Binding("o", "open_prices", "Open prices"),
    ]

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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Opening prices is for sealed ones; parts are for offers made of parts."""
        if not self.select_app.work or not self.work.session.candidates:
            return True
        sealed = self.work.shown.settings.sealed
        if not self.work.catalog.knows_prices:
            return action not in ("open_prices", "module", "clear")
        if action == "open_prices":
            return sealed
        if action == "module":
            bid = self.candidate.bid
            return not sealed and bid is not None and bid.basis in ("tiered", "shared")
        return not sealed if action == "clear" else True

    def refresh_work(self) -> None:
        """Show the fields that belong to the basis of the fee, or that prices are sealed."""
        if not self.work.session.candidates:
            self.select_app.go("candidates")
            return
        sheet = self.query_one(LineList)
        if not self.work.catalog.knows_prices:
            sheet.show([Line(literal(f" {self.called}: money is left out of this selection."))])
        else:
            sheet.show(self._sealed() if self.work.shown.settings.sealed else self._lines())
        self.refresh_bindings()
        if self.focused is None:
            sheet.focus()

    def _sealed(self) -> list[Line]:
        texts: tuple[str, ...] = (
            f" {self.called}: money terms", "",
            " Prices are sealed until the rest is scored, so that no price colours an answer.", "",
            " o  opens them; before the rest is scored it asks why.",
            " Esc goes back to the candidates.",
        )  # fmt: skip
        return [Line(literal(text, "bold" if at == 0 else "")) for at, text in enumerate(texts)]

    def _lines(self) -> list[Line]:
        bid = self.candidate.bid
        vat = "without tax" if self.work.session.vat == "excluded" else "with tax"
        head = f" {self.called}: money terms, {self.work.session.currency}, {vat}"
        basis = BASES[bid.basis] if bid is not None else "not said yet"
        lines = [Line(literal(head, "bold")), self._line("basis", FIELD_WORDS["basis"].title, basis, "")]
        if bid is None:
            return [
                *lines,
                Line(literal("")),
                Line(literal(" Enter chooses; the other fields follow from it.")),
            ]
        if fee := quoted_fee(bid, self.work.session, self.work.catalog):
            lines.append(Line(literal(f"   {fee}")))
        for section in SECTIONS:
            if bid.basis == "in_house" or (section.bases and bid.basis not in section.bases):
                continue
            lines += [Line(literal(f" {SECTION_TITLES[section.id]}", "bold"))]
            lines += [
                self._field(f"bid.{f.name}", f, getattr(bid, f.name))
                for f in section.fields
                if f.name != "modules"  # each part has lines of its own below
            ]
        for at, module in enumerate(bid.modules):
            lines.append(self._line(f"part.{at}.name", "Part", module.name, "", bold=True))
            lines += [self._field(f"part.{at}.{f.name}", f, getattr(module, f.name)) for f in MODULE]
        if bid.basis in ("in_house", "shared"):
            own = bid.own_person or OwnPerson()
            lines.append(Line(literal(" Your own staff", "bold")))
            lines += [self._field(f"own.{f.name}", f, getattr(own, f.name)) for f in OWN_PERSON]
        return lines

    def _field(self, key: str, field: Field, value: Any) -> Line:
        if field.name in LISTED_FIELDS:
            shown = LISTED_FIELDS[field.name].write(value)
        elif field.entry == "grade":
            shown = GRADES[value].words if value else ""
        elif field.entry == "yes_no":
            shown = {True: "yes", False: "no", None: ""}[value]
        else:
            shown = amount(Decimal(value)) if value is not None and (value or key[:4] != "part") else ""
        words = _words(key)
        return self._line(key, words.title, shown, words.unit.format(self.work.session.currency))

    def _line(self, key: str, title: str, value: str, unit: str, *, bold: bool = False) -> Line:
        width = max(20, min(36, self.app.size.width - 42))
        if unit:
            text = f"   {padded(title, width)}{value or '·':>12}  {unit}"
        else:
            text = f"   {padded(title, width)}  {value or '·'}"
        return Line(literal(text, "bold" if bold else ""), key)

    @on(LineList.Chosen)
    def chosen(self, event: LineList.Chosen) -> None:
        """Enter: change the field under the cursor."""
        if event.key == "basis":
            self._ask_basis()
        elif event.key == "bid.evidence":
            self._ask_evidence()
        elif event.key == "bid.rise_capped":
            self._set(event.key, {None: True, True: False, False: None}[self._value(event.key)])
        else:
            self._ask(event.key)

    def on_key(self, event: Any) -> None:
        """A digit begins to type a figure at once."""
        key = self.query_one(LineList).key
        if event.character and event.character in "0123456789." and key not in ("", *CHOSEN):
            event.stop()
            self._ask(key, event.character)

    def _ask_basis(self) -> None:
        def chosen(basis: str | None) -> None:
            if basis is not None:
                session = set_bid(self.work.session, self.candidate.id, {"basis": basis})
                self.apply(session, f"basis of the fee of {self.called}")

        now = self.candidate.bid.basis if self.candidate.bid else ""
        self.app.push_screen(Choose("What is the fee based on?", list(BASES.items()), chosen=now), chosen)

    def _ask_evidence(self) -> None:
        def chosen(grade: str | None) -> None:
            if grade is not None:
                self._set("bid.evidence", grade)

        now = self.candidate.bid.evidence if self.candidate.bid else None
        grades = [(grade, words.words) for grade, words in GRADES.items()]
        self.app.push_screen(Choose("What do these terms rest on?", grades, chosen=now or ""), chosen)

    def _ask(self, key: str, typed: str = "") -> None:
        group, _, name = key.rpartition(".")
        is_name = group.startswith("part") and name == "name"
        words = FieldWords("What is this part called?") if is_name else _words(key)
        value = self._value(key)
        listed = LISTED_FIELDS.get(name) if group == "bid" else None
        now = listed.write(value) if listed and value is not None else value
        initial = typed or ("" if now is None else str(now))

        def given(text: str | None) -> None:
            if text is not None and listed is not None:
                self._set(key, listed.read(text))
            elif text is not None:
                self._set(key, text if is_name else typed_number(text) if text else None)

        def check(text: str) -> str:
            if not text:
                return ""
            if listed is not None:
                return self._list_fault(key, text, listed.read)
            if is_name:
                return "" if len(text) <= 200 else "That is too long."
            return self._fault(key, typed_number(text))

        unit = words.unit.format(self.work.session.currency)
        title = f"{words.title}: {unit}" if unit else words.title
        hint = words.help or "Empty means: nobody said."
        self.app.push_screen(
            AskText(title, initial, hint=hint, check=check, blank=not is_name, begun=bool(typed)), given
        )

    def _value(self, key: str) -> Any:
        group, _, name = key.rpartition(".")
        bid = self.candidate.bid
        if bid is None:
            return None
        if group == "bid":
            return getattr(bid, name)
        if group == "own":
            return getattr(bid.own_person, name) if bid.own_person else None
        return getattr(bid.modules[int(group.split(".")[1])], name)

    def _fault(self, key: str, number: Decimal | None) -> str:
        return "That is not a number." if number is None else self._refusal(key, number)

    def _list_fault(self, key: str, text: str, read: Callable[[str], tuple[Any, ...]]) -> str:
        try:
            return self._refusal(key, read(text))
        except ValidationError as error:
            return bid_fault(error)
        except ValueError as error:
            return str(error)

    def _refusal(self, key: str, value: object) -> str:
        """What is wrong with that value in this bid, if anything is."""
        try:
            Bid.model_validate(dict(self.candidate.bid or {"basis": "flat"}) | self._fields(key, value))
        except ValidationError as error:
            return bid_fault(error)
        return ""

    def _fields(self, key: str, value: object) -> dict[str, Any]:
        """The fields of the bid that change when `key` gets `value`."""
        group, _, name = key.rpartition(".")
        bid = self.candidate.bid
        if group == "bid" or bid is None:
            return {name: value}
        if group == "own":
            kept = dict(bid.own_person or OwnPerson()) | {name: value}
            own = OwnPerson.model_validate({k: v for k, v in kept.items() if v is not None})
            return {"own_person": own}
        at = int(group.split(".")[1])
        changed = Module.model_validate(dict(bid.modules[at]) | {name: value or Decimal(0)})
        return {"modules": (*bid.modules[:at], changed, *bid.modules[at + 1 :])}

    def _set(self, key: str, value: object) -> None:
        session = set_bid(self.work.session, self.candidate.id, self._fields(key, value))
        self.apply(session, f"money terms of {self.called}")

    def action_clear(self) -> None:
        key = self.query_one(LineList).key
        if key.startswith("part.") and key.endswith(".name") and self.candidate.bid:
            at = int(key.split(".")[1])
            modules = self.candidate.bid.modules
            fields = {"modules": (*modules[:at], *modules[at + 1 :])}
            self.apply(set_bid(self.work.session, self.candidate.id, fields), "removed a part of the offer")
        elif key and key != "basis":
            self._set(key, () if key.removeprefix("bid.") in LISTED_FIELDS else None)

    def action_module(self) -> None:
        def named(name: str | None) -> None:
            if name is not None and self.candidate.bid is not None:
                modules = (*self.candidate.bid.modules, Module(name=name))
                self.apply(
                    set_bid(self.work.session, self.candidate.id, {"modules": modules}), f"added {name}"
                )

        self.app.push_screen(AskText("What is this part of the offer called?"), named)

    def action_open_prices(self) -> None:
        open_prices(self)

    def action_back(self) -> None:
        self.select_app.go("candidates")


def _words(key: str) -> FieldWords:
    """What the field of that line is called."""
    group, _, name = key.rpartition(".")
    return {"bid": FIELD_WORDS, "own": OWN_PERSON_WORDS}.get(group, MODULE_WORDS)[name]
