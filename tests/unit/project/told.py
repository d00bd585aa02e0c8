"""Articles with claims of running text, put into the ledger by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sousveil.model.claim import Claim, Content, Mention, Period, Supply, Use
from sousveil.model.codec import claim_to_plain, with_id
from sousveil.model.source import Span
from sousveil.project import Project
from sousveil.storage.ledger import row

HUAWEI = "Huawei delivered cameras that recognise faces to the police of Nairobi, Kenya, in 2018."
POLICE = "An inventory of the Kenyan police, seen by our reporter, lists face software of Huawei."
DENIAL = "Huawei said on Monday that it had never delivered anything of the kind to Kenya."
SCRAPPED = "Parliament in Nairobi had the whole face matching network switched off in March 2023."
TALKS = "Officials in Lima are in talks with NEC about matching faces at the port of Callao."
LUMIVEX = "A firm called Lumivex wired up the central market of Lima with clever cameras."

FACES = Supply(supplier="huawei", recipient="KEN", technologies=("facial_recognition",))
USE = Use(user="KEN", technology="facial_recognition")


def told(
    project: Project,
    folder: Path,
    quote: str,
    content: Content,
    *marks: str,
    source: str = "desk",
    when: str | None = None,
    **more: Any,
) -> Claim:
    """Add an article of one sentence, and a claim that stands in it; return the claim."""
    path = folder / f"{source}-{quote[:12].replace(' ', '-')}.txt"
    path.write_text(f"{source} reports.\n\n{quote}\n", encoding="utf-8")
    (added,) = project.add([path], source=source)
    assert added.text is not None
    text = project.text(added.text)
    assert text is not None
    start = text.content.index(quote)
    time = None
    if when is not None:
        at = text.content.index(when[:4])
        time = Period(start=when, mention=Mention(start=at, end=at + 4, text=when[:4]))
    claim = with_id(
        Claim(
            id="",
            text=added.text,
            evidence=Span(start, start + len(quote)),
            quote=quote,
            content=content,
            marks=marks,
            time=time,
            rule="by-hand/1",
            **more,
        )
    )
    with project._ledger.writing("2026-01-01T00:00:00Z") as writer:
        writer.append([row("claim", claim_to_plain(claim))])
    return claim


def accepted(project: Project, folder: Path, quote: str, content: Content, **more: Any) -> Claim:
    """Add an article with a claim that anna accepts."""
    claim = told(project, folder, quote, content, **more)
    project.accept([claim.id], by="anna", because="the words say so")
    return claim
