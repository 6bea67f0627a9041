"""What the owner reads of an agreement: promises, change, silence, money, people; figures, no adjectives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msp_select.decision.after.bills import Bill, BillParts
from msp_select.decision.after.credits import Credits
from msp_select.decision.after.drifting import RISING, Change, Drifting, State
from msp_select.decision.after.driving_over_time import DrivingOverTime, Word
from msp_select.decision.after.failures_shown import FailuresShown
from msp_select.decision.after.keeping import PromiseKept, Verdict
from msp_select.decision.after.leaving_right import Leave
from msp_select.decision.after.people import Sample, Team, Voices
from msp_select.decision.after.record import Record
from msp_select.decision.after.review import AfterSigning
from msp_select.decision.after.silence import Silence
from msp_select.model.reviews import Review, ReviewQuestion
from msp_select.model.signed import PERIOD_MONTHS, Promise
from msp_select.phrases.en.after.deadlines import next_notice
from msp_select.phrases.en.after.open_points import not_put_in
from msp_select.phrases.en.after.together import TURNS, together
from msp_select.phrases.en.dates import date_words, month_alone, month_words
from msp_select.phrases.en.words import capital, count, listed, number_word, percent, plain, uncapital, verb

NOTHING_YET = "No month has been put in yet: promises are judged from the first month on."
FEW_ANSWERED = "fewer than five answered: not shown, so that nobody is recognised"
STATES: Mapping[State, str] = {
    "too_early": "too early",
    "as_before": "as before",
    "look_closer": "look closer",
    "drift": "drift",
    "one_bad_month": "one bad month",
    "better": "better",
    "cannot_tell": "cannot tell",
}
VERDICTS: Mapping[Verdict, str] = {
    "keeps_it": "it keeps its promise",
    "does_not_keep_it": "below what was promised, and not by chance",
    "about_as_promised": "about as promised",
    "mixed": "mixed",
    "too_few": "too few to say",
}
DRIVERS: Mapping[Word, str] = {
    "you": "You are driving",
    "shared": "You share the driving",
    "provider": "The provider is driving",
}
NO_TWICE: Mapping[ReviewQuestion, str] = {
    "goals": "nobody asked where you are headed",
    "results": "nobody reported on the results you chose",
    "nothing_broken": "nobody came when nothing was broken",
}


def sentences(after: AfterSigning) -> tuple[str, ...]:
    """Everything there is to say, in reading order."""
    return tuple(_said(after))


def _said(after: AfterSigning) -> Iterator[str]:
    record = after.record
    yield next_notice(record.signed, after.deadline, after.as_of)
    if not record.months:
        yield NOTHING_YET
        return
    if record.too_early:
        yield before_the_start(record)
    yield from silence(after.silence, after)
    if after.leave is not None:
        yield from leave(after.leave)
    if joined := together(after):
        yield joined
    for one in after.promises:
        yield promise(one, record)
    yield from change(after)
    if after.credits is not None:
        yield from credits(after.credits)
    if after.bill is not None:
        yield from bill(after.bill)
    if after.team is not None:
        yield from team(after.team)
    yield from voices(after.voices)
    if after.signs.sample is not None and not after.drifting.disagrees:
        yield checked(after.signs.sample)
    if after.driving is not None:
        yield from driving(after.driving)
    yield from failures(after.failures)


def before_the_start(record: Record) -> str:
    """Which months lie before the service, and are judged by nothing."""
    return f"Before the service began, and so not judged: {listed([*map(month_words, record.too_early)])}."


def title(record: Record, measure: str) -> str:
    """What a figure is called: as the content calls it, else as the promise says."""
    return record.measures[measure].title


# ---- Promises --------------------------------------------------------------------------------------


def target(promise: Promise) -> str:
    """What was promised, with its unit: "95 % or more", "14 days or less", "none", "1 every quarter"."""
    number = f"{Decimal(promise.target).normalize():f}"
    if promise.at_most == 0:
        return "none"
    if promise.kind == "event":
        return f"{number} every {PERIODS[PERIOD_MONTHS[promise.judged]]}"
    return f"{number}{unit(promise)} or {'more' if promise.at_least is not None else 'less'}"


def unit(promise: Promise) -> str:
    """What a figure of the promise is counted in, behind a blank; nothing where that was not noted."""
    return " %" if promise.kind == "share" else f" {promise.unit}" if promise.unit else ""


PERIODS: Mapping[int, str] = {1: "month", 3: "quarter", 6: "half-year", 12: "year"}


def promise(one: PromiseKept, record: Record) -> str:
    """One promise beside what happened."""
    return " ".join(_promise(one, record))


def _promise(one: PromiseKept, record: Record) -> Iterator[str]:
    period = PERIODS[PERIOD_MONTHS[one.promise.judged]]
    periods = f"{period}s"
    firm = "" if one.promise.firm else " (best effort)"
    yield f"{title(record, one.id)}: promised {target(one.promise)}{firm}."
    judged = one.kept + one.missed
    due = judged + one.not_reported
    if not due:
        yield "Nothing to judge yet."
        return
    if one.not_reported:
        yield (
            f"Kept in {count(one.kept, period)}, missed in {one.missed}, not reported in {one.not_reported}: "
            f"kept in between {one.kept} and {one.kept + one.not_reported} of "
            f"{due} {verb(due, period, periods)}; nobody can say."
        )
    else:
        yield f"Kept in {one.kept} of {judged} {verb(judged, period, periods)}, missed in {one.missed}."
    if nothing := one.many("nothing_to_judge"):
        yield f"In {count(nothing, period)} there was nothing to judge."
    if one.pooled is not None and one.verdict is not None:
        yield _together(one)
    if one.verdict in ("keeps_it", "about_as_promised") and one.missed:
        yield from _by_chance(one)


def _together(one: PromiseKept) -> str:
    assert one.pooled is not None
    assert one.verdict is not None
    value, of = one.pooled
    words = VERDICTS[one.verdict]
    taken = one.taken
    last = f"In the last {number_word(taken)} months" if taken > 1 else "In the one month"
    if one.promise.kind == "share":
        where = words
        if one.verdict == "does_not_keep_it" and one.promise.at_least is None:
            where = "above what was promised, and not by chance"
        return f"{last} {percent(float(100 * value / of))} of {plain(float(of))}: {where}."
    if one.verdict == "does_not_keep_it":
        words = "not what was promised"
    figure = f"{plain(float(value))}{unit(one.promise)}"
    return f"{last} {'the middle' if taken > 1 else 'it'} was {figure}: {words}."


def _by_chance(one: PromiseKept) -> Iterator[str]:
    if one.chance_of_missed_month is None or one.pooled is None:
        return
    about = round(sum(one.cases) / len(one.cases))
    a_year = 12 * one.chance_of_missed_month
    share = percent(float(100 * one.pooled[0] / one.pooled[1]))
    if a_year < 0.5:
        return
    misses = f"{count(round(a_year), 'month')} a year"
    yield f"With about {about} cases a month even a provider whose true figure is {share} misses {misses}."


# ---- Change ----------------------------------------------------------------------------------------


def change(after: AfterSigning) -> Iterator[str]:
    """What got worse, and what only swings; figures that disagree come before anything else."""
    drift, record = after.drifting, after.record
    if drift.decided is not None:
        yield held_against(drift.decided)
    if drift.disagrees:
        yield disagree(after)
    if drift.now:
        yield drifting(drift, record)
    elif drift.back and drift.first_said is not None:
        yield f"Back to where it was: drift was said in {month_words(drift.first_said)}, and is not any more."
    for one in drift.changes:
        yield from _change(one, record, drift)
    if not drift.now and not drift.disagrees:
        yield from _as_before(drift)
    yield from _too_early(drift)
    yield from _swings(drift, record)


def held_against(decided: Review) -> str:
    """Which months figures are held against since a review decided it, and why."""
    assert decided.yardstick_from is not None
    why = f": {decided.why}" if decided.why else ""
    return (
        f"Figures are held against the months from {month_words(decided.yardstick_from)} on, as decided on "
        f"{date_words(decided.held)}{why}{'' if why.endswith('.') else '.'}"
    )


def change_of(after: AfterSigning, measure: str) -> Iterator[str]:
    """What is said of the change of one figure, and the smallest change that it could show."""
    drift, record = after.drifting, after.record
    one = drift.change(measure)
    if one is None:
        return
    if one.state == "drift" and drift.now:
        yield drifting(drift, record)
    elif one.state in ("as_before", "too_early"):
        yield f"{capital(STATES[one.state])}: {count(one.usable_months, 'month')} with a figure."
    yield from _change(one, record, drift)
    if one.least_noticed:
        yield _noticed(one)


def _noticed(one: Change) -> str:
    """How far it would have to go to be noticed, nine times in ten."""
    way = "fall" if one.measured.worse == "less" else "rise"
    share = one.measured.kind == "share"
    levels = [
        f"{percent(100 * level, 0) if share else plain(level)} for {number_word(months)} months"
        for months, level in sorted(one.least_noticed.items())
    ]
    return (
        f"To be noticed nine times in ten it would have to {way} to {listed(levels, last='or')}. A smaller "
        "change may be there; these figures could not show it."
    )


def _change(one: Change, record: Record, drift: Drifting) -> Iterator[str]:
    name = uncapital(title(record, one.id))
    if one.state == "look_closer" and one.since is not None:
        yield (
            f"Look closer: {name}, {_from_to(one, drift)} since {month_words(one.since)}. "
            "One figure alone; wait for two more months, and ask."
        )
    elif one.state == "one_bad_month":
        yield f"One bad month: {name}. Ask for its cause; one month is not a change that lasts."
    elif one.state == "better":
        yield f"Better: {name}."
    elif one.state == "cannot_tell" and one.last_usable is not None:
        yield f"Cannot tell: {name}, last given for {month_words(one.last_usable)}."
    if one.worse_in_a_row >= RISING and not drift.now:
        yield f"In its first months it got worse {number_word(one.worse_in_a_row)} times in a row: {name}."


def _from_to(one: Change, drift: Drifting) -> str:
    """From the yardstick to the stretch: "from 95.4 % (350 of 367 in the first six months) to ..."."""
    if one.before is None or one.now is None:
        return ""
    months, first = number_word(one.months), f"in the first {number_word(one.base)} months"
    if drift.decided is not None:
        first += f" from {month_words(drift.decided.yardstick_from or '')} on"
    if one.measured.kind == "share":
        (met, of), (met_now, of_now) = one.before, one.now
        return (
            f"from {percent(100 * met / of)} ({plain(met)} of {plain(of)} {first}) "
            f"to {percent(100 * met_now / of_now)} ({plain(met_now)} of "
            f"{plain(of_now)} in the last {months})"
        )
    return f"from {plain(one.before[0])} on average {first} to {plain(one.now[0])} in the last {months}"


def drifting(drift: Drifting, record: Record) -> str:
    """That it drifts: first said when, which figures, since when, and how often chance says so."""
    assert drift.first_said is not None
    over = [one for one in drift.over if one.before is not None and one.now is not None]
    said = f"Drift, first said in {month_words(drift.said_since or drift.first_said)}"
    since = f"; it began about {month_words(drift.began)}" if drift.began is not None else ""
    chance = "By chance that is said of about one steady provider in 100 within two years."
    if not over:
        _, months, many = drift.together
        span = f" over the last {number_word(months)} months" if months else ""
        led = f"No single figure proves it, but {number_word(many)} of them got worse together{span}."
        return f"{said}. {led} {chance}"
    worse = [f"{uncapital(title(record, one.id))} {_from_to(one, drift)}" for one in over]
    number = "One figure" if len(over) == 1 else f"{capital(number_word(len(over)))} figures"
    at_once = "" if len(over) == 1 else " at once"
    return f"{said}{since}. {number} got worse{at_once}: {', '.join(worse)}. {chance}"


def disagree(after: AfterSigning) -> str:
    """The clock is kept and the work is not; every sign beside it is a question."""
    return " ".join(_disagree(after))


def _disagree(after: AfterSigning) -> Iterator[str]:
    record, drift = after.record, after.drifting
    theirs = [one for one in record.measures.values() if one.measure is not None and one.measure.theirs]
    worse = [
        one
        for one in drift.changes
        if one.measured.measure is not None and one.measured.measure.felt and one.worse_now
    ]
    said = ", ".join(f"{uncapital(title(record, one.id))} {_from_to(one, drift)}" for one in worse)
    kept = [uncapital(title(record, one.id)) for one in theirs]
    fell = after.voices.heard
    voices = (
        f", and your people's mark fell from {fell[0].mean:.1f} to {fell[-1].mean:.1f}"
        if after.voices.fell
        else ""
    )
    yield f"The clock is kept and the work is not: {listed(kept)} as before, but {said}{voices}."
    signs = after.signs
    if signs.fewer_urgent:
        yield "Fewer requests are called urgent than before: are they?"
    if signs.more_paused:
        yield "The clock is stopped more often than before: who stops it?"
    if signs.fewer_asked:
        yield "Fewer than half as many of your people are asked as in the first months: who chooses them?"
    if signs.sample is not None and signs.sample.proves:
        yield checked(signs.sample)
    yield "Check ten requests together. There may be a good reason; ask for it."


def _as_before(drift: Drifting) -> Iterator[str]:
    """That nothing got worse, where something can be judged and nothing else is said of any of it."""
    judged = [one for one in drift.changes if one.state not in ("too_early", "cannot_tell")]
    if judged and all(one.state in ("as_before", "better") for one in judged):
        figures = f"none of {count(len(judged), 'figure')}" if len(judged) > 1 else "the one figure"
        got = "got worse" if len(judged) > 1 else "did not get worse"
        yield f"As before: {figures} that can be judged by now {got} by more than chance does."


def _too_early(drift: Drifting) -> Iterator[str]:
    early = [one for one in drift.changes if one.state == "too_early"]
    if early and all(one in early or not one.usable_months for one in drift.changes):
        months = max(one.usable_months for one in early)
        yield (
            f"It is too early to speak of drift: {count(months, 'month')}. Six make the yardstick, and the "
            "first judgement comes with month eight. Promises are judged from the first month."
        )


def _swings(drift: Drifting, record: Record) -> Iterator[str]:
    """The figure that could hide the largest fall, where that is a large one."""
    found = []
    for one in drift.changes:
        if one.measured.kind == "share" and one.measured.promises and one.before and one.least_noticed:
            months, least = max(one.least_noticed.items())
            start = one.before[0] / one.before[1]
            found.append((abs(start - least), months, least, one))
    if not found or drift.now:
        return
    far, months, least, one = max(found, key=lambda row: row[0])
    if 100 * far >= record.agreed.judging.swings and one.before is not None:
        cases = round(one.before[1] / one.base)
        way = "fall" if one.measured.worse == "less" else "rise"
        yield (
            f"With {cases} cases a month this figure swings so much that only a {way} to "
            f"{percent(100 * least, 0)} for {number_word(months)} months would be noticed: "
            f"{uncapital(title(record, one.id))}."
        )


# ---- Silence, the right to leave, money ------------------------------------------------------------


def silence(quiet: Silence, after: AfterSigning) -> Iterator[str]:
    """What did not come, by its months, and apart from it what was not put in; it accuses nobody."""
    record = after.record
    if record.not_put_in:
        yield not_put_in(record.not_put_in)
    if quiet.silent:
        months = listed([month_alone(month) for month in quiet.latest_missing])
        yield (
            f"Silence: of the last {number_word(quiet.latest)} reports "
            f"{number_word(len(quiet.latest_missing))} did not come ({months}). Ask why."
        )
    elif quiet.missing:
        months = listed([month_words(month) for month in quiet.missing])
        yield f"No report came for {months}."
    if quiet.late:
        late = listed([month_alone(month) for month in quiet.latest_late])
        yield f"Late: the reports for {late} came after their day."
    for measure, months_left in quiet.left_out.items():
        since, left = quiet.last_given[measure], months_left[-6:]
        which = listed([month_alone(month) for month in left])
        if since < left[-1]:
            yield (
                f"{title(record, measure)}: not reported since {month_words(since)}, not even when a report "
                f"came ({which})."
            )
        else:
            yield f"{title(record, measure)}: left out of the reports for {which}."
    if quiet.own_count is not None and quiet.silent:
        silent, reported = quiet.own_count
        yield (
            f"In the months without a report you lost {plain(silent)} hours on average, in the others since "
            f"then {plain(reported)}."
        )


def leave(found: Leave) -> Iterator[str]:
    """That the contract lets the client leave, and what chance alone does; a right, no advice."""
    if found.reached is None:
        return
    right = found.right
    unit = "month" if right.of == "months" else "quarter"
    days = f" with {count(right.notice_days, 'day')}' notice" if right.notice_days else ""
    chance = ""
    if found.by_chance is not None:
        chance = f" By chance that happens to a good provider about {_in_ten(found.by_chance)} within a year."
    yield (
        f"The contract lets you leave{days}: {count(right.missed, f'missed {unit}')} in "
        f"{number_word(right.within)}, reached in {month_words(found.reached)}.{chance} "
        "It is a right, not advice: look at the change below before you use it."
    )


def _in_ten(chance: float) -> str:
    tenths = round(10 * chance)
    if tenths == 0:
        hundredths = max(1, round(100 * chance))
        return f"{hundredths} {verb(hundredths, 'time', 'times')} in 100"
    return "every time" if tenths == 10 else f"{tenths} {verb(tenths, 'time', 'times')} in 10"


def credits(found: Credits) -> Iterator[str]:
    """What is owed, until when to claim it, and what depends on silence."""
    for month in found.to_claim:
        if month.open > 0:
            assert month.claim_by is not None
            part = f", {_cents(month.credited)} of it credited" if month.credited else ""
            yield (
                f"Owed for {month_words(month.month)}: {_cents(month.owed)} ({plain(float(month.percent))} % "
                f"of {_cents(month.fee)}{_capped(month.owed, month.fee, month.percent)}{part}). Claim "
                f"{'the rest' if part else 'it'} by "
                f"{date_words(month.claim_by)}."
            )
    automatic = sum((m.open for m in found.months if m.state == "owed" and m.claim_by is None), Decimal(0))
    if automatic > 0:
        yield f"To come off the bill by itself: {_cents(automatic)}."
    if lapsed := found.total("lapsed"):
        yield f"Lapsed because nobody claimed it in time: {_cents(lapsed)}."
    if found.unknown_up_to > 0:
        yield f"Up to {_cents(found.unknown_up_to)} more if what was not reported was missed."


def _capped(owed: Decimal, fee: Decimal, percents: Decimal) -> str:
    return ", and the contract caps it" if owed < fee * percents / 100 - Decimal("0.01") else ""


def _cents(amount: Decimal) -> str:
    return f"{amount:,.2f}"


def bill(found: Bill) -> Iterator[str]:
    """The last bill taken apart, and what was billed outside the fee."""
    if found.parts is not None and found.parts.now != found.parts.start:
        yield _parts(found.parts)
    extras, promised = found.extras_percent, found.promised_percent
    if extras is not None and promised is not None and extras > promised:
        yield (
            f"Outside the fee: {percent(float(extras))} of all bills of the last "
            f"{count(found.months, 'month')}, promised {percent(float(promised))}."
        )


def _parts(parts: BillParts) -> str:
    more = parts.now - parts.start
    one, many = {"user": ("person", "people"), "device": ("device", "devices"), "month": ("", "")}[parts.per]
    change = int(parts.units_now - parts.units_start)
    found = [f"{_cents(parts.contract_rise)} by the contract"] if parts.contract_rise else []
    if parts.per != "month" and change:
        fewer = "more" if change > 0 else "fewer"
        units = count(abs(change), f"{fewer} {one}", f"{fewer} {many}")
        found.append(f"{_cents(parts.more_units)} for {units}")
    if parts.is_above:
        found.append(f"{_cents(parts.above_contract)} more than the contract allows. Ask about the last")
    elif parts.is_below:
        found.append(f"{_cents(-parts.above_contract)} less than the contract allows")
    elif not found:
        found.append("by a rounding")
    return f"The bill {'rose' if more > 0 else 'fell'} by {_cents(abs(more))} a month: {', '.join(found)}."


# ---- People ----------------------------------------------------------------------------------------


def team(found: Team) -> Iterator[str]:
    """Who of the named team left; with few people that is no sign by itself."""
    if not found.left:
        return
    many, told = len(found.left), ""
    if found.untold:
        told = f" Of {number_word(len(found.untold))} you were not told beforehand: that was promised."
    reading = "That is more than the promised turnover explains."
    if not found.unrest:
        people, tenths = count(found.named, "person", "people"), max(1, round(10 * found.chance))
        often = f"in {count(tenths, 'year')} of ten"
        reading = f"With {people} that happens by itself {often}; it is no sign of unrest."
    left = f"{capital(number_word(many))} of your {number_word(found.named)} named people left."
    yield f"{left}{told} {reading}"


def voices(found: Voices) -> Iterator[str]:
    """What the people say, where nobody can be recognised."""
    if found.hidden:
        yield f"{capital(count(found.hidden, 'asking'))} of your people: {FEW_ANSWERED}."
    if not found.heard:
        return
    last = found.heard[-1]
    when = month_words(last.month)
    if last.fell and last.fell_by is not None:
        first = found.heard[0]
        yield (
            f"Your people's mark fell from {first.mean:.1f} ({month_words(first.month)}) to {last.mean:.1f} "
            f"({when}, {last.answered} answered)."
        )
    else:
        yield f"Your people's mark in {when}: {last.mean:.1f} of 5 ({last.answered} answered)."


def checked(one: Sample) -> str:
    """What requests checked at random prove; none or one of ten proves nothing."""
    wrong = f"Of {one.checked} requests checked {one.wrong} {verb(one.wrong, 'was', 'were')} wrong"
    if not one.proves:
        return f"{wrong}: that proves nothing against them."
    return f"{wrong}: at least {percent(100 * one.at_least_wrong)} of all, nine times in ten."


def driving(found: DrivingOverTime) -> Iterator[str]:
    """Who is driving, and the client's own side beside it."""
    for question in found.no_twice:
        yield f"Twice running {NO_TWICE[question]}."
    last = found.reviews[-1]
    if last.index is not None and last.word is not None:
        before = [one.index for one in found.reviews[:-1] if one.index is not None]
        was = f"; in the first review {before[0]:.0f}" if before else ""
        yield f"{DRIVERS[last.word]} ({last.index:.0f} of 100{was})."
    if found.slipping:
        by = f"{found.fell_by:.0f} points of 100"
        yield f"It is slipping: the last two reviews lie {by} below the first two."
    yield from _own_side(found)


