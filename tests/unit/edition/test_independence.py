"""Which documents are one witness; all texts are made up for the purpose."""

from __future__ import annotations

import random
from functools import cache
from time import process_time

import pytest

from sousveil.codebook import loader
from sousveil.codebook.vocabulary import Codebook
from sousveil.edition.independence import Origins, Witness, count_origins, origin_of, origins
from sousveil.model.claim import Claim, Count, Supply
from sousveil.model.decision import Decision
from sousveil.model.figure import Figure, Row
from sousveil.model.ids import digest
from sousveil.model.noun import replace
from sousveil.model.source import Source, Span


@cache
def book() -> Codebook:
    return loader.load_packaged()


def claim(content: str, quote: str, *attribution: str, recipient: str = "KEN") -> Claim:
    """Return a claim whose evidence is the quote in the text."""
    start = content.index(quote)
    return Claim(
        id=f"claim:{digest(f'{content}{quote}{attribution}{recipient}'.encode())[7:20]}",
        text=digest(content.encode()),
        evidence=Span(start, start + len(quote)),
        quote=quote,
        content=Supply(supplier="huawei", recipient=recipient),
        attribution=attribution,
        rule="test/1",
    )


def doc(content: str, *claims: Claim, source: str | None = None, salt: str = "") -> Witness:
    return Witness(
        snapshot=digest(f"{content}{source}{salt}".encode()),
        text=digest(content.encode()),
        content=content,
        source=source,
        claims=claims,
    )


def found(*witnesses: Witness, decisions: tuple[Decision, ...] = ()) -> Origins:
    return origins(witnesses, decisions, book())


def decision(kind: str, *documents: Witness, at: str = "2026-01-01T00:00:00Z") -> Decision:
    return Decision(
        id=f"{kind}{at}",
        kind=kind,
        claims=(),
        by="anna",
        at=at,
        because="I asked the editors",
        documents=tuple(d.snapshot for d in documents),
    )


PORT = (
    "The harbour board of the river town met behind closed doors for six hours. Fishermen waited "
    "at the gate with painted boards. A clerk carried out coffee and said nothing. By nightfall "
    "the lamps along the quay had been switched to the new masts, and the old ones lay in the "
    "grass. Nobody could tell who would watch the pictures or for how long they would be kept. "
    "The mayor's car left by the rear entrance."
)
MARKET = (
    "In the hill capital, traders swept the square before dawn. Young men had fixed grey domes "
    "above the bus stop. A teacher counted them on her way to school and wrote the figure on the "
    "blackboard. Her pupils guessed what they were for. A week later the domes began to turn, "
    "and the tea seller moved his stall into the shade of the bank."
)
LATE = (
    "The ferry came late that year. Three brothers mended nets under the bridge and sang. A dog "
    "slept on the warm stones. On the far bank the school bell rang twice, and the children ran "
    "down to see the boat. None of them looked up at the grey boxes."
)
LOANS = (
    '"Cheap credit opens the door, and the equipment walks in behind it before anyone has asked"'
)
LEDGERS = (
    '"Every ledger we opened named the same lender on the first page and no tender on the last"'
)

