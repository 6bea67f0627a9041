"""Reading an evaluator's form: wrong in any way, it is one list of faults, each with its line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from msp_select.errors import FileFaults
from msp_select.model.answer_checks import Fault
from msp_select.model.evaluator import MarksForm
from msp_select.store.file_faults import document_faults, faults_of
from msp_select.store.toml import Document, read_toml


@dataclass(frozen=True)
class MarksFile:
    """A form as read, and the text it came from; `digest` is the SHA-256 of its bytes."""

    form: MarksForm
    document: Document

    @property
    def digest(self) -> str:
        """The SHA-256 of the file."""
        return self.document.digest

    def refused(self, faults: Iterable[Fault]) -> FileFaults:
        """The faults found in it, each with its line."""
        return document_faults(self.document, ((fault.path, fault.what) for fault in faults))


def read_marks(path: Path) -> MarksFile:
    """The form at `path` (FileError, FileFaults line by line)."""
    document = read_toml(path, str(path))
    if document.data.get("kind") != "marks":
        raise FileFaults(
            [document.fault((), 'is not a form for marks: it does not say kind = "marks"')],
            "Give the file that msp-select marks FILE --evaluator NAME -o OUT.toml wrote.",
        )
    try:
        return MarksFile(MarksForm.model_validate(document.data), document)
    except ValidationError as error:
        raise faults_of(error, document, MarksForm) from None
