"""To be filled."""

from __future__ import annotations

from msp_select.ui.screens.place import PlaceScreen


class ResultScreen(PlaceScreen):
    """To be filled."""

    PLACE = "result"
