"""What bidders and evaluators have filled in, beside the selection and never in it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Literal

from msp_select.errors import FileError, shown_path
from msp_select.store.os_errors import file_error
from msp_select.store.private_file import read_private, write_private

Guest = Literal["bidder", "evaluator"]
_SAFE = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")


@dataclass(frozen=True)
class Draft:
    """What one person has filled in so far; `revision` counts how often it was kept.

    `handed_in` is when it was handed in, `form` the name of the file that was made of it last.
    """

    revision: int = 0
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    handed_in: str = ""
    form: str = ""


@dataclass(frozen=True)
class Inbox:
    """The folder of one selection: a draft for each person, and what they have handed in."""

    folder: Path

    @classmethod
    def of(cls, file: Path) -> Inbox:
        """The inbox of a selection."""
        return cls(file.with_name(f"{file.name}.inbox"))

    def draft(self, role: Guest, who: str) -> Draft:
        """What somebody has filled in; empty where that is nothing (FileError)."""
        path = self._path(role, who)
        try:
            return Draft(**json.loads(read_private(path) or b"{}"))
        except (ValueError, TypeError):
            raise FileError(f"{shown_path(path)}: is not what msp-select wrote", "Move it away.") from None

    def keep(self, role: Guest, who: str, draft: Draft) -> None:
        """Keep what somebody has filled in (FileError)."""
        self._make()
        write_private(self._path(role, who), json.dumps(asdict(draft)).encode())

    def reopen(self, role: Guest, who: str) -> None:
        """Open a form again that was handed in; what was filled in stands (FileError)."""
        self.keep(role, who, replace(self.draft(role, who), handed_in=""))

    def hand_in(self, role: Guest, who: str, name: str, data: bytes, at: str) -> Path:
        """Put somebody's finished form there for the owner, in place of the one before it (FileError).

        With that it is closed; `at` is the moment.
        """
        draft = self.draft(role, who)
        self._make()
        path = self._inside() / name
        write_private(path, data)
        self.keep(role, who, replace(draft, handed_in=at, form=name))
        if draft.form and draft.form != name:  # the names of candidates were hidden or shown meanwhile
            self.form_of(draft).unlink(missing_ok=True)
        return path

    def form_of(self, draft: Draft) -> Path:
        """The file that was made of a draft."""
        return self.folder / Path(draft.form).name

    def handed_in(self, role: Guest) -> list[Path]:
        """The finished forms, by name."""
        ending = ".csv" if role == "bidder" else ".toml"
        if self.folder.is_symlink() or not self.folder.is_dir():
            return []
        return sorted(
            path for path in self.folder.iterdir() if path.suffix == ending and not path.is_symlink()
        )

    def place_to_bring(self, name: str) -> Path:
        """Where one file goes that the owner brings in; the one before it is gone (FileError)."""
        self._make()
        self.forget_brought()
        self._brought().mkdir(mode=0o700, exist_ok=True)
        return self._brought() / name

    def forget_brought(self) -> None:
        """Remove what was brought in: what was to be kept of it is in the session (FileError)."""
        folder = self._brought()
        if folder.is_dir():
            for one in folder.iterdir():
                one.unlink()

    def _brought(self) -> Path:
        folder = self._inside() / "brought"
        if folder.is_symlink():
            raise FileError(f"{shown_path(folder)}: is a link", "Move it away and try again.")
        return folder

    def _path(self, role: Guest, who: str) -> Path:
        if not _SAFE.fullmatch(who):
            raise FileError("That is no name of a bidder or evaluator.", "Invite them anew.")
        return self._inside() / f"{role}-{who}.json"

    def _make(self) -> None:
        try:
            self.folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise file_error(error, str(self.folder), "save") from None

    def _inside(self) -> Path:
        if self.folder.is_symlink():
            raise FileError(f"{shown_path(self.folder)}: is a link", "Move it away and try again.")
        return self.folder
