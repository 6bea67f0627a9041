"""Starting, opening and copying sessions, each as a short row of questions."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from msp_select.errors import MspSelectError
from msp_select.model.slug import slug
from msp_select.phrases.en.currencies import CURRENCIES
from msp_select.store.files import example_names
from msp_select.ui.progress import minutes_for
from msp_select.ui.widgets.dialogs import AskText, Choose, Confirm, Notice, Which

if TYPE_CHECKING:
    from msp_select.model.session import Session
    from msp_select.ui.app import SelectApp

LISTED_FILES = 8
OTHER = "other"  # no code of a currency


def start_new(app: SelectApp) -> None:
    """Ask for a title, a file, how thorough and which currency; then open the session at its first place."""

    def titled(title: str | None) -> None:
        if title is not None:
            _ask_file(app, title, lambda path: sized(title, path))

    def sized(title: str, path: Path) -> None:
        def chosen(size: str | None) -> None:
            if size is not None:
                _ask_currency(app, lambda currency: _start(app, title, path, size, currency))

        app.push_screen(Choose("How thorough?", list(sizes_in_words().items())), chosen)

    app.push_screen(
        AskText("What is this selection for?", hint="Your firm's name, for instance.", check=_title_fault),
        titled,
    )


def save_copy(app: SelectApp) -> None:
    """Write the open session under another name and go on with that one."""
    work = app.work
    if work is None:
        return
    session = work.session

    def named(path: Path) -> None:
        if _written(app, path, session):
            app.try_open(str(path), place=app.place_shown(), giving_up=True)  # the copy has it

    _ask_file(app, session.title, named)


def end_with_a_copy(app: SelectApp) -> None:
    """Write the open session under another name, and end."""
    work = app.work
    assert work is not None
    session = work.session

    def named(path: Path) -> None:
        if _written(app, path, session):
            work.give_up()  # the copy has it
            app.saved_as = str(path)
            app.end()

    _ask_file(app, session.title, named)


def read_again(app: SelectApp) -> None:
    """Read the open session's file again, giving up what could not be saved."""
    work = app.work
    if work is None:
        return
    reference, place = app.key_of_work, app.place_shown()

    def confirmed(yes: bool | None) -> None:
        if yes:
            app.try_open(reference, place=place, giving_up=True)

    if work.problem is None:
        app.try_open(reference, place=place)
    else:
        question = "What is on the screen and not in the file is lost then. Read the file again?"
        app.push_screen(Confirm(question, "Read it again", "Keep mine"), confirmed)


def open_file(app: SelectApp) -> None:
    """Ask for a file: those of the current folder, or any other by its name."""

    def typed(path: str | None) -> None:
        if path is not None:
            app.try_open(path)

    def other(_: str | None = None) -> None:
        hint = f"In {os.getcwd()}, or with its whole path."
        app.push_screen(AskText("Which session file?", hint=hint, check=_missing), typed)

    def chosen(name: str | None) -> None:
        if name == "":
            other()
        elif name is not None:
            app.try_open(name)

    found = _session_files()
    if not found:
        other()
        return
    options = [*((name, name) for name in found), ("", "Another file ...")]
    newest, hint = found[0], f"In {os.getcwd()}"
    app.push_screen(Choose("Which session file?", options, chosen=newest, hint=hint), chosen)


def try_example(app: SelectApp) -> None:
    """Ask which example, and whether to look at it or to work on a copy."""

    def picked(name: str | None) -> None:
        if name is None:
            return
        reference = f"example:{name}"
        options = [
            ("look", "Look around: try anything, nothing is kept"),
            ("copy", "Make a copy in the current folder and work on that"),
        ]
        app.push_screen(Choose(f"{_spoken(name)}: how?", options), lambda how: _example(app, reference, how))

    options = [(name, _spoken(name)) for name in example_names()]
    app.push_screen(Choose("Which example? All firms in them are invented.", options), picked)


def _example(app: SelectApp, reference: str, how: str | None) -> None:
    if how == "look":
        app.try_open(reference, place="result")
    elif how == "copy":
        app.try_open(reference, place="home", then=lambda: save_copy(app))


