"""The editions that pages are made of, with what is looked up in them for many pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass  # noqa: TID251
from functools import cache, cached_property
from typing import TYPE_CHECKING

from sousveil.codebook.names import Names
from sousveil.codebook.vocabulary import Codebook
from sousveil.edition.compile import edition_digest
from sousveil.errors import Place, UnknownEdition
from sousveil.figures.published import Recount, recount
from sousveil.model.edition import Edition, Entry, Evidence, PrintedCell, Records
from sousveil.model.figure import Rules
from sousveil.web.addresses import slug
from sousveil.web.index import Index
from sousveil.web.rows import PlaceRow, labels_of, rows_of
from sousveil.web.worded import place

if TYPE_CHECKING:
    from sousveil.project import Project
    from sousveil.web.explained import Explained
    from sousveil.web.finding import Item


CODE = re.compile(r"\b[A-Z]{3}\b")
"""What may be a code of a place."""

COUNTRY = "country:"
"""How the ids of suppliers and financiers begin of which only the country is named."""


@dataclass(frozen=True, kw_only=True)
class Held:
    """An edition with what stands behind it, and indexes over both."""

    edition: Edition
    records: Records
    codebook: Codebook

    @cached_property
    def figures(self) -> dict[str, Recount]:
        """Named figures by id, recounted; the headlines first."""
        return {one.named.id: one for one in recount(self.codebook, self.edition)}

    @cached_property
    def explained(self) -> Callable[[str], Explained]:
        """Take a named figure apart by the default rules; once, as its page and files show it."""
        from sousveil.web.explained import explain

        return cache(lambda id: explain(self.figures[id].named.figure, self, self.edition, Rules()))

    @cached_property
    def evidence(self) -> dict[str, tuple[Evidence, ...]]:
        """Quotes by the id of their claim."""
        found: dict[str, list[Evidence]] = {}
        for one in self.records.evidence:
            found.setdefault(one.claim, []).append(one)
        return {claim: tuple(quotes) for claim, quotes in found.items()}

    @cached_property
    def column_at(self) -> dict[Place, str]:
        """The column of each printed cell."""
        return {cell.place: cell.column for cell in self.records.cells}

    @cached_property
    def claim_at(self) -> dict[Place, str | None]:
        """The claim that each cell makes; None where it makes several."""
        found: dict[Place, str | None] = {}
        for one in self.records.evidence:
            if one.place is not None:
                found[one.place] = None if one.place in found else one.claim
        return found

    @cached_property
    def cells(self) -> dict[str, tuple[PrintedCell, ...]]:
        """Printed cells by country."""
        found: dict[str, list[PrintedCell]] = {}
        for cell in self.records.cells:
            found.setdefault(cell.country, []).append(cell)
        return {country: tuple(cells) for country, cells in found.items()}

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Entries by id."""
        return {entry.id: entry for entry in self.edition.entries}

    @cached_property
    def digest(self) -> str:
        """The digest of all that the edition says."""
        return edition_digest(self.edition, self.records)

    @cached_property
    def rows(self) -> tuple[PlaceRow, ...]:
        """The listed places as plain data, by their names."""
        return rows_of(self)

    def ordered(self, countries: Iterable[str]) -> list[str]:
        """Return codes of countries in the order of their names."""
        return sorted(countries, key=lambda code: slug(self.codebook.countries[code].name))

    @cached_property
    def labels(self) -> dict[str, str]:
        """Names of the ids in `rows`."""
        return labels_of(self)

    @cached_property
    def exports(self) -> Mapping[str, bytes]:
        """The files of the edition's exports by name."""
        from sousveil.web.pages.exports import written

        return written(self)


