import pytest
from reviewed import (
    accepted,
    claim,
    entry,
    living,
    loan,
    made,
    member,
    supply,
    table,
    use,
)
from small import codebook

from sousveil.codebook.names import Names
from sousveil.codebook.vocabulary import HeadOffice, Supplier
from sousveil.edition.compile import edition_digest
from sousveil.edition.living import compile_living
from sousveil.figures.compute import alternatives, by, compute
from sousveil.model.claim import Claim, Ownership, Supply
from sousveil.model.counted import under
from sousveil.model.edition import Edition, Entry
from sousveil.model.figure import Computed, Figure, Row, Rules, Unanswerable
from sousveil.model.noun import replace
from sousveil.model.policy import Policy

FACES = Row(technology="facial_recognition")
CHINESE = Row(origin="CHN")
CHINESE_FACES = Row(technology="facial_recognition", origin="CHN")


def count(edition: Edition, *rows: Row, **more: object) -> Computed | Unanswerable:
    return compute(Figure(having=rows, **more), edition)  # type: ignore[arg-type]


def countries(edition: Edition, *rows: Row, **more: object) -> tuple[str, ...]:
    found = count(edition, *rows, **more)
    assert isinstance(found, Computed), found.reason
    return found.countries


def one(edition: Edition, kind: str) -> Entry:
    (found,) = (entry for entry in edition.entries if entry.kind == kind)
    return found


def test_a_supply_links_supplier_technology_and_origin_in_one_entry() -> None:
    edition = made(claim(supply()))
    found = one(edition, "supply")
    assert (found.supplier, found.technology, found.origin) == (
        "huawei",
        "facial_recognition",
        "CHN",
    )
    assert (found.status, found.origins, found.disputed) == ("deployed", 1, None)
    joint = Row(supplier="huawei", technology="facial_recognition", origin="CHN")
    assert countries(edition, joint) == ("KEN",)
    assert edition.living and edition.living.linked == {
        "supply": ("supplier", "origin", "technology")
    }


def test_a_state_as_a_supplier_is_an_origin_and_no_company() -> None:
    found = one(made(claim(supply("country:CHN"))), "supply")
    assert (found.supplier, found.origin) == (None, "CHN")


def test_the_origin_is_the_head_office_at_the_date() -> None:
    book = codebook()
    offices = HeadOffice(country="USA", since=1990), HeadOffice(country="CHN", since=2020)
    moved = Supplier(id="huawei", name="Huawei", head_office=offices)
    names = Names(replace(book, suppliers=book.suppliers | {"huawei": moved}))
    for day, origin in (("2019-01-01", "USA"), ("2021-01-01", "CHN")):
        edition, _ = compile_living("x", [accepted(claim(supply()))], names, in_force=day)
        assert one(edition, "supply").origin == origin


@pytest.mark.parametrize("modality", ["planned", "trial", "contracted", "ended"])
def test_what_is_not_deployed_is_kept_and_does_not_count(modality: str) -> None:
    edition = made(claim(supply(modality=modality)))
    assert one(edition, "supply").status == modality
    assert edition.countries == ()
    assert countries(edition, CHINESE) == ()


def test_contracted_counts_where_the_policy_says_so() -> None:
    edition = made(claim(supply(modality="contracted")), policy=Policy(contracted=True))
    assert edition.countries == countries(edition, CHINESE_FACES) == ("KEN",)
    assert "deployed or contracted" in edition.policy


def test_a_denial_alone_is_an_entry_that_does_not_count() -> None:
    edition = made(claim(supply(), denied=True))
    assert one(edition, "supply").status == "denied"
    assert edition.countries == ()


def test_a_denial_beside_an_assertion_is_disputed_and_shown_as_an_alternative() -> None:
    said, denied = claim(supply()), claim(supply(), text="b", denied=True)
    edition = made(said, denied, claim(use("PER")))
    found = one(edition, "supply")
    assert (found.status, found.disputed) == ("deployed", True)
    assert (found.claims, found.against) == ((said.id,), (denied.id,))
    assert countries(edition, FACES) == ("PER",)
    others = {
        (name, setting): other.countries
        for name, setting, other in alternatives(Figure(having=(FACES,)), edition, Rules())
    }
    assert others == {("disputed", "included"): ("KEN", "PER"), ("min_origins", "2"): ()}


