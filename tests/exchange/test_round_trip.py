"""What goes out comes back equal: through the workbook, through CSV, and through LibreOffice's hands."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from msp_select.exchange import bidder_csv, bidder_sheet, with_answers
from msp_select.exchange.form_labels import OFFERS, note_text
from msp_select.exchange.receipt import Received
from msp_select.model.candidate import Candidate
from tests.decision.sessions import candidate, catalog, session
from tests.exchange.returned import CHOICE, MONEY, NUMBER, answered_rows, fill, form, one, read, repacked
from tests.libreoffice import converted, needs_libreoffice
from tests.strategies import answers, texts

NOON = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
ASKED = [q for q in catalog().questions.values() if q.asked_of == "bidder"]
_SLOW = settings(max_examples=8)


@st.composite
def bidders_answers(draw: st.DrawFn) -> Candidate:
    """A bidder whose every answer is in writing, with notes of its own, and prices."""
    asked = draw(st.lists(st.sampled_from(ASKED), max_size=12, unique_by=lambda q: q.id))
    given = {q.id: _written(draw(answers(q)), draw(texts(80)), draw) for q in asked if not q.bid_field}
    money = draw(st.fixed_dictionaries({}, optional={"onboarding": _amounts(), "hourly_rate": _amounts()}))
    return Candidate.model_validate(
        {"id": "acme", "name": "Acme IT", "answers": given, "bid": {"basis": "flat", **money}}
    )


def _amounts() -> st.SearchStrategy[Any]:
    return st.decimals(0, 10**9, places=2, allow_nan=False) | st.integers(0, 10**12)


def _written(said: dict[str, Any], note: str, draw: st.DrawFn) -> dict[str, Any]:
    offer = draw(st.sampled_from(["", *OFFERS]).filter(lambda grade: grade != "written"))
    offered = {"offer": offer} if offer else {}
    answer = {key: said[key] for key in ("value", "state") if key in said}
    if said.get("state") == "not_applicable":
        return answer | {"reason": note_text(said["reason"])} | offered
    noted = {"note": draw(texts(20)), "bidder": note_text(note)} | offered
    return answer | noted | ({"evidence": "written"} if "value" in said else {})


@_SLOW
@given(bidders_answers())
def test_a_form_that_comes_back_untouched_changes_nothing(bidder: Candidate) -> None:
    of = session(bidder)
    for data, name in (
        (bidder_sheet(of, catalog(), "acme", "full"), "acme.xlsx"),
        (bidder_csv(of, catalog(), "acme", "full"), "acme.csv"),
    ):
        found = read(data, of, name=name)
        assert [(row.question, row.reason) for row in found.refused] == []
        assert [(row.question, row.said, row.before) for row in found.good] == []
        money = {q.id for q in ASKED if q.bid_field and getattr(bidder.bid, q.bid_field) is not None}
        money.add("bid.basis")
        assert {row.question for row in found.unchanged} == set(bidder.answers) | money


@_SLOW
@given(bidders_answers())
def test_a_form_read_into_an_empty_candidate_gives_the_same_answers(bidder: Candidate) -> None:
    of = session(bidder)
    empty = session(candidate("acme", name="Acme IT"))
    found = read(bidder_sheet(of, catalog(), "acme", "full"), empty)
    assert found.refused == ()
    after = with_answers(empty, found, catalog(), NOON).candidate("acme")
    blank = {key for key, given in after.answers.items() if given.blank}
    assert blank.isdisjoint(bidder.answers), "what was answered is not taken for a blank"

    def told(owner: Candidate) -> dict[str, tuple[Any, ...]]:
        return {
            key: (a.value, a.state, a.reason, a.bidder, a.offer)
            for key, a in owner.answers.items()
            if key not in blank
        }

    assert told(after) == told(bidder)
    assert after.bid is None or bidder.bid is not None
    for field in ("onboarding", "hourly_rate"):
        assert getattr(after.bid, field, None) == getattr(bidder.bid, field)


def test_a_program_that_drops_the_files_properties_drops_nothing_that_counts() -> None:
    of = one({NUMBER: 14})
    for data in (repacked(form(of), custom_xml=b"<a/>"), form(of)):
        assert [row.question for row in read(data, of).changed] == [NUMBER]
        assert read(data, of, "borough").blocked == (
            'the form was made for the candidate "acme", not for "borough"',
        )


@needs_libreoffice
def test_a_form_that_libreoffice_stored_again_reads_back_equal(tmp_path: Path) -> None:
    known = {NUMBER: 14, CHOICE: "never", "sta_turnover": "none"}
    of = one(known)
    filled = fill(form(of), MONEY, answer=1200.5, note="'two' lines:\n\"café\" & <b>")
    filled = fill(filled, "tra_clients_lost", instead="We do not know yet")
    filled = fill(filled, "sta_endpoints_per_tech", answer="=1+1")
    filled = fill(filled, "acc_avg_response", answer=dt.date(2026, 5, 14))
    before = read(filled, of)
    assert [row.question for row in before.refused] == ["acc_avg_response", "sta_endpoints_per_tech"]
    (tmp_path / "in").mkdir()
    source = tmp_path / "in" / "acme.xlsx"
    source.write_bytes(filled)
    for ending in ("ods", "xlsx"):
        (source,) = converted([source], tmp_path, ending)
    stored = read(source.read_bytes(), of)
    assert _rows(stored) == _rows(before)
    assert stored.candidate == "acme"


def _rows(found: Received) -> dict[str, tuple[Any, ...]]:
    return {
        row.question: (row.said, row.before, row.answer, row.figure, row.remark)
        for row in answered_rows(found)
    }
