"""The pictures of what happened, drawn with text: one a figure, the year on one page, who was driving."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from textwrap import wrap

from msp_select.decision.after.driving_over_time import DrivingOverTime, ReviewIndex, band
from msp_select.decision.after.pictures import MeasurePicture, MonthShown, MonthState, YearRow, year_rows
from msp_select.decision.after.review import AfterSigning
from msp_select.phrases.en.after.review import DRIVERS, STATES, title
from msp_select.phrases.en.dates import month_words, short_day
from msp_select.phrases.en.words import number_word, plain

LEVELS = 10
LETTERS = "JFMAMJJASOND"
YEAR = 12
WORDS: Mapping[MonthState, str] = {
    "kept": "kept",
    "missed": "missed",
    "not_reported": "not reported",
    "nothing_to_judge": "nothing to judge",
    "not_due": "not due",
    "awaited": "not there yet",
    "not_put_in": "not put in",
    "given": "",
}


@dataclass(frozen=True)
class Signs:
    """What a terminal can draw with; each is one cell wide."""

    kept: str
    missed: str
    nothing: str
    chance: str
    line: str
    tick: str
    corner: str
    yardstick: str
    stretch: str


BLOCKS = Signs("●", "○", "·", "░", "─", "┤", "└", "·", "═")
ASCII = Signs("*", "o", ".", ":", "-", "|", "+", ".", "=")


def cell(state: MonthState | None, signs: Signs) -> str:
    """The sign of one month; a blank where it was not due."""
    return {
        "kept": signs.kept,
        "given": signs.kept,
        "missed": signs.missed,
        "not_reported": "?",
        "nothing_to_judge": signs.nothing,
    }.get(state or "", " ")


def measure_lines(
    picture: MeasurePicture, after: AfterSigning, signs: Signs = BLOCKS, width: int = 78
) -> list[str]:
    """One figure, months along; as many of the last months as the width takes, from 60 columns on."""
    scale = _scale(picture)
    labels = [_label(level, picture) for level in scale]
    edge = max(map(len, labels))
    room = width - edge - len(" promised 00000")
    months, wide = _fitting(picture.months, room)
    promised = next((one.promised for one in reversed(months) if one.promised is not None), None)
    name = title(after.record, picture.id)
    span = f"{month_words(months[0].month)} to {month_words(months[-1].month)}"
    unit = "percent, month by month" if picture.kind == "share" else "month by month"
    lines = wrap(f"{name}: {unit}, {span}", width)
    for at, label in enumerate(labels):
        cells = "".join(_cell(one, at, scale, wide, signs) for one in months)
        mark = f" promised {plain(promised)}" if promised is not None and _row(promised, scale) == at else ""
        lines.append(f"{label:>{edge}} {signs.tick}{cells.rstrip() if not mark else cells}{mark}")
    indent = " " * (edge + 2)
    lines.append(f"{' ' * (edge + 1)}{signs.corner}{signs.line * wide * len(months)}")
    lines.append(indent + "".join(letter(one).ljust(wide) for one in months).rstrip())
    marks = "".join(_mark(one.month, picture, signs) * wide for one in months).rstrip()
    if marks:
        lines.append(indent + marks)
    return [*lines, *_packed(_legend(picture, months, signs), width)]


def _fitting(months: Sequence[MonthShown], room: int) -> tuple[Sequence[MonthShown], int]:
    """The months that fit, and how many cells each takes."""
    wide = 2 if 2 * len(months) <= room else 1
    return months[-max(1, room // wide) :], wide


def _scale(picture: MeasurePicture) -> list[float]:
    """The levels from the top down; of a share at most from 100 to 0 percent."""
    low, high = min(picture.shown), max(picture.shown)
    if picture.kind == "share":
        step = max(1.0, (high - low) / (LEVELS - 1))
        high = min(100.0, max(high, low + step * (LEVELS - 1)))
    else:
        step = max(0.1, (high - low) / (LEVELS - 1))
    return [max(0.0, high - n * step) for n in range(LEVELS) if n == 0 or high - n * step > -step / 2]


def _row(value: float, scale: Sequence[float]) -> int:
    return min(range(len(scale)), key=lambda at: abs(scale[at] - value))


def _label(level: float, picture: MeasurePicture) -> str:
    if picture.kind == "share":
        return f"{level:.0f} %"
    return f"{level:.0f}" if max(picture.shown) >= 20 else f"{level:.1f}"


def _cell(one: MonthShown, at: int, scale: Sequence[float], wide: int, signs: Signs) -> str:
    if one.value is not None and _row(one.value, scale) == at:
        return cell(one.state, signs).ljust(wide)
    if one.by_chance is not None and one.by_chance[0] <= scale[at] <= one.by_chance[1]:
        return signs.chance * wide
    if one.promised is not None and _row(one.promised, scale) == at:
        return signs.line * wide
    return " " * wide


def letter(one: MonthShown) -> str:
    """The month's first letter; a question mark where nothing was reported."""
    return "?" if one.state == "not_reported" else LETTERS[int(one.month[5:]) - 1]


