from __future__ import annotations

import os
import random
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.edition.likeness import (
    Likeness,
    Publication,
    Relation,
    bands,
    classify,
    likeness,
    shingles,
    signature,
)

REPORT = """
The city council of Port Esme voted on Tuesday to buy four hundred cameras that compare faces with
a list of wanted persons. The contract goes to a supplier from abroad, whose name the council
keeps to itself until the papers are signed. According to the mayor, the cameras will stand at
bus stations, at the harbour and on the two bridges before the rains begin. "We owe it to the
traders that their nights are quiet," she told the members. A lawyer who speaks for fishermen
asked who may look at the recordings, and for how long they are kept. The answer was that a rule
is being written. Last year the police tried twelve such cameras near the old market, and found
three persons whom they looked for; in the same months they stopped forty whom the machine took
for somebody else. The loan behind the purchase runs for nine years, at a rate that the treasury
calls friendly. Two members abstained, one voted against it. The ministry in the capital did
not want to comment, and referred to a speech of the minister in which he praised what he called
the safe city. Merchants at the harbour, asked in the morning, mostly shrugged their shoulders.
"""

CREDITED = (
    "Harbour town buys cameras that know faces\n(Esme News Agency) - "
    + REPORT.strip().replace("on Tuesday ", "")
    + "\nReporting by our correspondent; edited in the capital."
)

SHORTENED = " ".join(REPORT.split()[:90])

LENGTHENED = (
    REPORT
    + """
The council meets again in March. On its list is a request of the museum, which wants its own
guards back instead of a camera above the door, and a letter of the teachers.
"""
)

RETOLD = """
Faces will be compared with a list at the bus stations of Port Esme, its mayor announced after the
session of the council. "We owe it to the traders that their nights are quiet," she told the
members. Four hundred devices are to be delivered within months; who sells them remains unsaid.
Critics point to a trial near the old market, in which three persons were found and forty were
held by mistake. The purchase is paid with a loan over nine years. Fishermen, through their
lawyer, demand to know for how long the recordings are kept, and the town promises that a rule
will follow. From the ministry there was only the hint at what the minister had praised as the
safe city in a speech. One member of the council voted against it, and two abstained.
"""

TRANSLATED = """
Der Stadtrat von Port Esme beschloss am Dienstag, vierhundert Kameras zu kaufen, die Gesichter mit
einer Liste gesuchter Personen vergleichen. Den Auftrag erhält ein Lieferant aus dem Ausland, dessen
Namen der Rat für sich behält, bis die Papiere unterschrieben sind.
"""

NOTICE = """
Notice of award. The procurement office of {place} hereby informs the public, under section twelve
of the procurement act, that the contract for {what} has been awarded to {who} for the sum of
{sum}. Objections may be lodged in writing with the office within fourteen days of this notice,
on working days between eight and noon. The documents are open to inspection at the office.
"""


def notice(place: str, what: str, who: str, amount: str) -> str:
    return NOTICE.format(place=place, what=what, who=who, sum=amount)


ONE_NOTICE = notice("Port Esme", "street lamps", "Bright Lamps Limited", "90,000 dollars")
OTHER_NOTICE = notice("Lake Town", "a school roof", "Timber and Sons", "12,500 dollars")
OTHER_SUM = ONE_NOTICE.replace("90,000", "45,000")
OTHER_FIRM = OTHER_SUM.replace("Bright Lamps Limited", "Timber and Sons")

CHINESE = (
    "市政府周二决定购买四百台摄像头，用于在车站和港口比对人脸。合同金额没有公布，供应商来自国外。"
)
CHINESE_COPY = "快讯：" + CHINESE