JOINED = {
    "two-retell-one-report-by-name": (
        "Cameras are spreading, according to the Carnegie Endowment for International Peace. "
        + PORT,
        "Few states do without cameras any more, a Carnegie report says. " + MARKET,
    ),
    "abbreviation-and-full-name": (
        "CEIP said on Tuesday that loans drive the sales. " + PORT,
        "The Carnegie Endowment for International Peace, a think tank in Washington, warned of "
        "loans. " + MARKET,
    ),
    "named-once-in-the-third-sentence": (
        "Masts stand at the river. They light up at six in the evening. Human Rights Watch "
        "counted them all. " + PORT + " " + MARKET,
        "Human Rights Watch said that masts spread. " + LATE,
    ),
    "unnamed-in-the-lead-of-a-long-article": (
        "Loans come before cameras, according to new research. "
        + PORT
        + " "
        + MARKET
        + " "
        + LATE
        + " Human Rights Watch counted the loans. Human Rights Watch published a list.",
        "Human Rights Watch said loans come before cameras. Nobody had asked the harbour board.",
    ),
    "a-sentence-in-brackets-after-the-name": (
        "Human Rights Watch (HRW) said that masts spread. " + PORT,
        "HRW's latest report counts masts. " + MARKET,
    ),
    "the-author-speaks-for-the-report": (
        "Loans come first and cameras after, Steven Feldstein said. " + PORT,
        "According to a study by the Carnegie Endowment, loans come first. " + MARKET,
    ),
    "unnamed-in-the-lead-named-below": (
        "Loans come before cameras, according to new research. " + PORT + " Human Rights Watch "
        "counted the loans. The group said it will go on. Human Rights Watch published a list.",
        "Human Rights Watch said loans come before cameras. " + MARKET,
    ),
    "a-wire-story-under-two-mastheads": (
        "LAKE CITY (Reuters) - Police put up masts along the shore on Monday. " + PORT,
        "Masts on the shore\n\nLAKE CITY (Reuters) -- Masts were put up on Monday. " + MARKET,
    ),
    "credit-line-at-the-end": (
        PORT + "\n\nSource: Xinhua",
        "HILL TOWN, March 3 (Xinhua) -- The square was swept. " + MARKET,
    ),
    "a-copy-with-another-headline": (
        "Lamps on the quay\n\n" + PORT + " " + MARKET,
        "Who watches the river town\n\n" + PORT + " " + MARKET,
    ),
    "a-copy-with-the-credit-exchanged": (
        "According to Human Rights Watch, lamps watch the quay. " + PORT + " " + MARKET,
        "According to Citizen Lab, lamps watch the quay. " + PORT + " " + MARKET,
    ),
    "one-text-is-a-part-of-the-other": (PORT, PORT + " " + MARKET + " " + MARKET.upper()),
    "a-shared-quotation": (
        f"{LOANS}, the paper says. " + PORT,
        f"One line stays in the mind: {LOANS}. " + MARKET,
    ),
    "quotation-in-other-marks-and-case": (
        "“Cheap credit opens the door – and the equipment walks in behind it”, it says. " + PORT,
        '"cheap credit opens the door -- and the Equipment walks in behind it," we read. ' + MARKET,
    ),
    "quoted-here-and-lifted-there": (
        f"{LOANS}, the paper says. " + PORT,
        LOANS.strip('"') + ". " + MARKET,
    ),
    "several-unusual-numbers": (
        "Of 87 towns, 43 schools and 1,731 buses had cameras. " + PORT,
        "Watched now: 1,731 buses, 43 schools, 87 towns. " + MARKET,
    ),
    "a-chain-ends-with-the-same-report": (
        "Reuters, citing Human Rights Watch, reported new masts. " + PORT,
        "Human Rights Watch found new masts. " + MARKET,
    ),
    "an-unlisted-institute-by-its-report": (
        "A report by the Lakeside Policy Institute counts the masts. " + PORT,
        "The masts were counted in a study by the Lakeside Policy Institute. " + MARKET,
    ),
    "a-newspaper-investigation": (
        "A New York Times investigation found the masts. " + PORT,
        "According to an investigation by the New York Times, there are masts. " + MARKET,
    ),
}