def _mark(month: str, picture: MeasurePicture, signs: Signs) -> str:
    if month in picture.stretch:
        return signs.stretch
    return signs.yardstick if month in picture.yardstick else " "


def _legend(picture: MeasurePicture, months: Sequence[MonthShown], signs: Signs) -> Iterator[str]:
    """What every sign that is there means."""
    states = {one.state for one in months}
    kept = "kept" if "kept" in states else "the figure"
    found = [(signs.kept, kept, {"kept", "given"})]
    found += [(signs.missed, "missed", {"missed"}), ("?", "not reported", {"not_reported"})]
    said = [f"{sign} {word}" for sign, word, of in found if of & states]
    if any(one.by_chance for one in months):
        said.append(f"{signs.chance} nine of ten fall here by chance")
    yield from said
    if picture.yardstick & {one.month for one in months}:
        first = number_word(len(picture.yardstick))
        yield f"{signs.yardstick * 2} {first} months that others are held against"
    if picture.stretch:
        yield f"{signs.stretch * 2} months that led to what is said"


def _packed(parts: Iterable[str], width: int) -> list[str]:
    """The parts side by side, as many in a line as it takes."""
    lines = [""]
    for part in parts:
        joined = f"{lines[-1]}  {part}" if lines[-1] else part
        if len(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(part)
    return lines


def year_lines(after: AfterSigning, signs: Signs = BLOCKS, width: int = 78) -> list[str]:
    """The year on one page: promises down, months across, the word at the end of each row."""
    months = after.record.months[-YEAR:]
    rows = list(year_rows(after, months))
    if not months or not rows:
        return []
    wide = 2
    room = max(12, width - wide * len(months) - len("  look closer"))
    names = [title(after.record, one.id) for one in rows]
    edge = min(room, max(map(len, names)))
    letters = "".join(LETTERS[int(month[5:]) - 1].ljust(wide) for month in months)
    lines = [f"The year on one page: {month_words(months[0])} to {month_words(months[-1])}"]
    lines.append(f"{' ' * edge}  {letters}".rstrip())
    for one, name in zip(rows, names, strict=True):
        short = name if len(name) <= edge else f"{name[: edge - 1].rstrip()}…"
        cells = "".join(cell(state, signs).ljust(wide) for state in one.states)
        lines.append(f"{short.ljust(edge)}  {cells}{year_word(after, one.id)}".rstrip())
    return [*lines, *_packed(year_legend(rows, signs), width)]


def year_legend(rows: Iterable[YearRow], signs: Signs = BLOCKS) -> list[str]:
    """What the signs of the year mean."""
    found = [
        f"{signs.kept} kept",
        f"{signs.missed} missed",
        "? not reported",
        f"{signs.nothing} nothing to judge",
    ]
    return [*found, "blank: not put in"] if any("not_put_in" in one.states for one in rows) else found


def year_word(after: AfterSigning, measure: str) -> str:
    """What is said of the change of a figure, at the end of its row."""
    changed = after.drifting.change(measure)
    return "" if changed is None else STATES[changed.state]


def driving_lines(found: DrivingOverTime, signs: Signs = BLOCKS) -> list[str]:
    """Who was driving, review by review, the three words as bands; nothing before the first known index."""
    known = [one for one in found.reviews if one.index is not None][-YEAR:]
    if not known:
        return []
    wide = 7
    lines = ["Who is driving, review by review, 0 to 100"]
    for word, some in groupby(range(100, -1, -10), key=band):
        for at, level in enumerate(some):
            cells = "".join(_driven(one, level, signs).ljust(wide) for one in known)
            mark = f"  {DRIVERS[word]}" if at == 0 else ""
            lines.append(f"{level:>4} {signs.tick} {cells}{mark}".rstrip())
        if word != "provider":
            lines.append(f"{'':>4} {signs.tick}{signs.line * (wide * len(known) + 1)}")
    lines.append(f"{'':>4} {signs.corner}{signs.line * (wide * len(known) + 1)}")
    lines.append(f"{'':>4}   " + "".join(short_day(one.held).ljust(wide) for one in known).rstrip())
    return lines


def _driven(one: ReviewIndex, level: int, signs: Signs) -> str:
    assert one.index is not None
    return signs.kept if (one.index + 5) // 10 * 10 == level else " "
