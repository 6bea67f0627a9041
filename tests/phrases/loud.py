"""A made-up language, English in capitals: whatever is not loud was worded elsewhere."""

from __future__ import annotations

from msp_select.phrases.en.language import ENGLISH
from msp_select.phrases.finding import Row
from msp_select.phrases.language import Language
from msp_select.phrases.names import Names
from msp_select.phrases.phrase import Phrase, Wording
from msp_select.phrases.sheet import Sheet, SheetWording, Table


def loud(wording: Wording) -> Wording:
    """The same wording in capitals."""

    def shouted(fact: object, names: Names) -> Phrase:
        said = wording(fact, names)
        rows = tuple(Row(row.label.upper(), row.value, row.text.upper()) for row in said.rows)
        figures = {key: in_capitals_too(text) for key, text in said.figures.items()}
        return Phrase(said.title.upper(), said.sentence.upper(), rows, figures)

    return shouted


def in_capitals_too(words: str | list[str]) -> str | list[str]:
    """Words among the figures in capitals."""
    return words.upper() if isinstance(words, str) else [word.upper() for word in words]


def louder(wording: SheetWording) -> SheetWording:
    """The same sheet in capitals."""

    def shouted(fact: object, names: Names) -> Sheet:
        return in_capitals(wording(fact, names))

    return shouted


def in_capitals(sheet: Sheet) -> Sheet:
    """The sheet with every word of it in capitals."""
    tables = (
        Table(table.title.upper(), _capitals(table.columns), tuple(_capitals(row) for row in table.rows))
        for table in sheet.tables
    )
    return Sheet(sheet.name, sheet.title.upper(), sheet.intro.upper(), tuple(tables), _capitals(sheet.notes))


def _capitals(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text.upper() for text in texts)


LOUD = Language(
    "zz",
    {fact: loud(wording) for fact, wording in ENGLISH.wordings.items()},
    {fact: louder(wording) for fact, wording in ENGLISH.sheets.items()},
)
