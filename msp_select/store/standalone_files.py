"""One questionnaire or weight profile by itself, wherever it lies: for `msp-select check`."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from msp_select.model.assumptions import Assumptions
from msp_select.model.business import BusinessQuestionnaire
from msp_select.model.evaluator import MarksForm
from msp_select.model.questionnaire import Questionnaire
from msp_select.model.reading_rules import ReadingRules
from msp_select.model.reference_call import ReferenceCall
from msp_select.model.service_agreement import Agreement
from msp_select.model.usual_ranges import UsualRanges
from msp_select.model.weights import WeightProfile
from msp_select.store.file_faults import faults_of
from msp_select.store.toml import Document, read_toml

M = TypeVar("M", bound=BaseModel)


def catalog_file(path: Path) -> BaseModel | None:
    """The catalog file at `path`, checked; None where it is not one, such as a session.

    Raises FileError (cannot be read) and FileFaults (what is wrong in it, line by line).
    """
    document = read_toml(path, str(path))
    data = document.data
    if data.get("id") == "business":
        return _checked(document, BusinessQuestionnaire)
    if data.get("id") == "agreement":
        return _checked(document, Agreement)
    if data.get("id") == "usual_ranges":
        return _checked(document, UsualRanges)
    if data.get("id") == "reference_call":
        return _checked(document, ReferenceCall)
    if data.get("id") == "reading":
        return _checked(document, ReadingRules)
    if "assumptions" in data and "id" in data:
        return _checked(document, Assumptions)
    if data.get("kind") == "marks":
        return _checked(document, MarksForm)
    if "pillars" in data:
        return _checked(document, WeightProfile)
    if "questions" in data or "criteria" in data:
        return _checked(document, Questionnaire)
    return None


def _checked(document: Document, model: type[M]) -> M:
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        raise faults_of(error, document, model) from None
