"""Present: the result for a client in the room."""

from __future__ import annotations

from msp_select.ui.screens.place import PlaceScreen


class PresentScreen(PlaceScreen):
    """The result, large."""

    PLACE = "present"
