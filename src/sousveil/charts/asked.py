"""What a figure is asked to show, and the words that are the same in all of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from sousveil.codebook.vocabulary import Codebook
from sousveil.errors import ChartError
from sousveil.figures.compute import compute
from sousveil.figures.words import capital, describe, listed, rules_in_words
from sousveil.model.counted import counts
from sousveil.model.edition import Edition, Entry
from sousveil.model.figure import Computed, Figure, Row, Rules, Unanswerable

NOT_ABSENT = "Not recorded is not absent: it may never have been looked for."

SHOWN = len("sha256:") + 12  # signs of a digest that a caption has


class Asked(Struct, frozen=True, kw_only=True):
    """One call: editions, the oldest first, and what of them is wanted."""

    editions: tuple[Edition, ...]
    codebook: Codebook
    figure: Figure | None
    """None for all places."""

    rules: Rules
    geometry: Path | None = None

    @property
    def edition(self) -> Edition:
        """The newest, which is the only one in kinds that draw one."""
        return self.editions[-1]

    def met(self, edition: Edition | None = None) -> Computed:
        """Return the places that meet the conditions; raise `ChartError` where nobody can tell."""
        found = compute(self.figure or Figure(), edition or self.edition, self.rules)
        if isinstance(found, Unanswerable):
            raise ChartError(found.reason)
        return found

    def place(self, code: str) -> str:
        """Return the plain name of a place; the code where the codebook has none."""
        known = self.codebook.countries.get(code)
        return known.name if known else code

    def words(self) -> str:
        """Return the conditions as a title."""
        return capital(describe(self.figure or Figure(), self.codebook, self.rules))

    def sourced(self) -> bool:
        """Tell whether the conditions ask who supplies, so that counting rules matter."""
        return any(row.supplier or row.origin for row in (self.figure or Figure()).rows())


def source(editions: Sequence[Edition], asked: Asked, *, ruled: bool = False) -> list[str]:
    """Return the lines of a caption on editions, licence, files, and counting rules if they matter.

    The attribution of an edition names its licence.
    """
    told = []
    for edition in editions:
        files = [one[:SHOWN] for one in edition.snapshots]
        of = f"file {files[0]}" if len(files) == 1 else f"{len(files)} files"
        told.append(f"Edition {edition.name} ({of}). Data: {edition.attribution}.")
    if ruled:
        policy = asked.edition.living.policy if asked.edition.living else None
        told.insert(0, f"Counted so: {rules_in_words(asked.rules, policy)}.")
    return told


def titles(editions: Sequence[Edition]) -> str:
    """Return the titles of editions, saying once what they begin with alike."""
    parts = [edition.title.rpartition(", ") for edition in editions]
    if len({first for first, _, _ in parts}) == 1 and parts[0][0]:
        return f"{parts[0][0]}, {listed([last for _, _, last in parts])}"
    return listed([edition.title for edition in editions])


def technologies(edition: Edition, asked: Asked) -> list[tuple[str, str]]:
    """Return the technologies that an edition asked about, with their names, in a fixed order."""
    order = list(asked.codebook.technologies)
    known = sorted(edition.technologies, key=lambda t: (order.index(t) if t in order else 99, t))
    return [(t, asked.codebook.technologies[t].name) for t in known]


def counted(edition: Edition) -> dict[str, list[Entry]]:
    """Return the entries that count, by place."""
    found: dict[str, list[Entry]] = {place: [] for place in edition.countries}
    for entry in edition.entries:
        if entry.country in found and counts(entry, edition):
            found[entry.country].append(entry)
    return found


def regions(edition: Edition, asked: Asked) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return the regions of the index: id, name, and the listed places in each."""
    told = []
    for group in asked.codebook.groups.values():
        if group.kind == "region" and group.id in edition.groups:
            inside = set(edition.groups[group.id]) & set(edition.countries)
            told.append((group.id, group.name, tuple(sorted(inside))))
    left = set(edition.countries) - {place for _, _, places in told for place in places}
    if left:
        told.append(("", "no region given", tuple(sorted(left))))
    return told


def unasked(editions: Sequence[Edition], asked: Asked) -> list[str]:
    """Return a sentence for each edition that did not ask about what another one did."""
    every = {t for edition in editions for t in edition.technologies}
    told = []
    for edition in editions:
        missing = sorted(every - set(edition.technologies))
        if missing:
            names = listed([asked.codebook.technologies[t].name for t in missing])
            told.append(f"{edition.name} did not ask about {names}: that is no zero.")
    return told


def technology_row(technology: str) -> Figure:
    """Return the figure of the places that use one technology."""
    return Figure(having=(Row(technology=technology),))
