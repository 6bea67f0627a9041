"""What stands around a figure: whose it is, what it stands under, and what a payment depends on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from msp_select.model.reading_rules import FieldRule
from msp_select.reading.evidence_index import Cues, Found
from msp_select.reading.segments import Segment

_BAND = re.compile(
    r"(?:(?P<low>\d{1,4})\s*(?:to|-|–|—|and|up to)\s*(?P<high>\d{1,4}))"
    r"|(?:up to|under|below|fewer than|first|≤|<)\s*(?P<top>\d{1,4})"
    r"|(?:(?:over|above|more than|from|≥|>)\s*(?P<floor>\d{1,4}))"
    r"|(?:(?P<open>\d{1,4})\s*(?:\+|and over|and above|or more|and more|plus|upwards))",
    re.I,
)


@dataclass(frozen=True)
class Counts:
    """What the session says there is."""

    users: Decimal | None
    devices: Decimal | None
    term_months: int


class Context:
    """All segments of a reading, and what the cues say of those around one of them."""

    def __init__(self, cues: Cues, segments: Sequence[Segment], counts: Counts) -> None:
        self.cues, self.segments, self.counts = cues, segments, counts

    def has_conditions(self, rule: FieldRule, segment: Segment) -> bool:
        """Whether another sentence of the document makes a payment at the start depend on something."""
        for one in self.segments:
            if one.document != segment.document or one.zone == "quoted" or one.kind == "head":
                continue
            found = self.cues.of(one)
            if found.get(("", "condition")) and found.get((rule.target, "cues")):
                return True
        return False

    def is_for_others(self, segment: Segment) -> bool:
        """Whether it is said by or of somebody else, in its own words or those it stands under.

        Whoever asks for money to take over speaks of the present provider as well.
        """
        found = self.cues.of(segment)
        if segment.aside or (found.get(("", "incumbent")) and not found.get(("bid.onboarding", "cues"))):
            return True
        above = map(self.cues.of_text, (segment.heading, segment.title, segment.lead))
        return any(one.get(("", "others")) for one in (found, *above))

    def speaks_of(self, rule: FieldRule, segment: Segment) -> bool:
        """Whether a word of the field's matter stands in it, before it, or in what it stands under."""
        above = (segment.heading, segment.title, segment.lead, *segment.columns)
        about = [self.cues.of(segment), *map(self.cues.of_text, above)]
        before = self.before(segment)
        if before is not None:
            about.append(self.cues.of(before))
        return any(found.get((rule.target, "about")) for found in about)

    def before(self, segment: Segment) -> Segment | None:
        """The sentence before it in the same paragraph."""
        at = segment.at - self.segments[0].at - 1
        before = self.segments[at] if at >= 0 else None
        same = before is not None and before.paragraph == segment.paragraph
        return before if same and before is not None and before.document == segment.document else None

    def stands_under_options(self, segment: Segment) -> bool:
        """Whether what it stands under says that it is no part of the offer."""
        above = (segment.heading, segment.title, segment.lead, *segment.columns)
        return any(self.cues.of_text(one).get(("", "optional")) for one in above)

    @staticmethod
    def is_optional(said: Found) -> bool:
        """Whether the label of a row says that it is no part of the offer."""
        return bool(said.get(("", "optional")))

    def band(self, segment: Segment) -> tuple[int, int] | None:
        """The numbers of users a row is for, where its first cell or the one after it is such a band."""
        for at, cell in enumerate(segment.cells[:2]):
            over = segment.columns[at] if at < len(segment.columns) else ""
            about = f"{cell} {over} {segment.heading}"
            found = _BAND.search(cell)
            if found is None or not re.search(
                r"\b(?:users?|seats?|staff|people|employees|devices|pcs|computers|heads?)\b", about, re.I
            ):
                continue
            if re.search(r"[£$€%]", cell):
                continue
            low = found["low"] or found["floor"] or found["open"] or "0"
            high = found["high"] or found["top"] or "999999"
            return int(low), int(high)
        return None

    def in_band(self, rule: FieldRule, band: tuple[int, int]) -> bool | None:
        count = self.counts.devices if rule.target == "bid.per_device" else self.counts.users
        return None if count is None else band[0] <= count <= band[1]
