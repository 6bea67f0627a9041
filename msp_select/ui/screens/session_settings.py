"""About this session: title, size, currency, tax, term, who paid, and how it is shown."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from msp_select.model.disclosure import hide, reveal
from msp_select.model.edits import set_settings, with_fields
from msp_select.model.number_text import typed_number
from msp_select.model.refused_value import first_said
from msp_select.model.session import Session
from msp_select.phrases.en.bidders import SHORT_ROADS
from msp_select.phrases.en.dates import day_from
from msp_select.ui.literal_text import literal, padded, wrapped
from msp_select.ui.place_frame import Place
from msp_select.ui.start_session import sizes_in_words
from msp_select.ui.widgets.dialogs import AskText, Choose
from msp_select.ui.widgets.selectable_lines import Line, LineList

CHOICES: dict[str, dict[str, str]] = {
    "blind": {"False": "shown", "True": "hidden: Provider A, Provider B, ..."},
    "answers_by": {**SHORT_ROADS},
    "vat": {"excluded": "without tax", "included": "with tax"},
}


class Detail(NamedTuple):
    """One line: how to show it, and how to make a typed text of it (ValueError with a sentence)."""

    name: str
    title: str
    help: str
    read: Callable[[str], Any]


def _number(text: str) -> Decimal:
    number = typed_number(text)
    if number is None:
        raise ValueError("That is not a number.")
    return number


DETAILS = (
    Detail("title", "Title", "It stands on every page and report.", str),
    Detail("size", "How thorough", "Which questions are asked and scored.", str),
    Detail("answers_by", "Bidders' answers come", "In sheets you answer only a few questions first.", str),
    Detail("currency", "Currency", "Three capital letters, such as USD; no amount is converted.", str.upper),
    Detail("vat", "Amounts are", "All amounts the same way.", str),
    Detail("term_months", "Compared over", "Months, 1 to 120.", _number),
    Detail("as_of", "As of", "Ages and deadlines are counted from this day.", day_from),
    Detail("paid_by", "Who paid for this selection", "It stands in every report.", str),
    Detail("blind", "Names of candidates", "Hidden, they are Provider A, B, C ... everywhere.", str),
    Detail("silence", "An answer they couldn't give counts", "At most so much: 0 to 100.", _number),
)
SETTINGS = ("silence", "blind")


def _choices(name: str) -> dict[str, str]:
    return sizes_in_words() if name == "size" else CHOICES.get(name, {})


class SessionSettingsScreen(Place):
    """The session's own fields."""

    PLACE = "details"
    COMPUTES = False
    GUIDE = (
        "What this selection is called, how thorough it is, and in which currency, tax and term it compares."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "change", "Change")]

    @property
    def findable(self) -> list[tuple[str, str, str]]:
        """Its fields."""
        return [(detail.title, detail.help, detail.name) for detail in DETAILS]

    def body(self) -> ComposeResult:
        yield LineList(id="sheet")

    def refresh_work(self) -> None:
        """Show every field."""
        session = self.work.shown
        lines = [Line(literal(" About this session", "bold")), Line(literal(""))]
        lines += [
            Line(literal(f"   {padded(d.title, 37)}{_shown(session, d.name)}"), d.name) for d in DETAILS
        ]
        paths = [f"It is kept in {self.work.stored.path}."] if not self.work.read_only else []
        for text in (*paths, "Enter changes the marked line; ctrl+z takes it back."):
            lines += [Line(literal("")), *(Line(literal(f" {w}", "dim")) for w in wrapped(text, 74))]
        sheet = self.query_one(LineList)
        sheet.show(lines)
        if self.focused is None:
            sheet.focus()

    @on(LineList.Chosen)
    def chosen(self, event: LineList.Chosen) -> None:
        """Enter: change the line under the cursor."""
        self._change(event.key)

    def action_change(self) -> None:
        self._change(self.query_one(LineList).key)

    def _change(self, name: str) -> None:
        detail = next(d for d in DETAILS if d.name == name)
        now = self._now(name)

        def chosen(value: str | None) -> None:
            if value is not None and name == "blind":
                self._hide_names(value == "True")
            elif value is not None:
                self._set(detail, value)

        def check(text: str) -> str:
            try:
                self._changed(detail, text)
            except ValueError as error:
                return first_said(error)
            return ""

        if choices := _choices(name):
            options = list(choices.items())
            self.app.push_screen(Choose(detail.title, options, chosen=now, hint=detail.help), chosen)
        else:
            self.app.push_screen(
                AskText(detail.title, now, hint=detail.help, check=check, blank=name == "paid_by"), chosen
            )

    def _now(self, name: str) -> str:
        owner = self.work.session.settings if name in SETTINGS else self.work.session
        value = getattr(owner, name)
        return f"{value:g}" if isinstance(value, float) else str(value)

    def _changed(self, detail: Detail, text: str) -> Session:
        change = set_settings if detail.name in SETTINGS else with_fields
        return change(self.work.session, **{detail.name: detail.read(text)})

    def _hide_names(self, hidden: bool) -> None:
        """Hide the names, or show them again with a reason; both stand in the log."""

        def given(why: str | None) -> None:
            if why is not None:
                self.apply(reveal(self.work.session, "names", self.work.now(), why), "names shown")

        if hidden:
            self.apply(hide(self.work.session, "names", self.work.now()), "names hidden")
        elif self.work.session.settings.blind:
            hint = "Your reason is kept in the log."
            self.app.push_screen(AskText("Why are the names shown now?", hint=hint), given)

    def _set(self, detail: Detail, text: str) -> None:
        self.apply(self._changed(detail, text), detail.title.lower())


def _shown(session: Session, name: str) -> str:
    if name == "blind":
        return CHOICES[name][str(session.settings.blind)]
    if name == "silence":
        return f"{session.settings.silence:g} of 100"
    if name == "answers_by" and session.answers_by is None:
        return "not said yet"
    value = str(getattr(session, name))
    if name == "term_months":
        return f"{value} months"
    return _choices(name).get(value, value) or "nobody said"
