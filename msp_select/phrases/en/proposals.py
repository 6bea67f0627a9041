"""What is said of a find, a contradiction and a document that was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from msp_select.model.questionnaire import Question
from msp_select.phrases.en.bid import FIELD_WORDS
from msp_select.phrases.en.words import capital, count, listed, uncapital

WITHOUT_TEXT = (
    "Ask for the file the bidder made it from (Word or PDF with text); this program doesn't guess at "
    "pictures."
)

# Why a find is doubtful.
HEDGED = "it is said with “usually”, “aim” or the like, which promises nothing"
ROUGH = "it is said as “about”, “from” or the like"
SUMMARY_ONLY = "it stands only in the summary or the letter, not in the prices or terms"
ON_A_CONDITION = "it holds only on a condition, or may be waived: read the sentences around it"
TAX_UNKNOWN_RATE = "tax is in it, and the document doesn't say at what rate"
BAND = "it depends on the number of users"
RECOMMENDED = "the document offers several packages; this one is recommended there"
PACKAGES = "the document offers several packages; choose the one you want"
OPEN_END = "it is tied to something that nobody knows yet, such as an index"
OPTIONAL = "it may be an extra that is not in the offer"
REMAINING = "it is a share of what is left of the term, here reckoned from half of the term"
WORKED_OUT = "it is worked out from other figures"
CALENDAR = "days, weeks or quarters were turned into another unit"
FIRST_ROW = "the table doesn't say which row is an emergency; this is its first and quickest"
SEVERAL_IN_ROW = "its row has other figures too, and the words over them don't say which it is"
NO_FIGURE = "it is said with no figure and no time: ask for the number"
PAST = "it is told of the past: read the sentences around it"
NO_PERIOD = "its sentence doesn't say for how long it is paid"
AS_MANY = "its row names no users or devices, but counts as many as you have"
WEAK = "little around it says that it is this figure"
STEPS = "its sentence goes on to another percentage"


def another_reading(values: Sequence[str]) -> str:
    """The same target with other values elsewhere."""
    return f"the documents also say {listed(values, last='and')}"


def share_of(few: Decimal, many: Decimal, share: Decimal) -> str:
    """How a share was worked out from two counts."""
    return f"{number(few)} of {number(many)} = {number(share)}%"


def tax_in_it(rate: Decimal | None) -> str:
    """An amount with tax in it, where the session counts without, or the other way round."""
    return TAX_UNKNOWN_RATE if rate is None else f"tax of {number(rate)}% was taken off or added"


def other_currency(written: str, wanted: str) -> str:
    """An amount in another currency than the session's."""
    return f"the document has it in {written}, you compare in {wanted}: correct it at the rate of exchange"


def number(value: Decimal) -> str:
    """A figure as it is worked with: thousands marked, no more decimals than it needs."""
    rounded = round(value, 2)
    if rounded == rounded.to_integral_value():
        return f"{rounded:,.0f}"
    return f"{rounded:,.2f}".rstrip("0")


