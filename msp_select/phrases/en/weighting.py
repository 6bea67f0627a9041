"""What matters how much, in words: what an answer moved, and the ends of a scale."""

from __future__ import annotations

from msp_select.decision.weighting.elicitation import End
from msp_select.decision.weighting.resolved_weights import Step
from msp_select.model.catalog import Catalog
from msp_select.model.weights import WeightProfile
from msp_select.phrases.en.money import money
from msp_select.phrases.en.words import percent, plain


def profile_in_words(profile: WeightProfile, moved: tuple[float, float] | None) -> tuple[str, str]:
    """The profile's title and what it is for; or where the answers `moved` the price's weight, in percent."""
    if moved is None:
        return profile.title, f": {profile.summary}"
    start, now = moved
    price = f"price is {percent(now, 0)} of the whole (it started at {percent(start, 0)})"
    return profile.title, f", moved by your answers: {price}."


def step_sentence(step: Step, catalog: Catalog) -> str:
    """What was moved, and why: "price from 25 % to 18 % because standstill would hurt more"."""
    taken_back = " (taken back)" if step.undone else ""
    return f"{_moved(step, catalog)} because {step.because}{taken_back}"


def _moved(step: Step, catalog: Catalog) -> str:
    title, before, after = step_title(step, catalog), step.before, step.after
    if step.kind == "not_asked":
        return title
    if step.kind == "must_have":
        number = bool(catalog.questions[step.target].unit)
        unit = catalog.questions[step.target].unit or "of 100"
        if after is None:
            return f"{title} off"
        if before is None:
            return f"{title} on, {'limit' if number else 'at least'} {after:g} {unit}"
        return f"{title} from {before:g} to {after:g} {unit}"
    if step.target in catalog.questions:
        return f'"{catalog.questions[step.target].short}" {_counts(before or 0.0, after or 0.0)}'
    return f"{title} from {percent(before or 0.0)} to {percent(after or 0.0)}"


def step_title(step: Step, catalog: Catalog) -> str:
    """What was moved: a pillar, a criterion, the weight of a question, or a must-have; or is not asked."""
    if step.kind == "not_asked":
        return f'"{catalog.questions[step.target].short}" is not asked of anybody'
    if step.kind == "must_have":
        return f'must-have "{catalog.questions[step.target].short}"'
    if (pillar := catalog.pillar(step.target)) is not None:
        return pillar.title.lower()
    if step.target in catalog.criteria:
        return catalog.criteria[step.target].title.lower()
    return f'weight of "{catalog.questions[step.target].short}"'


def _counts(before: float, after: float) -> str:
    """How much more or less a question counts than it did, in words: nobody knows steps of 0 to 3."""
    if not after or not before:
        return "counts now" if after else "does not count any more"
    times = after / before
    if times >= 2:
        return f"counts {plain(times)} times as much"
    more = percent(100 * abs(times - 1), 0)
    return f"counts {more} {'more' if times > 1 else 'less'}" if times != 1 else "counts as before"


def end_in_words(end: End, catalog: Catalog, currency: str) -> str:
    """One end of a scale: the option in its words, or the figure with its unit and what it is of."""
    if end.question is None:
        assert end.figure is not None, "an end is a level or a figure"
        return f"{money(end.figure, currency, cents=False)} a user and month, all in"
    question = catalog.questions[end.question]
    if end.figure is not None:
        name = "" if question.short in question.unit else f" ({question.short})"
        return f"{end.figure.normalize():f} {question.unit}{name}"
    level = question.level(end.option or "")
    if level is not None:
        return level.label
    return f"{question.none.label} ({question.short})" if question.none is not None else ""
