"""Who may come in: every request passes the checks in one order, before anything is done with it."""

from __future__ import annotations

import datetime as dt
import hmac
import ipaddress
import re
import secrets
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from aiohttp import web

from msp_select.store.invitations import Invitation, Served, digest, invitations, use
from msp_select.web.audit import Audit

Role = Literal["owner", "bidder", "evaluator"]
LOGIN_SECONDS = 12 * 3600
OWNER_KEY_SECONDS = 10 * 60
MISSES, MISSES_WITHIN = 20, 60.0  # wrong keys from one address, seconds
MOST_LOGINS = 1000
ORIGIN = re.compile(r"https?://(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::[0-9]{1,5})?")


@dataclass(frozen=True)
class User:
    """Who a proxy says somebody is."""

    role: Role
    who: str = ""


@dataclass(frozen=True)
class Proxy:
    """The proxy before it: its address, and the headers that it sets and nobody else may.

    `header` tells who somebody is, of those it may name; `address_header` from which address a request came.
    Either may be "": then the one comes in by keys, and the other is not known.
    """

    address: str
    header: str = ""
    users: Mapping[str, User] = field(default_factory=dict)
    address_header: str = ""


@dataclass
class Login:
    """Somebody who is in; `invitation` is what they came in with, "" for an owner."""

    role: Role
    who: str
    file: Path
    since: float = field(default_factory=time.time)
    invitation: str = ""
    over: bool = False


@dataclass
class _OwnerKey:
    file: Path
    until: float


@dataclass
class Door:
    """What is known of who may come in; logins live in memory, a restart logs everybody out."""

    files: tuple[Path, ...]
    origin: str
    audit: Audit
    proxy: Proxy | None = None
    invited: bool = True
    owner_keys: dict[str, _OwnerKey] = field(default_factory=dict)
    logins: dict[str, Login] = field(default_factory=dict)
    misses: dict[str, list[float]] = field(default_factory=dict)

    @property
    def host(self) -> str:
        """What the Host header must be."""
        return urlsplit(self.origin).netloc

    @property
    def is_secure(self) -> bool:
        """Whether it is reached by https."""
        return self.origin.startswith("https:")

    @property
    def cookie(self) -> str:
        """The cookie's name: one goes to every port of a host, and the port in it keeps two servers apart."""
        return "__Host-msp" if self.is_secure else f"msp-{urlsplit(self.origin).port or 80}"

    @property
    def is_told_who(self) -> bool:
        """Whether a proxy says who somebody is, so that no key opens anything for an owner."""
        return self.proxy is not None and bool(self.proxy.header)

    def link(self, key: str) -> str:
        """The link with a key."""
        return Served(self.origin).link(key)

    def owner_key(self, file: Path) -> str:
        """A key for the owner of a file: it opens once, and not for long."""
        key = secrets.token_urlsafe(32)
        self.owner_keys[digest(key)] = _OwnerKey(file, time.time() + OWNER_KEY_SECONDS)
        return key

    def note(self, request: web.Request, what: str, **more: str) -> None:
        """Put into the audit what somebody did."""
        self.audit.note(
            what, remote=self.address(request), agent=request.headers.get("User-Agent", ""), **more
        )

    def address(self, request: web.Request) -> str:
        """Whence a request comes: by the header of the proxy, which `check` refuses from anybody else."""
        remote, proxy = request.remote or "", self.proxy
        if proxy is None or not proxy.address_header:
            return remote
        said = request.headers.getall(proxy.address_header, [])
        try:
            return str(ipaddress.ip_address(said[0])) if len(said) == 1 else remote
        except ValueError:
            return remote

    def is_pressed(self, remote: str) -> bool:
        """Whether too many wrong keys came from one address."""
        now = time.time()
        kept = {who: [at for at in times if now - at < MISSES_WITHIN] for who, times in self.misses.items()}
        self.misses = {who: times for who, times in kept.items() if times}
        return len(self.misses.get(_neighbours(remote), [])) >= MISSES

    def enter(self, key: str, remote: str) -> Login | None:
        """Whom a key lets in, used up once; None and a miss where it opens nothing."""
        found = self._owner(key) or self._guest(key)
        if found is None:
            self.misses.setdefault(_neighbours(remote), []).append(time.time())
        return found

    def remember(self, login: Login) -> str:
        """A new login, and the text of its cookie; none that was known before lives on in it."""
        for old in [key for key, one in self.logins.items() if not self.is_good(one)]:
            del self.logins[old]
        while len(self.logins) >= MOST_LOGINS:
            del self.logins[min(self.logins, key=lambda key: self.logins[key].since)]
        text = secrets.token_urlsafe(32)
        self.logins[digest(text)] = login
        return text

    def login(self, request: web.Request) -> Login | None:
        """Who a request comes from, or nobody."""
        if self.proxy is not None and self.proxy.header:
            names = request.headers.getall(self.proxy.header, [])
            if names:
                user = self.proxy.users.get(names[0]) if len(names) == 1 else None
                return Login(user.role, user.who, self.files[0]) if user else None
        login = self.logins.get(digest(request.cookies.get(self.cookie, "")))
        return login if login is not None and self.is_good(login) else None

    def leave(self, request: web.Request) -> None:
        """End the login of a request, and with it every socket that it opened."""
        login = self.logins.pop(digest(request.cookies.get(self.cookie, "")), None)
        if login is not None:
            login.over = True

    def is_good(self, login: Login) -> bool:
        """Whether a login still holds: not ended, not too old, its invitation not withdrawn."""
        if login.over or time.time() - login.since > LOGIN_SECONDS:
            return False
        return not login.invitation or any(
            one.id == login.invitation and one.holds(dt.datetime.now(dt.UTC))
            for one in invitations(login.file)
        )

    def _owner(self, key: str) -> Login | None:
        if self.is_told_who:
            return None
        found = self.owner_keys.pop(digest(key), None)
        return Login("owner", "", found.file) if found is not None and time.time() < found.until else None

    def _guest(self, key: str) -> Login | None:
        if not self.invited or not key:
            return None
        for file in self.files:
            found: Invitation | None = use(file, key, dt.datetime.now(dt.UTC))
            if found is not None:
                return Login(found.role, found.who, file, invitation=found.id)
        return None