def _own_side(found: DrivingOverTime) -> Iterator[str]:
    own, said = found.own, []
    if own.late:
        said.append(
            f"{number_word(own.late)} of {count(own.due, 'decision')} {verb(own.late, 'was', 'were')} late"
        )
    if own.clock_days:
        said.append(f"the clock stood still for you on {count(own.clock_days, 'day')}")
    if own.without_decider:
        said.append(
            f"{number_word(own.without_decider)} of {count(own.reviews, 'review')} had nobody who decides"
        )
    if said:
        yield f"On your side: {listed(said)}."


def failures(found: FailuresShown) -> Iterator[str]:
    """Of the misses that are known, those their reports named."""
    if found.level is None:
        return
    yield (
        f"Failures shown: of {count(found.known, 'missed promise')} their reports named "
        f"{number_word(found.named) if found.named else 'none'}."
    )


def table_rows(after: AfterSigning) -> Sequence[tuple[str, str, str, str, str]]:
    """One row a figure: what it is, what was promised, the last six months, kept, and the change."""
    record, rows = after.record, []
    for measure, measured in record.measures.items():
        one, changed = after.promise(measure), after.drifting.change(measure)
        state = ""
        if changed is not None:
            since = (
                f" (since {month_alone(changed.since)[:3]})"
                if changed.since and changed.state == "drift"
                else ""
            )
            state = f"{STATES[changed.state]}{since}"
        promised = target(one.promise) if one is not None else "-"
        kept = f"{one.kept}/{one.kept + one.missed + one.not_reported}" if one is not None else "-"
        rows.append((title(record, measure), promised, _latest(record, measure, measured.kind), kept, state))
    if record.months:
        late = sum(record.reports[month] == "late" for month in record.due)
        words = [f"{_came(record)} came"] if record.due else []
        words += [f"{late} late"] if late else []
        words += [_open(record)] if record.not_put_in else []
        rows.append(("Report", f"{record.signed.report_due_days} days", ", ".join(words), "", ""))
    return rows