APART = {
    "two-own-reports": (PORT, MARKET),
    "a-shared-list-of-countries": (
        "Masts stand in Kenya, Uganda, Zambia, Ecuador, Serbia and Pakistan. " + PORT,
        "Domes turn in Kenya, Uganda, Zambia, Ecuador, Serbia and Pakistan. " + MARKET,
    ),
    "both-quote-a-minister-at-a-press-conference": (
        '"We shall light every street of this country before the rains come," the minister told '
        "reporters. " + PORT,
        '"We shall light every street of this country before the rains come," the minister said '
        "at the press conference. " + MARKET,
    ),
    "the-same-stock-phrase-of-a-spokesperson": (
        '"We comply with all the laws of the countries in which we work," a spokesperson said. '
        + PORT,
        '"We comply with all the laws of the countries in which we work," the spokesman wrote. '
        + MARKET,
    ),
    "a-single-number": (
        "The table names 63 countries with masts. " + PORT,
        "No fewer than 63 countries buy domes. " + MARKET,
    ),
    "a-parody-of-numbers": (
        "Cameras read faces in 64 countries. " + PORT,
        "The chess cup drew 64 players to 64 tables under 64 lamps. " + MARKET,
    ),
    "years-round-numbers-and-percentages": (
        "In 2019 some 100 towns, 50 schools and 1,000 buses had them, 37% of all. " + PORT,
        "By 2019 about 1,000 buses, 50 schools and 100 towns did, or 37%. " + MARKET,
    ),
    "three-numbers-but-two-named-origins": (
        "According to Freedom House, 87 towns, 43 schools and 1,731 buses have it. " + PORT,
        "According to Human Rights Watch, 87 towns, 43 schools and 1,731 buses have it. " + MARKET,
    ),
    "small-numbers-and-dozens": (
        "They put up 7 masts, 9 lamps, 12 signs and 24 benches. " + PORT,
        "It took 24 benches, 12 signs, 9 lamps and 7 masts. " + MARKET,
    ),
    "three-years": (
        "After the 2016 census, the 2018 flood and the 2021 vote they came. " + PORT,
        "Before the 2021 vote, the 2018 flood and the 2016 census there were none. " + MARKET,
    ),
    "dates-times-and-shares": (
        "On 17 March and 21 April, for 43 minutes, 37 percent saw it. " + PORT,
        "For 43 minutes on 21 April and 17 March 37 percent looked up. " + MARKET,
    ),
    "who-passes-on-is-not-who-says": (
        "Freedom House, citing Human Rights Watch, counts masts. " + PORT,
        "Freedom House said that masts spread. " + MARKET,
    ),
    "two-named-origins": (
        "According to Freedom House, masts spread. " + PORT,
        "According to Human Rights Watch, masts spread. " + MARKET,
    ),
    "one-quotes-another-origin-in-passing": (
        "According to Freedom House, masts spread. " + PORT + f" {LOANS}, a paper says.",
        "Human Rights Watch said that masts spread. " + MARKET + f" {LOANS}, it says.",
    ),
    "officials-are-nobody": (
        "Masts will come, officials said. Experts agree. " + PORT,
        "According to officials, domes will come. Experts doubt it. " + MARKET,
    ),
    "a-report-is-nobody": (
        "A report praises the masts. " + PORT,
        "A report condemns the domes. " + MARKET,
    ),
    "a-photo-credit": (
        "A mast at the quay. Photo: Reuters\n\n" + PORT,
        "A dome at the square. Photo Credit: A. Smith via Reuters\n\n" + MARKET,
    ),
    "carnegie-mellon-is-another-body": (
        "According to Carnegie Mellon University, faces are hard to read. " + PORT,
        "According to Carnegie, faces are easy to read. " + MARKET,
    ),
    "andrew-carnegie-is-no-think-tank": (
        "Andrew Carnegie said that a library is a lamp. " + PORT,
        "Carnegie said that masts spread. " + MARKET,
    ),
    "agencies-is-no-name": (
        "River Town (Agencies) - Masts stand. " + PORT,
        "Hill Town (Agencies) - Domes turn. " + MARKET,
    ),
    "mentioned-once-in-the-background": (
        "Human Rights Watch said that masts spread. " + PORT,
        MARKET + " " + MARKET.replace("domes", "bells") + " Human Rights Watch says so too.",
    ),
    "own-work-that-cites-a-report": (
        "The town bought domes, contracts seen by the Ledger show. Human Rights Watch said "
        f"{LOANS}. " + MARKET + " " + MARKET.replace("domes", "bells"),
        f"Human Rights Watch says: {LOANS}. " + PORT,
    ),
    "seven-shared-words-are-too-few": (
        'They call it "a quiet city on the river bank". ' + PORT,
        'It was once "a quiet city on the river bank". ' + MARKET,
    ),
}


@pytest.mark.parametrize("name", JOINED)
def test_documents_of_one_origin_are_one(name: str) -> None:
    one, other = map(doc, JOINED[name])
    assert len(found(one, other)) == 1


@pytest.mark.parametrize("name", APART)
def test_documents_of_two_origins_are_two(name: str) -> None:
    one, other = map(doc, APART[name])
    assert len(found(one, other)) == 2


def test_a_translation_is_not_found() -> None:
    english = doc("Human Rights Watch said that masts spread. " + PORT)
    german = doc(
        "Laut Human Rights Watch breiten sich die Masten aus. Die Fischer warteten am Tor und "
        "hielten Schilder hoch. Niemand wusste, wer die Bilder sehen wird."
    )
    assert len(found(english, german)) == 2


def test_a_retelling_without_names_quotations_and_numbers_is_not_found() -> None:
    one = doc("Human Rights Watch said that masts spread. " + PORT)
    retold = doc(
        "Poles with eyes now line the waterfront after a long secret meeting of the board."
    )
    assert len(found(one, retold)) == 2


