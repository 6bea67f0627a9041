"""Typing a number: what counts as typing one, its reading shown at once, what is asked before it is taken."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from msp_select.model.number_text import LONGEST, grouped
from msp_select.phrases.en.typed_numbers import Wanted, far_question, read_number, shown_reading, which_of
from msp_select.ui.literal_text import literal, wrapped
from msp_select.ui.widgets.dialogs import TYPING, Confirm, Which
from msp_select.ui.widgets.selectable_lines import Line

_BEGINS = frozenset("0123456789.,-+\u2212$€£¥")
_GOES_ON = frozenset(" '’%")


def is_typed(character: str, typed: str = "") -> bool:
    """Whether that character belongs to a number of which so much is typed already.

    A unit or a currency may follow after a blank; before that, letters are keys.
    """
    if character in _BEGINS:
        return True
    return bool(typed) and (character in _GOES_ON or (" " in typed and character.isalpha()))


def take_number(
    app: App[object],
    text: str,
    wanted: Wanted,
    take: Callable[[Decimal], None],
    refuse: Callable[[str], None],
) -> None:
    """Take the number the text stands for, or refuse it with what is wrong.

    Where there are two it asks which is meant, and of one beyond what anybody pays whether it is meant at
    all; who changes the mind there is back at what was typed, refused with nothing.
    """

    def judged(number: Decimal) -> None:
        if far := far_question(number, wanted):
            question = f"{far} Keep it all the same?"
            app.push_screen(Confirm(question, "Keep it", "Change it"), lambda yes: kept(number, bool(yes)))
        else:
            take(number)

    def kept(number: Decimal, yes: bool) -> None:
        take(number) if yes else refuse("")

    def chosen(key: str | None) -> None:
        judged(Decimal(key)) if key is not None else refuse("")

    reading = read_number(text, wanted)
    if reading.fault:
        refuse(reading.fault)
    elif len(reading.numbers) > 1:
        options = [(str(number), wanted.in_digits(number)) for number in reading.numbers]
        app.push_screen(Which(which_of(reading.numbers, wanted), options), chosen)
    else:
        judged(reading.numbers[0])


def number_lines(
    wanted: Wanted, typed: str, fault: str, held: Decimal | None, width: int, *, key: str = "number"
) -> list[Line]:
    """The line a number is typed on, with its reading, what is wrong with it, and what is usual."""
    if typed:
        head = f"   {typed}_  {shown_reading(typed, wanted) or wanted.unit_in_words}"
    elif held is not None:
        head = f" ● {grouped(held, wanted.currency)} {wanted.after(held)}"
    else:
        head = f"   {wanted.to_type}"
    first, *rest = wrapped(head[3:], width - 4)
    lines = [Line(literal(f"{head[:3]}{first}"), key), *(Line(literal(f"   {w}"), of=key) for w in rest)]
    lines += [Line(literal(f"   {w}", "bold $text-error")) for w in wrapped(fault, width - 4) if fault]
    usual = wanted.usual_in_words(source=True)
    return lines + [Line(literal(f"   {w}", "dim")) for w in wrapped(usual, width - 4) if usual]


class Typed(NamedTuple):
    """What a dialog for a number was left with: the number, or None for a field that is to stay open."""

    number: Decimal | None


class AskNumber(ModalScreen[Typed | None]):
    """One number, its reading shown while it is typed; Esc leaves it as it was, and who empties it opens it.

    `beside`: what else follows from the number, shown below its reading, such as the sum it makes. `begun`:
    `initial` is the first character typed, not a number to be replaced.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Cancel")]

    def __init__(
        self,
        title: str,
        wanted: Wanted,
        initial: str = "",
        *,
        hint: str = "",
        beside: Callable[[Decimal], str] | None = None,
        begun: bool = False,
    ) -> None:
        super().__init__()
        self._title, self._wanted, self._initial = title, wanted, initial
        self._hint, self._beside, self._begun = hint, beside, begun

    @property
    def guide(self) -> str:
        """What F1 says about the question."""
        return "\n".join(filter(None, (self._title, self._hint, TYPING)))

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(literal(self._title, "bold"))
            yield Input(self._initial, max_length=2 * LONGEST, compact=True, select_on_focus=not self._begun)
            yield Static("", classes="read")
            yield Static("", classes="fault")
            if usual := self._wanted.usual_in_words(source=True):
                yield Static(literal(usual), classes="hint")
            yield Static(literal(self._hint or "Enter takes it. Empty means: nobody said."), classes="hint")

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Show how it is read as it stands."""
        numbers = read_number(event.value, self._wanted).numbers
        lines = [shown_reading(event.value, self._wanted)]
        if self._beside is not None and len(numbers) == 1:
            lines.append(self._beside(numbers[0]))
        self.query_one(".read", Static).update(literal("\n".join(filter(None, lines))))
        self.query_one(".fault", Static).update("")

    @on(Input.Submitted)
    def take(self, event: Input.Submitted) -> None:
        """Take the number if it is good, else say why not."""
        if not event.value.strip():
            self.dismiss(Typed(None) if self._initial and not self._begun else None)
        else:
            take_number(self.app, event.value, self._wanted, self._taken, self._refused)

    def _taken(self, number: Decimal) -> None:
        self.dismiss(Typed(number))

    def _refused(self, fault: str) -> None:
        """Say why not; what is typed next stands in its place, and an arrow keeps it."""
        self.query_one(".fault", Static).update(literal(fault))
        self.query_one(Input).select_all()

    def action_leave(self) -> None:
        self.dismiss(None)
