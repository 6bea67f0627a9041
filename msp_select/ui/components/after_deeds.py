"""Everything that is done after signing: sign, put in, hold a review, ask the people, write the calendar."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from msp_select.decision.after.as_of import counted_from
from msp_select.errors import MspSelectError, shown_path
from msp_select.model.edits import with_fields
from msp_select.phrases.en.after import place
from msp_select.phrases.en.after.deadlines import OWN_CALENDAR
from msp_select.phrases.en.after.place import PageName
from msp_select.store.write_document import write_document
from msp_select.ui.after_calendar import fault, made, usual_path
from msp_select.ui.after_pages import Facts
from msp_select.ui.components.month_form import MonthForm
from msp_select.ui.components.review_form import ReviewForm
from msp_select.ui.components.signing import Signing
from msp_select.ui.components.voices import VoicesHeard
from msp_select.ui.widgets.dialogs import AskText, Confirm

if TYPE_CHECKING:
    from msp_select.model.session import Session
    from msp_select.open_session import OpenSession
    from msp_select.ui.app import SelectApp

ADD_REVIEW = "add_review"


class AfterDeeds:
    """What the keys of the place do; `apply` takes the changed session, `turn` shows another page."""

    def __init__(
        self,
        app: SelectApp,
        work: OpenSession,
        apply: Callable[[Session, str], None],
        turn: Callable[[PageName], None],
    ) -> None:
        self._app, self._apply, self._turn = app, apply, turn
        self.work = work
        self.month = MonthForm(app, work, apply)
        self.signing = Signing(app, work, apply)
        self.reviews = ReviewForm(app, work, apply)
        self.voices = VoicesHeard(app, work, apply)
        self.found: Facts | None = None

    def judged(self, found: Facts | None) -> None:
        """What is known by now."""
        self.found = found
        self.month.sheet.judged(None if found is None else found.after)

    def do(self, name: str, page: PageName, key: str) -> None:
        """The deed of that name, with the line of that key marked on that page."""
        deed: Callable[[PageName, str], str | None] = getattr(self, f"_{name}")
        if said := deed(page, key):
            self._app.say(said)

    def _sign(self, page: PageName, key: str) -> str:
        del page, key
        if self.work.session.agreement is not None:
            self._turn("terms")
            return ""
        settings = self.work.session.settings
        if settings.blind:
            return place.HIDDEN_SO_UNSIGNED
        if settings.sealed:
            return place.SEALED_SO_UNSIGNED
        if not self.work.session.candidates:
            return place.NOBODY_TO_SIGN_WITH
        self.signing.begin(self._app.candidate, self._look_through)
        return ""

    def _look_through(self) -> None:
        """It is signed: show every term, to be put right."""
        self._turn("terms")
        signed = self.work.session.agreement
        assert signed is not None
        name = self.work.shown.candidate(signed.candidate).name
        self._app.say(place.SIGNED_WITH.format(name=name))

    def _put_in(self, page: PageName, key: str) -> None:
        del page, key
        self._turn("month")
        self.month.begin()

    def _nothing(self, page: PageName, key: str) -> str:
        del page, key
        return self.month.nothing_came()

    def _not_due(self, page: PageName, key: str) -> None:
        del page, key
        self.month.not_due()

    def _who(self, page: PageName, key: str) -> str:
        del page
        return self.month.who_measured(key)

    def _named(self, page: PageName, key: str) -> str:
        del page
        return self.month.named(key)

    def _ask(self, page: PageName, key: str) -> None:
        if page == "month":
            self.month.ask(key)
        elif page == "terms":
            self.signing.ask(key)
        elif key == ADD_REVIEW:
            self.reviews.begin()
        else:
            self.reviews.ask(key)

    def _empty(self, page: PageName, key: str) -> None:
        empty = {"month": self.month.empty, "terms": self.signing.empty, "reviews": self.reviews.empty}
        empty[page](key)

    def _tick(self, page: PageName, key: str) -> None:
        del page
        self.signing.tick(key)

    def _people(self, page: PageName, key: str) -> None:
        del page, key
        self.voices.ask_pulse(self._app.say)

    def _requests(self, page: PageName, key: str) -> None:
        del page, key
        self.voices.ask_check(self._app.say)

    def _today(self, page: PageName, key: str) -> None:
        """Count from today, from now on."""
        del page, key
        today = self.work.now().date()
        self._apply(with_fields(self.work.session, as_of=today), place.COUNTED_TODAY)

    def ask_today(self) -> None:
        """Ask once whether to count from today, where what was counted from lies behind."""
        fact = counted_from(self.work.shown, self.work.now().date())
        if fact.stale_on is not None:

            def answered(yes: bool | None) -> None:
                if yes:
                    self._today("month", "")

            question = Confirm(place.ask_today(fact), place.FROM_TODAY, place.AS_IT_IS)
            self._app.push_screen(question, answered)

    # -- the calendar ----------------------------------------------------------------------------------

    def _calendar(self, page: PageName, key: str) -> None:
        """Ask where to, and write the dates there."""
        del page, key
        found = self.found
        if found is None:
            return
        self.signing.over()  # what is changed from now on makes the calendar another one
        if self._app.is_web:
            name = usual_path(self.work).name
            self._app.deliver_binary(io.BytesIO(made(found)), save_filename=name)
            return

        def check(text: str) -> str:
            return fault(text, self.work)

        def asked(text: str | None) -> None:
            if text is None:
                return
            path = Path(text).expanduser()
            if path.exists():
                question = Confirm(place.replace(shown_path(path.name)), place.REPLACE, place.LEAVE_IT)
                self._app.push_screen(question, lambda yes: self._write(path, found) if yes else None)
            else:
                self._write(path, found)

        usual = str(usual_path(self.work))
        self._app.push_screen(AskText(place.CALENDAR_TITLE, usual, hint=OWN_CALENDAR, check=check), asked)

    def _write(self, path: Path, found: Facts) -> None:
        try:
            write_document(path, made(found), self.work.stored.path, replace=True)
        except MspSelectError as error:
            self._app.say(f"{error.message} {error.remedy}", severity="error")
        else:
            self._app.say(place.written(shown_path(path), len(found.dates.entries)))
