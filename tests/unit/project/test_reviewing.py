from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sousveil.errors import QueryError
from sousveil.extraction.schema import schema_claim
from sousveil.model.claim import Claim, Supply
from sousveil.model.codec import claim_to_plain, to_plain
from sousveil.model.decision import Decision
from sousveil.model.noun import replace
from sousveil.project import Project, state
from sousveil.storage.ledger import row

from .lines import ToldProject, tell
from .small import KENYA, NORWAY, NOW, at, sheet

LINES = ("Huawei supplies Kenya.", "NEC supplies Peru.", "Lumivex supplies Kenya.")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with ToldProject.create(tmp_path / "my-index", clock=at(NOW)) as opened:
        yield opened


@pytest.fixture
def claims(project: Project, tmp_path: Path) -> tuple[Claim, ...]:
    """Three claims of one story: Huawei in Kenya, NEC in Peru, the unlisted Lumivex in Kenya."""
    return tell(project, tmp_path, "story", *LINES)


def plain(project: Project, claim: Claim, **changed: Any) -> dict[str, Any]:
    """Return a claim as an object of the schema, with some fields changed."""
    return schema_claim(claim, project.codebook) | changed


def name(project: Project, claim: str) -> str:
    with project._ledger.reading() as view:
        return state.past(view).state(claim).name


def test_a_claim_of_running_text_is_only_proposed(
    project: Project, claims: tuple[Claim, ...]
) -> None:
    assert project.accepted() == frozenset()
    assert project.queue().claims == len(claims) == 3


@pytest.mark.parametrize("first", ["accept", "reject"])
def test_the_same_decision_twice_in_one_second_is_not_lost(
    project: Project, claims: tuple[Claim, ...], first: str
) -> None:
    """The last word counts, even where it is the first one again, to the letter."""
    other = {"accept": "reject", "reject": "accept"}[first]
    for kind in (first, other, first):
        getattr(project, kind)([claims[0].id], by="anna", because="read")
    assert (claims[0].id in project.accepted()) is (first == "accept")
    assert project.verify(deep=True).problems == ()


