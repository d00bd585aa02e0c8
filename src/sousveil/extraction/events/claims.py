"""Possible events to claims: what is likely enough, in its latest state, with its words."""

from __future__ import annotations

from collections.abc import Iterable

from sousveil.codebook.lookalike import listed_names, look_alike
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.events import denials, details, lexicon, polarity, reports, state
from sousveil.extraction.events.clause import family
from sousveil.extraction.events.counted import Counted
from sousveil.extraction.events.event import Denial, Event
from sousveil.extraction.events.features import accept_features
from sousveil.extraction.events.find import find_events
from sousveil.extraction.events.lending import plainly_financed
from sousveil.extraction.events.lexicon import Lexicon
from sousveil.extraction.events.mentions import Named
from sousveil.extraction.events.plain import plain_use
from sousveil.extraction.events.weights import THRESHOLDS, score
from sousveil.extraction.screen import Sifted
from sousveil.model.claim import (
    Claim,
    Content,
    Count,
    Finance,
    Membership,
    Mention,
    Ownership,
    Supply,
    Use,
)
from sousveil.model.codec import with_id
from sousveil.model.figure import Figure, Row
from sousveil.model.source import Span, Text

RULES = {
    "supply": "supply-in-sentence/1",
    "use": "use-in-sentence/1",
    "finance": "finance-in-sentence/1",
    "membership": "membership-in-sentence/1",
    "ownership": "ownership-in-sentence/1",
}
NAMES = {
    "supply": ("supplier", "recipient"),
    "use": ("technology", "user"),
    "finance": ("financier", "recipient"),
    "membership": ("country", "organisation"),
    "ownership": ("owner", "owned"),
}
VAGUE = "ai_surveillance"

_lexicons: dict[tuple[str, str], Lexicon] = {}


def lexicon_of(codebook: Codebook, language: str) -> Lexicon:
    """Return the lexicon of a language, made once for each codebook."""
    key = (codebook.version, language)
    if key not in _lexicons:
        _lexicons[key] = lexicon.build(codebook, language)
    return _lexicons[key]


def claims(
    text: Text, codebook: Codebook, language: str = "en", sifted: Sifted | None = None
) -> tuple[Claim, ...]:
    """Return the supplies, uses, finances, memberships and ownerships that a text claims."""
    if language not in codebook.languages:
        return ()
    words = lexicon_of(codebook, language)
    possible = find_events(text.content, words, sifted)
    spans = possible.spans
    weights = codebook.weights
    found = [
        (
            event,
            1.0 if certain(event) else score(weights.get(event.type, {}), accept_features(event)),
        )
        for event in possible.events
    ]
    likely = [(e, p) for e, p in _evened(found) if p >= THRESHOLDS[e.type]]
    made: dict[str, Claim] = {}
    for group in _grouped(_without_supplied(likely)).values():
        for claim in _claims(group, text, spans, words, codebook):
            made.setdefault(claim.id, claim)
    for counted in possible.counts:
        claim = _count(counted, text, spans, codebook)
        made.setdefault(claim.id, claim)
    return tuple(sorted(made.values(), key=lambda c: (c.evidence.start, c.evidence.end, c.id)))


def _evened(found: list[tuple[Event, float]]) -> list[tuple[Event, float]]:
    """Give the names of one list the same score, the best of them: they come or go together."""
    best: dict[tuple[object, ...], float] = {}
    keys: list[list[tuple[object, ...]]] = []
    for event, p in found:
        how = (event.type, event.rule, event.tier, id(event.clause))
        one, other = event.first, event.second
        own = [(*how, 1, other.first, other.sentence, _root(one), event.keys[-1])]
        own.append((*how, 2, one.first, one.sentence, _root(other), event.keys[0]))
        keys.append([key for key in own if event.rule != "none"])
        for key in keys[-1]:
            best[key] = max(p, best.get(key, 0.0))
    return [
        (event, max((p, *(best[key] for key in own))))
        for (event, p), own in zip(found, keys, strict=True)
    ]


def _root(named: Named) -> tuple[int, int]:
    """Return where the list of a name begins, or the name itself."""
    first = family(named.group)[-1].first if named.group is not None else named.first
    return named.sentence, first


def certain(event: Event) -> bool:
    """Tell what needs no weighing.

    "have exported it to 60 countries, including Iran"; "The police of Kenya use drones".
    """
    if event.type == "use":
        return plain_use(event)
    if event.type == "finance":
        return plainly_financed(event)
    technology = any(t.clause is event.clause for t in event.technologies)
    return event.rule == "gives" and event.tier == "own-example" and technology


