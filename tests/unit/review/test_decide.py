from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.model.decision import Decision
from sousveil.model.noun import replace
from sousveil.review.decide import ACCEPTING, Past, fold, person

NUMBERS = count(1)


def decision(
    kind: str, *claims: str, by: str = "anna", instead: tuple[str, ...] | None = None
) -> Decision:
    """Return a decision like no other."""
    return Decision(
        id=f"decision:{next(NUMBERS)}",
        kind=kind,
        claims=claims,
        by=by,
        at="2026-01-01T00:00:00Z",
        because="read",
        instead=instead,
    )


def undo(of: Decision, by: str = "anna") -> Decision:
    return replace(decision("undo", *of.claims, by=by), after=of.id)


def names(past: Past, *claims: str) -> list[str]:
    return [past.state(claim).name for claim in claims]


def test_nothing_is_accepted_by_itself() -> None:
    assert names(fold([]), "a") == ["proposed"]
    assert fold([]).states() == {}


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        pytest.param(["accept"], "accepted", id="accepted"),
        pytest.param(["accept", "reject"], "rejected", id="the-later-one-counts"),
        pytest.param(["reject", "accept"], "accepted", id="and-again"),
        pytest.param(["accept", "doubt"], "doubted", id="a-doubt-takes-it-out"),
        pytest.param(["accept", "reopen"], "proposed", id="reopened"),
        pytest.param(["accept", "repair"], "accepted", id="a-repair-decides-nothing"),
        pytest.param(["one-origin"], "proposed", id="nor-does-a-decision-about-origins"),
    ],
)
def test_the_last_word_counts(kinds: list[str], expected: str) -> None:
    past = fold(decision(kind, "a") for kind in kinds)
    assert names(past, "a") == [expected]
    assert past.refused == []


def test_an_amended_claim_is_superseded_and_the_new_one_stands() -> None:
    made = decision("amend", "a", instead=("b",))
    past = fold([made])
    assert names(past, "a", "b") == ["superseded", "accepted"]
    assert past.state("a").instead == ("b",)
    assert past.state("a").decision == past.state("b").decision == made


def test_merging_and_splitting() -> None:
    past = fold(
        [decision("merge", "a", "b", instead=("c",)), decision("split", "d", instead=("e", "f"))]
    )
    assert past.named("accepted") == {"c", "e", "f"}
    assert past.named("superseded") == {"a", "b", "d"}


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(decision("amend", "a"), id="nothing-instead"),
        pytest.param(decision("amend", "a", instead=()), id="an-empty-instead"),
        pytest.param(decision("amend", "a", "b", instead=("c",)), id="two-amended"),
        pytest.param(decision("amend", "a", instead=("b", "c")), id="an-amendment-to-two"),
        pytest.param(decision("split", "a", instead=("b",)), id="a-split-into-one"),
        pytest.param(decision("merge", "a", "b", instead=("c", "d")), id="a-merger-into-two"),
        pytest.param(decision("merge", "a", "b", instead=("b",)), id="in-its-own-place"),
        pytest.param(decision("accept", "a", instead=("b",)), id="an-acceptance-of-another"),
        pytest.param(decision("accept"), id="no-claims"),
        pytest.param(decision("reopen", "a"), id="nothing-to-reopen"),
        pytest.param(decision("undo", "a"), id="nothing-to-undo"),
    ],
)
def test_what_makes_no_sense_is_refused_and_has_no_effect(wrong: Decision) -> None:
    past = fold([wrong])
    assert past.states() == {}
    assert [refused for refused, _ in past.refused] == [wrong]


@pytest.mark.parametrize("kind", ["accept", "reject", "doubt"])
def test_a_superseded_claim_cannot_come_back_by_the_side_door(kind: str) -> None:
    past = fold([decision("amend", "a", instead=("b",)), decision(kind, "a")])
    assert names(past, "a", "b") == ["superseded", "accepted"]
    assert "reopen" in past.refused[0][1]


def test_replacements_never_run_in_a_circle() -> None:
    past = fold([decision("amend", "a", instead=("b",)), decision("amend", "b", instead=("a",))])
    assert names(past, "a", "b") == ["superseded", "accepted"]


