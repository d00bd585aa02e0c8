"""Which addresses may be fetched: public ones, plainly spelt."""

from __future__ import annotations

import ipaddress
import re

import idna
from msgspec import Struct

from sousveil.errors import FetchError

LONGEST = 8192  # characters of an address
PORTS = {"http": 80, "https": 443}

PARTS = re.compile(r"(https?)://([^/?#]*)([^#]*)(?:#.*)?", re.IGNORECASE | re.DOTALL)
NAMED = re.compile(r"([^:\[\]]+)(?::([0-9]*))?")
BRACKETED = re.compile(r"\[([0-9a-fA-F:.]+)\](?::([0-9]*))?")
QUAD = re.compile(r"(?:(?:0|[1-9][0-9]{0,2})\.){3}(?:0|[1-9][0-9]{0,2})")
NUMERIC = re.compile(r"0x[0-9a-f]*|[0-9]+")
"""How the last part of a host looks that some system takes for a number, see inet_aton(3)."""

LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")

LOCAL_NAMES = (
    "localhost",
    "localdomain",
    "local",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "private",
    "home.arpa",
    "onion",
)
"""Names, with all below them, that mean something else in every network."""

CLOSED_4 = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",
        "100.64.0.0/10",  # behind a carrier's translation
        "127.0.0.0/8",
        "168.63.129.16/32",  # the inner service of a cloud, at a public address
        "169.254.0.0/16",  # link-local, and the metadata of most clouds
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",
        "198.18.0.0/15",  # benchmarking
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)

OPEN_6 = ipaddress.IPv6Network("2000::/3")
CLOSED_6 = tuple(
    ipaddress.IPv6Network(network)
    for network in (
        "2001::/23",  # Teredo, benchmarking, ORCHID and other special ones
        "2001:db8::/32",
        "2002::/16",  # 6to4, which holds an address of the older kind
        "3ffe::/16",
        "3fff::/20",
    )
)
ISATAP = (0x00005EFE, 0x02005EFE)
"""The third quarter of an address that holds one of the older kind in its last."""

LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1/128"))

IP = ipaddress.IPv4Address | ipaddress.IPv6Address


class Target(Struct, frozen=True, kw_only=True):
    """An address that may be asked, once its host's addresses are checked too."""

    scheme: str
    host: str
    """In lower case and ASCII; an IPv6 address without its brackets."""

    port: int
    url: str
    """All of it, without a fragment."""

    @property
    def origin(self) -> str:
        """Scheme, host and port, for which one robots.txt speaks."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        standing = "" if PORTS[self.scheme] == self.port else f":{self.port}"
        return f"{self.scheme}://{host}{standing}"


def target(url: str, *, loopback: bool = False) -> Target:
    """Return what an address means; raise `FetchError` for what is never asked.

    `loopback` allows 127.0.0.0/8 and ::1 at any port, for tests.
    """
    if len(url) > LONGEST:
        raise _bad(url, f"it is longer than {LONGEST} characters")
    if any(sign.isspace() or not sign.isprintable() or sign == "\\" for sign in url):
        raise _bad(url, "it holds a space, a backslash or a sign that does not show")
    parts = PARTS.fullmatch(url)
    if parts is None:
        raise _bad(url, "only http:// and https:// are fetched")
    scheme, authority, rest = parts[1].lower(), parts[2], parts[3]
    if "@" in authority:
        raise _bad(url, "it holds a name or a password before its host")
    if "%" in authority:
        raise _bad(url, "its host is written with percent signs")
    found = BRACKETED.fullmatch(authority)
    literal: IP | None
    if found:
        literal = _bracketed(found[1], url)
        host = str(literal)
    else:
        found = NAMED.fullmatch(authority)
        if found is None:
            raise _bad(url, "its host cannot be read")
        host, literal = _named(found[1], url)
    is_loopback = loopback and literal is not None and _is_loopback(literal)
    port = _port(found[2], scheme, url, anywhere=is_loopback)
    if literal is not None:
        why = refusal(host, loopback=loopback)
        if why:
            raise _private(url, f"{host} is {why}")
    wanted = Target(scheme=scheme, host=host, port=port, url="")
    if not rest.startswith("/"):
        rest = f"/{rest}"
    return Target(scheme=scheme, host=host, port=port, url=wanted.origin + rest)


def refusal(address: str, *, loopback: bool = False) -> str | None:
    """Tell why an address of the internet protocol is not asked; None if it may be."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "no address of the public network"
    if loopback and _is_loopback(ip):
        return None
    if isinstance(ip, ipaddress.IPv4Address):
        closed = any(ip in network for network in CLOSED_4)
    else:
        is_isatap = (int(ip) >> 32) & 0xFFFFFFFF in ISATAP
        is_open = ip.scope_id is None and ip in OPEN_6 and not is_isatap
        closed = not is_open or any(ip in network for network in CLOSED_6)
    return "no address of the public network" if closed or not ip.is_global else None


def _is_loopback(ip: IP) -> bool:
    return any(ip.version == network.version and ip in network for network in LOOPBACK)


def _bracketed(text: str, url: str) -> IP:
    try:
        return ipaddress.IPv6Address(text)
    except ValueError:
        raise _bad(url, "what stands in brackets is no address") from None


def _named(text: str, url: str) -> tuple[str, IP | None]:
    """Return a host's name in its plain form, or its address if it is one."""
    if QUAD.fullmatch(text):
        try:
            return text, ipaddress.IPv4Address(text)
        except ValueError:
            raise _bad(url, "its host is no address and no name") from None
    host = _plain(text, url).removesuffix(".")
    labels = host.split(".")
    if NUMERIC.fullmatch(labels[-1]):
        raise _bad(url, "its host is a number in an odd spelling; write it as 192.0.2.1 is written")
    if len(host) > 253 or not all(LABEL.fullmatch(label) for label in labels):
        raise _bad(url, "its host is no name")
    if len(labels) == 1 or any(host == name or host.endswith(f".{name}") for name in LOCAL_NAMES):
        raise _private(url, f"{host} is a name of the local network")
    return host, None


def _plain(text: str, url: str) -> str:
    """Return a name in lower case and ASCII; all letters that browsers map are mapped."""
    host = text.lower()
    if host.isascii() and "xn--" not in host:
        return host
    try:
        return idna.encode(text, uts46=True, transitional=False).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError, ValueError, IndexError):
        pass
    try:  # what idna takes for no name may still be a number in other digits
        mapped = idna.uts46_remap(text, std3_rules=False, transitional=False)
    except (idna.IDNAError, UnicodeError, ValueError, IndexError):
        mapped = ""
    if mapped.isascii() and "xn--" not in mapped and mapped:
        return mapped
    raise _bad(url, "its host is no name")


def _port(text: str | None, scheme: str, url: str, *, anywhere: bool) -> int:
    if not text:
        return PORTS[scheme]
    port = int(text) if len(text) <= 5 else 0
    if str(port) != text or not 0 < port < 65536:
        raise _bad(url, "its port is no number from 1 to 65535")
    if port not in PORTS.values() and not anywhere:
        raise _bad(url, f"only the ports 80 and 443 are asked, not {port}")
    return port


def _bad(url: str, what: str) -> FetchError:
    return FetchError("bad-address", url, what, "Check the address, or add the file itself.")


def _private(url: str, what: str) -> FetchError:
    return FetchError(
        "private-address",
        url,
        what,
        "Only the public network is asked; save the document and add the file.",
    )
