"""What a person decides about a reading: nothing enters by itself, and everything can be taken back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_select.decision.scoring.display_names import as_judged
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.errors import UsageError
from msp_select.model.documents import AcceptedValue
from msp_select.model.edits import edit_candidate, set_answer, set_bid
from msp_select.model.session import Session
from msp_select.open_session import OpenSession
from msp_select.reading.reading import Contradiction, Reading, Side
from msp_select.store.session import StoredSession, dump_session, parse_session
from tests.decision.sessions import answer, catalog
from tests.reading.made import (
    CONTRACT_SHA,
    ONBOARDING,
    PROMISE,
    RISE,
    about,
    before,
    document,
    find,
    reading,
    sitting,
)

NOON = dt.datetime(2026, 11, 21, 12, 0, tzinfo=dt.UTC)


def whose(session: Session) -> Any:
    """The candidate read for."""
    return session.candidate("larkspan")


def test_contradictions_come_first_then_money_terms_and_the_rest() -> None:
    began = before()
    asked = sitting(began).asked
    assert [one.group for one in asked] == sorted(
        (one.group for one in asked),
        key=["contradictions", "money", "terms", "service", "people", "security"].index,
    )
    assert asked[0].key == "acc_p1_response"
    assert [place.value for place in asked[0].places] == [60, 15]
    assert [one.key for one in asked if one.key == "bid.vat"] == ["bid.vat"]


def test_a_plain_find_has_a_default_and_a_doubtful_one_or_a_passage_has_none() -> None:
    now = sitting(before())
    assert about(now, "bid.onboarding").has_default
    assert not about(now, "bid.notice_days").has_default
    assert not about(now, "acc_p1_response").has_default
    assert not about(now, "pro_backup_test").has_default


def test_what_is_accepted_carries_document_page_quote_and_grade() -> None:
    began = before()
    now = sitting(began)
    price = about(now, "bid.onboarding")
    session = now.accepted(began, price, price.places[0])
    found = whose(session)
    assert found.bid.onboarding == 4800
    source = found.sources["bid.onboarding"]
    assert (source.value, source.page, source.quote) == (4800, 5, ONBOARDING)
    assert found.document(source.document).name == "larkspan.pdf"
    assert found.document(source.document).unread == (2, 3)
    assert now.state(price, session) == "taken"
    assert found.bid_grade("onboarding") == "written"


def test_a_document_read_as_the_contract_makes_it_the_contracts_word() -> None:
    began = before()
    now = sitting(began, reading(documents=(document(role="contract"),)))
    one = about(now, "bid.yearly_rise")
    session = now.accepted(began, one, one.places[0])
    assert whose(session).bid_grade("yearly_rise") == "contract"
    first = about(now, "acc_p1_response")
    session = now.accepted(session, first, first.places[0])
    assert whose(session).answers["acc_p1_response"].evidence == "contract"


def test_a_value_typed_instead_is_kept_as_corrected() -> None:
    began = before()
    now = sitting(began)
    one = about(now, "bid.onboarding")
    session = now.accepted(began, one, one.places[0], value=Decimal(4500))
    assert whose(session).bid.onboarding == 4500
    assert whose(session).sources["bid.onboarding"].corrected
    assert now.state(one, session) == "corrected"


def test_a_level_is_never_taken_without_being_picked() -> None:
    began = before()
    now = sitting(began)
    one = about(now, "pro_backup_test")
    with pytest.raises(UsageError):
        now.accepted(began, one, one.places[0])
    session = now.accepted(began, one, one.places[0], value="quarterly_sample")
    assert whose(session).answers["pro_backup_test"].value == "quarterly_sample"
    assert not whose(session).sources["pro_backup_test"].corrected
    with pytest.raises(UsageError, match="not one of its levels"):
        now.accepted(began, one, one.places[0], value="often")


def test_terms_of_the_document_become_terms_of_the_bid() -> None:
    began = before()
    now = sitting(began)
    for key in ("bid.notice_days", "bid.vat"):
        one = about(now, key)
        began = now.accepted(began, one, one.places[-1])
    bid = whose(began).bid
    assert (bid.notice_days, bid.vat) == (30, "excluded")
    assert whose(began).sources["bid.notice_days"].quote == "on thirty (30) days' notice"


def test_a_total_beside_the_prices_it_is_the_sum_of_is_counted_once() -> None:
    began = before()
    now = sitting(began)
    total, user, server = (about(now, f"bid.{field}") for field in ("monthly", "per_user", "per_server"))
    session = now.accepted(began, total, total.places[0])
    session = now.accepted(session, user, user.places[0])
    assert whose(session).bid.basis == "per_user"
    session = now.accepted(session, server, server.places[0])
    assert whose(session).bid.monthly is None
    assert "bid.monthly" not in whose(session).sources
    with pytest.raises(UsageError, match="count it twice"):
        now.accepted(session, total, total.places[0])


def test_a_count_of_your_own_is_taken_from_the_document_or_kept() -> None:
    told = Contradiction(
        kind="sum",
        target="biz_users",
        one=Side(
            document="larkspan-1", page=5, place="", value=Decimal(40), quote="Complete Care, per user  40"
        ),
        other=Side(document="", page=0, place="", value=Decimal(38), quote=""),
        sentence="It is priced for 40 users; you have 38.",
    )
    began = before()
    now = sitting(began, reading(contradictions=(told,)))
    one = about(now, "biz_users")
    assert now.state(one, began) == "open"
    taken = now.accepted(began, one, one.places[0])
    assert taken.business["biz_users"] == 40
    assert now.state(one, taken) == "taken"
    kept = now.accepted(began, one, one.places[1])
    assert kept.business["biz_users"] == 38
    assert now.state(one, kept) == "rejected"


def renamed(document_id: str) -> Reading:
    """The same file read again, called otherwise in that reading."""
    finds = tuple(
        replace(one, document=document_id, others=tuple(replace(o, document=document_id) for o in one.others))
        for one in reading().finds
    )
    return reading(documents=(document(id=document_id),), finds=finds, contradictions=())


def test_rejected_is_remembered_for_the_next_reading_of_the_same_file() -> None:
    began = before()
    now = sitting(began)
    one = about(now, "bid.notice_days")
    session = now.rejected(began, one)
    assert whose(session).bid is None
    assert now.state(one, session) == "rejected"
    again = sitting(session, renamed("larkspan-7"))
    assert again.state(about(again, "bid.notice_days"), session) == "rejected"
    assert again.state(about(again, "bid.onboarding"), session) == "open"
    taken = again.accepted(session, (other := about(again, "bid.onboarding")), other.places[0])
    assert [one.id for one in whose(taken).documents] == ["larkspan-1"]


def test_a_contradiction_left_open_counts_as_said_until_one_side_is_accepted() -> None:
    began = set_answer(before(), "larkspan", "acc_p1_response", answer(60, evidence="contract"))
    now = sitting(began)
    one = about(now, "bid.onboarding")
    session = now.finished(now.accepted(began, one, one.places[0]), "Ann", NOON)
    source = whose(session).sources["acc_p1_response"]
    assert source.undecided
    assert (source.value, source.against.value, source.against.quote) == (60, 15, PROMISE)
    judged = as_judged(session, catalog()).candidate("larkspan")
    assert judged.answers["acc_p1_response"].evidence == "said"
    contest = about(now, "acc_p1_response")
    decided = now.accepted(session, contest, contest.places[0])
    assert (
        as_judged(decided, catalog()).candidate("larkspan").answers["acc_p1_response"].evidence == "written"
    )
    assert whose(decided).sources["acc_p1_response"].against.value == 15


def test_the_log_says_once_what_came_of_a_reading() -> None:
    began = before()
    now = sitting(began)
    assert now.finished(began, "Ann", NOON) is began
    one, other = about(now, "bid.onboarding"), about(now, "bid.yearly_rise")
    session = now.accepted(began, one, one.places[0])
    session = now.rejected(session, other)
    (entry,) = now.finished(session, "Ann", NOON).log
    assert entry.kind == "proposal_read"
    assert "larkspan.pdf (sha256 9f2c" in entry.what
    assert "read for Larkspan by Ann: 1 taken, 0 corrected, 1 rejected; one contradiction." in entry.what


def test_changed_by_hand_later_the_source_says_what_was_read() -> None:
    began = before()
    now = sitting(began)
    one = about(now, "bid.onboarding")
    session = now.accepted(began, one, one.places[0])
    assert not whose(session).is_changed_since("bid.onboarding")
    session = set_bid(session, "larkspan", {"onboarding": Decimal(5000), "evidence": "contract"})
    assert whose(session).is_changed_since("bid.onboarding")
    assert whose(session).bid_grade("onboarding") == "contract"


def test_a_document_against_the_file_leaves_the_files_answer_until_a_person_decides() -> None:
    began = before()
    now = sitting(began)
    one = about(now, "bid.yearly_rise")
    began = now.accepted(began, one, one.places[0])
    second = document(id="larkspan-2", name="msa.docx", sha256=CONTRACT_SHA, role="contract")
    rise = find("bid.yearly_rise", 7, 0, "by seven per cent", document="larkspan-2", place="7. Fees")
    then = sitting(began, reading(documents=(second,), finds=(rise, *reading().finds[3:4]), contradictions=(
        replace(
            reading().contradictions[0],
            kind="document_and_file",
            target="bid.yearly_rise",
            one=replace(reading().contradictions[0].one, document="larkspan-2", page=0, place="7. Fees",
                        value=Decimal(7), quote="by seven per cent"),
            other=replace(reading().contradictions[0].other, document="", page=0, value=Decimal(5), quote=""),
        ),
    ), not_found=()))  # fmt: skip
    contest = then.asked[0]
    assert contest.key == "bid.yearly_rise"
    session = then._with_undecided(then._with_documents(began))
    assert whose(session).bid.yearly_rise == 5
    assert whose(session).sources["bid.yearly_rise"].against.quote == RISE
    assert whose(session).bid_grade("yearly_rise") == "said"
    kept = then.accepted(session, contest, contest.places[1])
    assert (whose(kept).bid.yearly_rise, whose(kept).bid_grade("yearly_rise")) == (5, "written")
    other = then.accepted(session, contest, contest.places[0])
    assert (whose(other).bid.yearly_rise, whose(other).bid_grade("yearly_rise")) == (7, "contract")


ACTIONS = st.sampled_from(("accept", "correct", "other", "reject"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 20), ACTIONS), max_size=14))
def test_any_row_of_decisions_reads_back_and_every_step_is_a_session_of_its_own(
    steps: list[tuple[int, str]],
) -> None:
    began = before()
    now, session = sitting(began), began
    for at, action in steps:
        one = now.asked[at % len(now.asked)]
        place = one.places[-1 if action == "other" else 0]
        value: AcceptedValue | None = "quarterly_sample" if one.levels else None
        if action == "correct" and not one.levels and place.value is not True and one.key != "bid.vat":
            value = Decimal(7)
        was = session
        try:
            if action == "reject":
                session = now.rejected(session, one)
            else:
                session = now.accepted(session, one, place, value=value)
        except UsageError:
            assert session is was
            continue
        assert (now.state(one, session) == "rejected") is (action == "reject")
        assert now.state(one, session) != "open"
    session = now.finished(session, "Ann", NOON)
    tally = now.tally(session)
    assert tally.decided + tally.open == len(now.asked)
    written = dump_session(session)
    read = parse_session(written, "a.toml", catalog())
    assert read == session
    assert dump_session(read) == written
    only_accepted = {key for key, one in whose(session).sources.items() if not one.undecided}
    entered = {f"bid.{k}" for k, v in (whose(session).bid or ()) if v not in (None, ()) and k != "basis"}
    assert entered | set(whose(session).answers) == only_accepted
    assert session.candidate("other") == began.candidate("other")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 20), ACTIONS), max_size=8))
def test_every_decision_can_be_taken_back_and_done_again(steps: list[tuple[int, str]]) -> None:
    began = before()
    stored = StoredSession(began, Path("a.toml"), "", True, "a.toml")
    work = OpenSession(stored, catalog(), clock=lambda: NOON)
    now, seen = sitting(began), [began.candidates]
    for at, action in steps:
        one = now.asked[at % len(now.asked)]
        level = "quarterly_sample" if one.levels else None
        try:
            if action == "reject":
                session = now.rejected(work.session, one)
            else:
                session = now.accepted(work.session, one, one.places[0], value=level)
        except UsageError:
            continue
        if session != work.session:
            work.change(session, action)
            seen.append(session.candidates)
    for candidates in reversed(seen[:-1]):
        assert work.undo() is not None
        assert work.session.candidates == candidates
    for candidates in seen[1:]:
        assert work.redo() is not None
        assert work.session.candidates == candidates


def test_sources_move_no_score() -> None:
    began = before()
    now = sitting(began)
    for key in ("bid.per_user", "bid.onboarding", "acc_p1_response"):
        one = about(now, key)
        began = now.accepted(began, one, one.places[0])
    bare = edit_candidate(began, "larkspan", sources={}, documents=())
    with_sources, without = (evaluate(one, catalog(), draws=0).result("larkspan") for one in (began, bare))
    assert (with_sources.score, with_sources.price_level) == (without.score, without.price_level)
