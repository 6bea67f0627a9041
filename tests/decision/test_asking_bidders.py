"""What is the owner's to answer before the sheets go out, and what each bidder is asked in a second round."""

from __future__ import annotations

import datetime as dt

import pytest

from msp_select.decision.advice.owners_part import MOST, MOST_OF_PAPERS, owners_part, who_can_answer
from msp_select.decision.robustness.second_round import second_round
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.model.candidate import Answer, Candidate
from msp_select.model.edits import add_candidate, new_session, set_answer, set_to_ask, with_fields
from msp_select.model.scalars import SIZES, Size
from msp_select.model.session import Session
from msp_select.model.sheets import awaits, with_back, with_sent
from tests.strategies import shipped_catalog

DAY = dt.date(2026, 11, 20)


def _session(*names: str, size: Size = "quick") -> Session:
    session = with_fields(new_session("Ours", DAY), size=size)
    for name in names:
        session = add_candidate(session, name)
    return session


def test_of_the_quick_questions_the_papers_answer_half_and_the_bidders_the_rest() -> None:
    found = who_can_answer(_session(), shipped_catalog())
    assert (found.asked, found.from_papers, found.for_bidders) == (30, 15, 15)


@pytest.mark.parametrize("size", SIZES)
def test_the_owner_answers_at_most_eight_first_and_all_that_nobody_else_can(size: Size) -> None:
    catalog, session = shipped_catalog(), _session("Vexley", size=size)
    own = owners_part(session, catalog, session.candidates[0])
    papers = [q for q in own if q.best_source == "papers"]
    assert len(own) == MOST
    assert len(papers) <= MOST_OF_PAPERS
    assert not [q.id for q in own if q.bid_field]
    asked = catalog.questions_in(size)
    assert {q.id for q in asked if q.asked_of == "owner" or q.best_source == "owner"} <= {q.id for q in own}
    assert [q.id for q in own] == [q.id for q in asked if q in own]  # in the order of the walk


def test_the_heaviest_of_the_papers_come_first() -> None:
    catalog, session = shipped_catalog(), _session("Vexley")
    before = owners_part(session, catalog, session.candidates[0])
    out = next(q for q in before if q.best_source == "papers" and q.asked_of == "bidder")
    lighter = with_fields(session, weights={"questions": {out.id: 0.01}})
    after = owners_part(lighter, catalog, lighter.candidates[0])
    assert out not in after
    assert len(after) == len(before)


def test_of_own_staff_the_owner_answers_all() -> None:
    catalog, session = shipped_catalog(), _session()
    own = owners_part(session, catalog, Candidate(id="we", name="We", kind="in_house"))
    assert len(own) > MOST


def _answered(session: Session, candidate: str, best: bool, leaving: set[str]) -> Session:
    for question in shipped_catalog().questions_in("quick"):
        if question.id in leaving or question.bid_field:
            continue
        worth = [(level.value, level.id) for level in question.levels]
        value = max(worth)[1] if worth and best else sorted(worth)[1][1] if worth else question.value[0][0]
        session = set_answer(session, candidate, question.id, Answer(value=value, evidence="contract"))
    return session


def test_a_second_round_asks_what_was_left_open_and_first_what_the_owner_wants_asked() -> None:
    session = _session("Vexley", "Northgate")
    session = _answered(session, "vexley", True, {"sta_growth_gap", "sec_mfa"})
    session = _answered(session, "northgate", True, {"sta_our_rank"})
    session = set_to_ask(session, "vexley", "pro_phishing", "ask in the call")
    lists = second_round(evaluate(session, shipped_catalog(), draws=0))
    assert lists["vexley"][:2] == ("pro_phishing", "sec_mfa")  # wished for; an open must-have
    assert "sta_growth_gap" in lists["vexley"]
    assert "sta_our_rank" in lists["northgate"]
    owners = {q.id for q in shipped_catalog().questions.values() if q.asked_of == "owner"}
    assert not owners & {q for found in lists.values() for q in found}


def test_nobody_is_asked_twice_while_a_sheet_is_out_nor_own_staff_at_all() -> None:
    session = _session("Vexley", "Northgate")
    session = add_candidate(session, "We", "in_house")
    session = with_sent(session, "vexley", DAY, "quick")
    assert awaits(session.candidate("vexley"))
    assert set(second_round(evaluate(session, shipped_catalog(), draws=0))) == {"northgate"}
    session = with_back(session, "vexley", DAY)
    assert set(second_round(evaluate(session, shipped_catalog(), draws=0))) == {"vexley", "northgate"}
