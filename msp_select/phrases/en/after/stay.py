"""Stay or go in words: the verdict, and the cases for staying and for leaving, as long as each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from msp_select.decision.after.deadlines import Deadline
from msp_select.decision.after.measured import Gap, MeasuredAnswer
from msp_select.decision.after.stay_or_go import StayOrGo, Word
from msp_select.decision.after.staying import IncumbentState, MoneyOutcome, NewcomerState, Option
from msp_select.model.service_agreement import AfterRule
from msp_select.phrases.en import answers
from msp_select.phrases.en.after.review import title
from msp_select.phrases.en.after.together import THE_WORD, together
from msp_select.phrases.en.dates import date_words, month_words
from msp_select.phrases.en.money import money
from msp_select.phrases.en.words import (
    capital,
    count,
    hundredths,
    listed,
    number_word,
    plain,
    share_percent,
    uncapital,
)
from msp_select.phrases.names import Names

WORDS: Mapping[Word, str] = {
    "too_early": "Too early",
    "stay": "Stay",
    "ask_first": "Ask first",
    "go_at_the_end": "Go at the end of the term",
    "go_now": "Go now",
    "must_have": "Not acceptable any more",
}
OPTIONS: Mapping[Option, str] = {
    "stay": "Stay and renew",
    "notice": "Notice, leave at the end",
    "at_once": "Leave at once",
    "for_cause": "Leave for cause",
}
INCUMBENT: Mapping[IncumbentState, str] = {
    "as_measured": "as measured",
    "falls_on": "falls on",
    "back_to_promise": "back to its promise",
}
NEWCOMER: Mapping[NewcomerState, str] = {
    "as_promised": "as promised",
    "only_proven": "only what is proven",
    "short_as_yours": "as much short as yours was",
}
ONE_OFF: Mapping[str, str] = {
    "takeover": "takeover fee",
    "overlap": "half a month paid twice",
    "everybody": "an hour of everybody",
    "own_time": "your own time for the change",
    "handover": "handover by today's provider",
}
FLATTERS = "The first months of anybody new flatter: hold them against the same questions."


def rule(judging: AfterRule) -> str:
    """By which share of tries the word is chosen."""
    return (
        f"The rule: stay below {judging.stay_below:g} of 100 tries, go from {judging.go_from:g}, ask first "
        "between; a switch is paid for and cannot be taken back, staying can be looked at again next year."
    )


def verdict(fact: StayOrGo, names: Names) -> str:
    """The word, and what it rests on."""
    return " ".join(_verdict(fact, names))


def _verdict(fact: StayOrGo, names: Names) -> Iterator[str]:
    newcomer = names.candidate(fact.newcomer)
    found = fact.after.deadline
    if isinstance(found, Deadline) and found.first_missed is not None:
        yield (
            f"The date for notice passed on {date_words(found.first_missed)}: what can be chosen is to leave "
            f"from {date_words(found.last_day)} on, or for cause."
        )
    elif isinstance(found, Deadline) and found.missed_for_good:
        yield f"The date for notice passed: the contract ends with {date_words(found.last_day)} by itself."
    yield f"{WORDS[fact.word]}."
    if fact.word == "too_early":
        yield "Fewer than six months are judged: what was promised still stands for what is."
    if fact.word == "must_have":
        asked = listed([names.catalog.questions[one].short for one in fact.failed_must_haves])
        by = f" by {date_words(fact.decide_by)}" if fact.decide_by else ""
        yield f"By what was measured it fails a must-have ({asked}): have it cured{by}, or go."
    short = "" if fact.gap is None else " even if it keeps its promises only as well as yours did"
    yield f"{newcomer} comes out ahead in {hundredths(fact.leads_short)} of 100 tries{short}."
    if fact.money is not None:
        yield _by_money(fact.money, names)
    if fact.decide_by is not None and fact.word != "stay":
        yield f"Decide by {date_words(fact.decide_by)}."


def fits(fact: StayOrGo) -> str:
    """How the word fits with what was promised and with what changed; nothing where nothing is judged."""
    return together(fact.after, THE_WORD)


def _by_money(found: MoneyOutcome, names: Names) -> str:
    back = found.expected.earned_back
    once = money(found.one_off.quantize(Decimal(1)), names.currency)
    earned = (
        f"is earned back after {count(back, 'month')}"
        if back is not None
        else "is never earned back, by money"
    )
    tie = " By money it is too close: it hangs on whether they fall on." if found.too_close else ""
    return f"A switch costs {once} once and {earned}.{tie}"


def for_staying(fact: StayOrGo, names: Names) -> tuple[str, ...]:
    """At least three lines for staying, as many as for leaving."""
    return tuple(_staying(fact, names))[: _as_long(fact, names)]


def for_leaving(fact: StayOrGo, names: Names) -> tuple[str, ...]:
    """At least three lines for leaving, as many as for staying."""
    return tuple(_leaving(fact, names))[: _as_long(fact, names)]


def _as_long(fact: StayOrGo, names: Names) -> int:
    return min(len(tuple(_staying(fact, names))), len(tuple(_leaving(fact, names))))


def _staying(fact: StayOrGo, names: Names) -> Iterator[str]:
    newcomer = names.candidate(fact.newcomer)
    kept = [one for one in fact.after.promises if one.verdict in ("keeps_it", "about_as_promised")]
    if kept:
        said = listed([uncapital(title(fact.after.record, one.id)) for one in kept])
        yield f"Kept, or about as promised: {said}."
    elif periods := sum(one.kept for one in fact.after.promises):
        judged = sum(one.kept + one.missed for one in fact.after.promises)
        yield f"Promises were kept in {periods} of {judged} periods."
    if fact.money is not None:
        yield _by_money(fact.money, names)
    else:
        yield "What a switch costs is not known: count on a takeover fee, and on half a month paid twice."
    yield (
        f"{share_percent(fact.on_words)} of what {newcomer} scores by rests on what was said or written. "
        f"Proven it scores {plain(fact.score_newcomer_proven)} of 100, today's provider "
        f"{plain(fact.score_incumbent)}."
    )
    yield FLATTERS
    if fact.mended:
        are = "is" if fact.mended == 1 else "are"
        yield f"{capital(count(fact.mended, 'decision'))} of theirs {are} done."


def _leaving(fact: StayOrGo, names: Names) -> Iterator[str]:
    newcomer = names.candidate(fact.newcomer)
    broken = [one for one in fact.after.promises if one.verdict == "does_not_keep_it"]
    if broken:
        said = listed([uncapital(title(fact.after.record, one.id)) for one in broken])
        yield f"Below what was promised, and not by chance: {said}."
    elif missed := sum(one.missed for one in fact.after.promises):
        yield f"Promises were missed in {count(missed, 'period')}."
    yield (
        f"{newcomer} scores {plain(fact.score_newcomer)} of 100 as promised, today's provider "
        f"{plain(fact.score_incumbent)} as measured; ahead in {hundredths(fact.leads)} of 100 tries."
    )
    if fact.money is not None:
        falls = fact.money.cell("falls_on", "as_promised").earned_back
        if falls is not None:
            yield f"If it falls on, a switch is earned back after {count(falls, 'month')}."
        else:
            regret = money(fact.money.largest_regret["stay"].quantize(Decimal(1)), names.currency)
            yield f"At worst, staying costs {regret} more than the cheapest choice."
    else:
        yield "What staying costs is not known: put in the bills of the last months."
    drift = fact.after.drifting
    if drift.now and drift.said_since is not None:
        yield f"Drift is said since {month_words(drift.said_since)}."
    else:
        yield "Who stays may be staying by habit: would you choose the same today, with the same reasons?"
    if fact.after.silence.silent:
        silent = number_word(len(fact.after.silence.latest_missing))
        yield f"{capital(silent)} of the last six reports did not come."
    if fact.gap is not None and fact.gap.share < 1:
        yield _gap(fact.gap, names)


def _gap(found: Gap, names: Names) -> str:
    """How much of what was promised was kept, and in which pillars how much."""
    whole = f"Of what was promised, {share_percent(found.share)} was kept"
    if not found.pillars:
        return f"{whole} ({count(found.questions, 'question')})."
    each = [
        f"{uncapital(names.pillar(pillar))} {share_percent(share)} of {many}"
        for pillar, (share, many) in found.pillars.items()
    ]
    return f"{whole} ({count(found.questions, 'question')}: {listed(each)})."


def what_would_change_it(fact: StayOrGo) -> str:
    """What would turn the word, in money."""
    if fact.money is None:
        return "What it costs is not known: put in the bids, and the bills of the last months."
    falls = fact.money.cell("falls_on", "as_promised")
    if falls.earned_back is not None and falls.best != fact.money.expected.best:
        return f"What would change it: if it falls on, leaving is cheaper from month {falls.earned_back} on."
    return ""


def one_off_rows(found: MoneyOutcome) -> list[tuple[str, str]]:
    """What a switch costs once, part by part."""
    return [(ONE_OFF[key], f"{amount:,.0f}") for key, amount in found.stake.one_off.items() if amount]


def cost_rows(found: MoneyOutcome) -> list[tuple[str, ...]]:
    """The nine states of the world: what each option costs, and when a switch is earned back."""
    rows = []
    for cell in found.cells:
        costs = [
            f"{amount:,.0f}{' *' if option == cell.best else ''}" for option, amount in cell.costs.items()
        ]
        back = "never" if cell.earned_back is None else str(cell.earned_back)
        rows.append((INCUMBENT[cell.incumbent], NEWCOMER[cell.newcomer], *costs, back))
    regret = [f"{found.largest_regret[option]:,.0f}" for option in found.expected.costs]
    rows.append(("largest regret", "", *regret, ""))
    return rows


def cost_head(found: MoneyOutcome) -> tuple[str, ...]:
    """The columns of `cost_rows`."""
    return ("Today's", "Newcomer", *(OPTIONS[option] for option in found.expected.costs), "Back after")


def measured_rows(fact: StayOrGo, names: Names) -> list[tuple[str, str, str, str]]:
    """What was promised and what was measured, question by question."""
    return [_measured(one, names) for one in fact.measured]


def _measured(one: MeasuredAnswer, names: Names) -> tuple[str, str, str, str]:
    question = names.catalog.questions[one.question]

    def said(value: object) -> str:
        if value is None:
            return "-"
        level = next((level.label for level in question.levels if level.id == value), None)
        return f"{value} {question.unit}".strip() if level is None else level[:48]

    return (question.short, said(one.promised), said(one.measured), answers.how_sure(one.evidence))
