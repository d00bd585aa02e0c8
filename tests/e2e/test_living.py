"""Thirty documents to two living editions, by the words of the command line."""

from __future__ import annotations

import csv
import json
import random
import shutil
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import datetime, tzinfo
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from sousveil.cli import run
from sousveil.edition.compile import edition_digest
from sousveil.edition.independence import count_origins
from sousveil.model.figure import Computed
from sousveil.project import Project

HERE = Path(__file__).parent / "living"
BASE, FIRST, TEXT, SECOND = "aigs-2022", "2026-1", "2026-text", "2026-2"
JANUARY, FEBRUARY = "2026-01-10T09:00:00+00:00", "2026-02-10T09:00:00+00:00"

PARTIES = {
    "supply": ("supplier", "recipient"),
    "use": ("technology", "user"),
    "finance": ("financier", "recipient"),
    "membership": ("organisation", "country"),
    "ownership": ("owner", "owned"),
    "count": ("technology", "value"),
}

NEW = {"ALB", "FJI", "GUY", "KWT", "NIC", "NOR", "OMN", "RWA", "TZA"}
"""Countries that the decisions of January bring in."""


class Stopped(datetime):
    """A clock that stands still, so that two walks on one day make the same decisions."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Stopped:
        return cls.fromisoformat(cls.time).astimezone(tz)

    time = JANUARY


@pytest.fixture(scope="module", autouse=True)
def clock() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sousveil.project.datetime", Stopped)
        yield


def sousveil(folder: Path, *words: str, code: int = 0) -> str:
    """Run a verb in a project, and return what it answers."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        got = run(["-C", str(folder), *words])
    assert got == code, f"{words}: {got}\n{out.getvalue()[-2000:]}\n{err.getvalue()[-2000:]}"
    assert "Traceback" not in err.getvalue() and "should not have happened" not in err.getvalue()
    return out.getvalue()


def asked(folder: Path, *words: str, code: int = 0) -> Any:
    return json.loads(sousveil(folder, *words, "--json", code=code))


