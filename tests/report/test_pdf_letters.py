"""Every text the model takes can be set as a PDF, in any place of a document; what fonts lack is named."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pytest
from hypothesis import example as with_text
from hypothesis import given, settings
from hypothesis import strategies as st

from msp_select.model.scalars import clean_text, is_seen
from msp_select.report import Options, render
from msp_select.report.as_pdf import breakable, missing_letters, pdf
from msp_select.report.chart_data import Bar, ThreePartBars
from msp_select.report.document import (
    Bullets,
    Cell,
    Column,
    Document,
    Listed,
    Paragraph,
    Picture,
    Section,
    Statement,
    Table,
    Terms,
)
from msp_select.report.letters import letters
from msp_select.report.pdf_glyphs import with_known_letters
from msp_select.report.rendering import Order
from tests.report.reports import evaluated, example, pdf_words, renamed, scored

pytest.importorskip("typst")

WRITTEN = "❤️ ☎️ ✔️ ™️ ©️ ↔️ ⭐️ 1️⃣ #️⃣ 👩‍👩‍👧 👍🏽 🇩🇪 क्षि שָׁלוֹם می‌خواهم 葛󠄀 가 ά é ẍ́ 𝔄 \U000f0000"
ODD = (
    "\u2060\u3164\ufeff\u180e\u115f\u1160\u034f\u17b4\u17b5\xad\u200b\u200c\u200d\ufe0e\ufe0f\U000e0100"
    "\U000e0001\U000e007f\u20e3\u20df\u1abe\u0489\u093c\u05b0\u3000\u2002❤☎✔™#*1αбאक□┬≤"
)
signs = st.sampled_from(ODD) | st.characters(exclude_categories=["Cs"])
texts = st.lists(signs, min_size=1, max_size=50).map(lambda found: clean_text("".join(found)))


def everywhere(text: str) -> Document:
    """A document with the text in every place that holds one."""
    chart = ThreePartBars(text, "score", (Bar(text, 50, 20, 60, 90, "acceptable"),))
    blocks = (
        Paragraph(f"“{text}” leads.", lead=True),
        Bullets((text,)),
        Listed(text, (text,)),
        Terms(((text, text),)),
        Table("name", text, (Column(text), Column("x", "points")), ((Cell(text), Cell("1", 1.0)),)),
        Picture(chart),
        Statement("kind", text, f"{text}, and {text}!", (), (chart,)),
    )
    section = Section("section", text, blocks)
    return Document("report", text, text, dt.date(2026, 1, 1), (("Firm", text),), (section,))


def printed(document: Document) -> bytes:
    order = Order(evaluated(), Options())
    vars(order)["document"] = document
    return pdf(order)


@settings(max_examples=15)
@given(texts.filter(lambda text: any(map(is_seen, text))))
@with_text(WRITTEN)
@with_text("*\u200d\u1abe c\u2264\u1abe\u2060")  # a picture's text takes other fonts than a paragraph's
@with_text("\u0489┬\u1abe☎\u15f7\u180e\u3000")  # letters that cannot be set beside each other alone
def test_every_text_can_be_set_in_every_place(text: str) -> None:
    assert printed(everywhere(text)).startswith(b"%PDF-")


def test_names_with_pictures_and_marks_make_a_report() -> None:
    session = example()
    names = dict(zip((one.id for one in session.candidates), WRITTEN.split(), strict=False))
    words = pdf_words(render(scored(renamed(session, names, title=WRITTEN), draws=50), "pdf"))
    assert "Letters this PDF cannot show" in words


def test_what_the_fonts_have_is_kept_and_unseen_signs_are_no_loss() -> None:
    known = "❤️ ☎️ ✔️ ™️ ά é x\u2060y"
    shown = with_known_letters(everywhere(known), missing_letters)
    assert shown.title == "❤ ☎ ✔ ™ ά é xy"
    assert len(shown.facts) == 1


def test_a_letter_without_its_mark_is_better_than_none_and_the_mark_is_named() -> None:
    shown = with_known_letters(everywhere("e\u1abe 😀️"), missing_letters)
    assert shown.title == "e □"
    assert shown.facts[-1] == (
        "Letters this PDF cannot show",
        "combining parentheses overlay (U+1ABE), grinning face (U+1F600). Each stands as □, or is left out "
        "of its letter; the HTML report shows them.",
    )


@given(st.text(st.sampled_from("ab\u0301\u093f\u200d\ufe0f❤"), max_size=60), st.integers(2, 20))
def test_a_long_word_is_never_broken_between_a_letter_and_its_mark(word: str, most: int) -> None:
    parts = breakable(word, most).split("\u200b")
    assert "".join(parts) == word
    assert all(unicodedata.category(part[0]) not in ("Mn", "Mc", "Cf") for part in parts[1:])
    assert [one for part in parts for one in letters(part)] == letters(word)