def _count(counted: Counted, text: Text, spans: list[Span], codebook: Codebook) -> Claim:
    """Return the claim of a number: a query with the answer that the text expects."""
    content = text.content
    span = _with_speaker(content, spans, counted.stage.scene.index)
    supplier = counted.supplier or ""
    origin = supplier.removeprefix("country:") if supplier.startswith("country:") else None
    row = Row(
        technology=counted.technology, supplier=None if origin else counted.supplier, origin=origin
    )
    group = (counted.group,) if counted.group else ()
    first, last = counted.first, counted.last
    mentions = [
        ("value", Mention(start=first.start, end=last.end, text=content[first.start : last.end]))
    ]
    if (
        party := counted.supplier_named
    ) is not None and party.sentence == counted.stage.scene.index:
        mentions.append(("supplier", _mention(party, content)))
    return with_id(
        Claim(
            id="",
            text=text.id,
            evidence=span,
            quote=content[span.start : span.end],
            content=Count(
                unit=counted.unit,
                figure=Figure(having=(row,) if row.fields() else (), among=group),
                value=counted.value,
                bound=counted.bound,
                strict=counted.strict,
                denominator=counted.denominator,
            ),
            polarity="negated" if counted.negated else "asserted",
            attribution=reports.speakers(counted.stage.scene, counted.clause, content),
            mentions=tuple(mentions),
            marks=tuple(_odd([party] if row.supplier and party is not None else [], codebook)),
            rule="count-in-clause/2",
        )
    )


def _with_speaker(content: str, spans: list[Span], index: int) -> Span:
    """Return a sentence, and the one before it where it opens as the quotation that follows."""
    span = spans[index]
    if (
        index
        and content[span.start] in '“"'
        and "\n" not in content[spans[index - 1].end : span.start]
    ):
        return Span(spans[index - 1].start, span.end)
    return span


def _without_supplied(found: list[tuple[Event, float]]) -> list[tuple[Event, float]]:
    """Drop the uses of what somebody is said to supply: the index derives them."""
    supplied = [e for e, _ in found if e.type == "supply"]
    shared = {(e.keys[1], t.id) for e in supplied for t in e.technologies}
    here = {(e.keys[1], e.stage.scene.index, id(e.clause)) for e in supplied}
    bare = {(e.keys[1], e.stage.scene.index) for e in supplied if not e.technologies}
    kept = []
    for event, p in found:
        user, sentence = event.keys[0], event.stage.scene.index
        if event.type == "use" and (
            (user, event.keys[1]) in shared
            or (user, sentence) in bare
            or (user, sentence, id(event.clause)) in here
        ):
            continue
        kept.append((event, p))
    return kept


def _grouped(
    found: Iterable[tuple[Event, float]],
) -> dict[tuple[str, ...], list[tuple[Event, float, str, str]]]:
    groups: dict[tuple[str, ...], list[tuple[Event, float, str, str]]] = {}
    for event, p in found:
        groups.setdefault((event.type, *event.keys), []).append(
            (event, p, state.modality(event), polarity.polarity(event))
        )
    return groups


def _claims(
    events: list[tuple[Event, float, str, str]],
    text: Text,
    spans: list[Span],
    words: Lexicon,
    codebook: Codebook,
) -> Iterable[Claim]:
    """Yield one claim for what is asserted, and one for what is denied."""
    left = any(
        e[0].type == "membership" and e[0].tier in ("leave", "out") and e[3] == "negated"
        for e in events
    )
    denied = False
    for said in ("negated",) if left else ("asserted", "negated"):
        held = [e for e in events if e[3] == said]
        if any(e[0].rule != "none" for e in events):
            ruled = [e for e in held if e[0].rule != "none" or _tells(e[0], e[2])]
            held = ruled if ruled or len(held) < len(events) else held
        if not held:
            continue
        asserted = any(e[3] == "asserted" for e in events)
        if said == "negated" and asserted and not left:
            held = [e for e in held if polarity.denied(e[0])]
            if not held:
                continue
        best = max(held, key=lambda e: (e[1], -e[0].stage.scene.index))
        later = [e for e in held if e[0].stage.scene.index > best[0].stage.scene.index]
        modality = state.latest((m, p) for _, _, m, p in (best, *later))[0]
        yield _claim(best[0], modality, said, text, spans, words, codebook)
        denied = denied or said == "negated"
    disputed = [e for e in events if e[3] == "asserted" and denials.disputed(e[0], e[2])]
    if disputed and not denied:
        event, _, found, _ = max(disputed, key=lambda e: (e[1], -e[0].stage.scene.index))
        modality = denials.modality(event, found)
        yield _claim(event, modality, "negated", text, spans, words, codebook, event.denial)


def _tells(event: Event, modality: str) -> bool:
    """Tell whether two names that stand together tell how real what was told before is."""
    verb = event.clause.verb.classes
    if modality == "deployed":
        now = {event.stage.scene.words[i].low for i in range(event.clause.first, event.clause.stop)}
        return bool(verb & {"use", "make"}) and "already" not in now
    return modality in ("ended", "contracted")


