"""`serve`: sessions in a browser, for their owner and for who is invited."""

from __future__ import annotations

import ipaddress
import json
import re
import webbrowser
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click
import tomli

from msp_select.cli.change_file import saved, writable
from msp_select.decision.panel.candidate_lookup import candidate_named
from msp_select.errors import FileError, UsageError, shown_path
from msp_select.exchange.marks_form import with_tokens
from msp_select.model.evaluator_edits import evaluator_of
from msp_select.open_session import OpenSession
from msp_select.store.inbox import Guest
from msp_select.store.invitations import DAYS, Served, invite, note_served
from msp_select.store.invitations import invitations as invitations_of
from msp_select.store.os_errors import file_error
from msp_select.store.private_file import MOST_BYTES
from msp_select.store.returned_file import first_bytes
from msp_select.web.audit import Audit

if TYPE_CHECKING:
    from msp_select.model.evaluator import Evaluator
    from msp_select.web.door import Door, User

SCHEMA = "msp-select/served/1"
_SECONDS = {"s": 1, "m": 60, "h": 3600}
_ROLES = ("owner", "bidder", "evaluator")


@dataclass(frozen=True)
class Link:
    """A link that was made, for whom."""

    role: str
    who: str
    file: Path
    link: str


def _seconds(_: click.Context, __: click.Parameter, span: str) -> float:
    """The seconds of a time such as 30m."""
    found = re.fullmatch(r"(\d{1,6})([smh])", span)
    if found is None:
        raise click.BadParameter(f"{shown_path(span)} is no time; expected such as 60s, 30m or 2h")
    return float(found[1]) * _SECONDS[found[2]]


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8765, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--no-browser", is_flag=True, help="Do not open the owner's link.")
@click.option(
    "--bidder", "bidders", multiple=True, metavar="ID", help="Invite this bidder of the first file."
)
@click.option("--evaluator", "evaluators", multiple=True, metavar="NAME", help="Invite this person to mark.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Until when the invitations are good.")
@click.option(
    "--public", metavar="ORIGIN", default="", help="How others reach it: https://choose.example.com."
)
@click.option("--proxy", metavar="ADDRESS", default="", help="The proxy before it, which sets the headers.")
@click.option(
    "--user-header", metavar="NAME", default="", help="The header in which it says who somebody is."
)
@click.option("--address-header", metavar="NAME", default="", help="The header with whence a request comes.")
@click.option("--user", "users", multiple=True, metavar="NAME=ROLE[:WHO]", help="Whom it may name.")
@click.option(
    "--users",
    "users_file",
    type=click.Path(path_type=Path),
    metavar="FILE.toml",
    help='The same in a file: a line NAME = "ROLE[:WHO]" for each.',
)
@click.option("--invitations", is_flag=True, help="Behind a proxy, let invitations open the forms too.")
@click.option("--most", type=click.IntRange(1, 64), default=4, show_default=True, help="Interfaces at once.")
@click.option(
    "--idle", callback=_seconds, default="30m", show_default=True, help="Rest after which one is closed."
)
@click.option(
    "--grace", callback=_seconds, default="60s", show_default=True, help="How long one waits for you."
)
@click.option("--audit", type=click.Path(path_type=Path), help="Who did what; FILE.audit.jsonl by default.")
@click.option("--json", "as_json", is_flag=True, help="Print the links as one JSON object.")
def serve(
    files: tuple[str, ...],
    *,
    port: int,
    host: str,
    no_browser: bool,
    bidders: tuple[str, ...],
    evaluators: tuple[str, ...],
    until: datetime | None,
    public: str,
    proxy: str,
    user_header: str,
    address_header: str,
    users: tuple[str, ...],
    users_file: Path | None,
    invitations: bool,
    most: int,
    idle: float,
    grace: float,
    audit: Path | None,
    as_json: bool,
) -> None:
    """Open FILE to a browser: to you, and to the bidders and evaluators you invite.

    Without --public it is there for this machine alone.
    """
    try:
        from msp_select.web.desk import Desks
        from msp_select.web.door import Door, Proxy
        from msp_select.web.server import serve as run
    except ModuleNotFoundError:
        raise UsageError(
            "What serves a browser is not installed.", 'Install it: pip install "msp-select[web]"'
        ) from None
    origin = origin_of(host, port, public)
    named = users_of(users) | (users_in(users_file) if users_file is not None else {})
    if bool(user_header) != bool(named):
        raise UsageError(
            "--user-header and --user (or --users) belong together.", "Give both, or neither of them."
        )
    if bool(proxy) != bool(user_header or address_header) or (proxy and not public):
        raise UsageError(
            "--proxy, a header that it sets (--user-header, --address-header) and --public belong together.",
            "Give all three, or only --public.",
        )
    real = tuple(file_of(file) for file in files)
    door = Door(
        files=real,
        origin=origin,
        audit=Audit(audit or real[0].with_name(f"{real[0].name}.audit.jsonl")),
        proxy=Proxy(proxy, user_header, named, address_header) if proxy else None,
        invited=invitations or not user_header,
    )
    door.audit.check(real[0])
    try:
        door.audit.note("begun")
    except OSError as error:
        raise file_error(error, str(door.audit.path), "save") from None
    links = [] if user_header else [Link("owner", "", file, door.link(door.owner_key(file))) for file in real]
    links += invited(door, real[0], bidders, evaluators, until.date() if until else None)

    def begun() -> None:
        for file in real:
            note_served(file, Served(origin, invited=door.invited))
        tell(origin, links, as_json=as_json)
        if not no_browser and not as_json and links and links[0].role == "owner":
            webbrowser.open(links[0].link)

    try:
        run(door, Desks(most, grace, idle), host, port, begun)
    except OSError as error:
        where = f"{host}:{port}"
        raise UsageError(
            f"{where}: cannot be listened at: {error.strerror or error}", "Choose another --port."
        ) from None
    except KeyboardInterrupt:
        pass


