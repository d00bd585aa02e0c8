from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.errors import LedgerBusy, QueryError
from sousveil.model.words import words
from sousveil.storage import fulltext
from sousveil.storage.fulltext import (
    Entry,
    Hit,
    Index,
    IndexUnwritable,
    Query,
    Term,
    ask,
    catch_up,
    open_index,
    parse_query,
    snippet,
    spans,
)
from sousveil.storage.ledger import View, row
from sousveil.storage.ledger_sql import SqlLedger, open_ledger

NOW = "2026-01-01T00:00:00Z"
TEXTS = {
    "english": "The harbour police bought cameras that compare faces. Smart-city plans follow.",
    "chinese": "该市与华为公司签署了智慧城市合同。",
    "japanese": "市は顔認証カメラを導入した。",
    "korean": "시는 화웨이의 카메라를 설치했다.",
    "thai": "เทศบาลซื้อกล้องวงจรปิดจากจีน",
    "arabic": "وقعت البلدية عقدا مع شركة صينية، وبالصين تصنع الكاميرات.",
    "russian": "Мэрия купила камеры с распознаванием лиц.",
    "french": "La préfecture a déployé des caméras près du marché.",
    "marks": "Huawei™ offers a camera",
}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqlLedger]:
    opened = open_ledger(tmp_path / "ledger.sqlite", create=True)
    write(opened, *TEXTS.values())
    yield opened
    opened.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "index.sqlite"


def write(ledger: SqlLedger, *texts: str) -> None:
    with ledger.writing(NOW) as writer:
        writer.append(row("text", {"content": text}) for text in texts)


def entries(view: View, after: int) -> Iterator[Entry]:
    for found in view.rows("text"):
        if found.seq > after:
            content = found.plain["content"]
            yield Entry(kind="text", id=found.id, text=content, bands=(len(content), 7))


def search(path: Path, ledger: SqlLedger, asked: str) -> list[str]:
    """Return the texts found, each by its name above or its first word."""
    hits = ask(path, ledger, entries, lambda index: index.find(parse_query(asked)))
    names = {text: name for name, text in TEXTS.items()}
    with ledger.reading() as view:
        rows = [view.row(hit.kind, hit.id) for hit in hits]
    contents = [row.plain["content"] for row in rows if row is not None]
    return [names.get(content, content.split()[0]) for content in contents]


def in_memory(*given: Entry) -> Index:
    index = open_index(None)
    with index.writing():
        for entry in given:
            index.add(entry)
    return index


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param("cameras faces", ["english"], id="all-words"),
        pytest.param("FACES", ["english"], id="case"),
        pytest.param('"harbour police"', ["english"], id="phrase"),
        pytest.param('"police harbour"', [], id="phrase-in-another-order"),
        pytest.param("smart-city", ["english"], id="hyphen"),
        pytest.param("camera*", ["english", "french", "marks"], id="prefix"),
        pytest.param("camera* -huawei -police", ["french"], id="without"),
        pytest.param('"smart cit"*', ["english"], id="prefix-of-a-phrase"),
        pytest.param("华为", ["chinese"], id="chinese-of-two-characters"),
        pytest.param("城", ["chinese"], id="chinese-of-one-character"),
        pytest.param("为华", [], id="chinese-in-another-order"),
        pytest.param("顔認証", ["japanese"], id="japanese"),
        pytest.param("ガメラ", [], id="a-voiced-kana-is-another-one"),
        pytest.param("화웨이", ["korean"], id="korean-before-a-particle"),
        pytest.param("กล้อง", ["thai"], id="thai"),
        pytest.param("الصين", ["arabic"], id="arabic-with-clitics"),
        pytest.param("شركة صينية", ["arabic"], id="arabic"),
        pytest.param("КАМЕРЫ", ["russian"], id="russian"),
        pytest.param("prefecture deploye", ["french"], id="accents-left-out"),
        pytest.param(unicodedata.normalize("NFD", "préfecture"), ["french"], id="decomposed"),
    ],
)
def test_what_a_search_finds(
    path: Path, ledger: SqlLedger, asked: str, expected: list[str]
) -> None:
    assert sorted(search(path, ledger, asked)) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param("a b a", Query((Term(("a",)), Term(("b",)))), id="words-once"),
        pytest.param('"a b" -c', Query((Term(("a", "b")),), (Term(("c",)),)), id="phrase-without"),
        pytest.param("“a b”", Query((Term(("a", "b")),)), id="curly-marks-of-quotation"),
        pytest.param('"a b', Query((Term(("a", "b")),)), id="a-mark-left-open"),
        pytest.param("a* b", Query((Term(("a",), True), Term(("b",)))), id="prefix"),
        pytest.param("U.S.", Query((Term(("u", "s")),)), id="a-word-that-is-several"),
        pytest.param(
            "a OR b", Query((Term(("a",)), Term(("or",)), Term(("b",)))), id="no-operator"
        ),
        pytest.param(
            'title:x -"b c"', Query((Term(("title", "x")),), (Term(("b", "c")),)), id="colon"
        ),
    ],
)
def test_how_a_query_is_read(asked: str, expected: Query) -> None:
    assert parse_query(asked) == expected


