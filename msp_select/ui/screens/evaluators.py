"""Evaluators: several people mark the candidates."""

from __future__ import annotations

from msp_select.ui.screens.place import PlaceScreen


class EvaluatorsScreen(PlaceScreen):
    """Several people at one choice."""

    PLACE = "evaluators"
