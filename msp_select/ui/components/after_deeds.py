"""Everything that is done after signing: sign, put in, hold a review, ask the people, write the calendar."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msp_select.decision.after.as_of import counted_from
from msp_select.model.edits import with_fields
from msp_select.phrases.en.after import place
from msp_select.phrases.en.after.place import PageName
from msp_select.ui.after_documents import calendar_document, sheet_document
from msp_select.ui.after_pages import Facts
from msp_select.ui.components.field_form import checked
from msp_select.ui.components.figures_file import FiguresFile
from msp_select.ui.components.month_form import MonthForm
from msp_select.ui.components.review_form import ReviewForm
from msp_select.ui.components.signing import Signing
from msp_select.ui.components.stay_market import StayMarket
from msp_select.ui.components.voices import VoicesHeard
from msp_select.ui.components.write_out import write_out
from msp_select.ui.typed_values import last_month_of
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
        count: Callable[[], None],
    ) -> None:
        self._app, self._apply, self._turn, self._count = app, apply, turn, count
        self.upto: str | None = None  # the last month that promises and change are shown up to
        self.work = work
        self.month = MonthForm(app, work, apply)
        self.figures = FiguresFile(app, work, apply)
        self.signing = Signing(app, work, apply)
        self.reviews = ReviewForm(app, work, apply)
        self.market = StayMarket(app, work, lambda: turn("stay"))
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

    def _put_in(self, page: PageName, key: str) -> str:
        del page, key
        said = self.month.begin()
        self._turn("month")
        return said

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

    # -- files -----------------------------------------------------------------------------------------

    def _calendar(self, page: PageName, key: str) -> None:
        """Ask where to, and write the dates there."""
        del page, key
        if self.found is not None:
            self.signing.over()  # what is changed from now on makes the calendar another one
            write_out(self._app, self.work, calendar_document(self.work, self.found))

    def _sheet(self, page: PageName, key: str) -> None:
        """Ask where to, and write the sheet for the provider there."""
        del page, key
        write_out(self._app, self.work, sheet_document(self.work))

    def _from_file(self, page: PageName, key: str) -> None:
        """Take in a file of figures."""
        del page, key
        self._turn("month")
        self.figures.begin()

    def _against(self, page: PageName, key: str) -> None:
        """Ask whom today's provider is held against."""
        del page, key
        self.market.ask()

    def _quarter(self, page: PageName, key: str) -> None:
        """Ask up to which quarter promises and change are shown."""
        del page, key

        def typed(text: str | None) -> None:
            if text is not None:
                self.upto = last_month_of(text) if text else None
                self._count()

        check = checked(lambda text: last_month_of(text) if text else None)
        dialog = AskText(place.WHICH_QUARTER, hint=place.QUARTER_HINT, check=check, blank=True)
        self._app.push_screen(dialog, typed)

    def _ahead(self, page: PageName, key: str) -> None:
        """Ask over how many months staying and leaving are compared."""
        del page, key
        self.market.ask_months()

    def _anew(self, page: PageName, key: str) -> None:
        """Begin a new comparison with what was measured."""
        del page, key
        if self.found is not None:
            self.market.keep(self.found)
