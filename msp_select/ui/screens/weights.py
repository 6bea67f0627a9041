"""To be filled."""

from __future__ import annotations

from msp_select.ui.screens.place import PlaceScreen


class WeightsScreen(PlaceScreen):
    """To be filled."""

    PLACE = "weights"
