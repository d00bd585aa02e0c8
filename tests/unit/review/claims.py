"""Claims of running text, to be written down in a test."""

from __future__ import annotations

from sousveil.model.claim import (
    Claim,
    Content,
    Count,
    Finance,
    Mention,
    Supply,
    Use,
)
from sousveil.model.codec import with_id
from sousveil.model.figure import Figure, Row
from sousveil.model.ids import digest
from sousveil.model.source import Span

RULE = "sentence/1"


def claim(
    content: Content, quote: str = "They say so.", *, text: str = "", **more: object
) -> Claim:
    """Return a claim; `text` is the whole text, which is the quote unless told."""
    whole = text or quote
    start = whole.index(quote)
    told: dict[str, object] = {"rule": RULE, **more}
    return with_id(
        Claim(
            id="",
            text=digest(whole.encode()),
            evidence=Span(start, start + len(quote)),
            quote=quote,
            content=content,
            **told,  # type: ignore[arg-type]
        )
    )


def supply(
    supplier: str,
    recipient: str,
    quote: str = "",
    *,
    text: str = "",
    name: str = "",
    technologies: tuple[str, ...] = (),
    modality: str = "deployed",
    **more: object,
) -> Claim:
    """Return who supplies whom; `name` is how the text calls the supplier."""
    quote = quote or f"{name or supplier} delivers to {recipient}."
    whole = text or quote
    mentions: tuple[tuple[str, Mention], ...] = ()
    if name:
        at = whole.index(name)
        mentions = (("supplier", Mention(start=at, end=at + len(name), text=name)),)
    content = Supply(
        supplier=supplier, recipient=recipient, technologies=technologies, modality=modality
    )
    return claim(content, quote, text=text, mentions=mentions, **more)


def use(user: str, technology: str, quote: str = "", **more: object) -> Claim:
    quote = quote or f"{user} uses {technology}."
    return claim(Use(user=user, technology=technology), quote, **more)  # type: ignore[arg-type]


def finance(financier: str, recipient: str, quote: str = "", **more: object) -> Claim:
    content = Finance(financier=financier, recipient=recipient)
    return claim(content, quote or f"{financier} lends to {recipient}.", **more)  # type: ignore[arg-type]


def counted(
    value: float, quote: str = "", *, bound: str = "exact", origin: str, polarity: str = "asserted"
) -> Claim:
    figure = Figure(having=(Row(origin=origin),))
    content = Count(unit="countries", figure=figure, value=value, bound=bound)
    return claim(content, quote or f"{value:g} countries have it.", polarity=polarity)
