"""English: which function words which kind of fact."""

from __future__ import annotations

from msp_select.decision.findings.worth import EvenSwaps, Premium
from msp_select.phrases.en import worth
from msp_select.phrases.phrase import Language

ENGLISH = Language(
    code="en",
    wordings={
        EvenSwaps: worth.even_swaps,
        Premium: worth.premium,
    },
)
