"""Every figure that may be the value of a target, with how much speaks for it; nothing is chosen here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msp_select.model.reading_rules import FieldRule
from msp_select.reading.candidate_context import Context, Counts
from msp_select.reading.candidate_values import Candidate, Figures
from msp_select.reading.evidence_index import Cues
from msp_select.reading.row_candidates import Rows
from msp_select.reading.segments import Segment
from msp_select.reading.sentence_candidates import Sentences, forbidden


class Finder:
    """Finds the candidates of one field in one segment after the other."""

    def __init__(self, cues: Cues, segments: Sequence[Segment], counts: Counts) -> None:
        self.context = Context(cues, segments, counts)
        figures = Figures(self.context)
        self.rows, self.sentences = Rows(self.context, figures), Sentences(self.context, figures)

    def candidates(self, rule: FieldRule) -> Iterator[Candidate]:
        """All candidates for that field; of a table of priorities the first row that fits alone."""
        tables: set[tuple[int, int]] = set()
        for one in self._candidates(rule):
            if rule.whole_row and one.segment.table:
                table = (one.segment.document, one.segment.table)
                if table in tables:
                    continue
                tables.add(table)
            yield one

    def _candidates(self, rule: FieldRule) -> Iterator[Candidate]:
        context = self.context
        for segment in context.segments:
            if segment.zone == "quoted" or segment.kind == "head" or segment.is_header:
                continue
            found = context.cues.of(segment)
            if context.is_for_others(segment):
                continue
            if not rule.target.startswith(("bid.", "doc.")) and found.get(("", "duties")):
                continue  # what the buyer has to do is no promise of the bidder
            if (
                rule.kind == "money"
                and rule.per in ("month", "once")
                and context.stands_under_options(segment)
            ):
                continue
            of_itself = (rule.whole_row and segment.table) or self.rows.counts_as_many(rule, segment)
            if rule.about and not of_itself and not context.speaks_of(rule, segment):
                continue
            if segment.kind == "row" and forbidden(rule, found):
                continue
            of_row = list(self.rows.candidates(rule, segment, found)) if segment.kind == "row" else []
            yield from of_row or self.rows.of_packages(
                rule, segment, found, list(self.sentences.candidates(rule, segment, found))
            )
