"""How many voices really speak: documents that go back to one origin are one witness."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sousveil.codebook.vocabulary import Codebook
from sousveil.edition.forest import Forest
from sousveil.edition.links import copies, numbered, quote, quoted
from sousveil.edition.retold import passed_on, retold
from sousveil.edition.voices import Heard, Mention, Voice, Voices
from sousveil.edition.witness import Origin, Origins, Reason, Witness, Words
from sousveil.model.claim import Claim
from sousveil.model.decision import Decision
from sousveil.model.ids import content_id
from sousveil.model.source import Span

__all__ = [
    "Origin",
    "Origins",
    "Reason",
    "Witness",
    "Words",
    "count_origins",
    "decided",
    "origin_of",
    "origins",
]

SHOWN = 2  # reasons of one kind that are kept for one document

Named = Mapping[str, tuple[Voice, Mention | None]]
"""Snapshot to whom the document names, and where."""


def origin_of(claim: Claim, found: Origins) -> str:
    """Return the id of the origin of one claim; a text that is not known is its own."""
    named = found.claims.get((claim.text, claim.id))
    return named or found.texts.get(claim.text) or f"text:{claim.text}"


def count_origins(claims: Iterable[Claim], found: Origins) -> int:
    """Count the independent origins behind claims that say the same.

    A claim without a name adds nothing where another of them, from the same text, names who
    says so: a headline is no second witness for its own article.
    """
    given = list(claims)
    named = {c.text for c in given if (c.text, c.id) in found.claims}
    own = (c for c in given if (c.text, c.id) in found.claims or c.text not in named)
    return len({origin_of(claim, found) for claim in own})


def origins(
    witnesses: Iterable[Witness], decisions: Iterable[Decision], codebook: Codebook
) -> Origins:
    """Group documents by their origin; the order of the witnesses does not matter.

    Decisions are given in the order in which they were made. `one-origin` joins documents and
    `own-origin` parts them from all others, whatever else is found; other kinds are passed over.
    """
    docs = sorted({w.snapshot: w for w in witnesses}.values(), key=lambda w: w.snapshot)
    voices = Voices(codebook)
    heard = {doc.snapshot: voices.hear(doc.content) for doc in docs}
    joined, parted = decided(decisions, heard)
    forest = Forest(docs, parted)
    for reason in copies(docs, forest):
        forest.join(reason)
    for decision, documents in joined:
        for other in documents[1:]:
            forest.join(_decided(decision, (documents[0], other)), force=True)
    mains = {
        doc.snapshot: found for doc in docs if (found := retold(doc, heard[doc.snapshot], voices))
    }
    for doc in docs:
        if doc.snapshot in mains and doc.snapshot not in parted:
            forest.name(doc.snapshot, mains[doc.snapshot][0].key)
        elif heard[doc.snapshot].own is not None:
            forest.set_apart(doc.snapshot)
    _derived(codebook, voices, forest)
    for reason in (*quoted(docs, voices), *numbered(docs, codebook)):
        forest.join(reason, gently=True)
    named = _passed_on(docs, heard, voices, forest) | {
        document: found for document, found in mains.items() if document not in parted
    }
    for document, decision in parted.items():
        forest.reasons.append(_decided(decision, (document,)))
    groups = _groups(docs, forest, named)
    return _told(docs, heard, voices, forest, groups, mains, named)


def decided(
    decisions: Iterable[Decision], known: Iterable[str]
) -> tuple[list[tuple[Decision, tuple[str, ...]]], dict[str, Decision]]:
    """Return what was joined and holds, and the documents that stand alone.

    The last decision about a document wins: parting takes it out of all it was joined to,
    joining ends its standing alone.
    """
    there = set(known)
    joined: list[tuple[Decision, set[str]]] = []
    parted: dict[str, Decision] = {}
    for decision in decisions:
        documents = set(decision.documents or ()) & there
        if decision.kind == "one-origin":
            for document in documents:
                parted.pop(document, None)
            joined.append((decision, documents))
        elif decision.kind == "own-origin":
            for _, others in joined:
                others -= documents
            parted |= dict.fromkeys(documents, decision)
    return [(d, tuple(sorted(s))) for d, s in joined if len(s) > 1], parted


def _derived(codebook: Codebook, voices: Voices, forest: Forest) -> None:
    """Join sources that the codebook says repeat each other."""
    for source in codebook.sources.values():
        for other in source.derives_from:
            if other in voices.by_source:
                one, two = voices.by_source[source.id].key, voices.by_source[other].key
                if one != two:
                    forest.unite(one, two)


def _passed_on(
    docs: Sequence[Witness], heard: Mapping[str, Heard], voices: Voices, forest: Forest
) -> dict[str, tuple[Voice, Mention | None]]:
    """Give the sets that have no origin the newspaper or agency that most surely stands behind."""
    sets: dict[str, list[tuple[int, str, Voice, Mention | None]]] = {}
    for doc in docs:
        if doc.snapshot in forest.parted or forest.is_named(doc.snapshot):
            continue
        if (found := passed_on(doc, heard[doc.snapshot], voices)) is not None:
            surely, voice, mention = found
            sets.setdefault(forest.root(doc.snapshot), []).append(
                (surely, doc.snapshot, voice, mention)
            )
    named: dict[str, tuple[Voice, Mention | None]] = {}
    for candidates in sets.values():
        best = min(surely for surely, *_ in candidates)
        fit = Counter(voice.key for surely, _, voice, _ in candidates if surely == best)
        if best == 2 and len(fit) > 1:
            continue  # one text in several papers, and no word on whose it is
        key = min(fit, key=lambda key: (-fit[key], key))
        for surely, document, voice, mention in candidates:
            if (surely, voice.key) == (best, key):
                named[document] = voice, mention
    for document, (voice, _) in named.items():
        forest.name(document, voice.key)
    return named


def _groups(docs: Sequence[Witness], forest: Forest, named: Named) -> tuple[Origin, ...]:
    """Return the sets as origins, each with its reasons."""
    sets: dict[str, list[str]] = {}
    for doc in docs:
        sets.setdefault(forest.root(doc.snapshot), []).append(doc.snapshot)
    reasons: dict[str, list[Reason]] = {}
    for reason in forest.reasons:
        reasons.setdefault(forest.root(reason.documents[0]), []).append(reason)
    by_id = {doc.snapshot: doc for doc in docs}
    found = []
    for root, documents in sets.items():
        keys = Counter(named[d][0].key for d in documents if d in named)
        names = {named[d][0].key: named[d][0].name for d in documents if d in named}
        key = min(keys, key=lambda key: (-keys[key], key)) if keys else None
        found.append(
            Origin(
                id=key or content_id("origin", documents),
                documents=tuple(documents),
                reasons=(
                    *_attributed(documents, by_id, named, keys),
                    *_few(reasons.get(root, ())),
                ),
                name=names[key] if key else None,
            )
        )
    return tuple(sorted(found, key=lambda origin: origin.documents))


def _attributed(
    documents: Sequence[str], by_id: Mapping[str, Witness], named: Named, keys: Mapping[str, int]
) -> list[Reason]:
    """Say of each document whom it goes back to, beside the first one that does so too."""
    first: dict[str, str] = {}
    found = []
    for document in documents:
        if document not in named:
            continue
        voice, _ = named[document]
        hub = first.setdefault(voice.key, document)
        alone = keys[voice.key] == 1
        if hub == document and not alone:
            continue
        pair = (document,) if alone else (hub, document)
        places = [(by_id[d], named[d][1]) for d in pair]
        itself = " (its own publisher)" if any(m is None for _, m in places) else ""
        found.append(
            Reason(
                kind="attribution",
                documents=pair,
                what=f"{'goes' if alone else 'both go'} back to {voice.name}{itself}",
                words=tuple(quote(doc, Span(m.start, m.end)) for doc, m in places if m is not None),
            )
        )
    return found


def _few(reasons: Iterable[Reason]) -> list[Reason]:
    """Keep the strongest reasons of each kind for each document."""
    kept: Counter[tuple[str, str]] = Counter()
    found = []
    for reason in sorted(reasons, key=lambda r: (r.kind, -r.weight, r.documents, r.what)):
        key = (reason.kind, reason.documents[-1])
        kept[key] += 1
        if kept[key] <= SHOWN:
            found.append(reason)
    return found


def _told(
    docs: Sequence[Witness],
    heard: Mapping[str, Heard],
    voices: Voices,
    forest: Forest,
    groups: tuple[Origin, ...],
    mains: Named,
    named: Named,
) -> Origins:
    """Say for each document, text and claim which origin stands behind it."""
    documents = {document: group.id for group in groups for document in group.documents}
    ids = {forest.root(group.documents[0]): group.id for group in groups}
    names = {group.id: group.name for group in groups if group.name is not None}
    texts: dict[str, str] = {}
    claims: dict[tuple[str, str], str] = {}
    for doc in sorted(docs, key=lambda doc: doc.snapshot in forest.parted):
        if doc.text in texts:
            continue
        texts[doc.text] = documents[doc.snapshot]
        former = mains.get(doc.snapshot) if doc.snapshot in forest.parted else None
        for claim in doc.claims:
            voice = _claimed(claim, heard[doc.snapshot], voices)
            if voice is None or (former is not None and former[0].key == voice.key):
                continue
            retells = doc.snapshot in named and not named[doc.snapshot][0].passes_on
            if voice.passes_on and retells:
                continue
            id = ids.get(forest.root(voice.key), voice.key)
            claims[claim.text, claim.id] = id
            names.setdefault(id, voice.name)
    return Origins(groups=groups, documents=documents, texts=texts, claims=claims, names=names)


def _claimed(claim: Claim, said: Heard, voices: Voices) -> Voice | None:
    """Return whom a claim goes back to: the innermost of its chain that names somebody."""
    for words in reversed(claim.attribution):
        if (voice := voices.resolve(words)) is not None:
            return voice
        kind = voices.takes_up(words)
        if kind is not None and (voice := _taken_up(kind, claim.evidence, said)) is not None:
            return voice
    return None


def _taken_up(kind: str, evidence: Span, said: Heard) -> Voice | None:
    """Return who was named last before a claim and may be meant by "the report" or "it"."""
    place = bisect_right(said.mentions, evidence.start, key=lambda mention: mention.start)
    for mention in reversed(said.mentions[:place]):
        is_firm = mention.voice.kind == "party"
        if kind == "any" or (kind == "firm" and is_firm) or (kind == "body" and mention.is_origin):
            return mention.voice
    return None


def _decided(decision: Decision, documents: tuple[str, ...]) -> Reason:
    what = "one origin" if len(documents) > 1 else "an origin of its own"
    return Reason(
        kind="decision",
        documents=documents,
        what=f"{what}, decided by {decision.by} at {decision.at}: {decision.because}",
    )
