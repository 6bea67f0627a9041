"""Small questions in front of a place: Esc is always "leave it as it was"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Button, Input, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from msp_select.errors import ReasonNeeded
from msp_select.ui.literal_text import literal

A_FIGURE = 18  # letters, as a day has: what is longer is mended, not typed again
TYPING = (
    "Enter takes what is typed, Esc leaves all as it was. A figure or a day that was refused is typed over; "
    "an arrow keeps it."
)
CHOOSING = "A digit chooses at once; up and down mark a line and Enter takes it. Esc leaves all as it was."
TICKING = "Space or a digit ticks a line, Enter takes those ticked. Esc leaves all as it was."
FINISHED = "Enter on an empty line keeps it, or ctrl+s."
THROWN_AWAY = "Esc again throws away what you wrote; ctrl+s keeps it."
Check = Callable[[str], str]  # the fault of a text in a sentence, or "" if it is good


def anything(_text: str) -> str:
    """Accept every text."""
    return ""


class AskText(ModalScreen[str | None]):
    """One line of text; Enter takes it, `check` may refuse it with a sentence."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Cancel")]

    def __init__(
        self,
        title: str,
        initial: str = "",
        *,
        hint: str = "",
        check: Check = anything,
        blank: bool = False,
        begun: bool = False,
    ) -> None:
        super().__init__()
        self._title, self._initial, self._hint = title, initial, hint
        self._check, self._blank = check, blank
        self._begun = begun  # `initial` is the first character typed, not an answer to be replaced

    @property
    def guide(self) -> str:
        """What F1 says about the question."""
        return "\n".join(filter(None, (self._title, self._hint, TYPING)))

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(literal(self._title, "bold"))
            yield Input(self._initial, max_length=4000, compact=True, select_on_focus=not self._begun)
            yield Static("", classes="fault")
            yield Static(literal(self._hint or "Enter takes it, Esc leaves it as it was."), classes="hint")

    @on(Input.Submitted)
    def take(self, event: Input.Submitted) -> None:
        """Take the text if it is good, else say why not."""
        text = event.value.strip()
        fault = self._check(text) if text or self._blank else "Type something, or press Esc."
        if fault:
            self.query_one(".fault", Static).update(literal(fault))
            if len(event.value) <= A_FIGURE:
                event.input.select_all()  # what is typed next stands in its place; an arrow keeps it
        else:
            self.dismiss(text)

    @on(Input.Changed)
    def typed(self) -> None:
        """What was wrong with the text is not any more, for all we know."""
        self.query_one(".fault", Static).update("")

    def action_leave(self) -> None:
        self.dismiss(None)


class NoteArea(TextArea):
    """Several lines; Enter on an empty last line is the end of them."""

    class Finished(Message):
        """There is no more to come."""

    def on_key(self, event: Key) -> None:
        """Enter where nothing has been written on the last line."""
        row, _ = self.cursor_location
        if event.key == "enter" and row == self.document.line_count - 1 and not self.document[row].strip():
            event.stop()
            event.prevent_default()
            self.post_message(self.Finished())


class AskNote(ModalScreen[str | None]):
    """Several lines of text; Enter on an empty line, ctrl+s or the button takes them.

    `beside` stands under the title and stays. Esc with something written asks for a second one.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Cancel", priority=True),
        Binding("ctrl+s", "take", "Keep it", priority=True),
    ]

    def __init__(self, title: str, initial: str = "", *, beside: str = "") -> None:
        super().__init__()
        self._title, self._initial, self._beside = title, initial, beside
        self._asked = False  # whether to throw it away

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(literal(self._title, "bold"))
            if self._beside:
                yield Static(literal(self._beside, "dim"))
            area = NoteArea(self._initial, tab_behavior="focus", compact=True)
            area.styles.height = 7
            yield area
            yield Static(literal(FINISHED), classes="hint")
            with Horizontal():
                yield Button("Keep it (ctrl+s)", id="keep", compact=True)
                yield Button("Cancel (Esc)", id="leave", compact=True)

    @on(NoteArea.Finished)
    def action_take(self) -> None:
        self.dismiss(self.query_one(TextArea).text.strip()[:4000])

    def action_leave(self) -> None:
        """Leave it as it was; what has been written is only thrown away when that is said twice."""
        if self._asked or self.query_one(TextArea).text.strip() == self._initial.strip():
            self.dismiss(None)
            return
        self._asked = True
        self.query_one(".hint", Static).update(literal(THROWN_AWAY, "bold"))

    @on(TextArea.Changed)
    def written(self) -> None:
        """Who goes on writing does not want to leave."""
        if self._asked:
            self._asked = False
            self.query_one(".hint", Static).update(literal(FINISHED))

    @on(Button.Pressed)
    def pressed(self, event: Button.Pressed) -> None:
        """The button says which."""
        self.action_take() if event.button.id == "keep" else self.action_leave()


class Confirm(ModalScreen[bool]):
    """A yes or no; the focus starts on the safe side."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "answer(False)", "No"),
        Binding("y", "answer(True)", "Yes", show=False),
        Binding("n", "answer(False)", "No", show=False),
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def __init__(self, question: str, yes: str = "Yes", no: str = "No") -> None:
        super().__init__()
        self._question, self._yes, self._no = question, yes, no

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(literal(self._question))
            with Horizontal():
                yield Button(literal(f"{self._no} (n)"), id="no", compact=True)
                yield Button(literal(f"{self._yes} (y)"), id="yes", compact=True)

    def on_mount(self) -> None:
        self.query_one("#no", Button).focus()

    def action_answer(self, yes: bool) -> None:
        self.dismiss(yes)

    @on(Button.Pressed)
    def pressed(self, event: Button.Pressed) -> None:
        """The button says which."""
        self.dismiss(event.button.id == "yes")


