from __future__ import annotations

import random

from small import codebook

from sousveil.codebook.names import Names
from sousveil.model.claim import Amount, Claim, Count, Mention, Ownership
from sousveil.model.noun import replace
from sousveil.review.decide import State
from sousveil.review.queue import Item, Known, disagreement, queue

from .claims import claim, counted, finance, supply, use

NAMES = Names(codebook())
NOTHING = Known(edition="old")


def items(*claims: Claim, known: Known = NOTHING) -> tuple[Item, ...]:
    return queue(claims, {}, known, NAMES)


def kinds(item: Item) -> list[str]:
    return [reason.kind for reason in item.reasons]


def words(item: Item) -> str:
    return "; ".join(reason.words for reason in item.reasons)


def test_a_new_pair_comes_before_a_known_one() -> None:
    old, new = supply("huawei", "KEN"), supply("nec", "KEN")
    known = Known(edition="old", pairs=frozenset({("KEN", "huawei")}))
    first, second = items(old, new, known=known)
    assert first.claims == (new,)
    assert words(first) == "new pair: neither old nor an accepted claim has Kenya with NEC"
    assert (second.claims, second.reasons) == ((old,), ())


def test_what_was_accepted_is_not_new() -> None:
    known = Known(edition="old", accepted=(supply("nec", "KEN", "NEC it is, in Kenya."),))
    assert items(supply("nec", "KEN"), known=known)[0].reasons == ()


def test_an_accepted_denial_makes_no_pair() -> None:
    denied = supply("nec", "KEN", "NEC denies it.", polarity="negated")
    (item,) = items(supply("nec", "KEN"), known=Known(edition="old", accepted=(denied,)))
    assert kinds(item) == ["disagreement", "new-pair"]


def test_the_technology_of_a_known_supplier_can_be_new() -> None:
    known = Known(edition="old", pairs=frozenset({("KEN", "huawei")}))
    (item,) = items(supply("huawei", "KEN", technologies=("smart_city",)), known=known)
    assert words(item).endswith("has Kenya with smart city")


def test_no_edition_is_blamed_for_what_none_records() -> None:
    (item,) = items(finance("bank", "KEN"))
    assert words(item) == "new pair: no accepted claim has Kenya with Bank of Loans"


def test_figures_that_would_move_are_named_and_counted_up_to_a_limit() -> None:
    many = tuple(f"figure-{number}" for number in range(9))
    moved = {"KEN": many, "PER": many[:1]}
    known = Known(edition="old", moved=lambda c: moved[c.content.recipient])  # type: ignore[attr-defined]
    first, second = items(supply("nec", "PER"), supply("nec", "KEN"), known=known)
    assert "it would move 9 figures: figure-0, figure-1" in words(first)
    assert "it would move 1 figure: figure-0" in words(second)
    assert first.worth - second.worth == 4


def test_a_disagreement_is_told_on_both_sides() -> None:
    one, two = supply("nec", "KEN"), supply("nec", "KEN", "It is denied.", polarity="negated")
    found = items(one, two)
    assert all("disagreement" in kinds(item) for item in found)
    assert {item.claims[0].id: item.against for item in found} == {one.id: (two,), two.id: (one,)}


def lent(value: float, quote: str) -> Claim:
    mention = Mention(start=0, end=4, text=quote[:4])
    amount = Amount(value=value, currency="USD", role="loan", mention=mention)
    return finance("bank", "KEN", quote, amount=amount)


def test_one_key_never_accepts_two_amounts() -> None:
    one, two = lent(60_000_000, "Sixty millions."), lent(75_000_000, "Seventy-five millions.")
    found = items(one, two)
    assert sorted(len(item.claims) for item in found) == [1, 1]
    assert {item.claims[0].id: item.against for item in found} == {one.id: (two,), two.id: (one,)}
    told = "; ".join(map(words, found))
    assert "gives the loan as 75,000,000 USD, not 60,000,000 USD" in told


def test_numbers_that_differ_in_the_last_digit_differ() -> None:
    assert disagreement(lent(60_000_000, "So."), lent(60_000_001, "No.")) is not None


def test_one_key_never_accepts_a_technology_that_is_not_told() -> None:
    faces = supply("nec", "KEN", technologies=("facial_recognition",))
    drones = supply("nec", "KEN", "NEC flies.", technologies=("drones",))
    assert {item.claims for item in items(faces, drones)} == {(faces,), (drones,)}


def test_the_order_of_technologies_makes_no_item() -> None:
    both = ("drones", "smart_city")
    one = supply("nec", "KEN", "One says so.", technologies=both)
    two = supply("nec", "KEN", "Two say so.", technologies=both[::-1])
    (item,) = items(one, two)
    assert set(item.claims) == {one, two}


