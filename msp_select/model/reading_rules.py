"""By what a document is read for prices, terms and figures: `questionnaires/reading.toml`."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from msp_select.model.cues import Cues
from msp_select.model.scalars import Flag, Frozen, Name, Number, Several, Text

Measure = Literal[
    "money", "percent", "months", "days", "minutes", "hours", "multiple", "count", "tax", "flag", "passage"
]
TERMS = ("doc.term_months", "doc.notice_days", "doc.tax", "doc.valid_until")
"""The targets that are terms of a document."""
Period = Literal["", "month", "hour", "once"]


class ZoneRule(Frozen):
    """The headings under which a part of a document begins, and the words a letter opens with.

    What `says` one of those phrases makes all under its heading such a part.
    """

    zone: Literal["summary", "price", "terms", "body"]
    headings: Cues = ()
    openings: Cues = ()
    says: Cues = ()


class FieldRule(Frozen):
    """How one target is found: "bid.*", "doc.*", or a question that is answered by a number.

    `about` are words of its matter, one of which stands in the sentence or in what it stands under, or
    the find is of something else. `cues` stand near the figure, in its sentence; `rows` and `columns` are
    the words of a table's row and of the column of its figure. `unless` forbids a sentence or row,
    `near_unless` a figure these words stand next to. `zero` says that it is nothing, `prefer` the figure
    to take of several. Of money, `per` is what it is paid for; of a count, `counts` are the words
    counted. `cap`, `no_cap` and `index` are for what may rise or hangs on what is left; `included` and
    `excluded` for tax. `answers` is the question that the same place answers. `least` and `most` are the
    figures there can be. With `in_days` months may be given in days. With `whole_row` a row must name the
    target and a column the figure; `anywhere` is for what a firm says of itself, which binds nobody
    wherever it stands. A field of the kind `passage` is a place only, without a figure.
    """

    target: Text
    kind: Measure
    answers: Text = ""
    per: Period = ""
    about: Cues = ()
    counts: Cues = ()
    cues: Cues = ()
    rows: Cues = ()
    columns: Cues = ()
    unless: Cues = ()
    near_unless: Cues = ()
    zero: Cues = ()
    prefer: Cues = ()
    cap: Cues = ()
    no_cap: Cues = ()
    index: Cues = ()
    included: Cues = ()
    excluded: Cues = ()
    least: Number | None = None
    most: Number | None = None
    in_days: Flag = False
    whole_row: Flag = False
    anywhere: Flag = False

    @model_validator(mode="after")
    def _finds_something(self) -> Self:
        if not (self.cues or self.rows or self.zero or self.included or self.excluded):
            raise ValueError("a field needs cues or rows, or nothing is ever found for it")
        return self


class WordLists(Frozen):
    """Words that mean the same for every target.

    `optional` is not part of the offer, `others` is somebody else's, `incumbent` names who does the work
    today; `duties` are what the buyer has to do; `condition` makes a figure depend on something, `hedge` a
    promise less than one; `promise` and `restriction` are held against each other.
    """

    optional: Cues
    others: Cues
    incumbent: Cues
    duties: Cues
    condition: Cues
    hedge: Cues
    promise: Cues
    restriction: Cues
    recommended: Cues
    units: Cues
    total: Cues
    hour: Cues
    day: Cues
    month: Cues
    quarter: Cues
    year: Cues
    once: Cues
    tax: Cues
    after_hours: Cues
    urgent: Cues


class ReadingRules(Frozen):
    """`reading.toml`."""

    schema_: Literal[1] = Field(alias="schema")
    id: Literal["reading"]
    version: Text
    title: Name
    zones: Annotated[tuple[ZoneRule, ...], Field(min_length=1)]
    words: WordLists
    fields: Several[FieldRule]

    @model_validator(mode="after")
    def _one_rule_each(self) -> Self:
        targets = [one.target for one in self.fields]
        if len(set(targets)) < len(targets):
            raise ValueError("two fields have the same target")
        return self

    def field(self, target: str) -> FieldRule | None:
        """The rule for that target, if there is one."""
        return next((one for one in self.fields if one.target == target), None)
