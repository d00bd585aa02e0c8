"""Codebook files to a `Codebook`; every mistake is told with file, line and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import msgspec
from msgspec import structs

from sousveil.codebook.about import about_phrases
from sousveil.codebook.cities import pack_cities
from sousveil.codebook.names import key
from sousveil.codebook.phrases import pack, words_of
from sousveil.codebook.turns import TURNS, pack_turns, unpack_turns
from sousveil.codebook.turns_written import Needs, Spelled, needing, read_turns, spelled_in_full
from sousveil.codebook.vocabulary import (
    CellRepair,
    Codebook,
    Country,
    Group,
    KnownFact,
    Layout,
    Measure,
    Supplier,
    Technology,
    Turn,
)
from sousveil.codebook.written import by_word, convert, mappings, phrases_of, wording_of
from sousveil.errors import InvalidCodebook
from sousveil.model.codec import decode, encode
from sousveil.model.figure import NamedFigure, PublishedFigure
from sousveil.model.ids import digest
from sousveil.model.source import Source

T = TypeVar("T", bound=msgspec.Struct)
SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
LISTS = {
    "suppliers.yml": Supplier,
    "financiers.yml": Supplier,
    "technologies.yml": Technology,
    "groups.yml": Group,
    "indicators.yml": Measure,
    "tables.yml": Layout,
    "repairs.yml": CellRepair,
    "sources.yml": Source,
    "facts.yml": KnownFact,
}


def load_packaged() -> Codebook:
    """Return the packaged codebook from its compiled form, which a test holds to its source."""
    return decode((Path(__file__).parent / "codebook.json").read_bytes(), Codebook)


def load_own(folder: Path) -> Codebook:
    """Return the packaged codebook under the terms of a project's own folder.

    The packaged turns of phrase were tried out when they were compiled, and are not again.
    Raises `InvalidCodebook` at the first mistake, with file, line and hint.
    """
    packaged = load_packaged()
    compiled = {
        spelled_in_full(turn, packaged.turn_words): turn.needs
        for turns in packaged.turns.values()
        for turn in unpack_turns(turns)
    }
    return load(packaged_folder(), folder, compiled=compiled)


def load(*folders: Path, compiled: Mapping[Spelled, Needs] = MappingProxyType({})) -> Codebook:
    """Read codebook folders; terms of a later folder replace those of an earlier one by id.

    `compiled` holds turns of phrase that were tried out before, with what they need.
    Raises `InvalidCodebook` at the first mistake, with file, line and hint.
    """
    countries: dict[str, Country] = {}
    lists: dict[str, dict[str, Any]] = {name: {} for name in LISTS}
    figures: dict[str, NamedFigure] = {}
    published: dict[tuple[str, str], PublishedFigure] = {}
    wording: dict[str, tuple[str, ...]] = {}
    grammar: dict[str, tuple[str, ...]] = {}
    statements: dict[str, tuple[str, ...]] = {}
    nicknames: dict[str, dict[str, tuple[str, ...]]] = {}
    reporting: dict[str, tuple[str, ...]] = {}
    about: dict[str, tuple[str, ...]] = {}
    places: dict[str, tuple[str, str]] = {}
    languages: dict[str, dict[str, tuple[str, ...]]] = {}
    weights: dict[str, dict[str, float]] = {}
    tongues: dict[str, dict[str, tuple[str, ...]]] = {}
    turn_words: dict[str, str] = {}
    turns: dict[str, tuple[Turn, ...]] = dict.fromkeys(TURNS, ())
    for folder in folders:
        for country in _countries(folder / "countries.csv"):
            countries[country.iso3] = country
        for name, kind in LISTS.items():
            terms: list[tuple[Any, int]] = _read(folder / name, kind)
            fresh: dict[str, Any] = {}
            for term, line in terms:
                id = _id(term, folder / name, line)
                if id in fresh:
                    raise InvalidCodebook(
                        name, line, f"{id!r} is there twice", "Keep one of the two entries."
                    )
                fresh[id] = term
            lists[name] |= fresh
        for figure, printed in _figures(folder / "figures.yml"):
            figures[figure.id] = figure
            published = {k: p for k, p in published.items() if p.figure != figure.id}
            published |= {(p.figure, p.edition): p for p in printed}
        wording |= wording_of(folder / "wording.yml")
        grammar |= wording_of(folder / "grammar.yml")
        statements |= wording_of(folder / "statements.yml")
        reporting |= wording_of(folder / "reporting.yml")
        about |= wording_of(folder / "about.yml")
        for vocabulary, phrases in _nicknames(folder / "nicknames.yml").items():
            nicknames.setdefault(vocabulary, {}).update(phrases)
        places |= _places(folder / "places.csv")
        words, more = read_turns(folder / "turns.yml", turn_words, compiled)
        turn_words |= words
        turns = {kind: turns[kind] + more[kind] for kind in TURNS}
        for path in sorted((folder / "languages").glob("*.yml")):
            languages.setdefault(path.stem, {}).update(wording_of(path))
        for path in sorted((folder / "checking").glob("*.yml")):
            tongues.setdefault(path.stem, {}).update(wording_of(path))
        for path in sorted((folder / "weights").glob("*.csv")):
            weights[path.stem] = _weights(path)
    _check_references(folders[-1], countries, lists, figures, nicknames)
    told = about_phrases(about, lists["facts.yml"].values(), lists["sources.yml"].values())
    return _sealed(
        Codebook(
            version="",
            countries=countries,
            suppliers=lists["suppliers.yml"],
            financiers=lists["financiers.yml"],
            technologies=lists["technologies.yml"],
            groups=lists["groups.yml"],
            measures=lists["indicators.yml"],
            layouts=lists["tables.yml"],
            repairs=tuple(lists["repairs.yml"].values()),
            sources=lists["sources.yml"],
            figures=figures,
            published=tuple(published.values()),
            wording=wording,
            grammar=grammar,
            statements=_by_phrase(statements),
            nicknames=nicknames,
            cities=pack_cities(places),
            surfaces={},
            reporting=reporting,
            facts=lists["facts.yml"],
            about=told,
            about_words=words_of(told),
            small_words={
                name: words["small"] for name, words in tongues.items() if "small" in words
            },
            packed_places=msgspec.Raw(encode(places)),
            packed_tongues=msgspec.Raw(encode(tongues)),
            packed_languages=msgspec.Raw(encode(languages)),
            packed_weights=msgspec.Raw(encode(weights)),
            turns={kind: pack_turns(needing(turns[kind], turn_words, compiled)) for kind in TURNS},
            turn_words=turn_words,
        )
    )


def packaged_folder() -> Path:
    """Return the folder of the packaged codebook's source files."""
    return Path(__file__).parent / "data"


