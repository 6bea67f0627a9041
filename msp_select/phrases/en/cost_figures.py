"""Cost rows and the figures behind them, in the few words a table has room for and in whole sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from msp_select.decision.costing.estimate import Estimate, Figure
from msp_select.decision.handouts.cost_sheet import ABOVE, Assumed, CostRow, CostSheet, Part, Unpriced
from msp_select.model.documents import BID
from msp_select.phrases.en.amounts import figure_called, unit_of
from msp_select.phrases.en.bid import words_of
from msp_select.phrases.en.cost_lines import LINES
from msp_select.phrases.en.fee import in_figures
from msp_select.phrases.en.money import figures
from msp_select.phrases.en.origins import origin_words, published_words
from msp_select.phrases.en.sources import stands
from msp_select.phrases.en.words import in_round, listed, term, unit_for, verb
from msp_select.phrases.names import Names

PARTS: Mapping[Part, str] = {
    "fee": "Their fee, as quoted",
    "extras": "Extras they name",
    "added": "Added by us",
    "own_time": "Your own people's time",
    "risk": "Risk you carry",
}
IN_HOUSE: Mapping[Part, str] = {"fee": "Pay, as you say", "extras": "What else you name"}
YOU_PAY, IN_ALL = "You pay", "With lost time and risk"
ON_TOP = "To the lines above: yearly rises, mostly"
UNPRICED: Mapping[Unpriced, str] = {
    "sealed": "Prices are sealed until the rest is scored. What is entered is kept and shown nowhere.",
    "not_asked": "Money is left out of this selection.",
    "no_users": "How many people use a computer is not said yet: every price depends on it.",
    "no_price": "No price yet. The money terms are where it is entered.",
}
OF_BID = ("bid", "said")  # origins of a figure that stands in the bid itself
HELD = {
    "ours": "our figure",
    "everybody": "your own figure, for everybody",
    "not_known": "nobody has said, and there is no usual figure in this currency",
}


@dataclass(frozen=True)
class Period:
    """A length of time for which amounts are said, and how often it is in the term."""

    words: str
    times: Decimal


def periods(fact: CostSheet) -> tuple[Period, ...]:
    """The term, a year, a month, and a month for each user: what is paid once is spread over the term."""
    months = Decimal(fact.months)
    return (
        Period(f"over {term(fact.months)}", Decimal(1)),
        Period("a year", months / 12),
        Period("a month", months),
        Period("a user and month", fact.user_months or Decimal(1)),
    )


def part_called(part: Part, fact: CostSheet) -> str:
    """What a part of the costs is called."""
    return IN_HOUSE.get(part, PARTS[part]) if fact.in_house else PARTS[part]


def row_called(row: CostRow) -> str:
    """What a row is called."""
    return ON_TOP if row.line == ABOVE else LINES[row.line]


def whose(row: CostRow, fact: CostSheet) -> str:
    """Whose figures a row rests on, in two words."""
    if row.part == "added":
        return "added by us"
    if row.part not in ("fee", "extras"):
        return "partly ours" if row.rests_on_ours else "yours, theirs"
    theirs = any(figure.origin in ("bid", "answer", "said", "leaving_today") for figure in row.figures)
    return "they say" if theirs and not fact.in_house else "you say"


def in_all_periods(amount: Decimal, fact: CostSheet, currency: str) -> str:
    """ "USD 8,064 over three years = 2,688 a year = 224 a month = 8 a user and month"."""
    if not amount:
        return "nothing"
    parts = (f"{figures(amount / one.times, currency)} {one.words}" for one in periods(fact))
    return f"{currency} {' = '.join(parts)}"


def ends_in_words(amount: Estimate, fact: CostSheet, currency: str) -> Iterator[str]:
    """The amount in all periods, at its likely figure and, where they differ, at both ends."""
    if not amount.is_range:
        yield f"{in_all_periods(amount.middle, fact, currency)}."
        return
    for title, end in (("Likely", amount.middle), ("At least", amount.low), ("At most", amount.high)):
        yield f"{title}: {in_all_periods(end, fact, currency)}."


def value(figure: Figure, names: Names) -> str:
    """A figure with its unit: "USD 165 an hour", "0.25 / 0.5 / 1 hours per user and month"."""
    unit = unit_of(figure, names)
    ends = (figure.low, figure.middle, figure.high) if figure.is_range else (figure.middle,)
    numbers = " / ".join(in_figures(end, names.currency) for end in ends)
    first, _, rest = unit.partition(" ")
    if first == names.currency:
        return f"{first} {numbers} {rest}".rstrip()
    return f"{numbers} {unit if figure.is_range else unit_for(figure.middle, unit)}".rstrip()


def asked(one: Assumed, names: Names, *, for_all: bool) -> str:
    """What another figure is asked for: the field of the bid, or our figure."""
    return figure_called(one.id, names) if for_all else words_of(one.field).title


def assumed_called(one: Assumed, names: Names) -> str:
    """What a figure is called as it stands: by the field of the bid where that says it."""
    return asked(one, names, for_all=one.held != "candidate")


def assumed_value(one: Assumed, names: Names) -> str:
    """What counts now: the figure with its unit."""
    return "not known" if one.figure is None else value(one.figure, names)


def held_by(one: Assumed, names: Names, candidate: str) -> str:
    """Whose figure it is."""
    return HELD.get(one.held) or f"in the money terms of {names.candidate(candidate)}"


def swing(one: Assumed, names: Names) -> str:
    """How far the total moves between the ends of a default."""
    return in_round(one.swing, names.currency) if one.swing else ""


def comes_from(one: Assumed, names: Names) -> str:
    """Where our figure comes from; in front of it what it is, where another stands in its place."""
    if one.held == "ours" and one.figure is not None:
        return published_words(one.figure, names)
    if one.usual is None:
        return ""
    return f"in place of ours, {ours(one.usual, names)}"


def ours(usual: Figure, names: Names) -> str:
    """A default of ours and where it comes from: "0.5 / 1 / 2 requests per user and month; judgement"."""
    return f"{value(usual, names)}; {published_words(usual, names)}"


def nobody_has_said(usual: Figure, names: Names, *, origin: bool) -> str:
    """The default that counts until somebody says a figure, and its `origin` if that is to be told."""
    comes = f" ({published_words(usual, names)})" if origin else ""
    return f"Nobody has said, so we count with {value(usual, names)}{comes}. Your own figure is better."


def made_of(row: CostRow, fact: CostSheet, names: Names) -> Iterator[str]:
    """Each figure of a row: what it is called, its value with its unit, where it comes from and stands."""
    for figure in row.figures:
        if figure.id:  # else there is nothing to be said of it, such as that all hours are all hours
            told = f"{figure_called(figure.id, names)}: {value(figure, names)}"
            read = stands(names, fact.candidate, f"{BID}{figure.id}") if figure.origin in OF_BID else ""
            yield f"{told}. From: {origin_words(figure, names)}{read}."


def rests_on_ours(fact: CostSheet, names: Names) -> str:
    """How much of the total is figures of ours."""
    ours, whole, currency = fact.ours.middle, fact.total.middle, names.currency
    if not ours or whole <= 0:
        return "Nothing of it rests on a figure of ours."
    share = f" ({100 * ours / whole:.0f} %)" if ours <= whole else ""
    likely = f"{in_round(whole, currency)} over {term(fact.months)}"
    return (
        f"Of the likely {likely}, {in_round(ours, currency)}{share} rests on figures of ours: what is added "
        "to the bid, and time and risk as far as nobody has said."
    )


def missing(fact: CostSheet) -> str:
    """What could not be worked out, and what that makes of the sums."""
    if not fact.missing:
        return ""
    named = listed([LINES[line] for line in fact.missing])
    return f"The sums are the least it can be: {named} {verb(len(fact.missing), 'is', 'are')} not known."