def test_disputed_entries_count_where_the_policy_says_so() -> None:
    claims = claim(supply()), claim(supply(), text="b", denied=True)
    edition = made(*claims, policy=Policy(disputed=True))
    assert countries(edition, FACES) == ("KEN",)
    assert one(edition, "supply").disputed is True


@pytest.mark.parametrize(
    ("denial", "disputed"),
    [
        pytest.param(supply(technology=None), True, id="the-whole-supply"),
        pytest.param(supply("country:CHN", technology=None), True, id="all-of-its-country"),
        pytest.param(use(), True, id="the-use-whoever-supplied"),
        pytest.param(use(technology="ai_surveillance"), True, id="any-surveillance"),
        pytest.param(supply(modality="planned"), True, id="even-a-plan"),
        pytest.param(supply(technology="smart_city"), False, id="another-technology"),
        pytest.param(supply("nec"), False, id="another-supplier"),
        pytest.param(supply("country:USA", technology=None), False, id="another-origin"),
        pytest.param(supply(country="PER"), False, id="another-country"),
        pytest.param(use(technology="smart_city"), False, id="another-use"),
        pytest.param(supply(modality="ended"), False, id="that-it-ended"),
    ],
)
def test_a_denial_reaches_what_it_speaks_of(denial: Supply, disputed: bool) -> None:
    edition = made(claim(supply()), claim(denial, text="b", denied=True))
    found = next(e for e in edition.entries if e.status == "deployed")
    assert bool(found.disputed) is disputed


def test_a_plan_is_not_disputed_by_who_denies_that_it_works_yet() -> None:
    plan = claim(supply(modality="planned"))
    denial = claim(supply(), text="b", denied=True)
    found = one(made(plan, denial), "supply")
    assert (found.status, found.disputed, found.against) == ("planned", None, (denial.id,))


@pytest.mark.parametrize(
    ("deployed", "ended", "status", "disputed"),
    [
        pytest.param("2015", "2019", "ended", None, id="later"),
        pytest.param("2019-03", "2019-11-02", "ended", None, id="later-in-the-same-year"),
        pytest.param("2021", "2019", "deployed", None, id="taken-up-again"),
        pytest.param("2019", "2019-11", "deployed", True, id="the-year-may-be-either"),
        pytest.param(None, "2019", "deployed", True, id="nobody-knows-when-deployed"),
        pytest.param("2015", None, "deployed", True, id="nobody-knows-when-ended"),
        pytest.param("about 2015", "2019", "deployed", True, id="no-date-at-all"),
    ],
)
def test_the_latest_state_wins_and_both_stay(
    deployed: str | None, ended: str | None, status: str, disputed: bool | None
) -> None:
    first = claim(supply(), when=deployed)
    last = claim(supply(modality="ended"), text="b", when=ended)
    found = one(made(first, last), "supply")
    assert (found.status, found.disputed) == (status, disputed)
    every = {*found.claims, *(found.against or ()), *(found.beside or ())}
    assert every == {first.id, last.id}


def test_an_order_after_an_ending_is_the_latest_state() -> None:
    found = one(
        made(
            claim(supply(), when="2015"),
            claim(supply(modality="ended"), text="b", when="2018"),
            claim(supply(modality="contracted"), text="c", when="2021"),
        ),
        "supply",
    )
    assert (found.status, found.disputed) == ("contracted", None)


def test_an_old_denial_does_not_dispute_what_came_later() -> None:
    found = one(
        made(claim(supply(), when="2022"), claim(supply(), text="b", denied=True, when="2018")),
        "supply",
    )
    assert found.disputed is None
    assert found.against is not None


def test_only_that_it_has_not_ended_says_nothing_and_is_held_back() -> None:
    edition, behind = living(claim(supply(modality="ended"), denied=True))
    assert edition.entries == ()
    assert behind.reviewed and len(behind.reviewed.held_back) == 1


def test_two_texts_are_two_origins_and_the_switch_asks_for_them() -> None:
    twice = claim(supply()), claim(supply(), text="b"), claim(use("PER"), text="b")
    edition = made(*twice)
    assert one(edition, "supply").origins == 2
    assert edition.countries == ("KEN", "PER")
    assert under(edition, Policy(min_origins=2)).countries == ("KEN",)
    strict = made(*twice, policy=Policy(min_origins=2))
    assert countries(strict, FACES) == strict.countries == ("KEN",)
    assert "two independent origins" in strict.policy


