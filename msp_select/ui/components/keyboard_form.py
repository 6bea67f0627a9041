"""A page that is answered from the keyboard: digits choose a line, or are typed where a number is asked.

Enter accepts what is there and never invents: a choice counts once a digit, Space or an arrow key has made
it. What is being typed is kept by whatever leads away, and what is wrong stays until it was left behind.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from msp_select.ui.number_input import is_typed
from msp_select.ui.widgets.selectable_lines import LINE_KEYS, Line, LineList

NUMBER = "number"  # the key of the line a number is typed on
LONGEST, LONGEST_PASTED = 20, 60  # characters
ONE_KEY = "Digits answer and go on at once, or wait for Enter"
NOTHING_CHOSEN = "Choose with 1-{}, or press → to skip."
NOTHING_TYPED = "Type a number, or press → to skip."
STAYING = frozenset({"step", "end", "page", "choose", "tick", "help", "undo", "redo", "clear", "back"})
"""Deeds that lead nowhere, and leave what is being typed as it is."""


class KeyboardForm(LineList, inherit_bindings=False):
    """The lines of a page, and what is being typed into it; left and right are the screen's own.

    `choose` chooses the numbered line, counted from 1, and says whether there is one. It is called and not
    told by a message, so that the key after it finds the page that follows. Enter is `Chosen`, as in lists.
    """

    BINDINGS: ClassVar[list[BindingType]] = [  # without the letters: those are the page's own
        Binding("up", "step(-1)", "Up", show=False),
        Binding("down", "step(1)", "Down", show=False),
        *LINE_KEYS[2:],
    ]

    class Changed(Message):
        """What is typed has changed, or the room there is: the page is to be drawn again."""

    def __init__(self, choose: Callable[[int], bool], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._choose = choose
        self._asks_number = False
        self._typed = ""
        self._fault = ""
        self._refused = False
        self._touched = False

    @property
    def touched(self) -> bool:
        """Whether the cursor was moved by hand, so that its line is meant."""
        return self._touched

    @property
    def typed(self) -> str:
        """What is being typed."""
        return self._typed

    @property
    def fault(self) -> str:
        """What is wrong with what was typed."""
        return self._fault

    @property
    def space(self) -> tuple[int, int]:
        """Width and height a page may fill."""
        inner, outer = self.size, self.app.size
        if inner.height:
            return max(inner.width, 40), max(inner.height, 10)
        return max(outer.width - 3, 40), max(outer.height - 2, 10)  # before the first layout

    def show_page(
        self, lines: Sequence[Line], *, asks_number: bool = False, cursor: str | None = None
    ) -> None:
        """Show this page; where it asks for a number one of its lines has the key NUMBER."""
        self._asks_number = asks_number
        self.show(lines, cursor=cursor)

    def refuse(self, fault: str) -> None:
        """Say what is wrong with what was typed; Backspace puts it right, a digit stands in its place."""
        self._fault, self._refused = fault, True
        self.post_message(self.Changed())

    def begin(self) -> None:
        """Another page, or an answer taken: nothing is being typed, and no line is meant."""
        self._typed = self._fault = ""
        self._touched = self._refused = False

    def keep(self, take: Callable[[str], str], left: Callable[[str], None]) -> bool:
        """Keep what is typed before something leads away; False where that has to wait.

        `take` takes the text or says what is wrong with it. What was refused and not put right is `left`
        behind the second time.
        """
        typed = self._typed
        if not typed:
            return True
        fault = take(typed)
        if not fault:
            return True
        if self._fault:
            self.begin()
            left(typed)
            return True
        self.refuse(f"{fault} Put it right, or go again to leave it behind.")
        return False

    def type(self, text: str) -> None:
        """This is being typed, in place of what was."""
        self._typed, self._fault, self._refused = text, "", False
        self.move_to(NUMBER)
        self.post_message(self.Changed())

    def action_step(self, by: int) -> None:
        """The next line that can hold the cursor; from now on that one is meant."""
        self._touched = True
        super().action_step(by)

    def on_click(self, event: events.Click) -> None:
        """A click means the line it is on."""
        self._touched = True

    def on_key(self, event: events.Key) -> None:
        """Digits choose or are typed; Backspace, Delete, Esc and undo take back what was typed."""
        character, typed = event.character or "", "" if self._refused else self._typed
        if not self._asks_number:
            if character.isdecimal() and character.isascii() and self._choose(int(character)):
                event.stop()
        elif character and is_typed(character, typed) and len(typed) < LONGEST:
            event.stop()
            self.type(typed + character)
        elif event.key == "backspace" and self._typed:
            event.stop()
            self.type(self._typed[:-1])
        elif event.key in ("delete", "escape", "ctrl+z") and self._typed:
            event.stop()
            event.prevent_default()
            self.type("")

    def on_paste(self, event: events.Paste) -> None:
        """A pasted number is typed as it is; what is none is refused like any other."""
        if self._asks_number:
            event.stop()
            self.type(" ".join(event.text.split())[:LONGEST_PASTED])

    def on_resize(self) -> None:
        """The page is cut to the room there is."""
        self.post_message(self.Changed())
