"""A project in which every field that comes from outside holds markup, scripts and formulas."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from html import escape
from pathlib import Path

from sousveil.codebook import loader
from sousveil.codebook.vocabulary import Codebook
from sousveil.model.claim import Claim, Content, Mention, Supply, Use
from sousveil.model.codec import claim_to_plain, to_plain, with_id
from sousveil.model.source import Finding, Span
from sousveil.project import Project
from sousveil.project.reader import Reader, Within
from sousveil.storage.ledger import row

FOREIGN = "evil.example"

PAYLOADS = (
    "<script>window.hit=1</script>",
    '"><img src=x onerror=window.hit=2>',
    "' onmouseover='window.hit=3' autofocus onfocus='window.hit=3' x='",
    "javascript:window.hit=4//",
    "<svg/onload=window.hit=5>",
    "</script><script>window.hit=6</script>",
    "{{ 7*'7' }}{% for x in library %}{{ x.__class__ }}{% endfor %}",
    "<!--<script>window.hit=8</script>-->",
    "\u2028\u2029window.hit=9",
    "\u202egnp.exe\u2066hit",
    f'=HYPERLINK("http://{FOREIGN}/","hit")',
    "@SUM(1+1)*cmd|' /C hit'!A0",
    "]]></title></entry><script xmlns='http://www.w3.org/1999/xhtml'>window.hit=13</script>",
    f"<iframe src=//{FOREIGN} srcdoc='<script>parent.hit=14</script>'></iframe>",
    f"<style>@import '//{FOREIGN}'</style><link rel=stylesheet href=//{FOREIGN}/x.css>",
    f"</textarea></title></option></select><base href=//{FOREIGN}/>",
    f"<meta http-equiv=refresh content='0;url=//{FOREIGN}/'><form action=//{FOREIGN}/>",
    "<template><math><mi xlink:href='data:x,<script>window.hit=18</script>'></math></template>",
    '\\u003cscript\\u003ewindow.hit=19\\u003c/script\\u003e\\"};window.hit=19//',
    "+1+1;\tdata:text/html,<script>window.hit=20</script>",
)
ALL = " ".join(PAYLOADS)
"""All of them in one line."""

PEOPLE = {
    "viewer": "<img src=x onerror=window.hit=31> vera",
    "reviewer": "\"'><script>window.hit=32</script> rolf",
    "admin": "{{ 7*7 }}</script><svg/onload=window.hit=33>ada",
}
BY = "=1+1 <script>window.hit=34</script>"
FIRST, SECOND = "evil-1", "evil-2"
ADDRESS = f"https://{FOREIGN}/\"'><script>window.hit=35</script>?a=javascript:window.hit=35"


class Hostile(Project):
    """Reads in this process: what it reads here is small, and was made by this module."""

    @cached_property
    def codebook(self) -> Codebook:
        return codebook(self.folder / "codebook")

    @property
    def reader(self) -> Reader:  # type: ignore[override]
        return Within(self.names, self.settings.caps)


@cache
def codebook(folder: Path) -> Codebook:
    return loader.load_own(folder)


def told(text: str) -> str:
    """Return a text as a value of YAML, which reads JSON."""
    return json.dumps(text)


def overlay(folder: Path) -> None:
    """Write terms of the project's own that are hostile: two publishers and a supplier."""
    folder.mkdir(parents=True, exist_ok=True)
    packaged = next(
        one for one in loader.load_packaged().sources.values() if one.id == "carnegie-2022"
    )
    lines = []
    for id, files in (("carnegie-2022", list(packaged.files)), ("evil-press", [])):
        lines.append(
            f"- {{id: {id}, name: {told(ALL)}, title: {told(ALL)}, publisher: {told(ALL)}, "
            f"authors: [{told(ALL)}], url: {told('javascript:window.hit=41//' + ALL)}, "
            f"attribution: {told(ALL)}, licence: {told(ALL)}, files: {json.dumps(files)}}}\n"
        )
    (folder / "sources.yml").write_text("".join(lines), encoding="utf-8")
    (folder / "suppliers.yml").write_text(
        f"- {{id: evilcorp, name: {told('<svg/onload=window.hit=42> ' + PAYLOADS[1])}, "
        "head_office: [{country: CHN}]}\n",
        encoding="utf-8",
    )


def page(number: int) -> bytes:
    """Return a saved page whose title, publisher and words are hostile."""
    lines = "".join(
        f"<p>{escape(payload)} of story {number} says Huawei gave cameras to Kenya.</p>\n"
        for payload in PAYLOADS
    )
    return (
        "<!DOCTYPE html><html lang=en><head><meta charset=utf-8>"
        f"<title>{escape(ALL)} {number}</title>"
        f'<meta property="og:site_name" content="{escape(ALL)}">'
        f'<meta name="author" content="{escape(ALL)}">'
        '<meta property="article:published_time" content="2024-03-01">'
        f'<link rel="canonical" href="{escape(ADDRESS)}">'
        f"</head><body><article><h1>{escape(ALL)}</h1>\n{lines}</article></body></html>"
    ).encode()