def test_who_counts_the_origins_is_asked_only_of_what_says_the_status() -> None:
    asked: list[int] = []

    def origins(claims: tuple[Claim, ...]) -> int:
        asked.append(len(claims))
        return 1

    plan = claim(supply(modality="planned"), text="c")
    made(claim(supply()), claim(supply(), text="b"), plan, origins=origins)
    assert asked == [2]


def test_with_two_origins_asked_for_a_table_alone_is_one() -> None:
    below = table(entry("KEN", technology="facial_recognition"))
    edition = made(claim(use("PER")), claim(use("PER"), text="b"), below=below)
    assert edition.countries == ("KEN", "PER")
    assert under(edition, Policy(min_origins=2)).countries == ("PER",)


@pytest.mark.parametrize("mark", ["unlisted", "look-alike"])
def test_a_supplier_that_nobody_resolved_is_held_back(mark: str) -> None:
    odd = claim(supply("lumivex"), mark, name="Lumivex AS")
    edition, behind = living(odd)
    assert (edition.entries, edition.countries) == ((), ())
    assert behind.reviewed
    (held,) = behind.reviewed.held_back
    assert held.claim == odd.id
    assert behind.reviewed.statements == behind.evidence == ()
    assert "umivex" not in str(behind)


def test_a_look_alike_of_a_known_name_is_not_that_company() -> None:
    edition, behind = living(claim(supply("huawei"), "look-alike", name="Huаwei"))
    assert edition.entries == ()
    assert behind.reviewed and len(behind.reviewed.held_back) == 1


@pytest.mark.parametrize(
    "added",
    [
        pytest.param({"id": "lumivex", "name": "Other"}, id="the-id-is-there-now"),
        pytest.param({"id": "lumi", "name": "Lumi", "aliases": ("Lumivex AS",)}, id="an-alias"),
    ],
)
def test_an_entry_of_the_codebook_resolves_a_name(added: dict[str, str]) -> None:
    book = codebook()
    known = Supplier(**added)  # type: ignore[arg-type]
    names = Names(replace(book, suppliers=book.suppliers | {known.id: known}))
    odd = accepted(claim(supply("lumivex"), "unlisted", name="Lumivex AS"))
    edition, _ = compile_living("x", [odd], names, in_force="2026-01-01")
    assert one(edition, "supply").supplier == known.id


def test_a_name_that_is_like_a_known_one_is_not_guessed() -> None:
    assert made(claim(supply("huawei-marine"), "unlisted", name="Huawei Marine")).entries == ()


def test_a_country_or_technology_that_the_codebook_lacks_is_held_back() -> None:
    edition, behind = living(claim(use("XXX")), claim(use(technology="x-ray")))
    assert edition.entries == ()
    assert behind.reviewed and len(behind.reviewed.held_back) == 2


def test_amounts_that_disagree_stand_side_by_side() -> None:
    edition = made(
        claim(supply(), money=(23_000_000.0, "USD")),
        claim(supply(), text="b", money=(150_000_000.0, "CNY")),
        claim(supply(modality="planned"), text="c", money=(9.0, "USD")),
    )
    found = one(edition, "supply")
    assert found.amounts is not None
    assert sorted((a.value, a.currency) for a in found.amounts) == [
        (9.0, "USD"),
        (23_000_000.0, "USD"),
        (150_000_000.0, "CNY"),
    ]
    assert found.beside is not None and len(found.claims) == 2


def test_money_is_no_use() -> None:
    edition = made(claim(loan()))
    assert one(edition, "finance").financier == "bank"
    assert edition.countries == countries(edition) == ()


def test_several_technologies_are_one_entry_each() -> None:
    both = Supply(
        supplier="nec", recipient="KEN", technologies=("facial_recognition", "smart_city")
    )
    edition = made(claim(both))
    assert {e.technology for e in edition.entries} == {"facial_recognition", "smart_city"}
    assert countries(edition, FACES, Row(technology="smart_city")) == ("KEN",)


BASE = (
    entry("KEN", technology="facial_recognition"),
    entry("KEN", origin="CHN"),
    entry("PER", technology="smart_city"),
    entry("PER", supplier="nec", origin="JPN"),
)
TABLE = table(*BASE, groups={"bri": ("KEN",), "AF": ("KEN",)}, indicators={"rank": {"KEN": "5"}})


