"""What a file is by its bytes; its name decides nothing."""

from __future__ import annotations

import re
from typing import Literal

from msp_select.reading.blocks import RefusedDocument

Kind = Literal["pdf", "docx", "mail", "html", "text"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|body)\b", re.I | re.S
)
_MAIL = re.compile(
    rb"^(?:from|to|cc|subject|date|message-id|mime-version|received|return-path|reply-to|content-type|sender|"
    rb"delivered-to|x-[\w-]+|dkim-signature|arc-[\w-]+|authentication-results|thread-topic)[ \t]*:",
    re.I,
)
_HEADER = re.compile(rb"[!-9;-~]+[ \t]*:|[ \t]|From ")
_CONTROL = frozenset({*range(9), 11, *range(14, 32), 127} - {27})
MOST_CONTROL = 0.05  # of a text


def kind_of(data: bytes) -> Kind:
    """What the bytes are to be read as; RefusedDocument where it is nothing that is read."""
    if not data.strip():
        raise RefusedDocument("empty")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if data.startswith(_OLE):
        raise RefusedDocument(_inside_ole(data))
    if data.startswith(b"{\\rtf"):
        raise RefusedDocument("rtf")
    if data.startswith(_PICTURES) and any(byte in _CONTROL for byte in data[:64]):
        raise RefusedDocument("picture")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text"
    start = data[:4096]
    if sum(byte in _CONTROL for byte in start) > MOST_CONTROL * len(start):
        raise RefusedDocument("no_text")
    if _is_mail(start):
        return "mail"
    return "html" if _HTML.match(start.removeprefix(b"\xef\xbb\xbf")) else "text"


def _inside_ole(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "password"
    if b"_\0_\0s\0u\0b\0s\0t\0g" in data:
        return "outlook"
    return "old_word"


def _is_mail(start: bytes) -> bool:
    """Whether it begins with the headers of a message, two of them known ones."""
    head = re.split(rb"\r?\n\r?\n", start.lstrip(), maxsplit=1)[0].splitlines()
    if not head or not all(_HEADER.match(line) for line in head[:40]):
        return False
    known = {found[0].lower() for line in head if (found := _MAIL.match(line))}
    return len(known) >= 2 and bool(known - {b"from:", b"to:", b"date:", b"subject:"} or len(known) >= 3)
