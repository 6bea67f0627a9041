"""The value to propose for each target, and why it needs a look; other readings beside it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from msp_select.model.reading_rules import FieldRule, ReadingRules
from msp_select.phrases.en import proposals as words
from msp_select.reading.candidate_context import Counts
from msp_select.reading.candidate_values import Candidate
from msp_select.reading.candidates import Finder
from msp_select.reading.currency import Currencies
from msp_select.reading.evidence_index import NOTHING, Cues
from msp_select.reading.money_context import period_of
from msp_select.reading.quantities import bare_amount, quantities
from msp_select.reading.reading import Value
from msp_select.reading.segments import Segment

_TAKEN_OFF = re.compile(r"\b(?:minus|less|reduced by|discounted by)\s*$", re.I)
Tax = Literal["excluded", "included"]
CENT = Decimal("0.01")
MOST_TIMES = 4  # the ordinary rate
CLEAR = 6.0  # a figure with so much less speaking for it is no rival
LEAST = 4.0  # what must speak for a candidate at all
CERTAIN = 11.0  # what must speak for one that needs no look


@dataclass(frozen=True)
class Chosen:
    """The candidate proposed for a target, the other values for it, and all that is to be looked at."""

    best: Candidate
    others: tuple[Candidate, ...]
    why: tuple[str, ...]


@dataclass(frozen=True)
class Terms:
    """How the session counts: in which currency, whether tax is in its amounts, and what it says there is."""

    currency: str
    tax: Tax
    counts: Counts


def chosen_values(
    rules: ReadingRules, cues: Cues, segments: Sequence[Segment], terms: Terms
) -> dict[str, Chosen]:
    """What to propose for each field that anything was found for, by its target."""
    finder = Finder(cues, segments, terms.counts)
    found: dict[str, list[Candidate]] = {}
    for rule in rules.fields:
        if rule.kind == "passage":
            continue
        made = _tax(rule, cues, segments) if rule.kind == "tax" else finder.candidates(rule)
        heard = [one for one in made if one.weight >= LEAST]
        named = [one for one in heard if not one.by_count]
        found[rule.target] = named or heard
    _derived(found, cues, segments, terms)
    tax = _best(found.get("doc.tax", []))
    rate = _tax_rate(cues, segments)
    with_tax = {
        target: [_taxed(one, tax, terms.tax, cues, rate) for one in candidates]
        for target, candidates in found.items()
    }
    currencies = Currencies(segments, terms.currency)
    looked_at = {
        target: [_in_currency(one, currencies, terms.currency) for one in candidates]
        for target, candidates in with_tax.items()
    }
    chosen = {target: _choose(candidates) for target, candidates in looked_at.items() if candidates}
    rise, capped = chosen.get("bid.yearly_rise"), chosen.get("bid.rise_capped")
    if rise is not None and capped is not None:
        chosen["bid.rise_capped"] = replace(capped, why=tuple(dict.fromkeys((*capped.why, *rise.why))))
    if "doc.term_months" in chosen and chosen["doc.term_months"].best.value == 0:
        del chosen["doc.term_months"]  # "no lock-in" is no term; it is only held against one
    return _consistent(chosen)


def _best(candidates: Iterable[Candidate]) -> Candidate | None:
    return max(candidates, key=lambda one: one.weight, default=None)


def _choose(candidates: Sequence[Candidate]) -> Chosen:
    """The candidate that most speaks for, and each other value once."""
    by_value: dict[Value, list[Candidate]] = defaultdict(list)
    for one in candidates:
        by_value[one.value].append(one)
    # The same figure in two places speaks more for it than in one.
    firm = any(one.segment.zone != "summary" for one in candidates)
    ranked = sorted(
        (
            (max(one.weight for one in ones) + 0.5 * (len(ones) - 1), _best(ones))
            for ones in by_value.values()
        ),
        # What stands elsewhere goes before what a summary promises.
        key=lambda pair: (firm and pair[1] is not None and pair[1].segment.zone == "summary", -pair[0]),
    )
    top, best = ranked[0]
    assert best is not None
    others = tuple(
        other
        for weight, other in ranked[1:]
        if other is not None and (weight >= top - 2 * CLEAR or other.segment.zone == "summary")
    )
    rivals = [other for weight, other in ranked[1:] if other is not None and weight >= top - CLEAR]
    why = list(best.why)
    if rivals and not best.package:
        why.append(words.another_reading([words.value_words(one.value) for one in rivals[:3]]))
    if best.weight < CERTAIN and not why:
        why.append(words.WEAK)
    return Chosen(best, others, tuple(dict.fromkeys(why)))


def _tax(rule: FieldRule, cues: Cues, segments: Sequence[Segment]) -> Iterator[Candidate]:
    """Whether tax is in the prices, as each place says that speaks of it."""
    for segment in segments:
        if segment.zone == "quoted":
            continue
        found = cues.of(segment)
        if (
            segment.aside
            or found.get((rule.target, "unless"))
            or found.get(("", "others"))
            or found.get(("", "incumbent"))
        ):
            continue
        for value, name in (("excluded", "excluded"), ("included", "included")):
            matches = found.get((rule.target, name), NOTHING)
            if not matches:
                continue
            if name == "included" and found.get((rule.target, "excluded")):
                continue
            weight = 10.0 + max(match.weight for match in matches) - (2 if segment.is_header else 0)
            weight += {"summary": -1.0, "body": 1.0}.get(segment.zone, 2.0)
            yield Candidate(target=rule.target, value=value, segment=segment, weight=weight)


def _taxed(one: Candidate, tax: Candidate | None, wanted: Tax, cues: Cues, rate: Decimal | None) -> Candidate:
    """An amount as the session counts it: converted where the document names the rate."""
    if not one.money or tax is None or one.value == 0 or not isinstance(one.value, Decimal):
        return one
    given = tax.value
    found = cues.of(one.segment)
    for name in ("included", "excluded"):
        if found.get(("doc.tax", name)):
            given = name
    if given == wanted:
        return one
    reason = words.tax_in_it(rate)
    if rate is None:
        return replace(one, why=(*one.why, reason))
    factor = 1 + rate / 100
    value = one.value / factor if given == "included" else one.value * factor
    value = value.quantize(CENT)
    value = value.to_integral_value() if value == value.to_integral_value() else value
    sign = "less" if given == "included" else "plus"
    step = f"{sign} {words.number(rate)}% tax = {words.number(value)}"
    worked = f"{one.worked}; {step}" if one.worked else f"{words.number(one.value)} {step}"
    return replace(one, value=value, why=(*one.why, reason), worked=worked)


def _in_currency(one: Candidate, currencies: Currencies, wanted: str) -> Candidate:
    """An amount in another currency than the session's stays as it is written, and needs a look."""
    foreign = currencies.foreign(one.segment) if one.money and one.value != 0 else ""
    return replace(one, why=(words.other_currency(foreign, wanted), *one.why)) if foreign else one


