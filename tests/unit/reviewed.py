"""Accepted claims of running text, to be written down in a test."""

from typing import Any

from small import codebook, edition, entry, records

from sousveil.codebook.names import Names
from sousveil.edition.living import Accepted, Below, compile_living
from sousveil.model.claim import (
    Amount,
    Claim,
    Content,
    Finance,
    Membership,
    Mention,
    Period,
    Supply,
    Use,
)
from sousveil.model.codec import with_id
from sousveil.model.decision import Decision
from sousveil.model.edition import Edition, Entry, Evidence, Records
from sousveil.model.policy import Policy
from sousveil.model.source import Span

NAMES = Names(codebook())


def words(text: str) -> Mention:
    return Mention(start=0, end=len(text), text=text)


def claim(
    content: Content,
    *marks: str,
    text: str = "a",
    denied: bool = False,
    when: str | None = None,
    until: str | None = None,
    money: tuple[float, str] | None = None,
    name: str | None = None,
    **more: Any,
) -> Claim:
    """Return a claim; `text` names the text it stands in, `name` is what it calls the supplier."""
    quote = f"{content} in {text}"
    mentions = () if name is None else (("supplier", words(name)),)
    return with_id(
        Claim(
            id="",
            text=f"sha256:{text}",
            evidence=Span(0, len(quote)),
            quote=quote,
            content=content,
            polarity="negated" if denied else "asserted",
            time=None if when is None else Period(start=when, end=until, mention=words(when)),
            amount=None
            if money is None
            else Amount(
                value=money[0], currency=money[1], role="contract", mention=words(str(money[0]))
            ),
            marks=marks,
            mentions=mentions,
            rule="supply/1",
            **more,
        )
    )


def accepted(one: Claim, by: str = "anna", source: str | None = None) -> Accepted:
    decision = Decision(
        id=f"decision:{one.id[6:14]}",
        kind="accept",
        claims=(one.id,),
        by=by,
        at="2026-01-01T00:00:00Z",
        because="read and compared",
    )
    return Accepted(
        claim=one,
        sources=(source or f"desk-{one.text[7:]}",),
        snapshot=f"sha256:file-{one.text[7:]}",
        decision=decision,
    )


def supply(
    supplier: str = "huawei",
    country: str = "KEN",
    technology: str | None = "facial_recognition",
    modality: str = "deployed",
) -> Supply:
    several = () if technology is None else (technology,)
    return Supply(supplier=supplier, recipient=country, technologies=several, modality=modality)


def use(
    country: str = "KEN", technology: str = "facial_recognition", modality: str = "deployed"
) -> Use:
    return Use(user=country, technology=technology, modality=modality)


def loan(financier: str = "bank", country: str = "KEN") -> Finance:
    return Finance(financier=financier, recipient=country, instrument="loan")


def member(country: str = "KEN", group: str = "bri") -> Membership:
    return Membership(country=country, organisation=group)


def table(*entries: Entry, **fields: object) -> Below:
    """Return the edition of a table to stand on, with a quote for each of its claims."""
    below = edition(*entries, **fields)
    quotes = tuple(
        Evidence(claim=c, text="sha256:table", start=0, end=1, quote="x")
        for e in entries
        for c in e.claims
    )
    return Below(
        name=below.name, digest="sha256:below", table=below, records=records(evidence=quotes)
    )


def living(
    *claims: Claim,
    below: Below | None = None,
    policy: Policy | None = None,
    in_force: str = "2026-01-01",
    **more: Any,
) -> tuple[Edition, Records]:
    """Compile claims that somebody accepted."""
    return compile_living(
        "2026-1",
        [accepted(one) for one in claims],
        NAMES,
        in_force=in_force,
        policy=policy,
        below=below,
        **more,
    )


def made(*claims: Claim, **more: Any) -> Edition:
    return living(*claims, **more)[0]


__all__ = [
    "NAMES",
    "accepted",
    "claim",
    "entry",
    "living",
    "loan",
    "made",
    "member",
    "supply",
    "table",
    "use",
]
