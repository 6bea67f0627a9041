"""The reader process: a file on standard input, what it holds as JSON on standard output.

It is started for one document, with the first and last page to read where that was asked, and held to the
limits of `limits.py` before a byte of the file is looked at. Progress goes to standard error.
"""

from __future__ import annotations

import json
import sys

from msp_select.reading.blocks import Parsed, RefusedDocument
from msp_select.reading.file_kind import kind_of
from msp_select.reading.limits import MAX_ANSWER, MAX_CHARACTERS, MAX_FILE, limit_this_process
from msp_select.reading.mail import parse_mail
from msp_select.reading.plain_text import parse_html, parse_text
from msp_select.reading.word import parse_word


def parse(data: bytes, pages: tuple[int, int] | None) -> Parsed:
    """The document in these bytes (RefusedDocument)."""
    if len(data) > MAX_FILE:
        raise RefusedDocument("too_large", most=MAX_FILE // 1024 // 1024)
    kind = kind_of(data)
    if kind == "pdf":
        try:
            from msp_select.reading.pdf_pages import parse_pdf
        except ModuleNotFoundError as error:
            if error.name != "pypdfium2":
                raise
            raise RefusedDocument("no_pdf_reader") from None
        return parse_pdf(data, pages, _told)
    if kind == "docx":
        return parse_word(data)
    if kind == "mail":
        return parse_mail(data)
    return parse_html(data) if kind == "html" else parse_text(data)


def _told(page: int, of: int) -> None:
    sys.stderr.write(f"{page} {of}\n")
    sys.stderr.flush()


def _within_limits(parsed: Parsed) -> Parsed:
    left = MAX_CHARACTERS
    for at, block in enumerate(parsed.blocks):
        left -= len(block.text)
        if left < 0:
            cut = parsed.blocks[at:]
            del parsed.blocks[at:]
            parsed.unread = sorted({*parsed.unread, *(block.page for block in cut if block.page)})
            parsed.note("cut")
            break
    return parsed


def main() -> int:
    """Parse one document; what refuses it is an answer too."""
    limit_this_process()
    asked = [int(one) for one in sys.argv[1:3]]
    try:
        data = sys.stdin.buffer.read(MAX_FILE + 1)
        pages = (asked[0], asked[1]) if len(asked) == 2 else None
        answer = json.dumps(_within_limits(parse(data, pages)).as_plain())
        if len(answer) > MAX_ANSWER:
            raise RefusedDocument("unsafe")
    except RefusedDocument as refused:
        answer = json.dumps({"refused": refused.code, "figures": refused.figures})
    except (MemoryError, RecursionError):
        answer = json.dumps({"refused": "unsafe", "figures": {}})
    sys.stdout.write(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