def _tax_rate(cues: Cues, segments: Sequence[Segment]) -> Decimal | None:
    """The rate of tax that the document names beside the word for it."""
    for segment in segments:
        if segment.zone == "quoted":
            continue
        for match in cues.of(segment).get(("", "tax"), NOTHING):
            for one in segment.quantities:
                at = segment.words.at(one.start)
                near = -3 <= at - match.last <= 5 or 0 <= match.first - at <= 4
                if one.kind == "percent" and near and 3 <= one.value <= 30:
                    return one.value
    return None


def _derived(
    found: dict[str, list[Candidate]],
    cues: Cues,
    segments: Sequence[Segment],
    terms: Terms,
) -> None:
    """What follows from other figures: a multiple of two rates, months of a share, hours for each user."""
    rate = _best(found.get("bid.hourly_rate", []))
    if rate is not None:
        rate = _ordinary(rate, found["bid.hourly_rate"], cues, segments)
    if rate is not None and not _best(found.get("bid.after_hours_multiple", [])):
        found["bid.after_hours_multiple"] = list(_from_rates(rate, cues, segments))
    found["bid.exit_months"] = [*found.get("bid.exit_months", ()), *_from_rest(found, cues, segments, terms)]
    block = _best(found.get("bid.block_hours", []))
    if block is not None and not found.get("bid.block_rate"):
        found["bid.block_rate"] = list(_from_block(block))
    budget = found.get("pri_hours_budget", [])
    found["pri_hours_budget"] = [made for one in budget for made in _for_each_user(one, cues, terms)]
    if not found.get("sta_turnover"):
        found["sta_turnover"] = list(_from_leavers(found.get("sta_tech_count", []), cues, segments))
    rises = _best(found.get("bid.yearly_rise", []))
    if rises is not None and "bid.rise_capped" in rises.extra:
        capped = replace(rises, target="bid.rise_capped", value=rises.extra["bid.rise_capped"], money=False)
        found["bid.rise_capped"] = [capped]


