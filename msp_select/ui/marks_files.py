"""The small files in which marks travel: written for one person, and taken in when they come back."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from msp_select.errors import MspSelectError
from msp_select.exchange.form_files import MARKS_FORMS
from msp_select.exchange.marks import Conflict, form_faults, merge_marks
from msp_select.exchange.marks_form import with_tokens
from msp_select.model.disclosure import is_hidden
from msp_select.model.evaluator import Evaluator
from msp_select.store.write_document import write_document
from msp_select.ui.asked_file import ask_for_files
from msp_select.ui.brought_marks import brought_marks
from msp_select.ui.folder import folder_of
from msp_select.ui.guests import visits
from msp_select.ui.sheets import ENDINGS
from msp_select.ui.widgets.dialogs import AskText, Choose, Notice

if TYPE_CHECKING:
    from msp_select.ui.place_frame import Place

Tell = Callable[[str], None]
OTHER = ""  # no name of a file
LISTED = 5  # conflicts named one by one


def hand_out(screen: Place, person: Evaluator, tell: Tell) -> None:
    """Ask where the form of this person goes, and write it: a page for a browser, or as its ending says."""
    if screen.work.session.settings.blind:
        screen.apply(with_tokens(screen.work.session), "tokens for the forms of evaluators")

    name = f"marks-{person.id}.html"

    def made(ending: str) -> tuple[bytes, str]:
        make, program = MARKS_FORMS[ending]
        return make(screen.work.session, screen.work.catalog, person), program

    def given(text: str | None) -> None:
        if text is None:
            return
        path = Path(text).expanduser()
        try:
            form, program = made(path.suffix.lower())
            write_document(path, form, screen.work.stored.path)
        except MspSelectError as error:
            screen.app.push_screen(Notice(error.message, error.remedy))
            return
        tell(f"Written for {person.name}: {path}. Any {program} fills it in.")

    if screen.app.is_web:
        screen.app.deliver_binary(io.BytesIO(made(".html")[0]), save_filename=name)
        tell(f"Sent to your browser for {person.name}: {name}.")
        return
    title = f"Where does the form of {person.name} go?"
    hint = (
        "A page for any browser, to send to this person; a spreadsheet, where it ends in .xlsx, a text file "
        "in .toml. t takes in what comes back."
    )
    path = str(folder_of(screen.work) / name)
    screen.app.push_screen(AskText(title, path, hint=hint, check=_place_fault), given)


def take_in(screen: Place, tell: Tell) -> None:
    """Ask which form came back, and take it in: whole, or not at all. What was handed in is offered first."""
    handed_in = [
        (str(visit.form), visit.form.name)
        for (role, _), visit in visits(screen.work).items()
        if role == "evaluator" and visit.form is not None and not visit.taken
    ]

    def chosen(text: str | None) -> None:
        if text == OTHER:
            _ask_path(screen, tell)
        elif text is not None:
            _take(screen, Path(text), tell, newer=False)

    if not handed_in:
        _ask_path(screen, tell)
        return
    options = [*handed_in, (OTHER, "Another file ...")]
    screen.app.push_screen(Choose("Which form came back?", options, hint="Handed in by their links."), chosen)


def _ask_path(screen: Place, tell: Tell) -> None:
    ask_for_files(
        screen.app,
        "Which form came back?",
        lambda paths: _take(screen, paths[0], tell, newer=False),
        endings=(".toml", *ENDINGS),
        hint="The file that came back, filled in. Nothing is taken from a form with faults.",
        begins=f"{folder_of(screen.work)}/marks-",
    )


def _take(screen: Place, path: Path, tell: Tell, *, newer: bool) -> None:
    work = screen.work
    try:
        brought = brought_marks(path, work.catalog)
        faults = form_faults(work.session, work.catalog, brought.form)
        if faults:
            raise brought.refused(faults)
    except MspSelectError as error:
        screen.app.push_screen(Notice(error.message, f"Nothing was taken. {error.remedy}"))
        return
    merged = merge_marks(work.session, brought.form, newer=newer)
    if merged.conflicts and not newer:
        _ask_which(screen, merged.conflicts, lambda: _take(screen, path, tell, newer=True))
    elif merged.session == work.session:
        tell(f"{path.name}: nothing new in it.")
    else:
        screen.apply(merged.logged(work.now(), path.name, brought.digest), merged.what)
        if work.session.evaluator(merged.evaluator.id) == merged.evaluator:
            tell(f"{path.name}: {merged.what}: {merged.account}.")


def _ask_which(screen: Place, conflicts: tuple[Conflict, ...], replace: Callable[[], None]) -> None:
    """Every conflict is named; while marks are hidden only where it is, not what was said."""
    hidden = is_hidden(screen.work.session, "marks")
    said = [one.where if hidden else one.sentence for one in conflicts[:LISTED]]
    more = [f"and {len(conflicts) - LISTED} more"] if len(conflicts) > LISTED else []
    options = [("leave", "Leave the session as it is: nothing is taken"), ("newer", "The form is right")]

    def chosen(key: str | None) -> None:
        if key == "newer":
            replace()

    places = f"{len(conflicts)} {'place' if len(conflicts) == 1 else 'places'}"
    screen.app.push_screen(
        Choose(f"The form and the session differ in {places}.", options, hint="\n".join([*said, *more])),
        chosen,
    )


def _place_fault(text: str) -> str:
    path = Path(text).expanduser()
    if path.is_dir():
        return "That is a folder: add a file name."
    if path.suffix.lower() not in MARKS_FORMS:
        return "The form ends in .html, in .xlsx, or in .toml for a text file."
    if path.exists():
        return "There is already a file of that name, perhaps with marks in it. Choose another name."
    return "" if path.parent.is_dir() else f"There is no folder {path.parent}."