def listed(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def add(folder: Path, documents: list[dict[str, str]]) -> dict[str, Any]:
    """Add documents one by one; return what became of each, by its source."""
    told = {}
    with Project.open(folder) as project:
        for row in documents:
            path = HERE / "documents" / row["document"]
            (told[row["source"]],) = project.add([path], source=row["source"], as_of=row["as_of"])
    return told


def waiting(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the passages in the queue by source, type, party and country."""
    found = {}
    for item in asked(folder, "review", "--limit", "1000")["queue"]:
        for passage in item["claims"]:
            claim, (place,) = passage["claim"], passage["places"]
            ends = (f"{claim[field]}" for field in PARTIES[claim["type"]])
            found[" ".join((place["source"], claim["type"], *ends))] = passage
    return found


def decide(folder: Path, script: str, known: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Take the decisions of a script; return the last one that was taken on each claim by name."""
    lines = [json.loads(line) for line in (HERE / script).read_text("utf-8").splitlines()]
    refusals = [line.pop("refused", "") for line in lines]
    given, names = [], []
    for line in lines:
        names.append(line.get("claims", ()))
        ids = {"claims": [known[name]["id"] for name in names[-1]]} if names[-1] else {}
        if "instead" in line:
            old = known[names[-1][0]]["claim"]
            ids["instead"] = [
                known[new]["id"] if isinstance(new, str) else old | new for new in line["instead"]
            ]
        given.append(line | ids)
    path = folder.parent / f"{folder.name}-{script}"
    path.write_text("".join(json.dumps(line) + "\n" for line in given), encoding="utf-8")
    code = 1 if any(refusals) else 0
    answers = sousveil(folder, "review", "--decisions", str(path), "--json", code=code)
    taken = {}
    for answer, refusal, own in zip(answers.splitlines(), refusals, names, strict=True):
        told = json.loads(answer)
        assert told["ok"] is not bool(refusal), told
        assert refusal in told.get("why", "")
        taken |= dict.fromkeys(own, told.get("decision")) if told["ok"] else {}
    return taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """A project in which the decisions of January are taken and frozen."""

    folder: Path
    added: dict[str, Any]
    known: dict[str, dict[str, Any]]
    decisions: dict[str, str]

    def id(self, name: str) -> str:
        return str(self.known[name]["id"])


def walk(folder: Path, documents: list[dict[str, str]]) -> Walk:
    Stopped.time = JANUARY
    Project.create(folder).close()
    added = add(folder, documents)
    known = waiting(folder)
    decisions = decide(folder, "decisions.jsonl", known)
    sousveil(folder, "compile", FIRST, "--base", BASE)
    sousveil(folder, "compile", TEXT, "--living")
    return Walk(folder=folder, added=added, known=known, decisions=decisions)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """The project after January; to be read only."""
    return walk(tmp_path_factory.mktemp("living") / "index", listed("documents.csv"))


@pytest.fixture(scope="module")
def second(first: Walk, tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """The same after February: one more document, two withdrawals, a second edition."""
    folder = tmp_path_factory.mktemp("later") / "index"
    shutil.copytree(first.folder, folder)
    Stopped.time = FEBRUARY
    added = add(folder, listed("later.csv"))
    known = first.known | waiting(folder)
    decisions = decide(folder, "afterwards.jsonl", known)
    sousveil(folder, "compile", SECOND, "--base", FIRST)
    return Walk(folder=folder, added=added, known=known, decisions=decisions)


def figures(folder: Path, edition: str, *more: str) -> dict[str, dict[str, Any]]:
    return {f["id"]: f for f in asked(folder, "figures", edition, *more)}


def values(folder: Path, edition: str, *more: str) -> dict[str, int | None]:
    return {id: f["value"] for id, f in figures(folder, edition, *more).items()}


def entries(folder: Path, edition: str, country: str) -> dict[tuple[str, ...], Any]:
    """Return the entries of a country that came from running text."""
    with Project.open(folder) as project:
        return {
            (entry.kind, entry.technology or entry.financier or ""): entry
            for entry in project.edition(edition).entries
            if entry.country == country and entry.status is not None
        }


def test_every_document_is_read_and_the_odd_ones_say_nothing(first: Walk) -> None:
    assert len(first.added) == 30
    assert {added.status for added in first.added.values()} == {"ok"}
    silent = ("donau-depesche", "night-page", "garden-gossip")
    assert [first.added[name].claims for name in silent] == [0, 0, 0]
    (unread,) = first.added["donau-depesche"].problems
    assert unread.kind == "unread-language" and "de" in unread.what
    assert all(added.problems == () for name, added in first.added.items() if name != silent[0])


def test_hidden_words_are_stored_and_are_nobodys_claim(first: Walk) -> None:
    found = asked(first.folder, "search", "Latvia")
    assert [hit["source"] for hit in found] == ["night-page"]
    assert not any("LVA" in name for name in first.known)


def test_a_look_alike_name_is_told_and_waits_for_somebody_else(first: Walk) -> None:
    passage = first.known["shire-sentinel supply huаwei MWI"]
    assert set(passage["claim"]["marks"]) == {"unlisted", "look-alike"}
    with Project.open(first.folder) as project:
        assert passage["id"] not in project.accepted()


def test_a_copy_and_three_retellings_are_one_origin_each(first: Walk) -> None:
    sets = [
        ({d["source"] for d in origin["documents"]}, {r["kind"] for r in origin["reasons"]})
        for origin in asked(first.folder, "origins")["origins"]
    ]
    several = {frozenset(sources): kinds for sources, kinds in sets if len(sources) > 1}
    assert several.keys() == {
        frozenset({"harbour-herald", "river-mirror"}),
        frozenset({"hill-post", "valley-voice", "market-minutes"}),
    }
    assert "copy" in several[frozenset({"harbour-herald", "river-mirror"})]
    (pair,) = map(json.loads, sousveil(first.folder, "copies", "--json").splitlines())
    assert {Path(pair[side]["location"]).stem for side in ("one", "other")} == {
        "harbour-herald",
        "river-mirror",
    }


def test_the_first_edition_adds_to_the_table_what_was_decided(first: Walk) -> None:
    before, now = figures(first.folder, BASE), figures(first.folder, FIRST)

    def came(id: str) -> set[str]:
        return set(now[id]["countries"]) - set(before[id]["countries"])

    def went(id: str) -> set[str]:
        return set(before[id]["countries"]) - set(now[id]["countries"])

    assert (came("countries"), went("countries")) == (NEW, {"PRY"})
    assert came("facial-recognition") == {"FJI", "GUY", "KWT", "NIC", "OMN"}
    assert went("facial-recognition") == {"PRY"}
    assert came("smart-city") == {"ALB", "TZA"}
    assert came("smart-policing") == {"NOR", "RWA"}
    assert came("china-tech") == {"ALB", "GUY", "KWT", "OMN", "RWA", "TZA"}
    assert came("supplier-huawei") == {"GUY", "KWT", "OMN", "TZA"}
    assert came("supplier-zte") == {"ALB", "OMN"}
    assert came("us-tech") == {"NOR"}
    assert came("supplier-nec") == {"FJI"}


def test_what_a_group_holds_of_new_countries_is_not_guessed(first: Walk) -> None:
    told = figures(first.folder, FIRST)["bri"]
    assert told["value"] is None and "Guyana" not in told["countries"]
    assert told["unanswerable"]
    answer = asked(first.folder, "count", FIRST, "--among", "bri", code=2)
    assert "COL" in answer["at_least"]["countries"]
    assert answer["at_least"]["value"] == 69  # 68 of the table, and Colombia


def test_each_status_is_held_and_only_use_counts(first: Walk) -> None:
    held = {
        country: {key[1]: (entry.status, entry.disputed) for key, entry in found.items()}
        for country in ("ALB", "BEN", "CRI", "EST", "ISL", "TTO", "TZA")
        for found in [entries(first.folder, FIRST, country)]
    }
    assert held == {
        "ALB": {"smart_city": ("deployed", None), "facial_recognition": ("contracted", None)},
        "BEN": {"china-eximbank": ("deployed", None)},
        "CRI": {"facial_recognition": ("contracted", None)},
        "EST": {"facial_recognition": ("trial", None)},
        "ISL": {"smart_city": ("planned", None)},
        "TTO": {"facial_recognition": ("contracted", None)},
        "TZA": {"smart_city": ("deployed", None), "facial_recognition": ("deployed", True)},
    }
    answer = asked(first.folder, "count", FIRST, "--having", "technology=facial_recognition")
    others = {next(iter(other["rule"].items())): other for other in answer["alternatives"]}
    contracted = others["contracted", "included"]
    assert contracted["countries_added"] == ["ALB", "CRI", "TTO"]
    assert others["disputed", "included"]["countries_added"] == ["TZA"]


def test_two_amounts_stand_side_by_side(first: Walk) -> None:
    (loan,) = entries(first.folder, FIRST, "BEN").values()
    assert sorted((a.value, a.currency, a.role) for a in loan.amounts) == [
        (60_000_000, "USD", "loan"),
        (75_000_000, "USD", "loan"),
    ]
    assert loan.origins == 2


def test_an_unlisted_supplier_is_held_back(first: Walk) -> None:
    with Project.open(first.folder) as project:
        edition, reviewed = project.edition(FIRST), project.records(FIRST).reviewed
    assert reviewed is not None
    assert [(held.claim, held.country) for held in reviewed.held_back] == [
        (first.id("mountain-messenger supply lumivex BTN"), "BTN")
    ]
    assert all(entry.country != "BTN" for entry in edition.entries)
    assert [name["id"] for name in asked(first.folder, "names")] == ["lumivex"]


def test_only_two_countries_have_two_origins(first: Walk) -> None:
    counted = figures(first.folder, TEXT, "--rule", "min_origins=2")["countries"]
    assert counted["countries"] == ["FJI", "GUY"]
    with Project.open(first.folder) as project:
        origins = project.origins()
        claims = {claim.id: claim for claim in project.claims()}
        retold = [name for name in first.known if name.endswith("supply hikvision RWA")]
        assert len(retold) == 3
        assert count_origins([claims[first.id(name)] for name in retold], origins) == 1


def test_the_edition_of_text_alone_counts_what_text_says(first: Walk) -> None:
    assert values(first.folder, TEXT)["countries"] == len(NEW)
    pair = "technology=facial_recognition,origin=CHN"
    joint = asked(first.folder, "count", TEXT, "--having", pair)
    assert joint["countries"] == ["GUY", "KWT", "OMN"]
    assert asked(first.folder, "count", FIRST, "--having", pair, code=2)["unanswerable"]


def test_diff_says_which_decision_moved_which_figure(first: Walk) -> None:
    found = asked(first.folder, "diff", BASE, FIRST)
    assert (set(found["countries_added"]), found["countries_dropped"]) == (NEW, ["PRY"])
    moved = {m["id"]: m for m in found["figures_moved"]}
    faces = moved["facial-recognition"]
    assert (set(faces["added"]), faces["dropped"]) == ({"FJI", "GUY", "KWT", "NIC", "OMN"}, ["PRY"])
    behind = {
        "harbour-herald supply huawei GUY",
        "river-mirror supply huawei GUY",
        "sea-wall-weekly supply huawei GUY",
        "coral-chronicle supply nec FJI",
        "reef-dispatch supply nec FJI",
        "stores-list supply huawei KWT",
        "gulf-digest supply huawei OMN",
        "gulf-digest supply zte OMN",
        "volcano-voice use facial_recognition NIC",
        "chaco-courier use facial_recognition PRY",
    }
    merged = first.decisions["gulf-digest supply huawei KWT"]
    due = {
        first.id(name): merged if name.startswith("stores-list") else first.decisions[name]
        for name in behind
    }
    assert {w["claim"]: w["decision"] for w in faces["why"]} == due
    (norway,) = moved["us-tech"]["why"]
    assert (norway["by"], norway["because"]) == ("ben", "the union has seen it at work")
    (colombia,) = (c for c in found["changed_cells"] if c["country"] == "COL")
    assert colombia["column"] == "bri"
    assert [w["decision"] for w in colombia["why"]] == [
        first.decisions["andes-advance membership bri COL"]
    ]
    assert "the union has seen it at work" in sousveil(first.folder, "diff", BASE, FIRST)


@pytest.mark.parametrize("edition", [FIRST, TEXT])
def test_every_figure_is_traced_to_quotes_and_bytes(first: Walk, edition: str) -> None:
    with Project.open(first.folder) as project:
        claims = {claim.id: claim for claim in project.claims()}
        table = {quote.claim: quote for quote in project.records(BASE).evidence}
        answered = 0
        for name in project.codebook.figures:
            computed = project.figure(name, edition)
            if not isinstance(computed, Computed):
                continue
            answered += 1
            quotes = {quote.claim: quote for quote in project.evidence(computed, edition)}
            held = {entry.id: entry for entry in project.edition(edition).entries}
            for id in computed.entries:
                assert held[id].claims and quotes.keys() >= set(held[id].claims)
            for quote in quotes.values():
                if quote.claim in table and edition == FIRST:
                    assert quote == table[quote.claim]
                    continue
                claim, text = claims[quote.claim], project.text(quote.text)
                assert text is not None
                assert text.content[quote.start : quote.end] == quote.quote == claim.quote
                original = project.original(text.snapshot).decode("utf-8")
                assert claim.mentions
                assert all(mention.text in original for _, mention in claim.mentions)
        assert answered > 10


def test_verify_is_clean_and_compiles_again(first: Walk) -> None:
    assert asked(first.folder, "verify")["problems"] == []
    deep = asked(first.folder, "verify", "--deep")
    assert (deep["problems"], deep["notes"]) == ([], [])
    assert deep["counts"]["read again"] == 30
    assert deep["counts"]["compiled again"] == 2


def test_an_export_holds_the_words_and_the_decisions(first: Walk, tmp_path: Path) -> None:
    sousveil(first.folder, "export", FIRST, "--format", "csv", "--to", str(tmp_path / "one"))
    sousveil(first.folder, "export", FIRST, "--format", "csv", "--to", str(tmp_path / "two"))

    def rows(name: str) -> list[dict[str, str]]:
        with (tmp_path / "one" / f"{name}.csv").open(newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()
    statements = {row["claim"]: row for row in rows("statements")}
    norway = statements[first.id("fjord-forum supply palantir NOR")]
    assert norway["decision"] == first.decisions["fjord-forum supply palantir NOR"]
    denial = statements[first.id("strait-letter supply huawei TZA")]
    assert (denial["polarity"], denial["by"]) == ("negated", "ben")
    gone = (
        "adriatic-agenda supply zte ALB",
        "calypso-courier supply dahua TTO",
        "gulf-digest supply huawei KWT",
        "gulf-digest supply zte KWT",
    )
    assert not statements.keys() & {first.id(name) for name in gone}
    assert {row["value"] for row in rows("amounts")} == {"60000000", "75000000"}
    assert [(row["owner"], row["share"]) for row in rows("stakes")] == [("cetc", "42%")]
    assert {row["iso3"] for row in rows("matrix")} >= NEW
    assert all(b"Lumivex" not in path.read_bytes() for path in (tmp_path / "one").iterdir())


def test_a_second_edition_leaves_a_stone_for_what_was_withdrawn(second: Walk) -> None:
    now = figures(second.folder, SECOND)
    assert set(now["countries"]["countries"]) & NEW == NEW - {"FJI", "GUY"}
    with Project.open(second.folder) as project:
        reviewed = project.records(SECOND).reviewed
    assert reviewed is not None
    fiji = [f"{source} supply nec FJI" for source in ("coral-chronicle", "reef-dispatch")]
    assert {(t.claim, t.edition, t.decision, t.by) for t in reviewed.tombstones} == {
        (second.id(name), FIRST, second.decisions[name], "ben") for name in fiji
    }
    (guyana,) = entries(second.folder, SECOND, "GUY").values()
    assert guyana.status == "ended"
    assert guyana.claims == (second.id("parliament-post supply huawei GUY"),)
    assert len(guyana.beside) == 3
    assert "withdrawn since 2026-1" in sousveil(second.folder, "show", "Fiji")


def test_a_second_edition_says_what_moved_since_the_first(second: Walk) -> None:
    found = asked(second.folder, "diff", FIRST, SECOND)
    assert found["countries_dropped"] == ["FJI", "GUY"] and found["countries_added"] == []
    why = {w["claim"]: w for gone in found["listed"] for w in gone["why"]}
    assert {(w["did"], w["decision"]) for w in why.values()} == {
        ("withdrawn", second.decisions["reef-dispatch supply nec FJI"]),
        ("entered", second.decisions["parliament-post supply huawei GUY"]),
    }
    assert {m["id"] for m in found["figures_moved"]} >= {
        "china-tech",
        "countries",
        "facial-recognition",
        "supplier-huawei",
        "supplier-nec",
    }


def test_the_first_edition_stays_as_it_was(first: Walk, second: Walk) -> None:
    assert figures(second.folder, FIRST) == figures(first.folder, FIRST)
    deep = asked(second.folder, "verify", "--deep")
    assert (deep["problems"], deep["notes"]) == ([], [])
    assert deep["counts"]["compiled again"] == 3
    Stopped.time = FEBRUARY
    again = sousveil(second.folder, "compile", FIRST, "--base", BASE, code=2)
    assert again == ""


def test_another_order_of_adding_gives_the_same_edition(first: Walk, tmp_path: Path) -> None:
    documents = listed("documents.csv")
    random.Random(30).shuffle(documents)
    other = walk(tmp_path / "index", documents)

    def digests(folder: Path) -> list[str]:
        with Project.open(folder) as project:
            return [
                project.digest(),
                *(edition_digest(project.edition(n), project.records(n)) for n in (FIRST, TEXT)),
            ]

    assert digests(other.folder) == digests(first.folder)


def test_a_backup_comes_back_whole(second: Walk, tmp_path: Path) -> None:
    state = asked(second.folder, "digest")
    sousveil(second.folder, "backup", str(tmp_path / "index.tar"))
    sousveil(tmp_path, "restore", str(tmp_path / "index.tar"), str(tmp_path / "restored"))
    assert asked(tmp_path / "restored", "digest") == state
    deep = asked(tmp_path / "restored", "verify", "--deep")
    assert (deep["problems"], deep["notes"]) == ([], [])
    assert values(tmp_path / "restored", SECOND) == values(second.folder, SECOND)
