"""The sums side by side: sticker, cash, own time, risk, total; and the defaults in them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msp_select.decision.cost.costs import Costs, Estimate, Figure, Kind
from msp_select.decision.evaluation import Result
from msp_select.decision.findings.amounts import (
    EVERYTHING,
    at_least,
    defaults_clause,
    defaults_in,
    more_or_less,
    range_words,
)
from msp_select.decision.findings.finding import Finding, Row
from msp_select.decision.findings.origins import origin_words
from msp_select.decision.findings.pair import Pair
from msp_select.decision.findings.wording import about, count, listed, plain, term, verb
from msp_select.decision.names import NOT_KNOWN

SUMS: tuple[tuple[Kind, str], ...] = (
    ("cash", "Cash you pay"),
    ("own_time", "Your own people's time"),
    ("leaving", "Leaving early, times its chance"),
    ("risk", "Risk you carry: stops, waiting, incidents"),
    ("credits", "Given back for missed promises"),
)


def headline_and_total(pair: Pair) -> Finding | None:
    """The monthly fee as quoted beside all that comes with it."""
    if pair.costs is None or pair.against is None:
        return None
    mine, theirs = pair.costs
    gap = _total_gap(pair)
    quoted = (
        f"As quoted, {pair.subject.name} asks {_sticker(pair, mine)}, "
        f"{pair.against.name} {_sticker(pair, theirs)}."
    )
    return Finding(
        kind="headline_and_total",
        title="The fee as quoted, and the whole cost",
        sentence=f"{quoted} {_in_all(pair, gap, pair.costs)}",
        figures={
            "sticker_per_month": _number(mine.sticker_per_month),
            "against_sticker_per_month": _number(theirs.sticker_per_month),
            "cash_term": float(mine.cash.middle),
            "against_cash_term": float(theirs.cash.middle),
            "total_term": _middle(mine.total),
            "against_total_term": _middle(theirs.total),
            "total_gap_term": _number(gap),
            "term_months": pair.months,
        },
        candidates=pair.ids,
        rows=tuple(_sum_rows(pair)),
    )


def _total_gap(pair: Pair) -> Decimal | None:
    totals = [costs.total for costs in pair.costs or ()]
    known = [total.middle for total in totals if total is not None]
    return known[0] - known[1] if len(known) == 2 else None


def _in_all(pair: Pair, gap: Decimal | None, costs: tuple[Costs, Costs]) -> str:
    if gap is None:
        titles = dict.fromkeys(line.title for one in costs for line in one.missing)
        return f"What each comes to is not known as long as this is missing: {listed([*titles])}."
    over = f"over {term(pair.months)}"
    if abs(gap) < Decimal("0.005"):
        outcome = f"both come to the same total {over}"
    else:
        outcome = f"{pair.subject.name} comes to {more_or_less(gap, pair.currency)} in all {over}"
    defaults = defaults_clause(pair, costs, EVERYTHING, lambda moved: [_total_gap(moved)])
    return f"With extras, your own time and the risk you carry, {outcome}.{defaults}"


def _sticker(pair: Pair, costs: Costs) -> str:
    if costs.sticker_per_month is None:
        return "no monthly fee"
    return (
        f"{about(costs.sticker_per_month, pair.currency)} a month"
        if costs.sticker_per_month
        else "no monthly fee"
    )


def _middle(amount: Estimate | None) -> float | None:
    return None if amount is None else float(amount.middle)


def _number(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)


def _sum_rows(pair: Pair) -> Iterable[Row]:
    for result in (pair.subject, pair.against):
        if result is None or result.costs is None:
            continue
        for kind, title in SUMS:
            label = f"{result.name}: {title} over {term(pair.months)}"
            yield _sum_row(label, result.costs, (kind,), result.costs.sum_of(kind), pair.currency)
        yield _sum_row(
            f"{result.name}: Total over {term(pair.months)}",
            result.costs,
            EVERYTHING,
            result.costs.known,
            pair.currency,
        )


def _sum_row(label: str, costs: Costs, kinds: tuple[Kind, ...], amount: Estimate, currency: str) -> Row:
    """A sum in words; without an amount where no line of it is known, at least it where one is missing."""
    if costs.lacks(*kinds) and not any(line.kind in kinds for line in costs.lines):
        return Row(label, None, NOT_KNOWN)
    return Row(label, float(amount.middle), at_least(range_words(amount, currency), costs, kinds))


def carried(pair: Pair) -> Finding | None:
    """What waiting, stops and incidents cost with each, in the owner's own money."""
    if pair.costs is None or pair.against is None:
        return None
    if any(costs.lacks("risk") for costs in pair.costs):
        return None
    mine, theirs = (costs.risk for costs in pair.costs)
    sentence = (
        f"On your figures, stops, waiting and incidents cost {about(mine.middle, pair.currency)} with "
        f"{pair.subject.name} over {term(pair.months)}, and {about(theirs.middle, pair.currency)} with "
        f"{pair.against.name}.{defaults_clause(pair, pair.costs, ('risk',), _risks)}"
    )
    rows = [
        Row(f"{result.name}: {line.title}", float(line.middle), range_words(line.amount, pair.currency))
        for result in (pair.subject, pair.against)
        if result.costs is not None
        for line in result.costs.lines
        if line.kind == "risk"
    ]
    return Finding(
        kind="carried_risk",
        title="What trouble would cost you",
        sentence=sentence,
        figures={
            "risk_term": float(mine.middle),
            "against_risk_term": float(theirs.middle),
            "risk_gap_term": float(mine.middle - theirs.middle),
        },
        candidates=pair.ids,
        rows=tuple(rows),
    )


