"""One month as it is put in by hand: its fields, and the session with one more of them filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from msp_select.decision.after.as_of import last_recorded
from msp_select.decision.after.calendar_entries import first_judged, report_due
from msp_select.decision.after.next_step import month_to_put_in, months_waiting
from msp_select.exchange.figure_cells import figure_words
from msp_select.model.after_edits import with_month, without_month
from msp_select.model.months import (
    BY_THE_PROVIDER,
    Actual,
    MeasuredBy,
    Month,
    first_day,
    month_after,
)
from msp_select.phrases.en.after import asking, place
from msp_select.phrases.en.dates import date_words, day_from, month_words
from msp_select.phrases.en.labels import ENTERED_SEALED
from msp_select.phrases.en.typed_numbers import Wanted, settled_number
from msp_select.phrases.en.words import capital
from msp_select.ui.components.field_form import FormField
from msp_select.ui.month_figures import Followed, by_whom, figure_from, followed, has_theirs

if TYPE_CHECKING:
    from msp_select.decision.after.review import AfterSigning
    from msp_select.model.session import Session
    from msp_select.model.signed import Signed
    from msp_select.open_session import OpenSession

REPORT, CLAIMED, NOTE, ADD_FIGURE = "report", "claimed", "note", "add_figure"
FIGURE, MONEY = "figure:", "money:"


class MonthSheet:
    """The month on show, the latest put in to begin with; `apply` takes the changed session.

    What is typed in one sitting is one entry of the log; a figure that was there before it is changed only
    with a reason, and the log keeps both.
    """

    def __init__(self, work: OpenSession, apply: Callable[[Session, str], None]) -> None:
        self._work, self._take = work, apply
        self._month = ""
        self._typed: set[tuple[str, str]] = set()  # month and figure, typed since the place was opened
        self._noted = ("", 0)  # the month of the last entry made, and how long the log was then
        self.added: set[str] = set()  # figures that are followed from now on, though none was given yet
        self._after: AfterSigning | None = None

    @property
    def _signed(self) -> Signed:
        signed = self._work.shown.agreement
        assert signed is not None
        return signed

    @property
    def month(self) -> str:
        """The month on show; to begin with the latest put in, else the first."""
        if not self._month:
            stored = [month.month for month in self._work.session.months]
            self._month = max(stored, default=first_judged(self._signed))
        return self._month

    def turn(self, by: int) -> str:
        """Another month; what stands in the way, or nothing."""
        to = month_after(self.month, by)
        if to < first_judged(self._signed):
            return place.BEYOND
        if to > month_to_put_in(self._work.session, self._signed):
            return place.NOT_YET
        self._month = to
        return ""

    def turn_to_next(self) -> str:
        """The first month that waits, unless the one on show does; that there is none, or nothing."""
        session = self._work.session
        day = max(self._work.now().date(), last_recorded(session))
        waiting = months_waiting(session, self._signed, day)
        if not waiting:
            return place.none_waits(month_to_put_in(session, self._signed), self._signed)
        if self.month not in waiting:
            self._month = waiting[0]
        return ""

    def actual(self, measure: str) -> Actual | None:
        """The figure of that measure in the month on show."""
        return self.stored.actual(measure) if self.stored is not None else None

    def is_missed(self, measure: str) -> bool:
        """Whether the promise about it is known to be missed in the month on show."""
        found = self._after.promise(measure) if self._after is not None else None
        period = found.in_period(self.month) if found is not None else None
        return period is not None and period.state == "missed"

    def without(self) -> Session:
        """The session as if nothing had been put in for the month."""
        return without_month(self._work.session, self.month)

    def judged(self, after: AfterSigning | None) -> None:
        """What is known of promises by now, for what stands beside the figures."""
        self._after = after

    @property
    def stored(self) -> Month | None:
        """What is put in of the month on show."""
        return next((one for one in self._work.session.months if one.month == self.month), None)

    def fields(self) -> Mapping[str, FormField]:
        """Every field of the month, in the order of a report and a bill."""
        return {one.key: one for one in self._fields()}

    def _fields(self) -> Iterator[FormField]:
        yield self._report_field()
        session, agreed = self._work.session, self._work.catalog.agreed
        for measure, one in followed(session, self._signed, agreed, self.month, self.added).items():
            yield self._figure_field(measure, one)
        yield FormField(
            key=ADD_FIGURE,
            title=asking.ADD_FIGURE,
            value=asking.ADD_FIGURE_VALUE,
            take=lambda *_: self._work.session,
        )
        yield from self._money_fields()
        stored, near = self.stored, report_due(self._signed, self.month)
        if self._signed.credits is not None and not self._signed.credits.automatic:
            claimed = stored.credit_claimed if stored else None
            yield FormField(
                key=CLAIMED,
                title=asking.CLAIMED,
                value=date_words(claimed) if claimed else "",
                typed=claimed.isoformat() if claimed else "",
                hint=f"{asking.DAY_HINT} {asking.EMPTY_TAKES_OUT}",
                take=lambda text, _: self.with_fields(
                    {"credit_claimed": day_from(text, near) if text else None}
                ),
                what=self.what,
            )
        note = stored.note if stored else ""
        yield FormField(
            key=NOTE,
            title=asking.NOTE,
            value=note,
            typed=note,
            take=lambda text, _: self.with_fields({"note": text}),
            what=self.what,
        )

    @property
    def what(self) -> str:
        """The month on show, for undo."""
        return month_words(self.month)

    def _report_field(self) -> FormField:
        stored, due = self.stored, date_words(report_due(self._signed, self.month))
        received = stored.received if stored is not None else None
        return FormField(
            key=REPORT,
            title=asking.REPORT,
            value=capital(asking.report_words(stored, due)),
            asked=asking.REPORT_ASKED.format(month=month_words(self.month)),
            typed=received.isoformat() if received else "",
            hint=asking.REPORT_HINT,
            settled=stored is not None,
            take=lambda text, _: self._with_report(text.strip()),
            what=self.what,
        )

    def _figure_field(self, measure: str, one: Followed) -> FormField:
        stored = self.stored
        there = stored.actual(measure) if stored is not None else None
        known = there is not None and (self.month, measure) not in self._typed
        measures = self._work.catalog.agreed.measures
        each_time = any(of.id == measure and of.period == "each_time" for of in measures)
        return FormField(
            key=f"{FIGURE}{measure}",
            title=one.title,
            value=figure_words(there.value, there.of) if there is not None else "",
            beside=", ".join(filter(None, self._beside(measure, there))),
            asked=one.asked,
            typed=figure_words(there.value, there.of) if there is not None else "",
            hint=asking.figure_hint(one.kind, each_time=each_time, there=there is not None),
            take=lambda text, why: self._with_figure(measure, one, text, why),
            why=place.WHY_FIGURE if known else "",
            what=self.what,
        )

    def _beside(self, measure: str, there: Actual | None) -> Iterator[str]:
        """Whether it was kept, what was promised, and who measured it."""
        found = self._after.promise(measure) if self._after is not None else None
        period = found.in_period(self.month) if found is not None else None
        if period is not None and there is not None:
            yield asking.STATES[period.state]
        yield asking.promised_words(self._signed.promise(measure, first_day(self.month)))
        if there is not None:
            yield asking.BY_SHORT[there.measured_by]

    def _money_fields(self) -> Iterator[FormField]:
        sealed, stored = self._work.shown.settings.sealed, self.stored
        currency = self._work.session.currency
        for name, (title, beside) in asking.MONEY.items():
            if name == "credit_received" and self._signed.credits is None:
                continue
            value: Decimal | None = getattr(stored, name) if stored is not None else None
            wanted = Wanted(currency, money=name != "units")
            hidden = sealed and wanted.money
            yield FormField(
                key=f"{MONEY}{name}",
                title=title,
                value="" if value is None else ENTERED_SEALED if hidden else wanted.in_digits(value),
                beside=beside,
                typed="" if value is None or hidden else f"{value.normalize():f}",
                hint=asking.amount_hint(currency if wanted.money else "", there=value is not None),
                take=lambda text, _, name=name, wanted=wanted: self.with_fields(  # type: ignore[misc]
                    {name: settled_number(text, wanted) if text else None}
                ),
                what=self.what,
            )

    def open_fields(self) -> list[str]:
        """The fields nobody has filled in; where no report came, those one counts oneself."""
        stored = self.stored
        came = stored is not None and stored.report == "sent"
        found = []
        for key, one in self.fields().items():
            kind, _, name = key.partition(":")
            theirs = f"{kind}:" == FIGURE and self._by(name) in BY_THE_PROVIDER
            wanted = f"{kind}:" in (FIGURE, MONEY) and name != "credit_received"
            if wanted and not one.value and (came or not theirs):
                found.append(key)
        return found

    def _with_report(self, text: str) -> Session:
        if text:
            day = day_from(text, report_due(self._signed, self.month))
            if day < first_day(self.month):
                raise ValueError(asking.BEFORE_MONTH)
            return self.with_fields({"report": "sent", "received": day, "why": ""})
        if has_theirs(self.stored):
            raise ValueError(asking.REPORT_GONE)
        return self.with_fields({"report": "none", "received": None, "why": ""})

    def _with_figure(self, measure: str, one: Followed, text: str, why: str) -> Session:
        """The month with that figure, or without it (ValueError with what is wrong with it)."""
        stored = self.stored
        there = stored.actual(measure) if stored is not None else None
        if not text:
            return self._with_actuals(measure, None, there, why)
        value, of = figure_from(text, one.kind, self._work.session.currency, one.unit)
        by = there.measured_by if there is not None else self._by(measure)
        if by in BY_THE_PROVIDER and value is not None and (stored is None or stored.report != "sent"):
            raise ValueError(asking.REPORT_FIRST)
        actual = Actual.model_validate({"id": measure, "value": value, "of": of, "measured_by": by})
        return self._with_actuals(measure, actual, there, why)

    def with_actual(self, there: Actual, **fields: Any) -> Session:
        """The session with that figure changed in these."""
        changed = Actual.model_validate({**dict(there), **fields})
        return self._with_actuals(there.id, changed, None, "")

    def _with_actuals(self, measure: str, actual: Actual | None, before: Actual | None, why: str) -> Session:
        stored = self.stored
        assert stored is not None
        rows = {one.id: one for one in stored.actuals}
        if actual is None:
            rows.pop(measure, None)
        else:
            rows[measure] = actual
        said = asking.month_figures(self.month, before) if why else ""
        return self.with_fields({"actuals": tuple(rows.values())}, said, why)

    def with_fields(self, fields: dict[str, Any], what: str = "", why: str = "") -> Session:
        """The session with the month so; the first thing typed in a sitting goes into the log."""
        session, stored = self._work.session, self.stored
        before = dict(stored) if stored is not None else {"month": self.month, "report": "none"}
        month = Month.model_validate({**before, **fields})
        fresh = self._noted == (self.month, len(session.log))
        said = what or ("" if fresh else asking.month_figures(self.month))
        return with_month(session, month, self._work.now(), said, why)

    def take(self, session: Session, what: str) -> None:
        """Take it; what of the month was not there before can be typed over in this sitting."""
        before = self._work.session
        self._take(session, what)
        self._noted = (self.month, len(self._work.session.log))
        was = next((one for one in before.months if one.month == self.month), None)
        for actual in self.stored.actuals if self.stored is not None else ():
            if was is None or was.actual(actual.id) is None:
                self._typed.add((self.month, actual.id))

    def _by(self, measure: str) -> MeasuredBy:
        return by_whom(self._work.session, self._work.catalog.agreed, measure, self.month)
