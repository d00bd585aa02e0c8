"""No spelling of an address reaches what is not the public network."""

from __future__ import annotations

import pytest

from sousveil.archive.addresses import refusal, target
from sousveil.archive.fetch import Fetcher
from sousveil.errors import FetchError

from .loopback import Connections, moved, serving

PUBLIC, PUBLIC_6 = "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"

CLOSED = {
    # plain literals
    "loopback": "http://127.0.0.1/",
    "loopback-last": "http://127.255.255.254/",
    "zero": "http://0.0.0.0/",
    "zero-net": "http://0.1.2.3/",
    "private-10": "http://10.0.0.1/",
    "private-172": "http://172.16.0.1/",
    "private-172-last": "http://172.31.255.255/",
    "private-192": "http://192.168.0.1/",
    "link-local": "http://169.254.1.1/",
    "metadata": "http://169.254.169.254/latest/meta-data/",
    "metadata-credentials": "http://169.254.170.2/v2/credentials",
    "metadata-cgnat": "http://100.100.100.200/",
    "metadata-192-0-0": "http://192.0.0.192/",
    "metadata-wire-server": "http://168.63.129.16/",
    "cgnat": "http://100.64.0.1/",
    "cgnat-last": "http://100.127.255.255/",
    "multicast": "http://224.0.0.1/",
    "multicast-last": "http://239.255.255.255/",
    "reserved": "http://240.0.0.1/",
    "broadcast": "http://255.255.255.255/",
    "documentation-1": "http://192.0.2.1/",
    "documentation-2": "http://198.51.100.1/",
    "documentation-3": "http://203.0.113.1/",
    "benchmarking": "http://198.18.0.1/",
    "benchmarking-last": "http://198.19.255.255/",
    "protocols": "http://192.0.0.1/",
    "6to4-relay": "http://192.88.99.1/",
    # odd spellings
    "decimal": "http://2130706433/",
    "decimal-metadata": "http://2852039166/",
    "decimal-public": "http://1572395042/",
    "octal": "http://017700000001/",
    "octal-quad": "http://0177.0.0.1/",
    "octal-long": "http://0000177.0.0.01/",
    "octal-public": "http://0135.0270.0330.042/",
    "hex": "http://0x7f000001/",
    "hex-upper": "http://0X7F000001/",
    "hex-quad": "http://0x7f.0x0.0x0.0x1/",
    "hex-empty": "http://127.0.0.0x/",
    "hex-public": "http://0x5db8d822/",
    "mixed": "http://0x7f.0.01.1/",
    "mixed-short": "http://0x7f.1/",
    "short-2": "http://127.1/",
    "short-3": "http://127.0.1/",
    "short-one": "http://1/",
    "short-zero": "http://0/",
    "short-private": "http://10.1/",
    "short-public": "http://93.12113954/",
    "leading-zeros": "http://127.000.000.001/",
    "leading-zero-public": "http://093.184.216.34/",
    "too-many-parts": "http://127.0.0.1.1/",
    "part-too-large": "http://127.0.0.256/",
    "overflow": "http://4294967297/",
    "name-that-ends-in-a-number": "http://example.1/",
    "name-that-ends-in-hex": "http://example.0x7f/",
    "trailing-dot": "http://127.0.0.1./",
    "trailing-dots": "http://127.0.0.1../",
    "leading-dot": "http://.127.0.0.1/",
    "double-dot": "http://127..0.0.1/",
    "plus": "http://+127.0.0.1/",
    # IPv6
    "v6-loopback": "http://[::1]/",
    "v6-loopback-long": "http://[0:0:0:0:0:0:0:1]/",
    "v6-loopback-zeros": "http://[0000:0000:0000:0000:0000:0000:0000:0001]/",
    "v6-unspecified": "http://[::]/",
    "v6-mapped": "http://[::ffff:127.0.0.1]/",
    "v6-mapped-hex": "http://[::ffff:7f00:1]/",
    "v6-mapped-long": "http://[0:0:0:0:0:ffff:7f00:0001]/",
    "v6-mapped-metadata": "http://[::ffff:169.254.169.254]/",
    "v6-mapped-public": "http://[::ffff:93.184.216.34]/",
    "v6-compatible": "http://[::127.0.0.1]/",
    "v6-compatible-hex": "http://[::7f00:1]/",
    "v6-translated": "http://[::ffff:0:127.0.0.1]/",
    "v6-nat64": "http://[64:ff9b::127.0.0.1]/",
    "v6-nat64-hex": "http://[64:ff9b::7f00:1]/",
    "v6-nat64-public": "http://[64:ff9b::5db8:d822]/",
    "v6-nat64-local": "http://[64:ff9b:1::7f00:1]/",
    "v6-6to4": "http://[2002:7f00:1::]/",
    "v6-6to4-private": "http://[2002:c0a8:1::1]/",
    "v6-teredo": "http://[2001:0:7f00:1::]/",
    "v6-teredo-inside": "http://[2001::80ff:fffe]/",
    "v6-orchid": "http://[2001:10::1]/",
    "v6-orchid-2": "http://[2001:20::1]/",
    "v6-benchmarking": "http://[2001:2::1]/",
    "v6-documentation": "http://[2001:db8::1]/",
    "v6-documentation-2": "http://[3fff::1]/",
    "v6-unique-local": "http://[fc00::1]/",
    "v6-unique-local-metadata": "http://[fd00:ec2::254]/",
    "v6-link-local": "http://[fe80::1]/",
    "v6-site-local": "http://[fec0::1]/",
    "v6-multicast": "http://[ff02::1]/",
    "v6-multicast-global": "http://[ff0e::1]/",
    "v6-discard": "http://[100::1]/",
    "v6-reserved": "http://[4000::1]/",
    "v6-isatap": "http://[2606:2800::5efe:7f00:1]/",
    "v6-zone": "http://[fe80::1%eth0]/",
    "v6-zone-encoded": "http://[fe80::1%25eth0]/",
    "v6-zone-public": f"http://[{PUBLIC_6}%25lo]/",
    "v6-without-brackets": "http://::1/",
    "v6-bracket-missing": "http://[::1/",
    "v6-bracket-extra": "http://[[::1]]/",
    "v6-behind-bracket": "http://[::1]x/",
    "v6-future": "http://[v1.fe80::a]/",
    "v4-in-brackets": "http://[127.0.0.1]/",
    "name-in-brackets": "http://[localhost]/",
    # letters and dots of other kinds
    "full-width": "http://１２７.０.０.１/",
    "full-width-public": "http://９３.184.216.34/",
    "full-width-dots": "http://127．0．0．1/",
    "ideographic-dots": "http://127。0。0。1/",
    "half-width-dots": "http://127｡0｡0｡1/",
    "circled": "http://①②⑦.⓪.⓪.①/",
    "superscript": "http://¹²⁷.0.0.1/",
    "mathematical": "http://𝟏𝟐𝟕.𝟎.𝟎.𝟏/",
    "arabic-digits": "http://١٢٧.٠.٠.١/",
    "full-width-localhost": "http://ｌｏｃａｌｈｏｓｔ/",
    "circled-localhost": "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/",
    "long-s-localhost": "http://localhoſt/",
    "ideographic-localhost": "http://a。localhost/",
    "full-width-slash": "http://127.0.0.1／@example.org/",
    "soft-hyphen": "http://local\u00adhost/",
    "zero-width": "http://127.0.0\u200b.1/",
    "punycode-bad": "http://xn--zzzzzzzzzzzz--.com/",
    # names
    "localhost": "http://localhost/",
    "localhost-upper": "http://LocalHost/",
    "localhost-dot": "http://localhost./",
    "localhost-sub": "http://a.b.localhost/",
    "localhost-domain": "http://localhost.localdomain/",
    "local": "http://printer.local/",
    "internal": "http://metadata.google.internal/computeMetadata/v1/",
    "internal-dot": "http://metadata.google.internal./",
    "ec2-internal": "http://instance-data.ec2.internal/",
    "home-arpa": "http://router.home.arpa/",
    "onion": "http://expyuzz4wqqyqhjn.onion/",
    "lan": "http://nas.lan/",
    "single-label": "http://intranet/",
    "single-label-metadata": "http://metadata/",
    "single-label-tld": "http://ai/",
    "empty-label": "http://example..org/",
    "dot-only": "http://./",
    "long-label": f"http://{'a' * 64}.org/",
    "long-name": f"http://{'a.' * 130}org/",
    "hyphen": "http://-example.org/",
    "comma": "http://example,org/",
    "wildcard": "http://*.org/",
    # users, ports, schemes
    "user": "http://user@example.org/",
    "password": "http://user:word@example.org/",
    "user-empty": "http://@example.org/",
    "user-public-before": "http://example.org@127.0.0.1/",
    "user-port-trick": "http://example.org:80@127.0.0.1/",
    "user-twice": "http://a@b@127.0.0.1/",
    "user-hash": "http://127.0.0.1#@example.org/",
    "user-question": "http://127.0.0.1?@example.org/",
    "user-backslash": "http://example.org\\@127.0.0.1/",
    "user-full-width": "http://example.org＠127.0.0.1/",
    "port-ssh": "http://example.org:22/",
    "port-redis": "http://example.org:6379/",
    "port-8080": "http://example.org:8080/",
    "port-zero": "http://example.org:0/",
    "port-large": "http://example.org:65536/",
    "port-wraps": "http://example.org:65616/",
    "port-octal": "http://example.org:080/",
    "port-plus": "http://example.org:+80/",
    "port-negative": "http://example.org:-80/",
    "port-letters": "http://example.org:http/",
    "port-full-width": "http://example.org:８０/",
    "port-twice": "http://example.org:80:80/",
    "scheme-file": "file:///etc/passwd",
    "scheme-file-host": "file://localhost/etc/passwd",
    "scheme-ftp": "ftp://example.org/",
    "scheme-gopher": "gopher://127.0.0.1:70/_x",
    "scheme-data": "data:text/html,x",
    "scheme-dict": "dict://127.0.0.1:11211/",
    "scheme-ldap": "ldap://127.0.0.1/",
    "scheme-jar": "jar:http://example.org!/",
    "scheme-javascript": "javascript:alert(1)",
    "scheme-ws": "ws://example.org/",
    "scheme-unix": "http+unix://%2Fvar%2Frun%2Fdocker.sock/",
    "scheme-upper-file": "FILE:///etc/passwd",
    "scheme-upper-http": "HTTP://127.0.0.1/",
    "scheme-mixed-https": "hTTpS://10.0.0.1/",
    "scheme-https": "https://127.0.0.1/",
    "scheme-none": "127.0.0.1",
    "scheme-relative": "//127.0.0.1/",
    "scheme-one-slash": "http:/127.0.0.1/",
    "scheme-no-slash": "http:127.0.0.1",
    "scheme-three-slashes": "http:///127.0.0.1/",
    "scheme-twice": "http://http://127.0.0.1/",
    "scheme-colon-before": ":http://example.org/",
    "empty": "",
    "no-host": "http://",
    "no-host-port": "http://:80/",
    # signs that parsers disagree about
    "backslashes": "http:\\\\127.0.0.1\\",
    "backslash-host": "http://example.org\\.evil.org/",
    "backslash-path": "http://example.org/\\127.0.0.1",
    "space-before": " http://example.org/",
    "space-behind": "http://example.org/ ",
    "space-host": "http://example.org 127.0.0.1/",
    "no-break-space": "http://example.org\u00a0/",
    "tab": "http://127.0.\t0.1/",
    "tab-scheme": "ht\ttp://127.0.0.1/",
    "newline": "http://exam\nple.org/",
    "crlf-path": "http://example.org/\r\nHost: 127.0.0.1",
    "crlf-host": "http://example.org\r\n127.0.0.1/",
    "nul": "http://example.org\0.127.0.0.1/",
    "escape": "http://example.org/\x1b[2J",
    "delete": "http://example.org/\x7f",
    "line-separator": "http://example.org/\u2028x",
    "right-to-left": "http://example.org/\u202ex",
    "surrogate": "http://example.org/\ud800",
    "percent-host": "http://%31%32%37.0.0.1/",
    "percent-name": "http://%6cocalhost/",
    "percent-dot": "http://127%2e0%2e0%2e1/",
    "percent-slash": "http://example.org%2f@127.0.0.1/",
    "percent-nul": "http://example.org%00.127.0.0.1/",
    "percent-full-width": "http://%EF%BC%91%EF%BC%92%EF%BC%97.0.0.1/",
    "percent-port": "http://example.org%3a22/",
    "too-long": "http://example.org/" + "a" * 9000,
}