def test_the_base_is_carried_over_unchanged() -> None:
    edition, behind = living(claim(use("USA")), below=TABLE)
    assert set(BASE) <= set(edition.entries)
    assert edition.countries == ("KEN", "PER", "USA")
    assert edition.indicators == {"rank": {"KEN": "5"}}
    assert edition.groups["bri"] == ("KEN",)
    assert edition.living and edition.living.base
    assert (edition.living.base.name, edition.living.base.digest) == ("old", "sha256:below")
    assert {q.claim for q in behind.evidence} > {c for e in BASE for c in e.claims}


def test_a_living_edition_is_set_against_no_print() -> None:
    edition = made(claim(use()), below=TABLE)
    assert edition.index == "living"
    assert edition.layout == "old"


def test_a_joint_question_is_not_answered_with_the_linked_ones_alone() -> None:
    edition = made(claim(supply(country="PER")), below=TABLE)
    found = count(edition, CHINESE_FACES)
    assert isinstance(found, Unanswerable)
    assert (found.at_least, found.countries) == (1, ("PER",))
    assert "KEN" in found.reason and "does not link" in found.reason


def test_a_joint_question_is_answered_where_nothing_is_left_open() -> None:
    linked = claim(supply())
    assert countries(made(linked, below=TABLE), CHINESE_FACES) == ("KEN",)
    edition = made(claim(supply(country="PER")), below=TABLE)
    assert countries(edition, CHINESE_FACES, without=("KEN",)) == ("PER",)
    assert countries(edition, Row(technology="smart_city", origin="CHN")) == ()


def test_a_supply_without_a_technology_leaves_a_joint_question_open() -> None:
    edition = made(claim(supply(technology=None)), claim(use(), text="b"))
    found = count(edition, CHINESE_FACES)
    assert isinstance(found, Unanswerable) and found.at_least == 0


def test_another_linked_supplier_does_not_leave_a_joint_question_open() -> None:
    edition = made(claim(supply("nec")), claim(supply(technology="smart_city"), text="b"))
    assert countries(edition, CHINESE_FACES) == ()


def test_a_technology_that_is_linked_to_somebody_else_is_not_left_open() -> None:
    edition = made(claim(supply("nec")), claim(supply(technology=None), text="b"))
    assert countries(edition, CHINESE_FACES) == ()


def test_who_lacks_something_is_not_said_of_what_is_open() -> None:
    edition = made(claim(supply(country="PER")), below=TABLE)
    found = compute(Figure(lacking=(CHINESE_FACES,)), edition)
    assert isinstance(found, Unanswerable)
    assert found.countries == ()


def test_an_origin_that_the_table_did_not_ask_about_is_not_counted_from_claims_alone() -> None:
    edition = made(claim(supply("nec", "USA")), below=TABLE)
    found = count(edition, Row(origin="JPN"))
    assert isinstance(found, Unanswerable)
    assert found.countries == ("USA",)
    assert countries(edition, Row(supplier="nec")) == ("PER", "USA")


def test_a_technology_that_the_table_did_not_ask_about_is_told_and_not_counted() -> None:
    edition = made(claim(use("USA", "social_media_surveillance")), below=TABLE)
    assert edition.countries == ("KEN", "PER")
    found = count(edition, Row(technology="social_media_surveillance"))
    assert isinstance(found, Unanswerable)
    assert "USA" in found.reason


def test_a_denial_disputes_what_a_table_ticks() -> None:
    denial = claim(use(), denied=True)
    edition = made(denial, below=TABLE)
    found = next(e for e in edition.entries if e.id == BASE[0].id)
    assert (found.status, found.disputed, found.against) == (None, True, (denial.id,))
    assert found.claims == BASE[0].claims
    assert countries(edition, FACES) == ()
    assert countries(edition) == ("KEN", "PER")


@pytest.mark.parametrize(
    ("when", "status", "disputed", "counted"),
    [
        pytest.param("2021", "ended", None, (), id="after-the-table"),
        pytest.param("2015", None, None, ("KEN",), id="before-it"),
        pytest.param(None, None, True, (), id="nobody-knows-when"),
    ],
)
def test_an_ending_meets_the_day_of_the_table(
    when: str | None, status: str | None, disputed: bool | None, counted: tuple[str, ...]
) -> None:
    edition = made(claim(use(modality="ended"), when=when), below=TABLE)
    found = next(e for e in edition.entries if e.id == BASE[0].id)
    assert (found.status, found.disputed) == (status, disputed)
    assert countries(edition, FACES) == counted


def test_a_country_of_the_table_with_nothing_left_is_not_listed() -> None:
    only = table(entry("KEN", technology="facial_recognition"))
    assert made(claim(use(), denied=True), below=only).countries == ()


