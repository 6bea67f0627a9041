"""Who was invited to a selection: the keys of bidders and evaluators, kept beside it as digests alone.

Beside them stands where the selection was served last, so that a link made elsewhere leads there.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path

from msp_select.errors import FileError, FileInUse, UsageError, shown_path
from msp_select.store.atomic_write import PREFIX
from msp_select.store.inbox import Guest
from msp_select.store.locking import locked
from msp_select.store.private_file import read_private, write_private

DAYS, TIMES = 21, 10  # an invitation holds so long, and so often
PATIENCE = 5.0  # seconds
ORIGIN = "http://127.0.0.1:8765"  # where `serve` is without settings


@dataclass(frozen=True)
class Invitation:
    """Who may come in: until when, how often still, when they first did; `key` is the digest of the key."""

    id: str
    role: Guest
    who: str
    key: str
    until: str
    left: int
    opened: str = ""

    def holds(self, now: dt.datetime) -> bool:
        """Whether it is still good at that time, however often it was used."""
        return now < dt.datetime.fromisoformat(self.until)


@dataclass(frozen=True)
class Served:
    """Where a selection was served last, and whether an invitation opens anything there."""

    origin: str = ORIGIN
    invited: bool = True

    def link(self, key: str) -> str:
        """The link with a key: what stands behind the # reaches no server, proxy or log."""
        return f"{self.origin}/enter#{key}"


def digest(key: str) -> str:
    """What is kept of a key."""
    return sha256(key.encode("utf-8", "replace")).hexdigest()


def place_of(file: Path) -> Path:
    """Where the invitations to a selection are kept."""
    return file.with_name(f"{file.name}.invitations.json")


def lock_of_invitations(file: Path) -> Path:
    """What is held while they are changed."""
    return file.with_name(f"{PREFIX}{digest(place_of(file).name)[:12]}.lock")


def served_place(file: Path) -> Path:
    """Where it is noted where the selection was served."""
    return file.with_name(f"{file.name}.served.json")


def served_last(file: Path) -> Served:
    """Where the selection was served last; where it would be, if it never was (FileError)."""
    place = served_place(file)
    try:
        return Served(**json.loads(read_private(place) or b"{}"))
    except (ValueError, TypeError):
        raise FileError(
            f"{shown_path(place)}: is not what msp-select wrote there", "Remove it and serve again."
        ) from None


def note_served(file: Path, served: Served) -> None:
    """Note where the selection is served now (FileError)."""
    write_private(served_place(file), json.dumps(asdict(served)).encode())


def invitations(file: Path) -> tuple[Invitation, ...]:
    """Everybody who is invited to the selection (FileError)."""
    place = place_of(file)
    try:
        return tuple(Invitation(**one) for one in json.loads(read_private(place) or b"[]"))
    except (ValueError, TypeError):
        raise FileError(
            f"{shown_path(place)}: is not what msp-select wrote there", "Remove it and invite again."
        ) from None


def invite(
    file: Path, role: Guest, who: str, now: dt.datetime, *, days: float = DAYS, times: int = TIMES
) -> tuple[Invitation, str]:
    """A new invitation, kept beside the selection, and its key, which is kept nowhere (FileError)."""
    key = secrets.token_urlsafe(32)
    until = (now + dt.timedelta(days=days)).isoformat(timespec="seconds")
    made = Invitation(secrets.token_hex(4), role, who, digest(key), until, times)
    _change(file, lambda there: (*there, made))
    return made, key


def use(file: Path, key: str, now: dt.datetime) -> Invitation | None:
    """The invitation that a key opens, used once more; None where it opens nothing, or no longer."""
    found: list[Invitation] = []

    def used(there: tuple[Invitation, ...]) -> tuple[Invitation, ...]:
        after = []
        for one in there:
            if one.key == digest(key) and one.left > 0 and one.holds(now):
                opened = one.opened or now.isoformat(timespec="seconds")
                one = replace(one, left=one.left - 1, opened=opened)
                found.append(one)
            after.append(one)
        return tuple(after)

    if not any(one.key == digest(key) for one in invitations(file)):
        return None
    _change(file, used)
    return found[0] if found else None


def withdraw_all(file: Path, role: Guest, names: Collection[str]) -> None:
    """Take back every invitation of somebody, under each name it may stand (FileError)."""
    _change(file, lambda there: tuple(one for one in there if one.role != role or one.who not in names))


def withdraw(file: Path, id_: str) -> Invitation:
    """Take an invitation back (UsageError where there is none of that id)."""
    gone = next((one for one in invitations(file) if one.id == id_), None)
    if gone is None:
        ids = ", ".join(one.id for one in invitations(file)) or "nobody is invited"
        raise UsageError(f'There is no invitation "{shown_path(id_)}".', f"Use one of: {ids}.")
    _change(file, lambda there: tuple(one for one in there if one.id != id_))
    return gone


def _change(file: Path, change: Callable[[tuple[Invitation, ...]], tuple[Invitation, ...]]) -> None:
    place = place_of(file)
    in_use = FileInUse(f"{shown_path(place)}: another program holds it", "Try again in a moment.")
    with locked(lock_of_invitations(file), PATIENCE, in_use):
        write_private(place, json.dumps([asdict(one) for one in change(invitations(file))]).encode())
