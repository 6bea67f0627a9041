"""Copying a page: to the clipboard where the terminal may pass it on, else into a file; and saying where."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from msp_select.errors import MspSelectError, shown_path
from msp_select.model.slug import slug
from msp_select.store.write_document import write_document
from msp_select.ui.folder import folder_of
from msp_select.ui.plain_signs import NO_SIGNS

if TYPE_CHECKING:
    from msp_select.ui.app import SelectApp

COPIED_WIDTH = 80  # cells, as a mail is read
COPIED = "Copied. If nothing comes where you paste it, your terminal does not allow it."
DEAF = (*NO_SIGNS, "linux")


def may_reach_clipboard(environ: Mapping[str, str]) -> bool:
    """Whether the terminal may pass on what is copied by OSC 52, as far as the environment tells.

    Apple's Terminal and those built on VTE do not; tmux and screen keep it to themselves unless told to.
    """
    told = ("VTE_VERSION", "TMUX", "STY")
    apple = environ.get("TERM_PROGRAM") == "Apple_Terminal"
    return not apple and environ.get("TERM") not in DEAF and not any(map(environ.get, told))


def copy_page(app: SelectApp, page: str, text: str) -> None:
    """Copy the text of a page; `page` is what its file is called, after the session."""
    work = app.work
    if work is None:
        return
    if app.is_web or may_reach_clipboard(os.environ):
        app.copy_to_clipboard(text)
        app.say(COPIED)
        return
    path = folder_of(work) / f"{page}-{slug(work.shown.title)}.txt"
    try:
        write_document(path, f"{text}\n".encode(), work.stored.path)
    except MspSelectError as error:
        app.say(f"Not copied. {error.message}", severity="error")
    else:
        app.say(f"This terminal passes nothing on to the clipboard. Written instead: {shown_path(path)}")
