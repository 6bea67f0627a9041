"""Signs that a terminal can draw in place of those it cannot: lines, bars, arrows, each as wide as before."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping

LINES = {
    **dict.fromkeys("━═╌╍┄┅┈┉╸╺", "─"),
    **dict.fromkeys("┃║╎╏┆┇┊┋╹╻", "│"),
    **dict.fromkeys("┏╔╭", "┌"),
    **dict.fromkeys("┓╗╮", "┐"),
    **dict.fromkeys("┗╚╰", "└"),
    **dict.fromkeys("┛╝╯", "┘"),
}
BLOCKS = {
    **dict.fromkeys("▔▁", "─"),
    **dict.fromkeys("▏▎", "│"),
    **dict.fromkeys("▍▋▖▘", "▌"),
    **dict.fromkeys("▕▗▝", "▐"),
    **dict.fromkeys("▂▃▅", "▄"),
    **dict.fromkeys("▆▇▉▊▛▜▙▟", "█"),
}
"""Lines of one weight and blocks of a half: parts of an eighth do not meet where lines stand apart."""

CONSOLE = {
    **dict(zip("●◆✓▾▸□⏎⌫…×€", "•♦√▼►○◄◄.xE", strict=True)),
    **dict.fromkeys("–—−", "-"),
    **dict.fromkeys("‘’", "'"),
    **dict.fromkeys("“”", '"'),
}
"""Signs outside the 256 that a console's font has."""

ASCII = {
    **dict.fromkeys("─▀", "-"),
    **dict.fromkeys("│▌▐", "|"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼╱╲╳", "+"),
    **dict(zip("█▓▒░▄•♦√○▲▼►◄→←↑↓·", "#=:._**+o^v><><^v-", strict=True)),
}
"""The same for a terminal without any of them."""

Drawn = Callable[[str], str]
"""Turns a text into signs that can be drawn, each as wide as before."""

NO_SIGNS = ("dumb", "unknown", "ansi", "vt52", "vt100", "vt102", "vt220")
"""Names of terminals, as in TERM, that draw letters and no more."""


def _in_turn(*tables: Mapping[str, str]) -> dict[str, str]:
    """One table for several applied one after the other."""
    found: dict[str, str] = {}
    for table in tables:
        found = {sign: table.get(plain, plain) for sign, plain in found.items()} | {
            sign: plain for sign, plain in table.items() if sign not in found
        }
    return found


def for_terminal(environ: Mapping[str, str], encoding: str) -> Drawn | None:
    """What turns a text into signs that this terminal can draw; None where it can draw them all.

    By TERM and TERM_PROGRAM, and by the locale: where that is not UTF-8 letters it has not become "?".
    """
    unicode = codecs.lookup(encoding).name == "utf-8"
    kind = environ.get("TERM", "")
    if not unicode or environ.get("LC_ALL") in ("C", "POSIX") or kind in NO_SIGNS:
        table = str.maketrans(_in_turn(LINES, BLOCKS, CONSOLE, ASCII))
    elif kind == "linux":
        table = str.maketrans(_in_turn(LINES, BLOCKS, CONSOLE))
    elif environ.get("TERM_PROGRAM") == "Apple_Terminal":
        table = str.maketrans(_in_turn(LINES, BLOCKS))
    else:
        return None
    if unicode:
        return lambda text: text.translate(table)
    return lambda text: text.translate(table).encode(encoding, "replace").decode(encoding)
