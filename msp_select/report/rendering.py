"""From an evaluation and options to bytes: which document, drawn by which format."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from msp_select.decision.robustness.robustness import Robustness, robustness
from msp_select.decision.scoring.evaluate import evaluate
from msp_select.decision.scoring.evaluation import Evaluation
from msp_select.decision.scoring.redaction import Viewer, seen
from msp_select.errors import UsageError
from msp_select.model.letterhead import Letterhead
from msp_select.phrases.explanation import Explanation, explain
from msp_select.report.bidder_feedback import bidder_document
from msp_select.report.document import Document
from msp_select.report.letterhead_blocks import with_letterhead
from msp_select.report.options import FORMATS, Format, Options, offered
from msp_select.report.report_document import report_document
from msp_select.report.sheet import sheet_document


@dataclass(frozen=True)
class Order:
    """What a format is asked for: the evaluation, the options, and the document they make."""

    evaluation: Evaluation
    options: Options

    @cached_property
    def explanation(self) -> Explanation | None:
        """The findings, where there is any candidate."""
        if not self.evaluation.results:
            return None
        return explain(self.evaluation, against=self.options.against)

    @cached_property
    def robustness(self) -> Robustness:
        """How sure the ranking is, and what would change it."""
        return robustness(self.evaluation)

    @cached_property
    def document(self) -> Document:
        """The document, built once, with the letterhead's words where there is one."""
        letterhead = self.options.letterhead
        if letterhead is None:
            return self._own_words
        return with_letterhead(self._own_words, letterhead, self.evaluation)

    @cached_property
    def look(self) -> Letterhead:
        """The letterhead, or the usual look."""
        return self.options.letterhead or Letterhead()

    @property
    def _own_words(self) -> Document:
        if self.options.bidder is not None:
            return bidder_document(self.evaluation, self.options.bidder)
        if self.options.sheet is not None:
            return sheet_document(self.evaluation, self.options.sheet, self.options.candidate)
        return report_document(
            self.evaluation, self.explanation, length=self.options.length, top=self.options.top
        )


def rendered(evaluation: Evaluation, ending: str, options: Options) -> bytes:
    """The document in that format."""
    wanted = _format(ending)
    if wanted.ranking_only and (options.bidder is not None or options.sheet is not None):
        others = ", ".join(offered(documents=True))
        raise UsageError(f"A .{wanted.ending} file holds the ranking only.", f"Use one of: {others}.")
    evaluation = _seen_by(_reader(options), evaluation)
    if options.bidder is None:
        shown = evaluation.shown_id
        options = replace(options, candidate=shown(options.candidate), against=shown(options.against))
    module, function = wanted.place.split(":")
    draw: Callable[[Order], bytes] = getattr(importlib.import_module(module), function)
    return draw(Order(evaluation, options))


def _reader(options: Options) -> Viewer:
    if options.bidder is not None:
        return Viewer("bidder", one=options.bidder)
    return Viewer(names=not options.anonymous, ids=True)


def _seen_by(viewer: Viewer, evaluation: Evaluation) -> Evaluation:
    """The evaluation as that reader may see it; worked out again where that is less."""
    if seen(evaluation.of, evaluation.whole, viewer) == evaluation.session:
        return evaluation
    again = evaluate(
        evaluation.of,
        evaluation.whole,
        viewer=viewer,
        method=evaluation.method,
        draws=evaluation.draws,
        seed=evaluation.seed,
    )
    return replace(again, changed_outside=evaluation.changed_outside)


def _format(ending: str) -> Format:
    wanted = ending.removeprefix(".")
    found = FORMATS.get(wanted.lower())
    if found is None:
        what = f'There is no report format for ".{wanted}".' if wanted else "The report's name has no ending."
        raise UsageError(what, f"End the name in one of: {', '.join(offered())}.")
    return found
