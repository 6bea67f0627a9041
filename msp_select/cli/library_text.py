"""A provider on file as a page of text, and what has changed since it was taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msp_select.cli.tables import wrapped
from msp_select.model.candidate import Candidate
from msp_select.model.catalog import Catalog
from msp_select.model.provider import Provider, ProviderProfile
from msp_select.model.session import Session
from msp_select.phrases.en.answers import answer_in_words
from msp_select.phrases.en.library_changes import differences
from msp_select.phrases.en.notes import note_in_words
from msp_select.store.session_text import bid_table

if TYPE_CHECKING:
    from msp_select.store.library import Library


def provider_lines(provider: Provider, catalog: Catalog) -> list[str]:
    """One provider as a page of text."""
    regions, sectors, clients = where(provider.profile)
    profile = provider.profile
    facts = [
        ("id", provider.id),
        ("regions", regions),
        ("sectors", sectors),
        ("clients (users)", clients),
        ("founded", str(profile.founded or "-")),
        ("people", str(profile.people or "-")),
        ("website", profile.website or "-"),
        ("note", provider.note or "-"),
    ]
    lines = [*wrapped(provider.name), "", *_beside(facts)]
    lines += ["", *wrapped(f"Rate card, in {provider.currency}, VAT {provider.vat}"), ""]
    lines += _beside(_rate_card(provider)) if provider.bid else ["  There is none."]
    lines += ["", f"{len(provider.answers)} answer{'' if len(provider.answers) == 1 else 's'}"]
    for key, answer in provider.answers.items():
        question = catalog.questions[key]
        grade = answer.evidence or question.default_evidence
        evidence = f", {grade}" if answer.state == "answered" else ""
        lines += ["", *wrapped(f"{question.short} ({key})", indent="  ")]
        said = f"{answer_in_words(question, answer)}{evidence}, {provider.day_of(answer)}"
        lines += wrapped(said, indent="    ")
        lines += wrapped(note, indent="    ") if (note := note_in_words(answer)) else []
    return lines


def _rate_card(provider: Provider) -> list[tuple[str, str]]:
    assert provider.bid is not None
    return [(field.replace("_", " "), _words(value)) for field, value in bid_table(provider.bid).items()]


def _words(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(map(_words, value))
    if isinstance(value, dict):
        return ", ".join(f"{key.replace('_', ' ')} {_words(part)}" for key, part in value.items())
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)


def _beside(pairs: list[tuple[str, str]]) -> list[str]:
    label = max(len(name) for name, _ in pairs)
    return [
        line
        for name, text in pairs
        for line in wrapped(text, indent=" " * (label + 4), first=f"  {name.ljust(label)}  ")
    ]


def where(profile: ProviderProfile) -> tuple[str, str, str]:
    """Regions, sectors and client sizes in words, "-" where nothing is said."""
    small, large = profile.smallest_client, profile.largest_client
    clients = f"{'' if small is None else small} to {'' if large is None else large}".strip()
    return (
        ", ".join(profile.regions) or "-",
        ", ".join(profile.sectors) or "-",
        clients if (small, large) != (None, None) else "-",
    )


def changes_lines(session: Session, candidate: Candidate, filed: Library, catalog: Catalog) -> list[str]:
    """What differs between a candidate and the provider on file it was copied from."""
    reference = candidate.library
    assert reference is not None
    head = f"{candidate.name}, taken on {reference.taken}: "
    row = filed.get(reference.id)
    if row is None:
        return wrapped(f'{head}"{reference.id}" is no longer on file, or its file has faults.')
    now = filed.provider(reference.id, catalog)
    found = differences(session, candidate, now.provider, catalog)
    if session.settings.sealed:
        found = tuple(one for one in found if not one.is_price(catalog))
    same = now.digest == reference.digest
    if not found:
        return wrapped(
            head + ("nothing has changed." if same else "the file was changed, nothing in it that counts.")
        )
    whose = "the file is as it was; changed in the session" if same else "changed since, here or on file"
    lines = wrapped(f"{head}{whose}:")
    for one in found:
        question = catalog.questions.get(one.key) if one.part != "bid" else None
        lines += wrapped(f"{question.short if question else one.path}", indent="  ")
        lines += wrapped(f"session: {one.here or 'nothing'}", indent="      ", first="    ")
        lines += wrapped(f"library: {one.library or 'nothing'}", indent="      ", first="    ")
    return lines
