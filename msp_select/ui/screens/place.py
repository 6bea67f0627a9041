"""The two names under which places were known; for those still on their way."""

from msp_select.ui.place_frame import Place as FrameScreen
from msp_select.ui.place_frame import Place as PlaceScreen

__all__ = ["FrameScreen", "PlaceScreen"]
