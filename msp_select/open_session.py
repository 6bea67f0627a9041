"""The open session: the one thing that changes. Every change is saved at once and can be undone."""

from __future__ import annotations

import datetime as dt
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msp_select.decision.panel.candidate_lookup import typed_for
from msp_select.decision.scoring.redaction import seen
from msp_select.decision.weighting.resolved_weights import resolve_weights
from msp_select.errors import FileInUse, MspSelectError, ReasonNeeded
from msp_select.model.catalog import Catalog
from msp_select.model.disclosure import VEILS, states_weights
from msp_select.model.edits import logged, set_settings, with_fields
from msp_select.model.log import LogKind
from msp_select.model.session import Session, differing_answers
from msp_select.model.weights import OwnWeights
from msp_select.store.catalog import load_catalog
from msp_select.store.earlier_versions import Version, previous_versions
from msp_select.store.providers import is_provider, parse_provider, write_provider
from msp_select.store.recovery import Recovery, recoveries, write_recovery
from msp_select.store.scored_with import as_scored, changed_outside, log_words
from msp_select.store.session import (
    StoredSession,
    load_session,
    new_session_file,
    parse_session,
    replace_session_file,
    save_session,
)

if TYPE_CHECKING:
    from msp_select.decision.scoring.evaluation import Evaluation

UNDO_STEPS = 200
TRAVELLED = {"taken_back": "taken back", "done_again": "done again"}
Clock = Callable[[], dt.datetime]


