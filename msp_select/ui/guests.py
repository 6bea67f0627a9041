"""How far those have come who were given a link: opened, handed in, taken in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from msp_select.errors import MspSelectError
from msp_select.model.evaluator_edits import evaluator_of
from msp_select.phrases.en.bidders import link_words
from msp_select.store.inbox import Guest, Inbox
from msp_select.store.invitations import Invitation, invitations
from msp_select.store.private_file import MOST_BYTES, read_private

if TYPE_CHECKING:
    from msp_select.open_session import OpenSession


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