class TestReopen:
    def test_what_stood_instead_stands_no_more(self) -> None:
        past = fold([decision("amend", "a", instead=("b",)), decision("reopen", "a", by="bob")])
        assert names(past, "a", "b") == ["proposed", "proposed"]

    def test_the_other_claims_of_a_merger_are_open_too(self) -> None:
        past = fold([decision("merge", "a", "b", instead=("c",)), decision("reopen", "a")])
        assert names(past, "a", "b", "c") == ["proposed", "proposed", "proposed"]

    def test_a_claim_that_stood_before_goes_back_to_its_own_decision(self) -> None:
        own = decision("accept", "b", by="bob")
        past = fold([own, decision("merge", "a", instead=("b",)), decision("reopen", "a")])
        assert names(past, "a", "b") == ["proposed", "accepted"]
        assert past.state("b").decision == own

    def test_a_doubt_from_before_a_merger_is_not_forgotten(self) -> None:
        past = fold(
            [
                decision("doubt", "b", by="bob"),
                decision("merge", "a", instead=("b",)),
                decision("reopen", "a"),
                decision("accept", "b", by="bob"),
            ]
        )
        assert names(past, "b") == ["doubted"]

    def test_what_was_built_on_an_amendment_falls_with_it(self) -> None:
        past = fold(
            [
                decision("amend", "a", instead=("b",)),
                decision("split", "b", instead=("c", "d")),
                decision("amend", "d", instead=("e",)),
                decision("reopen", "a"),
            ]
        )
        assert past.named("accepted") == set()
        assert names(past, "a") == ["proposed"]

    def test_a_confirmation_does_not_keep_what_stood_instead(self) -> None:
        past = fold(
            [
                decision("amend", "a", instead=("b",)),
                decision("accept", "b", by="bob"),
                decision("reopen", "a"),
            ]
        )
        assert names(past, "b") == ["proposed"]

    def test_a_rejection_of_what_stood_instead_stays(self) -> None:
        past = fold(
            [
                decision("amend", "a", instead=("b",)),
                decision("reject", "b", by="bob"),
                decision("reopen", "a"),
            ]
        )
        assert names(past, "a", "b") == ["proposed", "rejected"]

    def test_it_can_be_amended_again_in_the_same_way(self) -> None:
        past = fold(
            [
                decision("amend", "a", instead=("b",)),
                decision("reopen", "a"),
                decision("amend", "a", instead=("b",)),
                decision("reopen", "a"),
                decision("amend", "a", instead=("b",)),
            ]
        )
        assert names(past, "a", "b") == ["superseded", "accepted"]


class TestDoubt:
    def test_only_somebody_else_may_accept(self) -> None:
        past = fold([decision("doubt", "a"), decision("accept", "a")])
        assert names(past, "a") == ["doubted"]
        assert past.take(decision("accept", "a", by="bob")) is None
        assert names(past, "a") == ["accepted"]

    @pytest.mark.parametrize("by", ["Anna", " anna ", "ANNA", "\uff41nna"])
    def test_another_spelling_of_a_name_is_not_somebody_else(self, by: str) -> None:
        past = fold([decision("doubt", "a"), decision("accept", "a", by=by)])
        assert names(past, "a") == ["doubted"]

    @pytest.mark.parametrize("kind", ["reject", "doubt"])
    def test_a_decision_of_ones_own_between_does_not_end_it(self, kind: str) -> None:
        past = fold([decision("doubt", "a"), decision(kind, "a"), decision("accept", "a")])
        assert "accepted" not in names(past, "a")

    @pytest.mark.parametrize(
        "way",
        [
            pytest.param(decision("amend", "a", instead=("b",)), id="amend"),
            pytest.param(decision("split", "a", instead=("b", "c")), id="split"),
            pytest.param(decision("merge", "a", "b", instead=("c",)), id="merge"),
            pytest.param(decision("merge", "b", instead=("a",)), id="merge-into-it"),
            pytest.param(decision("reopen", "a"), id="reopen"),
            pytest.param(decision("accept", "b", "a"), id="among-others"),
        ],
    )
    def test_there_is_no_way_around(self, way: Decision) -> None:
        past = fold([decision("doubt", "a"), way])
        assert names(past, "a", "b", "c") == ["doubted", "proposed", "proposed"]

    def test_two_doubters_need_a_third(self) -> None:
        doubts = [decision("doubt", "a"), decision("doubt", "a", by="bob")]
        for by, expected in (("anna", "doubted"), ("bob", "doubted"), ("cem", "accepted")):
            assert names(fold([*doubts, decision("accept", "a", by=by)]), "a") == [expected]

    def test_when_somebody_else_has_decided_the_doubt_is_over(self) -> None:
        past = fold(
            [
                decision("doubt", "a"),
                decision("reject", "a", by="bob"),
                decision("accept", "a"),
            ]
        )
        assert names(past, "a") == ["accepted"]