def _came(record: Record) -> str:
    """How many of the due reports came."""
    came = sum(record.reports[month] in ("came", "late") for month in record.due)
    return f"{came} of {len(record.due)}"


def _open(record: Record) -> str:
    """How many months wait to be put in."""
    return f"{len(record.not_put_in)} not put in"


def _latest(record: Record, measure: str, kind: str) -> str:
    there = [figure for figure in record.figures(measure)[-6:] if figure is not None]
    if not there and record.measures[measure].each_time and record.due:
        return "nothing to judge"
    if not there:
        return "not reported" if set(record.months[-6:]) & set(record.due) else "not put in"
    if kind == "share":
        met, of = sum(v for v, _ in there), sum(n or 0 for _, n in there)
        return f"{percent(100 * met / of)} of {plain(of)}" if of else "nothing to judge"
    mean = sum(v for v, _ in there) / len(there)
    if kind == "event":
        return f"{plain(sum(v for v, _ in there))} held"
    return f"{plain(mean)} {'a month' if kind == 'count' else 'on average'}"


def head(after: AfterSigning, name: str) -> str:
    """Whom it is about, and for how long."""
    signed = after.record.signed
    started = f"{count(signed.term_months, 'month')} from {date_words(signed.starts)}"
    return f"{name}: {started}; {count(len(after.record.rows), 'month')} on record."


ROW_COLUMNS = ("File", "Provider", "Next date", "Change", "Reports", "Promises kept", "To claim")


def one_row(after: AfterSigning) -> tuple[str, str, str, str, str]:
    """One client of several, in a row."""
    record = after.record
    found = after.deadline.figures
    next_date = f"send by {found['send_by']}" if "send_by" in found else f"ends {found['earliest_end']}"
    if found.get("missed_for_good"):
        next_date = f"ends {found['last_day']}"
    kept = sum(one.kept for one in after.promises)
    judged = sum(one.kept + one.missed + one.not_reported for one in after.promises)
    owed = sum((month.open for month in after.credits.to_claim), Decimal(0)) if after.credits else Decimal(0)
    silent = " (silent)" if after.silence.silent else ""
    return (
        next_date,
        TURNS[after.together.turn],
        f"{_came(record)}{silent}{f', {_open(record)}' if record.not_put_in else ''}",
        f"{kept} of {judged}" if judged else "-",
        _cents(owed) if owed else "-",
    )