class TestAmend:
    def test_the_new_claim_stands_and_the_row_of_the_old_one_stays(
        self, project: Project, claims: tuple[Claim, ...]
    ) -> None:
        made = project.amend(
            claims[0].id,
            plain(project, claims[0], modality="planned"),
            by="anna",
            because="it is only agreed",
        )
        (new,) = made.instead or ()
        assert project.accepted() == {new}
        stored = {claim.id: claim for claim in project.claims()}
        assert stored[claims[0].id] == claims[0]
        amended = stored[new]
        assert isinstance(amended.content, Supply)
        assert (amended.content.modality, amended.rule) == ("planned", "person/1")
        assert project.queue().claims == 2
        assert project.verify(deep=True).problems == ()

    def test_all_parts_of_a_claim_survive(
        self, project: Project, claims: tuple[Claim, ...]
    ) -> None:
        given = plain(
            project,
            claims[0],
            technologies=["smart_city"],
            technology_mentions=[{"start": 7, "end": 15, "text": "supplies", "id": "smart_city"}],
            attribution=["SCMP", "WSJ"],
            hedges=["reportedly"],
            place={"name": "Nairobi", "level": "city"},
            time={"start": "2019", "mention": {"start": 0, "end": 6, "text": "Huawei"}},
            quantity={"value": 9, "unit": "cameras", "bound": "min"},
            amount={"value": 1.5, "currency": "USD", "role": "loan", "bound": "exact"},
            agency={"start": 16, "end": 21, "text": "Kenya"},
        )
        made = project.amend(claims[0].id, given, by="anna", because="there is more")
        (new,) = (claim for claim in project.claims() if claim.id in (made.instead or ()))
        back = schema_claim(new, project.codebook)
        for field in ("quantity", "amount"):
            assert back[field].pop("mention")["text"] == LINES[0]
        assert back == given

    @pytest.mark.parametrize(
        ("changed", "message"),
        [
            pytest.param({"evidence": {"start": 0, "end": 6, "quote": "huawei"}}, "to the letter"),
            pytest.param({"evidence": {"start": 1, "end": 7, "quote": "Huawei"}}, "to the letter"),
            pytest.param({"evidence": {"start": -7, "end": 0, "quote": "Huawei"}}, "to the letter"),
            pytest.param({"evidence": {"start": True, "end": 6, "quote": "uawei"}}, "letter"),
            pytest.param(
                {"evidence": {"quote": "ZTE supplies Kenya."}}, "does not stand in the text"
            ),
            pytest.param({"evidence": {"quote": "supplies"}}, "more than once"),
            pytest.param({"evidence": {"start": 6, "end": 7, "quote": " "}}, "needs evidence"),
            pytest.param({"evidence": None}, "needs evidence"),
            pytest.param({"supplier_mention": {"start": 0, "end": 3, "text": "ZTE"}}, "mention"),
            pytest.param({"supplier_mention": "Huawei"}, "mention"),
            pytest.param({"technology_mentions": "x"}, "list of mentions"),
            pytest.param({"recipient": "Kenya"}, "no country"),
            pytest.param({"recipient": ["KEN"]}, "is no claim"),
            pytest.param({"supplier": "Нuawei"}, "two scripts"),
            pytest.param({"supplier": "a company"}, "names no supplier"),
            pytest.param({"supplier": "country:XYZ"}, "names no country"),
            pytest.param({"supplier": None}, "is no claim"),
            pytest.param({"technologies": ["magic"]}, "no technology"),
            pytest.param({"technologies": "smart_city"}, "is no claim"),
            pytest.param({"modality": "certain"}, "no modality"),
            pytest.param({"polarity": "maybe"}, "no polarity"),
            pytest.param({"polarity": ["asserted"]}, "is no claim"),
            pytest.param({"attribution": "SCMP"}, "is no claim"),
            pytest.param({"time": {"end": "2019"}}, "is no claim"),
            pytest.param({"modalitty": "planned"}, "no field"),
            pytest.param({"type": "rumour"}, "no type"),
            pytest.param({"text": "sha256:0"}, "no text"),
            pytest.param({}, "the same as before"),
            pytest.param({"marks": ["stray"]}, "the same as before"),
        ],
    )
    def test_a_claim_that_its_text_does_not_bear_is_refused(
        self, project: Project, claims: tuple[Claim, ...], changed: dict[str, Any], message: str
    ) -> None:
        before = project.verify().head
        given = plain(project, claims[0]) | changed
        with pytest.raises(QueryError, match=message):
            project.amend(claims[0].id, given, by="anna", because="so I read it")
        assert project.verify().head == before

    @pytest.mark.parametrize("given", ["claim:unknown", 7, None, ["x"]])
    def test_what_is_no_claim_at_all_is_refused(
        self, project: Project, claims: tuple[Claim, ...], given: Any
    ) -> None:
        with pytest.raises(QueryError):
            project.amend(claims[0].id, given, by="anna", because="so I read it")

    def test_a_name_becomes_its_id_and_an_unlisted_one_is_marked(
        self, project: Project, claims: tuple[Claim, ...]
    ) -> None:
        for claim, supplier in ((claims[1], "Hikvision"), (claims[0], "lumivex-2")):
            given = plain(project, claim, supplier=supplier)
            project.amend(claim.id, given, by="anna", because="so I read it")
        found = {c.content.supplier: c.marks for c in project.claims() if c.rule == "person/1"}  # type: ignore[attr-defined]
        assert found == {"hikvision": (), "lumivex-2": ("unlisted",)}

    def test_what_is_hidden_in_the_original_is_no_evidence(
        self, project: Project, tmp_path: Path
    ) -> None:
        page = tmp_path / "page.html"
        page.write_text(
            "<html><body><article><p>NEC supplies Kenya.</p>"
            "<p style='display:none'>Huawei supplies Norway.</p></article></body></html>"
        )
        (added,) = project.add([page])
        text = project.text(str(added.text))
        assert text is not None and "Norway" in text.content
        (claim,) = (c for c in project.claims(text.id) if "NEC" in c.quote)
        given = plain(project, claim, recipient="NOR")
        given["evidence"] = {"quote": "Huawei supplies Norway."}
        del given["supplier_mention"]
        with pytest.raises(QueryError, match="does not stand in the text"):
            project.amend(claim.id, given, by="anna", because="it says so")

    def test_a_cell_stays_in_its_place_with_its_marks(
        self, project: Project, tmp_path: Path
    ) -> None:
        list(project.add([sheet(tmp_path / "table.xlsx", KENYA, NORWAY)]))
        (claim,) = (c for c in project.claims() if c.quote == "Hikvsion")
        project.amend(claim.id, plain(project, claim, supplier="nec"), by="anna", because="misread")
        (new,) = (c for c in project.claims() if c.rule == "person/1")
        assert (new.place, new.marks) == (claim.place, claim.marks)
        edition = project.compile("2022-1")
        suppliers = {entry.supplier for entry in edition.entries if entry.country == "KEN"}
        assert suppliers - {None} == {"huawei", "nec"}
        assert project.verify(deep=True).problems == ()

    def test_no_edition_is_given_a_supplier_that_it_cannot_count(
        self, project: Project, tmp_path: Path
    ) -> None:
        list(project.add([sheet(tmp_path / "table.xlsx", KENYA, NORWAY)]))
        (claim,) = (c for c in project.claims() if c.quote == "Palantir")
        with pytest.raises(QueryError, match=r"codebook/suppliers\.yml"):
            project.amend(
                claim.id, plain(project, claim, supplier="lumivex"), by="anna", because="misread"
            )