@pytest.mark.parametrize(
    ("other", "near"),
    [
        pytest.param(REPORT, True, id="itself"),
        pytest.param(CREDITED, True, id="credit-and-headline"),
        pytest.param(SHORTENED, True, id="shortened"),
        pytest.param(LENGTHENED, True, id="paragraph-added"),
        pytest.param(RETOLD, False, id="another-report-with-the-same-quotation"),
        pytest.param(TRANSLATED, False, id="translation"),
        pytest.param('"We owe it to the traders that their nights are quiet,"', False, id="quote"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_a_copy_is_near_and_another_report_is_not(other: str, near: bool) -> None:
    assert likeness(REPORT, other).near is near


def test_notices_from_one_form_are_not_copies_of_each_other() -> None:
    assert not likeness(ONE_NOTICE, OTHER_NOTICE).near


@pytest.mark.parametrize(
    ("one", "other", "jaccard"),
    [
        pytest.param(REPORT, CREDITED, 0.88, id="credit-and-headline"),
        pytest.param(REPORT, LENGTHENED, 0.86, id="paragraph-added"),
        pytest.param(REPORT, RETOLD, 0.03, id="another-report"),
        pytest.param(ONE_NOTICE, OTHER_NOTICE, 0.45, id="one-form"),
        pytest.param(ONE_NOTICE, OTHER_FIRM, 0.70, id="one-form-other-firm-and-sum"),
        pytest.param(ONE_NOTICE, OTHER_SUM, 0.86, id="one-form-other-sum"),
    ],
)
def test_what_the_threshold_was_chosen_by(one: str, other: str, jaccard: float) -> None:
    assert likeness(one, other).jaccard == pytest.approx(jaccard, abs=0.005)


def test_a_copy_in_chinese_is_near() -> None:
    assert likeness(CHINESE, CHINESE_COPY).near


def test_line_ends_case_and_marks_of_quotation_do_not_count() -> None:
    other = REPORT.upper().replace("\n", "  ").replace('"', "”")
    assert likeness(REPORT, other) == Likeness(1.0, 1.0, likeness(REPORT, REPORT).fewer)


def test_fewer_than_five_words_are_compared_as_a_whole() -> None:
    assert shingles("No cameras here") == {"no cameras here"}
    assert likeness("No cameras here", "no CAMERAS, here.").jaccard == 1.0


def test_a_text_without_words_is_like_nothing() -> None:
    assert signature(" ... ") == () == bands(())
    assert likeness("...", "...") == Likeness(0.0, 0.0, 0)


def test_a_signature_is_the_same_in_every_process() -> None:
    code = "from sousveil.edition.likeness import *; print(bands(signature('one two three ' * 9)))"
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("0", "1", "random")
    }
    assert said == {str(bands(signature("one two three " * 9)))}


def test_a_signature_is_the_one_that_stored_indexes_have() -> None:
    made = bands(signature("Huawei sells cameras to the city"))
    assert len(made) == 32
    assert all(0 <= band < 2**63 for band in made)
    assert made[:2] == (8055172092440068129, 8354103268234133158)


def test_a_signature_does_not_depend_on_how_the_shingles_are_handed_over() -> None:
    rng = random.Random(4)
    text = " ".join(str(rng.randint(0, 999)) for _ in range(40_000))
    again = text + "\n" + text[: text.index(" ", 5000)]
    shared = sum(a == b for a, b in zip(signature(text), signature(again), strict=True))
    assert shared > 120


@pytest.mark.parametrize("other", [CREDITED, LENGTHENED, SHORTENED])
def test_copies_share_a_band(other: str) -> None:
    ours, theirs = bands(signature(REPORT)), bands(signature(other))
    assert any(a == b for a, b in zip(ours, theirs, strict=True))


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_does_not_depend_on_the_order_of_the_two(one: str, other: str) -> None:
    found = likeness(one, other)
    assert found == likeness(other, one)
    assert 0 <= found.jaccard <= found.containment <= 1


def shown(snapshot: str = "s1", text: str = "t1", **rest: str | None) -> Publication:
    return Publication(snapshot=snapshot, text=text, **rest)


NEARLY = Likeness(0.9, 0.95, 300)
UNLIKE = Likeness(0.1, 0.2, 300)


@pytest.mark.parametrize(
    ("one", "other", "like", "expected"),
    [
        pytest.param(
            shown(source="a"), shown(source="b"), NEARLY, Relation.EXACT, id="the-same-bytes"
        ),
        pytest.param(
            shown(source="a"),
            shown("s2", source="a"),
            NEARLY,
            Relation.SAME_TEXT,
            id="the-same-text-in-other-bytes",
        ),
        pytest.param(
            shown(source="a", date="2019-09"),
            shown("s2", "t2", source="a", date="2019-09-17"),
            NEARLY,
            Relation.NEAR,
            id="dates-that-may-be-the-same",
        ),
        pytest.param(
            shown(source="a", date="2019-09-17"),
            shown("s2", "t2", source="a", date="2020"),
            NEARLY,
            Relation.REPUBLISHED,
            id="a-later-year",
        ),
        pytest.param(
            shown(source="a", at="2026-01-01T09:00:00Z"),
            shown("s2", "t2", source="a", at="2026-01-02T09:00:00Z"),
            NEARLY,
            Relation.REPUBLISHED,
            id="found-on-a-later-day",
        ),
        pytest.param(
            shown(source="a", title="Cameras"),
            shown("s2", source="b", title="Cameras"),
            NEARLY,
            Relation.SYNDICATED,
            id="another-source",
        ),
        pytest.param(
            shown(source="a", title="Cameras", date="2019"),
            shown("s2", "t2", title="CAMERAS", date="2021"),
            NEARLY,
            Relation.REPUBLISHED,
            id="an-unknown-source-under-the-same-title",
        ),
        pytest.param(
            shown(title=None), shown("s2"), NEARLY, Relation.SYNDICATED, id="nothing-is-known"
        ),
        pytest.param(
            shown(source="a"), shown("s2", "t2", source="a"), UNLIKE, None, id="not-alike"
        ),
    ],
)
def test_what_two_documents_are_to_each_other(
    one: Publication, other: Publication, like: Likeness, expected: Relation | None
) -> None:
    assert classify(one, other, like) is expected
    assert classify(other, one, like) is expected
