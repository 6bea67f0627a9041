"""Evaluation and explanation as documents; every one says the same as the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msp_select.report.options import FORMATS, Format, Options, offered

if TYPE_CHECKING:
    from msp_select.decision.scoring.evaluation import Evaluation

__all__ = ["FORMATS", "Format", "Options", "offered", "render"]


def render(evaluation: Evaluation, ending: str, *, options: Options | None = None) -> bytes:
    """The document as the bytes of a file with that ending; the same evaluation gives the same bytes.

    UsageError for an ending, a candidate or a sheet that does not exist, or where an extra is missing.
    """
    from msp_select.report.rendering import rendered

    return rendered(evaluation, ending, options or Options())
