"""What can be handed over: a table of documents, each with its maker and the command that repeats it."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from msp_select.errors import MspSelectError
from msp_select.exchange import form_of
from msp_select.exchange.form_files import BIDDER_FORMS
from msp_select.model.slug import slug
from msp_select.report import FORMATS, Options, offered, render
from msp_select.store.letterhead import load_letterhead
from msp_select.store.write_document import check_target

if TYPE_CHECKING:
    from msp_select.open_session import OpenSession

REPORTS = {
    "html": "Opens in any browser, prints well, sends as one file",
    "pdf": "To print, or to send to those who sign",
    "docx": "To go on writing in Word or LibreOffice",
    "xlsx": "The figures, to work on in a spreadsheet",
    "md": "Plain text with headings",
    "csv": "One line a candidate: ranks, scores, money",
    "json": "Every figure, unrounded",
}
SHEETS = {
    "negotiation": (
        "What to ask for at the table",
        "Their weakest answers, what better would be, and the words",
    ),
    "contract": (
        "What belongs in the contract",
        "Each promise with number, period, proof and what if missed",
    ),
    "takeover": ("The takeover plan", "What is not secured, then each step: who and when"),
    "duties": ("Who does what", "Both sides' duties, and what stops the clock"),
    "scorecard": ("The scorecard", "Eight measures to fill in month by month, with targets and review dates"),
    "costs": ("What it costs, line by line", "Every line with its range; what is ours"),
    "agenda": ("The agenda of the strategic review", "What to talk about every quarter, from your own plans"),
    "call": (
        "The call to a client of theirs",
        "What to ask, what to tick, and what the bidder says",
    ),
}

BIDDER_ENDINGS = tuple(ending.removeprefix(".") for ending in BIDDER_FORMS)


@dataclass(frozen=True)
class Choice:
    """What the user chose for all documents: whose sheets, and whether names are hidden."""

    candidate: str | None
    anonymous: bool = False


@dataclass(frozen=True)
class Export:
    """One document: `make` gives its bytes for a file of that ending; `options` as on the command line.

    `sheet` is its name where it is one, which can be read on the screen too.
    """

    key: str
    group: str
    title: str
    what: str
    file_name: str
    endings: tuple[str, ...]
    command: str
    options: tuple[str, ...]
    make: Callable[[OpenSession, str], bytes]
    sheet: str = ""

    def command_line(self, session: str, out: str) -> str:
        """What to type to make the same document again."""
        return shlex.join(["msp-select", self.command, session, "-o", out, *self.options])


def exports(work: OpenSession, choice: Choice) -> tuple[Export, ...]:
    """Everything that can be handed over now, in the order it is listed."""
    return (*_reports(work, choice), *_sheets(work, choice), *_for_bidders(work, choice))


def _reports(work: OpenSession, choice: Choice) -> Iterator[Export]:
    for ending in offered():
        yield Export(
            key=f"report.{ending}",
            group="The decision: verdict, ranking, reasons, sums, answers, method and log",
            title=FORMATS[ending].title,
            what=REPORTS.get(ending, ""),
            file_name=f"{slug(work.shown.title)}.{ending}",
            endings=(ending,),
            command="report",
            options=_anonymous(choice),
            make=_rendered(Options(anonymous=choice.anonymous)),
        )


def _sheets(work: OpenSession, choice: Choice) -> Iterator[Export]:
    if choice.candidate is None:
        return
    endings = offered(documents=True)
    name, called = work.shown.candidate(choice.candidate).name, work.called(choice.candidate)
    for sheet, (title, what) in SHEETS.items():
        yield Export(
            key=f"sheet.{sheet}",
            group=f"Sheets for the talks with {name}",
            title=title,
            what=what,
            file_name=f"{sheet}-{slug(called)}.{endings[0]}",
            endings=endings,
            command="report",
            options=("--sheet", sheet, "--candidate", called, *_anonymous(choice)),
            make=_rendered(Options(sheet=sheet, candidate=choice.candidate, anonymous=choice.anonymous)),
            sheet=sheet,
        )


def _for_bidders(work: OpenSession, choice: Choice) -> Iterator[Export]:
    if choice.candidate is None:
        return
    candidate = choice.candidate
    name, called = work.shown.candidate(candidate).name, work.called(candidate)
    endings = offered(documents=True)
    yield Export(
        key="bidder.feedback",
        group=f"For {name} to see",
        title="How they did",
        what="Their own score, gaps and must-haves; nothing about anybody else",
        file_name=f"feedback-{slug(called)}.{endings[0]}",
        endings=endings,
        command="report",
        options=("--for", "bidder", called),
        make=_rendered(Options(bidder=candidate)),
    )
    yield Export(
        key="bidder.sheet",
        group=f"For {name} to see",
        title="The questionnaire to fill in",
        what="Your questions, as a page for any browser or as a spreadsheet",
        file_name=f"questions-{slug(called)}.{BIDDER_ENDINGS[0]}",
        endings=BIDDER_ENDINGS,
        command="sheet",
        options=("--candidate", called),
        make=_bidder_sheet(candidate),
    )


def _anonymous(choice: Choice) -> tuple[str, ...]:
    return ("--anonymous",) if choice.anonymous else ()


def _rendered(options: Options) -> Callable[[OpenSession, str], bytes]:
    def make(work: OpenSession, ending: str) -> bytes:
        own = None if options.bidder else load_letterhead()
        look = options if own is None else replace(options, letterhead=own[0], logo=own[1])
        return render(work.evaluation(), ending, options=look)

    return make


def _bidder_sheet(candidate: str) -> Callable[[OpenSession, str], bytes]:
    def make(work: OpenSession, ending: str) -> bytes:
        form = form_of(work.session, work.catalog, candidate, work.session.size)
        return BIDDER_FORMS[f".{ending}"](replace(form, own=load_letterhead()), work.called(candidate))

    return make


def path_fault(text: str, export: Export, work: OpenSession) -> str:
    """Why a document cannot be written there, in a sentence, or nothing."""
    path = Path(text).expanduser()
    if path.suffix.lower().removeprefix(".") not in export.endings:
        return f"End the name in {_or(['.' + ending for ending in export.endings])}."
    try:
        check_target(path, work.stored.path, replace=True)
    except MspSelectError as error:
        return f"{error.message}. {error.remedy}"
    return ""


def _or(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def by_key(found: tuple[Export, ...]) -> Mapping[str, Export]:
    """The exports by their keys."""
    return {export.key: export for export in found}
