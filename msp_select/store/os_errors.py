"""What the operating system refuses, in plain words with what to do."""

from __future__ import annotations

import errno
from typing import Literal

from msp_select.errors import FileError, shown_path

_WORDS = {
    errno.ENOENT: ("there is no such file or folder", "Check the name and the folder you are in."),
    errno.ENOTDIR: ("part of the path is a file, not a folder", "Check the name."),
    errno.EISDIR: ("is a folder, not a file", "Give the name of a file inside it."),
    errno.EACCES: (
        "you are not allowed to {verb} it",
        "Ask whoever owns it, or use another folder.",
    ),
    errno.EPERM: (
        "you are not allowed to {verb} it",
        "Ask whoever owns it, or use another folder.",
    ),
    errno.EROFS: ("it is on a disk that can only be read", "Save a copy on another disk."),
    errno.ENOSPC: ("the disk is full", "Free some space, then try again."),
    errno.EDQUOT: ("your share of the disk is full", "Free some space, then try again."),
    errno.EFBIG: ("the disk does not take a file of that size", "Save a copy on another disk."),
    errno.EIO: ("the disk reported a fault", "Save a copy on another disk and have this one checked."),
    errno.ENAMETOOLONG: ("the name is too long", "Choose a shorter name."),
    errno.ELOOP: ("the link leads round in a circle", "Remove the link and try again."),
    errno.ENXIO: ("is not an ordinary file", "Give the name of a TOML file."),
    errno.ETXTBSY: ("another program is using it", "Close the other program and try again."),
}


def file_error(error: OSError, name: str, verb: Literal["read", "save"]) -> FileError:
    """The error for `name` that could not be read or saved."""
    code = errno.ENOENT if error.errno is None else error.errno
    what, remedy = _WORDS.get(code, (error.strerror or "unknown fault", "Try again, or use another folder."))
    not_saved = "not saved: " if verb == "save" else ""
    return FileError(f"{shown_path(name)}: {not_saved}{what.format(verb=verb)}", remedy)