OPENED = (
    "loopback",
    "v6-loopback",
    "scheme-https",
    "scheme-upper-http",
    "scheme-relative",
    "user-",
)
"""Addresses that the switch for tests opens; some begin so."""

TRIMMED = ("space-before", "space-behind")
"""Spaces around a header are no part of it."""

IN_A_HEADER = [
    pytest.param(url, id=name)
    for name, url in CLOSED.items()
    if not set(url) & set("\r\n\0\x1b\x7f\ud800")
    and name not in TRIMMED
    and not (name.startswith(OPENED) and "/127." in url)
    and not name.startswith("v6-loopback")
]


def never(host: str, port: int) -> tuple[str, ...]:
    """A resolver that finds a public address for everything: the spelling alone must do."""
    return (PUBLIC,)


def test_there_are_many() -> None:
    assert len(CLOSED) >= 110


@pytest.mark.parametrize("url", [pytest.param(url, id=name) for name, url in CLOSED.items()])
def test_an_address_that_is_not_public_is_not_connected_to(url: str) -> None:
    connections = Connections()
    with (
        Fetcher(resolve=never, connect=connections, delay=0) as fetcher,
        pytest.raises(FetchError) as raised,
    ):
        fetcher.fetch(url)
    assert raised.value.code in ("bad-address", "private-address")
    assert connections.tried == []
    assert str(raised.value).isprintable()


