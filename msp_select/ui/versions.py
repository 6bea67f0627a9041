"""What the open file held before its saves: listed with how it differs, looked at, and put back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.worker import get_current_worker

from msp_select.errors import MspSelectError, ReasonNeeded, shown_path
from msp_select.ui.literal_text import fitted, literal
from msp_select.ui.widgets.dialogs import Confirm, Notice, ask_why
from msp_select.ui.widgets.selectable_lines import Line, LineList

if TYPE_CHECKING:
    from msp_select.open_session import OpenSession
    from msp_select.store.earlier_versions import Version
    from msp_select.ui.app import SelectApp

NONE_KEPT = "No earlier version of this file is kept yet: each save keeps what was there before."
EXAMPLE = "An example is never changed, so there are no earlier versions of it."
KEYS = "Up and down show what each holds. Enter puts it back, after a question. Esc closes this."


class VersionsDialog(ModalScreen["Version | None"]):
    """The versions kept, the newest first, each read in the background; the result is the one wanted back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Close")]

    @dataclass
    class Read(Message):
        """What a version holds and how it differs from the session as it is now, or why it cannot be read."""

        number: int
        differs: str
        holds: str

    def __init__(self, app: SelectApp, work: OpenSession, versions: tuple[Version, ...]) -> None:
        super().__init__()
        self._select_app, self._work = app, work
        self._versions = {str(version.number): version for version in versions}
        self._differs: dict[str, str] = {}
        self._holds: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        name = shown_path(self._work.stored.path.name)
        with Vertical(classes="dialog"):
            yield Static(literal(f"What {name} held until", "bold"))
            yield LineList(self._lines())
            yield Static("", id="holds")
            yield Static(literal(KEYS), classes="hint")

    def on_mount(self) -> None:
        self.query_one(LineList).focus()
        self._read()

    def _lines(self) -> list[Line]:
        width = min(72, self._select_app.size.width * 96 // 100) - 43
        return [
            Line(literal(f" {one.when}   differs in: {fitted(self._differs.get(key, '…'), width)}"), key)
            for key, one in self._versions.items()
        ]

    @work(thread=True, exclusive=True, group="versions", exit_on_error=False, description="")
    def _read(self) -> None:
        """Read one after the other, until the dialog is closed."""
        from msp_select.model.differences import contents, differences

        worker, now = get_current_worker(), self._work.session
        for version in self._versions.values():
            if worker.is_cancelled:
                return
            try:
                then = self._work.version(version)
            except MspSelectError as error:
                self.post_message(self.Read(version.number, "it cannot be read", error.message))
            else:
                holds = f"It holds {', '.join(contents(then))}.\nNow there are {', '.join(contents(now))}."
                self.post_message(self.Read(version.number, differences(then, now), holds))

    @on(Read)
    def read(self, message: Read) -> None:
        """Fill in the line of a version that was read."""
        key = str(message.number)
        self._differs[key], self._holds[key] = message.differs, message.holds
        self.query_one(LineList).show(self._lines())
        self._show()

    @on(LineList.Highlighted)
    def _show(self) -> None:
        self.query_one("#holds", Static).update(
            literal(self._holds.get(self.query_one(LineList).key, "It is being read …"))
        )

    @on(LineList.Chosen)
    def chosen(self, event: LineList.Chosen) -> None:
        """Ask before anything is put back."""
        version = self._versions[event.key]

        def answered(yes: bool | None) -> None:
            if yes:
                self.dismiss(version)

        question = (
            f"Put back what the file held until {version.when}? What is there now is kept as a version, "
            "and ctrl+z takes it back."
        )
        self.app.push_screen(Confirm(question, "Put it back", "Leave it"), answered)

    def action_leave(self) -> None:
        self.dismiss(None)


def show_versions(app: SelectApp) -> None:
    """List what the open file held before its saves."""
    work = app.work
    if work is None:
        return
    versions = work.versions()
    if versions:
        app.push_screen(VersionsDialog(app, work, versions), lambda one: _put_back(app, one) if one else None)
    else:
        app.say(EXAMPLE if work.read_only else NONE_KEPT)


def _put_back(app: SelectApp, version: Version, why: str = "") -> None:
    assert app.work is not None
    before = app.work.session
    try:
        app.work.restore(version, save=False, why=why)
    except ReasonNeeded as needed:
        ask_why(app, needed, lambda given: _put_back(app, version, given) if given else None)
    except MspSelectError as error:
        app.push_screen(Notice(error.message, error.remedy))
    else:
        app.changed()
        same = app.work.session is before
        app.say("It holds just that already." if same else f"What it held until {version.when} is back.")
