"""English: which function words which kind of fact."""

from __future__ import annotations

from msp_select.decision.findings.evaluators import EvaluatorsDiffer, MarksHidden
from msp_select.decision.findings.must_haves import MustHaves, OwnMustHaves
from msp_select.decision.findings.what_if import FewestChanges, FewestChangesAgainst
from msp_select.decision.findings.worth import EvenSwaps, Premium
from msp_select.phrases.en import evaluators, fewest_changes, must_haves, worth
from msp_select.phrases.phrase import Language

ENGLISH = Language(
    code="en",
    wordings={
        EvenSwaps: worth.even_swaps,
        EvaluatorsDiffer: evaluators.evaluators_differ,
        FewestChanges: fewest_changes.fewest_changes,
        FewestChangesAgainst: fewest_changes.fewest_changes,
        MarksHidden: evaluators.marks_hidden,
        MustHaves: must_haves.must_haves,
        OwnMustHaves: must_haves.must_haves,
        Premium: worth.premium,
    },
)
