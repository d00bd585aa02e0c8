"""Small editions and codebooks, to be written down in a test."""

from collections.abc import Iterable
from typing import Any

from sousveil.codebook.vocabulary import (
    Codebook,
    Column,
    Country,
    Group,
    HeadOffice,
    Layout,
    Measure,
    Supplier,
    TableLayout,
    Technology,
)
from sousveil.errors import Place
from sousveil.model.edition import Edition, Entry, PrintedCell, Records
from sousveil.model.figure import Figure, NamedFigure, PublishedFigure, Row
from sousveil.model.source import Source

COUNTRIES = {
    "CHN": "China",
    "JPN": "Japan",
    "KEN": "Kenya",
    "PER": "Peru",
    "USA": "United States",
}


def entry(country: str, *marks: str, **what: str) -> Entry:
    """Return e.g. `entry("KEN", supplier="huawei", origin="CHN")`."""
    kind = next(kind for kind in ("technology", "supplier", "origin", "mark") if kind in what)
    held = {name: value for name, value in what.items() if name != "mark"}
    name = "-".join((country, *what.values(), *marks))
    kind = "supplier" if kind == "mark" else kind
    return Entry(id=name, kind=kind, country=country, marks=marks, claims=(f"c-{name}",), **held)


def edition(*entries: Entry, name: str = "old", **fields: object) -> Edition:
    """Return an edition whose countries are those of its entries, unless told."""
    told: dict[str, object] = {
        "countries": tuple(sorted({e.country for e in entries})),
        "technologies": ("facial_recognition", "smart_city"),
        "origins": ("CHN", "USA"),
        "groups": {},
        "indicators": {},
    }
    return Edition(
        name=name,
        title=f"The {name} index",
        index=name,
        in_force="2019-09-01",
        attribution="The index, its author, CC BY 4.0",
        sources=("publisher",),
        snapshots=("sha256:0",),
        policy="As printed.",
        entries=entries,
        **{**told, **fields},  # type: ignore[arg-type]
    )


def cell(country: str, column: str, printed: str, value: str | None = None) -> PrintedCell:
    """Return a cell; without a value it is read as printed."""
    place = Place(sheet="index", cell=f"{column}-{country}", row=country)
    read = printed if value is None else value
    return PrintedCell(country=country, column=column, printed=printed, value=read, place=place)


def records(*cells: PrintedCell, **fields: object) -> Records:
    """Return records that hold these cells."""
    told: dict[str, object] = {"evidence": (), "repairs": (), "problems": ()}
    return Records(cells=cells, **{**told, **fields})  # type: ignore[arg-type]


def layout(name: str, *columns: Column) -> Layout:
    """Return the layout of an index with one table."""
    return Layout(
        id=name,
        source="publisher",
        title=f"The {name} index",
        in_force="2019-09-01",
        ticks=("x",),
        marks={"Mult": "mult"},
        tables=(TableLayout(columns=columns),),
    )


OLD = layout(
    "old",
    Column(id="country", heading="Country", kind="country"),
    Column(id="region", heading="Region", kind="indicator"),
    Column(id="facial_recognition", heading="Facial Recognition", kind="technology"),
    Column(id="smart_city", heading="Smart City", kind="technology"),
    Column(id="china_tech", heading="China Tech", kind="origin", country="CHN"),
    Column(id="us_tech", heading="US Tech", kind="origin", country="USA"),
    Column(id="japan_tech", heading="Japan Tech", kind="origin", country="JPN"),
    Column(id="suppliers", heading="Key Companies", kind="suppliers"),
)
NEW = layout(
    "new",
    Column(id="country", heading="Country", kind="country"),
    Column(id="facial_recognition", heading="Facial Recognition", kind="technology"),
    Column(id="china_tech", heading="China Tech", kind="origin", country="CHN"),
    Column(id="other_countries", heading="Other Countries", kind="origins"),
    Column(id="company_1", heading="Company 1", kind="suppliers"),
    Column(id="company_2", heading="Company 2", kind="suppliers"),
)


def codebook(published: Iterable[PublishedFigure] = ()) -> Codebook:
    """Return a codebook of five countries, four suppliers and two layouts."""
    suppliers = (
        Supplier(id="huawei", name="Huawei", head_office=(HeadOffice(country="CHN"),)),
        Supplier(
            id="ibm", name="IBM", head_office=(HeadOffice(country="USA"),), misprints=("IBMN",)
        ),
        Supplier(id="nec", name="NEC", head_office=(HeadOffice(country="JPN"),)),
        Supplier(id="hitachi", name="Hitachi", head_office=(HeadOffice(country="JPN"),)),
    )
    technologies = (
        ("ai_surveillance", "AI surveillance"),
        ("facial_recognition", "facial recognition"),
        ("smart_city", "smart city"),
        ("social_media_surveillance", "social media surveillance"),
    )
    groups = (
        Group(
            id="bri",
            name="Belt and Road Initiative",
            label="in the Belt and Road",
            kind="membership",
        ),
        Group(id="AF", name="Africa", label="in Africa", kind="region", codes=("AF",)),
    )
    measures = (
        Measure(
            id="fotn_score",
            name="net score",
            unit="0 to 100",
            source={"old": "FH 2018", "new": "FH 2021"},
            changed="The scale was turned round.",
        ),
        Measure(
            id="rank", name="rank", unit="1 is first", source={"old": "SIPRI", "new": "unknown"}
        ),
        Measure(id="region", name="region", unit="code", source={"*": "the index"}),
    )
    figures = (
        NamedFigure(
            id="china-tech", label="from China", figure=Figure(having=(Row(origin="CHN"),))
        ),
        NamedFigure(id="countries", label="countries", figure=Figure()),
        NamedFigure(id="examined", label="examined", figure=Figure(), examined=True),
    )
    content: dict[str, Any] = {
        name: {} for name in Codebook.__struct_fields__ if not name.startswith("packed_")
    } | {
        "version": "sha256:1",
        "countries": {c: Country(iso3=c, name=name, region="AF") for c, name in COUNTRIES.items()},
        "suppliers": {s.id: s for s in suppliers},
        "financiers": {"bank": Supplier(id="bank", name="Bank of Loans")},
        "technologies": {
            id: Technology(id=id, name=name, label=name, phrases=(name,))
            for id, name in technologies
        },
        "groups": {g.id: g for g in groups},
        "measures": {m.id: m for m in measures},
        "layouts": {"old": OLD, "new": NEW},
        "repairs": (),
        "sources": {
            "publisher": Source(id="publisher", name="Publisher", url="https://example.org/")
        },
        "figures": {f.id: f for f in figures},
        "published": tuple(published),
    }
    return Codebook(**content)
