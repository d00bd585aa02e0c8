"""What may be passed by: the claims are those of a reader who reads every sentence in its order."""

from __future__ import annotations

import random
import re
from functools import cache
from itertools import pairwise

import pytest
from bench import news
from bench.passages import FOLDER, passages
from hypothesis import given
from hypothesis import strategies as st

from sousveil.codebook.loader import load_packaged
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction import sentences as cutting
from sousveil.extraction.events import claims as events
from sousveil.extraction.events import told as telling
from sousveil.extraction.events import topics
from sousveil.extraction.events.counted import Counted
from sousveil.extraction.events.counts import counts, settle
from sousveil.extraction.events.event import Event
from sousveil.extraction.events.find import Found, carry, events_of, find_events, leaves, tell_later
from sousveil.extraction.events.lexicon import Lexicon
from sousveil.extraction.events.parties import Focus, Stage, stage
from sousveil.extraction.events.scenes import Scene, read_scenes
from sousveil.extraction.events.word import Word
from sousveil.extraction.events.words import read_words
from sousveil.extraction.running import claims
from sousveil.extraction.screen import Sifted, runs_of, sieve
from sousveil.model.claim import Claim
from sousveil.model.source import Span, Text

DEVELOPMENT = sorted(path.stem for path in FOLDER.glob("dev-*.jsonl"))


@cache
def codebook() -> Codebook:
    return load_packaged()


def found(text: str, language: str = "en") -> tuple[Claim, ...]:
    return claims(Text(id="t", snapshot="", content=text, reader=""), codebook(), language)


def find_in_order(text: str, lexicon: Lexicon, sifted: Sifted | None = None) -> Found:
    scenes = read_scenes(text, lexicon)
    spans = [scene.span for scene in scenes]
    turns = topics.Turns(text, spans, lambda i: scenes[i].words, lambda i: True)
    possible: list[Event] = []
    counted: list[Counted] = []
    before: list[Counted] = []
    stages: list[Stage] = []
    for scene in scenes:
        near = turns.nearby(scene.index)
        everything = {kind for i in near for kind in scenes[i].kinds}
        focus = focus_of(scenes[: scene.index], near.start)
        stages.append(carry(stages, stage(scene, focus, lexicon, everything)))
        possible += events_of(stages[-1])
        before = counts(stages[-1], before)
        counted += before
    tell_later(possible, stages)
    return Found(possible, settle(counted), spans)


def focus_of(before: list[Scene], start: int) -> Focus:
    """Return what the sentences before one leave to be pointed back to, the nearest first."""
    left = [leaves(scene) for scene in reversed(before[start:])]
    groups = [leaves(scene).groups for scene in reversed(before[-topics.REACH :])]
    return Focus(
        suppliers=next((f.suppliers for f in left if f.suppliers), []),
        places=next((f.places for f in left if f.places), []),
        technologies=next((f.technologies for f in left if f.technologies), []),
        groups=next((g for g in groups if g), frozenset()),
        start=start,
    )


def found_in_order(text: str, language: str = "en") -> tuple[Claim, ...]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(events, "find_events", find_in_order)
        return found(text, language)


def possible(one: Found) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]], list[Span]]:
    """Return what a text may claim, likely or not, so that nothing is equal by mere chance."""
    seen = [
        (e.type, e.keys, e.rule, e.tier, sorted(e.cues), e.first.start, e.second.start)
        for e in one.events
    ]
    return seen, [(c.unit, c.value, c.supplier, c.technology) for c in one.counts], one.spans