class TestUndo:
    def test_all_is_as_before(self) -> None:
        first, second = decision("accept", "a", by="bob"), decision("reject", "a", "b")
        before, past = fold([first]).states(), fold([first, second])
        assert past.take(undo(second)) is None
        assert past.states() == before

    def test_the_decisions_of_a_person_can_be_walked_back(self) -> None:
        made = [decision("doubt", "a"), decision("reject", "a"), decision("reject", "b")]
        past = fold(made)
        for last in reversed(made):
            assert past.last_of("Anna") == last
            assert past.take(undo(last)) is None
        assert past.states() == {}
        assert past.last_of("anna") is None

    def test_an_undone_amendment_takes_the_new_claim_along(self) -> None:
        made = decision("amend", "a", instead=("b",))
        assert fold([made, undo(made)]).states() == {}

    def test_an_undone_reopening_brings_a_merger_back(self) -> None:
        merged = decision("merge", "a", "b", instead=("c",))
        reopened = decision("reopen", "a")
        past = fold([merged, reopened])
        before = fold([merged]).states()
        past.take(undo(reopened))
        assert past.states() == before

    def test_nobody_undoes_what_others_built_on(self) -> None:
        made = decision("amend", "a", instead=("b",))
        past = fold([made, decision("doubt", "b", by="bob"), undo(made)])
        assert names(past, "a", "b") == ["superseded", "doubted"]
        assert "since" in past.refused[0][1]

    def test_nobody_undoes_for_another(self) -> None:
        made = decision("reject", "a")
        past = fold([made, undo(made, by="bob")])
        assert names(past, "a") == ["rejected"]

    def test_what_was_decided_and_taken_back_is_not_as_if_nobody_ever_had(self) -> None:
        """An edition may rest on it: it has to say what took it back."""
        made, other = decision("accept", "a"), decision("accept", "b")
        past = fold([made, back := undo(made), other])
        assert past.last_words() == {"a": back, "b": other}
        past.take(again := decision("reject", "a"))
        assert past.last_words() == {"a": again, "b": other}

    def test_nothing_is_undone_twice(self) -> None:
        made = decision("reject", "a")
        past = fold([made, undo(made), undo(made)])
        assert len(past.refused) == 1


CLAIMS = ("a", "b", "c", "d")
PEOPLE = ("anna", "bob", "cem")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["accept", "reject", "doubt", "reopen", "amend", "merge", "split", "undo"]),
        st.lists(st.sampled_from(CLAIMS), min_size=1, max_size=2, unique=True),
        st.lists(st.sampled_from(CLAIMS), min_size=1, max_size=2, unique=True),
        st.sampled_from(PEOPLE),
    ),
    max_size=14,
)


def chain(past: Past, claim: str) -> set[str]:
    """Return all that stands instead of a claim, and instead of that."""
    found: set[str] = set()
    ahead = list(past.state(claim).instead)
    while ahead:
        other = ahead.pop()
        if other not in found:
            found.add(other)
            ahead += past.state(other).instead
    return found


@settings(max_examples=400, deadline=None)
@given(STEPS)
def test_whatever_people_do(steps: list[tuple[str, list[str], list[str], str]]) -> None:
    """No doubter accepts, no chain of replacements closes, and every last step can go back."""
    past, taken = Past(), []
    for kind, claims, instead, by in steps:
        if kind == "undo":
            target = past.last_of(by)
            if target is None:
                continue
            made = undo(target, by=by)
        else:
            others = tuple(instead) if kind in ("amend", "merge", "split") else None
            made = decision(kind, *claims, by=by, instead=others)
        before = past.states()
        if past.take(made) is not None:
            assert past.states() == before
            continue
        taken.append(made)
        now = past.states()
        if kind in ACCEPTING:
            for claim in (*made.claims, *(made.instead or ())):
                doubters = before[claim].doubters if claim in before else ()
                assert person(by) not in map(person, doubters)
        for claim in now:
            assert claim not in chain(past, claim)
        if kind != "undo":
            again = fold(taken)
            assert again.take(undo(made, by=by)) is None
            assert again.states() == before
        assert fold(taken).states() == now