def value_words(value: Decimal | bool | str) -> str:
    """A value as it stands in a sentence."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return number(value) if isinstance(value, Decimal) else f"“{value}”"


BY_WORDS_ALONE = "no usual phrase for it was found; it is the nearest by its words"

_SAYS: dict[str, str] = {
    "two_values": "Two places say different things: {one} and {other}. Which goes into the contract?",
    "promise_and_restriction": "A promise and a restriction may not fit together. Which goes into the "
    "contract?",
    "document_and_file": "The document says {one}; you noted {other} before.",
    "sum": "The figures do not add up: it says {one}, and its own figures come to {other}.",
}


def contradiction(
    kind: str, one: Decimal | bool | str | None, other: Decimal | bool | str | None, *, count: bool = False
) -> str:
    """What two places that do not go together say; `count` is of the users that are priced."""
    said = ["" if value is None else value_words(value) for value in (one, other)]
    if count:
        return f"It is priced for {said[0]} users; you have {said[1]}."
    return _SAYS[kind].format(one=said[0], other=said[1])


_REFUSED: dict[str, str] = {
    "empty": "The file is empty. Ask the bidder to send it again.",
    "too_large": "The file is larger than {most} MB, too large to read. Send the price and the terms alone.",
    "no_text": "The file is no PDF, Word document, mail, web page or text, whatever its name says. Ask the "
    "bidder "
    "for a PDF or Word file.",
    "damaged": "The file is damaged and cannot be opened. Ask the bidder to send it again.",
    "password": "The file is locked with a password. Ask the bidder for an open file, or print it to PDF.",
    "unsafe": "The file could not be read safely: it takes far more time or memory than a proposal does. "
    "Ask the "
    "bidder for a plain PDF or Word file.",
    "no_such_page": "There is no page {first}: the document has {pages} pages. Choose "
    "others with --pages, or l in the interface.",
    "unpacks_to_much": "The file unpacks to far more than a proposal holds, so it was not opened. Ask the "
    "bidder "
    "for a plain PDF or Word file.",
    "document_type": "The file holds a document type declaration, which can hide an attack. Do not open "
    "it; ask the "
    "bidder for a PDF.",
    "old_word": "The file is an old Office document. Open it and save it as Word document (.docx), or as "
    "PDF.",
    "outlook": "The file is a message in Outlook's own form. Save it as .eml or text, or print it to PDF.",
    "rtf": "The file is a text document of the kind RTF. Open it and save it as Word document (.docx), or "
    "as PDF.",
    "picture": f"The file is a picture. {WITHOUT_TEXT}",
    "workbook": "The file is a workbook. A filled-in form is read with: msp-select receive; else print it "
    "to PDF.",
    "presentation": "The file is a presentation. Save it as PDF, and read that.",
    "open_document": "The file is an OpenDocument file. Save it as Word document (.docx), or as PDF.",
    "pages": "The file is an Apple Pages document. Save it as Word document (.docx), or as PDF.",
    "archive": "The file is an archive. Unpack it, and read the documents in it one by one.",
    "no_pdf_reader": "Reading a PDF needs a part that is not installed. Install it with: pip install "
    "'msp-select[read]'; or save the document as Word (.docx) or text.",
}


def refused(code: str, name: str, figures: Mapping[str, Any]) -> str:
    """Why a document was not read, and what to do, with its name in front."""
    if code == "too_many_pages":
        pages, most = figures["pages"], figures["most"]
        return (
            f"{name}: The document has {pages:,} pages, too many to read at once. "
            f"Choose with --pages 1-{most}, or l in the interface."
        )
    return f"{name}: {_REFUSED[code].format(**figures)}"


_NOTES: dict[str, str] = {
    "hidden": "{where} has text that can't be seen; it was left out.",
    "tracked": "It has tracked changes: what was struck out is left out, what was put in is read.",
    "macros": "It holds macros (programs); they were not run.",
    "script": "It holds a script; it was not run.",
    "embedded": "It has other files inside; they were not opened.",
    "attachment": "“{name}” lies inside or is attached; it was not opened. Read it by itself.",
    "large_attachment": "“{name}” is attached and larger than {most} MB; it was not read.",
    "more_attachments": "Only the first {most} attachments were looked at; {count} more were not.",
    "older_message": "It holds an older message; nothing is proposed from that.",
    "nested": "Messages within messages were read {most} deep, no further.",
    "restricted": "Its maker restricted what may be done with it; it opens without a password.",
    "repaired": "The file is damaged; what could be read was read.",
    "page_cut": "Page {page} has more text than any page holds; only the beginning was read.",
    "cut": "The document has more text than is read; the end was left out.",
    "long_line": "A line of it was longer than any text has; it was cut.",
    "encoding": "It is not written in UTF-8; it was read as Windows-1252.",
}


def note(code: str, figures: Mapping[str, Any]) -> str:
    """What is worth knowing of how a document was read."""
    page = figures.get("page")
    return _NOTES[code].format(**figures, where=f"Page {page}" if page else "The document")


def without_text(pages: Sequence[int]) -> str:
    """Which pages are pictures, and what to do."""
    said = (
        f"Page {pages[0]} is a picture."
        if len(pages) == 1
        else f"Pages {listed([str(p) for p in pages])} are pictures."
    )
    return f"{said} {WITHOUT_TEXT}"


CONTRADICTED = "another place does not go together with it"

CONTRADICTIONS = "WHAT DOES NOT GO TOGETHER"
VALUES = "FIGURES AND TERMS"
PASSAGES = "WHERE ANSWERS STAND"
NOT_FOUND = "Not found, so to be asked:"
NOTHING_CHANGED = "Nothing was changed: each find is taken by a person, one by one."
MARKS = {"plain": "=", "doubtful": "?"}
_TERMS = {
    "doc.term_months": "term of the contract",
    "doc.notice_days": "notice to end it",
    "doc.tax": "tax in the prices",
    "doc.valid_until": "until when the offer holds",
    "biz_users": "number of users",
}
_UNITS = {"doc.term_months": "months", "doc.notice_days": "days"}


def title(target: str) -> str:
    """What a term or a field of the bid is called in the middle of a line."""
    return _TERMS.get(target) or uncapital(FIELD_WORDS[target.removeprefix("bid.")].title)


def unit(target: str, currency: str, question: Question | None) -> str:
    """The unit of a value, after it; nothing where it has none."""
    if question is not None:
        return question.unit
    name = target.removeprefix("bid.")
    return FIELD_WORDS[name].unit.format(currency) if name in FIELD_WORDS else _UNITS.get(target, "")


def level(label: str) -> str:
    """The level that a passage's own words point at."""
    return f"its words point at “{label}”"


def place(name: str, page: int, where: str) -> str:
    """Where something stands: a page, or what stands in for it."""
    return f"{name}, {where}" if where else f"{name}, page {page}"


def document(name: str, pages: int, kind: str) -> str:
    """A document that was read."""
    return f"{name}: {count(pages, 'page')}" if pages else f"{name}: {_KINDS.get(kind, kind)}"


_KINDS = {"docx": "a Word document", "mail": "a mail", "html": "a web page", "text": "a text"}


def withheld(finds: int) -> str:
    """How much about prices waits until they are opened."""
    waits = "waits" if finds == 1 else "wait"
    return f"{capital(count(finds, 'find'))} with prices {waits} until the prices are opened."


_CUE_FAULTS = {
    "twice": "“{phrase}” is written twice in {of}: one is enough.",
    "several": "“{phrase}” is a cue of {of}: what stands in a document may be taken for each of them.",
    "matchless": "“{phrase}” in {of} matches no text: write words as they stand in a document.",
}


def cue_fault(kind: str, phrase: str, of: Sequence[str]) -> str:
    """What is odd about a cue phrase, and why that matters."""
    return _CUE_FAULTS[kind].format(phrase=phrase, of=listed(of, last="and"))