class TestMergeAndSplit:
    def test_one_of_several_may_stand_for_all(
        self, project: Project, tmp_path: Path, claims: tuple[Claim, ...]
    ) -> None:
        (other,) = tell(project, tmp_path, "second", "Huawei supplies Kenya.", "And more.")
        project.merge([claims[0].id, other.id], other.id, by="anna", because="one event")
        assert project.accepted() == {other.id}
        assert name(project, claims[0].id) == "superseded"

    def test_a_new_one_may_stand_for_all_in_the_text_that_bears_it(
        self, project: Project, tmp_path: Path, claims: tuple[Claim, ...]
    ) -> None:
        (other,) = tell(project, tmp_path, "second", "Huawei supplies Kenya.", "And more.")
        given = plain(project, other, hedges=["reportedly"])
        del given["supplier_mention"]
        given["evidence"] = {"quote": "Huawei supplies Kenya.\nAnd more."}
        made = project.merge([claims[0].id, other.id], given, by="anna", because="one event")
        (new,) = (c for c in project.claims() if c.id in (made.instead or ()))
        assert new.text == other.text
        assert project.accepted() == {new.id}
        assert project.verify(deep=True).problems == ()

    def test_a_claim_merged_with_itself_is_refused(
        self, project: Project, claims: tuple[Claim, ...]
    ) -> None:
        with pytest.raises(QueryError):
            project.merge([claims[0].id], claims[0].id, by="anna", because="one event")

    def test_a_split_makes_both_or_nothing(
        self, project: Project, claims: tuple[Claim, ...]
    ) -> None:
        one = plain(project, claims[0], technologies=["smart_city"])
        other = plain(project, claims[0], technologies=["facial_recognition"])
        head = project.verify().head
        with pytest.raises(QueryError):
            project.split(
                claims[0].id, [one, other | {"recipient": "X"}], by="anna", because="two things"
            )
        assert project.verify().head == head
        made = project.split(claims[0].id, [one, other], by="anna", because="two things")
        assert project.accepted() == set(made.instead or ())
        assert len(made.instead or ()) == 2


