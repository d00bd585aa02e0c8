import pytest

from sousveil.edition.compile import edition_digest
from sousveil.errors import UnknownEdition
from sousveil.storage import packaged


def test_both_editions_come_with_the_program() -> None:
    assert packaged.names() == ("aigs-2019", "aigs-2022")


@pytest.mark.parametrize("name", packaged.names())
def test_an_edition_has_the_digest_that_its_manifest_states(name: str) -> None:
    edition, records = packaged.load_edition(name), packaged.load_records(name)
    assert edition_digest(edition, records) == packaged.load_manifest(name)["digest"]


@pytest.mark.parametrize("name", packaged.names())
def test_every_entry_rests_on_evidence(name: str) -> None:
    claims = {evidence.claim for evidence in packaged.load_records(name).evidence}
    assert {claim for e in packaged.load_edition(name).entries for claim in e.claims} <= claims


@pytest.mark.parametrize("name", packaged.names())
def test_records_are_the_same_after_writing_and_reading(name: str) -> None:
    records = packaged.load_records(name)
    assert packaged.unpack(packaged.pack(records)) == records


@pytest.mark.parametrize("name", packaged.names())
def test_no_packaged_file_is_big(name: str) -> None:
    assert all(path.stat().st_size < 1_000_000 for path in (packaged.EDITIONS / name).iterdir())


@pytest.mark.parametrize(
    "load", [packaged.load_edition, packaged.load_records, packaged.load_manifest]
)
@pytest.mark.parametrize("name", ["aigs-1999", "../editions/aigs-2019", ""])
def test_another_name_is_refused(load: object, name: str) -> None:
    with pytest.raises(UnknownEdition):
        load(name)  # type: ignore[operator]
