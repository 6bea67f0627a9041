"""A mail: its text, else its HTML, then the attachments that are text; older messages are quoted."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage, Message, MIMEPart
from email.parser import BytesParser

from msp_select.reading.blocks import Parsed
from msp_select.reading.html_text import html_blocks
from msp_select.reading.limits import MAX_ATTACHMENT, MAX_ATTACHMENTS, MAX_NESTING
from msp_select.reading.plain_text import add_text, decoded, quote_older

_TEXTS = ("text/plain", "text/html")


def parse_mail(data: bytes) -> Parsed:
    """The mail in these bytes; a part of it that is not read is named."""
    message = BytesParser(policy=policy.default).parsebytes(data)
    parsed = Parsed("mail", [])
    _Reader(parsed).read(message)
    return parsed


class _Reader:
    """Goes through a message and the messages in it, which are older and so quoted."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.attachments = 0

    def read(self, message: Message, depth: int = 0) -> None:
        """Add what the message says; `depth` is how many messages it lies in."""
        if depth > MAX_NESTING:
            self.parsed.note("nested", most=MAX_NESTING)
            return
        body = message.get_body(("plain", "html")) if isinstance(message, EmailMessage) else None
        if body is not None:
            before = len(self.parsed.blocks)
            _add(body, self.parsed, page=1, name="")
            for block in self.parsed.blocks[before:]:
                block.quoted = block.quoted or depth > 0
        self._parts(message, body, depth)
        if depth == 0 and self.attachments > MAX_ATTACHMENTS:
            unread = self.attachments - MAX_ATTACHMENTS
            self.parsed.note("more_attachments", count=unread, most=MAX_ATTACHMENTS)

    def _parts(self, message: Message, body: Message | None, depth: int) -> None:
        if not message.is_multipart():
            return
        for part in message.iter_parts() if isinstance(message, EmailMessage) else ():
            if part.get_content_type() == "message/rfc822":
                self.parsed.note("older_message")
                for inside in part.iter_parts() or ():
                    self.read(inside, depth + 1)
            elif part.is_multipart():
                self._parts(part, body, depth)
            elif part is not body and (part.is_attachment() or part.get_filename() is not None):
                self._attachment(part, quoted=depth > 0)

    def _attachment(self, part: MIMEPart, *, quoted: bool) -> None:
        self.attachments += 1
        if self.attachments > MAX_ATTACHMENTS:
            return
        name = str(part.get_filename() or "attachment").replace("\\", "/").rpartition("/")[2][:120]
        if part.get_content_type() not in _TEXTS:
            self.parsed.note("attachment", name=name)
            return
        before = len(self.parsed.blocks)
        _add(part, self.parsed, page=self.attachments + 1, name=name)
        for block in self.parsed.blocks[before:]:
            block.quoted = block.quoted or quoted


def _add(part: Message, parsed: Parsed, *, page: int, name: str) -> None:
    content = part.get_payload(decode=True)
    data = content if isinstance(content, bytes) else b""
    if len(data) > MAX_ATTACHMENT:
        parsed.note("large_attachment", name=name, most=MAX_ATTACHMENT // 1024 // 1024)
        return
    charset = str(part.get_content_charset() or "utf-8")
    try:
        text = data.decode(charset)
    except (LookupError, UnicodeDecodeError):
        text = decoded(data, parsed)
    if part.get_content_type() == "text/html":
        before = len(parsed.blocks)
        html_blocks(text, parsed, page, name)
        older = parsed.blocks[before:]
        quote_older(older)
    else:
        add_text(text, parsed, page, name)
