"""Bars drawn with text cells: the same meaning with and without colour."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content

from msp_select.phrases.en.labels import NOT_KNOWN

PROVEN, CLAIMED, UNKNOWN = "█", "▓", "░"
EIGHTHS = " ▏▎▍▌▋▊▉█"
LEGEND = f"█ proven  ▓ claimed  ░ {NOT_KNOWN}"


def right(text: str, width: int) -> str:
    """`text` flush right in `width` cells."""
    return " " * max(width - cell_len(text), 0) + text


def three_part_bar(proven: float, claimed: float, possible: float, width: int) -> Content:
    """A bar of `width` cells for 0..100: proven solid, claimed shaded, unknown outlined."""
    ends = [round(min(max(x, 0.0), 100.0) * width / 100) for x in (proven, claimed, possible)]
    solid = ends[0]
    shaded = max(ends[1] - solid, 0)
    outlined = max(ends[2] - solid - shaded, 0)
    return Content.assemble(
        (PROVEN * solid, "$primary"),
        (CLAIMED * shaded, "$primary"),
        (UNKNOWN * outlined, "$text-muted"),
        " " * (width - solid - shaded - outlined),
    )


def plain_bar(share: float, width: int) -> str:
    """A bar for 0..1 in eighths of a cell, padded to `width`; anything above nothing shows."""
    eighths = round(min(max(share, 0.0), 1.0) * width * 8)
    if share > 0 and eighths == 0:
        eighths = 1
    return (EIGHTHS[8] * (eighths // 8) + EIGHTHS[eighths % 8]).rstrip().ljust(width)[:width]


def signed_bar(value: float, against: float, towards: float, width: int) -> str:
    """A bar from a middle line: solid to the right for, hatched to the left against.

    `against` and `towards` are the longest bars on either side; they share the width in proportion.
    """
    room, whole = width - 1, against + towards
    left = min(round(room * against / whole), room - 1) if whole > 0 else 0
    left = max(left, 1) if against > 0 else 0
    longest, cells = (against, left) if value < 0 else (towards, room - left)
    share = min(abs(value) / longest, 1.0) if longest > 0 else 0.0
    length = max(round(share * cells), 1) if value else 0
    if value < 0:
        return " " * (left - min(length, left)) + "▒" * min(length, left) + "│" + " " * (room - left)
    bar = "█" * min(length, room - left)
    return " " * left + "│" + bar.ljust(room - left)