@pytest.mark.parametrize(
    "asked",
    ["", "  ", "-word", '""', "* - …", "a" * 1001, "a b " + " c1 ".join(map(str, range(99)))],
)
def test_a_query_without_words_or_with_too_many_is_refused(asked: str) -> None:
    with pytest.raises(QueryError):
        parse_query(asked)


@given(st.text(st.one_of(st.characters(), st.sampled_from('"*-()^:+{}ﷺ½ NEARORAND')), max_size=40))
def test_whatever_is_typed_is_a_query_or_is_refused(asked: str) -> None:
    with in_memory(Entry(kind="text", id="t", text=asked)) as index:
        try:
            query = parse_query(asked)
        except QueryError:
            return
        found = index.find(query)
        assert query.without or [hit.id for hit in found] == ["t"]


def test_a_word_in_the_title_weighs_more() -> None:
    with in_memory(
        Entry(kind="text", id="body", text="cameras at the harbour", title="News"),
        Entry(kind="text", id="title", text="news of the harbour", title="Cameras"),
    ) as index:
        assert [hit.id for hit in index.find(parse_query("cameras"))] == ["title", "body"]


def test_a_search_can_be_held_to_kinds_and_to_a_number() -> None:
    with in_memory(
        *(
            Entry(kind=kind, id=f"{kind}{n}", text="cameras")
            for kind in ("text", "claim")
            for n in "12"
        )
    ) as index:
        query = parse_query("cameras")
        assert [hit.id for hit in index.find(query, ("claim",))] == ["claim1", "claim2"]
        assert len(index.find(query, limit=3)) == 3


def test_texts_that_share_bands_are_candidates_the_most_first() -> None:
    with in_memory(
        Entry(kind="text", id="one", text="", bands=(1, 2, 3)),
        Entry(kind="text", id="two", text="", bands=(1, 2, 9)),
        Entry(kind="text", id="other-place", text="", bands=(2, 1, 8)),
    ) as index:
        assert index.candidates((5, 2, 9)) == ["two", "one"]
        assert index.candidates(()) == []


def test_an_index_says_how_far_it_is_filled(path: Path, ledger: SqlLedger) -> None:
    with open_index(path) as index:
        assert index.seq == 0
        catch_up(index, ledger, entries)
        with ledger.reading() as view:
            assert (index.seq, index.head) == (view.head().seq, view.head().hash)


def test_only_new_rows_are_added(path: Path, ledger: SqlLedger) -> None:
    search(path, ledger, "police")
    write(ledger, "Drones above the police")
    asked: list[int] = []

    def noted(view: View, after: int) -> Iterable[Entry]:
        asked.append(after)
        return entries(view, after)

    hits = ask(path, ledger, noted, lambda index: index.find(parse_query("police")))
    assert asked == [1]
    assert len(hits) == 2


def test_an_index_of_another_ledger_is_made_anew(path: Path, ledger: SqlLedger) -> None:
    other = open_ledger(path.with_name("other.sqlite"), create=True)
    write(other, "Elsewhere are police too", "and drones")
    write(other, "and balloons")
    assert search(path, other, "police") == ["Elsewhere"]
    assert search(path, ledger, "police") == ["english"]
    other.close()


def test_an_index_made_by_other_rules_is_made_anew(
    path: Path, ledger: SqlLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    search(path, ledger, "police")
    monkeypatch.setattr(fulltext, "FORMAT", 99)
    with open_index(path) as index:
        assert index.seq == 0
        assert index.find(parse_query("cameras")) == []


def test_nothing_is_left_beside_the_index(path: Path, ledger: SqlLedger) -> None:
    search(path, ledger, "police")
    assert sorted(p.name for p in path.parent.glob("index*")) == ["index.sqlite"]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: b"no database" * 999, id="something-else"),
        pytest.param(lambda data: data[: len(data) // 2], id="half"),
        pytest.param(lambda data: data[:4096] + bytes(len(data) - 4096), id="zeros"),
        pytest.param(lambda data: data[:18] + b"\2\2" + data[20:], id="another-mode"),
        pytest.param(lambda data: bytes(100) + data[100:], id="no-header"),
        pytest.param(
            lambda data: data.replace(b"create table state", b"create table stale"), id="tables"
        ),
    ],
)
def test_a_damaged_index_is_made_again(path: Path, ledger: SqlLedger, damage: object) -> None:
    search(path, ledger, "police")
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    assert search(path, ledger, "police") == ["english"]
    with open_index(path) as index:
        assert index.seq == 1
    assert sorted(p.name for p in path.parent.glob("index*")) == ["index.sqlite"]


