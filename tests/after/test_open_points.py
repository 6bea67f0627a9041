"""What of an agreement does not fit, or is still without a figure: told where it is so, and nowhere else."""

from __future__ import annotations

import datetime as dt
from typing import Any

from msp_select.phrases.en.after.open_points import to_look_at
from tests.after.agreements import agreement, month, promise, session


def told(months: list[Any], **fields: Any) -> list[str]:
    signed = session(agreement(promises=[promise("response_met", 95)], **fields), months=months)
    assert signed.agreement is not None
    return list(to_look_at(signed, signed.agreement))


def test_nothing_is_told_of_an_agreement_that_fits() -> None:
    assert told([]) == []
    assert told([month("2027-02", {"response_met": (9, 10)})]) == []
    assert told([month("2027-02", {"response_met": (9, 10)})], closed=dt.date(2027, 2, 28)) == []


def test_signed_after_the_service_began() -> None:
    (line,) = told([], signed=dt.date(2027, 2, 2))
    assert "2027-02-02" in line
    assert "began on 2027-02-01" in line


def test_months_with_figures_after_it_was_closed() -> None:
    months = [month(name, {"response_met": (9, 10)}) for name in ("2027-02", "2027-03", "2027-04")]
    (line,) = told(months, closed=dt.date(2027, 2, 28))
    assert "closed on 2027-02-28" in line
    assert line.endswith("figures for 2027-03, 2027-04.")


def test_a_promise_without_any_figure_is_named_once_there_are_months() -> None:
    (line,) = told([month("2027-02", {"satisfaction": 4})])
    assert line.endswith("Promise of response_met.")


def test_months_nobody_has_come_to_put_in_are_named_and_not_called_silence() -> None:
    spoken = {"asked": dt.date(2027, 5, 3), "helped": [0, 1, 2, 5, 4]}  # the last day that was recorded
    signed = session(
        agreement(promises=[promise("response_met", 95)]),
        months=[month("2027-02", {"response_met": (9, 10)})],
        pulses=[spoken],
    )
    assert signed.agreement is not None
    (line,) = to_look_at(signed, signed.agreement)
    assert line.startswith("Not put in yet: March 2027 and April 2027.")


def test_a_month_left_out_before_one_that_was_put_in_does_not_wait() -> None:
    assert told([month(name, {"response_met": (9, 10)}) for name in ("2027-02", "2027-04")]) == []
