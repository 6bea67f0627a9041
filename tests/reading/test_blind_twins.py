"""While names are hidden nothing of a reading tells the firm's name, not even ids or the order of finds."""

from __future__ import annotations

import json
from typing import Any

import pytest

from msp_select.model.session import Session
from msp_select.reading.read_documents import read_documents
from msp_select.reading.reading import SentFile
from msp_select.reading.reading_json import reading_document
from msp_select.reading.veils import as_shown
from tests.reading.readings import FOLDER, session
from tests.strategies import shipped_catalog

OFFER = """OVERVIEW

{name} answers every emergency within 15 minutes. With {name} your backups are tested every month.

TERMS

{name} starts on an emergency within 1 hour. The test restore by {name} of a sample takes place once a year.
Either party may end the agreement with {name} on 60 days' written notice to {name} before the term ends.
The initial term agreed with {name} is 36 months.
Each user costs $120 per month, invoiced by {name}, plus tax. Calls to {name} after hours go to voicemail.
"""
NAMES = ("Larkspan", "Blue Harbour Systems", "Backup and Support Emergency Desk")


def blind(name: str) -> Session:
    """A session of that firm and another, their names hidden."""
    made = session(users=20, devices=22)
    ours = made.candidates[0].model_copy(update={"name": name})
    other = ours.model_copy(update={"id": "other", "name": "Other Firm"})
    settings = made.settings.model_copy(update={"blind": True})
    return made.model_copy(update={"candidates": (ours, other), "settings": settings})


def shown(name: str, text: str) -> dict[str, Any]:
    """What a program may see of that firm's offer."""
    hidden, catalog = blind(name), shipped_catalog()
    sent = SentFile(name=f"{name}.txt", data=text.format(name=name).encode())
    reading = read_documents(hidden, catalog, "bidder", [sent])
    return json.loads(json.dumps(reading_document(as_shown(reading, hidden, catalog)), default=str))  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", NAMES[1:])
def test_two_offers_that_differ_in_the_firms_name_alone_are_shown_alike(name: str) -> None:
    one, other = shown(NAMES[0], OFFER), shown(name, OFFER)
    assert one["proposals"]
    assert one == other


def test_what_is_kept_of_a_blind_reading_stands_in_the_document() -> None:
    text = OFFER.format(name=NAMES[1])
    sent = SentFile(name="offer.txt", data=text.encode())
    reading = read_documents(blind(NAMES[1]), shipped_catalog(), "bidder", [sent])
    whole = " ".join(text.split())
    assert any(NAMES[1] in find.quote for find in reading.finds)
    assert [find.quote for find in reading.finds if " ".join(find.quote.split()) not in whole] == []


def test_a_whole_proposal_is_shown_alike_under_another_name() -> None:
    mail = (FOLDER / "open" / "brindlewick.eml").read_text("utf-8")
    text = mail.partition("\n\n")[2].replace("{", "(").replace("}", ")")
    one, other = (
        shown(name, text.replace("Brindlewick", "{name}")) for name in ("Brindlewick", "Old Mill Technology")
    )
    assert one == other
