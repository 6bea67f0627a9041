"""Statements that may not stand together: how many of them do, over many random sessions.

    python -m tests.benchmarks.contradictions [SESSIONS]

Run by hand; 2,000 sessions by default, some minutes. Ends with status 1 if there is any, or if a rule never
met what it speaks of.
"""

from __future__ import annotations

import sys
from collections import Counter

from msp_select.decision.scoring.evaluate import evaluate
from msp_select.store.catalog import load_catalog
from tests.decision.contradictions_on_a_page import NEVER_TOGETHER, contradictions
from tests.decision.sessions_at_random import session_at_random
from tests.decision.test_contradictions import pages


def main(sessions: int = 2000) -> int:
    catalog = load_catalog()
    found: Counter[str] = Counter()
    said: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for seed in range(sessions):
        evaluation = evaluate(session_at_random(seed, catalog), catalog)
        kinds[evaluation.verdict.kind if evaluation.verdict else "none"] += 1
        for page in pages(evaluation):
            for one in contradictions(page, said):
                name = one.partition(":")[0]
                found[name] += 1
                if found[name] <= 3:
                    print(f"session {seed}, {page.explanation.subject}: {one}")
    print(f"{sessions} sessions: {', '.join(f'{n} {kind}' for kind, n in kinds.most_common())}")
    print(f"  {'rule':<52}{'said':>6}{'wrong':>6}")
    for rule in NEVER_TOGETHER:
        print(f"  {rule.__name__:<52}{said[rule.__name__]:>6}{found[rule.__name__]:>6}")
    print(f"{found.total()} statements that may not stand together")
    never = [rule.__name__ for rule in NEVER_TOGETHER if not said[rule.__name__]]
    if never:
        print(f"No session said what these rules speak of: {', '.join(never)}")
    return 1 if found or never else 0


if __name__ == "__main__":
    sys.exit(main(*(int(x) for x in sys.argv[1:2])))
