"""The last line of every place: the keys of the place, and on the right help and the way out."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

ALWAYS = (("f1", "F1", "help"), ("ctrl+q", "^q", "quit"))
WITH_ROOM = ("ctrl+g", "^g", "places")


class Foot(Widget):
    """The keys that work now, as many as there is room for, each whole; a click presses one."""

    DEFAULT_CSS = """
    Foot {
        dock: bottom;
        height: 1;
        color: $footer-description-foreground;
        background: $footer-background;
    }
    """

    def on_mount(self) -> None:
        """Follow what the focus and the place make of the keys."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def on_unmount(self) -> None:
        """Nobody is there any more."""
        self.screen.bindings_updated_signal.unsubscribe(self)

    def _changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    @property
    def keys(self) -> list[tuple[str, str, str]]:
        """The keys to be shown beside those that always are: the key, how it is written, what it does."""
        found: dict[str, tuple[str, str, str]] = {}
        for _, binding, enabled, _ in self.screen.active_bindings.values():
            if binding.show and enabled:
                name = self.app.get_key_display(binding)
                found.setdefault(binding.action, (binding.key, name, binding.description))
        return list(found.values())

    @property
    def shown(self) -> list[tuple[str, str, str]]:
        """Those of the keys that there is room for."""
        left, shown = self.size.width - sum(map(_room, ALWAYS)) - 1, []
        for key in self.keys:
            left -= _room(key)
            if left < 0:
                break
            shown.append(key)
        return [*shown, WITH_ROOM] if left >= _room(WITH_ROOM) else shown

    def render(self) -> Content:
        shown = self.shown
        gap = self.size.width - sum(map(_room, (*shown, *ALWAYS))) - 1
        parts = [*map(_key, shown), Content(" " * max(gap, 0)), *map(_key, ALWAYS)]
        return Content.assemble(" ", *parts)


def _room(key: tuple[str, str, str]) -> int:
    return cell_len(f"{key[1]} {key[2]} ")


def _key(key: tuple[str, str, str]) -> Content:
    press = Style.from_meta({"@click": f"app.simulate_key('{key[0]}')"})
    return Content.assemble((key[1], "bold $text-primary"), f" {key[2]} ").stylize(press)
