"""Whatever happens during a save, the file is the old one or the new one, whole."""

from __future__ import annotations

import datetime as dt
import errno
import os
import random
import stat
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import filelock
import pytest

from msp_select.errors import ChangedOutside, FileError, FileInUse, MspSelectError
from msp_select.model.catalog import Catalog
from msp_select.model.log import LogEntry
from msp_select.model.session import Session
from msp_select.store import session as store
from msp_select.store.atomic_write import PREFIX, atomic_write
from msp_select.store.session import (
    StoredSession,
    dump_session,
    load_session,
    new_session_file,
    parse_session,
    save_session,
)
from msp_select.ui.remembered import UiState, store_state
from tests.store.kills import fork, killed

posix_only = pytest.mark.skipif(os.name != "posix", reason="needs fork, kill and file modes")


def renamed(session: Session, title: str) -> Session:
    return session.model_copy(update={"title": title})


def temporary_files(folder: Path) -> list[str]:
    return [name for name in os.listdir(folder) if name.endswith(".tmp")]


def refused(error: type[MspSelectError], act: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(error) as caught:
        act()
    assert type(caught.value) is error
    return caught.value.message, caught.value.remedy


def test_a_save_is_what_the_next_one_opens(stored: StoredSession, catalog: Catalog) -> None:
    saved = save_session(stored, renamed(stored.session, "New"))
    assert load_session(stored.path, catalog).session.title == "New"
    assert load_session(stored.path, catalog).digest == saved.digest
    again = save_session(saved, renamed(saved.session, "Newer"))
    assert again.session.title == "Newer"
    assert temporary_files(stored.path.resolve().parent) == []


@posix_only
def test_the_mode_of_the_file_is_kept(stored: StoredSession) -> None:
    os.chmod(stored.path, 0o640)
    save_session(stored, renamed(stored.session, "New"))
    assert stat.S_IMODE(os.stat(stored.path).st_mode) == 0o640


@posix_only
def test_a_link_stays_a_link_and_its_target_is_saved(stored: StoredSession, catalog: Catalog) -> None:
    os.symlink(stored.path.resolve(), "link.toml")
    linked = load_session("link.toml", catalog)
    save_session(linked, renamed(linked.session, "Through the link"))
    assert os.path.islink("link.toml")
    assert load_session("small.toml", catalog).session.title == "Through the link"


@pytest.mark.parametrize(
    "name", ["n" * 245 + ".toml", "two words.toml", "👩‍💻 בחירה.toml", "dot..toml", "-x.toml"]
)
def test_names_that_are_hard_on_programs(
    name: str, file: Path, stored: StoredSession, catalog: Catalog
) -> None:
    path = file.parent / name
    made = new_session_file(path, stored.session)
    save_session(made, renamed(made.session, "Twice"))
    assert load_session(path, catalog).session.title == "Twice"


def test_an_edit_from_outside_is_not_overwritten(stored: StoredSession) -> None:
    edited = stored.path.read_bytes() + b"\n# by hand\n"
    stored.path.write_bytes(edited)
    assert refused(ChangedOutside, lambda: save_session(stored, renamed(stored.session, "Mine"))) == (
        "small.toml: not saved: another program changed the file since it was opened",
        "Open it again to see the other change, or save yours under another name.",
    )
    assert stored.path.read_bytes() == edited


def test_an_editor_that_replaces_the_file_is_noticed(stored: StoredSession) -> None:
    Path("other.toml").write_bytes(stored.path.read_bytes().replace(b"Small", b"Other"))
    os.replace("other.toml", stored.path)
    refused(ChangedOutside, lambda: save_session(stored, renamed(stored.session, "Mine")))
    assert b"Other" in stored.path.read_bytes()


def test_a_file_that_was_removed_is_not_quietly_made_again(stored: StoredSession) -> None:
    stored.path.unlink()
    assert refused(ChangedOutside, lambda: save_session(stored, stored.session)) == (
        "small.toml: not saved: the file was moved or deleted since it was opened",
        "Save yours under another name, or put the file back.",
    )
    assert not stored.path.exists()


def test_of_two_windows_the_second_is_told(stored: StoredSession, catalog: Catalog) -> None:
    other = load_session("small.toml", catalog)
    save_session(stored, renamed(stored.session, "First"))
    refused(ChangedOutside, lambda: save_session(other, renamed(other.session, "Second")))
    assert load_session("small.toml", catalog).session.title == "First"


def test_a_file_locked_by_another_program(stored: StoredSession, monkeypatch: pytest.MonkeyPatch) -> None:
    save_session(stored, stored.session)
    (lock,) = stored.path.resolve().parent.glob(f"{PREFIX}*.lock")
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with filelock.FileLock(lock):
            held.set()
            done.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(10)
    monkeypatch.setattr(store, "LOCK_SECONDS", 0.1)
    try:
        assert refused(FileInUse, lambda: save_session(stored, stored.session)) == (
            "small.toml: not saved: another program keeps this file locked",
            "Close the other window or program that has it open, then save again.",
        )
    finally:
        done.set()
        holder.join()


@posix_only
def test_three_writers_at_once_lose_nothing(stored: StoredSession, catalog: Catalog) -> None:
    def write_five(writer: int) -> None:
        for number in range(5):
            while True:
                now = load_session("small.toml", catalog)
                entry = LogEntry.model_validate({"at": _AT, "what": f"{writer}.{number}"})
                try:
                    save_session(now, now.session.model_copy(update={"log": (*now.session.log, entry)}))
                except ChangedOutside:
                    continue
                break

    assert stored.session.log == ()
    children = [fork(write_five, writer) for writer in range(3)]
    for child in children:
        assert os.waitpid(child, 0)[1] == 0
    written = {entry.what for entry in load_session("small.toml", catalog).session.log}
    assert written == {f"{writer}.{number}" for writer in range(3) for number in range(5)}


@posix_only
def test_killed_thirty_times_while_saving(stored: StoredSession, catalog: Catalog) -> None:
    found = killed(stored, catalog, 30, random.Random(7))
    assert found["neither"] == 0
    assert len(found) > 1
    parse_session(stored.path.read_bytes(), "small.toml", catalog)


def test_what_a_killed_save_left_behind_goes_after_an_hour(stored: StoredSession) -> None:
    folder = stored.path.resolve().parent
    old, new, foreign = (folder / name for name in (f"{PREFIX}a.tmp", f"{PREFIX}b.tmp", "theirs.tmp"))
    for path in (old, new, foreign):
        path.write_bytes(b"half")
    for path in (old, foreign):
        os.utime(path, (time.time() - 4000, time.time() - 4000))
    save_session(stored, renamed(stored.session, "New"))
    assert (old.exists(), new.exists(), foreign.exists()) == (False, True, True)


class Failing:
    """A system call that works until its k-th call and fails from then on."""

    def __init__(self, real: Callable[..., Any], code: int, k: int) -> None:
        self.real, self.code, self.left = real, code, k

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self.left -= 1
        if self.left < 0:
            raise OSError(self.code, os.strerror(self.code))
        return self.real(*args, **kwargs)


CALLS = [(os, "write"), (os, "fsync"), (os, "replace"), (os, "close"), (os, "fchmod"), (tempfile, "mkstemp")]
CODES = [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS]


@posix_only
@pytest.mark.parametrize("code", CODES, ids=[errno.errorcode[code] for code in CODES])
@pytest.mark.parametrize(("module", "call"), CALLS, ids=[name for _, name in CALLS])
def test_a_system_call_that_fails_at_any_moment(
    module: Any,
    call: str,
    code: int,
    stored: StoredSession,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    new = renamed(stored.session, "New")
    old_bytes, new_bytes = stored.path.read_bytes(), dump_session(new)
    outcomes = []
    for k in range(8):
        atomic_write(stored.path, old_bytes)
        with monkeypatch.context() as patch:
            patch.setattr(module, call, Failing(getattr(module, call), code, k))
            refusal = _refusal(lambda: save_session(stored, new))
        found = stored.path.read_bytes()
        if refusal is None:
            assert found == new_bytes
        else:
            assert found == old_bytes
            assert refusal.message.startswith("small.toml: not saved: ")
            assert refusal.remedy.endswith("The file itself is as it was before.")
        outcomes.append("saved" if refusal is None else "refused")
        if call != "close":
            assert temporary_files(stored.path.resolve().parent) == []
    assert outcomes[0] == "refused"
    assert outcomes[-1] == "saved"
    atomic_write(stored.path, old_bytes)
    assert save_session(stored, new).session.title == "New"


class AfterAll:
    """A system call that does what it is asked, and then says that it failed."""

    def __init__(self, real: Callable[..., Any], k: int) -> None:
        self.real, self.left = real, k

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self.left -= 1
        done = self.real(*args, **kwargs)
        if self.left < 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return done


LATE = [
    (os, "replace"),
    (os, "fsync"),
    (os, "close"),
    (os, "fchmod"),
    (os, "open"),
    (os, "write"),
    (os, "unlink"),
]


@posix_only
@pytest.mark.parametrize("k", range(6))
@pytest.mark.parametrize("before", [True, False], ids=["undone", "done all the same"])
@pytest.mark.parametrize("call", [*(name for _, name in LATE), "flock"])
def test_whatever_fails_wherever_what_is_said_of_the_file_is_so(
    call: str, before: bool, k: int, stored: StoredSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    module = fcntl if call == "flock" else os
    new = renamed(stored.session, "New")
    old_bytes, new_bytes = stored.path.read_bytes(), dump_session(new)
    real = getattr(module, call)
    with monkeypatch.context() as patch:
        patch.setattr(module, call, Failing(real, errno.EIO, k) if before else AfterAll(real, k))
        refusal = _refusal(lambda: save_session(stored, new))
    found = stored.path.read_bytes()
    if refusal is None:
        assert found == new_bytes
    else:
        assert found == old_bytes
        assert refusal.message.startswith("small.toml: ")
        assert "not saved" in refusal.message


def test_a_full_disk_is_named(stored: StoredSession, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", Failing(os.fsync, errno.ENOSPC, 0))
    assert refused(FileError, lambda: save_session(stored, stored.session)) == (
        "small.toml: not saved: the disk is full",
        "Free some space, then try again. The file itself is as it was before.",
    )


def test_a_disk_that_takes_a_byte_at_a_time(stored: StoredSession, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    new = renamed(stored.session, "New")
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda descriptor, data: real(descriptor, bytes(data[:1])))
        save_session(stored, new)
    assert stored.path.read_bytes() == dump_session(new)


@posix_only
@pytest.mark.skipif(
    hasattr(os, "geteuid") and os.geteuid() == 0, reason="the administrator may write anywhere"
)
def test_a_folder_that_may_only_be_read(stored: StoredSession) -> None:
    folder = stored.path.resolve().parent
    os.chmod(folder, 0o555)
    try:
        assert refused(FileError, lambda: save_session(stored, stored.session)) == (
            "small.toml: not saved: you are not allowed to save it",
            "Ask whoever owns it, or use another folder. The file itself is as it was before.",
        )
    finally:
        os.chmod(folder, 0o755)


def test_places_a_new_session_cannot_go(stored: StoredSession, file: Path) -> None:
    session = stored.session
    os.mkdir("folder.toml")
    os.symlink("nowhere/else.toml", "dangling.toml")
    already = "not saved: there is already a file of that name"
    for name, message, remedy in (
        ("small.toml", already, "Choose another name."),
        ("folder.toml", already, "Choose another name."),
        ("dangling.toml", "not saved: there is no folder " + str(file.parent / "nowhere"), _FOLDER),
        ("absent/x.toml", "not saved: there is no folder " + str(file.parent / "absent"), _FOLDER),
        ("small.toml/x.toml", "not saved: there is no folder " + str(file), _FOLDER),
        ("example:x", "not saved: that place belongs to the program", "Choose another folder."),
        ("n" * 300, "not saved: the name is too long", "Choose a shorter name."),
    ):
        assert refused(FileError, lambda name=name: new_session_file(name, session)) == (  # type: ignore[misc]
            f"{name}: {message}",
            remedy,
        )


def test_places_a_session_cannot_come_from(stored: StoredSession, catalog: Catalog) -> None:
    assert stored.name == "small.toml"
    os.mkdir("folder.toml")
    os.symlink("nowhere.toml", "dangling.toml")
    for name, message, remedy in (
        ("absent.toml", "there is no such file or folder", "Check the name and the folder you are in."),
        ("dangling.toml", "there is no such file or folder", "Check the name and the folder you are in."),
        ("folder.toml", "is a folder, not a file", "Give the name of a file inside it."),
        ("small.toml/x", "part of the path is a file, not a folder", "Check the name."),
        ("n" * 300, "the name is too long", "Choose a shorter name."),
    ):
        assert refused(FileError, lambda name=name: load_session(name, catalog)) == (  # type: ignore[misc]
            f"{name}: {message}",
            remedy,
        )


@posix_only
def test_a_pipe_is_not_waited_for(stored: StoredSession, catalog: Catalog) -> None:
    os.mkfifo("pipe.toml")
    assert stored.name == "small.toml"
    assert refused(FileError, lambda: load_session("pipe.toml", catalog)) == (
        "pipe.toml: is not an ordinary file",
        "Give the name of a TOML file.",
    )


_AT = dt.datetime(2026, 11, 21, tzinfo=dt.UTC)
_FOLDER = "Create the folder first, or choose another."


def _refusal(act: Callable[[], object]) -> FileError | None:
    try:
        act()
    except FileError as error:
        return error
    return None


@posix_only
@pytest.mark.parametrize("umask", [0, 0o022, 0o077])
def test_what_lies_beside_the_file_and_in_the_state_folder_is_its_makers_alone(
    stored: StoredSession, own_folders: Path, umask: int
) -> None:
    before = os.umask(umask)
    try:
        save_session(stored, renamed(stored.session, "New"))
        store_state(UiState(theme="textual-light"))
    finally:
        os.umask(before)
    folder = stored.path.resolve().parent
    (lock,) = folder.glob(f"{PREFIX}*.lock")
    kept = [path for path in (own_folders / "state").rglob("*") if path.is_file()]
    assert {path.name for path in kept} >= {"interface.json"}
    assert len(kept) == 2
    for path in (lock, *kept):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


@posix_only
def test_a_lock_made_by_another_account_does_not_stop_a_save(
    stored: StoredSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = save_session(stored, renamed(stored.session, "First"))

    def refuse(self: object, **_: object) -> None:  # noqa: ARG001
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(filelock.FileLock, "acquire", refuse)
    again = save_session(saved, renamed(saved.session, "Second"))
    assert again.path.read_bytes() == dump_session(again.session)
    refused(ChangedOutside, lambda: save_session(saved, renamed(saved.session, "Third")))