def test_no_damage_ends_in_an_error(path: Path, ledger: SqlLedger) -> None:
    search(path, ledger, "police")
    whole = path.read_bytes()
    rng = random.Random(1)
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(rng.choice((1, 20, 400))):
            data[rng.randrange(len(data))] = rng.randrange(256)
        path.write_bytes(data)
        search(path, ledger, "police -drones")


def test_another_database_in_its_place_is_replaced(path: Path, ledger: SqlLedger) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("pragma journal_mode = wal")
        connection.execute("create table mine (a)")
    connection.close()
    assert search(path, ledger, "police") == ["english"]


@pytest.mark.parametrize("kind", ["folder", "nowhere"])
def test_where_nothing_can_be_written_the_index_is_in_memory(
    path: Path, ledger: SqlLedger, kind: str
) -> None:
    if kind == "folder":
        path.mkdir()
    else:
        path = path / "nowhere" / "index.sqlite"
    with pytest.raises(IndexUnwritable):
        open_index(path)
    assert search(path, ledger, "police") == ["english"]


def test_an_index_that_cannot_be_written_is_still_asked_while_it_is_current(
    path: Path, ledger: SqlLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    search(path, ledger, "police")
    prepare = Index.prepare

    def read_only(index: Index) -> None:
        prepare(index)
        if index.path is not None:
            index._run("pragma query_only = on")

    monkeypatch.setattr(Index, "prepare", read_only)
    assert search(path, ledger, "police") == ["english"]
    before = path.read_bytes()
    write(ledger, "Balloons carry cameras")
    assert search(path, ledger, "balloons") == ["Balloons"]
    assert path.read_bytes() == before


def test_a_failed_filling_leaves_the_index_as_it_was(path: Path, ledger: SqlLedger) -> None:
    search(path, ledger, "police")
    write(ledger, "Balloons", "Blimps")

    def failing(view: View, after: int) -> Iterator[Entry]:
        yield next(entries(view, after))
        raise KeyboardInterrupt

    with open_index(path) as index:
        with pytest.raises(KeyboardInterrupt):
            catch_up(index, ledger, failing)
        assert index.seq == 1
        assert index.find(parse_query("b*"))[0].kind == "text"
    assert search(path, ledger, "balloons") == ["Balloons"]


PROCESS = """
import sys, time
from pathlib import Path
from sousveil.storage.fulltext import *
from sousveil.storage.ledger_sql import open_ledger

def entries(view, after):
    for n, row in enumerate(view.rows("text")):
        if row.seq > after:
            if n == int(sys.argv[2]):
                print("midway", flush=True)
                time.sleep(float(sys.argv[3]))
            yield Entry(kind="text", id=row.id, text=row.plain["content"] + " filler" * 90000)

folder = Path(sys.argv[1])
ledger = open_ledger(folder / "ledger.sqlite")
hits = ask(folder / "index.sqlite", ledger, entries, lambda i: i.find(parse_query("police")))
print(len(hits))
"""


def process(folder: Path, midway: int, pause: float) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PROCESS, str(folder), str(midway), str(pause)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_process_killed_while_filling_leaves_the_old_index(path: Path, ledger: SqlLedger) -> None:
    killed = process(path.parent, len(TEXTS) - 1, 60)
    assert killed.stdout is not None
    assert killed.stdout.readline() == "midway\n"
    killed.kill()
    killed.communicate()
    with open_index(path) as index:
        assert index.seq == 0
        assert index.find(parse_query("cameras")) == []
    assert search(path, ledger, "police") == ["english"]


def test_two_processes_at_once_wait_for_each_other(path: Path, ledger: SqlLedger) -> None:
    both = [process(path.parent, 2, 0.5) for _ in range(2)]
    said = [one.communicate(timeout=60) for one in both]
    assert [(out.split()[-1], err) for out, err in said] == [("1", "")] * 2
    assert sum("midway" in out for out, _ in said) == 1


def test_who_waits_too_long_is_told_so(path: Path) -> None:
    with open_index(path) as one, open_index(path, wait=0.05) as other, one.writing():  # noqa: SIM117
        with pytest.raises(LedgerBusy, match="nothing is lost"), other.writing():
            pass


@pytest.mark.parametrize(
    ("text", "asked", "expected"),
    [
        pytest.param("Cameras, cameras", "cameras", ["Cameras", "cameras"], id="each"),
        pytest.param("the smart\ncity", '"smart city"', ["smart\ncity"], id="phrase"),
        pytest.param("surveillance", "surveil*", ["surveillance"], id="prefix"),
        pytest.param("😀 e\u0301te\u0301 été", "été", ["e\u0301te\u0301", "été"], id="decomposed"),
        pytest.param("和华为、华为公司", "华为", ["华为", "华为"], id="chinese"),
        pytest.param("في الصين وبالصين", "الصين", ["الصين", "وبالصين"], id="arabic"),
        pytest.param("مع شركة صينية", '"شركة صينية"', ["شركة صينية"], id="arabic-phrase"),
        pytest.param("𝐇𝐮𝐚𝐰𝐞𝐢 x", "huawei", ["𝐇𝐮𝐚𝐰𝐞𝐢"], id="astral"),
        pytest.param("Huawei™ camera", '"huawei camera"', ["Huawei™ camera"], id="sign-between"),
        pytest.param("a b b c", '"a b" "b b"', ["a b b"], id="phrases-that-overlap"),
        pytest.param("cameras drones", "cameras -drones", ["cameras"], id="not-what-is-without"),
        pytest.param("party", "art", [], id="not-within-a-word"),
    ],
)
def test_the_places_found(text: str, asked: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text, parse_query(asked))] == expected


