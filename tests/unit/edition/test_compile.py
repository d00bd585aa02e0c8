from small import codebook

from sousveil.edition.compile import compile_edition, edition_digest, evidence
from sousveil.errors import Place
from sousveil.model.claim import Claim, Content, Coverage, Indicator, Membership, Supply, Use
from sousveil.model.codec import with_id
from sousveil.model.edition import Edition, Records
from sousveil.model.source import Span


def claim(content: Content, quote: str, *marks: str) -> Claim:
    return with_id(
        Claim(
            id="",
            text="sha256:2",
            evidence=Span(0, len(quote)),
            quote=quote,
            content=content,
            marks=marks,
            place=Place(page=1, row="Kenya"),
            rule="index-table/1",
        )
    )


ROW = (
    claim(Coverage(country="KEN", listed=True), "Kenya"),
    claim(Indicator(country="KEN", indicator="region", value="AF"), "AF"),
    claim(Membership(country="KEN", organisation="bri"), "✔"),
    claim(Use(user="KEN", technology="facial_recognition"), "✔"),
    claim(Supply(supplier="country:CHN", recipient="KEN"), "✔"),
    claim(Supply(supplier="huawei", recipient="KEN"), "Huawei"),
    claim(Supply(supplier="ibm", recipient="KEN"), "IBMN", "misprint"),
    claim(Supply(supplier="mult", recipient="KEN"), "Mult", "mult"),
)


def made(*claims: Claim) -> Edition:
    book = codebook()
    return compile_edition("old", claims, book.layouts["old"], book, ["sha256:0"])


def test_a_row_becomes_entries_groups_and_indicators() -> None:
    kenya = made(*ROW)
    assert kenya.countries == ("KEN",)
    assert kenya.groups == {"AF": ("KEN",), "bri": ("KEN",)}
    assert kenya.indicators == {"region": {"KEN": "AF"}}
    assert sorted(
        (e.kind, e.technology or e.supplier or "-", e.origin, e.marks) for e in kenya.entries
    ) == [
        ("origin", "-", "CHN", ()),
        ("supplier", "-", None, ("mult",)),
        ("supplier", "huawei", "CHN", ()),
        ("supplier", "ibm", "USA", ("misprint",)),
        ("technology", "facial_recognition", None, ()),
    ]


def test_the_order_of_claims_does_not_matter() -> None:
    records = Records(cells=(), evidence=evidence(ROW), repairs=(), problems=())
    again = Records(cells=(), evidence=evidence(reversed(ROW)), repairs=(), problems=())
    assert edition_digest(made(*ROW), records) == edition_digest(made(*reversed(ROW)), again)


def test_two_claims_for_one_thing_are_evidence_for_one_entry() -> None:
    first = claim(Supply(supplier="nec", recipient="KEN"), "NEC")
    second = claim(Supply(supplier="nec", recipient="KEN"), "NEC Corp.")
    (only,) = made(first, second).entries
    assert only.claims == tuple(sorted((first.id, second.id)))
