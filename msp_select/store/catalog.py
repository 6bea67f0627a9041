"""All questionnaires, weight profiles and defaults, read and checked against each other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from msp_select.errors import FileError
from msp_select.model.assumptions import Assumptions
from msp_select.model.business import BusinessQuestionnaire
from msp_select.model.catalog import Catalog
from msp_select.model.log import CatalogEntry
from msp_select.model.questionnaire import Questionnaire
from msp_select.model.reading_rules import ReadingRules
from msp_select.model.reference_call import ReferenceCall
from msp_select.model.service_agreement import Agreement
from msp_select.model.sizes import Sizes
from msp_select.model.usual_ranges import UsualRanges
from msp_select.model.weights import WeightProfile
from msp_select.store.catalog_checks import Sources, catalog_faults
from msp_select.store.file_faults import faults_of, file_faults
from msp_select.store.files import data_files
from msp_select.store.toml import Document, read_toml

SHIPPED_PILLARS = ("proactivity", "transparency", "staffing", "price", "security")
FIRST_PROFILE = "balanced"

# The cues of a question or level, as they stand in a file; only reading a document needs them.
_CUES = re.compile(r"(?:\n|, )cues *= \[[^\]]*\]")
_RULES, _ID_OF_RULES = "reading.toml", b'\nid      = "reading"'

M = TypeVar("M", bound=BaseModel)


def load_catalog(beside: Path | None = None, *, cues: bool = False) -> Catalog:
    """The shipped catalog with the user's own files and those beside the session (FileError, FileFaults).

    `beside` is the session's file, or its folder. Without `cues` what only reading a document needs is left
    out, and loaded when it is asked for (`Catalog.with_cues`): no other command pays for it.
    """
    sources = Sources()
    pillars: list[tuple[Questionnaire, Document]] = []
    business: BusinessQuestionnaire | None = None
    assumptions: Assumptions | None = None
    agreement: Agreement | None = None
    sizes: Sizes | None = None
    usual_ranges: UsualRanges | None = None
    reference_call: ReferenceCall | None = None
    reading: ReadingRules | None = None
    for path in data_files("questionnaires", beside):
        if not cues and path.name == _RULES and _is_rules(path):
            continue
        document = read_toml(path, skipped=None if cues else _CUES)
        kind = document.data.get("id")
        if kind == "business":
            business = sources.add(document, _model(document, BusinessQuestionnaire))
        elif kind == "assumptions":
            assumptions = sources.add(document, _model(document, Assumptions))
        elif kind == "agreement":
            agreement = sources.add(document, _model(document, Agreement))
        elif kind == "sizes":
            sizes = sources.add(document, _model(document, Sizes))
        elif kind == "usual_ranges":
            usual_ranges = sources.add(document, _model(document, UsualRanges))
        elif kind == "reference_call":
            reference_call = sources.add(document, _model(document, ReferenceCall))
        elif kind == "reading":
            reading = sources.add(document, _model(document, ReadingRules))
        else:
            pillars.append((sources.add(document, _model(document, Questionnaire)), document))
    if business is None or assumptions is None or agreement is None or sizes is None:
        raise FileError(
            "business.toml, assumptions.toml, agreement.toml or sizes.toml is missing from the program's own "
            "files",
            "Install msp-select again.",
        )
    profiles = [
        sources.add(document, _model(document, WeightProfile))
        for document in map(read_toml, data_files("weights", beside))
    ]
    ordered = sorted((pillar for pillar, _ in pillars), key=_pillar_order)
    profiles.sort(key=lambda profile: (profile.id != FIRST_PROFILE, profile.id))
    catalog = Catalog(
        questionnaires=tuple(ordered),
        business=business,
        profiles=tuple(profiles),
        assumptions=assumptions,
        agreement=agreement,
        sizes=sizes,
        usual_ranges=usual_ranges,
        reference_call=reference_call,
        reading=reading,
        entries=tuple(
            CatalogEntry(id=part, version=version, digest=_digest(sources.documents[part]))
            for part, version in (
                *((pillar.id, pillar.version) for pillar in ordered),
                (business.id, business.version),
                (assumptions.id, assumptions.version),
                (agreement.id, agreement.version),
                (sizes.id, sizes.version),
                *((profile.id, profile.version) for profile in profiles),
            )
        ),
    )
    faults = tuple(catalog_faults(catalog, sources))
    if faults:
        raise file_faults(faults)
    catalog.load_cues_by(_WithCues(beside))
    return catalog


def _is_rules(path: Path) -> bool:
    """Whether it is the file a document is read by, which is not even parsed without need."""
    with path.open("rb") as file:
        return _ID_OF_RULES in file.read(2_000)


@dataclass(frozen=True)
class _WithCues:
    """The same catalog once more with its cues; catalogs are equal wherever these come from."""

    beside: Path | None = field(compare=False)

    def __call__(self) -> Catalog:
        return load_catalog(self.beside, cues=True)


def _digest(document: Document) -> str:
    """The digest of a file without its cues: they find places in documents and move no score."""
    asked, cues = _CUES.subn("", document.text)
    return sha256(asked.encode()).hexdigest() if cues else document.digest


def _pillar_order(pillar: Questionnaire) -> int:
    # Sorting is stable: the user's own pillars follow in the order in which they were found.
    return SHIPPED_PILLARS.index(pillar.id) if pillar.id in SHIPPED_PILLARS else len(SHIPPED_PILLARS)


def _model(document: Document, model: type[M]) -> M:
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        raise faults_of(error, document, model) from None
