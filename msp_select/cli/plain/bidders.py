"""Asking the bidders by prompts: send the sheets, read them back, ask again, note a call to a client."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import click

from msp_select.cli.plain.answer_prompts import PROMPTS, tell_answers
from msp_select.cli.plain.prompts import ask, choose, counted, tell
from msp_select.cli.receive import account
from msp_select.decision.advice.owners_part import who_can_answer
from msp_select.decision.robustness.second_round import second_round
from msp_select.errors import MspSelectError, UsageError, shown_path
from msp_select.exchange import with_answers
from msp_select.exchange.account import nothing_taken, rows, taken
from msp_select.exchange.receipt import Received
from msp_select.exchange.reference_call import Heard, lifted, with_heard
from msp_select.model.candidate import AnswerValue
from msp_select.model.edits import with_fields
from msp_select.model.favourite import is_to_be_asked
from msp_select.model.number_text import in_digits
from msp_select.model.questionnaire import Question
from msp_select.model.reference_call import CallAnswer, CallQuestion
from msp_select.model.sheets import is_bidder
from msp_select.open_session import OpenSession
from msp_select.phrases.en.bidders import (
    ALL_SENT,
    LEAVE_IT,
    SEND_FIRST,
    link_for,
    link_made,
    not_asked_again,
    nothing_to_ask,
    sheets_stand,
    to_be_sent,
    who_answers,
)
from msp_select.phrases.en.reference_call import (
    LEAVE,
    LIVED,
    NOT_SAID,
    NOTHING_TO_LIFT,
    WHOM,
    call_over,
    call_question,
    claim,
    what_they_say,
)
from msp_select.phrases.en.wanted_numbers import wanted_of_question
from msp_select.ui.guests import Links, with_link
from msp_select.ui.place_status import bidders_standing
from msp_select.ui.sheets import order_moved, read_returned, send_sheets


def walk_bidders(work: OpenSession) -> None:
    """Where each bidder stands, and what goes to them and comes back."""
    while True:
        bidders = [one for one in work.session.candidates if is_bidder(one)]
        if not bidders:
            tell("There is no bidder yet: add one first.")
            return
        click.echo()
        tell(sheets_stand(bidders) or who_answers(who_can_answer(work.session, work.catalog)))
        for one, words in bidders_standing(work).items():
            tell(f"{work.shown.candidate(one).name}: {words}")
        key = choose(
            "Ask the bidders",
            [
                ("s", "Write a sheet for each who has none yet"),
                ("r", "Read an answer back"),
                ("n", "Ask each what is worth most to know now"),
                ("i", "A link to a form for one of them, in place of files"),
                ("c", "Note a call to a client of theirs"),
                ("m", "Menu"),
            ],
        )
        if key == "m":
            return
        if key == "s":
            unsent = [one.id for one in bidders if not one.sheets]
            _send(work, unsent, {}) if unsent else tell(ALL_SENT)
        elif key == "n" and not any(one.sheets for one in bidders):
            tell(SEND_FIRST)
        elif key == "n":
            lists = second_round(work.evaluation())
            _send(work, list(lists), lists)
        elif key == "r":
            _read_back(work)
        elif key == "i":
            _link(work, _which(work))
        else:
            _call(work, _which(work))


def _which(work: OpenSession) -> str:
    bidders = [one for one in work.shown.candidates if is_bidder(one)]
    if len(bidders) == 1:
        return bidders[0].id
    return bidders[int(choose("Which", counted([one.name for one in bidders]))) - 1].id


def _send(work: OpenSession, candidates: list[str], lists: Mapping[str, Sequence[str]]) -> None:
    sent = send_sheets(work, candidates, lists)
    names = {one.id: one.name for one in work.shown.candidates}
    if sent.files:
        session = with_fields(sent.session, answers_by="sheets")
        work.change(session, f"sheets written for {', '.join(names[one] for one in sent.files)}")
    for one, paths in sent.files.items():
        listed = ", ".join(work.catalog.questions[q].short for q in lists.get(one, ()))
        tell(to_be_sent(names[one], [shown_path(path) for path in paths]))
        if listed:
            tell(f"Most worth first: {listed}.")
    if sent.error is not None:
        tell(f"Not written: {sent.error.message} {sent.error.remedy}")
    elif not sent.files:
        tell(nothing_to_ask(work.session.candidates))
    elif others := not_asked_again(work.shown.candidates, lists):
        tell(others)


def _link(work: OpenSession, candidate: str) -> None:
    """A link for one bidder, made, shown once or taken back; their form opened again."""
    name = work.shown.candidate(candidate).name
    try:
        links = Links(work, ("bidder", candidate), name)
        tell(links.hint)
        deeds = [*links.deeds, ("leave", LEAVE_IT)]
        deed = deeds[int(choose(link_for(name), counted([words for _, words in deeds]))) - 1][0]
        if deed == "make":
            link = links.make()
            work.change(with_link(work.session, candidate, work.now().date()), f"link made for {name}")
            click.echo(link)  # in one piece, to be copied
            for line in link_made(name, link, shown_path(work.reference))[1:]:
                tell(line)
        elif deed != "leave":
            tell(links.do(deed))
    except MspSelectError as error:
        tell(f"{error.message}. {error.remedy}")


def _read_back(work: OpenSession) -> None:
    path = ask("Which sheet came back (its file; Enter for none)")
    if not path:
        return
    try:
        received = _settled(work, Path(path).expanduser())
    except MspSelectError as error:
        tell(f"{error.message}. {error.remedy}")
        return
    click.echo("\n".join(account(received, work.shown)))
    if received.blocked or not received.stored:
        tell(". ".join(nothing_taken(received)) if received.blocked else "There is nothing new in it.")
        return
    what = f"Take the {rows(len(received.stored))} that are good"
    if choose(what, [("y", "yes"), ("n", "no")], default="n") == "n":
        tell("Nothing was changed.")
        return
    before = work.session
    name = work.shown.candidate(received.candidate).name
    work.change(with_answers(before, received, work.catalog, work.now()), f"answers of {name}")
    tell(f"{name}: {taken(received)}.")
    if not is_to_be_asked(work.session):
        for line in order_moved(work, before):
            tell(line)


def _settled(work: OpenSession, path: Path) -> Received:
    """The sheet as read; who it is from and what has two readings is asked."""
    candidate: str | None = None
    try:
        received = read_returned(work, path)
    except UsageError as error:
        tell(f"{error.message}.")
        candidate = _which(work)
        received = read_returned(work, path, candidate)
    readings: dict[str, Decimal] = {}
    for item in received.doubts:
        tell(f"{item.cell}, {item.short}: {item.reason}.")
        shown = [in_digits(number) for number in item.readings]
        said = int(choose("Which is meant", counted([*shown, "neither: the row is refused"]))) - 1
        if said < len(item.readings):
            readings[item.cell] = item.readings[said]
    return read_returned(work, path, candidate, readings) if readings else received


def _call(work: OpenSession, candidate: str) -> None:
    call, whose = work.catalog.reference_call, work.shown.candidate(candidate)
    calls = [one for one in (call.calls if call else ()) if lifted(whose, one, work.catalog)]
    if call is None or not calls:
        tell(f"{whose.name}: {NOTHING_TO_LIFT}")
        return
    tell(f'Say first: "{call.say_first}"')
    client = ask(WHOM)
    if not client:
        return
    noted = 0
    for number, one in enumerate(calls, 1):
        tell(call_question(one, number, len(calls)))
        labels = [answer.label for answer in one.answers]
        key = int(choose("Heard", counted([*labels, NOT_SAID]), default=str(len(labels) + 1))) - 1
        if key < len(labels):
            heard = _heard(work, candidate, one, one.answers[key])
            session = with_heard(work.session, work.catalog, candidate, heard, client, work.now())
            work.change(session, f"what a client of {whose.name} said")
            noted += 1
    tell(call_over(noted, whose.name))


def _heard(work: OpenSession, candidate: str, call: CallQuestion, answer: CallAnswer) -> Heard:
    if answer.verdict == "silent":
        return Heard(call, answer)
    lived, says = list[str](), dict[str, AnswerValue]()
    for question in lifted(work.shown.candidate(candidate), call, work.catalog):
        given = work.shown.candidate(candidate).answers[question.id]
        default = "n" if answer.verdict == "worse" else "y"
        tell(f"{LIVED} {claim(question, given)}")
        if choose("They have lived through it", [("y", "yes"), ("n", "no")], default=default) == "n":
            continue
        lived.append(question.id)
        if answer.verdict != "agrees":
            tell(what_they_say(question, given))
            value = _word(work, question)
            if value is not None and value != given.value:
                says[question.id] = value
    return Heard(call, answer, tuple(lived), says)


def _word(work: OpenSession, question: Question) -> AnswerValue | None:
    """The client's own word on a question; Enter leaves the bidder's."""
    tell_answers(question)
    wanted = wanted_of_question(question, None, work.session, work.catalog)
    while typed := ask(f"Answer (Enter: {LEAVE.lower()})"):
        value = PROMPTS[question.kind].read(question, typed, wanted)
        if value is not None and not isinstance(value, tuple):
            return value
        tell(f'"{typed}" is not an answer here.')
    return None