@pytest.mark.parametrize("url", IN_A_HEADER)
def test_a_redirect_does_not_lead_there_either(url: str) -> None:
    with serving(moved(url)) as server:
        connections = Connections({("127.0.0.1", server.port): server.port})
        with (
            Fetcher(
                resolve=never, connect=connections, delay=0, loopback=True, robots=False
            ) as fetcher,
            pytest.raises(FetchError) as raised,
        ):
            fetcher.fetch(f"{server.url}/start")
    assert set(connections.tried) == {("127.0.0.1", server.port)}
    is_relative = raised.value.code == "too-many-redirects"
    assert is_relative or raised.value.code in ("bad-address", "private-address")


NAMED = {
    "loopback": ("127.0.0.1",),
    "private": ("10.1.2.3",),
    "metadata": ("169.254.169.254",),
    "cgnat": ("100.64.1.1",),
    "multicast": ("224.0.0.251",),
    "broadcast": ("255.255.255.255",),
    "unspecified": ("0.0.0.0",),
    "v6-loopback": ("::1",),
    "v6-mapped": ("::ffff:10.0.0.1",),
    "v6-nat64": ("64:ff9b::a00:1",),
    "v6-link-local": ("fe80::1%eth0",),
    "v6-public-with-zone": (f"{PUBLIC_6}%1",),
    "v6-unique-local": ("fd12::1",),
    "v6-6to4": ("2002:a00:1::",),
    "mixed-last": (PUBLIC, "10.0.0.1"),
    "mixed-first": ("10.0.0.1", PUBLIC),
    "mixed-v6": (PUBLIC, PUBLIC_6, "::1"),
    "beyond-those-tried": (PUBLIC, PUBLIC, PUBLIC, PUBLIC, PUBLIC, "127.0.0.1"),
    "no-address": ("not an address",),
    "nothing": (),
}


