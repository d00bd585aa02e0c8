"""Who speaks: sources, their editions and documents, licences, and how many witnesses there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from sousveil.model.source import Source
from sousveil.web.catalogue import said
from sousveil.web.index import part
from sousveil.web.library import Library
from sousveil.web.page import Asked, NoPage, Page, Route
from sousveil.web.papers import reference

MANY = 2_000  # documents whose origins are sought for a page; beyond that the command does it


class Shelf(Struct, frozen=True, kw_only=True):
    """A source with what the editions have of it."""

    id: str
    name: str
    source: Source | None
    """None for one that the codebook does not have."""

    editions: tuple[str, ...]
    documents: tuple[str, ...]
    """Digests of the files."""

    claims: int
    """Claims of it that editions rest on."""


class Paper(Struct, frozen=True, kw_only=True):
    """A document of running text that editions rest on."""

    digest: str
    title: str
    date: str | None
    sources: tuple[str, ...]
    claims: int


class Group(Struct, frozen=True, kw_only=True):
    """Documents that go back to one origin: one witness."""

    name: str
    papers: tuple[Paper, ...]
    reasons: tuple[str, ...]


def sources(library: Library, asked: Asked) -> Page:
    """List the sources that editions rest on, and their documents by origin."""
    return Page(
        template="sources.html",
        title="Sources",
        about="Who speaks: sources, files with their digests, licences, and independent origins.",
        section="sources",
        shown={
            "shelves": shelves(library),
            "groups": groups(library),
            "others": tuple(sorted(library.codebook.sources.values(), key=_by_name)),
            "part": part,
        },
    )


def _by_name(source: Source) -> str:
    """Return what a source is looked up by: its name without an article."""
    return source.name.casefold().removeprefix("the ")


def source(library: Library, asked: Asked, source: str) -> Page:
    """Show one source with its files."""
    known = {shelf.id: shelf for shelf in shelves(library)}
    if source in known:
        shelf = known[source]
    elif source in library.codebook.sources:
        one = library.codebook.sources[source]
        shelf = Shelf(id=source, name=one.name, source=one, editions=(), documents=(), claims=0)
    else:
        raise NoPage("There is no source of this name in the codebook, and none in an edition.")
    texts = library.index.texts
    return Page(
        template="source.html",
        title=shelf.name,
        about=said("What the editions have from {source}.", source=shelf.name),
        section="sources",
        shown={
            "shelf": shelf,
            "papers": [paper(library, d) for d in shelf.documents if d in texts],
            "tables": [(d, library.index.tables[d]) for d in shelf.documents if d not in texts],
            "part": part,
        },
    )


def shelves(library: Library) -> tuple[Shelf, ...]:
    """Return the sources of all editions, those with the most claims first."""
    return library.index.once("shelves", lambda: _shelves(library))


def _shelves(library: Library) -> tuple[Shelf, ...]:
    found: dict[str, tuple[set[str], set[str], set[str]]] = {}
    files = {f: s.id for s in library.codebook.sources.values() for f in s.files}
    for name, held in library.held.items():
        for id in held.edition.sources:
            found.setdefault(id, (set(), set(), set()))[0].add(name)
        statements = library.index.shelved[name].statements
        for one in held.records.evidence:
            document = one.place.snapshot if one.place else library.index.document(one.text)
            statement = statements.get(one.claim)
            own = (files[document],) if document in files else held.edition.sources
            for id in statement.sources if statement else own:
                editions, documents, claims = found.setdefault(id, (set(), set(), set()))
                editions.add(name)
                claims.add(one.claim)
                if document:
                    documents.add(document)
    made = [
        Shelf(
            id=id,
            name=known.name if (known := library.codebook.sources.get(id)) else id,
            source=known,
            editions=tuple(name for name in library.held if name in editions),
            documents=tuple(sorted(documents)),
            claims=len(claims),
        )
        for id, (editions, documents, claims) in found.items()
    ]
    return tuple(sorted(made, key=lambda one: (-one.claims, one.name)))


def paper(library: Library, digest: str) -> Paper:
    """Return a document of running text as it is listed."""
    claims = {
        one.claim: statement.sources
        for shelved in library.index.shelved.values()
        for one in shelved.quoted.get(library.index.texts[digest], ())
        if (statement := shelved.statements.get(one.claim))
    }
    held = library.project.holding(digest) if library.project else None
    return Paper(
        digest=digest,
        title=reference(held, digest),
        date=held.date if held else None,
        sources=tuple(sorted({id for ids in claims.values() for id in ids})),
        claims=len(claims),
    )


def groups(library: Library) -> tuple[Group, ...]:
    """Return the documents behind editions by their origin; five articles may be one witness."""
    return library.index.once("groups", lambda: _groups(library))


def _groups(library: Library) -> tuple[Group, ...]:
    texts = library.index.texts
    if library.project is None or not texts or library.project.some_holdings(0, 0)[1] > MANY:
        return ()
    origins = library.index.once("origins", library.project.origins)
    made = []
    for origin in origins:
        own = tuple(paper(library, d) for d in origin.documents if d in texts)
        shown = [r.what for r in origin.reasons if texts.keys() >= set(r.documents)]
        if own:
            told = tuple(dict.fromkeys(shown))
            made.append(Group(name=origin.name or own[0].title, papers=own, reasons=told))
    return tuple(sorted(made, key=lambda one: (-len(one.papers), one.name)))


def _each(library: Library) -> Iterator[Mapping[str, str]]:
    known = {shelf.id: None for shelf in shelves(library)}
    for id in {**known, **library.codebook.sources}:
        yield {"source": id}


ROUTES = (
    Route(address="sources/", make=sources, each=lambda library: ({},)),
    Route(address="source/{source}/", make=source, each=_each),
)
