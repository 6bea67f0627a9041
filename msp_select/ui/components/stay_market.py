"""Whom today's provider is held against: newcomers of this session, or of another; kept as a comparison."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from msp_select.decision.after.market import comparison_anew, with_today
from msp_select.decision.scoring.redaction import seen
from msp_select.errors import MspSelectError, shown_path
from msp_select.model.slug import slug
from msp_select.phrases.en.after import place
from msp_select.phrases.en.words import listed
from msp_select.store.catalog import load_catalog
from msp_select.store.session import dump_session, load_session, new_session_file
from msp_select.ui.asked_file import ask_for_files
from msp_select.ui.components.field_form import checked
from msp_select.ui.folder import folder_of
from msp_select.ui.typed_values import months_ahead_of
from msp_select.ui.widgets.dialogs import AskText, Choose, Notice, Tick

if TYPE_CHECKING:
    from msp_select.model.session import Session
    from msp_select.open_session import OpenSession
    from msp_select.ui.after_pages import Facts
    from msp_select.ui.app import SelectApp

ALL, SOME, OTHER = "", "+", "/"  # no ids of candidates
FEWEST_TO_TICK = 3  # of two, some are one or all
ENDING = ".toml"


@dataclass(frozen=True)
class Market:
    """All the others of this session, some of them (`only`), or those of another `session`; by `name`.

    `months` are looked ahead, as many as is usual where None.
    """

    only: tuple[str, ...] = ()
    session: Session | None = None
    name: str = ""
    months: int | None = None

    def compared(self, shown: Session) -> Session:
        """The session in which today's provider is held against them."""
        if self.session is None:
            return shown
        assert shown.agreement is not None
        return with_today(self.session, shown.candidate(shown.agreement.candidate))


class StayMarket:
    """Asks whom to compare with, `changed` then draws it; and keeps the comparison as a new session."""

    def __init__(self, app: SelectApp, work: OpenSession, changed: Callable[[], None]) -> None:
        self._app, self._work, self._changed = app, work, changed
        self.chosen = Market()

    def said(self) -> str:
        """Whom it is held against, of those that are still there."""
        names = [self._work.shown.candidate(one).name for one in self.chosen.only]
        return place.held_against(listed(names) if names else self.chosen.name)

    def settle(self) -> None:
        """Who is not a candidate any more is compared with no longer."""
        there = {one.id for one in self._work.shown.candidates}
        if not there.issuperset(self.chosen.only):
            self.chosen = replace(self.chosen, only=tuple(one for one in self.chosen.only if one in there))

    def ask(self) -> None:
        """Which newcomer, or which other session."""
        shown = self._work.shown
        assert shown.agreement is not None
        today = shown.agreement.candidate
        others = [one for one in shown.candidates if one.id != today and one.kind != "incumbent"]
        options = [
            (ALL, place.ALL_OTHERS),
            *((one.id, one.name) for one in others),
            *([(SOME, place.SOME_OTHERS)] if len(others) >= FEWEST_TO_TICK else []),
            (OTHER, place.OTHER_SESSION),
        ]

        def answered(key: str | None) -> None:
            if key == OTHER:
                self._ask_file()
            elif key == SOME:
                dialog = Tick(place.AGAINST_WHOM, options[1 : 1 + len(others)], ticked=self.chosen.only)
                self._app.push_screen(dialog, ticked)
            elif key is not None:
                ticked((key,) if key else ())

        def ticked(ids: tuple[str, ...] | None) -> None:
            if ids is not None:
                self._take(Market(ids, months=self.chosen.months))

        only = self.chosen.only
        chosen = SOME if len(only) > 1 else only[0] if only else ALL
        self._app.push_screen(Choose(place.AGAINST_WHOM, options, chosen=chosen), answered)

    def ask_months(self) -> None:
        """Over how many months staying and leaving are compared."""
        assert self._work.shown.agreement is not None

        def months(text: str) -> int | None:
            return months_ahead_of(text) if text else None

        def typed(text: str | None) -> None:
            if text is not None:
                self._take(replace(self.chosen, months=months(text)))

        now = "" if self.chosen.months is None else str(self.chosen.months)
        usual = place.MONTHS_HINT.format(usual=self._work.catalog.agreed.judging.window_months)
        dialog = AskText(place.HOW_FAR_AHEAD, now, hint=usual, check=checked(months), blank=True)
        self._app.push_screen(dialog, typed)

    def _ask_file(self) -> None:
        ask_for_files(
            self._app,
            place.WHICH_MARKET,
            lambda paths: self._load(paths[0]),
            endings=(ENDING,),
            hint=place.MARKET_HINT,
        )

    def _load(self, path: Path) -> None:
        """The other session as it may be seen; why it cannot be compared, if so."""
        try:
            catalog = load_catalog(path.parent)
            session = load_session(path, catalog).session
        except MspSelectError as error:
            self._app.push_screen(Notice(error.message, error.remedy))
            return
        if session.settings.sealed or session.settings.blind:
            self._app.push_screen(Notice(place.MARKET_HIDDEN, place.MARKET_HIDDEN_SO))
            return
        market = seen(session, catalog.within(session.weights))
        name = shown_path(path.name)
        self._take(Market(session=market, name=name, months=self.chosen.months))

    def _take(self, market: Market) -> None:
        self.chosen = market
        self._changed()

    def keep(self, found: Facts) -> None:
        """Ask where to, and write the comparison with what was measured as a session of its own."""
        session = comparison_anew(self.chosen.compared(found.session), found.after, found.catalog)
        usual = folder_of(self._work) / f"{slug(session.title)}{ENDING}"
        if self._app.is_web:
            self._app.deliver_binary(io.BytesIO(dump_session(session)), save_filename=usual.name)
            return

        def check(text: str) -> str:
            path = Path(text).expanduser()
            if path.suffix.lower() != ENDING:
                return place.SESSION_ENDING
            return place.TAKEN_NAME if path.exists() else ""

        def typed(text: str | None) -> None:
            if text is None:
                return
            path = Path(text).expanduser()
            try:
                new_session_file(path, session)
            except MspSelectError as error:
                self._app.say(f"{error.message} {error.remedy}", severity="error")
            else:
                self._app.say(place.kept_anew(shown_path(path)))

        dialog = AskText(place.KEEP_WHERE, str(usual), hint=place.KEEP_HINT, check=check)
        self._app.push_screen(dialog, typed)