@pytest.mark.parametrize("found", [pytest.param(found, id=name) for name, found in NAMED.items()])
@pytest.mark.parametrize("robots", [True, False], ids=["robots", "no-robots"])
def test_a_name_that_stands_for_one_is_not_connected_to(
    found: tuple[str, ...], robots: bool
) -> None:
    connections = Connections()
    with (
        Fetcher(
            resolve=lambda host, port: found, connect=connections, delay=0, robots=robots
        ) as fetcher,
        pytest.raises(FetchError) as raised,
    ):
        fetcher.fetch("https://report.example.org/index.pdf")
    assert raised.value.code == ("private-address" if found else "unreachable")
    assert connections.tried == []


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        pytest.param("http://example.org", "http://example.org/", id="no-path"),
        pytest.param("HTTP://EXAMPLE.org:80/A", "http://example.org/A", id="upper"),
        pytest.param("https://example.org:443/", "https://example.org/", id="port"),
        pytest.param("http://example.org:443/", "http://example.org:443/", id="other-port"),
        pytest.param("http://example.org:/x", "http://example.org/x", id="empty-port"),
        pytest.param("http://example.org./x", "http://example.org/x", id="trailing-dot"),
        pytest.param("http://example.org?a=1#b", "http://example.org/?a=1", id="query"),
        pytest.param("http://bücher.example/", "http://xn--bcher-kva.example/", id="idna"),
        pytest.param("http://例え。テスト/", "http://xn--r8jz45g.xn--zckzah/", id="idna-dot"),
        pytest.param("http://ｅｘａｍｐｌｅ．org/", "http://example.org/", id="full-width"),
        pytest.param("http://a_b.example.org/", "http://a_b.example.org/", id="underscore"),
        pytest.param("http://r3---sn-a.example.org/", "http://r3---sn-a.example.org/", id="r3"),
        pytest.param(f"http://{PUBLIC}/", f"http://{PUBLIC}/", id="literal"),
        pytest.param(f"http://[{PUBLIC_6}]:80/", f"http://[{PUBLIC_6}]/", id="literal-6"),
        pytest.param("http://[2606:2800:0:0::1]/", "http://[2606:2800::1]/", id="literal-long"),
    ],
)
def test_a_public_address_is_plain(url: str, plain: str) -> None:
    assert target(url).url == plain


@pytest.mark.parametrize("address", [PUBLIC, PUBLIC_6, "1.1.1.1", "2a00:1450:4001::1"])
def test_public_addresses_may_be_asked(address: str) -> None:
    assert refusal(address) is None


@pytest.mark.parametrize("address", ["10.0.0.1", "169.254.169.254", "::ffff:127.0.0.1", "0.0.0.0"])
def test_the_switch_for_tests_opens_nothing_but_loopback(address: str) -> None:
    assert refusal(address, loopback=True) is not None
    assert refusal("127.0.0.1", loopback=True) is None
    assert refusal("::1", loopback=True) is None


def test_a_message_shows_no_password_and_no_control() -> None:
    with pytest.raises(FetchError) as raised:
        target("http://user:secret@example.org/\x1b[2J")
    assert "secret" not in str(raised.value) and "secret" not in raised.value.url
    assert str(raised.value).isprintable()
