"""Names of the index and its editions are read alike wherever they stand."""

from __future__ import annotations

import pytest
from told import checked

IN_FORCE = (
    "the AIGS Index",
    "Carnegie's AI Global Surveillance Index",
    "Feldstein's list",
    "Carnegie's table",
    "the AI surveillance index",
    "the global AI surveillance dataset",
    "the Carnegie Endowment's database",
    "the index of AI surveillance",
    "Carnegie's survey of AI surveillance",
    "the Carnegie tally",
    "the newest AIGS Index",
    "the latest Carnegie index",
    "the latest edition of the AIGS Index",
    "Carnegie's newest list",
)
OF_2022 = (
    "the 2022 index",
    "the 2022 AIGS Index",
    "Carnegie's 2022 list",
    "Carnegie's 2022 edition",
    "the AIGS data of 2022",
    "the 2022 index of AI surveillance",
    "Feldstein's 2022 dataset",
    "the AIGS edition of 2022",
    "the 2022 Carnegie table",
    "Carnegie's AI Global Surveillance Index of 2022",
    "the 2022 edition of the AIGS Index",
    "the 2022 update of Carnegie's index",
    "the AIGS Index's 2022 edition",
    "the AIGS Index (2022)",
)
OF_2019 = (
    "the 2019 AIGS Index",
    "Carnegie's list from 2019",
    "the first AIGS Index",
    "the 2019 edition of Carnegie's index of AI surveillance",
    "the older edition of the AIGS Index",
    "the original Carnegie index",
)
NAMES = [
    *((name, "supported") for name in (*IN_FORCE, *OF_2022)),
    *((name, "contradicted") for name in OF_2019),
]
"""Each with what is due to a claim that is true of the 2022 edition alone."""

FRAMES = (
    "According to {name}, {claim}.",
    "In {name}, {claim}.",
    "{claim}, according to {name}.",
    "{claim} in {name}.",
    "{name} shows that {claim}.",
    "{claim}, {name} says.",
    "{claim}, as {name} shows.",
    "Going by {name}, {claim}.",
    "{claim}, if {name} has it right.",
    "{claim}, if one goes by {name}.",
    "As {name} confirms, {claim}.",
    "We can confirm from {name} that {claim}.",
)
OF_ONE_EDITION = (
    "78 countries use facial recognition",
    "70 per cent of the listed countries use Chinese technology",
    "Kenya and Ghana use smart policing",
    "AxxonSoft is found in Italy, South Korea, Mexico and Qatar",
)
OF_BOTH = (
    ("supported", "Huawei supplies Kenya"),
    ("supported", "NEC is the only supplier of Georgia"),
    ("supported", "Huawei is the largest supplier"),
    ("supported", "more countries use facial recognition than smart policing"),
    ("supported", "Kenya is an electoral autocracy"),
    ("supported", "Portugal has no tick for facial recognition"),
    ("supported", "all listed countries in the Western Hemisphere use facial recognition"),
    ("contradicted", "Portugal uses facial recognition"),
)


CLAIMS = [*((None, claim) for claim in OF_ONE_EDITION), *OF_BOTH]


def _framed(frame: str, name: str, claim: str) -> str:
    words = frame.format(name=name, claim=claim)
    return str(checked(words[:1].upper() + words[1:], "2023-05-01").outcome)


@pytest.mark.parametrize(("name", "of_2022"), NAMES)
def test_every_name_of_the_index_is_read_with_every_claim_and_in_every_place(
    name: str, of_2022: str
) -> None:
    said, found = {}, {}
    for i, frame in enumerate(FRAMES):
        for place in (i, i + len(name)):  # every claim, and every frame twice
            outcome, claim = CLAIMS[place % len(CLAIMS)]
            said[frame, claim] = outcome or of_2022
            found[frame, claim] = _framed(frame, name, claim)
    assert found == said


OTHERS = (
    "The Oxford index of AI surveillance shows that 78 countries use facial recognition.",
    "78 countries use facial recognition, according to the AIGS Index of 2024.",
    "According to Amnesty's AI surveillance index, 78 countries use facial recognition.",
    "The European AI surveillance index of 2022 lists 97 countries.",
    "The 2022 index of press freedom lists 97 countries.",
    "Carnegie's index of AI surveillance exports names 97 countries.",
    "If the 2022 AIGS Index is right, 78 countries use facial recognition.",
    "78 countries use facial recognition, if one misreads the 2022 index.",
    "78 countries use facial recognition, as the 2022 index will show.",
    "We cannot confirm from Carnegie's index that Kenya uses facial recognition.",
    "We can only confirm from the index that Kenya uses facial recognition.",
    "According to a draft of the 2022 AIGS Index, 78 countries use facial recognition.",
)


@pytest.mark.parametrize("words", OTHERS)
def test_what_is_no_name_of_the_index_or_no_plain_word_of_it_stays_unread(words: str) -> None:
    assert str(checked(words, "2023-05-01").outcome) != "supported"
