"""The report of a run over many clients or sessions, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from msp_select.phrases.en.words import share_percent

Summary = Mapping[str, Any]


class Part(NamedTuple):
    """A part of the report: its title, and what its figures say."""

    title: str
    says: Callable[[Summary], str]


LIMITS = (
    "These figures show where a rule decides for everybody. They see no "
    "protected trait and prove no fairness: "
    "who judges that has to know what the rules are for."
)
SQL = "Worked out by"
NOBODY = "There is nothing to say here."


def _never(found: Summary) -> str:
    if not found["shows_names"]:
        return "No client shows names, so nothing can be said of single providers."
    return (
        f"{found['never']:,} of {found['providers']:,} providers are on no list of the "
        f"{found['shows_names']:,} clients that show names. {found['always_failed']:,} fail "
        f"a must-have with every client, {found['never_enough']:,} never have enough answers, "
        f"{found['never_fit']:,} fit no client, and {found['outscored']:,} are always outscored."
    )


def _must_haves(found: Summary) -> str:
    if not found["failed"]:
        return "No must-have removes anybody."
    return (
        f'"{found["must_have"]}" removes most by itself: {found["alone"]:,} times a '
        f"provider failed it and no "
        f"other, of {found['pairs']:,} pairs of a client and a provider. In all it was failed "
        f"{found['failed']:,} times."
    )


def _answers(found: Summary) -> str:
    return (
        f'The answer that would help most is that to "{found["question"]}": at its '
        f"best and proven it would put "
        f"a provider on a list {found['lifted']:,} times, with {found['lists']:,} of "
        f"{found['clients']:,} clients."
    )


def _concentration(found: Summary) -> str:
    if not found["firms"]:
        return "Nobody is first with any client that shows names."
    return (
        f"{found['firms']:,} of {found['on_file']:,} firms are first with any "
        f"client. The best hundredth of all "
        f"on file has {share_percent(found['best_1_percent'])} of all first places, the best tenth "
        f"{share_percent(found['best_10_percent'])}; the first places are spread as among "
        f"{found['as_many_as']:.1f} firms with as many each. Clients that hide names are not counted."
    )


def _how_sure(found: Summary) -> str:
    return (
        f"With {found['close']:,} of {found['clients']:,} clients the last on the list is less than a point "
        f"ahead of the next; with {found['shaky']:,} somebody on the list is on it "
        f"in under half of the tries. "
        f"Look again at those {found['either']:,}."
    )


def _against(found: Summary) -> str:
    return (
        f"Of {found['both']:,} clients in both runs {found['other_first']:,} have another first and "
        f"{found['other_list']:,} another list. {found['new']:,} are new, {found['gone']:,} are gone."
    )


def _changes(found: Summary) -> str:
    return (
        f"Of {found['sessions']:,} sessions {found['other_first']:,} have another first, "
        f"{found['other_list']:,} other names among the first three, and {found['other_verdict']:,} another "
        "verdict."
    )


def _helped(found: Summary) -> str:
    return (
        f"{found['won']:,} times somebody else is first now, "
        f"and {found['nobody']:,} times nobody acceptable is."
    )


def _failures(found: Summary) -> str:
    if not found["failures"]:
        return "No file failed."
    return (
        f"{found['failures']:,} files failed and are in no other table; {found['workers']:,} of them ended "
        "the process that worked on them."
    )


PARTS: Mapping[str, Part] = {
    "never_listed": Part("Who is never on a list", _never),
    "must_haves": Part("Which must-have removes most", _must_haves),
    "answers": Part("Which answer would help most", _answers),
    "concentration": Part("Who wins", _concentration),
    "how_sure": Part("How sure the lists are", _how_sure),
    "against": Part("What changed since the other run", _against),
    "changes": Part("What changes", _changes),
    "helped": Part("Whom it helps", _helped),
    "failures": Part("What failed", _failures),
}
HEADS: Mapping[str, str] = {
    "match": "{files:,} clients against {providers:,} providers",
    "rerank": "{files:,} sessions ranked again",
}
