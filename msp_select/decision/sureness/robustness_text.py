"""Robustness as a page of plain text: each part under its heading, each line a sentence or a figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msp_select.decision.findings.wording import (
    capital,
    count,
    hundredths,
    listed,
    plain,
    signed,
    tries,
    verb,
)
from msp_select.decision.sureness.ask_words import answer_words, group_words

if TYPE_CHECKING:
    from msp_select.decision.sureness.robustness import Robustness
    from msp_select.decision.sureness.second_opinions import Opinion


def lines(found: Robustness) -> list[str]:
    """The parts that apply, with an empty line between them."""
    return [line for k, part in enumerate(parts(found).values()) for line in (*([""] if k else []), *part)]


def parts(found: Robustness) -> dict[str, list[str]]:
    """The parts that apply by name; the lines of each, its heading first and the others indented."""
    return {name: part for name, one in _PARTS.items() if (part := list(one(found)))}


def _verdict(found: Robustness) -> Iterator[str]:
    if found.sealed:
        yield "Prices are sealed: everything below is about quality alone."
        return
    if found.sentence:
        yield found.sentence
    yield from (f"  Before you sign: {one}" for one in found.before_signing)
    yield from (f"  To bear in mind: {one}" for one in found.caveats)
    if found.rule:
        yield found.rule
    if found.draws:
        yield f"{found.draws:,} random tries, started from the number {found.seed}."
    else:
        yield "No random tries were made, so there are no shares of first places."


def _shares(found: Robustness) -> Iterator[str]:
    if not found.shares:
        return
    yield "Who comes where"
    for share in found.shares:
        ranks = ", ".join(f"{k}. {100 * part:.0f} %" for k, part in enumerate(share.rank_shares, 1))
        beaten = [f"{found.names[other]} in {hundredths(win)}" for other, win in share.pairwise_wins.items()]
        beats = f"; beats {listed(beaten, most=4)} of 100 tries" if beaten else ""
        yield f"  {share.name}: {ranks}; on average place {plain(share.expected_rank)}{beats}"


def _ranges(found: Robustness) -> Iterator[str]:
    if not found.ranges:
        return
    yield "How far each weight can move, the others in proportion"
    steady = 0
    for one in found.ranges:
        if one.level == "criterion" and one.overtaken_below is None and one.overtaken_above is None:
            steady += 1
            continue
        yield f"  {one.sentence}"
    if steady:
        those = capital(count(steady, "criterion", "criteria"))
        yield f"  {those} can weigh anything without a change at the top."


def _opinions(found: Robustness) -> Iterator[str]:
    if len(found.opinions) < 2:
        return
    yield "Second opinions: the same values by other methods"
    yield f"  {agreement(found.opinions, found.names)}"
    for one in found.opinions:
        order = ", ".join(found.names[candidate] for candidate in one.order)
        yield f"  {one.title}: {order} (agreement {plain(one.kendall_tau, 2)})"
    yield "  Agreement: 1 is the same order as the score's, -1 the reverse."


def agreement(heard: Sequence[Opinion], names: Mapping[str, str]) -> str:
    """How far the methods agree on who is first: "All six methods put Vexley & Pyke first."."""
    first = heard[0].order[0]
    others = [one for one in heard if not one.same_first]
    if not others:
        return f"All {len(heard)} methods put {names[first]} first."
    by_winner: dict[str, list[str]] = {}
    for one in others:
        by_winner.setdefault(one.order[0], []).append(one.title)
    named = [
        f"{listed(titles)} {verb(len(titles), 'puts', 'put')} {names[winner]}"
        for winner, titles in by_winner.items()
    ]
    agree = len(heard) - len(others)
    opening = f"{agree} of {len(heard)} methods {verb(agree, 'puts', 'put')} {names[first]} first"
    return f"{opening}; {listed(named)} first."


def _others(found: Robustness) -> Iterator[str]:
    if not found.other_weights:
        return
    yield "If your weights were forgotten"
    for one in found.other_weights:
        ordered = sorted(one.first_shares.items(), key=lambda item: -item[1])
        firsts = [f"{found.names[who]} first in {tries(share)}" for who, share in ordered if share > 0]
        yield f"  With {one.title}: {listed(firsts, most=3)}."


def _asking(found: Robustness) -> Iterator[str]:
    if found.ask_list is None:
        return
    yield f"What to ask next: {found.asking}"
    yield from (f"  {one.name}, {one.title}: {answer_words(one)}" for one in found.ask_list.answers)


def _groups(found: Robustness) -> Iterator[str]:
    if found.ask_list is None or not found.ask_list.groups:
        return
    yield "What all open and unproven answers of each are worth"
    yield from (f"  {group.name}: {group_words(group)}" for group in found.ask_list.groups)


def _margins(found: Robustness) -> Iterator[str]:
    if found.margin_points is None or not found.margin_bars:
        return
    yield f"The lead is {plain(found.margin_points)} points of 100; what moves it most"
    for bar in found.margin_bars:
        yield f"  {bar.title}: {signed(bar.at_low)} to {signed(bar.at_high)} points"


_PARTS = {
    "verdict": _verdict,
    "shares": _shares,
    "ranges": _ranges,
    "opinions": _opinions,
    "other_weights": _others,
    "ask_list": _asking,
    "ask_groups": _groups,
    "margins": _margins,
}
