"""An answer's note in two parts: what the owner wrote, and what the bidder wrote in the form.

Only the bidder's own part is ever sent to a bidder: an owner's note may say what the owner thinks of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from msp_select.exchange.wording import OFFERS, chosen, note_text
from msp_select.model.fields import MAX_TEXT

LEFT_BLANK = "left blank"
"""The note of an answer that was asked for in the form and not given."""

_OFFER = "Offered as proof: "
_FROM = "From the bidder: "
_BIDDERS_PART = re.compile(rf"^(?:{re.escape(_OFFER)}|{re.escape(_FROM)})", re.MULTILINE)


@dataclass(frozen=True)
class NoteParts:
    """What the owner noted; what the bidder offers as proof and noted."""

    owner: str = ""
    offer: str | None = None
    bidder: str = ""

    def with_bidder(self, offer: str | None, bidder: str) -> NoteParts:
        """The owner's part kept, the bidder's replaced."""
        return NoteParts(self.owner, offer, bidder)

    def joined(self) -> str:
        """Both parts as one note of an answer."""
        lines = [self.owner] if self.owner else []
        if self.offer is not None and self.offer != "written":
            lines.append(_OFFER + OFFERS[self.offer])
        if self.bidder:
            lines.append(_FROM + self.bidder)
        return "\n".join(lines)

    @property
    def too_long(self) -> int:
        """By how many characters both parts together are too long for one note."""
        return max(len(self.joined()) - MAX_TEXT, 0)


def note_parts(note: str) -> NoteParts:
    """The parts of a note, as `joined` put them together."""
    found = _BIDDERS_PART.search(note)
    if found is None:
        return NoteParts(note)
    owner, rest = note[: found.start()].removesuffix("\n"), note[found.start() :]
    offer: str | None = None
    if rest.startswith(_OFFER):
        words, _, rest = rest.removeprefix(_OFFER).partition("\n")
        offer = chosen(OFFERS, words)
    return NoteParts(owner, offer, note_text(rest.removeprefix(_FROM)))
