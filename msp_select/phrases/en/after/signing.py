"""What is said at signing: the promises taken over, those without a figure, what a clause does by chance."""

from __future__ import annotations

from collections.abc import Iterator

from msp_select.decision.after.leaving_right import ClauseChance
from msp_select.decision.after.taking_promises import PromisesTaken
from msp_select.model.service_agreement import Agreement
from msp_select.phrases.en.after.asking import promise_line
from msp_select.phrases.en.labels import GRADES
from msp_select.phrases.en.words import listed, number_word, percent, plain, uncapital, verb


def taken(found: PromisesTaken, agreed: Agreement) -> Iterator[str]:
    """Each promise with its target, then what has none."""
    titles = {measure.id: measure.title for measure in agreed.measures}
    for promise in found.promises:
        firm = GRADES["contract"].words if promise.firm else "best effort: have it signed as well"
        yield f"{promise_line(promise, titles.get(promise.id, promise.says))} ({firm})"
    if found.no_figure:
        names = listed([uncapital(titles[one]) for one in found.no_figure])
        yield f"Without a figure that could be reached or missed, so followed only for change: {names}."
    if found.not_asked:
        names = listed([uncapital(titles[one]) for one in found.not_asked])
        yield f"Nothing was promised about {names}: ask."


def clause(found: ClauseChance) -> str:
    """How often the clause strikes a good provider within a year, and what would be fairer."""
    right = found.right
    unit = verb(right.missed, right.of.removesuffix("s"), right.of)
    often = max(1, round(10 * found.good))
    quarters = f"two quarters of four ({round(100 * found.quarters_good)} in 100 for that provider, "
    quarters += f"{round(100 * found.quarters_bad)} in 100 for one at {percent(100 * found.bad_share)})"
    clause_words = f"'{number_word(right.missed).capitalize()} missed {unit} in {number_word(right.within)}'"
    good, requests = percent(100 * found.good_share), plain(found.requests, 0)
    times = f"about {often} {verb(often, 'time', 'times')} in 10 within a year ({requests} requests a month)"
    return (
        f"{clause_words} would strike a provider who truly handles {good} in time {times}. "
        f"Fairer and as sharp: judge a quarter at a time, {quarters}."
    )
