"""What a sealed or blind session may see of a reading: prices are counted, names are masked.

Sealed prices are taken out before anybody gets the reading, since they may not be stored either. Names are
masked only where a reading is shown: what is accepted is kept under the document's own name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from msp_select.decision.panel.pseudonyms import hidden_id, hidden_names, hiding
from msp_select.model.answer_kinds import KINDS
from msp_select.model.catalog import Catalog
from msp_select.model.session import Session
from msp_select.reading.quantities import quantities
from msp_select.reading.reading import Contradiction, Document, Find, Reading, Side, find_id

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def as_shown(reading: Reading, session: Session, catalog: Catalog) -> Reading:
    """The reading as it may be shown: documents and candidates go by letters while names are hidden."""
    return _blind(reading, session, catalog) if session.settings.blind else reading


def without_sealed(reading: Reading, session: Session, catalog: Catalog) -> Reading:
    """The reading with everything about prices counted instead of in it while prices are sealed."""
    if not session.settings.sealed:
        return reading
    finds = tuple(find for find in reading.finds if not _tells_price(find, catalog))
    kept = tuple(one for one in reading.contradictions if not _contradiction_tells(one, catalog))
    hidden = {find.target for find in reading.finds if find not in finds}
    return replace(
        reading,
        finds=tuple(replace(find, before="", after="") for find in finds),
        contradictions=kept,
        not_found=tuple(one for one in reading.not_found if not is_price(one, catalog) and one not in hidden),
        documents=tuple(replace(document, texts=()) for document in reading.documents),
        withheld=len(reading.finds) - len(finds) + len(reading.contradictions) - len(kept),
    )


def is_price(target: str, catalog: Catalog) -> bool:
    """Whether a target is a figure of the bid: what is sealed with the prices."""
    question = catalog.questions.get(target)
    return target.startswith("bid.") or (
        question is not None and (question.is_of_bid or KINDS[question.kind].money)
    )


def _has_money(*quotes: str) -> bool:
    return any(one.kind == "money" for quote in quotes for one in quantities(quote))


def _tells_price(find: Find, catalog: Catalog) -> bool:
    others = (other.quote for other in find.others)
    pillar = catalog.pillar_of.get(find.target)
    priced = pillar is not None and pillar.id == catalog.price_pillar
    return is_price(find.target, catalog) or priced or _has_money(find.quote, find.worked, *others)


def _contradiction_tells(one: Contradiction, catalog: Catalog) -> bool:
    return is_price(one.target, catalog) or _has_money(one.one.quote, one.other.quote, one.sentence)


def _blind(reading: Reading, session: Session, catalog: Catalog) -> Reading:
    """Documents by letters, the candidates' names by theirs, in every text."""
    hide = hiding(session.candidates, hidden_names(session), catalog.words)
    called = {
        document.id: f"document-{_LETTERS[at % 26].lower()}" for at, document in enumerate(reading.documents)
    }
    return replace(
        reading,
        candidate=hidden_id(hidden_names(session)[reading.candidate]),
        documents=tuple(
            _document(document, called[document.id], f"document {_LETTERS[at % 26]}", hide)
            for at, document in enumerate(reading.documents)
        ),
        finds=tuple(_find(find, called, hide) for find in reading.finds),
        contradictions=tuple(
            replace(
                one,
                one=_side(one.one, called, hide),
                other=_side(one.other, called, hide),
                sentence=hide(one.sentence),
            )
            for one in reading.contradictions
        ),
    )


Hide = Callable[[str], str]


def _document(document: Document, key: str, name: str, hide: Hide) -> Document:
    texts = tuple(
        replace(text, place=hide(text.place), lines=tuple(map(hide, text.lines))) for text in document.texts
    )
    return replace(
        document,
        id=key,
        name=name,
        sha256="",
        notes=tuple(map(hide, document.notes)),
        refused=None if document.refused is None else document.refused.replace(document.name, name),
        texts=texts,
    )


def _find(find: Find, called: dict[str, str], hide: Hide) -> Find:
    document, quote = called[find.document], hide(find.quote)
    return replace(
        find,
        id=find_id(document, find.target, find.value, quote),  # the file's own would tell the name in it
        document=document,
        place=hide(find.place),
        quote=quote,
        before=hide(find.before),
        after=hide(find.after),
        others=tuple(
            replace(other, document=called[other.document], place=hide(other.place), quote=hide(other.quote))
            for other in find.others
        ),
    )


def _side(side: Side, called: dict[str, str], hide: Hide) -> Side:
    return replace(
        side, document=called.get(side.document, ""), place=hide(side.place), quote=hide(side.quote)
    )
