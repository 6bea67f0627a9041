"""The interface, a bidder and an evaluator at once on one session: nothing lost, nothing mixed up."""

from __future__ import annotations

import asyncio
import os

import aiohttp

from msp_select.exchange.marks_form import to_mark
from msp_select.model.evaluator_edits import evaluator_of
from msp_select.open_session import OpenSession
from msp_select.store.inbox import Inbox
from tests.web.conftest import PERSON, WHO, Served
from tests.web.test_desk import PATIENCE, window

CHANGES = int(os.environ.get("MSP_SELECT_CHANGES", "15"))  # of all three together; 1,000 were tried
QUESTION = "pro_backup_test"


async def put_all(
    session: aiohttp.ClientSession, served: Served, key: str, level: str, times: int
) -> list[int]:
    """So many changes of one form, each after the one before."""
    found = []
    for at in range(times):
        answers = {key: {"answer": level, "note": f"change {at + 1}"}}
        body = {"revision": at, "answers": answers}
        async with session.put("/answers", json=body, headers=served.headers) as answer:
            found.append(answer.status)
    return found


async def test_three_at_once_lose_nothing(served: Served) -> None:
    work = OpenSession.open(str(served.file))
    question = work.catalog.questions[QUESTION]
    form = to_mark(work.session, work.catalog, evaluator_of(work.session, PERSON))
    place = next(one for one in form.places if one.question.levels)
    marked = f"{place.candidate}/{place.question.id}"
    bidder, evaluator = await served.come_in("bidder"), await served.come_in("evaluator")
    seen = await window(served, await served.come_in("owner"))
    await seen.until("Result")
    await seen.press("\x1b[15~")  # F5
    await seen.until("How do we know?")
    first = next(
        one.id for one in work.session.candidates if QUESTION in one.answers and one.name in seen.text
    )
    each = CHANGES // 3

    async def press_all() -> None:
        for at in range(each):
            await seen.press("12"[at % 2])
            async with asyncio.timeout(PATIENCE):
                await seen.ws.receive()  # painted
        await seen.press("3")

    results = await asyncio.gather(
        put_all(bidder, served, QUESTION, question.levels[0].id, each),
        put_all(evaluator, served, marked, place.question.levels[0].id, each),
        press_all(),
    )
    assert results[0] == results[1] == [200] * each
    inbox, last = Inbox.of(served.file), f"change {each}"
    assert inbox.draft("bidder", WHO).answers[QUESTION]["note"] == last
    assert inbox.draft("evaluator", "jo-fields").answers[marked]["note"] == last

    def answer() -> object:
        return OpenSession.open(str(served.file)).session.candidate(first).answers[QUESTION].value

    async with asyncio.timeout(PATIENCE):
        while answer() != question.levels[2].id:
            await seen.ws.receive()
    after = OpenSession.open(str(served.file)).session
    assert {key: one for key, one in after.candidate(WHO).answers.items() if key != QUESTION} == {
        key: one for key, one in work.session.candidate(WHO).answers.items() if key != QUESTION
    }
    assert after.evaluators == work.session.evaluators