@settings(max_examples=300)
@given(st.data())
def test_the_quick_look_misses_no_place(data: st.DataObject) -> None:
    alphabet = st.sampled_from("aAbé \u0301ßs™.华为か\u3099 الصيبن한\u1161ก้ำ½")
    text = data.draw(st.text(alphabet, max_size=40))
    there = list(words(text))
    if not there:
        return
    at = data.draw(st.integers(0, len(there) - 1))
    size = data.draw(st.integers(1, 3))
    term = Term(tuple(word.folded for word in there[at : at + size]))
    found = spans(text, Query((term,)))
    last = there[min(at + size, len(there)) - 1]
    assert any(start <= there[at].start and last.end <= end for start, end in found)
    assert all(0 <= start < end <= len(text) for start, end in found)


def test_places_are_found_across_the_blocks_of_a_large_text() -> None:
    for shift in range(0, 40, 3):
        text = "x" * shift + " " + "filler words " * 630 + "smart city " + "filler " * 2000
        ((start, end),) = spans(text, parse_query('"smart city"'))
        assert text[start:end] == "smart city"


def test_a_large_text_takes_seconds_and_no_more_places_than_asked_for() -> None:
    text = "harbour police. " * 3_000_000 + "camera"
    begin = time.perf_counter()
    assert len(spans(text, parse_query("harbour"), most=50)) == 50
    assert spans(text, parse_query("camera")) == [(len(text) - 6, len(text))]
    assert spans(text, parse_query("harb")) == []
    assert time.perf_counter() - begin < 15


def test_a_snippet_is_the_densest_place_cut_between_words() -> None:
    text = "A camera. " + "Nothing of it here. " * 20 + "One camera, two cameras and a camera."
    found = spans(text, parse_query("camera*"))
    made = snippet(text, found, 60)
    assert made.text == text[made.start : made.end]
    assert made.text == "Nothing of it here. One camera, two cameras and a camera."
    assert [made.text[a:b] for a, b in made.spans] == ["camera", "cameras", "camera"]


def test_a_snippet_without_places_is_the_beginning() -> None:
    assert snippet("The harbour police", [], 13).text == "The harbour"


@given(
    st.text(st.sampled_from("ab e\u0301\n.华为 الصين😀"), max_size=200),
    st.lists(st.integers(0, 30), max_size=5),
    st.integers(1, 60),
)
def test_a_snippet_shows_its_places_as_they_stand(text: str, chosen: list[int], width: int) -> None:
    there = list(words(text))
    found = sorted({(w.start, w.end) for n, w in enumerate(there) if n in chosen})
    made = snippet(text, found, width)
    assert made.text == text[made.start : made.end]
    assert len(made.text) <= width
    for start, end in made.spans:
        assert 0 <= start < end <= len(made.text)
        assert any(
            (made.start + start, made.start + end) == (a, min(b, made.end)) for a, b in found
        )
    assert bool(found) == bool(made.spans)


def test_a_hit_names_kind_and_id() -> None:
    with in_memory(Entry(kind="claim", id="claim:1", text="cameras")) as index:
        (hit,) = index.find(parse_query("cameras"))
        assert isinstance(hit, Hit)
        assert hit[:2] == ("claim", "claim:1")
