"""The frame all places share: top line, the place's own body, the keys at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from msp_select.errors import MspSelectError
from msp_select.ui.literal_text import literal
from msp_select.ui.places import PLACES
from msp_select.ui.save_status import saved_words
from msp_select.ui.widgets.foot import Foot
from msp_select.ui.widgets.header import TopLine
from msp_select.ui.widgets.too_small import TooSmall

if TYPE_CHECKING:
    from msp_select.model.session import Session
    from msp_select.open_session import OpenSession
    from msp_select.ui.app import SelectApp


KEYS = "ctrl+s tries again, ctrl+q saves it under another name or leaves."


TO_ASK = Binding("a", "ask", "To ask", tooltip="What to ask next: the answers that could settle it")
CHEAPEST = Binding("w", "why_cheapest", "Cheapest?", tooltip="Why not the cheapest")
"""The two questions that are answered from Start, Result, Why and Compare."""


class Place(Screen[None]):
    """One place of the interface; every screen is a `Place`, and none is made of another.

    A place sets `PLACE` (its name in the table of places) and fills `body`; `GUIDE` is what F1 says about it
    before it lists the keys. `COMPUTES` is False where nothing is scored before the page can be there;
    `JUDGES` where it shows how the candidates stand, before which the favourite is asked for; `ANSWERS`
    where their answers are given, before which it is asked how these come.
    What two places share is a component, told by calls and heard by messages.
    """

    PLACE: ClassVar[str] = ""
    GUIDE: ClassVar[str] = ""
    COMPUTES: ClassVar[bool] = True  # scores the session to be shown, so its frame is painted first
    JUDGES: ClassVar[bool] = False
    ANSWERS: ClassVar[bool] = False
    _ready = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", show=False),
        Binding("ctrl+z", "undo", "Undo", show=False),
        Binding("ctrl+y", "redo", "Redo", show=False),
    ]

    @property
    def select_app(self) -> SelectApp:
        """The running application, by its own type."""
        return cast("SelectApp", self.app)

    @property
    def work(self) -> OpenSession:
        """The open session; every place but the start is only entered with one."""
        work = self.select_app.work
        assert work is not None, "there is no session open"
        return work

    @property
    def is_ready(self) -> bool:
        """Whether its widgets are there, so that it can be brought up to date."""
        return self._ready

    @property
    def guide(self) -> str:
        """What F1 says about the place."""
        return self.GUIDE

    @property
    def findable(self) -> list[tuple[str, str, str]]:
        """What of it the list of commands finds: a title, what else it is about, and its key here."""
        return []

    def compose(self) -> ComposeResult:
        yield TopLine()
        yield Static(id="problem")
        with Vertical(id="body"):
            yield from self.body()
        yield Foot()
        yield TooSmall()

    def body(self) -> ComposeResult:
        """The place's own widgets."""
        yield from ()

    def on_mount(self) -> None:
        self.call_after_refresh(self.refresh_place) if self.COMPUTES else self.refresh_place()

    def on_screen_resume(self) -> None:
        if self._ready:  # the first time, on_mount sees to it
            self.refresh_place()

    def refresh_place(self) -> None:
        """Bring the frame and the place up to date with the session."""
        self._ready = True
        self.refresh_frame()
        if self.select_app.work is not None and not self._asks_first():
            self.refresh_work()

    def _asks_first(self) -> bool:
        """Whether something is asked before the place may show anything."""
        if self.ANSWERS:
            from msp_select.ui.answers_by import asked_how

            return asked_how(self.select_app)
        if not self.JUDGES:
            return False
        from msp_select.ui.favourite import asked_first

        return asked_first(self.select_app)

    def refresh_frame(self) -> None:
        """Bring the top line and the line about trouble up to date."""
        work, title = self.select_app.work, PLACES[self.PLACE].title
        left = f"{work.shown.title} · {title}" if work is not None else f"msp-select · {title}"
        if (typed := self.select_app.left_behind) is not None:
            left = f'Left behind: "{typed.typed}". ctrl+z brings it back. {left}'
        self.query_one(TopLine).show(left, saved_words(work) if work is not None else "")
        problem = self.query_one("#problem", Static)
        trouble = work.problem if work is not None else None
        problem.display = trouble is not None
        if trouble is not None:
            remedy = literal(f"{trouble.remedy} {KEYS}")
            problem.update(Content.assemble(literal(trouble.message, "bold"), "\n", remedy))

    def refresh_work(self) -> None:
        """The hook of each place: show the session as it is now, on arrival and after every change."""

    def apply(
        self, session: Session, what: str, *, joined: bool = False, pause: float = 0.0, why: str = ""
    ) -> None:
        """Take a changed session: remembered for undo, shown at once, saved right after it is shown.

        `joined` and `pause` (seconds) are for runs of small moves, as in `SelectApp.change`.
        """
        self.select_app.change(session, what, joined=joined, pause=pause, why=why)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Work in the background that failed is named; whatever was answered is safe."""
        if event.state is WorkerState.ERROR:
            fault = event.worker.error
            if isinstance(fault, MspSelectError):
                words = f"{fault.message} {fault.remedy}"
            else:
                words = f"A fault in the program itself ({type(fault).__name__}). Your answers are safe."
            self.select_app.say(words, severity="error")

    def begin_with(self, *, subject: str | None = None, part: str = "") -> None:
        """Show that candidate and that part from now on; for places that show one at a time."""

    def keeps_typed(self, deed: str) -> bool:
        """Keep what is being typed before that deed; False where it is wrong and the deed has to wait."""
        del deed
        return True

    def action_back(self) -> None:
        self.select_app.navigation.back()

    def explain(self, *, subject: str | None = None, part: str = "") -> None:
        """Go to the reasons: for that candidate or whoever is first, at that part."""
        self.select_app.navigation.place("why").begin_with(subject=subject, part=part)
        self.select_app.go("why")

    def action_ask(self) -> None:
        """What to ask next."""
        self.explain(part="questions")

    def action_why_cheapest(self) -> None:
        """Why not the cheapest; nothing is said of prices while they are sealed."""
        if self.work.shown.settings.sealed:
            self.select_app.say("Prices are sealed: nothing is said of the cheapest yet.")
        else:
            self.explain(part="cheapest")

    def action_one_key(self) -> None:
        """Let digits answer and go on at once, or stay for the proof until Enter; remembered."""
        one_key = not self.select_app.state.one_key
        self.select_app.prefer(one_key=one_key)
        how = "goes on at once" if one_key else "stays: say how you know it, then Enter"
        self.select_app.say(f"A digit answers and {how}.")

    def action_open_prices(self) -> None:
        """Open the prices, with a reason while the rest is not scored."""
        from msp_select.ui.open_prices import open_prices

        open_prices(self)

    def action_undo(self) -> None:
        self.select_app.travel("undo")

    def action_redo(self) -> None:
        self.select_app.travel("redo")
