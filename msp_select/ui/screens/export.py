"""Hand over: what can be given away, where it goes, and the command that makes it again."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from msp_select.decision.scoring.redaction import Viewer
from msp_select.errors import MspSelectError
from msp_select.model.sheets import with_sent
from msp_select.store.write_document import write_document
from msp_select.ui.clipboard import copy_page
from msp_select.ui.export_table import Choice, Export, by_key, exports, path_fault
from msp_select.ui.folder import folder_of
from msp_select.ui.literal_text import fitted, literal, padded
from msp_select.ui.place_frame import Place
from msp_select.ui.widgets.dialogs import AskText, Choose, Confirm
from msp_select.ui.widgets.findings_page import wrapped
from msp_select.ui.widgets.selectable_lines import Line, LineList, Page
from msp_select.ui.widgets.sheet_dialog import SheetDialog

if TYPE_CHECKING:
    from msp_select.model.session import Session
    from msp_select.phrases.sheet import Sheet

TITLES = 36
TICK = 0.2  # seconds after which a wait is shown, and between its updates


class Documents(LineList):
    """The documents, in groups."""

    GUIDE = (
        "Enter makes the document; you are asked where to. v shows a sheet here, on the screen. "
        "Below stands the command that makes it again."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Make it", tooltip="Make the document marked"),
    ]


class ExportScreen(Place):
    """Documents to give away."""

    PLACE = "hand_over"
    AUTO_FOCUS = "#documents"
    GUIDE = "Reports for yourself, sheets for the talks, and what a bidder may see."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "read", "Read", tooltip="Read the sheet marked, here on the screen"),
        Binding("c", "candidate", "Whose sheets", tooltip="Choose whose sheets these are"),
        Binding("n", "names", "Names", tooltip="Show names, or Provider A, B, C"),
        Binding("y", "copy", "Copy line", tooltip="Copy the command that makes the document again"),
        Binding("s", "app.go('after')", "After", tooltip="After signing: promises, dates, stay or go"),
    ]

    @dataclass
    class Made(Message):
        """A document is finished, or could not be made."""

        export: Export
        path: Path
        data: bytes | None
        error: MspSelectError | None

    def __init__(self) -> None:
        super().__init__()
        self._choice = Choice(None)
        self._exports: tuple[Export, ...] = ()
        self._done: list[str] = []
        self._making = ""
        self._waited = 0.0
        self._clockwork: Timer | None = None

    def body(self) -> ComposeResult:
        yield Documents(id="documents")
        yield Static("", id="making")
        yield Page(id="command")

    # -- showing ----------------------------------------------------------------------------------------

    def refresh_work(self) -> None:
        session = self.work.shown
        known = [candidate.id for candidate in session.candidates]
        if self._choice.candidate not in known:
            self._choice = Choice(known[0] if known else None, self._choice.anonymous)
            self._find_leader(session)
        self._exports = exports(self.work, self._choice) if known else ()
        self._draw()

    @work(thread=True, group="leader", exit_on_error=False, description="")
    def _find_leader(self, session: Session) -> None:
        """The talks are most likely with whoever is first."""
        leader = self.work.evaluation(draws=0).leader
        if leader is not None and self.work.session is session:
            self.app.call_from_thread(self._take_candidate, leader.id)

    def _draw(self) -> None:
        documents = self.query_one(Documents)
        lines: list[Line] = []
        group = ""
        for export in self._exports:
            if export.group != group:
                group = export.group
                lines.append(Line(Content.assemble(" ", literal(group, "bold"))))
            what = literal(fitted(export.what, documents.room - TITLES - 3), "$text-muted")
            lines.append(Line(Content.assemble("   ", padded(export.title, TITLES), what), export.key))
        if not lines:
            lines = [Line(Content("Nothing to hand over yet. F4 adds a candidate, F5 answers for it."))]
        documents.show(lines)
        self._draw_command()

    def on_resize(self) -> None:
        """Descriptions take the room there is."""
        if self._exports:
            self._draw()

    def _draw_command(self) -> None:
        page, export = self.query_one("#command", Page), self._current()
        room = max(page.room, 40)
        lines: list[Content] = []
        if export is not None:
            names = "Provider A, B, C" if self._choice.anonymous else "as they are"
            lines += wrapped(f"{export.what.rstrip('.')}. Names: {names}.", room)
            lines.append(Content.styled("The same by command:", "$text-muted"))
            lines += wrapped(self._command(export), room, first="  ", indent="    ")
        lines += (line for done in reversed(self._done) for line in wrapped(done, room))
        page.show([Line(line) for line in lines])

    def _command(self, export: Export) -> str:
        return export.command_line(self.work.reference, str(folder_of(self.work) / export.file_name))

    def _current(self) -> Export | None:
        return by_key(self._exports).get(self.query_one(Documents).key)

    # -- keys -------------------------------------------------------------------------------------------

    @on(LineList.Highlighted)
    def highlighted(self) -> None:
        """Another document: its command."""
        self._draw_command()

    def action_candidate(self) -> None:
        options = [(candidate.id, candidate.name) for candidate in self.work.shown.candidates]
        if options:
            chosen = self._choice.candidate or ""
            self.app.push_screen(Choose("Whose sheets?", options, chosen=chosen), self._take_candidate)

    def _take_candidate(self, chosen: str | None) -> None:
        if chosen is not None:
            self._choice = Choice(chosen, self._choice.anonymous)
            self.refresh_work()

    def action_names(self) -> None:
        self._choice = Choice(self._choice.candidate, not self._choice.anonymous)
        self.refresh_work()

    def action_read(self) -> None:
        export, candidate = self._current(), self._choice.candidate
        if export is None or candidate is None or not export.sheet:
            self.select_app.say("Sheets for the talks are read here; Enter makes any other document.")
        else:
            self._read(export.sheet, candidate, names=not self._choice.anonymous)

    @work(thread=True, exclusive=True, group="sheet", exit_on_error=False, description="")
    def _read(self, sheet: str, candidate: str, *, names: bool) -> None:
        """Word the sheet in the background, and show it unless somebody has gone elsewhere."""
        from msp_select.decision.scoring.evaluate import evaluate
        from msp_select.phrases.handout import handout

        open_ = self.work
        evaluation = evaluate(open_.session, open_.catalog, viewer=Viewer(names=names), draws=0)
        found = handout(evaluation, sheet, candidate)
        self.app.call_from_thread(self._show_sheet, found)

    def _show_sheet(self, found: Sheet) -> None:
        if self.is_current:
            self.app.push_screen(SheetDialog(found))

    def action_copy(self) -> None:
        export = self._current()
        if export is not None:
            copy_page(self.select_app, "command", self._command(export))

    # -- making -----------------------------------------------------------------------------------------

    @on(LineList.Chosen)
    def chosen(self) -> None:
        """Enter on a document: ask where to."""
        export = self._current()
        if export is None or self._making:
            return
        if self.app.is_web:
            self._ask_ending(export)
            return
        open_work = self.work

        def check(text: str) -> str:
            return path_fault(text, export, open_work)

        hint = f"Endings: {', '.join('.' + ending for ending in export.endings)}. Esc leaves it."
        self.app.push_screen(
            AskText(
                f"{export.title}: where to?",
                str(folder_of(open_work) / export.file_name),
                hint=hint,
                check=check,
            ),
            lambda text: self._asked(export, text),
        )

    def _ask_ending(self, export: Export) -> None:
        """In a browser it goes to where the browser keeps what comes: only its kind is asked."""

        def chosen(ending: str | None) -> None:
            if ending is not None:
                self._make(export, Path(export.file_name).with_suffix(f".{ending}"))

        if len(export.endings) == 1:
            chosen(export.endings[0])
        else:
            options = [(ending, f".{ending}") for ending in export.endings]
            self.app.push_screen(Choose(f"{export.title}: as what?", options), chosen)

    def _asked(self, export: Export, text: str | None) -> None:
        if text is None:
            return
        path = Path(text).expanduser()
        if not path.exists():
            self._make(export, path)
            return

        def replaced(yes: bool | None) -> None:
            if yes:
                self._make(export, path)

        self.app.push_screen(
            Confirm(f"{path.name} is there already. Replace it?", "Replace", "Leave it"), replaced
        )

    def _make(self, export: Export, path: Path) -> None:
        self._making, self._waited = export.title, 0.0
        self._clockwork = self.set_interval(TICK, self._tick)
        self._write_out(export, path, web=self.app.is_web)

    @work(thread=True, group="documents", exit_on_error=False, description="")
    def _write_out(self, export: Export, path: Path, *, web: bool) -> None:
        """Make the document and write it, away from the keys."""
        data, error = None, None
        try:
            data = export.make(self.work, path.suffix.removeprefix("."))
            if not web:
                write_document(path, data, self.work.stored.path, replace=True)
        except MspSelectError as fault:
            error = fault
        except Exception as fault:  # a fault of ours in one document must not end the session
            error = MspSelectError(
                f"{export.title}: a fault in the program itself ({type(fault).__name__}).",
                "Nothing was written. Please report it.",
            )
        self.post_message(self.Made(export, path, data, error))

    def _tick(self) -> None:
        self._waited += TICK
        self.query_one("#making", Static).update(literal(f"Making: {self._making} … {self._waited:.0f} s"))

    @on(Made)
    def made(self, message: ExportScreen.Made) -> None:
        """Say where it is, or why it is not."""
        if self._clockwork is not None:
            self._clockwork.stop()
        self._making = ""
        self.query_one("#making", Static).update("")
        if message.error is not None:
            self._done.append(f"Not written: {message.error.message} {message.error.remedy}")
        elif self.app.is_web:
            assert message.data is not None
            self.app.deliver_binary(io.BytesIO(message.data), save_filename=message.path.name)
            self._done.append(f"Sent to your browser: {message.path.name}")
        else:
            self._done.append(f"Written: {message.path}")
        if message.error is None and message.export.key == "bidder.sheet" and self._choice.candidate:
            session, day = self.work.session, self.work.now().date()
            sent = with_sent(session, self._choice.candidate, day, session.size)
            self.apply(sent, message.export.title.lower())
        self._draw_command()
