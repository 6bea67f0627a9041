"""Trees of questions for the tests."""

from __future__ import annotations

import numpy as np

from msp_select.engine import Tree

TREE = Tree(
    criterion_of=np.array([0, 0, 1, 2, 3, 3]),
    pillar_of=np.array([0, 0, 1, 1]),
    question_weights=np.array([1.0, 3.0, 2.0, 1.0, 1.0, 1.0]),
    criterion_weights=np.array([30.0, 10.0, 5.0, 10.0]),
    pillar_weights=np.array([40.0, 60.0]),
)
"""Six questions under four criteria under two pillars."""


def random_tree(rng: np.random.Generator) -> Tree:
    """A tree of up to 3 pillars, 5 criteria and 9 questions, in any order, some weighing nothing."""
    pillars, criteria, questions = (int(rng.integers(1, most)) for most in (4, 6, 10))
    return Tree(
        rng.integers(0, criteria, questions),
        rng.integers(0, pillars, criteria),
        rng.integers(0, 4, questions).astype(float) + 1e-3 * (rng.random() < 0.7),
        rng.integers(0, 4, criteria).astype(float) + 0.5,
        rng.integers(0, 4, pillars).astype(float) + 0.5,
    )