def origin_of(host: str, port: int, public: str) -> str:
    """The origin that everything is held to (UsageError where it would not be safe)."""
    from msp_select.web.door import ORIGIN

    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        raise UsageError(
            f"--host {shown_path(host)}: is no address.", "Give one such as 127.0.0.1."
        ) from None
    if public and not ORIGIN.fullmatch(public):
        raise UsageError(
            f"--public {shown_path(public)}: is no bare origin.",
            "Give one such as https://choose.example.com, in small letters and without a path.",
        )
    if not address.is_loopback and not public.startswith("https://"):
        raise UsageError(
            "Another address than this machine's own needs --public https://...: keys and answers must not "
            "travel in the open.",
            "Put a proxy with https before it, and give its origin.",
        )
    shown = f"[{host}]" if address.version == 6 else host
    return public or (f"http://{shown}" if port == 80 else f"http://{shown}:{port}")


def file_of(name: str) -> Path:
    """The file to serve: a session of one's own that can be read, and no link."""
    if name.startswith("example:"):
        raise UsageError(
            f"{shown_path(name)}: is an example, and is not served.",
            f"Work on a copy: msp-select new FILE --from {shown_path(name)}",
        )
    path = Path(name)
    if path.is_symlink():
        raise UsageError(f"{shown_path(path)}: is a link, and is not served.", "Give the file itself.")
    writable(name)
    return path.resolve()


def users_of(texts: Sequence[str]) -> dict[str, User]:
    """Whom the proxy may name, and who they are, from the command line."""
    found = {}
    for text in texts:
        name, _, said = text.rpartition("=")
        found[name] = _user(name, said, f"--user {shown_path(text)}", "NAME=")
    return found


def users_in(path: Path) -> dict[str, User]:
    """The same from a file: a line for each, such as "ann@example.com" = "owner" (FileError, UsageError)."""
    place = shown_path(path)
    try:
        said = tomli.loads(first_bytes(path, MOST_BYTES).decode("utf-8"))
    except (UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise FileError(f"{place}: is no TOML: {error}", 'Write a line such as "ann" = "owner".') from None
    if not said:
        raise FileError(f"{place}: names nobody", 'Write a line such as "ann@example.com" = "owner".')
    return {
        name: _user(name, one, f"{place}: {shown_path(name)}", f'"{shown_path(name)}" = ')
        for name, one in said.items()
    }


def _user(name: str, said: object, where: str, form: str) -> User:
    from msp_select.web.door import User

    role, _, who = said.partition(":") if isinstance(said, str) else ("", "", "")
    known = next((one for one in _ROLES if one == role), None)
    if not name or known is None or (known == "owner") == bool(who):
        mark = '"' if form.endswith(" ") else ""
        ways = ", ".join(f"{form}{mark}{one}{mark}" for one in ("owner", "bidder:ID"))
        raise UsageError(f"{where}: is not understood.", f"Give {ways} or {form}{mark}evaluator:NAME{mark}.")
    return User(known, who)  # type: ignore[arg-type]


def invited(
    door: Door, file: Path, bidders: Sequence[str], evaluators: Sequence[str], until: date | None
) -> list[Link]:
    """A link for each that is invited to the session (UsageError where there is no such candidate)."""
    work = OpenSession.open(str(file))
    now = work.now()
    days = float(DAYS) if until is None else (until - now.date()).days + 1.0
    if days <= 0:
        raise UsageError(f"--until {until}: is over.", "Give a day to come.")
    guests: list[tuple[Guest, str]] = [("bidder", candidate_named(work.session, one)) for one in bidders]
    users = door.proxy.users.values() if door.proxy is not None else ()
    others = [one.who for one in users if one.role == "evaluator"]
    people = people_to_invite(work, file, [*others, *evaluators])[len(others) :]
    known = work.session.evaluators
    guests += [("evaluator", one.id if one in known else one.name) for one in people]  # a name may change
    if (others or evaluators) and work.session.settings.blind:
        saved(work, with_tokens(work.session), "tokens for the forms of evaluators")
    return [
        Link(role, who, file, door.link(invite(file, role, who, now, days=days)[1])) for role, who in guests
    ]


def people_to_invite(work: OpenSession, file: Path, names: Sequence[str]) -> list[Evaluator]:
    """The evaluators of these names (UsageError where two of those invited would share one form)."""
    there = [one.who for one in invitations_of(file) if one.role == "evaluator"]
    people = []
    for name in names:
        person = evaluator_of(work.session, name)
        for other in map(partial(evaluator_of, work.session), there):
            if other.id == person.id and other.name.casefold() != person.name.casefold():
                raise UsageError(
                    f"{shown_path(name)}: too much like {shown_path(other.name)}, who marks here too.",
                    "Give a name that differs in more than its signs.",
                )
        there.append(name)
        people.append(person)
    return people


def tell(origin: str, links: Sequence[Link], *, as_json: bool) -> None:
    """Print the links: each is for one person alone."""
    if as_json:
        said = [{"role": one.role, "who": one.who, "file": str(one.file), "link": one.link} for one in links]
        click.echo(json.dumps({"schema": SCHEMA, "origin": origin, "links": said}))
        return
    click.echo(f"Served at {origin}. Ctrl+C ends it.")
    for one in links:
        whom = "you" if one.role == "owner" else f"the {one.role} {one.who}"
        click.echo(f"{shown_path(one.file)}, for {whom}: {one.link}")
    if urlsplit(origin).scheme == "http" and len(links) > 1:
        click.echo("Without --public, the links work on this machine alone.")
