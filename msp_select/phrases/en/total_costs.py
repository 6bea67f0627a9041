"""The sums side by side, and what had to be assumed, in words."""

from __future__ import annotations

from decimal import Decimal

from msp_select.decision.costing.estimate import Figure
from msp_select.decision.findings.total_costs import CarriedRisk, Defaults, HeadlineAndTotal, LowestTotal, Sum
from msp_select.phrases.en.amounts import figure_called, more_or_less, range_words, rests_on, unit_of
from msp_select.phrases.en.answers import with_unit
from msp_select.phrases.en.cost_lines import LINES, SUMS
from msp_select.phrases.en.labels import NOT_KNOWN
from msp_select.phrases.en.origins import origin_words
from msp_select.phrases.en.words import about, count, listed, plain, term, verb
from msp_select.phrases.finding import Row
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Phrase


def headline_and_total(fact: HeadlineAndTotal, names: Names) -> Phrase:
    """What each asks a month, and what the two come to in all."""
    subject, against = (names.candidate(one) for one in fact.candidates)
    mine, theirs = (_fee(one, names) for one in (fact.sticker_per_month, fact.against_sticker_per_month))
    return Phrase(
        "The fee as quoted, and the whole cost",
        f"As quoted, {subject} asks {mine}, {against} {theirs}. {_in_all(fact, names)}",
        tuple(_sum_row(one, names) for one in fact.sums),
    )


def _fee(sticker: Decimal | None, names: Names) -> str:
    return f"{about(sticker, names.currency)} a month" if sticker else "no monthly fee"


def _in_all(fact: HeadlineAndTotal, names: Names) -> str:
    gap, over = fact.total_gap_term, f"over {term(fact.term_months)}"
    if gap is None:
        missing = listed([LINES[line] for line in fact.missing_line_ids])
        return f"What each comes to is not known as long as this is missing: {missing}."
    if fact.totals_alike:
        outcome = f"both come to the same total {over}"
    else:
        more = more_or_less(gap, names.currency)
        outcome = f"{names.candidate(fact.candidates[0])} comes to {more} in all {over}"
    rests = rests_on(fact, names)
    return f"With extras, your own time and the risk you carry, {outcome}.{rests}"


def _sum_row(one: Sum, names: Names) -> Row:
    """A sum in words; without an amount where no line of it is known, at least it where one is missing."""
    title = "Total" if one.of == "total" else SUMS[one.of]
    label = f"{names.candidate(one.candidate)}: {title} over {term(names.months)}"
    if one.amount is None:
        return Row(label, None, NOT_KNOWN)
    amount = range_words(one.amount, names)
    return Row(label, float(one.amount.middle), f"at least {amount}" if one.part else amount)


def carried_risk(fact: CarriedRisk, names: Names) -> Phrase:
    """What trouble costs with each, and with which kind of trouble."""
    subject, against = (names.candidate(one) for one in fact.candidates)
    return Phrase(
        "What trouble would cost you",
        f"On your figures, stops, waiting and incidents cost {about(fact.risk_term, names.currency)} with "
        f"{subject} over {term(names.months)}, and {about(fact.against_risk_term, names.currency)} with "
        f"{against}.{rests_on(fact, names)}",
        tuple(
            Row(
                f"{names.candidate(one.candidate)}: {LINES[one.line]}",
                float(one.amount.middle),
                range_words(one.amount, names),
            )
            for one in fact.lines
        ),
    )


def lowest_total(fact: LowestTotal, names: Names) -> Phrase:
    """Who costs least, and whether that rests on the effect of foresight."""
    lowest, number = listed([names.candidate(one) for one in fact.all_lowest]), len(fact.all_lowest)
    opening = f"All in, {lowest} {verb(number, 'costs', 'cost')} least over {term(names.months)}"
    opening += " of those you could choose" if fact.everyone_priced else " of those with a price"
    if fact.foresight_decides:
        other = names.candidate(fact.lowest_without_proactivity)
        sentence = f"{opening}. If a provider's foresight prevented nothing, it would be {other}."
    else:
        sentence = f"{opening}, even if a provider's foresight prevented nothing."
    return Phrase(
        "Lowest total, with and without foresight",
        f"{sentence} That foresight prevents trouble is our boldest assumption.",
        tuple(
            Row(
                names.candidate(one.candidate),
                float(one.total.middle),
                f"{range_words(one.total, names)}; without the effect "
                f"{about(one.without_proactivity.middle, names.currency)}",
            )
            for one in fact.totals
        ),
    )


def defaults(fact: Defaults, names: Names) -> Phrase:
    """How many defaults there are, and each with its range and where it comes from."""
    titles = [figure_called(one, names) for one in fact.default_ids]
    unknown = [LINES[line] for line in fact.missing_line_ids]
    rows = (*(_default_row(one, names) for one in fact.used), *(_unknown_row(one) for one in unknown))
    if rows:
        sentence = f"The sums rest on {count(len(titles), 'default')} of ours"
        sentence += f" and leave out {count(len(unknown), 'line')} {NOT_KNOWN}" if unknown else ""
        sentence += "; replace what you know better."
    else:
        sentence = "The sums rest on no default: every figure is yours or theirs."
    return Phrase(
        "What we had to assume", sentence, rows, figures={"defaults": titles, "unknown_lines": unknown}
    )


def _default_row(figure: Figure, names: Names) -> Row:
    text = f"{_range(figure, unit_of(figure, names))}; {origin_words(figure, names)}"
    return Row(figure_called(figure.id, names), float(figure.middle), text)


def _unknown_row(line: str) -> Row:
    return Row(line, None, f"{NOT_KNOWN}; left out of the sums")


def _range(figure: Figure, unit: str) -> str:
    """A default with its unit: one figure, or low, middle and high where they differ."""
    if figure.low == figure.high:
        return with_unit(Decimal(_bare(figure.middle)), unit)
    ends = " / ".join(_bare(one) for one in (figure.low, figure.middle, figure.high))
    return f"{ends} {unit} (low / middle / high)"


def _bare(amount: Decimal) -> str:
    return plain(float(amount), 2)
