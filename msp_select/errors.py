"""What can go wrong, said so that a person can act on it."""

from __future__ import annotations

from collections.abc import Iterable


class MspSelectError(Exception):
    """What is wrong and where (`message`), and what to do about it (`remedy`)."""

    exit_status = 2

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class FileError(MspSelectError):
    """A file that cannot be read, written or understood at all."""


class UsageError(MspSelectError):
    """A command or a name that cannot be followed."""


class ReasonNeeded(UsageError):
    """A change that is allowed, but only with a reason for the log."""


class CheckFailed(MspSelectError):
    """A check that ran to its end and found something: exit status 1."""

    exit_status = 1


class FileFaults(FileError):
    """All faults found in one file, each as `file:line: key: what is wrong`."""

    def __init__(self, faults: Iterable[str], remedy: str) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults), remedy)


class ChangedOutside(FileError):
    """The file on disk is no longer the one that was loaded."""


class FileInUse(FileError):
    """Another program holds the file's lock."""
