"""What a language is: the wording of every kind of fact, and of every handout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from msp_select.decision.fact import Fact
from msp_select.decision.handouts.handout import Handout
from msp_select.phrases.phrase import Wording
from msp_select.phrases.sheet import SheetWording


@dataclass(frozen=True)
class Language:
    """A language: its `code` (ISO 639-1), the wording of every kind of fact, and of every handout."""

    code: str
    wordings: Mapping[type[Fact], Wording]
    sheets: Mapping[type[Handout], SheetWording]