def _sealed(book: Codebook) -> Codebook:
    """Add what is made from the rest: the surfaces, and the digest as version."""
    content = structs.asdict(book)
    content["surfaces"] = surfaces(book)
    content["version"] = digest(encode({k: v for k, v in content.items() if k != "version"}))
    return Codebook(**content)


def surfaces(book: Codebook) -> dict[str, str]:
    """Return every name and phrase that running text may hold, with what it may be."""
    found: dict[str, dict[str, None]] = {}

    def add(kind: str, term: str, how: str, names: Iterable[str]) -> None:
        for name in names:
            if name and not name.casefold().endswith(", the"):  # so only in tables
                found.setdefault(key(name), {})[f"{kind} {term} {how}"] = None

    for country in book.countries.values():
        if country.kind == "region":
            continue
        names = (country.name, *country.names, *country.historic)
        add("country", country.iso3, "case", names)
        add("demonym", country.iso3, "case", country.demonyms)
        add("capital", country.iso3, "case", country.capitals)
    for supplier in book.suppliers.values():
        how = {"any-case": "name", "exact-case": "exact", "context": "exact"}[supplier.match]
        add("supplier", supplier.id, how, (supplier.name, *supplier.aliases))
    for financier in book.financiers.values():
        add("financier", financier.id, "name", (financier.name, *financier.aliases))
    for technology in book.technologies.values():
        add("technology", technology.id, "any", technology.phrases)
    for group in book.groups.values():
        add("group", group.id, "any", group.phrases)
        add("group", group.id, "loose", group.loose)
    for vocabulary, kind in (("countries", "country"), ("suppliers", "supplier")):
        for term, phrases in book.nicknames.get(vocabulary, {}).items():
            add(kind, term, "any", phrases)
    for kind, phrases in book.wording.items():
        add(kind, kind, "any", phrases)
    return pack(found)


