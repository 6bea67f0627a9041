"""Every byte that guests are served, searched for what they may not see: sealed and open, blind and not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from msp_select.model.bid import Bid
from msp_select.model.edits import set_settings
from msp_select.model.session import Session
from msp_select.open_session import OpenSession
from msp_select.web.pages import FILES
from tests.web.conftest import PERSON, WHO, Served
from tests.web.test_answers import put

PLANTED, AMOUNT = "zq-planted-", "7391773"


def planted(session: Session) -> Session:
    """The session with a word of its own in everything that is somebody's own."""
    candidates = tuple(
        one.model_copy(
            update={
                "answers": {
                    key: answer.model_copy(update={"note": f"{PLANTED}{one.id}-{key}"})
                    for key, answer in one.answers.items()
                },
                "bid": Bid(basis="flat", monthly=Decimal(AMOUNT)),
            }
        )
        for one in session.candidates
    )
    return session.model_copy(update={"candidates": candidates})


def hidden_from_a_bidder(work: OpenSession) -> Iterator[str]:
    """What no byte for the bidder may hold: the others, what is known, why it is asked, what it is worth."""
    session, catalog = work.session, work.catalog
    for one in session.candidates:
        if one.id != WHO:
            yield from (one.id, one.name)
    yield PLANTED
    asked = catalog.questions.values()
    yield from (text for one in asked for text in (one.why, one.red_flag, one.source) if len(text) > 20)
    yield AMOUNT


def hidden_from_an_evaluator(work: OpenSession, *, blind: bool) -> Iterator[str]:
    """What no byte for an evaluator may hold: answers and prices, and the names while they are hidden."""
    yield PLANTED
    yield AMOUNT
    for one in work.session.candidates if blind else ():
        yield from (one.id, one.name)


@pytest.mark.parametrize("blind", [False, True])
@pytest.mark.parametrize("sealed", [False, True])
async def test_no_byte_for_a_guest_holds_what_is_not_theirs(
    served: Served, sealed: bool, blind: bool
) -> None:
    work = OpenSession.open(str(served.file))
    session = set_settings(planted(work.session), sealed=sealed, blind=blind)
    if blind:
        tokens = (one.model_copy(update={"token": f"{at:08x}"}) for at, one in enumerate(session.candidates))
        session = session.model_copy(update={"candidates": tuple(tokens)})
    work.change(session, "settings")
    guests = {
        ("bidder", WHO): tuple(hidden_from_a_bidder(work)),
        ("evaluator", PERSON): tuple(hidden_from_an_evaluator(work, blind=blind)),
    }
    assert all(PLANTED in secret for secret in guests.values())
    for (role, who), secret in guests.items():
        guest = await served.come_in(role, who)
        got = [str(await put(guest, served, 0, {}))]
        paths = (
            "/",
            "/enter",
            "/answers",
            "/desk",
            "/nothing",
            "/download/x",
            *(
                f"/static/{name}"
                for name, (package, _, _) in FILES.items()
                if package.startswith("msp_select")
            ),
        )
        for path in paths:
            async with guest.get(path) as answer:
                got.append(f"{answer.headers} {(await answer.read()).decode('utf-8', 'replace')}")
        async with guest.post("/answers/hand-in", headers=served.headers) as answer:
            got.append(f"{answer.headers} {await answer.text()}")
        everything = "\n".join(got)
        asked_of_all = "\n".join(question.ask for question in work.catalog.questions.values())
        found = {one for one in secret if one in everything and one not in asked_of_all}
        assert {one for one in found if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", everything)} == set(), (
            role
        )
