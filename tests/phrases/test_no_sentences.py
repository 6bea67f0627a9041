"""What is worked out without a language holds no text that a person would read."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import msp_select

LEFT: dict[str, int] = {
    "decision/panel/pseudonyms.py": 1,
    "engine/__init__.py": 1,
    "engine/answer_draws.py": 8,
    "engine/asking.py": 2,
    "engine/validation.py": 23,
    "engine/confidence.py": 1,
    "engine/difference.py": 1,
    "engine/dominance.py": 1,
    "engine/hierarchy.py": 5,
    "engine/information.py": 5,
    "engine/methods/__init__.py": 5,
    "engine/methods/electre.py": 2,
    "engine/methods/promethee.py": 5,
    "engine/methods/thresholds.py": 3,
    "engine/methods/weighted_product.py": 2,
    "engine/rank_acceptability.py": 6,
    "engine/ranking.py": 6,
    "engine/sampling.py": 5,
    "engine/sensitivity.py": 5,
    "engine/simulation.py": 5,
    "engine/weight_draws.py": 1,
    "engine/values.py": 4,
    "engine/weights.py": 4,
    "model/service_agreement.py": 9,
    "model/answer_checks.py": 24,
    "model/after_edits.py": 3,
    "model/answer_kinds.py": 8,
    "model/assumptions.py": 1,
    "model/bid.py": 6,
    "model/bid_lists.py": 13,
    "model/business.py": 10,
    "model/candidate.py": 19,
    "model/cues.py": 4,
    "model/documents.py": 3,
    "model/edits.py": 2,
    "model/conditions.py": 2,
    "model/differences.py": 6,
    "model/reading_rules.py": 2,
    "model/disclosure.py": 5,
    "model/scalars.py": 26,
    "model/cost_feeds.py": 1,
    "model/letterhead.py": 2,
    "model/log.py": 15,
    "model/months.py": 13,
    "model/number_text.py": 2,
    "model/provider.py": 6,
    "model/questionnaire.py": 19,
    "model/reference_call.py": 2,
    "model/usual_ranges.py": 1,
    "model/session.py": 7,
    "model/signed.py": 34,
    "model/sizes.py": 1,
    "model/voices.py": 1,
    "model/weights.py": 4,
    "decision/costing/cash_columns.py": 2,
    "decision/costing/rate_columns.py": 2,
}
"""How many pieces of text each module still holds that a person might read: the numbers only fall."""
WORD = re.compile(r"[^\W\d_]{2}")  # marks alone, between ids or in a pattern, say nothing
FEWEST_WORDS = 3  # a code such as "not known" has two


def texts(source: str) -> Iterator[str]:
    """The strings of a module, without its docstrings and without the codes that a type of it names."""
    nodes = list(ast.walk(ast.parse(source)))
    idle = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    codes = {
        part.value
        for node in nodes
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Literal"
        for part in ast.walk(node.slice)
        if isinstance(part, ast.Constant)
    }
    for node in nodes:
        if id(node) in idle or not isinstance(node, ast.Constant) or node.value in codes:
            continue
        if isinstance(node.value, str):
            yield node.value


def sentences(source: str) -> list[str]:
    """Those that a person would read: of three words or more, or with the punctuation of a sentence."""
    return [
        text
        for text in texts(source)
        if len(text.split()) >= FEWEST_WORDS or (WORD.search(text) and text.rstrip()[-1] in ".?:!")
    ]


def test_a_sentence_is_found_wherever_it_stands() -> None:
    named = 'Word = Literal["not known yet", "shared"]\nword: Word = "not known yet"'
    assert sentences(f'"""A docstring of a module."""\n{named}\nask = "Ask them now"') == ["Ask them now"]
    assert sentences('def f(n):\n    """One."""\n    return f"They have {n} open must-haves."')
    assert sentences('title = "Before you sign"') == ["Before you sign"]
    assert sentences('code = "in writing"') == []
    assert sentences('key = f"{pillar}.{criterion}"; name = f"{pillar}: {title}"') == []


def test_no_sentence_stands_where_no_language_is_known() -> None:
    root = Path(msp_select.__file__).parent
    modules = [path for part in ("decision", "engine", "model") for path in (root / part).rglob("*.py")]
    found = {
        path.relative_to(root).as_posix(): len(said)
        for path in modules
        if (said := sentences(path.read_text("utf-8")))
    }
    assert found == LEFT, "into the phrases with it; or fewer are left, and the table says so"
