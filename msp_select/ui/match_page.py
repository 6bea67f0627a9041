"""What the match shows, in lines: a provider on file, its reasons, the filters."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from textual.content import Content

from msp_select.phrases.en.labels import must_haves_in_short
from msp_select.phrases.en.words import share_percent
from msp_select.ui.literal_text import fitted, literal, padded, wrapped
from msp_select.ui.widgets.bars import plain_bar, right
from msp_select.ui.widgets.selectable_lines import Line

if TYPE_CHECKING:
    from msp_select.decision.matching.match import Match, Matches, Matching
    from msp_select.decision.matching.pool import Pool, Wanted
    from msp_select.engine.validation import Ints
    from msp_select.model.provider import ProviderProfile

MustHaves = Literal["any", "none failed", "all met"]
MUST_HAVES: tuple[MustHaves, ...] = ("any", "none failed", "all met")
ROOMY = 100  # cells from which regions and sectors have a column
STATE = 10


@dataclass(frozen=True)
class Shown:
    """What of a matching is on the page: its rows in order; `first` are the ids of the shortlist's `places`.

    What is `marked` and `taken` goes by the id on file; `moved` are the places gained since a bar was taken
    hold of, by place in the pool, if one was.
    """

    matching: Matching
    rows: Matches
    places: int
    first: Collection[str]
    marked: Collection[str]
    taken: Collection[str]
    moved: Ints | None

    def key(self, match: Match) -> str:
        """The id on file, also where the name is hidden."""
        return self.matching.pool.listed[match.at].id


def kept(matching: Matching, search: str, must_haves: MustHaves) -> Matches:
    """The matches with these letters in the name and their must-haves as wished, in rank order."""
    found, letters = matching.matches, search.strip().casefold()
    if must_haves != "any":
        found = found.where(lambda figures: figures.clear)
    if must_haves == "all met":
        found = found.where(lambda figures: figures.settled)
    return found.named(letters) if letters else found


def heading(shown: Shown, width: int) -> str:
    """The titles over the columns."""
    name, bar, where = _columns(width)
    figure = shown.matching.measure
    marked = f" ✓{len(shown.marked)}" if shown.marked else ""
    places = f"  {padded('regions; sectors', where)}" if where else ""
    return (
        f"{padded(marked, 6)}# {padded('provider', name)}{right(figure, 7)}   "
        f" {padded('', bar)} known {padded('must-haves', STATE)}{places}"
    )


def row(shown: Shown, at: int, width: int) -> Content:
    """One provider: mark, place, name, figure, what moved, bar, how much is known, must-haves."""
    match = shown.rows[at]
    name, bar, where = _columns(width)
    key = shown.key(match)
    moved = 0 if shown.moved is None else int(shown.moved[match.at])
    mark = f"{'▲' if moved > 0 else '▼'}{min(abs(moved), 99)}" if moved else ""
    figure = match.score
    places = _places(shown.matching.listed(match).profile) if where else ""
    return Content.assemble(
        " ",
        ("✓", "bold") if key in shown.marked else " ",
        right(f"{match.rank:,}", 5),
        " ",
        (padded(match.name, name), "bold" if match.id in shown.first else ""),
        right(f"{figure:.1f}", 7),
        " ",
        (padded(mark, 3), "$text-success" if moved > 0 else "$text-warning"),
        (plain_bar(figure / 100, bar), "$primary"),
        right(share_percent(match.coverage, narrow=True), 6),
        " ",
        padded("in session" if key in shown.taken else gates_in_words(match), STATE),
        f"  {padded(places, where)}" if where else "",
    )


def gates_in_words(match: Match) -> str:
    """How it stands with the must-haves, in two words."""
    return must_haves_in_short(len(match.failed), len(match.open))


def _columns(width: int) -> tuple[int, int, int]:
    """Cells for name, bar and places."""
    where = max((width - 70) // 2, 0) if width >= ROOMY else 0
    bar = 18 if width >= ROOMY else 12
    fixed = 2 + 5 + 1 + 7 + 4 + bar + 6 + 1 + STATE + (where + 2 if where else 0)
    return max(width - fixed, 9), bar, where


def _places(profile: ProviderProfile) -> str:
    return "; ".join(filter(None, (", ".join(profile.regions), ", ".join(profile.sectors))))


def reasons(why: Iterable[str], profile: ProviderProfile, taken: bool) -> list[str]:
    """Why it is in or out, and for whom it works, sentence by sentence."""
    return [*why, *(["It is in the session already."] if taken else []), _serves(profile)]


def _serves(profile: ProviderProfile) -> str:
    small, large = profile.smallest_client, profile.largest_client
    if small is not None and large is not None:
        users = f"{small:,} to {large:,} users"
    elif small is not None:
        users = f"{small:,} users or more"
    else:
        users = "no size is named" if large is None else f"up to {large:,} users"
    places = _places(profile) or "no region or sector is named"
    return f"On file: {places}; clients: {users}."


def reason_lines(name: str, rank: int, sentences: Iterable[str], width: int) -> list[Line]:
    """The reasons as a page of lines in so much room."""
    lines = [Line(Content.assemble(literal(f"{rank:,}  "), literal(name, "bold")))]
    for sentence in sentences:
        pieces = wrapped(sentence, max(width - 4, 12))
        lines += [Line(literal(f"  {'- ' if k == 0 else '  '}{piece}")) for k, piece in enumerate(pieces)]
    return lines


def filters_in_words(wanted: Wanted, must_haves: MustHaves) -> Content:
    """Each filter with its key: what it asks about, or in bold what it asks for."""
    users = "" if wanted.users is None else f"{wanted.users:,} users"
    gates = "" if must_haves == "any" else must_haves
    filters = (
        ("r", "region", wanted.region),
        ("s", "sector", wanted.sector),
        ("u", "size", users),
        ("m", "must-haves", gates),
    )
    parts = [
        Content.assemble(f"{key} ", (fitted(value, 20), "bold $text") if value else what)
        for key, what, value in filters
    ]
    return Content("   ").join(parts)


def offered(pool: Pool, names: Callable[[ProviderProfile], Sequence[str]]) -> list[tuple[str, int]]:
    """The regions or sectors in the files, with how many providers name each; the commonest first."""
    counted: dict[str, tuple[str, int]] = {}
    for one in pool.listed:
        for name in {name.casefold(): name for name in names(one.profile)}.values():
            said, number = counted.get(name.casefold(), (name, 0))
            counted[name.casefold()] = (said, number + 1)
    return sorted(counted.values(), key=lambda pair: (-pair[1], pair[0]))
