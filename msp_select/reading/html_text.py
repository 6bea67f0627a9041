"""HTML as blocks: what a reader sees of it, tables as rows."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from msp_select.reading.blocks import Block, BlockKind, Parsed

_EMPTY = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_UNSEEN = frozenset(["script", "style", "head", "title", "template", "noscript", "object", "svg"])
_ENDS = frozenset(
    (
        *(
            "p",
            "div",
            "section",
            "article",
            "header",
            "footer",
            "main",
            "ul",
            "ol",
            "table",
            "pre",
            "address",
        ),
        *("h1", "h2", "h3", "h4", "h5", "h6", "dl", "dt", "dd"),
    )
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_QUOTES = re.compile(
    r"gmail_quote|moz-cite|yahoo_quoted|divRplyFwdMsg|appendonsend|OutlookMessageHeader", re.I
)
_HIDING = ("display:none", "visibility:hidden", "font-size:0", "font-size:1px", "opacity:0;", "mso-hide:all")


class _Shown(HTMLParser):
    """Collects blocks; what is hidden by style is left out and named."""

    def __init__(self, parsed: Parsed, page: int, part: str) -> None:
        super().__init__()
        self.parsed, self.page, self.part = parsed, page, part
        self.stack: list[tuple[str, bool, bool]] = []  # tag, hidden, quoted
        self.text = ""
        self.cells: list[str] | None = None
        self.header: list[str] = []
        self.heading = self.bullet = False
        self.tables = 0
        self.line = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        style = given.get("style", "").replace(" ", "").lower() + ";"
        hidden = "hidden" in given or any(one in style for one in _HIDING)
        bar = tag in ("div", "p") and "border-left:" in style and "border-left:none" not in style
        quoted = (
            tag == "blockquote"
            or bar
            or _QUOTES.search(f"{given.get('class', '')} {given.get('id', '')}") is not None
        )
        if tag in _EMPTY:
            if tag == "br":
                self._end() if self.cells is None else self._add(" ")
            elif tag == "hr":
                self._end()
            return
        if tag in _ENDS or tag in ("li", "tr", "blockquote"):
            if self.cells is None or tag == "table":
                self._end()
            else:
                self._add(" ")
        if tag == "table":
            self.tables += 1
            self.header = []
        elif tag == "tr":
            self.cells = []
        elif tag in ("td", "th") and self.cells is not None:
            self.cells.append("")
            span = given.get("colspan", "1")
            self.cells += [""] * (min(int(span), 20) - 1 if span.isdecimal() and int(span) > 0 else 0)
        self.heading = self.heading or tag in _HEADINGS
        self.bullet = self.bullet or tag == "li"
        before = self.stack[-1] if self.stack else ("", False, False)
        if len(self.stack) < 500:
            self.stack.append((tag, before[1] or hidden or tag in _UNSEEN, before[2] or quoted))
        if hidden:
            self.parsed.note("hidden", page=0)

    def handle_endtag(self, tag: str) -> None:
        if tag == "tr" and self.cells is not None:
            self._row()
        elif (tag in _ENDS or tag in ("li", "blockquote")) and self.cells is None:
            self._end()
        if tag == "table":
            self.cells = None
            self.header = []
        for at in range(len(self.stack) - 1, -1, -1):
            if self.stack[at][0] == tag:
                del self.stack[at:]
                break

    def handle_data(self, data: str) -> None:
        if not (self.stack and self.stack[-1][1]):
            self._add(data)

    def _add(self, text: str) -> None:
        if self.cells:
            self.cells[-1] += text
        else:
            self.text += text

    def _quoted(self) -> bool:
        return bool(self.stack and self.stack[-1][2])

    def _end(self) -> None:
        text = " ".join(self.text.split())
        kind: BlockKind = "head" if self.heading else "bullet" if self.bullet else "text"
        self.text, self.heading, self.bullet = "", False, False
        if text:
            self.parsed.blocks.append(Block(kind, text, self.page, self.part, quoted=self._quoted()))

    def _row(self) -> None:
        cells = [" ".join(cell.split()) for cell in self.cells or []]
        self.cells = None
        self.heading = self.bullet = False
        if not any(cells):
            return
        filled = [cell for cell in cells if cell]
        if len(filled) == 1 and len(cells) == 1:  # a table that only lays out
            self.parsed.blocks.append(Block("text", filled[0], self.page, self.part, quoted=self._quoted()))
            return
        columns = [self.header[at] if at < len(self.header) else "" for at in range(len(cells))]
        self.parsed.blocks.append(
            Block(
                "row",
                " ".join(filled),
                self.page,
                self.part,
                cells=cells,
                columns=columns if self.header else [],
                table=self.tables,
                quoted=self._quoted(),
            )
        )
        self.header = self.header or cells

    def close(self) -> None:
        super().close()
        self._end()


def html_blocks(text: str, parsed: Parsed, page: int = 0, part: str = "") -> None:
    """Add what `text` shows to the blocks of `parsed`."""
    reader = _Shown(parsed, page, part)
    reader.feed(text)
    reader.close()
