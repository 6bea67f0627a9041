"""The program is at rest only when everything that follows from something has followed."""

from __future__ import annotations

from textual import work
from textual.app import App, ComposeResult
from textual.message import Message
from textual.widgets import Static

from tests.ui.rest import at_rest


class Chain(App[None]):
    """A message, a repaint, a thread, a message, another repaint: only then the text."""

    class Counted(Message):
        """The thread has counted."""

    def compose(self) -> ComposeResult:
        yield Static("nothing")

    def begin(self) -> None:
        self.query_one(Static).update("begun")
        self.call_after_refresh(self._count)

    @work(thread=True)
    def _count(self) -> None:
        sum(range(3_000_000))  # longer than anything else here
        self.post_message(self.Counted())

    def on_chain_counted(self) -> None:
        self.query_one(Static).update("counted")
        self.call_after_refresh(self.call_later, self._end)

    def _end(self) -> None:
        self.query_one(Static).update("ended")


async def test_a_chain_of_effects_is_waited_for_to_its_painted_end() -> None:
    async with (app := Chain()).run_test():
        for _ in range(5):
            app.call_later(app.begin)
            await at_rest(app)
            (painted, *_) = app.screen._compositor.render_strips()
            assert painted.text.strip() == "ended"
            app.query_one(Static).update("nothing")
