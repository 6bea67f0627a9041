"""What a picture of the months shows: figures, the promise, what chance does, and what led to the word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from msp_select.decision.after.drifting import engine_rule, figures_from, yardstick_from
from msp_select.decision.after.keeping import PeriodKept, PeriodState
from msp_select.decision.after.record import Measured
from msp_select.decision.after.review import AfterSigning
from msp_select.engine.drift import Figure, Kind, Row, Rule, by_chance, spread, steps, usable
from msp_select.model.months import first_day

MonthState = PeriodState | Literal["given"]


@dataclass(frozen=True, kw_only=True)
class MonthShown:
    """One month: its figure, of a share in percent `of` so many, and whether that keeps the promise.

    `given` is a figure without a promise for the month. `by_chance` is where nine of ten months of that
    many cases fall, `promised` the target that held.
    """

    month: str
    state: MonthState
    value: float | None = None
    of: float | None = None
    promised: float | None = None
    by_chance: tuple[float, float] | None = None


@dataclass(frozen=True, kw_only=True)
class MeasurePicture:
    """All months of one figure; those of the `yardstick`, and the `stretch` that led to what is said."""

    id: str
    kind: Kind
    months: tuple[MonthShown, ...]
    yardstick: frozenset[str]
    stretch: frozenset[str]

    @property
    def shown(self) -> tuple[float, ...]:
        """Every number that has to find its place on the scale."""
        found = [one.value for one in self.months] + [one.promised for one in self.months]
        found += [end for one in self.months for end in one.by_chance or ()]
        return tuple(one for one in found if one is not None)


def measure_pictures(after: AfterSigning) -> tuple[MeasurePicture, ...]:
    """One picture for each figure of which there is any, in the order of the agreement."""
    found = (_picture(after, one) for one in after.record.measures.values())
    return tuple(one for one in found if one is not None)


def _picture(after: AfterSigning, measured: Measured) -> MeasurePicture | None:
    record, content = after.record, after.record.agreed.drift
    figures = record.figures(measured.id)
    if measured.kind == "event" or content is None or all(figure is None for figure in figures):
        return None
    rule = engine_rule(content)
    change = after.drifting.change(measured.id)
    rows: list[Row] = []
    stretch: frozenset[str] = frozenset()
    base = 0
    if change is not None:
        rows = usable(rule, measured.kind, figures_from(record, measured.id, yardstick_from(record)))
        base = change.base if len(rows) >= change.base else 0
        if change.state in ("drift", "look_closer"):
            stretch = frozenset(record.months[row[0]] for row in rows[len(rows) - change.months :])
    states = _states(after, measured.id)
    months = zip(record.months, figures, strict=True)
    return MeasurePicture(
        id=measured.id,
        kind=measured.kind,
        months=tuple(_shown(after, measured, *one, states, rule, rows, base) for one in months),
        yardstick=frozenset(record.months[row[0]] for row in rows[:base]),
        stretch=stretch,
    )


def _states(after: AfterSigning, measure: str) -> Mapping[str, PeriodKept]:
    """What was judged month by month; longer periods say nothing of one of their months."""
    found = after.promise(measure)
    periods = () if found is None else found.periods
    return {period.period: period for period in periods if len(period.months) == 1}


def _shown(
    after: AfterSigning,
    measured: Measured,
    month: str,
    figure: Figure,
    states: Mapping[str, PeriodKept],
    rule: Rule,
    rows: list[Row],
    base: int,
) -> MonthShown:
    assert measured.kind != "event"
    promise = after.record.signed.promise(measured.id, first_day(month))
    period = states.get(month)
    state: MonthState = period.state if period is not None else _without_promise(after, month, figure)
    value, of = (None, None) if figure is None else figure
    chance = None
    if value is not None and measured.kind == "share":
        value = 100 * value / of if of else None
    if value is not None and base:
        phi = spread(rule, measured.kind, steps(rule, measured.kind, rows))
        chance = by_chance(rule, measured.kind, rows[:base], phi, of or 1.0)
        if measured.kind == "share":
            chance = 100 * chance[0], 100 * chance[1]
    target = None if promise is None or promise.target is None else float(promise.target)
    return MonthShown(month=month, state=state, value=value, of=of, promised=target, by_chance=chance)


def _without_promise(after: AfterSigning, month: str, figure: Figure) -> MonthState:
    if figure is not None:
        return "nothing_to_judge" if figure[1] == 0 else "given"
    report = after.record.reports[month]
    return "not_reported" if report == "came" or report == "late" or report == "none" else report


@dataclass(frozen=True, kw_only=True)
class YearRow:
    """One promise over the last months: what became of each, a longer period in its last month."""

    id: str
    states: tuple[PeriodState | None, ...]


def year_rows(after: AfterSigning, months: tuple[str, ...]) -> Iterator[YearRow]:
    """The year on one page, a row for each promise."""
    for one in after.promises:
        periods = (one.in_period(month) for month in months)
        states = tuple(None if period is None else period.state for period in periods)
        yield YearRow(id=one.id, states=states)