def assert_as_in_order(text: str, language: str = "en") -> None:
    lexicon = events.lexicon_of(codebook(), language)
    assert possible(find_events(text, lexicon)) == possible(find_in_order(text, lexicon)), text
    assert found(text, language) == found_in_order(text, language), text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Huawei is a company from Shenzhen. It rained all day. The weather was bad. "
            "It has installed 300 surveillance cameras in Nairobi.",
            id="a-pronoun-over-sentences-that-say-nothing",
        ),
        pytest.param(
            "Orbiscan Systems was founded by two brothers. Their mother sold bread. "
            "Orbiscan supplied facial recognition to the police of Ghana.",
            id="a-name-known-again-by-its-first-word",
        ),
        pytest.param(
            "Beta Gamma met Alpha Beta. Alpha was tired. Gamma Delta laughed. Beta slept. "
            "Gamma sold spyware to Peru.",
            id="names-that-hang-on-each-other",
        ),
        pytest.param(
            "The minister flew to Zambia. He ate well. The police bought drones from ZTE. "
            "Nobody slept. The contract was cancelled.",
            id="a-later-state-over-a-sentence-between",
        ),
        pytest.param(
            "ZTE signed a deal in Zambia. The bank was pleased. Officers use facial recognition.",
            id="a-technology-that-comes-last",
        ),
        pytest.param(
            "Facial recognition is used in 64 countries. Smart policing in 53. It rained. "
            "Safe cities in 56.",
            id="numbers-that-lean-on-the-one-before",
        ),
        pytest.param(
            "Chinese technology is at work abroad. The sun shone. It is in 63 countries.",
            id="a-topic-over-a-sentence-between",
        ),
        pytest.param(
            "Kenya joined the Belt and Road Initiative. It rained. Italy left. So did Panama.",
            id="an-initiative-spoken-of-before",
        ),
        pytest.param(
            "The cameras come from lBM. Police in Lagos use them. 0racle sold them nothing.",
            id="names-that-look-like-listed-ones",
        ),
        pytest.param(
            "Hua\u200bwei sold cameras to Kenya. Hu\u0430wei did, too. So did Huaw\u00e9i.",
            id="names-behind-signs-that-nobody-sees",
        ),
        pytest.param(
            "Castellan Holdings sells paper. Holdings fell. Tidewater owns 30 % of Castellan.",
            id="owners-without-any-technology",
        ),
        pytest.param(
            "China Eximbank lent Kenya money. The project cost $5 million. Oman paid for it.",
            id="lenders-without-any-technology",
        ),
        pytest.param(
            "Kenya bought 30 drones from ZTE. Nobody slept. Both were scrapped.",
            id="a-later-state-of-both",
        ),
        pytest.param(
            "Cameras with facial recognition watch Lagos. Help came from Orbiscan. Maria Keller "
            "gave Peru bread. Oman's gift. The same happened in Chad.",
            id="names-tied-by-a-preposition-alone",
        ),
        pytest.param("Tidewater has 30 % of Castellan.", id="a-part-that-somebody-has"),
        pytest.param(
            "Huawei signed a contract with the police of Kenya. Nobody slept. The scheme was "
            "cancelled.",
            id="a-later-state-of-what-only-a-scheme-is",
        ),
        pytest.param("Oman paid for Peru.", id="a-state-that-pays-for-another"),
        pytest.param(
            "The government of Kenya received them from Hu\u0430wei.",
            id="one-veiled-supplier-alone",
        ),
        pytest.param(
            "Oman met the price for Brennick. The project was late. Peru pays Castellan.",
            id="who-pays",
        ),
        pytest.param(
            "Kenya pays HUAWEl. A deal in Oman with 0racle Corp. Huavvei delivered in Peru.",
            id="look-alikes-without-any-technology",
        ),
        pytest.param(
            "Kenya pays Hu\u0430wei. A sale by Hua\u200bwei in Oman. Peru\u00ad is \u202eiewauH.",
            id="veils-without-any-technology",
        ),
        pytest.param("Two in ten. 5G. ½ of 86? → 64", id="numbers-alone"),
        pytest.param(
            "Kenya bought drones from ZTE.\n\nShares fell in Oman. The company slept. It sold "
            "police cameras.\n\nOther news\n\nThe contract was cancelled. Peru pays Castellan.",
            id="paragraphs-and-a-heading",
        ),
        pytest.param(
            "Kenya pays Hu\u0430wei. 0racle sold Peru drones. It rained in Oman. Police fly them.",
            id="a-turn-behind-a-veiled-name",
        ),
        pytest.param("", id="nothing"),
    ],
)
def test_a_sentence_passed_by_changes_no_claim(text: str) -> None:
    assert_as_in_order(text)


@pytest.mark.parametrize("part", DEVELOPMENT)
def test_each_passage_gives_the_claims_of_a_full_reading(part: str) -> None:
    for row in passages(part):
        language = row.get("lang", "en")
        assert_as_in_order(row["text"], language)


@pytest.mark.parametrize("seed", range(12))
def test_passages_joined_at_random_give_the_claims_of_a_full_reading(seed: int) -> None:
    chance = random.Random(seed)
    whole = [row["text"] for part in DEVELOPMENT for row in passages(part) if is_english(row)]
    single = [s for text in whole for s in re.split(r"(?<=[.!?])\s+", text)]
    frames = news.frames()
    for _ in range(4):
        parts = [
            chance.choice(whole)
            if chance.random() < 0.25
            else chance.choice(single)
            if chance.random() < 0.4
            else news.sentence(chance.choice(frames), chance)
            for _ in range(chance.randint(2, 24))
        ]
        text = chance.choice((" ", "\n", "\n\n")).join(parts)
        assert_as_in_order(text)


def is_english(row: dict[str, object]) -> bool:
    return row.get("lang", "en") == "en"


def test_plain_news_are_mostly_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(1)
    frames = [frame for frame in news.frames() if "contract" not in frame]
    read: list[int] = []

    def counting(text: str, start: int, end: int, lexicon: Lexicon) -> list[Word]:
        read.append(start)
        return read_words(text, start, end, lexicon)

    monkeypatch.setattr(telling, "read_words", counting)
    for _ in range(40):
        found(" ".join(news.sentence(chance.choice(frames), chance) for _ in range(10)))
    assert len(read) < 160  # of 400


def test_a_chain_of_names_is_read_however_long_it_is() -> None:
    letters = [
        f"Name{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}{chr(97 + i // 676)}" for i in range(1500)
    ]
    chain = " ".join(f"{one} {other} slept." for one, other in pairwise(letters))
    text = f"{chain} {letters[-1]} sold facial recognition to Kenya."
    assert found(text)


@given(st.text(alphabet="Aa b.!?…:\"”’')]\n\t•-1(“。！？«\u00a0\r\x1c", max_size=24))
def test_sentences_break_where_the_pattern_finds_it(text: str) -> None:
    for pattern in (cutting.BREAK, cutting.LOWER_BREAK):
        assert list(cutting._breaks(text, pattern)) == [m.span() for m in pattern.finditer(text)]


def test_a_sieve_lets_no_phrase_through_that_the_words_hold() -> None:
    held = sieve([("facial recognition", 1), ("cameras", 2), ("%", 4), ("recognition", 8)])
    of = {words: held.of(runs_of(words), words) for words in ("The Cameras saw 5 %", "recognition")}
    assert of == {"The Cameras saw 5 %": 6, "recognition": 8}
    assert held.of(runs_of("Facial-recognition"), "Facial-recognition") == 9


@pytest.mark.parametrize("written", ["Huawei", "HUAWEl", "Huaw\u00e9i", "huavvei"])
def test_letters_that_look_alike_give_one_run(written: str) -> None:
    assert runs_of("Huawei") <= runs_of(written)