def _risks(pair: Pair) -> list[Decimal]:
    return [costs.risk.middle for costs in pair.costs or ()]


def lowest_total(pair: Pair) -> Finding | None:
    """Who costs least when everything is counted, with and without the boldest assumption."""
    choice = [result for result in pair.evaluation.results if not result.failed]
    priced = [(result, result.costs) for result in choice if result.costs is not None]
    totals = [
        (result, costs.total, costs.total_without_proactivity)
        for result, costs in priced
        if costs.total is not None and costs.total_without_proactivity is not None
    ]
    if len(totals) < 2 or len(totals) < len(priced):
        return None
    least = min(total.middle for _, total, _ in totals)
    with_it = min(totals, key=lambda one: one[1].middle)[0]
    without = min(totals, key=lambda one: one[2].middle)[0]
    lowest = [result.name for result, total, _ in totals if total.middle == least]
    opening = f"All in, {listed(lowest)} {verb(len(lowest), 'costs', 'cost')} least over {term(pair.months)}"
    opening += " of those you could choose" if len(priced) == len(choice) else " of those with a price"
    if with_it is without:
        sentence = f"{opening}, even if a provider's foresight prevented nothing."
    else:
        sentence = f"{opening}. If a provider's foresight prevented nothing, it would be {without.name}."
    return Finding(
        kind="lowest_total",
        title="Lowest total, with and without foresight",
        sentence=f"{sentence} That foresight prevents trouble is our boldest assumption.",
        figures={"lowest": with_it.id, "lowest_without_proactivity": without.id},
        candidates=tuple(dict.fromkeys((with_it.id, without.id))),
        rows=tuple(
            Row(
                result.name,
                float(total.middle),
                f"{range_words(total, pair.currency)}; without the effect "
                f"{about(plain_total.middle, pair.currency)}",
            )
            for result, total, plain_total in sorted(totals, key=lambda one: one[1].middle)
        ),
    )


def defaults(pair: Pair) -> Finding | None:
    """Every default the sums rest on, with its range and where it comes from."""
    both: list[tuple[Result, Costs]] = [
        (result, result.costs) for result in (pair.subject, pair.against) if result and result.costs
    ]
    if not both:
        return None
    titles = defaults_in(pair, [costs for _, costs in both], EVERYTHING, _every_sum)
    figures = {title: figure for _, costs in both for title, figure in costs.assumptions}
    unknown = tuple(dict.fromkeys(line.title for _, costs in both for line in costs.missing))
    rows = [
        Row(
            title,
            float(figures[title].middle),
            f"{_range(figures[title])}; {origin_words(figures[title])}",
        )
        for title in titles
        if title in figures
    ]
    rows += [Row(title, None, f"{NOT_KNOWN}; left out of the sums") for title in unknown]
    if rows:
        sentence = f"The sums rest on {count(len(titles), 'default')} of ours"
        sentence += f" and leave out {count(len(unknown), 'line')} {NOT_KNOWN}" if unknown else ""
        sentence += "; replace what you know better."
    else:
        sentence = "The sums rest on no default: every figure is yours or theirs."
    return Finding(
        kind="defaults",
        title="What we had to assume",
        sentence=sentence,
        figures={"defaults": list(titles), "unknown_lines": list(unknown)},
        candidates=tuple(result.id for result, _ in both),
        rows=tuple(rows),
    )


def _every_sum(pair: Pair) -> list[Decimal]:
    """All sums of the two, at both ends and the middle."""
    both = [result.costs for result in (pair.subject, pair.against) if result and result.costs]
    sums = [costs.sum_of(kind) for costs in both for kind, _ in SUMS]
    return [end for one in sums for end in (one.low, one.middle, one.high)]


def _range(figure: Figure) -> str:
    """A default with its unit: one figure, or low, middle and high where they differ."""
    if figure.low == figure.high:
        return f"{_bare(figure.middle)} {figure.unit}"
    ends = " / ".join(_bare(one) for one in (figure.low, figure.middle, figure.high))
    return f"{ends} {figure.unit} (low / middle / high)"


def _bare(amount: Decimal) -> str:
    return plain(float(amount), 2)
