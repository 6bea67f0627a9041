"""What is written after signing: a file keeps it without loss, and says what is wrong in it by line."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from msp_select.decision.scoring.redaction import Viewer, seen
from msp_select.errors import FileFaults
from msp_select.model.edits import removal_fault, set_settings
from msp_select.model.session import Session
from msp_select.store.session import dump_session, load_session, parse_session
from msp_select.store.session_text import table_lines
from tests.after.agreements import CANDIDATE, ID, agreement, catalog, month, promise, session

WHOLE = agreement(
    ends_on=dt.date(2030, 1, 31),
    holidays=[dt.date(2027, 12, 25)],
    own_zone="America/Los_Angeles",
    notice={
        "days": 90,
        "counting": "clear",
        "is": "received",
        "form": "letter",
        "travel_working_days": 2,
        "until": "17:00",
        "zone": "Europe/London",
        "to_whom": "Company secretary, 4 Wharf Lane",
        "clause": "19",
    },
    renewal={"kind": "months", "months": 12, "reminder": True},
    fee={
        "per": "user",
        "price": 148,
        "units": 40,
        "fixed": 220,
        "rise": "index",
        "index": [{"year": 2027, "percent": 3}],
        "extra_share": 8,
    },
    credits={"cap_percent": 10, "claim_within_days": 30, "unreported": "unknown"},
    leave={"missed": 3, "within": 6, "of": "months", "notice_days": 30},
    promises=[
        promise("response_met", 95, until=dt.date(2027, 12, 31), credit_percent=5),
        promise("response_met", 97, **{"from": dt.date(2028, 1, 1)}),
        {"id": "reviews", "says": "A review", "kind": "event", "at_least": 1, "every": "quarter"},
    ],
    team=[{"name": "Priya N.", "role": "main engineer", "from": dt.date(2027, 2, 1), "handover_weeks": 2}],
)
AFTER: dict[str, Any] = {
    "months": [
        month("2027-02", report="not_due", why="The takeover"),
        month("2027-03", {"response_met": (57, 60), "patch_days": None}, fee=6140, credit_received=0),
        month("2027-04", report="none"),
    ],
    "pulses": [
        {"asked": dt.date(2027, 6, 28), "invited": 40, "helped": [0, 1, 2, 5, 4], "told": [0, 0, 3, 6, 3]}
    ],
    "checks": [{"month": "2027-06", "checked": 10, "wrong": 1, "seed": 20270601}],
    "reviews": [
        {
            "held": dt.date(2027, 5, 4),
            "kind": "first",
            "there": ["Marta", "account lead"],
            "goals": "yes",
            "decisions": [{"what": "Spare switch", "side": "them", "by": dt.date(2027, 6, 15)}],
        }
    ],
}


def test_everything_after_signing_is_kept_byte_for_byte() -> None:
    whole = session(WHOLE, **AFTER)
    text = dump_session(whole)
    again = parse_session(text, "ours.toml", catalog())
    assert again == whole
    assert dump_session(again) == text
    for table in (
        "[agreement.notice]",
        "[[agreement.promises]]",
        "[[months.actuals]]",
        "[[reviews.decisions]]",
    ):
        assert table in text.decode()
    assert 'is = "received"' not in text.decode()  # what everybody assumes is left out
    assert "from = 2028-01-01" in text.decode()


def test_credits_in_which_nothing_differs_from_what_is_usual_are_kept() -> None:
    one = session(agreement(credits={}))
    assert one.agreement is not None
    assert one.agreement.credits is not None
    assert parse_session(dump_session(one), "a.toml", catalog()) == one


@pytest.mark.parametrize("name", ["dental-practice", "design-studio", "law-firm"])
def test_a_session_without_an_agreement_gains_no_key(name: str) -> None:
    text = dump_session(load_session(f"example:{name}", catalog()).session).decode()
    assert not {"agreement", "months", "pulses", "checks", "reviews"} & tomllib.loads(text).keys()


FAULTS = [
    ({"id": "xyz"}, 'id: "xyz" is not an id of 16 hex digits'),
    ({"notice": {"days": 90, "months": 3}}, "expected exactly one of days, working_days and months"),
    ({"notice": {"days": 90, "until": "17:00"}}, "belong together"),
    ({"notice": {"days": 90, "until": "5 pm", "zone": "Europe/London"}}, '"5 pm" is not an hour'),
    ({"own_zone": "Middle/Earth"}, '"Middle/Earth" is not a zone of time'),
    ({"renewal": {"kind": "months"}}, "months = 12 belongs to"),
    ({"ends_on": dt.date(2026, 1, 1)}, "before the start"),
    ({"candidate": "nobody"}, 'there is no candidate "nobody"'),
    ({"promises": [promise("response_met", 95), promise("response_met", 96)]}, "two hold"),
    ({"promises": [promise("response_met", 195)]}, "not a percentage"),
    ({"promises": [{"id": "x", "says": "X", "kind": "event", "at_least": 1}]}, "an event needs"),
    ({"promises": [promise("response_met", 95, question="acc_sla_mett")]}, "acc_sla_met"),
]


def _in_a_file(signed: dict[str, Any], **fields: Any) -> bytes:
    """The text of such a session, faults and all: written as if it were sound."""
    sound = dump_session(session()).decode().split("\n[agreement]")[0]
    return (sound + "".join(table_lines("", {"agreement": signed, **fields}))).encode()


@pytest.mark.parametrize(("fields", "said"), FAULTS)
def test_what_contradicts_itself_is_named_with_its_line(fields: dict[str, Any], said: str) -> None:
    with pytest.raises(FileFaults) as caught:
        parse_session(_in_a_file(agreement(**fields)), "ours.toml", catalog())
    assert said in str(caught.value)
    assert "ours.toml:" in str(caught.value)


@pytest.mark.parametrize(
    ("months", "said"),
    [
        ([month("2027-03"), month("2027-03")], 'two months have the month "2027-03"'),
        ([month("2027-13")], '"2027-13" is not a month'),
        ([month("2027-03", {"response_met": (61, 60)})], "more than all"),
        ([month("2027-03", {"response_met": 57})], "of how many"),
        ([month("2027-03", {"responce_met": (57, 60)})], "response_met"),
        ([{"month": "2027-03"}], "where no report came"),
        ([month("2027-03", report="not_due")], "needs why"),
    ],
)
def test_months_that_cannot_be_are_refused(months: list[dict[str, Any]], said: str) -> None:
    with pytest.raises(FileFaults) as caught:
        parse_session(_in_a_file(agreement(), months=months), "ours.toml", catalog())
    assert said in str(caught.value)


def test_months_without_an_agreement_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    text = dump_session(session(WHOLE, **AFTER)).decode()
    path.write_text(text[: text.index("[agreement]")] + text[text.index("[[months]]") :])
    with pytest.raises(FileFaults) as caught:
        load_session(path, catalog())
    assert "needs [agreement]" in str(caught.value)


def test_whom_it_was_signed_with_cannot_be_removed() -> None:
    signed = session()
    assert "signed with this candidate" in removal_fault(signed, CANDIDATE)
    assert removal_fault(signed, "ninefold") == ""


def test_what_was_signed_is_the_owners_alone_and_not_while_names_are_hidden() -> None:
    signed = session(WHOLE, **AFTER)

    def of(viewer: Viewer, one: Session = signed) -> Session:
        return seen(one, catalog(), viewer)

    assert of(Viewer()).agreement == signed.agreement
    for viewer in (Viewer("room"), Viewer("bidder", "ninefold"), Viewer("evaluator", "x")):
        found = of(viewer)
        assert (found.agreement, found.months, found.pulses, found.reviews) == (None, (), (), ())
    assert ID not in str(of(Viewer(), set_settings(signed, blind=True)))
    sealed = of(Viewer(), set_settings(signed, sealed=True))
    assert sealed.agreement is not None
    assert sealed.agreement.fee is None
    assert {month.fee for month in sealed.months} == {None}
