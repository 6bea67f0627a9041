"""Why a provider is on the shortlist or not, beside the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from msp_select.phrases.names import Names
from msp_select.ui.match_page import Shown, reason_lines, reasons
from msp_select.ui.widgets.selectable_lines import Line, Page

if TYPE_CHECKING:
    from msp_select.decision.matching.match import Match

NOBODY = "Nobody fits. x clears search, filters and marks."


class ReasonsPane(Page):
    """The reasons of one provider, from the first on."""

    def show_reasons(self, shown: Shown | None, match: Match | None) -> None:
        """Those of this match; nothing where there is no matching, and a hint where nobody fits."""
        if shown is None:
            self.show(())
        elif match is None:
            self.show([Line(Content(NOBODY))])
        else:
            sentences = all_reasons(shown, match)
            self.show(reason_lines(match.name, match.rank, sentences, max(self.room, 40)))
            self.scroll_home(animate=False)


def all_reasons(shown: Shown, match: Match) -> list[str]:
    """Why it is in or out, and for whom it works, sentence by sentence."""
    from msp_select.decision.matching.match_reasons import explained
    from msp_select.phrases.en.match import why_in_words

    told = explained(shown.matching, match, shown.places)
    why = why_in_words(told, Names.of_matching(shown.matching))
    return reasons(why, shown.matching.listed(match).profile, shown.key(match) in shown.taken)