@pytest.mark.parametrize(
    ("claims", "members", "unclassed"),
    [
        pytest.param([claim(member("PER"))], ("KEN", "PER"), False, id="joined"),
        pytest.param([claim(member(), denied=True, when="2023")], (), False, id="left-later"),
        pytest.param([claim(member(), denied=True)], (), True, id="nobody-knows-when"),
        pytest.param([claim(member(), denied=True, when="2010")], ("KEN",), False, id="before"),
    ],
)
def test_a_membership_updates_the_group_with_its_source(
    claims: list[Claim], members: tuple[str, ...], unclassed: bool
) -> None:
    edition, behind = living(*claims, claim(use("PER")), below=TABLE)
    assert edition.groups["bri"] == members
    assert edition.living and ("KEN" in edition.living.unclassed.get("bri", ())) is unclassed
    assert "desk-a" in edition.group_sources["bri"]
    assert behind.reviewed and len(behind.reviewed.memberships) == 1


def test_a_group_is_not_counted_where_nothing_says_who_belongs_to_it() -> None:
    edition = made(claim(supply(country="USA")), below=TABLE)
    found = count(edition, CHINESE, among=("bri",))
    assert isinstance(found, Unanswerable)
    assert (found.at_least, found.countries) == (1, ("KEN",))
    told = made(claim(supply(country="USA")), claim(member("USA"), denied=True), below=TABLE)
    assert countries(told, CHINESE, among=("bri",)) == ("KEN",)


def test_the_region_of_a_new_country_is_that_of_the_codebook() -> None:
    edition = made(claim(use("USA")), below=TABLE)
    assert edition.groups["AF"] == ("KEN", "USA")  # so the small codebook has it


def test_stakes_stand_in_the_records_and_change_no_figure() -> None:
    own = Ownership(owner="country:CHN", owned="huawei", share="42%")
    edition, behind = living(claim(own), claim(own, text="b", denied=True))
    assert edition.entries == ()
    assert behind.reviewed
    (stake,) = behind.reviewed.stakes
    assert (stake.share, len(stake.claims), len(stake.against)) == ("42%", 1, 1)


def test_the_order_of_the_claims_does_not_matter() -> None:
    claims = [
        claim(supply()),
        claim(supply(), text="b", denied=True),
        claim(supply(modality="ended"), text="c", when="2020"),
        claim(use("PER")),
        claim(member("PER")),
        claim(loan()),
        claim(supply("lumivex"), "unlisted"),
    ]
    digests = {
        edition_digest(*living(*order, below=TABLE))
        for order in (claims, claims[::-1], claims[3:] + claims[:3])
    }
    assert len(digests) == 1


def test_an_entry_keeps_its_id_whatever_is_said_of_it_later() -> None:
    first = one(made(claim(supply(modality="planned"))), "supply")
    later = one(made(claim(supply()), claim(supply(), text="b", denied=True)), "supply")
    assert first.id == later.id


def test_home_markets_stay_with_the_counting_rules() -> None:
    edition = made(claim(supply(country="CHN")), claim(supply()))
    assert countries(edition, CHINESE) == ("CHN", "KEN")
    abroad = compute(Figure(having=(CHINESE,)), edition, Rules(home="excluded"))
    assert isinstance(abroad, Computed) and abroad.countries == ("KEN",)


def test_an_origin_by_a_named_supplier_leaves_out_what_only_names_a_country() -> None:
    edition = made(claim(supply("country:CHN", "PER")), claim(supply()))
    named = compute(Figure(having=(CHINESE,)), edition, Rules(origin="supplier"))
    assert isinstance(named, Computed) and named.countries == ("KEN",)


def test_only_what_counts_is_split() -> None:
    edition = made(claim(supply()), claim(supply("nec", modality="planned")))
    assert by("supplier", ("KEN",), edition, Rules()) == {"huawei": 1}


def test_spyware_alone_lists_no_country_of_an_index_of_ai_surveillance() -> None:
    book = codebook()
    spyware = replace(book.technologies["smart_city"], id="spyware", name="spyware")
    names = Names(replace(book, technologies=book.technologies | {"spyware": spyware}))
    edition, _ = compile_living(
        "x", [accepted(claim(supply(technology="spyware")))], names, in_force="2026-01-01"
    )
    assert one(edition, "supply").technology == "spyware"
    assert edition.countries == ()
