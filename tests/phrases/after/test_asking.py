"""What is asked, taken in and told of a month, a review and the people, in every way it can be said."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from msp_select.decision.after.keeping import PeriodKept, PeriodState, PromiseKept
from msp_select.decision.after.leaving_right import ClauseChance
from msp_select.decision.after.next_step import NextStep
from msp_select.decision.after.taking_promises import PromisesTaken
from msp_select.model.months import Actual, Month
from msp_select.model.session import Session
from msp_select.model.signed import NamedPerson, Promise, Renewal, RightToLeave, Signed
from msp_select.model.voices import Check, Pulse
from msp_select.phrases.en.after import asking, place, signing, taken_in
from tests.after.agreements import agreement, catalog, month, promise, session

DAY = dt.date(2027, 4, 9)
FEW = "fewer than five answered: not shown, so that nobody is recognised"
FIVE, FOUR = (0, 0, 0, 2, 3), (0, 0, 0, 1, 3)


def figure(value: Any = None, of: int | None = None, **fields: Any) -> Actual:
    one = {"id": "response_met", "value": None if value is None else Decimal(str(value)), "of": of}
    return Actual.model_validate({key: part for key, part in one.items() if part is not None} | fields)


def pulse(*marks: tuple[int, ...]) -> Pulse:
    return Pulse.model_validate(
        dict(zip(("helped", "told", "lost_time"), marks, strict=True)) | {"asked": DAY}
    )


def months(*rows: dict[str, Any]) -> tuple[Month, ...]:
    return tuple(Month.model_validate(row) for row in rows)


# ---- The terms


@pytest.mark.parametrize(
    ("renewal", "said", "typed"),
    [
        ({"kind": "months", "months": 12}, "by twelve months", "12"),
        ({"kind": "months", "months": 1}, "by one month", "1"),
        ({"kind": "open"}, "it runs on until notice", "open"),
        ({}, "it does not", "0"),
    ],
)
def test_what_happens_at_the_end_of_the_term(renewal: dict[str, Any], said: str, typed: str) -> None:
    one = Renewal.model_validate(renewal)
    assert (asking.renewal_words(one), asking.renewal_typed(one)) == (said, typed)


def test_whom_it_was_signed_with_and_when() -> None:
    one = Signed.model_validate(agreement())
    assert asking.signed_head(one, "Vexley") == "Signed with Vexley on 4 Dec 2026"
    assert asking.signed_head(one.model_copy(update={"signed": None}), "Vexley") == "Signed with Vexley"
    assert asking.leave_typed(RightToLeave(missed=3, within=6)) == "3 of 6 months"


def test_a_named_person_who_left() -> None:
    def left(**fields: Any) -> str:
        return asking.person_left(NamedPerson.model_validate({"name": "Priya N."} | fields))

    assert left() == ""
    assert left(until=DAY) == "left on 9 Apr 2027, nobody told you"
    assert left(until=DAY, told=DAY.replace(day=1)) == "left on 9 Apr 2027, told on 1 Apr 2027"


@pytest.mark.parametrize(
    ("one", "target", "promised"),
    [
        (promise("response_met", 95), "95 % or more", "promised 95 % or more"),
        (promise("patch_days", 14, unit="days"), "14 days or less", "promised 14 days or less"),
        (promise("patch_days", 14), "14 or less", "promised 14 or less"),
        (promise("repeats", 0), "none", "promised none"),
        (
            {"id": "tests", "says": "-", "kind": "event", "at_least": 1, "every": "quarter"},
            "1 every quarter",
            "promised 1 every quarter",
        ),
        ({"id": "tests", "says": "-", "kind": "count", "worse": "more"}, "no target", ""),
    ],
)
def test_what_was_promised(one: dict[str, Any], target: str, promised: str) -> None:
    made = Promise.model_validate(one)
    assert asking.promise_line(made, "Title") == f"Title: {target}"
    assert asking.promised_words(made) == promised
    assert asking.promised_words(None) == ""


def test_what_is_taken_over_at_signing() -> None:
    made = tuple(
        Promise.model_validate(one)
        for one in (promise("response_met", 95), promise("patch_days", 14, unit="days", firm=False))
    )
    found = PromisesTaken(promises=made, no_figure=("satisfaction",), not_asked=("repeats", "hours_lost"))
    assert list(signing.taken(found, catalog().agreed)) == [
        "Work started in the promised time: 95 % or more (in the contract)",
        "Days until important security updates are installed: 14 days or less (best effort: "
        "have it signed as well)",
        "Without a figure that could be reached or missed, so followed only for change: "
        "users who were satisfied.",
        "Nothing was promised about faults that came back and hours of work lost: ask.",
    ]
    assert list(signing.taken(PromisesTaken(promises=(), no_figure=(), not_asked=()), catalog().agreed)) == []


def test_what_a_clause_does_by_chance() -> None:
    def said(right: RightToLeave, good: float) -> str:
        found = ClauseChance(
            right=right,
            promise=Promise.model_validate(promise("response_met", 95)),
            requests=60,
            good_share=0.96,
            bad_share=0.88,
            good=good,
            bad=0.99,
            quarters_good=0.04,
            quarters_bad=0.9,
            unfair=True,
        )
        return signing.clause(found)

    rest = (
        "(60 requests a month). Fairer and as sharp: judge a quarter at a time, two quarters of four (4 in "
        "100 for that provider, 90 in 100 for one at 88 %)."
    )
    assert said(RightToLeave(missed=3, within=6), 0.42) == (
        "'Three missed months in six' would strike a provider who truly handles 96 % in time about 4 times "
        f"in 10 within a year {rest}"
    )
    assert said(RightToLeave(missed=1, within=2, of="quarters"), 0.02) == (
        "'One missed quarter in two' would strike a provider who truly handles 96 % in time about 1 time "
        f"in 10 within a year {rest}"
    )


# ---- A month


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (None, "not reported"),
        (figure(), "not reported"),
        (figure(14), "14"),
        (figure("2.25"), "2.25"),
        (figure(57, 60), "57 of 60 (95 %)"),
        (figure(0, 0), "0 of 0"),
    ],
)
def test_a_figure_as_it_was_given(one: Actual | None, said: str) -> None:
    assert place.figure_in_words(one) == said


def test_figures_typed_and_what_they_replace() -> None:
    assert asking.month_figures("2027-03") == "figures for 2027-03, typed"
    replaced = {figure(): "not reported", figure(14): "14", figure(57, 60): "57 of 60"}
    for before, was in replaced.items():
        assert asking.month_figures("2027-03", before) == (
            f"figures for 2027-03, typed (before: response_met was {was})"
        )


def test_how_a_figure_and_an_amount_are_typed() -> None:
    empty = (asking.SKIPS, asking.NO_CASE, asking.EMPTY_TAKES_OUT)
    kinds = (asking.FIGURE_HINTS["event"], asking.EACH_TIME)

    def told(text: str) -> list[str]:
        return [one for one in (*kinds, *empty) if one in text]

    for each_time, there, said in (
        (False, False, [kinds[0], asking.SKIPS]),
        (False, True, [kinds[0], asking.EMPTY_TAKES_OUT]),
        (True, False, [kinds[1], asking.NO_CASE]),
        (True, True, [kinds[1], asking.EMPTY_TAKES_OUT]),
    ):
        assert told(asking.figure_hint("event", each_time=each_time, there=there)) == said
    assert asking.amount_hint("USD", there=True) == f"In USD. {asking.EMPTY_TAKES_OUT}"
    assert asking.amount_hint("USD", there=False) == f"In USD. {asking.SKIPS}"
    assert asking.amount_hint("", there=False) == asking.SKIPS


def test_what_became_of_a_report() -> None:
    came, none, not_due = months(
        month("2027-03"),
        {"month": "2027-04", "report": "none"},
        {"month": "2027-05", "report": "not_due", "why": "we moved"},
    )
    said = [asking.report_words(one, "15 Apr 2027") for one in (None, came, none, not_due)]
    assert said == [
        "not put in yet; due by 15 Apr 2027",
        "came on 9 Apr 2027",
        "nothing came",
        "none was due: we moved",
    ]
    assert taken_in.month_title(came) == "March 2027, their report came on 9 Apr 2027"
    assert taken_in.month_title(none) == "April 2027, no report came"
    assert taken_in.month_title(not_due) == "May 2027, no report was due"


def test_what_is_asked_of_a_promise_of_ones_own() -> None:
    own = {"id": "tests", "says": "Tests of the lift", "kind": "count", "worse": "more"}
    for unit, said in (
        ("", "Tests of the lift, March 2027"),
        ("tests", "Tests of the lift, March 2027: tests"),
    ):
        assert asking.other_figure_title(Promise.model_validate(own | {"unit": unit}), "2027-03") == said


# ---- A file


def test_what_a_file_held() -> None:
    two = months(month("2027-03", {"response_met": (57, 60), "hours_lost": 3}), month("2027-04"))
    assert taken_in.said(two[:1], "a.csv") == (
        "two figures for 2027-03, from their record and your count (a.csv)"
    )
    assert taken_in.said(two, "a.csv") == (
        "two figures for 2027-03 to 2027-04, from their record and your count (a.csv)"
    )
    assert taken_in.said(two[1:], "a.csv") == "a.csv for 2027-04"


def test_months_before_the_service_began() -> None:
    signed = Signed.model_validate(agreement())  # from 1 Feb 2027
    found = months(month("2026-12"), month("2027-01"), month("2027-02"))
    assert taken_in.early(found, signed) == (
        "Before the service began, and so not judged: 2026-12 and 2027-01."
    )
    assert taken_in.early(found[2:], signed) == ""


def test_how_a_file_is_read() -> None:
    assert taken_in.setting("month", "") == "Only one month of it"
    assert taken_in.setting("month", "2027-03") == "Only one month of it: 2027-03"
    assert taken_in.measured_by(None) == "as it says, else from their report"
    assert taken_in.measured_by("own_count") == "counted by you"
    assert taken_in.field_column("opened", "") == "Opened: none"
    assert taken_in.field_column("opened", "Created") == "Opened: Created"
    assert taken_in.read_as("requests") == "Read as an export of requests."


def test_what_a_month_of_a_file_replaces_and_what_of_it_is_sealed() -> None:
    new = months(month("2027-03", {"response_met": (57, 60), "repeats": 2}, fee=6140, units=43))[0]
    there = month("2027-03", {"response_met": (50, 60)})
    titles = {"response_met": "In time"}

    def rows(one: Session) -> list[str]:
        return list(taken_in.month_rows(new, one, titles))

    figures = ["In time: 57 of 60 (95 %), their record", "repeats: 2, their record"]
    assert rows(session()) == [*figures, "Billed for the month: 6140", "Users or devices billed: 43"]
    replaced = [f"{figures[0]}; in place of 50 of 60 (83.3 %), their record", figures[1]]
    assert rows(session(months=[there], settings={"sealed": True})) == [
        *replaced,
        "Billed for the month: entered, sealed",
        "Users or devices billed: 43",
    ]
    assert rows(session(months=[there | {"month": "2027-02"}]))[:2] == figures


# ---- Reviews and voices


def test_what_the_people_say_is_counted_and_shown_from_five_answers_on() -> None:
    enough, few = pulse(FIVE, FIVE, FIVE), pulse(FIVE, FIVE, FOUR)
    assert list(taken_in.voices_read([enough, few])) == ["April 2027: 5 answered", f"April 2027: {FEW}"]
    assert asking.pulse_kept(enough) == "Kept: 5 answered. What it says stands under Drift."
    assert asking.pulse_kept(few) == f"Kept, and {FEW}."
    assert taken_in.voices_said(1) == "one asking of your people"
    assert taken_in.voices_there([DAY]) == "There are answers of 9 Apr 2027 already."
    kept = "Kept: 1 of 12 wrong. What that proves stands under Drift."
    assert asking.check_kept(Check(month="2027-03", checked=12, wrong=1)) == kept


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        (("us", "", "", ""), "Move: you, not done yet"),
        (("them", "Ann", "9 Apr", ""), "Move: the provider, Ann, by 9 Apr, not done yet"),
        (("us", "", "", "1 Apr"), "Move: you, done 1 Apr"),
    ],
)
def test_what_was_decided(decision: Any, said: str) -> None:
    assert asking.decision_line("Move", *decision) == said


def test_months_that_figures_are_held_against() -> None:
    assert asking.yardstick_changed("2028-04-01", "") == (
        "review of 2028-04-01: figures are held against the first months again"
    )
    assert asking.yardstick_changed("2028-04-01", "2028-04") == (
        "review of 2028-04-01: figures are held against the months from 2028-04 on"
    )


# ---- The place


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("over", "Next: the contract is over; what happened can be read"),
        ("begins", "Next: service begins on 9 Apr 2027; what comes before is among the dates"),
        ("decide", "Next: stay or go; notice has to be on its way by 9 Apr 2027"),
        ("put_in", "Next: put in what happened in March 2027"),
        ("review", "Next: hold the review that was due on 9 Apr 2027, and put it in"),
        ("await_report", "Next: the report for March 2027 is due by 9 Apr 2027"),
    ],
)
def test_what_to_do_next(kind: Any, said: str) -> None:
    assert place.next_in_words(NextStep(kind=kind, day=DAY, month="2027-03")) == said


def test_in_how_many_periods_a_promise_was_kept() -> None:
    def kept(*states: PeriodState) -> str:
        periods = tuple(PeriodKept(period="2027-03", months=("2027-03",), state=state) for state in states)
        made = Promise.model_validate(promise("response_met", 95))
        return place.kept_of(
            PromiseKept(
                id="response_met",
                promise=made,
                periods=periods,
                pooled=None,
                low=None,
                high=None,
                verdict=None,
                streak=None,
                chance_of_missed_month=None,
            )
        )

    assert kept("kept", "kept", "missed", "not_reported", "not_due", "awaited") == "2 of 4"
    assert kept("missed") == "0 of 1"
    assert kept("not_due", "nothing_to_judge") == "-"


def test_from_which_month_to_which_and_against_whom() -> None:
    assert place.from_to("2027-03", "2027-03") == "March 2027"
    assert place.from_to("2027-03", "2027-04") == "March 2027 to April 2027"
    assert place.held_against("Ninefold") == "Held against Ninefold, by what is promised."
    assert place.held_against("") == (
        "Held against the other candidates of this session, by what they promise."
    )
    assert place.weekday_words(DAY) == "Fri 9 Apr 2027"
