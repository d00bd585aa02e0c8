import pytest
from small import cell, codebook, edition, entry, records

from sousveil.errors import Place, Problem
from sousveil.figures.published import recount
from sousveil.model.edition import Edition, Evidence, Records, Repair
from sousveil.model.figure import PublishedFigure
from sousveil.model.noun import replace
from sousveil.publish.schema import EVIDENCE, FIGURES, MATRIX, PROBLEMS, REPAIRS, SUPPLIERS, TABLES
from sousveil.publish.tables import Export, TableOf, Value

ROW = (
    cell("KEN", "country", "Ken\u00a0ya", "KEN"),
    cell("KEN", "region", "AF"),
    cell("KEN", "military_rank", "69"),
    cell("KEN", "suppliers", "NEC, IBMN; Mult", "nec; ibm"),
    cell("KEN", "stray", "Huawei ", "huawei"),
)
KENYA = edition(
    entry("KEN", technology="smart_city"),
    entry("KEN", origin="CHN"),
    entry("KEN", supplier="nec", origin="JPN"),
    entry("KEN", "misprint", supplier="ibm", origin="USA"),
    entry("KEN", "stray", supplier="huawei", origin="CHN"),
    groups={"bri": ("KEN",)},
)
REPAIR = Repair(
    where="page 1",
    printed="IBMN",
    read_as="ibm",
    because="misprint",
    country="KEN",
    kind="misprint",
)


def rows(
    table: TableOf, edition: Edition = KENYA, records: Records | None = None
) -> list[dict[str, Value]]:
    book = codebook([PublishedFigure(figure="china-tech", edition="old", value=2, where="p. 1")])
    export = Export(
        edition=edition,
        records=records or Records(cells=ROW, evidence=(), repairs=(REPAIR,), problems=()),
        codebook=book,
        figures=recount(book, edition),
    )
    names = [field.name for field in table.fields]
    return [dict(zip(names, row, strict=True)) for row in table.rows(export)]


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        pytest.param("iso3", "KEN", id="code"),
        pytest.param("country", "Kenya", id="name"),
        pytest.param("region", "AF", id="region-as-printed"),
        pytest.param("regime", "", id="what-is-not-printed-is-empty"),
        pytest.param("bri", 1, id="membership"),
        pytest.param("smart_city", 1, id="ticked"),
        pytest.param("facial_recognition", 0, id="not-ticked"),
        pytest.param("social_media_surveillance", None, id="not-asked"),
        pytest.param("china_tech", 1, id="origin-ticked"),
        pytest.param("us_tech", 0, id="a-named-supplier-is-no-tick"),
        pytest.param("japan_tech", None, id="origin-not-asked"),
        pytest.param("suppliers", "NEC; IBM", id="names-in-printed-order"),
        pytest.param("suppliers_as_printed", "NEC, IBMN; Mult; Huawei ", id="cells-as-printed"),
        pytest.param("country_as_printed", "Ken\u00a0ya", id="no-break-space-kept"),
        pytest.param("military_rank", "69", id="rank-as-printed"),
        pytest.param(
            "notes",
            "Mult: several suppliers that are not named; outside the headed columns in cell "
            "stray-KEN: Huawei; IBMN is read as IBM",
            id="notes",
        ),
    ],
)
def test_matrix(column: str, expected: Value) -> None:
    (kenya,) = rows(MATRIX)
    assert kenya[column] == expected


def test_an_origin_named_in_a_shared_column_counts_in_the_matrix() -> None:
    table = edition(entry("KEN", origin="JPN"), entry("PER", origin="CHN"), name="new")
    assert [row["japan_tech"] for row in rows(MATRIX, table)] == [1, 0]


def test_a_supplier_that_is_named_in_two_columns_stands_once() -> None:
    cells = records(cell("KEN", "company_1", "NEC", "nec"), cell("KEN", "company_2", "nec"))
    table = edition(name="new", countries=("KEN",))
    assert rows(MATRIX, table, cells)[0]["suppliers"] == "NEC"


def test_evidence_names_its_entry_and_its_cell() -> None:
    smart_city, place = entry("KEN", technology="smart_city"), cell("KEN", "smart_city", "x", "1")
    claim = Evidence(
        claim=smart_city.claims[0], text="sha256:2", start=5, end=6, quote="x", place=place.place
    )
    (found,) = rows(EVIDENCE, edition(smart_city), records(place, evidence=(claim,)))
    assert (found["entry"], found["column"], found["quote"]) == (smart_city.id, "smart_city", "x")
    assert (found["start"], found["end"], found["sheet"]) == (5, 6, "index")


def test_a_supplier_outside_the_headings_is_listed_and_not_counted() -> None:
    huawei = next(row for row in rows(SUPPLIERS) if row["supplier"] == "huawei")
    assert (huawei["countries"], huawei["iso3"], huawei["iso3_outside_headings"]) == (0, "", "KEN")
    assert huawei["head_office"] == "CHN"


def test_a_figure_stands_beside_its_print() -> None:
    china = next(row for row in rows(FIGURES) if row["figure"] == "china-tech")
    assert (china["recounted"], china["printed"], china["agrees"]) == (1, 2, 0)


def test_repairs_and_problems_are_told() -> None:
    odd = Problem(where=Place(page=2, row="Kenya"), kind="twice", what="named twice", hint="none")
    told = replace(records(), repairs=(REPAIR,), problems=(odd,))
    assert rows(REPAIRS, KENYA, told)[0]["read_as"] == "ibm"
    assert rows(PROBLEMS, KENYA, told)[0]["page"] == 2


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_explained(table: TableOf) -> None:
    assert all(field.about for field in table.fields)
    assert set(table.key) <= {field.name for field in table.fields}