def test_disagreements() -> None:
    def lent(value: float, currency: str = "USD", role: str = "loan") -> Claim:
        mention = Mention(start=0, end=4, text="They")
        amount = Amount(value=value, currency=currency, role=role, mention=mention)
        return finance("bank", "KEN", "They lend money.", amount=amount)

    def owns(share: str | None) -> Claim:
        return claim(Ownership(owner="cetc", owned="hikvision", share=share))

    planned = supply("nec", "KEN", modality="planned")
    assert disagreement(supply("nec", "KEN"), planned) == "says planned, not deployed"
    assert disagreement(counted(36, origin="CHN"), counted(37, origin="CHN")) is not None
    assert disagreement(counted(36, origin="CHN"), counted(36, origin="CHN", bound="min"))
    assert disagreement(lent(5), lent(6)) == "gives the loan as 6 USD, not 5 USD"
    assert disagreement(owns("42%"), owns("39%")) is not None
    for one, other in (
        (lent(5), lent(6, currency="EUR")),
        (lent(5), lent(6, role="budget")),
        (owns("42%"), owns(None)),
        (counted(36, origin="CHN"), counted(37, origin="JPN")),
        (supply("nec", "KEN"), supply("nec", "PER", polarity="negated")),
    ):
        assert disagreement(one, other) is None


def test_one_saying_in_several_documents_is_one_item_with_all_its_quotes() -> None:
    said = [supply("nec", "KEN", f"Paper {number} says so.") for number in range(3)]
    (item,) = items(*said)
    assert set(item.claims) == set(said)
    assert "3 documents say it" in words(item)


def test_two_passages_of_one_document_are_one_document() -> None:
    text = "NEC sells to Kenya. Kenya buys from NEC."
    (item,) = items(
        supply("nec", "KEN", "NEC sells to Kenya.", text=text),
        supply("nec", "KEN", "Kenya buys from NEC.", text=text),
    )
    assert len(item.claims) == 2
    assert "documents" not in kinds(item)


def test_one_key_press_never_accepts_what_says_otherwise() -> None:
    same = [
        supply("nec", "KEN"),
        supply("nec", "KEN", "They deny it.", polarity="negated"),
        supply("nec", "KEN", "They plan it.", modality="planned"),
        supply("nec", "KEN", "They do it, with odd letters.", marks=("look-alike",)),
        counted(36, origin="CHN"),
        counted(37, origin="CHN"),
        counted(36, "At least 36 have it.", origin="CHN", bound="min"),
    ]
    assert all(len(item.claims) == 1 for item in items(*same))


def test_a_denial_is_told_and_counts_nothing() -> None:
    known = Known(edition="old", moved=lambda c: ("china-tech",))
    (item,) = items(supply("nec", "KEN", polarity="negated"), known=known)
    assert kinds(item) == ["negated"]


def test_names_that_need_care_are_told() -> None:
    odd, unlisted, marked = items(
        supply("нuawei", "KEN", name="Нuawei"),
        supply("lumivex", "KEN", name="Lumivex"),
        supply("huawei", "PER", marks=("look-alike",)),
    )
    told = {item.claims[0].content.supplier: kinds(item) for item in (odd, unlisted, marked)}  # type: ignore[attr-defined]
    assert "look-alike" in told["нuawei"]
    assert "look-alike" in told["huawei"]
    assert "unlisted" in told["lumivex"]


def test_a_doubted_claim_comes_first() -> None:
    one, two = supply("nec", "KEN"), use("KEN", "smart_city")
    states = {two.id: State(name="doubted", doubters=("anna",))}
    first, _ = queue([one, two], states, NOTHING, NAMES)
    assert first.claims == (two,)
    assert "anna asked for a second pair of eyes" in words(first)


def test_what_was_accepted_from_the_same_words_sinks() -> None:
    again = replace(supply("nec", "KEN"), id="claim:0", rule="sentence/2")
    known = Known(edition="old", accepted=(supply("nec", "KEN"),))
    first, second = items(again, use("KEN", "smart_city"), known=known)
    assert second.claims == (again,)
    assert "said-already" in kinds(second)
    assert first.claims != (again,)


def test_the_order_does_not_depend_on_the_order_of_the_claims() -> None:
    said = [supply("nec", c, f"Paper {n}.") for c in ("KEN", "PER", "USA") for n in range(4)]
    said += [counted(n, origin="CHN") for n in range(6)]
    expected = items(*said)
    for seed in range(5):
        random.Random(seed).shuffle(said)
        assert items(*said) == expected


def test_thousands_of_numbers_for_one_question_do_not_stop_the_work() -> None:
    said = [counted(number, origin="CHN") for number in range(3000)]
    assert len(items(*said)) == 3000
    assert isinstance(said[0].content, Count)
