"""What several evaluators came to, in words."""

from __future__ import annotations

from collections.abc import Iterator

from msp_select.decision.findings.panel_agreement import EvaluatorsDiffer, MarksHidden
from msp_select.decision.panel.mean_marks import MarkedQuestion
from msp_select.decision.robustness.panel_agreement import Panel, View
from msp_select.phrases.en.words import capital, count, listed, number_word, plain, points, verb
from msp_select.phrases.finding import Row
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Phrase

STRONG, FAIR = 0.7, 0.4  # Kendall's W from which agreement is called strong, and fair


def marks_hidden(fact: MarksHidden, names: Names) -> Phrase:  # noqa: ARG001
    """How many have marked everything, and that nothing of it is shown or counted yet."""
    return Phrase(
        "Marks of the evaluators",
        f"{_finished(fact)} marked everything. "
        "Marks are hidden until they are revealed; until then only your own answers count.",
        tuple(
            Row(one.name, float(one.given), f"{one.given} of {one.asked} {verb(one.asked, 'mark', 'marks')}")
            for one in fact.panel.progress
        ),
    )


def _finished(fact: MarksHidden) -> str:
    people, done = fact.evaluators, fact.finished
    if people == 1:
        return f"{fact.panel.progress[0].name} has{'' if done else ' not yet'}"
    if done == people:
        return f"All {count(people, 'evaluator')} have"
    who = capital(number_word(done)) if done else "None"
    return f"{who} of {count(people, 'evaluator')} {verb(done, 'has', 'have') if done else 'has'}"


def evaluators_differ(fact: EvaluatorsDiffer, names: Names) -> Phrase:
    """Whether a view changes the winner, and how many marks want talking about."""
    found = fact.panel
    return Phrase(
        "Where the evaluators differ",
        f"{_winner(fact, names)}{_spread(fact)}",
        (
            *(Row(_view_label(view), None, _order_words(view, names)) for view in found.views),
            *_agreement_rows(found),
            *(Row(marked_label(one, names), one.spread, marks_words(one)) for one in found.flagged),
        ),
    )


def _winner(fact: EvaluatorsDiffer, names: Names) -> str:
    views, others = fact.panel.views, fact.panel.other_winners
    if fact.winner is None or not views:
        return "Nobody has given a mark or a weight yet."
    first = names.candidate(fact.winner)
    if not others:
        if len(views) == 1:
            return f"{views[0].name}'s marks and weights alone put {first} first too."
        return (
            f"No single view changes the winner: by each one's marks and weights alone {first} comes first."
        )
    changes = ", ".join(
        f"by {view.name}'s alone {names.candidate(view.winner)} comes first" for view in others
    )
    kept = len(views) - len(others)
    rest = f"; by {verb(kept, 'the other', 'all others')} {first} stays first" if kept else ""
    return f"{verb(len(others), 'One view changes', 'Views change')} the winner: {changes}{rest}."


def _spread(fact: EvaluatorsDiffer) -> str:
    if all(len(marked.marks) < 2 for marked in fact.panel.marked):
        return ""
    most, apart = points(fact.flagged_from_points), fact.marks_far_apart
    if not apart:
        return f" No two marks lie more than {most} apart."
    return (
        f" {capital(number_word(apart))} {verb(apart, 'answer is', 'answers are')} "
        f"marked more than {most} apart: talk about {verb(apart, 'it', 'them')}."
    )


def _view_label(view: View) -> str:
    return f"by {view.name}'s {'marks and weights' if view.states_weights else 'marks'} alone"


def _order_words(view: View, names: Names) -> str:
    ranked = [*zip(view.order, view.ranks, strict=True)][:3]
    return ", ".join(f"{rank}. {names.candidate(key)}" for key, rank in ranked)


def _agreement_rows(found: Panel) -> Iterator[Row]:
    for label, figure in (
        ("agreement of their rankings", found.agreement_rankings),
        ("agreement of their weights", found.agreement_weights),
    ):
        if figure is not None:
            degree = "strong" if figure >= STRONG else "fair" if figure >= FAIR else "weak"
            yield Row(label, figure, f"{degree}: {plain(figure, 2)} from 0 (none) to 1 (full), Kendall's W")


def marked_label(marked: MarkedQuestion, names: Names) -> str:
    """Whom and what was marked."""
    return f"{names.candidate(marked.candidate)}: {marked.question.short}"


def marks_words(marked: MarkedQuestion) -> str:
    """Who gave what, how far that lies apart, and what counts."""
    given = listed([f"{one.name} {one.value:.0f}" for one in marked.marks])
    if marked.agreed is None:
        stands = f"the mean {marked.mean:.0f} counts"
    elif marked.agreed_value is None:
        stands = "agreed: it is not known or does not apply"
    else:
        stands = f"agreed: {marked.agreed_value:.0f}"
    return f"{given}, {points(marked.spread)} apart; {stands}"