class TestSecondPairOfEyes:
    def test_the_doubter_may_not_accept_and_another_may(
        self, project: Project, claims: tuple[Claim, ...]
    ) -> None:
        project.accept([claims[0].id], by="bob", because="read")
        project.doubt([claims[0].id], by="anna", because="is it the same company?")
        assert project.accepted() == frozenset()
        with pytest.raises(QueryError, match="second pair of eyes"):
            project.accept([claims[0].id], by="Anna ", because="read again")
        project.accept([claims[0].id], by="cem", because="it is")
        assert project.accepted() == {claims[0].id}

    def test_what_one_doubted_is_not_in_ones_own_queue(
        self, project: Project, claims: tuple[Claim, ...]
    ) -> None:
        project.doubt([claims[1].id], by="anna", because="odd")
        assert project.queue(by="anna").claims == 2
        assert project.queue(by="bob").waiting[0].item.claims == (claims[1],)

    def test_a_doubted_claim_of_a_person_waits_too(
        self, project: Project, claims: tuple[Claim, ...]
    ) -> None:
        given = plain(project, claims[0], modality="planned")
        made = project.amend(claims[0].id, given, by="anna", because="agreed only")
        project.doubt(made.instead or (), by="anna", because="not sure")
        (first, *_) = project.queue().waiting
        assert [claim.rule for claim in first.item.claims] == ["person/1"]


class TestReopenAndUndo:
    def test_an_edition_made_in_between_stays_as_it_was(
        self, project: Project, tmp_path: Path
    ) -> None:
        list(project.add([sheet(tmp_path / "table.xlsx", KENYA, NORWAY)]))
        (claim,) = (c for c in project.claims() if c.quote == "Palantir")
        given = plain(project, claim, supplier="nec")
        project.amend(claim.id, given, by="anna", because="misread")
        project.compile("2022-1")
        project.undo(by="anna")
        project.compile("2022-2")
        assert {e.supplier for e in project.edition("2022-1").entries} >= {"nec"}
        assert {e.supplier for e in project.edition("2022-2").entries} >= {"palantir"}
        assert project.verify(deep=True).problems == ()

    def test_the_codebook_takes_back_over_what_it_had_accepted(
        self, project: Project, tmp_path: Path
    ) -> None:
        list(project.add([sheet(tmp_path / "table.xlsx", KENYA, NORWAY)]))
        before, accepted = project.digest(), project.accepted()
        project.reject(list(accepted)[:3], by="anna", because="slipped")
        assert project.digest() != before
        project.undo(by="anna", because="the wrong key")
        assert project.digest() == before
        assert project.accepted() == accepted

    def test_every_step_stays_in_the_log(self, project: Project, claims: tuple[Claim, ...]) -> None:
        made = project.accept([claims[0].id], by="anna", because="read")
        undone = project.undo(by="anna")
        with project._ledger.reading() as view:
            assert [d.id for d in state.decisions(view)] == [made.id, undone.id]
        assert (undone.kind, undone.after, undone.because) == ("undo", made.id, "taken back")

    def test_only_ones_own_decisions(self, project: Project, claims: tuple[Claim, ...]) -> None:
        project.accept([claims[0].id], by="anna", because="read")
        with pytest.raises(QueryError, match="no decision by bob"):
            project.undo(by="bob")

    def test_a_reopened_amendment_is_back_in_the_queue(
        self, project: Project, claims: tuple[Claim, ...]
    ) -> None:
        given = plain(project, claims[0], modality="planned")
        project.amend(claims[0].id, given, by="anna", because="agreed only")
        project.reopen([claims[0].id], by="bob", because="the second page says more")
        queue = project.queue()
        assert project.accepted() == frozenset()
        assert queue.claims == 3
        assert {c.rule for w in queue.waiting for c in w.item.claims} == {"told/1"}

    def test_the_digest_tells_a_doubt_from_none(
        self, project: Project, claims: tuple[Claim, ...]
    ) -> None:
        before = project.digest()
        project.doubt([claims[0].id], by="anna", because="odd")
        doubted = project.digest()
        project.undo(by="anna")
        assert project.digest() == before != doubted