def _claim(
    event: Event,
    modality: str,
    polarity: str,
    text: Text,
    spans: list[Span],
    words: Lexicon,
    codebook: Codebook,
    denial: Denial | None = None,
) -> Claim:
    content = text.content
    technologies = specific(event.technologies)
    mentions = tuple(_mentions(event, technologies, content))
    held = [event.stage.scene.index]
    for named in (event.first, event.second):
        held.append(named.since if named.since >= 0 else named.sentence)
    if denial is not None:
        held.append(denial.stage.scene.index)
    first, last = min(held), max(held)
    evidence = Span(spans[first].start, spans[last].end)
    amount = (
        details.amount(event, content, details.instrument(event) if event.type == "finance" else "")
        if event.type in ("supply", "finance")
        else None
    )
    return with_id(
        Claim(
            id="",
            text=text.id,
            evidence=evidence,
            quote=content[evidence.start : evidence.end],
            content=_content(event, modality, _sold(event, technologies, words)),
            polarity=polarity,
            attribution=reports.denial(denial, content)
            if denial is not None
            else reports.attribution(event, content),
            hedges=state.hedges(event),
            mentions=mentions,
            locality=details.locality(event.second, words.levels)
            if event.type in ("supply", "use", "finance")
            else None,
            time=details.period(event, content),
            quantity=details.quantity(event, content) if event.type in ("supply", "use") else None,
            amount=amount,
            marks=tuple(_marks(event, codebook)),
            rule=RULES[event.type],
        )
    )


def specific(found: Iterable[Named]) -> list[Named]:
    """Return each technology once; "surveillance" only where nothing else is named."""
    first = {t.id: t for t in reversed(list(found))}
    named = [t for t in list(first.values())[::-1] if t.id != VAGUE]
    return named or list(first.values())


def _sold(event: Event, technologies: list[Named], words: Lexicon) -> tuple[str, ...]:
    """Return the technologies of an event; if none is named, the one that its supplier sells."""
    named = tuple(t.id for t in technologies)
    return named or ((sold,) if (sold := words.sells.get(event.keys[0])) else ())


def _content(event: Event, modality: str, ids: tuple[str, ...]) -> Content:
    one, other = event.keys
    match event.type:
        case "supply":
            return Supply(supplier=one, recipient=other, technologies=ids, modality=modality)
        case "use":
            return Use(user=one, technology=other, modality=modality)
        case "finance":
            return Finance(
                financier=one,
                recipient=other,
                instrument=details.instrument(event),
                modality=modality,
            )
        case "membership":
            return Membership(country=one, organisation=other)
        case _:
            share = next(
                (c.removeprefix("share=") for c in event.cues if c.startswith("share=")), None
            )
            return Ownership(owner=one, owned=other, share=share)


def _mentions(
    event: Event, technologies: list[Named], content: str
) -> Iterable[tuple[str, Mention]]:
    first, second = NAMES[event.type]
    yield first, _mention(event.first, content)
    yield second, _mention(event.second, content)
    if event.type == "supply":
        for technology in technologies:
            yield (
                "technology",
                Mention(
                    start=technology.start,
                    end=technology.end,
                    text=content[technology.start : technology.end],
                    id=technology.id,
                ),
            )
    if (
        event.type in ("supply", "use", "finance")
        and (body := details.agency(event, content)) is not None
    ):
        yield "agency", body


def _mention(named: Named, content: str) -> Mention:
    return Mention(start=named.start, end=named.end, text=content[named.start : named.end])


def _marks(event: Event, codebook: Codebook) -> Iterable[str]:
    """Yield what a reviewer has to look at: names that nobody has listed, odd letters."""
    if event.type in ("supply", "finance", "ownership"):
        parties = [event.first, event.second] if event.type == "ownership" else [event.first]
        yield from _odd([p for p in parties if p.kind in ("name", "supplier")], codebook)


def _odd(named: list[Named], codebook: Codebook) -> Iterable[str]:
    """Yield the marks of names; an id shows the letters where the words are "it"."""
    books = (codebook.suppliers, codebook.financiers)
    unlisted = [p for p in named if not any(p.id in book for book in books)]
    if unlisted:
        yield "unlisted"
    listed = _listed_names(codebook) if unlisted else ()
    forms = [(form, listed) for p in unlisted for form in (p.text, p.id)]
    forms += [(p.text, ()) for p in named if any(p.id in book for book in books)]
    if any(look_alike(form, others) for form, others in forms):
        yield "look-alike"


_listed: list[tuple[Codebook, tuple[str, ...]]] = []


def _listed_names(codebook: Codebook) -> tuple[str, ...]:
    """Return the names of suppliers and financiers of a codebook, collected once."""
    for known, names in _listed:
        if known is codebook:
            return names
    names = listed_names(codebook)
    _listed[:] = [(codebook, names)]
    return names