DOOR: web.AppKey[Door] = web.AppKey("door", Door)


def _neighbours(address: str) -> str:
    """What wrong keys are counted by: the address; of the sixth version, the network that one line has."""
    try:
        there = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((there, 64), strict=False)) if there.version == 6 else address


def check(request: web.Request, door: Door) -> None:
    """Refuse what was addressed to another host, comes from another page or claims another's name."""
    hosts = request.headers.getall("Host", [])
    if len(hosts) != 1 or not hmac.compare_digest(hosts[0].lower().encode(), door.host.encode()):
        raise web.HTTPMisdirectedRequest(text=f"This is served at {door.origin} alone.")
    if not request.raw_path.startswith("/"):
        raise web.HTTPBadRequest(text="Ask for a path.")
    if door.proxy is not None and request.remote != door.proxy.address and any(_like(request, door.proxy)):
        raise web.HTTPForbidden(text="That header is not yours to send.")
    changes = request.method not in ("GET", "HEAD")
    if changes or "Upgrade" in request.headers or request.path == "/desk/socket":
        if request.headers.getall("Origin", []) != [door.origin]:
            raise web.HTTPForbidden(text="This comes from another page.")
        if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
            raise web.HTTPForbidden(text="This comes from another page.")


def _like(request: web.Request, proxy: Proxy) -> Iterator[str]:
    """The headers that could be taken for one that the proxy sets, however they are spelt."""
    wanted = {name.lower().replace("_", "-") for name in (proxy.header, proxy.address_header) if name}
    return (name for name in request.headers if name.lower().replace("_", "-") in wanted)


def allowed(request: web.Request, *roles: Role) -> Login:
    """The login of a request, if it has one of the roles; another's page does not exist for anybody."""
    login = request.app[DOOR].login(request)
    if login is None:
        raise web.HTTPUnauthorized(text="Come in by the link you were given.")
    if login.role not in roles:
        raise web.HTTPNotFound(text="There is nothing here.")
    if login.file.is_symlink():  # put there since it was served
        raise web.HTTPServiceUnavailable(text="The selection cannot be read just now.")
    return login
