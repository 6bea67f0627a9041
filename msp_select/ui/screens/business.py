"""To be filled."""

from __future__ import annotations

from msp_select.ui.screens.place import PlaceScreen


class BusinessScreen(PlaceScreen):
    """To be filled."""

    PLACE = "business"