class Choose(ModalScreen[str | None]):
    """One of several; digits choose at once. `options` as (id, label); Enter takes the one `chosen`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Cancel"),
        *(Binding(str(digit), f"take({digit})", show=False) for digit in range(1, 10)),
    ]

    def __init__(
        self, title: str, options: Sequence[tuple[str, str]], *, chosen: str | None = None, hint: str = ""
    ) -> None:
        super().__init__()
        self._title, self._options, self._chosen, self._hint = title, tuple(options), chosen, hint

    @property
    def guide(self) -> str:
        """What F1 says about the question."""
        return "\n".join(filter(None, (self._title, self._hint, CHOOSING)))

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(literal(self._title, "bold"))
            labels = [
                f"{n}  {label}" if n < 10 else f"   {label}" for n, (_, label) in enumerate(self._options, 1)
            ]
            yield OptionList(*(Option(literal(label)) for label in labels), markup=False)
            if self._hint:
                yield Static(literal(self._hint), classes="hint")

    def on_mount(self) -> None:
        ids = [option_id for option_id, _ in self._options]
        if self._chosen in ids:
            self.query_one(OptionList).highlighted = ids.index(self._chosen)

    @on(OptionList.OptionSelected)
    def selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click on a line."""
        self.dismiss(self._options[event.option_index][0])

    def action_take(self, digit: int) -> None:
        if digit <= len(self._options):
            self.dismiss(self._options[digit - 1][0])

    def action_leave(self) -> None:
        self.dismiss(None)


class Which(Choose):
    """One of several none of which is assumed: none is marked, so that Enter takes none."""

    def on_mount(self) -> None:
        self.call_after_refresh(setattr, self.query_one(OptionList), "highlighted", None)


class Tick(ModalScreen[tuple[str, ...] | None]):
    """Several of several: Space and digits tick, Enter takes those ticked. `options` as (id, label)."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Cancel"),
        Binding("space", "tick", "Tick"),
        *(Binding(str(digit), f"tick({digit})", show=False) for digit in range(1, 10)),
    ]

    def __init__(
        self, title: str, options: Sequence[tuple[str, str]], *, ticked: Sequence[str] = (), hint: str = ""
    ) -> None:
        super().__init__()
        self._title, self._options, self._hint = title, tuple(options), hint
        self._ticked = set(ticked)

    @property
    def guide(self) -> str:
        """What F1 says about the question."""
        return "\n".join(filter(None, (self._title, self._hint, TICKING)))

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(literal(self._title, "bold"))
            yield OptionList(*(Option(self._prompt(at)) for at in range(len(self._options))), markup=False)
            yield Static(literal(self._hint or "Space ticks, Enter takes what is ticked."), classes="hint")

    def _prompt(self, at: int) -> Content:
        key, label = self._options[at]
        number = str(at + 1) if at < 9 else " "
        return literal(f"[{'x' if key in self._ticked else ' '}] {number}  {label}")

    def action_tick(self, digit: int = 0) -> None:
        listed = self.query_one(OptionList)
        at = digit - 1 if digit else listed.highlighted
        if at is None or at >= len(self._options):
            return
        self._ticked ^= {self._options[at][0]}
        listed.replace_option_prompt_at_index(at, self._prompt(at))

    @on(OptionList.OptionSelected)
    def taken(self) -> None:
        """Enter takes those ticked."""
        self.dismiss(tuple(key for key, _ in self._options if key in self._ticked))

    def action_leave(self) -> None:
        self.dismiss(None)


class Notice(ModalScreen[None]):
    """Something that went wrong, and what to do about it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter", "leave", "Close")]

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__()
        self._message, self._remedy = message, remedy

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"), VerticalScroll():
            yield Static(literal(self._message, "bold"))
            yield Static(literal(self._remedy))
            yield Static("Esc closes this.", classes="hint")

    def action_leave(self) -> None:
        self.dismiss(None)


def ask_why(app: App[Any], needed: ReasonNeeded, given: Callable[[str | None], None]) -> None:
    """Ask for the reason without which locked weights are not moved; None where there is none."""
    app.push_screen(AskText(f"{needed.message} Why change them now?", hint=needed.remedy), given)
