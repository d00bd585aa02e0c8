"""The tables of an export with the meaning of their columns, in the order of the files."""

from __future__ import annotations

from sousveil.publish import tables
from sousveil.publish.tables import Field, TableOf

CODES = "ISO 3166-1 alpha-3"
TICK = "1, 0, or empty where the edition did not ask"

PLACE = (
    Field("snapshot", "digest of the published file"),
    Field("page", "page of a PDF, from 1", "integer"),
    Field("box", "left, top, right, bottom in points from the top left corner of the page"),
    Field("sheet", "worksheet"),
    Field("cell", "cell of the worksheet"),
    Field("row", "what the first cell of the row prints"),
)

MATRIX = TableOf(
    "matrix",
    "one row a country",
    (
        Field("iso3", CODES),
        Field("country", "name of the country"),
        Field("region", "region code, as printed"),
        Field("regime", "regime type, as printed: CA, EA, ED or LD"),
        Field("bri", f"member of the Belt and Road Initiative; {TICK}", "integer"),
        Field("facial_recognition", TICK, "integer"),
        Field("smart_city", TICK, "integer"),
        Field("smart_policing", TICK, "integer"),
        Field("social_media_surveillance", TICK, "integer"),
        Field("china_tech", f"technology from China; {TICK}", "integer"),
        Field("us_tech", f"technology from the United States; {TICK}", "integer"),
        Field("japan_tech", f"technology from Japan; {TICK}", "integer"),
        Field("suppliers", "names under the headed columns, once each, in printed order"),
        Field("suppliers_as_printed", "the cells as printed, those outside the headings too"),
        Field("country_as_printed", "the country's cell as printed"),
        Field("military_rank", "rank by military expenditure in 2018, as printed"),
        Field("notes", "cells outside the headings, marks and repairs in this row"),
    ),
    tables.matrix,
    key=("iso3",),
)

ENTRIES = TableOf(
    "entries",
    "what the edition holds, one row an entry; nothing links two entries of a country",
    (
        Field("entry", "id, made from the content"),
        Field("kind", "technology, origin or supplier"),
        Field("iso3", CODES),
        Field("country", "name of the country"),
        Field("technology", "id in the codebook"),
        Field("supplier", "id in the codebook"),
        Field("supplier_name", "name of the supplier"),
        Field("origin", f"{CODES}: of a tick, or of a named supplier's head office"),
        Field("marks", "stray, mult or misprint"),
        Field("claims", "ids of the claims that it rests on, see evidence"),
    ),
    tables.entries,
    key=("entry",),
)

EVIDENCE = TableOf(
    "evidence",
    "the words that each claim rests on, and where they stand",
    (
        Field("claim", "id, made from the content"),
        Field("entry", "id of the entry that rests on it; empty for indicators and groups"),
        Field("iso3", CODES),
        Field("column", "id of the column, see cells"),
        Field("quote", "the words"),
        Field("text", "digest of the text read from the published file"),
        Field("start", "first code point of the quote in the text", "integer"),
        Field("end", "code point after the quote", "integer"),
        *PLACE,
    ),
    tables.evidence,
    key=("claim",),
)

SUPPLIERS = TableOf(
    "suppliers",
    "the suppliers that the edition names; being listed says nothing about what they did",
    (
        Field("supplier", "id in the codebook"),
        Field("name", "usual short name"),
        Field("head_office", f"{CODES}, when the edition came out; empty where not known"),
        Field("countries", "number of countries that name it under the headed columns", "integer"),
        Field("iso3", "these countries"),
        Field("iso3_outside_headings", "countries that name it in cells outside them only"),
        Field("aliases", "other names"),
        Field("misprints", "printed forms that are read as this name"),
    ),
    tables.suppliers,
    key=("supplier",),
)

FIGURES = TableOf(
    "figures",
    "named figures, recounted beside what the publication prints",
    (
        Field("figure", "id in the codebook"),
        Field("label", "what it counts"),
        Field("recounted", "number of countries in this table", "integer"),
        Field("printed", "number that the publication prints", "integer"),
        Field("bound", "exact, min (at least), max or approx"),
        Field("printed_of", "denominator printed beside it", "integer"),
        Field("agrees", "1 if the recount bears out the print, 0 if not", "integer"),
        Field("where", "where it is printed"),
        Field("quoted_by", "who quotes it"),
        Field("iso3", "the countries counted"),
        Field("unanswerable", "why there is no recount"),
    ),
    tables.figures,
    key=("figure",),
)

REPAIRS = TableOf(
    "repairs",
    "decisions to read a cell otherwise than it prints; no tick is ever changed",
    (
        Field("iso3", CODES),
        Field("where", "place of the cell"),
        Field("kind", "misprint, clipped or damaged"),
        Field("printed", "what the cell prints"),
        Field("read_as", "what it is read as: an id of the codebook"),
        Field("because", "the reason"),
    ),
    tables.repairs,
)

PROBLEMS = TableOf(
    "problems",
    "odd data, found and left as it is",
    (
        Field("kind", "kind of oddity"),
        Field("what", "what is odd"),
        Field("hint", "how it is counted, or what may be done"),
        *PLACE,
    ),
    tables.problems,
)

CELLS = TableOf(
    "cells",
    "every cell of the published tables",
    (
        Field("iso3", CODES),
        Field("column", "id of the column; stray outside the headings"),
        Field("printed", "as printed"),
        Field("value", "normal form: ids, digits, 1 for a tick; empty where empty"),
        *PLACE,
    ),
    tables.cells,
)

TABLES = (MATRIX, ENTRIES, EVIDENCE, SUPPLIERS, FIGURES, REPAIRS, PROBLEMS, CELLS)
