"""Storing what was received: a new session, with the log naming the file that changed what."""

from __future__ import annotations

import datetime as dt

from msp_select.exchange.received import Item, Received
from msp_select.exchange.wording import listed
from msp_select.model.catalog import Catalog
from msp_select.model.changes import edit_candidate, logged, set_answer, set_bid
from msp_select.model.fields import MAX_TEXT, clean_text
from msp_select.model.session import Session

BIDDER = "the bidder"


def with_answers(
    session: Session, received: Received, catalog: Catalog, at: dt.datetime, *, by: str = BIDDER
) -> Session:
    """The session with the good rows of a returned form, and one line in its log.

    `by` is who gave the answers. Without anything to store the session stays as it is.
    """
    if not received.stored:
        return session
    for item in received.stored:
        session = _with_item(session, received.candidate, item, catalog, by)
    name = session.candidate(received.candidate).name
    new, changed, blank = (
        listed([i.question for i in items], most=90)
        for items in (received.accepted, received.changed, received.left_blank)
    )
    file = " ".join(clean_text(received.name).split())[:200]
    what = f'{name}: answers received from "{file}" (sha256 {received.digest}), given by {by}.'
    what += f" New: {new}." if new else ""
    what += f" Changed: {changed}." if changed else ""
    what += f" Left blank: {blank}." if blank else ""
    return logged(session, at, "answers_received", what[:MAX_TEXT])


def _with_item(session: Session, candidate: str, item: Item, catalog: Catalog, by: str) -> Session:
    question = catalog.questions[item.question]
    bid = session.candidate(candidate).bid
    if item.answer is not None:
        if question.bid_field and bid is not None and getattr(bid, question.bid_field) is not None:
            return session  # a sealed figure stays: the reader could not be told that it is there
        answer = item.answer.model_copy(update={"by": item.answer.by or by})
        return set_answer(session, candidate, item.question, answer)
    if item.amount is not None:
        # One figure, one place: what stood as an answer ("not known yet") gives way to the figure of the bid.
        session = set_answer(session, candidate, item.question, None)
        session = set_bid(session, candidate, {question.bid_field: item.amount})
        if item.remark:
            remarks = session.candidate(candidate).remarks | {question.id: item.remark}
            session = edit_candidate(session, candidate, remarks=remarks)
    return session
