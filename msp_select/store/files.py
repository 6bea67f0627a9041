"""Where things are: the shipped data, the bundled examples, and the user's own folders."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import platformdirs

from msp_select.did_you_mean import nearest
from msp_select.errors import UsageError, shown_path
from msp_select.model.slug import slug

EXAMPLE = "example:"

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped_folder(name: str) -> Path:
    """`questionnaires` or `weights`: inside the package from a wheel, beside it in a checkout."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def examples_folder() -> Path:
    """The bundled example sessions."""
    return _PACKAGE / "examples"


def config_folder() -> Path:
    """Where the user keeps questionnaires and weight profiles of their own (`MSP_SELECT_CONFIG_DIR`)."""
    return _own_folder("MSP_SELECT_CONFIG_DIR", "user_config_path")


def state_folder() -> Path:
    """Where previous versions of sessions are kept (`MSP_SELECT_STATE_DIR`)."""
    return _own_folder("MSP_SELECT_STATE_DIR", "user_state_path")


def cache_folder() -> Path:
    """What can be deleted at any time (`MSP_SELECT_CACHE_DIR`)."""
    return _own_folder("MSP_SELECT_CACHE_DIR", "user_cache_path")


def _own_folder(variable: str, kind: str) -> Path:
    named = os.environ.get(variable)
    if named:
        return Path(named).expanduser()
    folder: Path = getattr(platformdirs, kind)("msp-select", appauthor=False)
    return folder


def example_names() -> tuple[str, ...]:
    """The bundled examples, as they follow `example:`."""
    return tuple(sorted(path.stem for path in examples_folder().glob("*.toml")))


def session_path(ref: str | Path) -> Path:
    """The file behind `FILE` or `example:NAME` (UsageError where there is no such example)."""
    text = str(ref)
    if not text.startswith(EXAMPLE):
        return Path(text)
    name = text.removeprefix(EXAMPLE)
    names = example_names()
    if name not in names:
        near = nearest(name, names)
        remedy = f"Did you mean {EXAMPLE}{near}? " if near else ""
        listed = ", ".join(f"{EXAMPLE}{known}" for known in names) or "none in this installation"
        raise UsageError(f"{shown_path(text)}: there is no such example", f"{remedy}There are: {listed}.")
    return examples_folder() / f"{name}.toml"


def is_installed(path: Path) -> bool:
    """Whether the file belongs to the program itself and is never written."""
    real = Path(os.path.realpath(path))
    own = (_PACKAGE, *(shipped_folder(name).resolve() for name in ("questionnaires", "weights")))
    return any(real.is_relative_to(folder) for folder in own)


def data_files(kind: str, beside: Path | None = None) -> Iterator[Path]:
    """The TOML files of `questionnaires` or `weights`: shipped, the user's own, those beside the session."""
    folders = [shipped_folder(kind), config_folder() / kind]
    if beside is not None:
        folders.append((beside if beside.is_dir() else beside.parent) / kind)
    seen: set[str] = set()
    for folder in folders:
        real = os.path.realpath(folder)
        if real not in seen:
            seen.add(real)
            yield from toml_files(folder)


def toml_files(folder: Path) -> Iterator[Path]:
    """The TOML files of a folder by name; none where there is no such folder."""
    if os.path.isdir(folder):
        names = (entry.name for entry in os.scandir(folder) if not entry.name.startswith("."))
        yield from (folder / name for name in sorted(names) if name.endswith(".toml"))


def name_of(path: Path) -> str:
    """A slug of the file's name with a digest of its full path: one for each file on this machine."""
    real = os.path.realpath(path)
    return _told_apart(Path(real).stem, real)


def sheets_name(reference: str) -> str:
    """What the folder with the sheets of a session is called (FILE or example:NAME): no two share one.

    A name that is a slug is taken as it is; another, whose slug may be somebody else's, gets a digest.
    """
    name = Path(reference).name
    known = name.removesuffix(".toml")
    is_plain = name != known == slug(known)
    return f"{known if is_plain else _told_apart(Path(reference).stem, name)}-sheets"


def _told_apart(stem: str, whole: str) -> str:
    digest = sha256(os.fsencode(whole)).hexdigest()[:12]
    return f"{slug(stem, otherwise='unnamed')}-{digest}"