def _ordinary(rate: Candidate, rates: list[Candidate], cues: Cues, segments: Sequence[Segment]) -> Candidate:
    """Of two rates by the hour in a sentence that is about evenings the lower one, which is the ordinary."""
    segment = rate.segment
    at = segment.at - segments[0].at
    before = segments[at - 1] if at and segments[at - 1].paragraph == segment.paragraph else segment
    if segment.cells or not any(cues.of(one).get(("", "after_hours")) for one in (segment, before)):
        return rate
    hourly = [
        one.value
        for one in segment.quantities
        if one.kind == "money" and period_of(segment, one, cues) == "hour"
    ]
    if len(hourly) != 2 or rate.value != max(hourly):
        return rate
    ordinary = replace(rate, value=min(hourly), weight=rate.weight + 0.5)
    rates.append(ordinary)
    return ordinary


def _from_rates(rate: Candidate, cues: Cues, segments: Sequence[Segment]) -> Iterator[Candidate]:
    """The rate after hours over the ordinary one."""
    if not isinstance(rate.value, Decimal) or rate.value <= 0:
        return
    for segment in segments:
        if segment.zone == "quoted" or segment.kind == "head":
            continue
        for amount in _after_hours(segment, rate.segment, cues):
            multiple = (amount / rate.value).quantize(Decimal("0.001")).normalize()
            if not 1 < multiple <= MOST_TIMES:
                continue
            yield Candidate(
                target="bid.after_hours_multiple",
                value=multiple,
                segment=segment,
                weight=10.0 + (2 if segment.binding else 0) - abs(float(multiple) - 1.5),
                why=(words.WORKED_OUT,),
                worked=f"{words.number(amount)} / {words.number(rate.value)} = {words.number(multiple)}",
            )


def _after_hours(segment: Segment, of_rate: Segment, cues: Cues) -> Iterator[Decimal]:
    """Rates by the hour after hours: by the words around them, or over their column in the rate's row."""
    near = segment.document == of_rate.document and segment.paragraph == of_rate.paragraph
    if cues.of(segment).get(("", "after_hours")) or (segment is of_rate and not segment.cells):
        for one in segment.quantities:
            per = period_of(segment, one, cues) if one.kind == "money" else "-"
            if per == "hour" or (not per and near):
                yield one.value
    elif segment is of_rate:
        for cell, over in zip(segment.cells, segment.columns, strict=False):
            money = next((one.value for one in quantities(cell) if one.kind == "money"), None)
            amount = money if money is not None else bare_amount(cell)
            if amount is not None and cues.of_text(over).get(("", "after_hours")):
                yield amount


def _from_rest(
    found: dict[str, list[Candidate]], cues: Cues, segments: Sequence[Segment], terms: Terms
) -> Iterator[Candidate]:
    """Months owed where a share of all that is left is owed, reckoned from half of the term."""
    term = _best(found.get("doc.term_months", []))
    months = (
        term.value
        if term is not None and isinstance(term.value, Decimal)
        else Decimal(terms.counts.term_months)
    )
    for segment in segments:
        rest = cues.of(segment).get(("bid.exit_months", "index"))
        if segment.zone == "quoted" or segment.kind == "head" or not rest:
            continue
        if cues.of(segment).get(("bid.exit_months", "unless")):
            continue
        if not cues.of(segment).get(("bid.exit_months", "prefer")) and "%" not in segment.text:
            continue  # nothing is said of paying
        shares = [one for one in segment.quantities if one.kind == "percent" and one.value <= 100]
        share = shares[0].value if shares else Decimal(100)
        if shares and _TAKEN_OFF.search(segment.text[: shares[0].start]):
            share = 100 - share
        value = months / 2 * share / 100
        yield Candidate(
            target="bid.exit_months",
            value=value.normalize() if value % 1 else value.to_integral_value(),
            segment=segment,
            weight=10.0 + (2 if segment.binding else 0),
            why=(words.REMAINING,),
            worked=f"{words.number(months)} months / 2 × {words.number(share)}% = "
            f"{words.number(value)} months",
        )


