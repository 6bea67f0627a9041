"""What stands between the interface and a browser: Textual's own driver, and files from the device there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from textual.drivers.web_driver import WebDriver

Brought = Callable[[Path], None]


class BrowserDriver(WebDriver):
    """Asks the page for a file, besides what Textual's driver does; the server says where it put it."""

    _brought: Brought | None = None

    def want_file(self, endings: Sequence[str], brought: Brought | None) -> None:
        """Ask for one file whose name ends so; with no endings, nothing is asked for any more.

        `brought` is called with its path, from another thread.
        """
        self._brought = brought
        self.write_meta({"type": "file_wanted", "endings": list(endings)})

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """What the server says: paint a new window, here is your file, or what Textual knows."""
        if packet_type == "repaint":
            self._app.call_later(self._app.refresh, layout=True)
        elif packet_type == "file_brought":
            brought, self._brought = self._brought, None
            if brought is not None:
                brought(Path(str(payload["path"])))
        else:
            super().on_meta(packet_type, payload)
