"""A text in place that is painted again only when it differs."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from msp_select.ui.literal_text import literal


class ChangingText(Static):
    """One text after the other; `fixed` where none of them changes the height."""

    def __init__(self, text: str = "", *, fixed: bool = False, id: str | None = None) -> None:
        super().__init__(literal(text), id=id)
        self._fixed = fixed

    def say(self, text: str | Content) -> None:
        """Say this from now on; a plain text literally."""
        content = literal(text) if isinstance(text, str) else text
        if not (isinstance(self.content, Content) and self.content.is_same(content)):
            self.update(content, layout=not self._fixed)