def _from_leavers(
    technicians: Iterable[Candidate], cues: Cues, segments: Sequence[Segment]
) -> Iterator[Candidate]:
    """The share of technicians who left, where it is said how many did right after how many there are."""
    known = _best(technicians)
    if known is None or not isinstance(known.value, Decimal) or known.value < 2:
        return
    for segment in segments:
        ahead = segment.at - known.segment.at
        if not 0 <= ahead <= 2 or segment.paragraph != known.segment.paragraph:
            continue
        said = cues.of(segment)
        if not said.get(("sta_turnover", "cues")) or said.get(("sta_turnover", "unless")):
            continue
        counts = [one.value for one in segment.quantities if one.kind == "count" and one.value < known.value]
        if len(counts) == 1:
            share = (counts[0] / known.value * 100).quantize(Decimal("0.1"))
            yield replace(
                known,
                target="sta_turnover",
                value=share.to_integral_value() if share % 1 == 0 else share,
                segment=segment,
                why=(words.WORKED_OUT,),
                worked=words.share_of(counts[0], known.value, share),
            )


def _from_block(block: Candidate) -> Iterator[Candidate]:
    """The rate of hours bought in advance: what the block costs over its hours."""
    if not isinstance(block.value, Decimal) or block.value <= 0:
        return
    for one in block.segment.quantities:
        if one.kind == "money" and one.value / block.value >= 20:
            rate = (one.value / block.value).quantize(CENT)
            yield replace(
                block,
                target="bid.block_rate",
                value=rate.to_integral_value() if rate == rate.to_integral_value() else rate,
                why=(words.WORKED_OUT,),
                worked=f"{words.number(one.value)} / {words.number(block.value)} = {words.number(rate)}",
                money=True,
            )
            return


def _for_each_user(one: Candidate, cues: Cues, terms: Terms) -> Iterator[Candidate]:
    """Hours a month for each user; where the document says them for all, over the session's users."""
    if not isinstance(one.value, Decimal):
        return
    if cues.of(one.segment).get(("pri_hours_budget", "prefer")):
        yield one
        return
    users = terms.counts.users
    if not users:
        return
    per_user = (one.value / users).quantize(Decimal("0.01")).normalize()
    yield replace(
        one,
        value=per_user,
        why=(*one.why, words.WORKED_OUT),
        worked=f"{words.number(one.value)} / {words.number(users)} = {words.number(per_user)}",
    )


def _consistent(chosen: dict[str, Chosen]) -> dict[str, Chosen]:
    """Without what is a reading of the same figure as another target that it belongs to."""
    gone: set[str] = set()
    for target, weaker in (
        ("bid.block_rate", "bid.hourly_rate"),
        ("bid.per_user", "bid.monthly"),
        ("bid.per_device", "bid.monthly"),
        ("bid.per_server", "bid.monthly"),
        ("bid.per_site", "bid.monthly"),
        ("bid.exit_fee", "bid.monthly"),
        ("bid.minimum_monthly", "bid.monthly"),
        ("bid.onboarding", "bid.monthly"),
        ("bid.exit_fee", "bid.onboarding"),
        ("acc_p1_response", "acc_avg_response"),
    ):
        one, other = chosen.get(target), chosen.get(weaker)
        if one is None or other is None:
            continue
        same = one.best.segment is other.best.segment and one.best.value == other.best.value
        if same:
            gone.add(weaker if one.best.weight >= other.best.weight else target)
    return {target: one for target, one in chosen.items() if target not in gone}
