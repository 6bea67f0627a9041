"""A session as arrays: what each answer is worth, proven and at its best, and what it weighs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from msp_select.decision.scoring.answer_arrays import Worth
from msp_select.decision.scoring.reliance import silence_of_number, silence_values
from msp_select.decision.weighting.resolved_weights import ResolvedWeights
from msp_select.engine.hierarchy import Tree
from msp_select.engine.validation import Floats
from msp_select.model.catalog import Catalog
from msp_select.model.questionnaire import Question
from msp_select.model.scalars import Evidence
from msp_select.model.session import Session


@dataclass(frozen=True, eq=False)
class Problem(Worth):
    """What the answers of many candidates are worth, `(candidates, rows)`, and what each row weighs.

    `rows` are question ids, or "pillar.criterion" for a criterion scored from the bid; `criteria` likewise
    "pillar.criterion".
    """

    candidates: tuple[str, ...]
    rows: tuple[str, ...]
    criteria: tuple[str, ...]
    pillars: tuple[str, ...]
    tree: Tree

    def row(self, name: str) -> int:
        """The position of a question or of a criterion scored from the bid."""
        return self.rows.index(name)


@dataclass(frozen=True, eq=False)
class Scheme:
    """What is scored in a session and what it weighs there, whoever the candidates are.

    `silence (questions,)` is what no answer to each counts, `no_price` what a bid without a price does.
    """

    catalog: Catalog
    reliance: Mapping[Evidence, float]
    questions: tuple[Question, ...]
    silence: Floats
    no_price: float
    tree: Tree


def scheme_of(session: Session, catalog: Catalog, weights: ResolvedWeights) -> Scheme:
    """The scheme of a session under these weights."""
    questions, most = scored_questions(session, catalog, weights), session.settings.silence
    return Scheme(
        catalog=catalog,
        reliance=weights.evidence,
        questions=questions,
        silence=silence_values(questions, weights.evidence, most),
        no_price=silence_of_number(weights.evidence, most),
        tree=problem_tree(catalog, weights, questions),
    )


def build_problem(
    scheme: Scheme,
    candidates: Sequence[str],
    answers: Worth,
    levels: Floats,
    *,
    has_yardstick: bool,
) -> Problem:
    """The arrays of these candidates.

    `answers`: what those to the scored questions are worth; `levels (candidates, 2)`: each one's (proven,
    claimed) price level, NaN without one. Where there is no yardstick to measure prices by, it applies to
    nobody.
    """
    catalog, questions, priced = scheme.catalog, scheme.questions, scheme.catalog.priced_criterion
    rows = dict(vars(answers))
    if priced is not None:
        _add_price(rows, levels, scheme.no_price, has_yardstick)
    return Problem(
        **rows,
        candidates=tuple(candidates),
        rows=(*(q.id for q in questions), *([] if priced is None else [priced])),
        criteria=tuple(catalog.criteria),
        pillars=tuple(p.id for p in catalog.questionnaires),
        tree=scheme.tree,
    )


def reweighed(problem: Problem, session: Session, catalog: Catalog, weights: ResolvedWeights) -> Problem:
    """The same answers under other weights: only the tree is new. The rows must be the same."""
    return replace(problem, tree=problem_tree(catalog, weights, scored_questions(session, catalog, weights)))


def _add_price(rows: dict[str, Any], levels: Floats, silence: float, has_yardstick: bool) -> None:
    """Add to the rows of answers that of the price level; without one a bid counts `silence`."""
    known = ~np.isnan(levels[:, 1])
    proven, possible = np.where(known, levels.T, [[0.0], [100.0]])
    price = Worth(
        proven=proven,
        possible=possible,
        point=np.where(known, (proven + possible) / 2, silence),
        applies=np.full(len(levels), has_yardstick),
        known=known,
        silent=~known,
        asked=known,
        silence=np.array(silence),
    )
    for name, row in vars(price).items():  # one after the other, so that only one is there twice
        rows[name] = np.concatenate([rows[name], row[..., None]], axis=-1)


def scored_questions(session: Session, catalog: Catalog, weights: ResolvedWeights) -> tuple[Question, ...]:
    """The questions of the session's size that are scored, and every must-have that is on."""
    return tuple(q for q in catalog.questions_in(session.size, weights.must_haves) if not q.is_of_bid)


def problem_tree(catalog: Catalog, weights: ResolvedWeights, questions: Sequence[Question]) -> Tree:
    """The questions and the price of the bid under their criteria, with the weights of this session."""
    criteria = list(catalog.criteria)
    pillars = [p.id for p in catalog.questionnaires]
    keys = [catalog.criterion_key(q) for q in questions]
    own = [weights.questions[q.id] for q in questions]
    if catalog.priced_criterion is not None:
        keys.append(catalog.priced_criterion)
        own.append(1.0)
    return Tree(
        criterion_of=np.array([criteria.index(key) for key in keys]),
        pillar_of=np.array([pillars.index(catalog.pillar_of_criterion[key].id) for key in criteria]),
        question_weights=np.array(own),
        criterion_weights=np.array([weights.criteria[key] for key in criteria]),
        pillar_weights=np.array([weights.pillars[pillar] for pillar in pillars]),
    )


def criterion_weights(problem: Problem) -> Floats:
    """Each criterion's share of the whole, (criteria,), summing to 1.

    One about which nobody is asked, or that applies to nobody, weighs nothing, as in the score.
    """
    tree = problem.tree
    asked = np.where(problem.applies.any(axis=0), tree.question_weights, 0.0)
    filled = np.bincount(tree.criterion_of, asked, tree.criteria) > 0
    own = np.where(filled, tree.criterion_weights, 0.0)
    within = np.bincount(tree.pillar_of, own, tree.pillars)[tree.pillar_of]
    share = np.divide(own, within, out=np.zeros(tree.criteria), where=within > 0)
    whole = share * tree.pillar_weights[tree.pillar_of]
    shares: Floats = whole / (whole.sum() or 1.0)
    return shares
