"""The tables of an export with the meaning of their columns, in the order of the files."""

from __future__ import annotations

from sousveil.publish import tables
from sousveil.publish.tables import Export, Field, TableOf

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
        Field("kind", "technology, origin or supplier; supply, use or finance of running text"),
        Field("iso3", CODES),
        Field("country", "name of the country"),
        Field("technology", "id in the codebook"),
        Field("supplier", "id in the codebook"),
        Field("supplier_name", "name of the supplier"),
        Field("origin", f"{CODES}: of a tick, or of a named supplier's head office"),
        Field("marks", "stray, mult or misprint"),
        Field("claims", "ids of the claims that it rests on, see evidence"),
        Field("status", "deployed, contracted, trial, planned, ended, denied; empty of a table"),
        Field("counts", "1 if it counts by the policy of the edition, 0 if not", "integer"),
        Field("disputed", "1 if an accepted claim says the contrary", "integer"),
        Field("origins", "independent origins that say so; empty of a table", "integer"),
        Field("financier", "id in the codebook"),
        Field("against", "ids of accepted claims that deny it or say that it ended"),
        Field("beside", "ids of accepted claims that give it another status"),
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

STATEMENTS = TableOf(
    "statements",
    "what each accepted claim of running text says; its words stand in evidence",
    (
        Field("claim", "id, made from the content"),
        Field("type", "supply, use, finance, membership or ownership"),
        Field("iso3", CODES),
        Field("party", "supplier, financier, organisation or owner: an id, or country:XXX"),
        Field("owned", "the company of a stake"),
        Field("technologies", "ids in the codebook"),
        Field("polarity", "asserted or negated"),
        Field("modality", "deployed, contracted, planned, trial or ended"),
        Field("attribution", "who says so, the innermost source last; empty: the author"),
        Field("hedges", "the text's own words of doubt"),
        Field("start", "when the event begins, as the text gives it"),
        Field("end", "when it ends"),
        Field("place", "where in the country"),
        Field("sources", "who published the document"),
        Field("decision", "id of the decision that accepts it"),
        Field("by", "who decided"),
        Field("at", "when, in UTC"),
        Field("because", "why"),
    ),
    tables.statements,
    key=("claim",),
)

AMOUNTS = TableOf(
    "amounts",
    "sums of money as each claim gives them; never summed, never converted",
    (
        Field("entry", "id of the entry"),
        Field("claim", "id of the claim"),
        Field("iso3", CODES),
        Field("value", "the number, words resolved"),
        Field("currency", "ISO 4217"),
        Field("role", "contract, loan, grant, guarantee or budget"),
        Field("bound", "exact, min, max or approx"),
        Field("words", "as the text has it"),
    ),
    tables.amounts,
    key=("entry", "claim"),
)

WITHDRAWN = TableOf(
    "withdrawn",
    "claims that an earlier edition rested on, and that do not stand any more",
    (
        Field("claim", "id of the claim"),
        Field("edition", "the earlier edition"),
        Field("entry", "id of the entry as it stood there"),
        Field("kind", "its kind"),
        Field("iso3", CODES),
        Field("technology", "id in the codebook"),
        Field("supplier", "id in the codebook"),
        Field("origin", CODES),
        Field("status", "its status there; empty of a table"),
        Field("because", "why it was withdrawn"),
        Field("decision", "id of the decision; empty where the document reads otherwise now"),
        Field("by", "who decided"),
        Field("at", "when, in UTC"),
    ),
    tables.withdrawn,
    key=("claim",),
)

HELD_BACK = TableOf(
    "held_back",
    "accepted claims that enter nothing yet; names that nobody resolved are left out",
    (
        Field("claim", "id of the claim"),
        Field("type", "supply, use, finance, membership or ownership"),
        Field("iso3", CODES),
        Field("because", "what is missing"),
    ),
    tables.held_back,
    key=("claim",),
)

MEMBERSHIPS = TableOf(
    "memberships",
    "memberships that accepted claims tell of",
    (
        Field("iso3", CODES),
        Field("organisation", "id of the group"),
        Field("state", "member, no-member or disputed"),
        Field("claims", "ids of the claims that say so"),
        Field("against", "ids of the claims that deny it"),
    ),
    tables.memberships,
    key=("iso3", "organisation"),
)

STAKES = TableOf(
    "stakes",
    "who owns a company, as accepted claims say; no figure counts it",
    (
        Field("owner", "id in the codebook, or country:XXX"),
        Field("owned", "id in the codebook"),
        Field("share", "as the text gives it"),
        Field("claims", "ids of the claims that say so"),
        Field("against", "ids of the claims that deny it"),
    ),
    tables.stakes,
)

REPLIES = TableOf(
    "replies",
    "what those answered who are named; a withdrawn answer stays, with the reason",
    (
        Field("reply", "id, made from the content"),
        Field("who", "who answered"),
        Field("day", "day of the answer, YYYY-MM-DD"),
        Field("words", "its words, to the letter"),
        Field("claims", "ids of the claims that it answers to"),
        Field("party", "supplier:ID or country:XXX, where it answers to all that is said of one"),
        Field("link", "where it was published"),
        Field("document", "digest of the document that holds it"),
        Field("by", "the reviewer who entered it"),
        Field("at", "when, in UTC"),
        Field("withdrawn_at", "when it was withdrawn, in UTC; empty while it stands"),
        Field("withdrawn_because", "why"),
    ),
    tables.replies,
    key=("reply",),
)

TABLES = (MATRIX, ENTRIES, EVIDENCE, SUPPLIERS, FIGURES, REPAIRS, PROBLEMS, CELLS)

OF_TEXT = (STATEMENTS, AMOUNTS, WITHDRAWN, HELD_BACK, MEMBERSHIPS, STAKES)
"""Tables that only a living edition has."""


def tables_of(export: Export) -> tuple[TableOf, ...]:
    """Return the tables of an export, in the order of the files; replies where there are any."""
    more = () if export.edition.living is None else OF_TEXT
    return (*TABLES, *more, *((REPLIES,) if export.replies else ()))
