"""To be filled."""

from __future__ import annotations

from msp_select.ui.screens.place import FrameScreen


class HomeScreen(FrameScreen):
    """To be filled."""

    PLACE = "home"
