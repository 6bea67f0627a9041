"""Where one is: the screens of the open session, each made when it is first gone to, one of them on show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msp_select.ui.place_frame import Place
from msp_select.ui.places import PLACES, first_place

if TYPE_CHECKING:
    from msp_select.ui.app import SelectApp

WAY = 50  # so many places back the way is remembered


class Navigation:
    """The way between places, by their names in the table; no screen knows the class of another."""

    def __init__(self, app: SelectApp) -> None:
        self._app = app
        self._screens: dict[str, Place] = {}
        self._shown = ""
        self._came_from: list[str] = []  # the places on the way here, the latest last

    @property
    def shown(self) -> str:
        """The name of the place on show."""
        return self._shown

    @property
    def first(self) -> str:
        """Where to begin: where the session was left, the business of a new one, the result of a full one."""
        work = self._app.work
        if work is None:
            return "home"
        left = self._app.state.visit(self._app.key_of_work).place
        return left if left in PLACES and left not in ("home", "present") else first_place(work.session)

    def place(self, name: str) -> Place:
        """The screen of a place, made when it is first needed."""
        if name not in self._screens:
            self._screens[name] = screen = PLACES[name].load()
            # That of another session may still be there.
            self._app.install_screen(screen, f"{name} {id(screen)}")
        return self._screens[name]

    def begin(self) -> Place:
        """The screen the application begins with."""
        self._shown = self.first
        return self.place(self._shown)

    def begin_again(self, name: str = "") -> None:
        """Another session is open: begin there, or where it was left; only the start keeps its screen."""
        old = [screen for name, screen in self._screens.items() if name != "home"]
        self._screens = {name: screen for name, screen in self._screens.items() if name == "home"}
        self.go(name or self.first)
        self._came_from.clear()
        self._app.call_later(self._forget, old)

    def go(self, name: str) -> None:
        """Go to a place; without a session there is only the start."""
        app = self._app
        if app.work is None and name != "home":
            app.say("Start or open a session first.")
            return
        if not isinstance(app.screen, Place):
            return  # a question is open in front of the place
        if name == "home":
            self._came_from.clear()
        elif self._came_from and self._came_from[-1] == name:
            self._came_from.pop()
        elif name != self._shown:
            self._came_from = [*self._came_from[-WAY + 1 :], self._shown]
        self._shown = name
        app.remember(shown_first=True)
        if app.screen is not self.place(name):
            app.switch_screen(self.place(name))

    def back(self) -> None:
        """To where one came from; from the first place to the start."""
        self.go(self._came_from[-1] if self._came_from else "home")

    def to_refresh(self) -> Iterator[Place]:
        """The places that are on the screen, if only behind a question."""
        for place in self._screens.values():
            if place in self._app.screen_stack and place.is_ready:
                yield place

    def _forget(self, screens: list[Place]) -> None:
        """Let go of the screens of another session."""
        for screen in screens:
            if screen not in self._app.screen_stack:
                self._app.uninstall_screen(screen)
                if screen.is_running:
                    screen.remove()
