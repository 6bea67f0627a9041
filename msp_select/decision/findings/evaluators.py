"""Where several people disagreed, and whether either view changes the winner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msp_select.decision.findings.finding import Finding, Row
from msp_select.decision.findings.pair import Pair
from msp_select.decision.findings.wording import capital, count, listed, number_word, plain, points, verb
from msp_select.decision.people.marks import MarkedQuestion
from msp_select.decision.people.panel import Panel, View, panel

TITLE = "Where the evaluators differ"
STRONG, FAIR = 0.7, 0.4  # Kendall's W from which agreement is called strong, and fair


def evaluators(pair: Pair) -> Finding | None:
    """How far each has got while marks are hidden; afterwards their views, their spread, their agreement."""
    found = panel(pair.evaluation)
    if found is None:
        return None
    return _revealed(pair, found) if found.revealed else _hidden(found)


def _hidden(found: Panel) -> Finding:
    done = sum(one.given >= one.asked for one in found.progress)
    people = len(found.progress)
    return Finding(
        kind="evaluators",
        title="Marks of the evaluators",
        sentence=(
            f"{_finished(found, done)} marked everything. "
            "Marks are hidden until they are revealed; until then only your own answers count."
        ),
        figures={"revealed": False, "evaluators": people, "finished": done},
        rows=tuple(
            Row(one.name, float(one.given), f"{one.given} of {one.asked} {verb(one.asked, 'mark', 'marks')}")
            for one in found.progress
        ),
    )


def _finished(found: Panel, done: int) -> str:
    people = len(found.progress)
    if people == 1:
        return f"{found.progress[0].name} has{'' if done else ' not yet'}"
    if done == people:
        return f"All {count(people, 'evaluator')} have"
    who = capital(number_word(done)) if done else "None"
    return f"{who} of {count(people, 'evaluator')} {verb(done, 'has', 'have') if done else 'has'}"


def _revealed(pair: Pair, found: Panel) -> Finding:
    names = {result.id: result.name for result in pair.evaluation.results}
    flagged = found.flagged
    return Finding(
        kind="evaluators",
        title=TITLE,
        sentence=f"{_winner_sentence(found, names)}{_spread_sentence(pair, found, flagged)}",
        figures={
            "revealed": True,
            "evaluators": len(found.progress),
            "winner": found.winner,
            "views": [view.id for view in found.views],
            "winners_of_views": [view.winner for view in found.views],
            "changes_winner": bool(found.other_winners),
            "marks_far_apart": len(flagged),
            "flagged_from_points": pair.evaluation.session.settings.spread,
            "widest_spread_points": max((marked.spread for marked in found.marked), default=None),
            "agreement_rankings": found.agreement_rankings,
            "agreement_weights": found.agreement_weights,
        },
        candidates=tuple(dict.fromkeys(view.winner for view in found.views)),
        rows=(
            *(Row(_view_label(view), None, _order_words(view, names)) for view in found.views),
            *_agreement_rows(found),
            *(Row(marked_label(marked, names), marked.spread, marks_words(marked)) for marked in flagged),
        ),
    )


def _winner_sentence(found: Panel, names: dict[str, str]) -> str:
    if found.winner is None or not found.views:
        return "Nobody has given a mark or a weight yet."
    first = names[found.winner]
    others = found.other_winners
    if not others:
        if len(found.views) == 1:
            return f"{found.views[0].name}'s marks and weights alone put {first} first too."
        return (
            f"No single view changes the winner: by each one's marks and weights alone {first} comes first."
        )
    changes = ", ".join(f"by {view.name}'s alone {names[view.winner]} comes first" for view in others)
    kept = len(found.views) - len(others)
    rest = f"; by {'the' if kept == 1 else 'all'} other{_s(kept)} {first} stays first" if kept else ""
    return f"{'One view changes' if len(others) == 1 else 'Views change'} the winner: {changes}{rest}."


def _s(number: int) -> str:
    return "" if number == 1 else "s"


def _spread_sentence(pair: Pair, found: Panel, flagged: Sequence[MarkedQuestion]) -> str:
    if all(len(marked.marks) < 2 for marked in found.marked):
        return ""
    most = points(pair.evaluation.session.settings.spread)
    if not flagged:
        return f" No two marks lie more than {most} apart."
    return (
        f" {capital(number_word(len(flagged)))} {verb(len(flagged), 'answer is', 'answers are')} "
        f"marked more than {most} apart: talk about {verb(len(flagged), 'it', 'them')}."
    )


def _view_label(view: View) -> str:
    return f"by {view.name}'s {'marks and weights' if view.states_weights else 'marks'} alone"


def _order_words(view: View, names: dict[str, str]) -> str:
    return ", ".join(f"{rank}. {names[key]}" for key, rank in [*zip(view.order, view.ranks, strict=True)][:3])


def _agreement_rows(found: Panel) -> Iterator[Row]:
    for label, figure in (
        ("agreement of their rankings", found.agreement_rankings),
        ("agreement of their weights", found.agreement_weights),
    ):
        if figure is not None:
            degree = "strong" if figure >= STRONG else "fair" if figure >= FAIR else "weak"
            yield Row(label, figure, f"{degree}: {plain(figure, 2)} from 0 (none) to 1 (full), Kendall's W")


def marked_label(marked: MarkedQuestion, names: Mapping[str, str]) -> str:
    """Whom and what was marked."""
    return f"{names[marked.candidate]}: {marked.question.short}"


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