def test_the_name_of_the_origin_is_told_with_the_words_that_show_it() -> None:
    one, other = map(doc, JOINED["two-retell-one-report-by-name"])
    (origin,) = found(one, other)
    assert origin.id == "source:carnegie"
    assert origin.name == "Carnegie Endowment for International Peace"
    (reason,) = origin.reasons
    assert reason.kind == "attribution"
    contents = {one.snapshot: one.content, other.snapshot: other.content}
    assert {w.document for w in reason.words} == set(contents)
    for words in reason.words:
        assert contents[words.document][words.start : words.end] == words.text
    assert {w.text for w in reason.words} == {
        "according to the Carnegie Endowment for International Peace",
        "Carnegie report",
    }


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a-copy-with-another-headline", "copy"),
        ("a-shared-quotation", "quotation"),
        ("several-unusual-numbers", "number"),
        ("a-wire-story-under-two-mastheads", "attribution"),
    ],
)
def test_the_reason_is_of_its_kind_and_verbatim(name: str, kind: str) -> None:
    one, other = map(doc, JOINED[name])
    (origin,) = found(one, other)
    assert {reason.kind for reason in origin.reasons} == {kind}
    contents = {one.snapshot: one.content, other.snapshot: other.content}
    words = [w for reason in origin.reasons for w in reason.words]
    assert words or kind == "copy"
    assert all(contents[w.document][w.start : w.end] == w.text for w in words)


def test_the_same_full_set_of_counts_is_one_origin() -> None:
    def counted(content: str) -> Witness:
        return doc(
            content,
            *(
                Claim(
                    id=f"{content[:9]}{value}",
                    text=digest(content.encode()),
                    evidence=Span(0, 9),
                    quote=content[:9],
                    content=Count(
                        unit="countries",
                        figure=Figure(having=(Row(technology=technology),)),
                        value=value,
                    ),
                    rule="test/1",
                )
                for value, technology in ((64, "facial_recognition"), (56, "smart_city"))
            ),
        )

    (origin,) = found(counted("Sixty-four states read faces. " + PORT), counted(MARKET))
    assert origin.reasons[0].what == "the same full set of counts"


def test_the_order_of_the_witnesses_does_not_matter() -> None:
    texts = [text for pair in (*JOINED.values(), *APART.values()) for text in pair]
    witnesses = [doc(text) for text in dict.fromkeys(texts)]
    first = found(*witnesses)
    for seed in range(3):
        random.Random(seed).shuffle(witnesses)
        assert found(*witnesses) == first


def test_a_claim_belongs_to_whom_it_names_and_else_to_its_document() -> None:
    content = (
        "Human Rights Watch said that masts spread. Kenya bought masts. Kenya bought domes, "
        "Freedom House reported. Huawei denies this. " + PORT
    )
    own = claim(content, "Kenya bought masts.")
    other = claim(content, "Kenya bought domes, Freedom House reported.", "Freedom House")
    party = claim(content, "Huawei denies this.", "Huawei")
    told = found(doc(content, own, other, party))
    assert origin_of(own, told) == "source:hrw"
    assert origin_of(other, told) == "source:freedom-house"
    assert origin_of(party, told) == "party:huawei"
    assert told.names["source:freedom-house"] == "Freedom House"
    assert len(told) == 1


def test_claims_of_five_documents_about_one_report_have_one_origin() -> None:
    told = [
        f"Article {n}. A Carnegie report says that Kenya bought masts in {n} towns. {body}"
        for n, body in enumerate((PORT, MARKET, PORT[:200], MARKET[:150], PORT[150:]))
    ]
    claims = [claim(text, "Kenya bought masts", "A Carnegie report") for text in told]
    claims += [claim(text, "A Carnegie report says") for text in told]
    witnesses = [
        doc(text, *(c for c in claims if c.text == digest(text.encode()))) for text in told
    ]
    assert count_origins(claims, found(*witnesses)) == 1


def test_an_article_that_cites_two_reports_gives_each_claim_its_own() -> None:
    content = "According to Freedom House, Kenya bought masts. According to Human Rights Watch, "
    content += "Kenya bought masts for its ports. " + PORT
    one = claim(content, "According to Freedom House, Kenya bought masts.", "Freedom House")
    two = claim(content, "Kenya bought masts for its ports.", "Human Rights Watch")
    assert count_origins([one, two], found(doc(content, one, two))) == 2


def test_a_headline_is_no_second_witness_for_its_own_article() -> None:
    content = "Kenya bought masts\n\nKenya bought masts, Interior Minister Amina Odhiambo said. "
    content += PORT
    headline = claim(content, "Kenya bought masts")
    body = claim(
        content, "Interior Minister Amina Odhiambo said", "Interior Minister Amina Odhiambo"
    )
    told = found(doc(content, headline, body))
    assert origin_of(headline, told) != origin_of(body, told)
    assert count_origins([headline, body], told) == 1
    assert count_origins([headline], told) == 1
    assert count_origins([], told) == 0