def _by_phrase(roles: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Turn phrases by their role to roles by phrase; hyphens and possessives are parted."""
    found: dict[str, list[str]] = {}
    for role in sorted(roles):
        for phrase in roles[role]:
            words = phrase.replace("-", " ").replace("'s", " 's").split()
            known = found.setdefault(" ".join(words), [])
            if role not in known:
                known.append(role)
    return pack(found)


def _countries(path: Path) -> list[Country]:
    import csv

    if not path.is_file():
        return []
    known = set(Country.__struct_fields__)
    found = []
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, restval="")
        if set(reader.fieldnames or ()) != known:
            raise InvalidCodebook(
                path.name, 1, "the headings are wrong", f"They are: {', '.join(sorted(known))}."
            )
        for row in reader:
            line = reader.line_num
            if not re.fullmatch(r"[A-Z]{3}", row["iso3"] or ""):
                raise InvalidCodebook(
                    path.name, line, f"{row['iso3']!r} is no alpha-3 code", "Write e.g. NOR."
                )
            plain: dict[str, Any] = {
                name: tuple(part.strip() for part in value.split(";") if part.strip())
                if name in ("names", "demonyms", "historic", "capitals")
                else value.strip()
                for name, value in row.items()
            }
            found.append(Country(**plain))
    return found


def _weights(path: Path) -> dict[str, float]:
    """Read feature to weight."""
    import csv

    with path.open(encoding="utf-8", newline="") as file:
        return {row["feature"]: float(row["weight"]) for row in csv.DictReader(file)}


def _places(path: Path) -> dict[str, tuple[str, str]]:
    """Read name to country and level."""
    import csv

    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, restval="")
        found = {}
        for row in reader:
            if row.get("level") not in ("city", "region", "site") or not row.get("name"):
                raise InvalidCodebook(
                    path.name,
                    reader.line_num,
                    "a place needs name, iso3 and level",
                    "The level is city, region or site.",
                )
            found[row["name"]] = (row["iso3"], row["level"])
    return found


def _read(path: Path, kind: type[T]) -> list[tuple[T, int]]:
    """Read a YAML list of terms of one kind, each with the line on which it begins."""
    known = {f.name: f for f in structs.fields(kind)}
    terms = []
    for plain, line in mappings(path):
        for name in plain:
            if name not in known:
                raise InvalidCodebook(
                    path.name,
                    line,
                    f"{name!r} is no field of a {kind.__name__.lower()}",
                    f"Fields are: {', '.join(known)}.",
                )
        missing = [name for name, f in known.items() if name not in plain and f.required]
        if missing:
            raise InvalidCodebook(
                path.name, line, f"{missing[0]!r} is missing", "Every entry must have it."
            )
        for name in ("source", "direction"):
            if kind is Measure and isinstance(plain.get(name), str):
                plain[name] = {"*": plain[name]}
        terms.append((convert(plain, kind, path, line), line))
    return terms


def _figures(path: Path) -> list[tuple[NamedFigure, list[PublishedFigure]]]:
    found = []
    for plain, line in mappings(path):
        printed = plain.pop("published", [])
        if not isinstance(printed, list) or not all(isinstance(p, dict) for p in printed):
            raise InvalidCodebook(
                path.name, line, "'published' is no list", "Write {edition, value, where} entries."
            )
        query = {k: plain.pop(k) for k in list(plain) if k not in ("id", "label", "examined")}
        for name in query:
            if name not in ("having", "any_of", "lacking", "among", "outside", "without"):
                raise InvalidCodebook(
                    path.name,
                    line,
                    f"{name!r} is no part of a figure",
                    "Parts are having, any_of, lacking, among, outside, without, published.",
                )
        figure = convert({**plain, "figure": query}, NamedFigure, path, line)
        found.append(
            (
                figure,
                [convert({**p, "figure": figure.id}, PublishedFigure, path, line) for p in printed],
            )
        )
    return found


def _nicknames(path: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    """Read vocabulary to id to phrases."""
    plain = by_word(path)
    for vocabulary, terms in plain.items():
        if vocabulary not in ("countries", "suppliers") or not isinstance(terms, dict):
            raise InvalidCodebook(
                path.name,
                None,
                f"{vocabulary!r} holds no ids with their phrases",
                "Write ids with lists of phrases under countries or suppliers.",
            )
    return {v: {t: phrases_of(path, t, p) for t, p in terms.items()} for v, terms in plain.items()}


def _id(term: Any, path: Path, line: int) -> str:
    if isinstance(term, CellRepair):
        return f"{term.layout}/{term.column}/{term.printed}"
    if not SLUG.fullmatch(term.id):
        raise InvalidCodebook(
            path.name, line, f"{term.id!r} is no id", "Use lower-case letters, digits and hyphens."
        )
    return str(term.id)


def _check_references(
    folder: Path,
    countries: dict[str, Country],
    lists: dict[str, dict[str, Any]],
    figures: dict[str, NamedFigure],
    nicknames: dict[str, dict[str, tuple[str, ...]]],
) -> None:
    """Raise `InvalidCodebook` where a term names another that is not there, or a name is shared."""

    def need(found: bool, file: str, what: str) -> None:
        if not found:
            raise InvalidCodebook(f"{folder.name}/{file}", None, what, "Add it, or mend the name.")

    suppliers = lists["suppliers.yml"]
    for vocabulary, terms in nicknames.items():
        known = countries if vocabulary == "countries" else suppliers
        for term in terms:
            need(term in known, "nicknames.yml", f"no {term} among the {vocabulary}")
    owners: dict[str, str] = {}
    for supplier in suppliers.values():
        for office in supplier.head_office:
            need(
                office.country in countries,
                "suppliers.yml",
                f"{supplier.id}: no country {office.country}",
            )
        for technology in supplier.sells:
            need(
                technology in lists["technologies.yml"],
                "suppliers.yml",
                f"{supplier.id}: no technology {technology}",
            )
        for name in (supplier.name, *supplier.aliases, *supplier.misprints):
            other = owners.setdefault(key(name), supplier.id)
            need(
                other == supplier.id,
                "suppliers.yml",
                f"{name!r} belongs to both {other} and {supplier.id}",
            )
    speakers: dict[str, str] = {}
    for source in lists["sources.yml"].values():
        kinds = ("publisher", "news", "wire")
        need(source.kind in kinds, "sources.yml", f"{source.id}: no kind {source.kind}")
        for name in source.names:
            other = speakers.setdefault(name, source.id)
            need(
                other == source.id,
                "sources.yml",
                f"{name!r} belongs to both {other} and {source.id}",
            )
    for group in lists["groups.yml"].values():
        for code in group.countries:
            need(code in countries, "groups.yml", f"{group.id}: no country {code}")
        for part in group.of:
            need(part in lists["groups.yml"], "groups.yml", f"{group.id}: no group {part}")
    for fact in lists["facts.yml"].values():
        for layout in fact.editions:
            need(layout in lists["tables.yml"], "facts.yml", f"{fact.id}: no edition {layout}")
    for figure in figures.values():
        for row in figure.figure.rows():
            need(
                row.technology is None or row.technology in lists["technologies.yml"],
                "figures.yml",
                f"{figure.id}: no technology {row.technology}",
            )
            need(
                row.supplier is None or row.supplier in suppliers,
                "figures.yml",
                f"{figure.id}: no supplier {row.supplier}",
            )
        for code in figure.figure.without:
            need(code in countries, "figures.yml", f"{figure.id}: no country {code}")
        for group_id in (*figure.figure.among, *figure.figure.outside):
            need(
                group_id in lists["groups.yml"], "figures.yml", f"{figure.id}: no group {group_id}"
            )
