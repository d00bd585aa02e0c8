"""Bad inputs: each by itself, all in one batch; the process that reads them crashed on purpose.

`python -m hostile.corpus` in the folder `tests` counts the inputs. `pytest -m "not slow"` leaves
out the batch, and the bombs at the limits as they are.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from hostile import planted
from hostile.corpus import INPUTS
from hostile.inputs import SECRET, Input, Site, put
from hostile.places import UNWALKED
from hostile.samples import CONTROLS
from sousveil.cli import run
from sousveil.errors import OutOfMemory, ReaderCrashed, ReadingError, TooSlow
from sousveil.guard.caps import MIB, Caps
from sousveil.guard.child import Child
from sousveil.model.claim import Claim, Count, Supply
from sousveil.project import Project, reader
from sousveil.project.documents import printable
from sousveil.review.same import actors

if sys.platform != "linux":
    pytest.skip("needs /proc, and links and pipes as Linux has them", allow_module_level=True)

SMALL = """
[caps]
cpu = 12
wall = 20
memory = 536870912
inflated = 50331648
text = 8388608
cells = 300000
pages = 400
members = 2500
"""
"""Limits at which what is heavy ends soon."""

MOST = 2560 * MIB  # bytes of memory of the program and its children together
AGAIN = 1.0  # seconds in which the next process is there

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
LISTED = re.compile(r"^\| `([a-z-]+)` \|", re.M)
DOCUMENTED = frozenset(
    LISTED.findall((Path(__file__).parents[2] / "docs/reference/status.md").read_text("utf-8"))
) | {"lost", "already-there"}

DYING = {"reader-failed", "reader-crashed"}
"""Codes for a fault of ours; an input must allow them by name."""

HEAVY = frozenset({"bombs", "nested"})
BY_ITSELF = [one for one in INPUTS if one.group not in HEAVY]
HEAVY_ONES = [one for one in INPUTS if one.group in HEAVY]

AS_A_PROGRAM = (
    *("places/place-pipe", "places/place-link-zero", "places/empty.pdf", "names/name-c1"),
    *("names/name-line-end", "names/name-invalid", "names/name-command", "names/name-dash"),
    *("encrypted/user.pdf", "xml/xml-reads.docx", "programs/planted.pickle", "bombs/ratio.zip"),
)
"""What is added by a process of its own as well."""


def named(one: Input) -> str:
    return f"{one.group}/{one.name}"


@dataclass
class World:
    """Everything around a project: traps, and folders that must stay as they are."""

    base: Path
    site: Site
    calls: list[str] = field(default_factory=list)
    """Connections that somebody made to the server that nobody may call."""

    @property
    def traps(self) -> tuple[Path, ...]:
        return tuple(self.base / name for name in ("outside", "home", "temp", "here"))

    def put(self, one: Input) -> Path:
        """Make an input; the same each time."""
        folder = self.base / "inputs" / f"{one.group}-{one.name}"
        if folder.exists():
            existing = self.placed[named(one)]
            return existing
        path = self.placed[named(one)] = put(folder, one, self.site)
        return path

    placed: dict[str, Path] = field(default_factory=dict)

    def check(self) -> None:
        """Fail if anything was touched."""
        assert not os.path.lexists(self.site.canary)
        assert not self.calls
        assert [sorted(p.name for p in trap.iterdir()) for trap in self.traps] == [
            [self.site.secret.name],
            [],
            [],
            [],
        ]
        assert self.site.secret.read_text() == SECRET
        assert {p.name for p in self.base.iterdir()} <= {
            *(trap.name for trap in self.traps),
            *("inputs", "good", "small", "usual", "batch", "planted"),
        }


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """An empty world with its traps, in which the tests run."""
    base = tmp_path_factory.mktemp("world")
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.MonkeyPatch.context() as patch:
        secret = base / "outside" / "secret.txt"
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        made = World(base, Site(secret, base / "canary", address))
        for trap in (*made.traps, base / "inputs"):
            trap.mkdir()
        secret.write_text(SECRET)
        patch.setenv("HOME", str(base / "home"))
        patch.setenv("TMPDIR", str(base / "temp"))
        patch.delenv("SOUSVEIL_PROJECT", raising=False)
        patch.chdir(base / "here")
        threading.Thread(target=_listen, args=(server, made.calls), daemon=True).start()
        yield made
        for closed in (base / "inputs").rglob("thing"):
            closed.chmod(0o700)


def _listen(server: socket.socket, calls: list[str]) -> None:
    with contextlib.suppress(OSError):
        while True:
            connection, address = server.accept()
            calls.append(str(address))
            connection.close()


@dataclass(frozen=True)
class Called:
    """What one call of the command line gave."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.split("\n") if line]