def test_two_papers_at_a_press_conference_are_one_voice_for_what_the_minister_said() -> None:
    one = "Kenya bought masts, Interior Minister Amina Odhiambo told reporters. " + PORT
    two = "Minister Amina Odhiambo said Kenya bought masts. " + MARKET
    first = claim(one, "Kenya bought masts", "Interior Minister Amina Odhiambo")
    second = claim(two, "Kenya bought masts", "Minister Amina Odhiambo")
    told = found(doc(one, first), doc(two, second))
    assert len(told) == 2
    assert count_origins([first, second], told) == 1


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(("officials",), None, id="officials"),
        pytest.param(("experts", "a report"), None, id="a-report"),
        pytest.param(("a report by a U.S. think tank",), None, id="an-unnamed-think-tank"),
        pytest.param(("the report",), "source:amnesty", id="the-report-that-was-named-last"),
        pytest.param(("it",), "source:amnesty", id="it"),
        pytest.param(("SCMP", "the WSJ"), None, id="a-paper-only-passes-on"),
        pytest.param(("Reuters", "Freedom House"), "source:freedom-house", id="innermost"),
        pytest.param(("Freedom House", "officials"), "source:freedom-house", id="next-outer"),
        pytest.param(("Kenya's interior ministry",), "party:country:KEN", id="a-state"),
        pytest.param(("a Huawei spokesperson",), "party:huawei", id="a-company"),
        pytest.param(("a rival of Huawei",), None, id="not-the-company"),
        pytest.param(("a Reuters Institute study",), "name:reuters institute", id="longer-name"),
    ],
)
def test_whom_an_attribution_names(words: tuple[str, ...], expected: str | None) -> None:
    content = "Human Rights Watch said that masts spread. Human Rights Watch counts them. Amnesty "
    content += "International said so too. Kenya bought masts. " + PORT
    one = claim(content, "Kenya bought masts.", *words)
    told = found(doc(content, one))
    assert told.claims.get((one.text, one.id)) == expected
    assert origin_of(one, told) == (expected or "source:hrw")


def test_papers_that_cite_one_newspaper_are_one_voice() -> None:
    one = "The South China Morning Post, citing the Wall Street Journal, reported masts. " + PORT
    two = "According to the Wall Street Journal, Kenya bought masts. " + MARKET
    first = claim(one, "reported masts", "South China Morning Post", "the Wall Street Journal")
    second = claim(two, "Kenya bought masts", "the Wall Street Journal")
    told = found(doc(one, first), doc(two, second))
    assert [origin.id for origin in told] == ["source:wall-street-journal"]
    assert count_origins([first, second], told) == 1


def test_a_publisher_is_the_origin_of_what_it_publishes() -> None:
    own = doc("The table of our index, with notes on method. " + PORT, source="carnegie-2019")
    later = doc("The second table of our index. " + MARKET, source="carnegie-2022")
    paper = doc("Masts spread, according to Carnegie. The tea was cold and the rain came early.")
    (origin,) = found(own, later, paper)
    assert origin.id == "source:carnegie"


def test_one_text_in_several_papers_names_none_of_them() -> None:
    told = found(doc(PORT, source="bbc"), doc(PORT, source="cnn"), doc(MARKET, source="bbc"))
    assert sorted(len(origin.documents) for origin in told) == [1, 2]


def test_a_quotation_does_not_bind_two_named_origins_through_a_third_text() -> None:
    one = doc(f"According to Freedom House, masts spread. {LOANS}, it says. " + PORT)
    two = doc(f"According to Human Rights Watch, masts spread. {LEDGERS}, it says. " + MARKET)
    between = doc(f"We read {LOANS}. We also read {LEDGERS}. The tea seller shut his stall.")
    assert sorted(len(origin.documents) for origin in found(one, two, between)) == [1, 2]


def test_a_decision_joins_and_parts_and_the_last_one_wins() -> None:
    one, two, three = doc(PORT), doc(MARKET), doc("Human Rights Watch said so. " + MARKET[::-1])
    join, part = decision("one-origin", one, two), decision("own-origin", one)
    assert len(found(one, two, three)) == 3
    joined = found(one, two, three, decisions=(join,))
    assert len(joined) == 2
    (reason,) = next(o for o in joined if len(o.documents) == 2).reasons
    assert reason.kind == "decision"
    assert "anna" in reason.what and "I asked the editors" in reason.what
    assert len(found(one, two, three, decisions=(join, part))) == 3
    assert len(found(one, two, three, decisions=(join, part, join))) == 2


