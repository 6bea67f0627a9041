"""Fields on lines: one is asked for, or several one after the other; each is kept at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from textual.app import App

from msp_select.model.refused_value import sentence
from msp_select.ui.literal_text import literal, padded, wrapped
from msp_select.ui.widgets.dialogs import AskText, Choose
from msp_select.ui.widgets.selectable_lines import Line

if TYPE_CHECKING:
    from msp_select.model.session import Session

OPEN = "·"
LEAST_TITLE, MOST_TITLE, ROOMY = 22, 38, 100  # cells
VALUE = 8


@dataclass(frozen=True)
class FormField:
    """One line of a form, and how it is asked for.

    `asked` is the question, `typed` what stands there to be changed, which given again changes nothing where
    it is `settled`. With `choices` (id: label) one of them is chosen. `take` gives the session with that
    answer and that reason (ValueError with what is wrong). `why` is the question for a reason, where one is
    needed; `empty`: whether it may be left empty. `what` was changed, for undo.
    """

    key: str
    title: str
    take: Callable[[str, str], Session]
    value: str = ""
    beside: str = ""
    asked: str = ""
    typed: str = ""
    hint: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    why: str = ""
    empty: bool = True
    settled: bool = True
    what: str = ""


def checked(read: Callable[[str], Any]) -> Callable[[str], str]:
    """The check of a dialog: what `read` finds wrong with a text, or nothing."""

    def check(text: str) -> str:
        try:
            read(text)
        except ValueError as error:
            return sentence(error)
        return ""

    return check


class FieldForm:
    """Asks for fields by their keys; `fields` are those there are now, `apply` takes the changed session."""

    def __init__(
        self,
        app: App[Any],
        fields: Callable[[], Mapping[str, FormField]],
        apply: Callable[[Session, str], None],
    ) -> None:
        self._app, self._fields, self._apply = app, fields, apply

    def ask(self, key: str) -> None:
        """Ask for one field; Esc leaves it as it was."""
        self.walk([key])

    def walk(self, keys: Iterable[str], over: Callable[[], None] = lambda: None) -> None:
        """Ask for one after the other, as far as they are still there, then call `over`; Esc ends it."""
        left = list(keys)
        while left:
            one = self._fields().get(left.pop(0))
            if one is not None:
                self._asked(one, lambda: self.walk(left, over))
                return
        over()

    def take(self, one: FormField, text: str, then: Callable[[], None] = lambda: None) -> None:
        """Take that answer, asking for the reason first where one is needed."""
        if one.settled and text == one.typed:
            then()
            return

        def given(why: str | None) -> None:
            if why is not None:
                self._apply(one.take(text, why), one.what or one.title.lower())
                then()

        if one.why:
            self._app.push_screen(AskText(one.why), given)
        else:
            given("")

    def _asked(self, one: FormField, then: Callable[[], None]) -> None:
        def answered(text: str | None) -> None:
            if text is not None:
                self.take(one, text, then)

        title = one.asked or one.title
        if one.choices:
            options = list(one.choices.items())
            self._app.push_screen(Choose(title, options, chosen=one.typed, hint=one.hint), answered)
        else:
            check = checked(lambda text: one.take(text, ""))
            self._app.push_screen(
                AskText(title, one.typed, hint=one.hint, check=check, blank=one.empty), answered
            )


def field_lines(fields: Sequence[FormField], width: int) -> list[Line]:
    """One line a field: its title, its value, and what stands beside it where there is room."""
    most = MOST_TITLE if width >= ROOMY else MOST_TITLE - 8
    room = max(LEAST_TITLE, min(most, width - 30))
    lines = []
    for one in fields:
        first, *rest = wrapped(one.title, room)
        value = one.value or OPEN
        beside = width - room - 8 - max(cell_len(value), VALUE)
        if one.beside and beside >= LEAST_TITLE:
            room_of_value = max(cell_len(value), VALUE)
            said = zip_longest((value,), wrapped(one.beside, beside), fillvalue="")
            told = [f"{padded(shown, room_of_value)}  {line}" for shown, line in said]
        else:
            told = wrapped(value, max(width - room - 6, 10))
        rows = max(len(told), 1 + len(rest))
        titles, values = [first, *rest, *[""] * rows], [*told, *[""] * rows]
        for at in range(rows):
            text = literal(f"   {padded(titles[at], room)}  {values[at]}".rstrip())
            lines.append(Line(text, one.key) if at == 0 else Line(text, of=one.key))
    return lines
