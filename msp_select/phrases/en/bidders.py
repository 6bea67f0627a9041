"""Asking the bidders: who can answer what, how the answers are to come, and where each bidder stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from msp_select.decision.advice.owners_part import WhoCanAnswer
from msp_select.model.candidate import Candidate, SentSheet
from msp_select.model.session import AnswersBy
from msp_select.model.sheets import awaits, came_back, is_bidder
from msp_select.phrases.en.dates import short_day
from msp_select.phrases.en.labels import GROUPS
from msp_select.phrases.en.words import capital, count, listed, verb

if TYPE_CHECKING:
    from msp_select.decision.scoring.evaluation import Evaluation

HOW = "How do the bidders' answers come?"
ROADS: Mapping[AnswersBy, str] = {
    "sheets": "Send each bidder the questions: you answer only a few yourself first",
    "hand": "Type all answers in yourself, or find them in the bidders' proposals",
}
SHORT_ROADS: Mapping[str, str] = {
    "sheets": "in sheets that the bidders fill in",
    "hand": "typed in by you",
}
PRICES_APART = "Prices are sealed: the questions on them are not counted here."
SEND_FIRST = "Send the questions first: s."
ALL_SENT = "Every bidder has a sheet."
TYPE_IN = "Type them in all the same"
CHOSEN: Mapping[AnswersBy, str] = {
    "sheets": "answers come in sheets",
    "hand": "answers are typed in",
}


def who_answers(found: WhoCanAnswer) -> str:
    """How much of it the owner can answer, who answers the rest, and that a sheet asks more than that."""
    those = "The other one is" if found.for_bidders == 1 else f"The other {found.for_bidders} are"
    return (
        f"You can answer {found.from_papers} of these {found.asked} from the papers. "
        f"{those} for the bidders: send each the questions. A sheet also asks for what stands in the papers."
    )


def the_others(theirs: int, name: str) -> str:
    """How many questions the sheet asks, once the owner has answered the first."""
    asked = count(theirs, "question")
    return f"That was your part. The sheet asks {name} {asked}, also what you took from the papers."


def sheets_stand(bidders: Sequence[Candidate]) -> str:
    """How many sheets came back, once every bidder has one; nothing before that."""
    if not bidders or not all(one.sheets for one in bidders):
        return ""
    came, of = came_back(bidders)
    if came < of:
        return f"{came} of {of} {verb(of, 'sheet', 'sheets')} came back. Read each as it comes."
    return "Every sheet came back. F6 shows the result, and n asks what is worth most to know now."


def nothing_to_ask(candidates: Sequence[Candidate]) -> str:
    """Why a second round asks nobody: a sheet is out, or no answer by itself moves the choice."""
    if any(awaits(one) for one in candidates):
        return "Nobody is asked again while its sheet is out: read back what came first."
    return (
        "Nobody is to be asked anything now: no single answer would move the choice. "
        'Why says, under "What to ask next", which proof and prices could.'
    )


def not_asked_again(candidates: Sequence[Candidate], lists: Collection[str]) -> str:
    """Whom a second round leaves out that asks those of `lists`, and why; nothing where it asks all."""
    out = [one.name for one in candidates if is_bidder(one) and not awaits(one) and one.id not in lists]
    if not out or not lists:
        return ""
    return f"Not asked now: {listed(out)}. No single answer of theirs would move the choice."


def to_be_sent(name: str, files: Sequence[str]) -> str:
    """The files that are for one bidder, each with the same questions."""
    return f"{name}: {' and '.join(files)}, to be sent to them. Whichever comes back is read."


def standing(sheet: SentSheet | None, done: int, asked: int, link: str = "") -> str:
    """Where a bidder stands: "sent 21 Nov, back 24 Nov, 28 of 30 answered"; `link` as `link_words` has it.

    What a second round asks was mostly answered before: until it is back, it is only said how much it asks.
    """
    if sheet is None:
        return link or "not sent yet"
    parts = [f"sent {short_day(sheet.sent)}"] if sheet.sent is not None else []
    parts += [link] if link else []
    parts.append(f"back {short_day(sheet.back)}" if sheet.back is not None else "not back yet")
    again = sheet.back is None and sheet.questions
    parts.append(count(asked, "question") if again else f"{done} of {asked} answered")
    return ", ".join(parts)


def link_words(opened: dt.date | None, handed_in: dt.date | None, *, taken: bool) -> str:
    """How far somebody is with a link: "link opened 22 Nov"; nothing once what they handed in was taken."""
    if handed_in is not None:
        return "" if taken else f"handed in {short_day(handed_in)}: read it back"
    return "link not opened yet" if opened is None else f"link opened {short_day(opened)}"


NOT_SERVED = (
    "An example or a session without a file cannot be served",
    "Work on a file of your own.",
)
LINKS_OPEN_NOTHING = (
    "Where this session is served, links are switched off: a proxy says there who somebody is",
    "Start msp-select serve with --invitations, or send the files.",
)
MAKE, OPEN_AGAIN, TAKE_BACK = "Make a link", "Open their form again", "Take their link back"
OPENED_AGAIN = "the form is open again. The link works as before."
LEAVE_IT = "Leave it"
TAKEN_BACK = "the link opens nothing any more."


def link_for(name: str) -> str:
    """The title over a link, and over what can be done with it."""
    return f"A link for {name}"


def link_hint(words: str, days: int) -> str:
    """What a link is, and how far its guest is with it."""
    so_far = f"{capital(words)}. " if words else ""
    return f"{so_far}A link opens a form in any browser, for {days} days, while you serve this session."


def link_made(name: str, link: str, file: str) -> tuple[str, ...]:
    """The link, for whom it is, and what has to run for it to work; it is shown once."""
    return (
        link,
        "",
        f"Send it to {name} alone: whoever has it can answer for them. It is shown only now.",
        f"It works while this runs: msp-select serve {file}",
    )


def order_words(evaluation: Evaluation) -> str:
    """The order in one sentence: "1 Vexley, 2 Northgate; not enough answers yet: Old Firm."."""
    parts = []
    for group, heading in GROUPS.items():
        names = [result.name for result in evaluation.results if result.group == group]
        if not names:
            continue
        if group == "acceptable":
            parts.append(", ".join(f"{number} {name}" for number, name in enumerate(names, 1)))
        else:
            parts.append(f"{heading.words}: {', '.join(names)}")
    return f"{'; '.join(parts)}."
