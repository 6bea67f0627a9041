"""Storing what was received: a new session, with the log naming the file that changed what."""

from __future__ import annotations

import datetime as dt
from typing import Any

from msp_select.decision.costing.choices import UNIT_FIELDS
from msp_select.decision.costing.same_fee import is_the_sum
from msp_select.exchange.form_labels import listed
from msp_select.exchange.judging_terms import grade_after
from msp_select.exchange.price_rows import rows_of
from msp_select.exchange.receipt import Item, Received
from msp_select.model.bid import Bid
from msp_select.model.catalog import Catalog
from msp_select.model.edits import edit_candidate, logged, set_answer, set_bid
from msp_select.model.scalars import MAX_TEXT, clean_text
from msp_select.model.session import Session
from msp_select.model.sheets import with_back

BIDDER = "the bidder"


def with_answers(
    session: Session, received: Received, catalog: Catalog, at: dt.datetime, *, by: str = BIDDER
) -> Session:
    """The session with the good rows of a returned form, and one line in its log.

    `by` is who gave the answers. Without anything to store the session stays as it is.
    """
    if not received.stored:
        return session
    before = session.candidate(received.candidate).bid
    for item in received.stored:
        session = _with_item(session, received.candidate, item, catalog, by)
    session = _with_whole_bid(session, received, catalog, before)
    session = with_back(session, received.candidate, at.date())
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


def _with_whole_bid(session: Session, received: Received, catalog: Catalog, before: Bid | None) -> Session:
    """What only the bid as a whole can tell: on what it rests now, and whether a sum is there twice."""
    bid = session.candidate(received.candidate).bid
    rows = rows_of(catalog)
    given = {rows[item.question].bid_field for item in (*received.good, *received.unchanged)}
    if bid is None or not given - {""}:
        return session
    fields: dict[str, Any] = {"evidence": grade_after(before, bid, given)}
    fees = {field: getattr(bid, field) for field in ("monthly", *UNIT_FIELDS)}
    moved = before is None or any(getattr(before, field) != fee for field, fee in fees.items())
    if moved and "monthly" in given and is_the_sum(bid, session, catalog):
        fields["monthly"] = None
    return set_bid(session, received.candidate, fields)


def _with_item(session: Session, candidate: str, item: Item, catalog: Catalog, by: str) -> Session:
    question = rows_of(catalog)[item.question]
    bid = session.candidate(candidate).bid
    if item.answer is not None:
        if question.bid_field and bid is not None and getattr(bid, question.bid_field) is not None:
            return session  # a sealed figure stays: the reader could not be told that it is there
        answer = item.answer.model_copy(update={"by": item.answer.by or by})
        return set_answer(session, candidate, item.question, answer)
    if item.figure is not None:
        # One figure, one place: what stood as an answer ("not known yet") gives way to the figure of the bid.
        session = set_answer(session, candidate, item.question, None)
        session = set_bid(session, candidate, {question.bid_field: item.figure})
        if item.remark:
            remarks = session.candidate(candidate).remarks | {question.bid_field: item.remark}
            session = edit_candidate(session, candidate, remarks=remarks)
    return session
