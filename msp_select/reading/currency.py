"""In which currency the amounts of a document are, and whether it is the session's."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from msp_select.model.number_text import currencies_of
from msp_select.reading.segments import Segment

_SYMBOL = {
    "POUNDS": "£", "DOLLARS": "$", "EURO": "€", "EUROS": "€", "C$": "CA$", "AU$": "A$", "AUD$": "A$",
}  # fmt: skip


class Currencies:
    """The currency of each amount: its own sentence's, or else the one its document names most."""

    def __init__(self, segments: Sequence[Segment], session: str) -> None:
        self._session = session
        counted: defaultdict[int, Counter[str]] = defaultdict(Counter)
        for segment in segments:
            counted[segment.document].update(_named(segment))
        self._usual: Mapping[int, str] = {at: one.most_common(1)[0][0] for at, one in counted.items() if one}

    def foreign(self, segment: Segment) -> str:
        """What the amounts of a segment are in, as it is written, where that is not the session's; or ""."""
        named = _named(segment) or [self._usual.get(segment.document, "")]
        others = [one for one in named if one and self._session not in currencies_of(_SYMBOL.get(one, one))]
        return others[0] if len(others) == len(named) else ""


def _named(segment: Segment) -> list[str]:
    return [one.currency for one in segment.quantities if one.currency]
