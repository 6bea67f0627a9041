"""Every text the model takes, wherever a session holds one, in every report format: whole and harmless."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_select.errors import visible
from msp_select.model.edits import with_fields
from msp_select.model.scalars import clean_text
from msp_select.model.session import Session
from msp_select.report import FORMATS, render
from tests.control_texts import REACHES_A_TERMINAL, TEXTS
from tests.report.reports import example, scored, words_of

READ_BACK = (
    "html",
    "md",
    "xlsx",
)  # where the words come back as they were; CSV and JSON are read by a parser


def holding(text: str) -> Session:
    """An example with the text in its title, in who paid, in a name, a note, and the note of an answer."""
    session = example()
    first, *others = session.candidates
    key, answer = next(iter(first.answers.items()))
    answers = first.answers | {key: answer.model_copy(update={"note": text})}
    changed = first.model_copy(update={"name": f"N {text}"[:200], "note": text, "answers": answers})
    # Read as a file is read: what the model does not take is refused or cleaned here.
    return with_fields(
        session,
        title=f"T {text}"[:200],
        paid_by=text,
        candidates=[one.model_dump(by_alias=True, exclude_none=True) for one in (changed, *others)],
    )


@cache
def endings() -> list[str]:
    return [ending for ending in FORMATS if ending != "pdf"]


def strings(document: object) -> Iterator[str]:
    """Every text of a JSON document."""
    if isinstance(document, dict):
        document = [*document.values()]
    if isinstance(document, list):
        for item in document:
            yield from strings(item)
    elif isinstance(document, str):
        yield document


texts = st.text(max_size=40) | st.sampled_from(
    [text for text in TEXTS if text.isprintable() or text.isascii()]
)
seen = st.lists(texts, max_size=3).map(lambda parts: clean_text(" ".join(parts)[:150]))


@settings(max_examples=5)
@given(seen)
def test_any_text_the_model_takes_goes_through_every_format(text: str) -> None:
    session = holding(text)
    evaluation = scored(session, draws=50)
    name = session.candidates[0].name
    for ending in endings():
        data = render(evaluation, ending)
        shown = words_of(data, ending)
        words = shown if ending in ("xlsx", "docx") else data.decode("utf-8-sig")
        assert not REACHES_A_TERMINAL.search(words.replace("\r\n", "\n")), ending
        if ending in READ_BACK:
            assert " ".join(visible(name).split()) in shown, ending
    told = [*strings(json.loads(render(evaluation, "json")))]
    assert any(name in one for one in told) or not name.isascii()


def test_all_control_texts_at_once_go_through_every_format_pdf_included() -> None:
    pytest.importorskip("typst")
    evaluation = scored(holding(clean_text(f"begins {' '.join(TEXTS)} ends")[:190]), draws=50)
    for ending in FORMATS:
        data = render(evaluation, ending)
        assert data
        if ending not in ("xlsx", "docx", "pdf"):
            assert not REACHES_A_TERMINAL.search(data.decode("utf-8-sig").replace("\r\n", "\n")), ending
