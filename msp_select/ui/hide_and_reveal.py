"""Hiding and showing names, prices and marks: asked about, explained, and kept in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msp_select.model.disclosure import VEILS, Hidden, hide, is_hidden, reveal
from msp_select.model.session import Session
from msp_select.phrases.en.dates import moment_words
from msp_select.ui.open_prices import open_prices
from msp_select.ui.widgets.dialogs import AskText, Confirm

if TYPE_CHECKING:
    from msp_select.ui.place_frame import Place

REASON = "Your reason is kept in the log."
TITLES: dict[Hidden, str] = {"marks": "Marks", "names": "Names", "prices": "Prices"}
HELP: dict[Hidden, tuple[str, str]] = {
    "marks": ("hidden until everybody has marked", "shown, and they count"),
    "names": ("hidden: Provider A, Provider B, ...", "shown"),
    "prices": ("sealed until the rest is scored", "open"),
}
BY_ID: dict[str, Hidden] = {name: name for name in VEILS}


def state_in_words(session: Session, what: Hidden) -> str:
    """Whether it is hidden now; for prices also since when weights are locked."""
    words = HELP[what][0 if is_hidden(session, what) else 1]
    locked = session.settings.weights_locked
    if what == "prices" and locked is not None:
        words += f"; weights are locked since {moment_words(locked)}"
    return words


def turn(screen: Place, what: Hidden, *, missing: str = "") -> None:
    """Show what is hidden, or hide it again; for what is still `missing` a reason is asked."""
    if is_hidden(screen.work.session, what):
        _show(screen, what, missing)
    else:
        _hide(screen, what)


def _show(screen: Place, what: Hidden, missing: str) -> None:
    def shown(why: str | None) -> None:
        if why is not None:
            screen.apply(reveal(screen.work.session, what, screen.work.now(), why), VEILS[what].opened)

    if what == "prices":
        open_prices(screen)
    elif what == "marks" and not missing:
        question = "Everybody has marked everything. Reveal the marks now? This is kept in the log."
        screen.app.push_screen(
            Confirm(question, "Reveal them", "Not yet"), lambda yes: shown("") if yes else None
        )
    else:
        title = f"{missing}Why are the {what} shown now?"
        screen.app.push_screen(AskText(title, hint=REASON), shown)


def _hide(screen: Place, what: Hidden) -> None:
    def hidden(why: str | None) -> None:
        if why is not None:
            screen.apply(hide(screen.work.session, what, screen.work.now(), why), VEILS[what].closed)

    if what == "names":
        hidden("")
    else:
        seen = "Who has seen them has seen them. "
        screen.app.push_screen(AskText(f"Why are the {what} hidden again?", hint=f"{seen}{REASON}"), hidden)
