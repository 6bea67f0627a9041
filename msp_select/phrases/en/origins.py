"""Where the figures of a sum come from, in words."""

from __future__ import annotations

from collections.abc import Mapping

from msp_select.decision.costing.cost_line import Line
from msp_select.decision.costing.estimate import Figure, Origin
from msp_select.phrases.en.amounts import figure_called
from msp_select.phrases.en.words import listed
from msp_select.phrases.names import Names

WORDS: Mapping[Origin, str] = {
    "bid": "the bid",
    "answer": "their answer",
    "yours": "your answer",
    "own": "your own figure",
    "default": "default: {published}",
    "added": "added by us: {published}",
    "dear_half": "they name no number, so the dear half of our default: {published}",
    "usual": "the dear end of what is usual",
    "said": "the bid, but only by word of mouth, so it leans to the dear end of what is usual",
    "limit": "from nothing to the limit they name",
    "no_limit": "what they say, and more where nothing limits it",
    "leaving_today": "what today's provider states for leaving",
    "incumbent": "today's provider has nothing to start",
    "devices": "your users",
    "blocked_hour": "pay times the share of work lost",
    "security_event": "everybody's pay for some days",
    "standstill": "worked out from your answers",
    "standstill_without_sales": "worked out without lost sales, because no sales an hour are given",
    "proactivity": "the points for proactivity",
    "security": "the points for security",
    "transparency": "the points for transparency",
}


def origin_words(figure: Figure, names: Names) -> str:
    """Where a figure comes from, what moved it, and which defaults it was worked out from."""
    words = _moved(WORDS[figure.origin].format(published=figure.published), figure)
    ours: dict[str, list[str]] = {}
    for one in figure.rests_on:
        if one.is_default:
            called = ours.setdefault(origin_words(one, names), [])
            called += [figure_called(one.id, names)] if one.id else []
    told = [f"{listed(list(dict.fromkeys(called)))}: {of}" if called else of for of, called in ours.items()]
    return f"{words} ({'; '.join(told)})" if told else words


def published_words(figure: Figure, names: Names) -> str:
    """The same where it is said elsewhere that the figure is a default of ours: "judgement"."""
    plain = figure.origin in ("default", "added")
    return _moved(figure.published, figure) if plain else origin_words(figure, names)


def _moved(words: str, figure: Figure) -> str:
    return words + "".join(f", moved because {reason}" for reason in figure.moved)


def origins_of(line: Line, names: Names) -> tuple[str, ...]:
    """Where each figure of a line comes from, each origin once."""
    return tuple(dict.fromkeys(origin_words(figure, names) for figure in line.figures))
