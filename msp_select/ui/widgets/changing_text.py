"""A text in place that is painted again only when it differs."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from msp_select.ui.literal_text import literal


class ChangingText(Static):
    """One text after the other; where its height does not follow the text, none moves what is around it."""

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(literal(text), id=id)

    def say(self, text: str | Content) -> None:
        """Say this from now on; a plain text literally."""
        content = literal(text) if isinstance(text, str) else text
        if not (isinstance(self.content, Content) and self.content.is_same(content)):
            height = self.styles.height
            self.update(content, layout=height is None or height.is_auto)
