"""Those who are given a link: how far each has come, and what can be done about a link."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from msp_select.errors import FileError, MspSelectError
from msp_select.model.edits import with_fields
from msp_select.model.evaluator_edits import evaluator_of
from msp_select.model.sheets import awaits, with_sent
from msp_select.phrases.en.bidders import (
    LINKS_OPEN_NOTHING,
    MAKE,
    NOT_SERVED,
    OPEN_AGAIN,
    OPENED_AGAIN,
    TAKE_BACK,
    TAKEN_BACK,
    link_hint,
    link_words,
)
from msp_select.store.inbox import Guest, Inbox
from msp_select.store.invitations import (
    DAYS,
    Invitation,
    invitations,
    invite,
    served_last,
    withdraw_all,
)
from msp_select.store.private_file import MOST_BYTES, read_private

if TYPE_CHECKING:
    from msp_select.model.session import Session
    from msp_select.open_session import OpenSession
    from msp_select.ui.place_frame import Place

LOOKS = 5.0  # seconds between two looks at who has come in


@dataclass(frozen=True)
class Visit:
    """How far one guest is: `form` is what they handed in, `taken` whether the log says it was taken in."""

    opened: dt.date | None = None
    handed_in: dt.date | None = None
    form: Path | None = None
    taken: bool = False

    @property
    def words(self) -> str:
        """The same in words."""
        return link_words(self.opened, self.handed_in, taken=self.taken)


def visits(work: OpenSession) -> Mapping[tuple[Guest, str], Visit]:
    """How far each is who was invited, by role and id; nobody where that cannot be read."""
    file, found = Path(work.stored.path), dict[tuple[Guest, str], Visit]()
    if work.read_only:
        return found
    try:
        for one in invitations(file):
            key = one.role, guest_id(work, one)
            found[key] = _visit(work, one, found.get(key, Visit()), key[1])
    except MspSelectError:
        return {}
    return found


def guest_id(work: OpenSession, one: Invitation) -> str:
    """The id of whoever was invited: of an evaluator the name may have been said."""
    return one.who if one.role == "bidder" else evaluator_of(work.session, one.who).id


class GuestWatch:
    """Who comes in and hands in while a page is open: `changed` is called where somebody has."""

    def __init__(self, place: Place, changed: Callable[[], None]) -> None:
        self._place, self._changed = place, changed
        self._seen: Mapping[tuple[Guest, str], Visit] = {}

    def begin(self) -> None:
        """Look again and again."""
        self._place.set_interval(LOOKS, self._again)

    def look(self) -> Mapping[tuple[Guest, str], Visit]:
        """How far each is now."""
        self._seen = visits(self._place.work)
        return self._seen

    def _again(self) -> None:
        if self._place.is_ready and self._place.is_current and visits(self._place.work) != self._seen:
            self._changed()


class Links:
    """What can be done about the link of one guest, called `name` (MspSelectError)."""

    def __init__(self, work: OpenSession, guest: tuple[Guest, str], name: str) -> None:
        self._work, self._guest, self._name = work, guest, name
        self._file = Path(work.stored.path)
        if work.read_only:
            raise FileError(*NOT_SERVED)
        self._served = served_last(self._file)
        if not self._served.invited:
            raise FileError(*LINKS_OPEN_NOTHING)
        self._visit = visits(work).get(guest)

    @property
    def hint(self) -> str:
        """What a link is, and how far its guest is with it."""
        return link_hint(self._visit.words if self._visit is not None else "", DAYS)

    @property
    def deeds(self) -> list[tuple[str, str]]:
        """What can be done now: "make", "open" and "back", each with its words."""
        visit, found = self._visit, [("make", MAKE)]
        found += [("open", OPEN_AGAIN)] if visit is not None and visit.handed_in is not None else []
        found += [("back", TAKE_BACK)] if visit is not None else []
        return found

    def make(self) -> str:
        """A new link; it is kept nowhere."""
        role, who = self._guest
        return self._served.link(invite(self._file, role, who, self._work.now())[1])

    def do(self, deed: str) -> str:
        """Do what is none but to "make" one, and say that it is done."""
        role, who = self._guest
        if deed == "open":
            Inbox.of(self._file).reopen(role, who)
            return f"{self._name}: {OPENED_AGAIN}"
        names = {one.who for one in invitations(self._file) if guest_id(self._work, one) == who}
        withdraw_all(self._file, role, names)
        return f"{self._name}: {TAKEN_BACK}"


def with_link(session: Session, candidate: str, day: dt.date) -> Session:
    """The session once a bidder has a link: asked by it, as by a sheet, unless a sheet is out already."""
    if not awaits(session.candidate(candidate)):
        session = with_sent(session, candidate, day, session.size)
    return with_fields(session, answers_by="sheets")


def _visit(work: OpenSession, one: Invitation, before: Visit, who: str) -> Visit:
    inbox = Inbox.of(Path(work.stored.path))
    days = [_day(one.opened), before.opened]
    opened = min((day for day in days if day is not None), default=None)
    draft = inbox.draft(one.role, who)
    handed_in = _day(draft.handed_in)
    if handed_in is None:
        return Visit(opened)
    form = inbox.form_of(draft)
    digest = sha256(read_private(form, MOST_BYTES)).hexdigest()
    taken = any(digest in f"{entry.what} {entry.why}" for entry in work.session.log)
    return Visit(opened, handed_in, form, taken)


def _day(moment: str) -> dt.date | None:
    return dt.datetime.fromisoformat(moment).date() if moment else None