class Held:
    """One open project, called by the command line again and again as if it were opened anew."""

    def __init__(self, folder: Path, caps: str = "") -> None:
        Project.create(folder, name="hostile").close()
        settings = folder / "sousveil.toml"
        settings.write_text(settings.read_text() + caps)
        self.project = Project.open(folder)
        self.project.record_settings()

    def call(self, *arguments: str) -> Called:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Project, "open", lambda *_, **__: self.project)
            patch.setattr(Project, "close", lambda _: None)
            streams = [TextIOWrapper(BytesIO(), "utf-8", "backslashreplace") for _ in range(2)]
            with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
                code = run(["-C", str(self.project.folder), *arguments])
        for stream in streams:
            stream.flush()
        out, err = (stream.buffer.getvalue().decode() for stream in streams)  # type: ignore[attr-defined]
        return Called(code, out, err)


@pytest.fixture(scope="module")
def usual(world: World) -> Iterator[Held]:
    """A project with the limits as they are."""
    held = Held(world.base / "usual")
    yield held
    held.project.close()


@pytest.fixture(scope="module")
def small(world: World) -> Iterator[Held]:
    """A project with small limits."""
    held = Held(world.base / "small", SMALL)
    yield held
    held.project.close()


def program(*arguments: str, seconds: float = 60) -> Called:
    """Call the command line as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "sousveil", *arguments],
        capture_output=True,
        timeout=seconds,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    return Called(done.returncode, done.stdout.decode(), done.stderr.decode())


def check_output(called: Called, rejected: bool) -> None:
    """Fail if the answer is not such as a terminal and a script can take."""
    assert called.code == (1 if rejected else 0)
    for stream in (called.out, called.err):
        assert "Traceback" not in stream
        assert not CONTROL.search(stream.replace("\n", ""))
        assert stream.endswith("\n") or not stream
    told = sum(len(line["problems"]) for line in called.lines)
    assert called.err.count("\n") <= told, "one line a problem"


def check_lines(one: Input, path: Path, lines: list[dict[str, Any]]) -> None:
    """Fail if an input had another outcome than is allowed."""
    inside = [line for line in lines if "!/" in line["input"].removeprefix(printable(str(path)))]
    own = [line for line in lines if line not in inside]
    assert len(own) == 1
    assert (own[0]["status"], own[0]["code"]) in one.allowed, own[0]
    for line in lines:
        assert line["status"] in ("ok", "partial", "skipped", "rejected")
        assert line["code"] is None or line["code"] in DOCUMENTED
        assert (line["status"] == "partial") == (line["code"] == "lost") == bool(line["lost"]) or (
            line["status"] == "skipped"
        )
        if line in inside:
            assert line["code"] not in DYING
    if one.is_mute:
        assert sum(line["claims"] for line in lines) == 0


def check_texts(one: Input, project: Project, lines: list[dict[str, Any]]) -> None:
    """Fail if a text holds what it must not, or lacks what it must hold."""
    texts = [project.text(line["text"]) for line in lines if line["text"]]
    contents = [text.content for text in texts if text is not None]
    assert len(contents) == len(texts)
    for content in contents:
        assert SECRET not in content
        assert not any(word in content for word in one.lacks)
    for word in one.holds:
        assert not contents or any(word in content for content in contents), word
    for line in lines:
        if line["snapshot"]:
            assert SECRET.encode() not in project.original(line["snapshot"])


def check_one(one: Input, world: World, held: Held) -> None:
    path = world.put(one)
    start = time.monotonic()
    called = held.call("add", "--json", "--", str(path))
    seconds = time.monotonic() - start
    lines = called.lines
    check_output(called, any(line["status"] == "rejected" for line in lines))
    check_lines(one, path, lines)
    check_texts(one, held.project, lines)
    world.check()
    assert seconds < one.seconds


# each by itself


def test_the_corpus_is_broad_and_the_same_each_time(tmp_path: Path) -> None:
    assert len(INPUTS) >= 220
    assert len({named(one) for one in INPUTS}) == len(INPUTS)
    site = Site(tmp_path / "secret", tmp_path / "canary", "http://127.0.0.1:9/")
    light = [one for one in INPUTS if one.make is not None and one.group not in HEAVY]
    for one in light:
        assert one.make is not None
        assert one.make(site) == one.make(site), one.name


@pytest.mark.parametrize("one", BY_ITSELF, ids=named)
def test_a_bad_input_has_an_allowed_outcome(one: Input, world: World, usual: Held) -> None:
    check_one(one, world, usual)


@pytest.mark.parametrize("one", HEAVY_ONES, ids=named)
def test_a_heavy_input_ends_at_small_limits(one: Input, world: World, small: Held) -> None:
    check_one(one, world, small)


@pytest.mark.slow
@pytest.mark.parametrize("one", [one for one in HEAVY_ONES if one.group == "bombs"], ids=named)
def test_a_bomb_ends_at_the_limits_as_they_are(one: Input, world: World, usual: Held) -> None:
    check_one(one, world, usual)


@pytest.mark.parametrize("one", [one for one in INPUTS if named(one) in AS_A_PROGRAM], ids=named)
def test_the_program_itself_says_the_same(one: Input, world: World, small: Held) -> None:
    path = world.put(one)
    called = program("-C", str(small.project.folder), "add", "--json", "--", str(path))
    lines = called.lines
    check_output(called, any(line["status"] == "rejected" for line in lines))
    if not any(line["status"] == "skipped" for line in lines):
        check_lines(one, path, lines)
    world.check()


@pytest.mark.parametrize("one", [one for one in INPUTS if one.group == "names"], ids=named)
def test_a_hostile_name_is_escaped_in_lines_for_people(
    one: Input, world: World, usual: Held
) -> None:
    called = usual.call("add", "--", str(world.put(one)))
    assert all(line.startswith("status=") for line in called.out.splitlines())
    assert not CONTROL.search((called.out + called.err).replace("\n", ""))
    assert not re.search(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]", called.out + called.err)
    world.check()


@pytest.mark.parametrize("one", [one for one in INPUTS if one.group == "look-alikes"], ids=named)
def test_a_look_alike_is_no_known_supplier(one: Input, world: World, usual: Held) -> None:
    path = world.put(one)
    (line,) = usual.call("add", "--json", "--as-of", "2020-01-01", "--", str(path)).lines
    claims = list(usual.project.claims(line["text"]))
    known = usual.project.codebook.suppliers
    for claim in claims:
        assert not suppliers(claim) & known.keys()
        assert not any(suppliers(claim)) or "look-alike" in claim.marks
    is_supply = b"supplies cameras" in path.read_bytes()
    assert is_supply == any(isinstance(claim.content, Supply) for claim in claims)


def suppliers(claim: Claim) -> set[str | None]:
    if isinstance(claim.content, Count):
        return {row.supplier for row in claim.content.figure.having}
    return set(actors(claim.content))


# all in one batch


@dataclass
class Peak:
    """The most memory that a process and its children held together."""

    bytes: int = 0
    done: bool = False

    def watch(self, process: int) -> None:
        while not self.done:
            self.bytes = max(self.bytes, sum(map(_resident, _family(process))))
            time.sleep(0.1)


def _family(process: int) -> list[int]:
    found = [process]
    for parent in found:
        with contextlib.suppress(OSError):
            for thread in Path(f"/proc/{parent}/task").iterdir():
                found += map(int, (thread / "children").read_text().split())
    return found


def _resident(process: int) -> int:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.slow
def test_a_batch_of_all_ends_and_the_good_documents_are_found(world: World) -> None:
    base = world.base
    Project.create(base / "batch", name="batch").close()
    settings = base / "batch" / "sousveil.toml"
    settings.write_text(settings.read_text() + SMALL)
    with Project.open(base / "batch") as project:
        project.record_settings()
    good = base / "good"
    good.mkdir()
    for control in CONTROLS:
        (good / control.file).write_bytes(control.make())
    inputs = [one for one in INPUTS if one.name not in UNWALKED]
    placed = {named(one): world.put(one) for one in inputs}
    command = [sys.executable, "-m", "sousveil", "-C", str(base / "batch"), "add", "--json"]
    peak = Peak()
    start = time.monotonic()
    with subprocess.Popen(
        [*command, str(base / "inputs"), str(good)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        watch = threading.Thread(target=peak.watch, args=(process.pid,))
        watch.start()
        try:
            out, err = process.communicate(timeout=600)
        finally:
            peak.done = True
            process.kill()
            watch.join()
    called = Called(process.returncode, out.decode(), err.decode())
    print(f"{time.monotonic() - start:.0f} s, at most {peak.bytes // MIB} MiB")
    assert peak.bytes <= MOST, f"{peak.bytes // MIB} MiB"
    lines = called.lines
    of: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        start = printable(f"{base}/inputs/")
        of.setdefault(line["input"].removeprefix(start).partition("/")[0], []).append(line)
    wrong = {}
    with Project.open(base / "batch") as project:
        for one in inputs:
            mine = of.get(f"{one.group}-{one.name}", [])
            try:
                check_in_batch(one, placed[named(one)], mine)
                check_texts(one, project, mine)
            except AssertionError as failure:
                wrong[named(one)] = str(failure)
    assert not wrong, "\n".join(f"{name}: {why[:300]}" for name, why in wrong.items())
    world.check()
    check_controls(base / "batch", good, lines)
    verified = json.loads(program("-C", str(base / "batch"), "verify", "--json").out)
    assert verified["ok"] and verified["problems"] == verified["notes"] == []
    assert {path.name.partition("-")[0] for path in (base / "batch").iterdir()} <= {
        *("sousveil.toml", "ledger.sqlite", "index.sqlite", "archive", "editions", "codebook")
    }
    check_output(called, rejected=True)


def check_in_batch(one: Input, path: Path, lines: list[dict[str, Any]]) -> None:
    """Fail as for one by itself; what another input was before is already there."""
    assert lines, "there is no line for it"
    fresh = [line for line in lines if line["status"] != "skipped"]
    if any("!/" not in line["input"] for line in fresh):
        check_lines(one, path, fresh)


def check_controls(folder: Path, good: Path, lines: list[dict[str, Any]]) -> None:
    for control in CONTROLS:
        path = printable(str(good / control.file))
        own = next(line for line in lines if line["input"] == path)
        assert own["status"] in ("ok", "partial"), own
        found = program("-C", str(folder), "search", control.word, "--json")
        hits = [hit for line in found.lines for hit in (line if isinstance(line, list) else [line])]
        assert found.code == 0, control.word
        places = json.dumps(hits, ensure_ascii=False)
        assert control.file in places and control.word in places


# a process that dies


@pytest.fixture
def child() -> Iterator[Child]:
    made = Child("hostile.planted:work", "", Caps(cpu=1, wall=3, memory=256 * MIB))
    yield made
    made.close()


@pytest.mark.parametrize(
    ("deed", "kinds"),
    [
        pytest.param("segfault", (ReaderCrashed,), id="segfault"),
        pytest.param("killed", (ReaderCrashed,), id="killed"),
        pytest.param("gone", (ReaderCrashed,), id="gone-home"),
        pytest.param("loop", (TooSlow,), id="loop"),
        pytest.param("sleep", (TooSlow,), id="sleep"),
        pytest.param("stubborn", (TooSlow,), id="deaf-to-signals"),
        pytest.param("hog", (OutOfMemory,), id="memory"),
        pytest.param("hog_by_mapping", (OutOfMemory, ReaderCrashed), id="memory-of-a-library"),
        pytest.param("recursion", (OutOfMemory, ReaderCrashed, TooSlow), id="recursion"),
        pytest.param("lie", (ReaderCrashed,), id="lie-about-length"),
    ],
)
def test_a_dead_process_costs_one_task(
    deed: str, kinds: tuple[type[ReadingError], ...], child: Child
) -> None:
    assert list(child.answers("fine", b"1")) == [b"fine 1"]
    start = time.monotonic()
    with pytest.raises(ReadingError) as raised:
        for _ in child.answers(deed, b""):
            pass
    assert isinstance(raised.value, kinds)
    assert "\n" not in str(raised.value)
    assert time.monotonic() - start < 10
    start = time.monotonic()
    assert list(child.answers("fine", b"2")) == [b"fine 2"]
    assert time.monotonic() - start < AGAIN


def test_what_a_library_prints_harms_nothing(child: Child) -> None:
    assert list(child.answers("noise", b"")) == [b"fine"]
    assert list(child.answers("fine", b"")) == [b"fine "]


def test_a_process_reaches_no_file_and_no_network(
    world: World, child: Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOUSVEIL_TEST_KEY", "canary-key")
    fence = child.fenced
    if not (fence["files"] and fence["network"]):
        pytest.skip(f"this system gives up less: {fence}")
    host = world.site.address.removeprefix("http://").strip("/").encode()
    (read,) = child.answers("reads", str(world.site.secret).encode())
    (written,) = child.answers("writes", str(world.site.canary).encode())
    (connected,) = child.answers("connects", host)
    (environment,) = child.answers("environment", b"")
    assert {told[:9] for told in (read, written, connected)} == {b"refused: "}
    assert b"canary-key" not in environment and b"HOME" not in environment
    world.check()


def test_a_crash_a_loop_and_a_hog_cost_one_document_each(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "MAKER", "hostile.planted:reader")
    caps = "[caps]\ncpu = 2\nwall = 4\nmemory = 402653184\n"
    held = Held(world.base / "planted", caps)
    inbox = world.base / "good-planted"
    documents = {
        "1": b"The first good document.",
        "2": planted.CRASH,
        "3": b"The second good document.",
        "4": planted.LOOP,
        "5": planted.HOG,
        "6": b"The third good document.",
    }
    inbox.mkdir()
    try:
        for name, content in documents.items():
            (inbox / name).write_bytes(content)
        called = held.call("add", "--json", str(inbox))
        check_output(called, rejected=True)
        codes = [line["code"] for line in called.lines]
        assert codes == [None, "reader-crashed", None, "too-slow", "out-of-memory", None]
        report = held.project.verify()
        assert not report.problems and not report.notes
    finally:
        held.project.close()
        for path in inbox.iterdir():
            path.unlink()
        inbox.rmdir()
