"""The forms of bidders and evaluators: kept in the inbox, never written into the selection."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from aiohttp import web

from msp_select.exchange.form import Form, form_of, with_nothing_known
from msp_select.exchange.form_csv import csv_bytes
from msp_select.exchange.marks_form import ToMark, marks_bytes, to_mark
from msp_select.exchange.page import AnswerPage, Asked, bidder_page, evaluator_page, served_page
from msp_select.exchange.page_answers import PARTS, Answers, answer_faults, form_with, marks_with
from msp_select.model.candidate import Candidate
from msp_select.model.evaluator_edits import evaluator_of
from msp_select.model.scalars import MAX_TEXT, clean_text
from msp_select.open_session import OpenSession
from msp_select.store.inbox import Guest, Inbox
from msp_select.web.door import DOOR, Login, allowed
from msp_select.web.entrance import json_of
from msp_select.web.pages import html, page

ONE_AT_A_TIME: web.AppKey[asyncio.Lock] = web.AppKey("one at a time", asyncio.Lock)
HANDED_IN = "These answers were handed in. Ask who invited you to open them again."
routes = web.RouteTableDef()


class Sheet(Protocol):
    """The form of one person: its page, what is wrong with answers, and the file they make."""

    @property
    def role(self) -> Guest: ...
    @property
    def who(self) -> str: ...
    def page(self) -> AnswerPage: ...
    def faults(self, answers: Answers) -> dict[str, str]: ...
    def file(self, answers: Answers) -> bytes: ...


@dataclass(frozen=True)
class BidderSheet:
    """The questions of one bidder: blank, as if nothing were known of it."""

    work: OpenSession
    form: Form
    who: str
    role: Guest = "bidder"

    def page(self) -> AnswerPage:
        return bidder_page(self.form, self.work.called(self.who))  # names may be hidden from the owner

    def faults(self, answers: Answers) -> dict[str, str]:
        return answer_faults(self.form, answers, self.work.session, self.work.catalog)

    def file(self, answers: Answers) -> bytes:
        return csv_bytes(form_with(self.form, answers))


@dataclass(frozen=True)
class EvaluatorSheet:
    """What one of several people is asked, with the marks that they gave before."""

    form: ToMark
    who: str
    role: Guest = "evaluator"

    def page(self) -> AnswerPage:
        return evaluator_page(self.form)

    def faults(self, answers: Answers) -> dict[str, str]:
        return marks_with(self.form, answers)[1]

    def file(self, answers: Answers) -> bytes:
        return marks_bytes(marks_with(self.form, answers)[0])


@routes.get("/answers")
async def answers_page(request: web.Request) -> web.StreamResponse:
    """One's own form, with what was filled in before."""
    login = allowed(request, "bidder", "evaluator")
    sheet = sheet_of(login)
    draft = Inbox.of(login.file).draft(sheet.role, sheet.who)
    if draft.handed_in:
        return html(page("message.html.j2", title="Handed in. Thank you.", text=HANDED_IN))
    return html(served_page(_filled(sheet.page(), draft.answers), draft.revision))


@routes.put("/answers")
async def save(request: web.Request) -> web.StreamResponse:
    """Keep what was filled in, unless another device was quicker."""
    login = allowed(request, "bidder", "evaluator")
    sent = await json_of(request)
    revision = sent.get("revision") if isinstance(sent, dict) else None
    if not isinstance(revision, int) or isinstance(revision, bool) or set(sent) != {"revision", "answers"}:
        raise web.HTTPUnprocessableEntity(text="Expected revision and answers.")
    sheet = sheet_of(login)
    answers = _clean(sent["answers"], sheet.page())
    inbox = Inbox.of(login.file)
    async with request.app[ONE_AT_A_TIME]:
        draft = inbox.draft(sheet.role, sheet.who)
        if draft.handed_in:
            return web.json_response({"say": HANDED_IN}, status=409)
        if draft.revision != revision:
            say = "Changed on another device meanwhile. Copy what you typed last, then reload the page."
            return web.json_response({"say": say, "revision": draft.revision}, status=409)
        inbox.keep(sheet.role, sheet.who, replace(draft, revision=revision + 1, answers=answers))
    return web.json_response({"revision": revision + 1, "faults": sheet.faults(answers)})


@routes.post("/answers/hand-in")
async def hand_in(request: web.Request) -> web.StreamResponse:
    """Put the finished form into the inbox and close it."""
    door, login = request.app[DOOR], allowed(request, "bidder", "evaluator")
    sheet, inbox = sheet_of(login), Inbox.of(login.file)
    async with request.app[ONE_AT_A_TIME]:
        draft = inbox.draft(sheet.role, sheet.who)
        if draft.handed_in:
            return web.json_response({"say": HANDED_IN}, status=409)
        answers = _clean(draft.answers, sheet.page())
        if faults := sheet.faults(answers):
            return web.json_response(
                {"say": "There is something to mend first.", "faults": faults}, status=422
            )
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        inbox.hand_in(sheet.role, sheet.who, sheet.page().file, sheet.file(answers), now)
    door.note(request, "handed in", role=login.role, who=sheet.who, file=login.file.name)
    return web.json_response({"say": "Handed in. Thank you."})


def sheet_of(login: Login) -> Sheet:
    """The form of whoever is in: who that is comes from the login alone."""
    work = OpenSession.open(str(login.file))
    if login.role == "bidder":
        if login.who not in {one.id for one in work.session.candidates}:
            raise web.HTTPGone(text="Who invited you no longer asks.")
        blank = with_nothing_known(work.session, login.who)
        return BidderSheet(work, form_of(blank, work.catalog, login.who, blank.size), login.who)
    person = evaluator_of(work.session, login.who)
    if work.session.settings.blind and not all(one.token for one in work.session.candidates):
        raise web.HTTPServiceUnavailable(
            text="The names of the candidates are not hidden yet. Try again later."
        )
    return EvaluatorSheet(to_mark(_without_answers(work), work.catalog, person), person.id)


def _without_answers(work: OpenSession) -> Any:
    """The session without what the bidders have answered: an evaluator sees none of it, nor what it tells."""
    bare = tuple(
        Candidate(id=one.id, name=one.name, kind=one.kind, token=one.token) for one in work.session.candidates
    )
    return work.session.model_copy(update={"candidates": bare})


def _clean(given: object, on: AnswerPage) -> dict[str, dict[str, str]]:
    """The answers that were sent, if they are those of this page and no longer than they may be."""
    known = {one.id for one in on.questions}
    if not isinstance(given, Mapping) or len(given) > len(known):
        raise web.HTTPUnprocessableEntity(text="Expected the answers of this page.")
    found: dict[str, dict[str, str]] = {}
    for key, parts in given.items():
        if key not in known or not isinstance(parts, Mapping) or not set(parts) <= set(PARTS):
            raise web.HTTPUnprocessableEntity(text="There is a question that was not asked.")
        if not all(isinstance(text, str) and len(text) <= MAX_TEXT for text in parts.values()):
            raise web.HTTPUnprocessableEntity(text="There is an answer that is too long, or no text.")
        found[key] = {name: clean_text(text) for name, text in parts.items()}
    return found


def _filled(on: AnswerPage, answers: Answers) -> AnswerPage:
    """The page with what was kept; what is no longer asked is left out."""
    return replace(on, questions=tuple(_kept(one, answers.get(one.id)) for one in on.questions))


def _kept(one: Asked, said: Mapping[str, str] | None) -> Asked:
    if said is None:
        return one
    answer, instead, evidence, note = (said.get(part, "") for part in PARTS)
    return replace(one, answer=answer, instead=instead, evidence=evidence, note=note)
