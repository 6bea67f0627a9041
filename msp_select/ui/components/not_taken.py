"""Which finds were not taken when they were accepted, and why, for as long as they would not be."""

from __future__ import annotations

from msp_select.errors import UsageError
from msp_select.model.documents import AcceptedValue
from msp_select.model.session import Session
from msp_select.reading.asked import Asked, Place
from msp_select.reading.sitting import Sitting


class NotTaken:
    """What was tried with each find."""

    def __init__(self) -> None:
        self._tried: dict[str, tuple[Place, AcceptedValue | None]] = {}

    def add(self, asked: Asked, place: Place, value: AcceptedValue | None) -> None:
        """This was tried with a find, and was refused."""
        self._tried[asked.key] = place, value

    def forget(self, asked: Asked) -> None:
        """It has been decided."""
        self._tried.pop(asked.key, None)

    def why(self, sitting: Sitting, session: Session, at: int) -> str:
        """Why the find there would still be refused as it was tried; nothing once it would be taken."""
        asked = sitting.asked[at] if sitting.asked else None
        if asked is None or asked.key not in self._tried:
            return ""
        place, value = self._tried[asked.key]
        try:
            sitting.accepted(session, asked, place, value=value)
        except UsageError as error:
            return f"{error.message} {error.remedy}"
        self.forget(asked)
        return ""