def utc_now() -> dt.datetime:
    """The time of day, in UTC, to the second."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


@dataclass(frozen=True)
class _Moment:
    """A session as it was before a change, and what the change was."""

    session: Session
    what: str


class OpenSession:
    """A session being worked on, its file, its undo history and its latest evaluation.

    `saved_at` is when the file last held everything; `problem` is why it does not, if so. A change that
    cannot be saved stays in memory and, with `keep_unsaved`, in a recovery copy from that moment on, so that
    it outlives the program however that ends; once it is saved the copy goes. `changed_outside` is what of
    weights, questions, values and settings is not as it was last saved: to be told before results show.
    """

    def __init__(
        self, stored: StoredSession, catalog: Catalog, *, clock: Clock = utc_now, keep_unsaved: bool = False
    ) -> None:
        self._stored = stored
        self.changed_outside = changed_outside(stored.session, catalog)
        self._session = stored.session
        self._clock = clock
        self._saving = threading.Lock()
        self._undo: list[_Moment] = []
        self._redo: list[_Moment] = []
        self._evaluations: dict[tuple[int, int], tuple[Session, Evaluation]] = {}
        self._latest: Evaluation | None = None
        self.trial: OwnWeights | None = None
        self.trial_of = ""
        self._weighed: tuple[Session, Session] | None = None
        self._shown: tuple[Session, Session] | None = None
        self._catalog = catalog
        self.recovery: Recovery | None = None
        self.after_save: Callable[[], None] | None = None  # told of every try to save, whatever came of it
        self._keep_unsaved = keep_unsaved
        self.saved_at: dt.datetime | None = None
        self.problem: MspSelectError | None = None
        if self.changed_outside and not stored.read_only:
            # In the log before anything is worked out; in the file with the first change.
            what, weights = log_words(self.changed_outside), any(c.weights for c in self.changed_outside)
            told = logged(stored.session, clock(), "changed_outside", what, weights=weights)
            self._session = as_scored(told, catalog)
        self._opened = self._session

    @classmethod
    def open(cls, reference: str, *, clock: Clock = utc_now, keep_unsaved: bool = False) -> OpenSession:
        """The session FILE stands for; an example opens as a read-only copy."""
        beside = None if reference.startswith("example:") else Path(reference).parent
        catalog = load_catalog(beside)
        work = cls(load_session(reference, catalog), catalog, clock=clock, keep_unsaved=keep_unsaved)
        if work.changed_outside and work.session.settings.weights_locked is not None:
            work.save(opened=True)  # whoever moves locked weights by a file is in the log before results show
        return work

    @property
    def session(self) -> Session:
        """The session as it is now."""
        return self._session

    @property
    def catalog(self) -> Catalog:
        """What is asked and scored in the session as it is now; `catalog.whole` is all there is."""
        return self._catalog.within(self._session.weights)

    @property
    def shown(self) -> Session:
        """The session as its owner may see it; hidden names leave the ids, for whoever edits by them."""
        if self._shown is None or self._shown[0] is not self._session:
            self._shown = (self._session, seen(self._session, self.catalog))
        return self._shown[1]

    @property
    def weighed(self) -> Session:
        """The session with the weights on trial; itself where there are none."""
        if self.trial is None:
            return self._session
        if self._weighed is None or self._weighed[0] is not self._session:
            self._weighed = (self._session, with_fields(self._session, weights=self.trial))
        return self._weighed[1]

    def try_weights(self, session: Session | None, what: str = "") -> None:
        """Put the weights of `session` on trial, or (None) end the trial; nothing is changed by that.

        `trial_of` is what was moved, of one move after the other "weights".
        """
        self.trial_of = what if self.trial is None or self.trial_of == what else "weights"
        self.trial = None if session is None else session.weights
        self._weighed = None

    def may_be_tried(self, session: Session) -> bool:
        """Whether the weights of `session` can be on trial: they are locked, and count the same parts."""
        left_out = self._catalog.whole.left_out
        same = left_out(session.weights) == left_out(self._session.weights)
        return same and self.needs_reason(session)

    def called(self, candidate_id: str) -> str:
        """What to type for that candidate, and to put into names of files: its id, or its letter."""
        return typed_for(self._session)[candidate_id]

    @property
    def stored(self) -> StoredSession:
        """The file behind the session, as last read or written."""
        return self._stored

    @property
    def reference(self) -> str:
        """What to type to open this session again."""
        return self._stored.name

    @property
    def read_only(self) -> bool:
        """Whether changes stay in memory, as in a bundled example."""
        return self._stored.read_only

    @property
    def kept_words(self) -> str:
        """What became of the answers that could not be saved."""
        if self.recovery is None:
            return "What you answered since is kept nowhere else: leave this open until it is saved."
        return "What you answered since is kept apart, and offered when this session is opened next."

    def now(self) -> dt.datetime:
        """The time to write into the log."""
        return self._clock()

    def change(
        self, session: Session, what: str, *, save: bool = True, joined: bool = False, why: str = ""
    ) -> None:
        """Take the changed session, remember how to undo it, and save.

        A `joined` change continues the last one of the same name, as in ten presses of an arrow key: one
        undo takes them all back.

        Once prices have been opened the weights are locked: a change of them needs a reason, `why`, and is
        logged with it (ReasonNeeded without; `needs_reason` tells beforehand). A joined run gives it once.

        An interface that must draw first passes `save=False` and calls `save()` right after, from a thread:
        one save at a time, each of the newest state.
        """
        if session == self._session:
            return
        if session.weights != self._session.weights:
            self.try_weights(None)
        continues = joined and bool(self._undo) and self._undo[-1].what == what
        if not continues and self.needs_reason(session):
            if not why.strip():
                raise _reason_needed()
            what_changed = f"weights changed: {what}"
            session = logged(session, self._clock(), "changed", what_changed, why, weights=True)
        if not continues:
            self._undo = [*self._undo[-UNDO_STEPS + 1 :], _Moment(self._session, what)]
        self._redo.clear()
        self._session = self._as_scored(session)
        if save:
            self.save()

    def needs_reason(self, session: Session) -> bool:
        """Whether changing to this session moves locked weights without a reason in its log."""
        before = self._session
        if before.settings.weights_locked is None or not self._moves_weights(before, session):
            return False
        return not any(entry.why.strip() for entry in session.log[len(before.log) :])

    def _moves_weights(self, before: Session, after: Session) -> bool:
        if states_weights(before) != states_weights(after):
            return True
        if before.business == after.business:
            return False
        was, now = (resolve_weights(one, self._catalog.within(one.weights)) for one in (before, after))
        return (was.pillars, was.criteria, was.questions) != (now.pillars, now.criteria, now.questions)

    def undo(self, *, save: bool = True) -> str | None:
        """Go one change back; what was undone, or None at the beginning. A trial goes first."""
        if self.trial is not None:
            self.try_weights(None)
            return "weights on trial"
        return self._travel(self._undo, self._redo, save, "taken_back")

    def redo(self, *, save: bool = True) -> str | None:
        """Do again what was undone last; what it was, or None."""
        return self._travel(self._redo, self._undo, save, "done_again")

    def versions(self) -> tuple[Version, ...]:
        """What the file held before its saves, the newest first; nothing for an example."""
        return () if self.read_only else previous_versions(self._stored.path)

    def version(self, version: Version) -> Session:
        """The session as a version kept it (FileError, FileFaults)."""
        return parse_session(version.read(), f"version {version.number}", self.catalog)

    def restore(self, version: Version, *, save: bool = True, why: str = "") -> None:
        """Go back to a version; one undo takes it back, and what the file holds now becomes a version.

        The log stays and says so, what is hidden stays hidden, and locked weights need a reason, as in
        `change` (FileError, FileFaults, ReasonNeeded).
        """
        self._go_back(
            self.version(version), "restored", f"version {version.number} restored", save=save, why=why
        )

    def _go_back(self, then: Session, kind: LogKind, what: str, *, save: bool, why: str) -> None:
        now = self._session
        hidden = {veil.setting: getattr(now.settings, veil.setting) for veil in VEILS.values()}
        kept = with_fields(then, log=now.log, log_chain=now.log_chain, catalog=now.catalog)
        kept = set_settings(kept, weights_locked=now.settings.weights_locked, **hidden)
        if kept == now:
            return
        if why.strip() or not self.needs_reason(kept):
            moved = self._moves_weights(now, kept)
            kept = logged(kept, self._clock(), kind, what, why, weights=moved)
        self.change(kept, what, save=save)

    @property
    def unsaved(self) -> bool:
        """Whether anything is still to be written; a session that was only opened is not."""
        return not self.read_only and (self._is_new(opened=False) or self.problem is not None)

    def _is_new(self, *, opened: bool) -> bool:
        session = self._session
        return session is not self._stored.session and (opened or session is not self._opened)

    def save(self, *, opened: bool = False) -> None:
        """Write the session to its file; on trouble `problem` says why and everything is kept as above.

        A session that was only opened is not written, unless `opened` says so. While another program holds
        the file it is waited for, with the recovery copy written first; after that was in vain it is only
        tried. So an interface calls this from a thread; one save runs at a time.
        """
        if self.read_only:
            return
        with self._saving:
            # In this order: a copy taken over meanwhile goes only with a session that has it.
            copy, session = self.recovery, self._session
            if not self._is_new(opened=opened) and self.problem is None:
                return
            try:
                try:
                    stored = save_session(self._stored, session, self._clock(), wait=False)
                except FileInUse:
                    if isinstance(self.problem, FileInUse):
                        raise
                    copy = self._kept_copy(session, copy)  # whoever ends the program now loses nothing
                    stored = save_session(self._stored, session, self._clock())
            except MspSelectError as error:
                self.problem = error
                self._kept_copy(session, copy)
            else:
                self._stored, self._opened = stored, session
                self.problem = None
                self.saved_at = self._clock()
                self._drop(copy)
        if self.after_save is not None:
            self.after_save()

    def close(self) -> None:
        """Save what is not saved; what cannot be is in the recovery copy. For every way out, also signals.

        So is what was saved, where somebody has removed or damaged the file since.
        """
        self.save()
        if self.saved_at is None or self.problem is not None:
            return
        try:
            load_session(self._stored.path, self._catalog.whole)
        except MspSelectError as error:
            with self._saving:
                self.problem = error
                self._kept_copy(self._session, self.recovery)

    def give_up(self) -> None:
        """Let go of what could not be saved, the recovery copy included: it is elsewhere, or unwanted."""
        with self._saving:
            self.problem = None
            self._opened = self._session
            self._drop(self.recovery)

    def recovered(self) -> tuple[tuple[Recovery, int], ...]:
        """What an earlier run could not save of this file, the newest first, and how many answers differ.

        A copy of which everything is in the file by now is removed, one that cannot be read left out.
        """
        if self.read_only:
            return ()
        found, now = [], self._session
        for recovery in recoveries(self._stored.path):
            if self.recovery is not None and recovery.path == self.recovery.path:
                continue
            with suppress(MspSelectError):
                then = recovery.read(self.catalog)
                if with_fields(then, log=now.log, log_chain=now.log_chain) == now:
                    recovery.discard()
                else:
                    found.append((recovery, differing_answers(now, then)))
        return tuple(found)

    def recover(self, recovery: Recovery, *, save: bool = True, why: str = "") -> None:
        """Take over what an earlier run could not save; the copy goes once it is in the file.

        Where the log has gone on from the file's it is taken along; else as in `restore`
        (FileError, FileFaults, ReasonNeeded).
        """
        now, then = self._session, recovery.read(self.catalog)
        what = f"recovered what was not saved on {recovery.at:%Y-%m-%d %H:%M} UTC"
        if then.log[: len(now.log)] == now.log:
            moved = self._moves_weights(now, then)
            told = logged(then, self._clock(), "recovered", what, why, weights=moved)
            self.change(told, what, save=False)
        else:
            self._go_back(then, "recovered", what, save=False, why=why)
        if self._session is now:
            recovery.discard()  # everything is here
            return
        self.recovery = recovery  # ours from now on: written again while saving fails, removed once it works
        if save:
            self.save()

    def _as_scored(self, session: Session) -> Session:
        """Every session that may be saved says what it is scored with."""
        if self.read_only:
            return session
        return as_scored(session, self.catalog)

    def _kept_copy(self, session: Session, before: Recovery | None) -> Recovery | None:
        """The recovery copy, holding `session` from now on, in place of the copy `before`."""
        if not self._keep_unsaved:
            return None
        kept = write_recovery(self._stored.path, session, self._clock(), before) or before
        if self.recovery is None or self.recovery == before:
            self.recovery = kept
        return kept

    def _drop(self, copy: Recovery | None) -> None:
        if copy is not None:
            copy.discard()
            if self.recovery == copy:
                self.recovery = None

    def evaluation(self, *, draws: int | None = None, of: Session | None = None) -> Evaluation:
        """The session scored as its owner may see it, once for each state; `draws` as in `evaluate`.

        `of` is the session with the weights on trial, where that is what is wanted.
        """
        from msp_select.decision.scoring.evaluate import evaluate

        session = of or self.session  # one state throughout: an interface may ask from a thread
        key = (id(session), -1 if draws is None else draws)
        if (kept := self._evaluations.get(key)) is not None:
            return kept[1]
        if len(self._evaluations) > 4:
            self._evaluations.clear()
        found = evaluate(session, self.catalog, draws=draws, previous=self._latest)
        if self.changed_outside:
            told = tuple(change.sentence for change in self.changed_outside)
            found = replace(found, changed_outside=told)
        self._latest = found
        self._evaluations[key] = (session, found)  # holding the session keeps its id from reuse
        return found

    def _travel(
        self,
        source: list[_Moment],
        target: list[_Moment],
        save: bool,
        kind: Literal["taken_back", "done_again"],
    ) -> str | None:
        if not source:
            return None
        moment = source.pop()
        target.append(_Moment(self._session, moment.what))
        what = f"{TRAVELLED[kind]}: {moment.what}"
        self._session = self._as_scored(self._keeping_the_log(moment.session, kind, what))
        if save:
            self.save()
        return moment.what

    def _keeping_the_log(self, session: Session, kind: LogKind, what: str) -> Session:
        """An earlier session, but nothing leaves the log; with the opening its lock is taken back."""
        now = self._session
        moved = bool(now.settings.weights_locked) and self._moves_weights(now, session)
        if session.log == now.log and not moved:
            return session
        kept = with_fields(session, log=now.log, log_chain=now.log_chain)
        return logged(kept, self._clock(), kind, what, weights=moved)


def put_back(path: Path, version: Version, catalog: Catalog, *, clock: Clock = utc_now) -> None:
    """Put a version in the place of a file that is gone, damaged or a provider's.

    What is there now becomes a version. Raises FileError and FileFaults, with the file as it was.
    """
    data, name, now = version.read(), f"version {version.number}", clock()
    if is_provider(data, name):
        write_provider(path, parse_provider(data, name, catalog), now)
        return
    session = logged(parse_session(data, name, catalog), now, "restored", f"{name} restored")
    if os.path.lexists(path):
        replace_session_file(path, session, now)
    else:
        new_session_file(path, session)


def _reason_needed() -> ReasonNeeded:
    return ReasonNeeded(
        "The weights are locked since the prices were opened.", "Say why you change them; the log keeps it."
    )
