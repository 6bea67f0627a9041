"""The templates that travel with the package: everything a person wrote is escaped in them."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from msp_select.report.chart_data import Chart
from msp_select.report.chart_drawing import drawn
from msp_select.report.drawing_shapes import WIDTH


@cache
def environment() -> Environment:
    """The one environment: escaping always on, a missing name is an error."""
    return Environment(
        loader=PackageLoader("msp_select.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=False,
        keep_trailing_newline=False,
    )


def svg(chart: Chart, chart_id: str) -> Markup:
    """The chart as SVG, the same for page and paper; `chart_id` sets its names apart from other charts'."""
    template = environment().get_template("chart.svg.j2")
    return Markup(template.render(chart=chart, drawing=drawn(chart), id=chart_id, width=WIDTH))