class TestQueue:
    def test_pages_progress_and_who_says_so(
        self, project: Project, claims: tuple[Claim, ...], tmp_path: Path
    ) -> None:
        tell(project, tmp_path, "second", "Nobody knows more.", LINES[0], "So it is.")
        whole = project.queue()
        assert (whole.items, whole.claims, whole.today) == (3, 4, 0)
        paged = [project.queue(1, skip=n).waiting[0].item for n in range(3)]
        assert paged == [waiting.item for waiting in whole.waiting]
        (both,) = (w for w in whole.waiting if len(w.passages) == 2)
        assert {p.places[0].source for p in both.passages} == {"story", "second"}
        contexts = {p.context.before + p.context.quote + p.context.after for p in both.passages}
        assert "Nobody knows more.\nHuawei supplies Kenya.\nSo it is." in {
            context.strip() for context in contexts
        }
        project.accept([c.id for c in both.item.claims], by="anna", because="both say so")
        after = project.queue()
        assert (after.items, after.claims, after.decided, after.today) == (2, 2, 2, 1)

    def test_figures_that_would_move_are_counted_on_the_newest_edition(
        self, project: Project, tmp_path: Path
    ) -> None:
        lines = ("Huawei supplies Norway.", "Huawei denies Finland.", "Huawei plans Finland.")
        tell(project, tmp_path, "story", *lines, "Huawei supplies Kenya.")
        told = {
            w.item.claims[0].quote: {r.kind: r.words for r in w.item.reasons}
            for w in project.queue().waiting
        }
        moved = told["Huawei supplies Norway."]["figures"]
        assert moved.startswith("counted in aigs-2022, it would move 6 figures: china-tech, ")
        for quiet in ("Huawei denies Finland.", "Huawei plans Finland.", "Huawei supplies Kenya."):
            assert "figures" not in told[quiet]

    def test_context_can_be_widened(self, project: Project, claims: tuple[Claim, ...]) -> None:
        assert project.context(claims[1].id, 3).before == "ya."[-2:] + "\n"
        whole = project.context(claims[1].id, 1000)
        assert whole.is_whole
        assert (whole.before + whole.quote + whole.after).split("\n")[:3] == list(LINES)

    def test_claims_of_a_text_that_is_read_otherwise_by_now_do_not_wait(
        self, project: Project, claims: tuple[Claim, ...]
    ) -> None:
        with project._ledger.reading() as view:
            (reading,) = state.readings(view).values()
            text = next(view.rows("text")).plain
        newer = text | {"content": "Nothing."}
        made = row("text", newer | {"id": row("text", newer).id})
        with project._ledger.writing(NOW) as writer:
            other = replace(reading, text=made.id, replaces="reading:0")
            writer.append([made, row("reading", to_plain(other))])
        assert project.queue().claims == 0

    def test_candidates(self, project: Project, claims: tuple[Claim, ...]) -> None:
        (one,) = project.candidates()
        assert (one.id, one.name, one.countries) == ("lumivex", "Lumivex", ("KEN",))
        project.reject([claims[2].id], by="anna", because="no such thing")
        assert project.candidates() == ()


def plant(project: Project, made: Decision, *claims: Claim) -> None:
    """Write a decision past all checks, as somebody who can write to the ledger would."""
    rows = [row("claim", claim_to_plain(claim)) for claim in claims]
    with project._ledger.writing(NOW) as writer:
        writer.append([*rows, row("decision", to_plain(made))])