def _ask_currency(app: SelectApp, then: Callable[[str], None]) -> None:
    """Ask in which currency the bids are; none is marked, because none is assumed."""

    def typed(code: str | None) -> None:
        if code is not None:
            then(code.upper())

    def chosen(code: str | None) -> None:
        if code == OTHER:
            app.push_screen(
                AskText("Which currency?", hint="Its three letters.", check=_currency_fault), typed
            )
        elif code is not None:
            then(code)

    options = [*((code, f"{code}  {name}") for code, name in CURRENCIES.items()), (OTHER, "Another")]
    hint = "One for the whole selection. It also says how numbers are read: 1,250.50 or 1.250,50."
    app.push_screen(Which("In which currency are the bids?", options, hint=hint), chosen)


def _start(app: SelectApp, title: str, path: Path, size: str, currency: str) -> None:
    from msp_select.model.edits import new_session, with_fields

    today = app.now().astimezone().date()
    if _written(app, path, with_fields(new_session(title, today, currency=currency), size=size)):
        app.try_open(str(path), place="business")


def _written(app: SelectApp, path: Path, session: Session) -> bool:
    from msp_select.store.session import new_session_file

    try:
        new_session_file(path, session)
    except MspSelectError as error:
        app.push_screen(Notice(error.message, error.remedy))
        return False
    return True


def _ask_file(app: SelectApp, title: str, then: Callable[[Path], None]) -> None:
    def named(name: str | None) -> None:
        if name is not None:
            then(_with_ending(name))

    hint = f"A new file in {os.getcwd()}; Enter takes the name."
    app.push_screen(
        AskText("Where to keep it?", _free_name(slug(title)), hint=hint, check=_file_fault), named
    )


def _free_name(stem: str) -> str:
    number, name = 2, f"{stem}.toml"
    while os.path.lexists(name):
        number, name = number + 1, f"{stem}-{number}.toml"
    return name


def _with_ending(name: str) -> Path:
    path = Path(name).expanduser()
    return path if path.suffix == ".toml" else path.with_name(f"{path.name}.toml")


def _file_fault(name: str) -> str:
    path = _with_ending(name)
    if os.path.lexists(path):
        return "There is already a file of that name. Choose another."
    if not path.parent.is_dir():
        return f"There is no folder {path.parent}."
    return ""


def _missing(name: str) -> str:
    return (
        "" if name.startswith("example:") or Path(name).expanduser().is_file() else "There is no such file."
    )


def _title_fault(title: str) -> str:
    from msp_select.model.scalars import clean_text, is_seen

    if not any(map(is_seen, clean_text(title))):
        return "A title needs at least one letter."
    return "" if len(title) <= 200 else "That is too long: at most 200 characters."


def _currency_fault(code: str) -> str:
    letters = len(code) == 3 and code.isascii() and code.isalpha()
    return "" if letters else "A currency is three letters, such as EUR."


def _session_files() -> list[str]:
    """The newest session files of the current folder, recognised by their first line."""
    found: list[tuple[float, str]] = []
    try:
        entries = [entry for entry in os.scandir() if entry.name.endswith(".toml") and entry.is_file()]
    except OSError:
        return []
    for entry in entries[:200]:
        try:
            with open(entry.path, "rb") as file:
                if b"msp-select" in file.readline(200):
                    found.append((entry.stat().st_mtime, entry.name))
        except OSError:
            continue
    return [name for _, name in sorted(found, reverse=True)[:LISTED_FILES]]


def sizes_in_words() -> dict[str, str]:
    """How thorough one can be, with the questions and the time that takes for one candidate."""
    from msp_select.model.scalars import SIZES
    from msp_select.store.catalog import load_catalog

    catalog = load_catalog(None)
    words = {"quick": "Quick: what decides most", "core": "Core: what a careful choice needs"}
    counts = {size: len(catalog.questions_in(size)) for size in SIZES}
    return {
        size: f"{words.get(size, 'Full: all there is')} ({counts[size]} questions, "
        f"about {minutes_for(counts[size])} minutes a candidate)"
        for size in SIZES
    }


def _spoken(name: str) -> str:
    return name.replace("-", " ").capitalize()
