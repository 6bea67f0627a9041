"""The list of everything that can be done: places, deeds of the place on show, and what works everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.screen import Screen

from msp_select.ui.place_frame import Place
from msp_select.ui.places import BESIDE, PLACES, WALK
from msp_select.ui.start_session import read_again, save_copy
from msp_select.ui.versions import show_versions

if TYPE_CHECKING:
    from msp_select.ui.app import SelectApp

ELSEWHERE = ("back", "undo", "redo")  # offered in every place under one title


def everything(app: SelectApp, screen: Screen[object]) -> Iterator[SystemCommand]:
    """One entry for everything, with titles in plain words."""
    for place in (PLACES["home"], *WALK, *BESIDE):
        if app.work is not None or place.name == "home":
            yield SystemCommand(place.title, place.what, lambda name=place.name: app.go(name))
    if app.work is not None:
        from msp_select.ui.favourite import note_favourite

        yield SystemCommand("Undo", "Take the last change back", lambda: app.travel("undo"))
        yield SystemCommand("Redo", "Do again what was undone", lambda: app.travel("redo"))
        yield SystemCommand("Save now", "Write the session to its file", app.action_save)
        yield SystemCommand("Save a copy", "Go on under another name", lambda: save_copy(app))
        yield SystemCommand(
            "Read the file again",
            "See what others wrote; what is not saved is lost",
            lambda: read_again(app),
        )
        yield SystemCommand(
            "Earlier versions",
            "What this file held before its saves, and the way back",
            lambda: show_versions(app),
        )
        yield SystemCommand(
            "Your favourite", "Whom you have in mind; it counts in no score", lambda: note_favourite(app)
        )
    yield from deeds_of(screen)
    yield SystemCommand("Help", "Keys and help for what you are looking at", app.action_help)
    yield SystemCommand("Colours: light, dark and others", "Choose a theme", app.action_change_theme)
    yield SystemCommand("Quit", "Everything is saved already", app.action_quit)


def deeds_of(screen: Screen[object]) -> Iterator[SystemCommand]:
    """One entry for each key of the place itself that works now."""
    if not isinstance(screen, Place):
        return
    app, seen = screen.app, set()
    for node, binding, enabled, tooltip in screen.active_bindings.values():
        if not enabled or node is not screen or binding.action in seen or binding.action in ELSEWHERE:
            continue
        seen.add(binding.action)
        if binding.description:
            yield SystemCommand(
                tooltip or binding.description,
                f"Here also the key {app.get_key_display(binding)}",
                lambda action=binding.action: app.call_later(app.run_action, action, screen),
            )
