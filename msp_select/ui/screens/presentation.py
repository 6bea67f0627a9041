"""Present: the result for a client in the room, large, without notes and without keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Digits, Static
from textual.worker import get_current_worker

from msp_select.decision.scoring.redaction import Viewer
from msp_select.ui.favourite import asked_first
from msp_select.ui.literal_text import fitted, literal, padded
from msp_select.ui.place_frame import Place
from msp_select.ui.presentation_slides import (
    MARGIN,
    WIDEST,
    Block,
    Figure,
    Part,
    Slide,
    Standing,
    Words,
    slides,
    spaced,
)
from msp_select.ui.widgets.bars import plain_bar, right
from msp_select.ui.widgets.dialogs import Choose
from msp_select.ui.widgets.too_small import TooSmall

if TYPE_CHECKING:
    from msp_select.decision.scoring.evaluation import Evaluation
    from msp_select.model.session import Session
    from msp_select.phrases.explanation import Explanation

NAMES = (("shown", "As they are"), ("hidden", "Provider A, Provider B, ..."))
LARGE = 12  # cells large digits take
HINT = "Then space or → goes on, ← goes back, n changes the names, Esc leaves. F1 says it again."


class PresentationScreen(Place):
    """One slide at a time."""

    PLACE = "present"
    GUIDE = (
        "The result for a client in the room: verdict, ranking, why, what next. Working notes are not shown. "
        "Space and → go on, ← goes back, n hides or shows the names, Esc leaves."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,right,pagedown,enter,down", "step(1)", "Next", show=False, tooltip="The next slide"),
        Binding("left,pageup,backspace,up", "step(-1)", "Before", show=False, tooltip="The slide before"),
        Binding("home", "end(-1)", "First", show=False),
        Binding("end", "end(1)", "Last", show=False),
        Binding("n", "names", "Names", show=False, tooltip="Names as they are, or Provider A, B, C"),
    ]

    @dataclass
    class Prepared(Message):
        """The evaluation and its reasons, as they may be shown."""

        of: tuple[Session, bool]
        evaluation: Evaluation
        explanation: Explanation | None

    def __init__(self) -> None:
        super().__init__()
        self._named = True
        self._arrived = False
        self._asking = False  # no name is shown before it is known how
        self._of: tuple[Session, bool] | None = None
        self._prepared: PresentationScreen.Prepared | None = None
        self._slides: list[Slide] = []
        self._at = 0

    def compose(self) -> ComposeResult:
        yield Vertical(id="slide")
        yield Static("", id="slide-place")
        yield TooSmall()

    def refresh_frame(self) -> None:
        """There is no frame: nothing but the slide."""

    # -- what is asked first ----------------------------------------------------------------------------

    def on_screen_resume(self) -> None:
        if not self._arrived:
            self._arrived, self._at = True, 0
            self._asking = bool(self.work.session.candidates) and not self.work.session.settings.blind
            if self._asking:
                self.query_one("#slide", Vertical).remove_children()
                self.call_after_refresh(self._ask)

    def on_screen_suspend(self) -> None:
        if not isinstance(self.app.screen, ModalScreen):
            self._arrived = False

    def _ask(self) -> None:
        now = NAMES[0 if self._named else 1][0]
        self.app.push_screen(
            Choose("How are the names shown?", NAMES, chosen=now, hint=HINT), self._take_names
        )

    def _take_names(self, chosen: str | None) -> None:
        self._asking = False
        if chosen is None:
            self.action_back()
            return
        self._named = chosen == NAMES[0][0]
        if self._named and asked_first(self.select_app):
            return  # the answer brings the slides
        self.refresh_work()
        self._cut()

    # -- preparing --------------------------------------------------------------------------------------

    def refresh_work(self) -> None:
        """Prepare the slides for the session as it is now."""
        wanted = (self.work.session, self._named)
        if self._of is not None and self._of[0] is wanted[0] and self._of[1] == wanted[1]:
            return
        self._of = wanted
        self.query_one("#slide-place", Static).update("Working out the result …")
        self._prepare(wanted)

    @work(thread=True, exclusive=True, group="slides", exit_on_error=False, description="")
    def _prepare(self, wanted: tuple[Session, bool]) -> None:
        from msp_select.decision.scoring.evaluate import evaluate
        from msp_select.phrases.explanation import explain

        session, named = wanted
        catalog = self.work.catalog
        evaluation = evaluate(session, catalog, viewer=Viewer("room", names=named))
        explanation = explain(evaluation) if evaluation.results else None
        if not get_current_worker().is_cancelled:
            self.post_message(self.Prepared(wanted, evaluation, explanation))

    @on(Prepared)
    def prepared(self, message: PresentationScreen.Prepared) -> None:
        """Show them, unless something else is wanted by now."""
        if message.of == self._of:
            self._prepared = message
            self._cut()

    def on_resize(self) -> None:
        """As much on a slide as the window has room for."""
        if self._ready:
            self.call_after_refresh(self._cut)

    def _cut(self) -> None:
        if self._prepared is None or self._asking or self._prepared.of != self._of:
            return
        found, size = self._prepared, self.app.size
        self._slides = slides(found.evaluation, found.explanation, size.width, size.height)
        self._at = min(self._at, len(self._slides) - 1)
        self._draw()

    def _draw(self) -> None:
        slide, room = self._slides[self._at], min(self.app.size.width - 2 * MARGIN, WIDEST)
        box = self.query_one("#slide", Vertical)
        heading = Static(literal(spaced(slide.heading, room)), classes="slide-heading")
        with self.app.batch_update():
            box.remove_children()
            box.mount(heading, *(_widget(block, room) for block in slide.blocks))
        dots = " ".join("●" if k == self._at else "○" for k in range(len(self._slides)))
        self.query_one("#slide-place", Static).update(literal(dots))

    # -- keys -------------------------------------------------------------------------------------------

    def action_step(self, by: int) -> None:
        if self._slides:
            self._at = min(max(self._at + by, 0), len(self._slides) - 1)
            self._draw()

    def action_end(self, direction: int) -> None:
        self.action_step(direction * len(self._slides))

    def action_names(self) -> None:
        if self.work.session.settings.blind:
            self.select_app.say("Names are hidden in this session. Evaluators shows them again.")
        else:
            self._take_names(NAMES[1 if self._named else 0][0])


def _widget(block: Block, room: int) -> Widget:
    if isinstance(block, Words):
        between = "\n\n" if block.roomy else "\n"
        return Static(
            literal(between.join(block.lines), "bold" if block.roomy else ""), classes="slide-words"
        )
    if isinstance(block, Part):
        return _part(block, room)
    beside = max(room - LARGE - 3, 16)
    if isinstance(block, Figure):
        words = Content.assemble(
            literal(fitted(block.name, beside), "bold"), "\n\n", fitted(block.text, beside)
        )
        return Horizontal(
            Digits(block.digits, classes="slide-digits"),
            Static(words, classes="slide-beside"),
            classes="slide-row",
        )
    return _standing(block, beside)


def _standing(block: Standing, beside: int) -> Widget:
    words = Content.assemble(
        literal(fitted(block.name, beside), "bold"),
        "\n",
        (plain_bar(block.value / 100, beside), "$primary"),
        "\n",
        literal(fitted(block.remark, beside), "$text-muted"),
    )
    digits = Digits(block.digits, classes="slide-digits")
    return Horizontal(digits, Static(words, classes="slide-beside"), classes="slide-row")


def _part(block: Part, room: int) -> Widget:
    name = min(28, room // 2)
    bar = max(room - name - 9, 8)
    share = abs(block.value) / block.longest if block.longest else 0.0
    length = max(round(share * bar), 1)
    drawn = ("█" if block.value > 0 else "▒") * length
    text = Content.assemble(
        (padded(block.name, name), "bold"),
        right(f"{block.value:+.1f}", 7),
        "  ",
        (drawn, "$primary" if block.value > 0 else "$text-muted"),
    )
    return Static(text, classes="slide-words")
