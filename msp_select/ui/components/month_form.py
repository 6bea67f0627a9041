"""One month put in by hand: the report, each figure, the bill; asked for, and kept as soon as it is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.app import App

from msp_select.phrases.en.after import asking
from msp_select.phrases.en.dates import day_from, month_words
from msp_select.ui.components.field_form import FieldForm, checked
from msp_select.ui.components.month_sheet import ADD_FIGURE, FIGURE, NOTE, REPORT, MonthSheet
from msp_select.ui.month_figures import has_theirs, not_followed
from msp_select.ui.widgets.dialogs import AskText, Choose

if TYPE_CHECKING:
    from msp_select.model.months import Actual
    from msp_select.model.session import Session
    from msp_select.open_session import OpenSession


class MonthForm:
    """What is asked about the month on show, its `sheet`."""

    def __init__(self, app: App[Any], work: OpenSession, apply: Callable[[Session, str], None]) -> None:
        self._app, self._agreed = app, work.catalog.agreed
        self.sheet = MonthSheet(work, apply)
        self._form = FieldForm(app, self.sheet.fields, self.sheet.take)

    def ask(self, key: str) -> None:
        """Ask for one field; of a month that was not begun first whether its report came."""
        if key == ADD_FIGURE:
            self._add_figure()
            return
        keys = [key] if self.sheet.stored is not None or key == REPORT else [REPORT, key]
        self._form.walk(keys)

    def _add_figure(self) -> None:
        """Say which figures are followed; ask which is to be too, and for it."""
        known = {key.removeprefix(FIGURE) for key in self.sheet.fields() if key.startswith(FIGURE)}
        found = not_followed(known, self._agreed)

        def chosen(measure: str | None) -> None:
            if measure == NOTE:
                self.ask(NOTE)
            elif measure is not None:
                self.sheet.added.add(measure)
                self.ask(f"{FIGURE}{measure}")

        title = asking.ADD_FIGURE_ASKED if found else asking.ALL_FOLLOWED
        options = [*found.items(), (NOTE, asking.TO_THE_NOTE)]
        hint = f"{asking.WHICH_FOLLOWED} {asking.NOT_LISTED}" if found else ""
        self._app.push_screen(Choose(title, options, hint=hint), chosen)

    def begin(self) -> str:
        """Put in the next month that waits, every field of it; that none does, or nothing."""
        if said := self.sheet.turn_to_next():
            return said
        self._form.walk([REPORT], lambda: self._form.walk(self.sheet.open_fields()))
        return ""

    def nothing_came(self) -> str:
        """Write down that no report came; what stands in the way, or nothing."""
        return self._without_report({"report": "none"})

    def not_due(self) -> None:
        """Write down that no report was due, and why."""

        def given(why: str | None) -> None:
            if why is not None:
                self._without_report({"report": "not_due", "why": why})

        title = asking.NOT_DUE_ASKED.format(month=month_words(self.sheet.month))
        self._app.push_screen(AskText(title, hint=asking.NOT_DUE_HINT), given)

    def _without_report(self, report: dict[str, Any]) -> str:
        if has_theirs(self.sheet.stored):
            return asking.REPORT_GONE
        session = self.sheet.with_fields({**report, "received": None}, asking.no_report(self.sheet.month))
        self.sheet.take(session, asking.no_report(self.sheet.month))
        return ""

    def empty(self, key: str) -> None:
        """Take out what stands there; of the report of a month without figures the whole month."""
        one = self.sheet.fields().get(key)
        if one is None or not one.value or key == ADD_FIGURE:
            return
        if key != REPORT:
            self._form.take(one, "")
        elif self.sheet.stored is not None and not self.sheet.stored.actuals:
            self.sheet.take(self.sheet.without(), self.sheet.what)

    def who_measured(self, key: str) -> str:
        """Ask who measured the figure of that line; what stands in the way, or nothing."""
        there = self.sheet.actual(key.removeprefix(FIGURE))
        if there is None:
            return asking.WHOSE_FIGURE

        def chosen(by: str | None) -> None:
            if by is not None and by != there.measured_by:
                self.sheet.take(self.sheet.with_actual(there, measured_by=by), self.sheet.what)

        title = asking.WHO_MEASURED.format(title=self.sheet.fields()[key].title)
        options = list(asking.MEASURED_BY.items())
        self._app.push_screen(Choose(title, options, chosen=there.measured_by), chosen)
        return ""

    def named(self, key: str) -> str:
        """Ask whether the report itself named the miss; what stands in the way, or nothing."""
        measure = key.removeprefix(FIGURE)
        there = self.sheet.actual(measure)
        if there is None or not self.sheet.is_missed(measure):
            return asking.ONLY_MISSED

        def chosen(key: str | None) -> None:
            if key == "put_right":
                self._app.push_screen(
                    AskText(asking.PUT_RIGHT, hint=asking.DAY_HINT, check=checked(day_from)), day
                )
            elif key is not None:
                said: dict[str, Any] = {"named": None if key == "" else key != "no", "cause": key == "cause"}
                self.sheet.take(self.sheet.with_actual(there, put_right=None, **said), self.sheet.what)

        def day(text: str | None) -> None:
            if text is not None:
                more = {"named": True, "cause": True, "put_right": day_from(text)}
                self.sheet.take(self.sheet.with_actual(there, **more), self.sheet.what)

        title = asking.REPORT_NAMED.format(title=self.sheet.fields()[key].title)
        self._app.push_screen(Choose(title, list(asking.NAMED.items()), chosen=_named(there)), chosen)
        return ""


def _named(there: Actual) -> str:
    """Which of the answers about the report stands there."""
    if there.named is None:
        return ""
    if not there.named:
        return "no"
    return "put_right" if there.cause and there.put_right else "cause" if there.cause else "yes"