class Library:
    """All editions at hand, oldest first, and the names of what is in them.

    `project` is where a live server finds documents, claims and decisions; None for a static
    site of packaged editions.
    """

    def __init__(
        self,
        names: Names,
        editions: Iterable[tuple[Edition, Records]],
        project: Project | None = None,
    ) -> None:
        self.names = names
        self.project = project
        held = sorted(editions, key=lambda one: (one[0].in_force, one[0].name))
        self.held: Mapping[str, Held] = {
            edition.name: Held(edition=edition, records=records, codebook=names.codebook)
            for edition, records in held
        }

    @property
    def codebook(self) -> Codebook:
        """The codebook behind the names."""
        return self.names.codebook

    @cached_property
    def index(self) -> Index:
        """Claims by id, what changed between editions, replies."""
        return Index(self)

    @property
    def state(self) -> str:
        """A word that changes with all that pages show; empty where nothing can change."""
        return "" if self.project is None else self.project.head()

    @property
    def contact(self) -> str | None:
        """Where readers report a problem, as the project's settings say; None if they do not."""
        return None if self.project is None else self.project.settings.contact

    @property
    def editions(self) -> tuple[Edition, ...]:
        """The editions, oldest first."""
        return tuple(one.edition for one in self.held.values())

    @property
    def newest(self) -> Edition:
        """The edition that is in force last."""
        return self.editions[-1]

    def of(self, edition: str) -> Held:
        """Return an edition by its name; raise `UnknownEdition` where there is none."""
        if edition not in self.held:
            raise UnknownEdition(edition, tuple(self.held))
        return self.held[edition]

    @cached_property
    def places(self) -> dict[str, str]:
        """Address part to alpha-3 code, of every country that an edition lists or names."""
        codes = {code for one in self.editions for code in one.countries}
        codes |= {entry.country for one in self.editions for entry in one.entries}
        return self._slugs(codes, lambda code: self.codebook.countries[code].name)

    @cached_property
    def suppliers(self) -> dict[str, str]:
        """Address part to supplier id, of every supplier that an edition names.

        One of which only the country is named has no page; that of the country tells of it.
        """
        named = {e.supplier for one in self.editions for e in one.entries if e.supplier}
        return {id: id for id in sorted(named) if not id.startswith(COUNTRY)}

    @cached_property
    def origins(self) -> dict[str, str]:
        """Address part to alpha-3 code, of every country that something is supplied from."""
        codes = {e.origin for one in self.editions for e in one.entries if e.origin}
        return self._slugs(codes, lambda code: self.codebook.countries[code].name)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Everything that a search can find in the editions."""
        from sousveil.web.finding import items

        return tuple(items(self))

    @cached_property
    def asked(self) -> frozenset[str]:
        """Technologies that some edition asks about."""
        return frozenset(t for one in self.editions for t in one.technologies)

    @cached_property
    def place_slugs(self) -> dict[str, str]:
        """Alpha-3 code to address part."""
        return {code: part for part, code in self.places.items()}

    @cached_property
    def origin_slugs(self) -> dict[str, str]:
        """Alpha-3 code to address part."""
        return {code: part for part, code in self.origins.items()}

    def _slugs(self, codes: Iterable[str], name: Callable[[str], str]) -> dict[str, str]:
        return dict(sorted((slug(name(code)), code) for code in codes))

    def place_name(self, code: str) -> str:
        """Return the name of a place as the policy on names has it."""
        country = self.codebook.countries.get(code)
        return code if country is None else country.name

    def place_in_text(self, code: str) -> str:
        """Return the name of a place with the article that it needs in a sentence."""
        return place(code, self.codebook) if code in self.codebook.countries else code

    def named(self, sentence: str) -> str:
        """Return a sentence with the names of places where it has their codes."""
        return CODE.sub(lambda code: self.place_in_text(code[0]), sentence)

    def supplier_name(self, id: str) -> str:
        """Return the name of a supplier or financier; of one without a name, its country."""
        if id.startswith(COUNTRY):
            return self.place_name(id.removeprefix(COUNTRY))
        supplier = self.codebook.suppliers.get(id) or self.codebook.financiers.get(id)
        return id if supplier is None else supplier.name

    def technology_name(self, id: str) -> str:
        """Return the name of a technology."""
        technology = self.codebook.technologies.get(id)
        return id if technology is None else technology.name


def from_project(project: Project) -> Library:
    """Open every edition of a project, the packaged ones among them."""
    names = project.editions()
    return Library(
        project.names, ((project.edition(name), project.records(name)) for name in names), project
    )
