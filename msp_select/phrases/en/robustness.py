"""How sure a ranking is, as a page of plain text: each part under its heading, a line for each fact of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msp_select.decision.findings.leader import Sureness, how_sure
from msp_select.decision.robustness.other_methods import (
    LEVEL,
    ForgottenWeights,
    MarginBar,
    Opinion,
    WeightRange,
)
from msp_select.decision.robustness.robustness import Robustness, Share
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.engine.methods import BUILT_IN
from msp_select.phrases.en.ask_next import answer_title, answer_words, asking_sentence, group_words
from msp_select.phrases.en.verdict import RULE, before_signing, beside, sentence
from msp_select.phrases.en.weight_turning_points import range_sentence
from msp_select.phrases.en.words import (
    NOTHING,
    capital,
    count,
    hundredths,
    listed,
    plain,
    points,
    signed,
    tries,
    verb,
)
from msp_select.phrases.names import Names

Part = Callable[[Robustness, Names], Iterator[str]]

AS_COUNTED = "every answer as it counts now"
TITLES = {method.name: method.title for method in BUILT_IN}
FORGOTTEN = {"any": "any weights of the pillars", "order": "only the order of the pillars kept"}


def robustness_lines(found: Robustness, evaluation: Evaluation) -> list[str]:
    """The whole as plain text, line by line, the parts that apply with an empty line between them."""
    names = Names.of(evaluation)
    parts = (_verdict(found, how_sure(evaluation), names), *robustness_parts(found, names).values())
    return [line for k, part in enumerate(parts) for line in (*([""] if k else []), *part)]


def robustness_parts(found: Robustness, names: Names) -> dict[str, list[str]]:
    """The parts below the verdict that apply, by name; of each its heading, then the others indented."""
    return {name: lines for name, part in _PARTS.items() if (lines := list(part(found, names)))}


def _verdict(found: Robustness, verdict: Sureness | None, names: Names) -> Iterator[str]:
    if found.sealed:
        yield "Prices are sealed: everything below is about quality alone."
        return
    if verdict is not None:
        yield sentence(verdict, names)
        yield from (f"  Before you sign: {one}" for one in before_signing(verdict, names))
        yield from (f"  To bear in mind: {one}" for one in beside(verdict, names))
        yield RULE
    if found.draws:
        yield f"{found.draws:,} random tries, started from the number {found.seed}."
    else:
        yield "No random tries were made, so there are no shares of first places."


def _shares(found: Robustness, names: Names) -> Iterator[str]:
    if not found.shares:
        return
    yield "Who comes where"
    for share in found.shares:
        others = [other.id for other in found.shares if other.id in share.pairwise_wins]
        beaten = [f"{names.candidate(other)} in {hundredths(share.pairwise_wins[other])}" for other in others]
        beats = [f"of 100 tries it beats {listed(beaten)}"] if beaten else []
        yield f"  {names.candidate(share.id)}: {'; '.join([*_places(share), *beats])}"


def _places(share: Share) -> Iterator[str]:
    """The places it takes, each in how many tries, and in how many none, since a must-have is not met."""
    taken = [(k, part) for k, part in enumerate(share.rank_shares, 1) if part > NOTHING]
    if taken:
        yield f"{listed([f'place {k} in {hundredths(part)}' for k, part in taken])} of 100 tries"
    unmet = 1 - sum(share.rank_shares)
    if unmet > NOTHING:
        yield f"a must-have not met in {tries(unmet)}"
    elif len(taken) > 2:  # of two places the shares say it
        yield f"on average place {plain(share.expected_rank)}"


def _ranges(found: Robustness, names: Names) -> Iterator[str]:
    if not found.ranges:
        return
    yield f"How far each weight can move, the others in proportion, {AS_COUNTED}"
    steady = [one for one in found.ranges if one.level == "criterion" and one.holds_throughout]
    yield from (f"  {weight_range(one, names)}" for one in found.ranges if one not in steady)
    if steady:
        those = capital(count(len(steady), "criterion", "criteria"))
        yield f"  {those} can weigh anything without a change at the top."


def weight_title(one: WeightRange, names: Names) -> str:
    """What the weight is of: a pillar or a criterion."""
    return names.pillar(one.key) if one.level == "pillar" else names.criterion(one.key)


def weight_range(one: WeightRange, names: Names) -> str:
    """How far that weight can move, and who overtakes beyond."""
    return range_sentence(
        weight_title(one, names),
        (one.weight_percent, one.low_percent, one.high_percent),
        names.candidate(one.overtaken_below) if one.overtaken_below else "",
        names.candidate(one.overtaken_above) if one.overtaken_above else "",
        names.candidate(one.leader),
    )


def _opinions(found: Robustness, names: Names) -> Iterator[str]:
    if len(found.opinions) < 2:
        return
    yield "Second opinions: the same values by other methods"
    yield f"  {_agreement(found.opinions, names)}"
    for one in found.opinions:
        yield f"  {method_title(one)}: {_order(one, names)} (agreement {plain(one.kendall_tau, 2)})"
    level = (
        '; "=": level, no difference between the two' if any(one.has_level for one in found.opinions) else ""
    )
    yield f"  Agreement: 1 is the same order as the score's, -1 the reverse{level}."


def _order(one: Opinion, names: Names) -> str:
    """Who comes where by that method, "=" between those it sees no difference between."""
    before = (None, *one.places)
    marks = [" = " if place == last else ", " for place, last in zip(one.places, before, strict=False)]
    named = (names.candidate(candidate) for candidate in one.order)
    return "".join(f"{mark}{name}" for mark, name in zip(["", *marks[1:]], named, strict=True))


def method_title(one: Opinion) -> str:
    """What the method is called."""
    return TITLES[one.method]


def _agreement(heard: tuple[Opinion, ...], names: Names) -> str:
    """How far the methods agree on who is first: "All six methods put Vexley & Pyke first."."""
    by_first: dict[tuple[str, ...], list[str]] = {}
    for one in heard:
        by_first.setdefault(one.first, []).append(method_title(one))
    (first, agree), *others = by_first.items()
    if not others:
        return f"All {len(heard)} methods put {_at_first(first, names)}."
    named = [
        f"{listed(titles)} {verb(len(titles), 'puts', 'put')} {_at_first(winners, names)}"
        for winners, titles in others
    ]
    opening = f"{len(agree)} of {len(heard)} methods {verb(len(agree), 'puts', 'put')}"
    return f"{opening} {_at_first(first, names)}; {listed(named)}."


def _at_first(winners: tuple[str, ...], names: Names) -> str:
    """ "Alpine first", or "Alpine and Vexley level at the top"."""
    named = listed([names.candidate(one) for one in winners])
    return f"{named} first" if len(winners) == 1 else f"{named} level at the top"


def _others(found: Robustness, names: Names) -> Iterator[str]:
    if not found.other_weights:
        return
    yield f"If your weights were forgotten, {AS_COUNTED}"
    for one in found.other_weights:
        shared = " Where two are level at the top, the try counts for both." if one.places_shared else ""
        yield f"  With {other_weights_title(one)}: {listed(_firsts(one, names), most=3)}.{shared}"


def other_weights_title(one: ForgottenWeights) -> str:
    """Which weights were tried."""
    return FORGOTTEN[one.weights]


def _firsts(one: ForgottenWeights, names: Names) -> list[str]:
    ordered = sorted(one.first_shares.items(), key=lambda item: -item[1])
    return [f"{names.candidate(who)} first in {tries(share)}" for who, share in ordered if share > 0]


def _asking(found: Robustness, names: Names) -> Iterator[str]:
    if found.ask_list is None:
        return
    yield f"What to ask next: {asking_sentence(found.ask_list, names)}"
    for one in found.ask_list.worth_asking:
        whom = names.candidate(one.candidate)
        yield f"  {whom}, {answer_title(one, names)}: {answer_words(one, names)}"


def _groups(found: Robustness, names: Names) -> Iterator[str]:
    if found.ask_list is None or not found.ask_list.groups:
        return
    yield "What all open and unproven answers of each are worth"
    for group in found.ask_list.groups:
        yield f"  {names.candidate(group.candidate)}: {group_words(group)}"


def _margins(found: Robustness, names: Names) -> Iterator[str]:
    if found.margin_points is None or not found.margin_bars:
        return
    first, rival = names.candidate(found.leader or ""), names.candidate(found.margin_rival or "")
    leads = f"{first} leads {rival} by {points(found.margin_points)} of 100"
    if found.margin_points <= LEVEL:
        leads = f"{first} and {rival} are level"
    yield f"{leads}; what moves this most, in points for {first}"
    for bar in found.margin_bars:
        low, high = sorted((bar.at_low, bar.at_high))
        yield f"  {bar_title(bar, names)}: from {signed(low)} to {signed(high)}"


def bar_title(bar: MarginBar, names: Names) -> str:
    """What moves the lead: the weight of a criterion, or what one candidate is worth in it."""
    title = names.criterion(bar.criterion)
    return f"weight of {title}" if bar.candidate is None else f"{names.candidate(bar.candidate)}: {title}"


_PARTS: dict[str, Part] = {
    "shares": _shares,
    "ranges": _ranges,
    "opinions": _opinions,
    "other_weights": _others,
    "ask_list": _asking,
    "ask_groups": _groups,
    "margins": _margins,
}