class TestVerify:
    def decided(self, kind: str, *claims: str, **more: Any) -> Decision:
        told = {"by": "anna", "at": NOW, "because": "planted", **more}
        return state.decision(kind, claims, **told)

    def problems(self, project: Project) -> list[str]:
        return [problem.what for problem in project.verify().problems]

    def test_everything_together_is_sound(
        self, project: Project, claims: tuple[Claim, ...]
    ) -> None:
        given = plain(project, claims[0], modality="planned")
        project.amend(claims[0].id, given, by="anna", because="agreed only")
        project.doubt([claims[1].id], by="anna", because="odd")
        project.accept([claims[1].id], by="bob", because="it is right")
        project.undo(by="bob")
        project.reopen([claims[0].id], by="bob", because="look again")
        assert project.verify(deep=True).problems == ()

    def test_a_doubter_who_accepts_is_found_and_nothing_is_accepted(
        self, project: Project, claims: tuple[Claim, ...]
    ) -> None:
        project.doubt([claims[0].id], by="anna", because="odd")
        plant(project, self.decided("accept", claims[0].id))
        assert project.accepted() == frozenset()
        (what,) = self.problems(project)
        assert "second pair of eyes" in what

    def test_a_claim_instead_that_is_not_there_is_found(
        self, project: Project, claims: tuple[Claim, ...]
    ) -> None:
        plant(project, self.decided("amend", claims[0].id, instead=["claim:0"]))
        assert "it puts claims that are not there in the place of others" in self.problems(project)

    def test_a_decision_that_names_another_one_before_it_is_found(
        self, project: Project, claims: tuple[Claim, ...]
    ) -> None:
        project.accept([claims[0].id], by="anna", because="read")
        plant(project, self.decided("reject", claims[0].id, after="decision:0"))
        (what,) = self.problems(project)
        assert "does not follow the decision that it names" in what

    def test_a_claim_of_a_person_that_nobody_decided_for_is_found(
        self, project: Project, claims: tuple[Claim, ...]
    ) -> None:
        from sousveil.model.codec import with_id

        planted = with_id(replace(claims[0], rule="person/1"))
        with project._ledger.writing(NOW) as writer:
            writer.append([row("claim", claim_to_plain(planted))])
        assert self.problems(project) == ["it is a person's claim, and no decision put it there"]

    def test_words_of_a_person_that_are_not_in_the_text_are_found(
        self, project: Project, claims: tuple[Claim, ...]
    ) -> None:
        from sousveil.model.codec import with_id

        ((name, mention),) = claims[0].mentions
        other = ((name, replace(mention, text="ZTE")),)
        planted = with_id(replace(claims[0], rule="person/1", mentions=other))
        decided = self.decided("amend", claims[0].id, instead=[planted.id])
        plant(project, decided, planted)
        assert self.problems(project) == ["a person made it, and its words are not in its text"]

    def test_a_decision_cut_out_with_its_log_row_is_found(
        self, project: Project, claims: tuple[Claim, ...]
    ) -> None:
        """The chain shows it; the decisions among themselves show it as well."""
        project.doubt([claims[0].id], by="bob", because="odd")
        project.reject([claims[0].id], by="anna", because="indeed")
        project.close()
        raw = sqlite3.connect(project.folder / "ledger.sqlite")
        raw.execute("drop trigger decision_no_delete")
        raw.execute("delete from decision where json_extract(body, '$.kind') = 'doubt'")
        raw.commit()
        raw.close()
        with ToldProject.open(project.folder) as opened:
            assert any("does not follow" in what for what in self.problems(opened))


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(lambda p, c: p.doubt([c], by="", because="odd"), id="nobody"),
        pytest.param(lambda p, c: p.doubt([c], by="codebook", because="odd"), id="the-codebook"),
        pytest.param(lambda p, c: p.doubt([c], by="CodeBook", because="odd"), id="another-case"),
        pytest.param(lambda p, c: p.doubt([c], by="anna", because=" "), id="no-reason"),
        pytest.param(lambda p, c: p.doubt([], by="anna", because="odd"), id="no-claim"),
        pytest.param(lambda p, c: p.reopen([c], by="anna", because="odd"), id="open-already"),
        pytest.param(lambda p, c: p.undo(by="anna"), id="nothing-to-undo"),
        pytest.param(lambda p, c: p.merge([c, "claim:0"], c, by="a", because="b"), id="unknown"),
        pytest.param(lambda p, c: p.split(c, [c, c], by="a", because="b"), id="into-itself"),
        pytest.param(lambda p, c: p.split(c, [], by="a", because="b"), id="into-nothing"),
    ],
)
def test_a_decision_that_cannot_be_leaves_no_trace(
    project: Project, claims: tuple[Claim, ...], act: Callable[[Project, str], object]
) -> None:
    head = project.verify().head
    with pytest.raises(QueryError):
        act(project, claims[0].id)
    assert project.verify().head == head
