"""What of an agreement does not fit, or is still without a figure, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msp_select.decision.after.as_of import last_recorded
from msp_select.decision.after.next_step import months_waiting
from msp_select.model.months import first_day
from msp_select.model.session import Session
from msp_select.model.signed import Signed
from msp_select.phrases.en.dates import month_words
from msp_select.phrases.en.words import listed, number_word

MOST_NAMED = 6  # months


def to_look_at(session: Session, signed: Signed) -> Iterator[str]:
    """What does not fit, or is still without a figure, in what was signed and stored."""
    if signed.signed is not None and signed.signed > signed.starts:
        yield f"It was signed on {signed.signed}, after the service began on {signed.starts}."
    late = [month.month for month in session.months if first_day(month.month) > (signed.closed or date.max)]
    if late:
        yield f"The agreement was closed on {signed.closed}, and there are figures for {', '.join(late)}."
    given = {actual.id for month in session.months for actual in month.actuals}
    if session.months:
        if waiting := months_waiting(session, signed, last_recorded(session)):
            yield not_put_in(waiting)
        without = [promise.says for promise in signed.promises if promise.id not in given]
        if without:
            yield f"Promises without any figure yet: {'; '.join(without)}."


def not_put_in(months: Sequence[str]) -> str:
    """Which months wait to be put in: that their report did not come is not said by that."""
    named = [month_words(month) for month in months]
    told = listed(named)
    if len(months) > MOST_NAMED:
        told = f"{number_word(len(named))} months, from {named[0]} to {named[-1]}"
    return f"Not put in yet: {told}. Whether a report came is not known here, and nothing is judged by that."
