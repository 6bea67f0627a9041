"""The application: wiring between the places, the open session, the keys and the terminal."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.worker import Worker

from msp_select.errors import MspSelectError, ReasonNeeded
from msp_select.ui.command_list import everything
from msp_select.ui.leaving import ask_to_leave, tell_what_was_found
from msp_select.ui.literal_text import fitted
from msp_select.ui.navigation import Navigation
from msp_select.ui.place_frame import Place
from msp_select.ui.places import BESIDE, PLACES, WALK
from msp_select.ui.progress import answered_of_asked
from msp_select.ui.remembered import UiState, load_state, store_state
from msp_select.ui.saving import Saving
from msp_select.ui.terminal_modes import TerminalApp
from msp_select.ui.widgets.dialogs import Choose, Notice, ask_why
from msp_select.ui.widgets.help import HelpDialog
from msp_select.ui.widgets.too_small import LEAST

if TYPE_CHECKING:
    from textual.actions import ActionParseResult
    from textual.command import Provider
    from textual.dom import DOMNode
    from textual.timer import Timer

    from msp_select.model.session import Session
    from msp_select.open_session import OpenSession
    from msp_select.ui.left_behind import LeftBehind

Clock = Callable[[], dt.datetime]


def _finder() -> type[Provider]:
    from msp_select.ui.finder import Finder

    return Finder


class SelectApp(TerminalApp):
    """The terminal interface, with or without a session open.

    `reference` is a file or "example:NAME"; it is read before the terminal is taken over, so that a file
    that cannot be read is an ordinary error (MspSelectError). `clock` is the time of day, for tests.
    """

    TITLE = "msp-select"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS = TerminalApp.COMMANDS | {_finder}
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (LEAST[0], "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LEAST[1], "-short"), (30, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "Help", show=False, priority=True),  # in every dialog too
        Binding("question_mark", "help", "Help", show=False),
        Binding("ctrl+g", "places", "Places", show=False),
        Binding("ctrl+s", "save", "Save now", show=False),
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True),
        *(Binding(p.key, f"go('{p.name}')", p.title, show=False) for p in WALK),
    ]

    def __init__(self, reference: str | None = None, *, clock: Clock | None = None) -> None:
        super().__init__()
        self._clock = clock
        self.navigation = Navigation(self)
        self.state: UiState = load_state()
        self.work: OpenSession | None = None
        self.favourite_asked: OpenSession | None = None
        self.how_asked: OpenSession | None = None
        self._saving = Saving(self)
        self._pausing: Timer | None = None
        self.saved_as = ""  # the file the work was saved in at the end, if not its own
        self.left_behind: LeftBehind | None = None
        if reference is not None:
            self._open(reference)
        self.choose_theme(self.state.theme)

    # -- the session ------------------------------------------------------------------------------------

    def now(self) -> dt.datetime:
        """The time of day, in UTC."""
        return self._clock() if self._clock is not None else dt.datetime.now(dt.UTC).replace(microsecond=0)

    def _open(self, reference: str) -> None:
        from msp_select.open_session import OpenSession

        self.work = OpenSession.open(reference, clock=self.now, keep_unsaved=True)
        self.left_behind = None
        left = self.state.visit(self.key_of_work)
        self.candidate, self.question = left.candidate, left.question

    def on_ready(self) -> None:
        """The first screen is there: say what was changed outside, or not saved by an earlier run."""
        tell_what_was_found(self)

    def try_open(
        self,
        reference: str,
        *,
        place: str = "",
        then: Callable[[], None] | None = None,
        giving_up: bool = False,
    ) -> None:
        """Open another session; what cannot be read is said, and the one that is open stays.

        What is open is saved first; with `giving_up`, what could not be saved of it is let go once the
        other is read.
        """
        path = reference if reference.startswith("example:") else os.path.expanduser(reference)

        def opened() -> None:
            left = self.work
            try:
                self._open(path)
            except MspSelectError as error:
                self.push_screen(Notice(error.message, error.remedy))
                return
            if left is not None and giving_up:
                left.give_up()
            elif left is not None and left.problem is not None:
                self.say(f"{left.problem.message}. {left.kept_words}", severity="warning")
            self.navigation.begin_again(place)
            self.call_later(self.on_ready)
            if self.work is not None and self.work.read_only and then is None:
                self.say("This example is open to try things out. Nothing you change here is kept.")
            if then is not None:
                self.call_later(then)

        if giving_up:
            self._saving.wait(opened)
        else:
            self.flush(opened)

    def place_shown(self) -> str:
        """The name of the place on show."""
        return self.navigation.shown

    @property
    def key_of_work(self) -> str:
        """What the open session is remembered under: its full path, or the example's name."""
        assert self.work is not None
        stored = self.work.stored
        return stored.name if self.work.read_only else os.path.abspath(stored.path)

    def change(
        self, session: Session, what: str, *, joined: bool = False, pause: float = 0.0, why: str = ""
    ) -> None:
        """Take a changed session, show it, and save it once it is shown.

        With a `pause` (seconds) it is saved when that long nothing more has come, as while a bar is moved;
        `joined` makes one step for undo of such a run. `why` is the reason for moving locked weights.
        """
        assert self.work is not None
        try:
            self.work.change(session, what, save=False, joined=joined, why=why)
        except ReasonNeeded as needed:

            def given(why: str | None) -> None:
                if why and self.work is not None:  # without a reason they stay as they are
                    self.work.change(session, what, save=False, joined=joined, why=why)
                self.changed()

            ask_why(self, needed, given)
        else:
            self.changed(pause)

    def travel(self, way: Literal["undo", "redo"]) -> None:
        """Undo or redo one change and say which."""
        if self.work is None:
            return
        if way == "undo" and (left := self.left_behind) is not None:
            self.left_behind = None
            left.bring_back()
            return
        what = self.work.undo(save=False) if way == "undo" else self.work.redo(save=False)
        if what is None:
            self.say(f"There is nothing to {way}.")
            return
        self.changed()
        self.say(f"{'Undone' if way == 'undo' else 'Done again'}: {what}")

    def changed(self, pause: float = 0.0) -> None:
        """Show the session as it is now, and save it once it is shown."""
        assert self.work is not None
        self.left_behind = None
        for place in self.navigation.to_refresh():
            place.refresh_place()
        if self._pausing is not None:
            self._pausing.stop()
        self._pausing = self.set_timer(pause, self.flush) if pause else None
        if not pause:
            self.call_after_refresh(self.flush)

    def flush(self, then: Callable[[], None] | None = None) -> None:
        """Save what is not saved yet, beside the keys; `then` is called once that was done or tried."""
        self._saving.start(then)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A save has ended."""
        if event.worker.is_finished:
            self._saving.ended(event.worker)

    def remember(self, *, shown_first: bool = False) -> None:
        """Remember where this session was left: place, candidate, question.

        With `shown_first` it is on disk only once the place on show is painted.
        """
        if self.work is None:
            return
        answered, asked = answered_of_asked(self.work.session, self.work.catalog)
        visit = replace(
            self.state.visit(self.key_of_work),
            title=self.work.shown.title,
            when=self.now().isoformat(),
            answered=answered,
            asked=asked,
            place=self.navigation.shown,
            candidate=self.candidate,
            question=self.question,
        )
        self.state = self.state.visited(visit)
        if shown_first:
            self.call_after_refresh(lambda: store_state(self.state))
        else:
            store_state(self.state)

    # -- the places -------------------------------------------------------------------------------------

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Every deed first keeps what is being typed; where that is wrong it waits."""
        name = action if isinstance(action, str) else action[1]
        deed = name.partition("(")[0].rpartition(".")[-1]
        if isinstance(self.screen, Place) and not self.screen.keeps_typed(deed):
            return True
        return await super().run_action(action, default_namespace, namespaces)

    def get_default_screen(self) -> Screen[None]:
        screen = self.navigation.begin()
        # The first screen is not pushed; without this entry it could not be switched for another.
        screen._push_result_callback(screen, None)
        return screen

    def go(self, name: str) -> None:
        """Go to a place, if no question is open in front of the one on show."""
        self.navigation.go(name)

    action_go = go

    def action_places(self) -> None:
        if not isinstance(self.screen, Place):
            return
        width = self.size.width - 14
        options = [(p.name, fitted(f"{p.title}: {p.what}", width)) for p in (PLACES["home"], *WALK, *BESIDE)]
        self.push_screen(
            Choose("Where to?", options), lambda name: self.go(name) if name is not None else None
        )

    def action_help(self) -> None:
        if isinstance(self.screen, HelpDialog):
            self.screen.action_leave()
        else:
            self.push_screen(HelpDialog(self.screen))

    def action_save(self) -> None:
        work = self.work
        if work is not None and not work.read_only:
            self.flush(lambda: self.say("Saved." if work.problem is None else work.problem.message))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        yield from everything(self, screen)

    # -- the end ----------------------------------------------------------------------------------------

    def theme_chosen(self, theme: str) -> None:
        """Remember the colours."""
        self.prefer(theme=theme)

    def prefer(self, **fields: Any) -> None:
        """Remember how the interface is wanted: `theme`, `library`, `one_key`."""
        self.state = replace(self.state, **fields)
        store_state(self.state)

    async def action_quit(self) -> None:
        """End, if need be after a question."""
        ask_to_leave(self)

    def put_away(self) -> None:
        """Save the session and remember where it was left; this waits for whoever holds the file."""
        if self.work is not None:
            self.work.close()
        self.remember()

    def whereabouts(self) -> str:
        """Where the answers are, for a last message."""
        return self.key_of_work if self.work is not None else ""
