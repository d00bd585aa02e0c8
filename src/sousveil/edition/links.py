"""What shows that two documents go back to one origin: copies, quotations, numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from zlib import crc32

from sousveil.codebook.vocabulary import Codebook
from sousveil.edition import traces
from sousveil.edition.forest import Forest
from sousveil.edition.likeness import Likeness, compare, shingles
from sousveil.edition.voices import Voices
from sousveil.edition.witness import Reason, Witness, Words
from sousveil.model.source import Span

NUMBERS = 3  # different unusual numbers with their units that are no chance
SAMPLE = 8  # one shingle in so many is looked up to find copies
ALIKE = 0.4  # share of the sampled shingles from which two texts are compared in full
FEWEST = 3  # sampled shingles; shorter texts are looked up by all of theirs


def copies(docs: Sequence[Witness], group: Forest) -> Iterator[Reason]:
    """Yield pairs of which one text is made from the other; as few as join all of them."""
    index: dict[int, list[int]] = {}
    sizes: list[int] = []
    for place, doc in enumerate(docs):
        mine = shingles(doc.content)
        sampled = _sampled(mine)
        sizes.append(len(sampled))
        met = Counter(other for key in sampled for other in index.get(key, ()))
        for other, number in sorted(met.items(), key=lambda pair: (-pair[1], pair[0])):
            theirs = docs[other]
            if number < ALIKE * min(len(sampled), sizes[other]):
                continue
            if group.same(doc.snapshot, theirs.snapshot):
                continue
            alike = compare(mine, shingles(theirs.content))
            if alike.near or doc.text == theirs.text:
                yield _copied(theirs, doc, alike)
        for key in sampled:
            held = index.setdefault(key, [])
            if len(held) < traces.CROWD:
                held.append(place)


def _sampled(mine: frozenset[str]) -> set[int]:
    keys = {crc32(shingle.encode()) for shingle in mine}
    some = {key for key in keys if key % SAMPLE == 0}
    return some if len(some) >= FEWEST else keys


def _copied(one: Witness, other: Witness, alike: Likeness) -> Reason:
    same = one.text == other.text or alike.jaccard == 1.0
    share = f"{alike.containment:.0%} of the shorter one stands in the other"
    return Reason(
        kind="copy",
        documents=(one.snapshot, other.snapshot),
        what="the same text" if same else f"nearly the same text: {share}",
        weight=1.0 if same else round(alike.containment, 3),
    )


def quoted(docs: Sequence[Witness], voices: Voices) -> list[Reason]:
    """Return the shared quotations, longest first; not what was said in public in both."""
    public = voices.patterns["public"]
    found = []
    for shared in traces.shared_quotations([doc.content for doc in docs]):
        pair = (docs[shared.one], docs[shared.other])
        if all(
            traces.is_public(doc.content, span, public)
            for doc, span in zip(pair, shared.spans, strict=True)
        ):
            continue
        found.append(
            Reason(
                kind="quotation",
                documents=(pair[0].snapshot, pair[1].snapshot),
                what=f"the same {shared.count} words, quoted",
                words=tuple(map(quote, pair, shared.spans)),
                weight=float(shared.count),
            )
        )
    return sorted(found, key=lambda reason: (-reason.weight, reason.documents))


def numbered(docs: Sequence[Witness], codebook: Codebook) -> list[Reason]:
    """Return the pairs that share several unusual numbers, or the same set of count claims."""
    held = [traces.numbers(doc.content, doc.claims, codebook) for doc in docs]
    found = []
    for one, other, pairs in traces.shared_numbers(held):
        values = {value for value, _ in pairs}
        if len(values) >= NUMBERS:
            shown = ", ".join(f"{value:,g} {unit}" for value, unit in pairs)
            found.append(_number(docs, held, (one, other), pairs, f"the same numbers: {shown}"))
    sets: dict[str, int] = {}
    for place, doc in enumerate(docs):
        if form := traces.counts(doc.claims):
            first = sets.setdefault(form, place)
            if first != place:
                what = "the same full set of counts"
                found.append(_number(docs, held, (first, place), (), what))
    return sorted(found, key=lambda reason: (-reason.weight, reason.documents, reason.what))


def _number(
    docs: Sequence[Witness],
    held: Sequence[dict[traces.Pair, Span]],
    places: tuple[int, int],
    pairs: Sequence[traces.Pair],
    what: str,
) -> Reason:
    return Reason(
        kind="number",
        documents=(docs[places[0]].snapshot, docs[places[1]].snapshot),
        what=what,
        words=tuple(quote(docs[p], held[p][pair]) for p in places for pair in pairs),
        weight=float(len({value for value, _ in pairs}) or 1),
    )


def quote(doc: Witness, span: Span) -> Words:
    """Return the words of a document at a span."""
    return Words(
        document=doc.snapshot,
        start=span.start,
        end=span.end,
        text=doc.content[span.start : span.end],
    )