def test_parting_one_of_three_leaves_the_others_joined() -> None:
    one, two, three = doc(PORT), doc(MARKET), doc("The tea was cold and the rain came early.")
    for alone in (one, two, three):
        told = found(
            one,
            two,
            three,
            decisions=(decision("one-origin", one, two, three), decision("own-origin", alone)),
        )
        assert told.documents[alone.snapshot] not in {
            told.documents[d.snapshot] for d in (one, two, three) if d is not alone
        }
        assert len(told) == 2


def test_a_document_that_stands_alone_counts_for_itself_and_says_who_decided() -> None:
    one, other = JOINED["two-retell-one-report-by-name"]
    first = claim(one, "Cameras are spreading", "the Carnegie Endowment for International Peace")
    second = claim(other, "Few states do without cameras", "a Carnegie report")
    witnesses = (doc(one, first), doc(other, second))
    assert count_origins([first, second], found(*witnesses)) == 1
    told = found(*witnesses, decisions=(decision("own-origin", witnesses[0]),))
    assert count_origins([first, second], told) == 2
    alone = next(o for o in told if o.documents == (witnesses[0].snapshot,))
    assert [reason.kind for reason in alone.reasons] == ["decision"]


def test_joining_again_ends_the_standing_alone() -> None:
    first, second = map(doc, JOINED["two-retell-one-report-by-name"])
    third = doc("The tea was cold and the rain came early.")
    part, join = decision("own-origin", first), decision("one-origin", first, third)
    assert len(found(first, second, third, decisions=(part,))) == 3
    assert len(found(first, second, third, decisions=(part, join))) == 1


def test_a_parted_copy_stays_alone_and_its_copies_stay_one() -> None:
    copies = [doc(f"{PORT} {MARKET}", salt=str(n)) for n in range(3)]
    told = found(*copies, decisions=(decision("own-origin", copies[1]),))
    assert sorted(len(origin.documents) for origin in told) == [1, 2]


def test_sources_of_which_one_repeats_the_other_are_one_origin() -> None:
    own = Source(id="quay-lab", name="Quay Lab", derives_from=("hrw",))
    codebook = replace(book(), sources={**book().sources, own.id: own})
    one = doc("Human Rights Watch said that masts spread. " + PORT)
    two = doc("Quay Lab said that masts spread. " + MARKET)
    assert len(origins([one, two], (), codebook)) == 1
    assert len(found(one, two)) == 2


def test_a_decision_joins_a_translation_and_the_names_of_both() -> None:
    english = doc("Human Rights Watch said that masts spread. " + PORT)
    german = doc("Laut einem Bericht breiten sich die Masten aus, und niemand sieht hin.")
    assert len(found(english, german, decisions=(decision("one-origin", english, german),))) == 1


def test_decisions_of_other_kinds_and_about_others_change_nothing() -> None:
    one, two, stranger = doc(PORT), doc(MARKET), doc("elsewhere")
    plain = found(one, two)
    others = (decision("accept", one, two), decision("one-origin", one, stranger))
    assert found(one, two, decisions=others) == plain


def test_empty_texts_and_no_texts_are_no_error() -> None:
    assert len(found()) == 0
    assert len(found(doc("", salt="a"), doc("?", salt="b"), doc("   \n", salt="c"))) == 3


def test_a_claim_of_an_unknown_text_counts_once_with_its_like() -> None:
    content = "Kenya bought masts. Kenya bought domes."
    one, two = claim(content, "Kenya bought masts."), claim(content, "Kenya bought domes.")
    assert count_origins([one, two], found()) == 1


def test_time_grows_with_the_number_of_documents_and_not_with_its_square() -> None:
    def made(number: int) -> list[Witness]:
        return [
            doc(
                f"A Carnegie report says {LOANS} of {n + 1001} towns, 87 towns, 43 schools and "
                f"1,731 buses. " + " ".join(f"word{n}x{i}" for i in range(60)) + " " + PORT
            )
            for n in range(number)
        ]

    def seconds(witnesses: list[Witness]) -> float:
        start = process_time()  # the clock on the wall would count others' work
        assert len(found(*witnesses)) == 1
        return process_time() - start

    few, many = made(60), made(240)
    seconds(made(5))
    assert any(seconds(many) < 10 * seconds(few) for _ in range(6))
