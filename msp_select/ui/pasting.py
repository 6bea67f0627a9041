"""What a terminal sends, read so that a paste is a paste: inside its brackets an escape is no key."""

from __future__ import annotations

from collections.abc import Iterable

from textual._xterm_parser import XTermParser
from textual.message import Message

START, END = "\x1b[200~", "\x1b[201~"


class PasteParser(XTermParser):
    """Textual's own reader would take sequences inside a pasted text for keys: they lose their escape."""

    _pasting = False
    _seen = ""  # the end of what came outside a paste: its beginning may come in pieces
    _held = ""  # what may be the beginning of the end of a paste

    def feed(self, data: str) -> Iterable[Message]:
        """The events of another piece of what is sent."""
        if not data:  # the end
            return super().feed(data)
        data = self.without_escapes(data)
        return super().feed(data) if data else ()

    def without_escapes(self, data: str) -> str:
        """The piece, without the escapes of what is pasted."""
        text, read = self._held + data, ""
        self._held = ""
        while text:
            if self._pasting:
                pasted, end, rest = text.partition(END)
                if not end:
                    size = next((n for n in range(len(END) - 1, 0, -1) if pasted.endswith(END[:n])), 0)
                    pasted, self._held = pasted[: len(pasted) - size], pasted[len(pasted) - size :]
                read, text, self._pasting = read + pasted.replace("\x1b", "") + end, rest, not end
            else:
                at = (self._seen + text).find(START)
                cut = len(text) if at < 0 else at + len(START) - len(self._seen)
                self._pasting = at >= 0
                self._seen = "" if self._pasting else (self._seen + text)[1 - len(START) :]
                read, text = read + text[:cut], text[cut:]
        return read