def archive(body: bytes) -> bytes:
    """Return a web archive of one page, found at a hostile address."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Target-URI: {ADDRESS}\r\n"
        "WARC-Date: 2024-03-02T00:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    ).encode()
    return gzip.compress(head + http + b"\r\n\r\n")


def claims_of(project: Project, text: str, contents: tuple[Content, ...]) -> list[Claim]:
    """Put a claim into the ledger for each line of a text, its quote the whole line."""
    stored = project.text(text)
    assert stored is not None
    found, at = [], 0
    for line in stored.content.split("\n"):
        if "Huawei gave cameras" in line:
            number, start = len(found), at + line.index("Huawei")
            mention = Mention(start=start, end=start + len("Huawei"), text="Huawei")
            content = contents[number % len(contents)]
            claim = Claim(
                id="",
                text=text,
                evidence=Span(at, at + len(line)),
                quote=line,
                content=content,
                attribution=(ALL, PAYLOADS[number % len(PAYLOADS)]),
                mentions=(("supplier", mention),) if isinstance(content, Supply) else (),
                marks=("unlisted",) if getattr(content, "supplier", "") == ALL else (),
                rule="by-hand/1",
            )
            found.append(with_id(claim))
        at += len(line) + 1
    with project._ledger.writing("2026-01-01T00:00:00Z") as writer:
        writer.append([row("claim", claim_to_plain(claim)) for claim in found])
    return found


@contextmanager
def hostile(folder: Path) -> Iterator[Hostile]:
    """Make the project: documents, claims, decisions, two editions, a reply, a report."""
    Project.create(folder, name=ALL, clock=lambda: "2026-01-01T00:00:00Z").close()
    settings = folder / "sousveil.toml"
    contact = json.dumps("javascript:window.hit=51//" + PAYLOADS[0] + PAYLOADS[5])
    settings.write_text(settings.read_text("utf-8") + f"contact = {contact}\n", encoding="utf-8")
    overlay(folder / "codebook")
    with Hostile.open(folder, clock=lambda: "2026-01-02T00:00:00Z") as project:
        inbox = folder.parent / "inbox"
        inbox.mkdir()
        names = ("story.html", "mirror.html", "crawl.warc.gz")
        for number, name in enumerate(names[:2]):
            (inbox / name).write_bytes(page(number))
        (inbox / names[2]).write_bytes(archive(page(2)))
        given = [
            *project.upload(inbox / names[0], f"{PAYLOADS[1]} {PAYLOADS[6]}.html", "evil-press"),
            *project.upload(inbox / names[1], f"{PAYLOADS[10]}.html", "evil-press"),
            *project.add([inbox / names[2]], source="evil-press"),
        ]
        texts = [added for added in given if added.title is not None]
        assert len(texts) == 3, given
        found = Finding(
            snapshot=str(texts[0].snapshot),
            source="evil-press",
            location=ADDRESS,
            at="2026-01-02T00:00:00Z",
            address=ADDRESS + "#again",
        )
        with project._ledger.writing("2026-01-01T00:00:00Z") as writer:
            writer.append([row("finding", to_plain(found))])
        contents: tuple[Content, ...] = (
            Supply(supplier="huawei", recipient="KEN", technologies=("facial_recognition",)),
            Supply(supplier="evilcorp", recipient="KEN", technologies=("smart_city",)),
            Supply(supplier=ALL, recipient="PER"),
            Use(user="KEN", technology="facial_recognition"),
        )
        made = [claim for one in texts for claim in claims_of(project, str(one.text), contents)]
        listed = [claim.id for claim in made if "unlisted" not in claim.marks]
        project.accept(listed[:30], by=BY, because=ALL)
        project.doubt([made[2].id], by=BY, because=ALL)
        project.join_origins([str(one.snapshot) for one in texts[:2]], by=BY, because=ALL)
        project.compile(FIRST)
        project.reject(listed[:2], by=BY, because=ALL)
        for claim, payload in zip(listed[2:], PAYLOADS, strict=False):
            words, link = f"{payload} {ALL}", f"https://{FOREIGN}/{payload.strip()}"
            project.reply(
                who=payload, day="2026-01-01", words=words, claims=[claim], link=link, by=BY
            )
        project.reply(who=PAYLOADS[5], day="2026-01-01", words=ALL, party="Kenya", by=BY)
        project.report("javascript:window.hit=52//", ALL, by=BY)
        project.save_check(ALL + "\n\nHuawei supplies 50 countries.", name=ADDRESS, title=ALL)
        project.compile(SECOND, since=FIRST)
        yield project
