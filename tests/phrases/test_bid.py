"""Every field of a bid has its words, and what its words say of it is what the model says of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import get_args

import pytest

from msp_select.model.bid import Basis, Module, OwnPerson
from msp_select.model.bid_fields import BASIS, FIELDS, MODULE, OWN_PERSON, SECTIONS, Field, SectionId
from msp_select.phrases.en.bid import (
    BASES,
    FIELD_WORDS,
    MODULE_WORDS,
    OWN_PERSON_WORDS,
    SECTION_TITLES,
    FieldWords,
)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ((BASIS, *FIELDS.values()), FIELD_WORDS),
        (OWN_PERSON, OWN_PERSON_WORDS),
        (MODULE, MODULE_WORDS),
    ],
)
def test_every_field_has_its_words_in_the_order_of_the_bid(
    fields: Iterable[Field], words: Mapping[str, FieldWords]
) -> None:
    assert [field.name for field in fields] == list(words)
    for field in fields:
        in_currency = field.entry in ("money", "lines")
        assert ("{}" in words[field.name].unit) == in_currency, field.name


def test_a_bidder_is_asked_for_what_there_are_words_for() -> None:
    asked = {field.name for field in (BASIS, *FIELDS.values()) if field.asked}
    assert asked == {name for name, words in FIELD_WORDS.items() if words.ask}


def test_bases_sections_and_parts_are_all_there() -> None:
    assert set(BASES) == set(get_args(Basis))
    assert list(SECTION_TITLES) == [section.id for section in SECTIONS] == list(get_args(SectionId))
    assert [field.name for field in OWN_PERSON] == list(OwnPerson.model_fields)
    assert ["name", *(field.name for field in MODULE)] == list(Module.model_fields)
