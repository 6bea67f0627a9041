"""Opening the prices: free once the rest is scored, with a reason before; always logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msp_select.model.disclosure import reveal
from msp_select.ui.progress import left_before_prices
from msp_select.ui.widgets.dialogs import AskText, Confirm

if TYPE_CHECKING:
    from msp_select.ui.place_frame import Place

WHAT = "prices opened"


def open_prices(screen: Place) -> None:
    """Open the prices of the session, asking why if the rest is not scored yet."""
    left = left_before_prices(screen.work.session, screen.work.catalog)
    if not screen.work.shown.settings.sealed:
        screen.select_app.say("The prices are open already.")
        return

    def opened(why: str | None) -> None:
        if why is not None:
            screen.apply(reveal(screen.work.session, "prices", screen.work.now(), why), WHAT)

    def confirmed(yes: bool | None) -> None:
        if yes:
            opened("")

    if left:
        hint = "A price once seen colours every answer after it. Your reason is kept in the log."
        title = (
            f"{left} {'answer is' if left == 1 else 'answers are'} still missing. Why open the prices now?"
        )
        screen.app.push_screen(AskText(title, hint=hint), opened)
    else:
        question = "Everything but the prices is scored. Open the prices now? This is kept in the log."
        screen.app.push_screen(Confirm(question, "Open them", "Not yet"), confirmed)
