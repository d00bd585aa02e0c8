"""What changed from edition to edition: the comparison of two, and a feed of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct, field

from sousveil.edition.diff import Change, Diff
from sousveil.edition.reasons import Why
from sousveil.errors import UnknownEdition
from sousveil.figures.published import Recount
from sousveil.model.edition import Edition
from sousveil.questions.compare import change_words, compare
from sousveil.web.catalogue import said
from sousveil.web.library import Library
from sousveil.web.page import Asked, File, NoPage, Page, Route

FEED = "application/atom+xml; charset=utf-8"

TAGS = {
    "evidence": "new evidence",
    "correction": "correction",
    "method": "method change",
    "print": "printed otherwise",
}
"""Why something may have changed. Tables give no reasons, so their changes are `print`."""


class Told(Struct, frozen=True, kw_only=True):
    """One change of one place, in words."""

    column: str
    words: tuple[str, ...]
    tag: str
    """A key of `TAGS`."""

    why: tuple[Why, ...] = ()


class Counted(Struct, frozen=True, kw_only=True):
    """A named figure on both editions."""

    id: str
    label: str
    old: int | None
    new: int | None
    both: tuple[Recount, Recount]

    @property
    def step(self) -> int | None:
        """How much it went up; None where one edition cannot answer."""
        return None if self.old is None or self.new is None else self.new - self.old


class Place(Struct, kw_only=True):
    """All that changed about one place."""

    code: str
    told: list[Told] = field(default_factory=list)


def two(library: Library, asked: Asked, old: str, new: str) -> Page:
    """Set two editions side by side."""
    try:
        first, second = library.of(old).edition, library.of(new).edition
    except UnknownEdition as error:
        raise NoPage(str(error)) from None
    if old == new:
        raise NoPage(said("{edition} is one edition. Choose two to compare.", edition=old))
    found = compare(first, second, lambda name: library.of(name).records, library.codebook)
    reasons = {one.country: one.why for one in found.listed}
    return Page(
        template="diff.html",
        title=f"{first.title} → {second.title}",
        about=said(
            "What changed from {old} to {new}: places, figures, measures, and why.",
            old=old,
            new=new,
        ),
        section="diff",
        shown={
            "old": first,
            "new": second,
            "found": found,
            "figures": _figures(library, old, new),
            "changed": _places(found, library),
            "listed": reasons,
            "tags": TAGS,
            "pairs": _pairs(library),
        },
    )


def _figures(library: Library, old: str, new: str) -> list[Counted]:
    first, second = library.of(old).figures, library.of(new).figures
    return [
        Counted(
            id=id,
            label=one.named.label,
            old=one.value,
            new=second[id].value,
            both=(one, second[id]),
        )
        for id, one in first.items()
        if one.value is not None or second[id].value is not None
    ]


def _places(found: Diff, library: Library) -> list[Place]:
    places: dict[str, Place] = {}
    for change in found.changed_cells:
        told = Told(
            column=column_name(change.column, library),
            words=tuple(change_words(change, library.names)),
            tag=_tag(change),
            why=change.why,
        )
        places.setdefault(change.country, Place(code=change.country)).told.append(told)
    return sorted(places.values(), key=lambda place: library.place_name(place.code))


def _tag(change: Change) -> str:
    if not change.comparable:
        return "method"
    if any(why.did == "entered" for why in change.why):
        return "evidence"
    return "correction" if change.why else "print"


def column_name(column: str, library: Library) -> str:
    """Return what a column of a comparison is called."""
    book = library.codebook
    for named in (book.measures, book.technologies, book.groups):
        if column in named:
            return str(named[column].name)
    return {"origins": "technology from", "suppliers": "suppliers"}.get(column, column)


def _pairs(library: Library) -> list[tuple[str, str]]:
    names = [one.name for one in library.editions]
    return [(old, new) for place, old in enumerate(names) for new in names[place + 1 :]]


def _each_pair(library: Library) -> Iterator[Mapping[str, str]]:
    for old, new in _pairs(library):
        yield {"old": old, "new": new}


def newest(library: Library, asked: Asked) -> Page:
    """Set the two newest editions side by side, or say that there is only one."""
    if len(library.editions) > 1:
        return two(library, asked, library.editions[-2].name, library.editions[-1].name)
    return Page(
        template="one_edition.html",
        title="Changes",
        section="diff",
        shown={"edition": library.newest},
    )


class News(Struct, frozen=True, kw_only=True):
    """One edition as an item of the change log."""

    edition: Edition
    digest: str
    before: str | None
    """Name of the edition that it follows; None for the first."""

    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    withdrawn: int = 0


def news(library: Library) -> list[News]:
    """Return one item for each edition, the newest first."""
    editions = library.editions
    before: dict[str, Edition] = {new.name: old for old, new in pairwise(editions)}
    told = []
    for edition in reversed(editions):
        records = library.of(edition.name).records
        old = before.get(edition.name)
        stones = records.reviewed.tombstones if records.reviewed else ()
        told.append(
            News(
                edition=edition,
                digest=library.of(edition.name).digest,
                before=None if old is None else old.name,
                added=tuple(sorted(set(edition.countries) - set(old.countries))) if old else (),
                dropped=tuple(sorted(set(old.countries) - set(edition.countries))) if old else (),
                withdrawn=len(stones),
            )
        )
    return told


def log(library: Library, asked: Asked) -> Page:
    """List the editions and what each one changed."""
    return Page(
        template="changes.html",
        title="Change log",
        about="Every edition, with its digest and what it changed.",
        section="diff",
        shown={"news": news(library)},
    )


def feed(library: Library, asked: Asked) -> File:
    """Return the change log as an Atom feed; its links are relative to the feed."""
    told = news(library)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
        "<title>sousveil: changes of the index</title>",
        "<id>urn:sousveil:changes</id>",
        '<link rel="self" href="feed.xml"/>',
        f"<updated>{told[0].edition.in_force}T00:00:00Z</updated>",
        "<author><name>The sousveil project</name></author>",
    ]
    for one in told:
        to = f"../diff/{one.before}/{one.edition.name}/index.html" if one.before else "index.html"
        lines += [
            "<entry>",
            f"<title>{escape(one.edition.title)}</title>",
            f"<id>urn:sousveil:edition:{escape(one.edition.name)}:{escape(one.digest)}</id>",
            f"<link href={quoteattr(to)}/>",
            f"<updated>{one.edition.in_force}T00:00:00Z</updated>",
            f"<summary>{escape(_summary(one, library))}</summary>",
            "</entry>",
        ]
    lines.append("</feed>")
    return File(body=("\n".join(lines) + "\n").encode(), media=FEED)


def _summary(one: News, library: Library) -> str:
    words = [f"{one.edition.name} lists {len(one.edition.countries)} places."]
    for word, codes in (("Added", one.added), ("Dropped", one.dropped)):
        if codes:
            words.append(f"{word}: {', '.join(map(library.place_name, codes))}.")
    if one.withdrawn:
        words.append(f"Withdrawn: {one.withdrawn}.")
    return " ".join(words)


ROUTES = (
    Route(address="diff/", make=newest, each=lambda library: ({},)),
    Route(address="diff/{old}/{new}/", make=two, each=_each_pair),
    Route(address="changes/", make=log, each=lambda library: ({},)),
    Route(address="changes/feed.xml", make=feed, each=lambda library: ({},)),
)
