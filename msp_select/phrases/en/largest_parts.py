"""Where a difference comes from in a few words: "most of it" only where that is so."""

from __future__ import annotations

from collections.abc import Sequence

from msp_select.decision.findings.candidate_pair import VISIBLE, Contribution
from msp_select.phrases.en.words import plain, points


def largest_parts(parts: Sequence[Contribution], gap: float) -> str:
    """ "most of it in Prevention", for one or two parts that are; else the largest by name and figure.

    `parts` are all contributions to `gap`, the price level included, largest first. Most of it is what
    makes more than half of the gap while no other part, for or against, is larger. Where what speaks
    against is more than half of what speaks for it, both sums are named. Nothing where no part is visible.
    """
    sign = 1 if gap >= 0 else -1
    speaking = [part for part in parts if sign * part.points >= VISIBLE]
    if not speaking:
        return ""
    for n in (1, 2):
        named = speaking[:n]
        if len(named) == n and is_most(named, parts, gap):
            words = f"most of it in {' and '.join(part.title for part in named)}"
            break
    else:
        largest = abs(speaking[0].points)
        of = f"{plain(largest)} of {plain(abs(gap))}" if largest <= abs(gap) else points(largest)
        words = f"the largest part in {speaking[0].title} ({of})"
    pros = sum(sign * part.points for part in parts if sign * part.points > 0)
    cons = pros - abs(gap)
    if cons > pros / 2:
        words += f"; {points(pros)} one way and {plain(cons)} the other"
    return words


def is_most(named: Sequence[Contribution], parts: Sequence[Contribution], gap: float) -> bool:
    """Whether these make more than half of the gap, and no other part is larger than any of them."""
    others = [abs(part.points) for part in parts if part not in named]
    least = min(abs(part.points) for part in named)
    return sum(abs(part.points) for part in named) > abs(gap) / 2 and least >= max(others, default=0.0)
