"""List the words of the interface, and what a language lacks: scripts/catalogue.py --missing fr."""

from __future__ import annotations

import argparse
import ast
import json
import re
import string
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import yaml
from jinja2 import nodes

import sousveil.web
from sousveil.codebook.loader import load_packaged
from sousveil.web.render import environment

WEB = Path(sousveil.web.__file__).parent
ISLANDS = WEB.parent / "_web" / "words.json"

MARKERS = {
    **{"t": 0, "said": 0, "phrase": 0, "word": 0, "joined": 1},
    **{"NoPage": 0, "QueryError": 0, "Refusal": 1, "TooMany": 0},
}
"""Calls in Python whose words are keys, and the place of these words."""

ELSEWHERE = ("review", "codebook", "edition", "project")
"""Rooms besides the web app that say things with `said`, also as `phrase`."""

TABLES = (
    ("figures.words", "RULE_WORDS"),
    ("publish.report.content", "MEANS"),
    ("model.claim", "MODALITIES"),
    ("model.claim", "POLARITIES"),
    ("review.words", "BOUNDS"),
    ("web.catalogue", "HELPERS"),
    ("web.door", "TITLES"),
    ("web.door", "WITHOUT"),
    ("web.live.check", "NOTHING"),
    ("web.live.check", "TOO_LARGE"),
    ("web.live.check", "TOO_LONG"),
    ("web.live.check", "TOO_SLOW"),
    ("web.live.check", "ENDED"),
    ("web.live.check", "BUSY"),
    ("web.live.desk", "BECAUSE"),
    ("web.live.desk", "DONE"),
    ("web.live.desk", "REASONS"),
    ("web.live.fields", "LABELS"),
    ("web.live.fields", "WORDS"),
    ("web.live.show", "DESK"),
    ("web.navigation", "SECTIONS"),
    ("web.pages.changes", "TAGS"),
    ("web.pages.check", "ABOUT"),
    ("web.pages.check", "TITLE"),
    ("web.pages.claim", "CELL"),
    ("web.pages.method", "AREAS"),
    ("web.pages.number", "BOUNDS"),
    ("web.papers", "KINDS"),
    ("web.sheets", "KINDS"),
    ("web.reading", "STANDS"),
    ("web.sessions", "UNKNOWN"),
    ("web.told", "BLANKS"),
    ("web.told", "MARKS"),
    ("web.told", "STATUSES"),
)
"""Module and name of what holds words that templates translate."""

WORDS = (
    # outcomes of a check
    *"supported contradicted outdated depends unverifiable".split(),
    # what became of a claim, a document or a job, what was decided, what happened at the door
    *"open accepted rejected doubted disputed merged split amended superseded".split(),
    *"accept reject amend merge doubt reopen undo correct entered withdrawn left-out".split(),
    "invitation",
    "invitation used",
    "role",
    "removed",
    "compiled",
    "sign-in",
    "sign-in refused",
    "signed out",
    *"waiting running done failed stopped new known partial refused unchanged".split(),
    # kinds of claims, entries, amounts, hits, roles, places and changes
    *"deployment supply finance membership stake indicator event technology supplier".split(),
    *"origin listing document claim anonymous viewer reviewer admin territory".split(),
    *"region regime for against member".split(),
    # what changed of a measure
    *"not-asked layout list meaning policy source".split(),
    "another state",
    "answers for what it publishes",
    "news: mostly passes on what others say",
    "news agency: mostly passes on what others say",
    "Region",
    "Regime",
    "newly listed",
    "no longer listed",
    "technology from",
    "technology from China",
    "technology from other countries",
    "supplier countries",
    "suppliers",
    "head office not known",
    "no region given",
)
"""Words that are the values of data, each shown as it is."""


def templates() -> Iterator[tuple[str, str]]:
    """Yield each key of a template, with the name of the template."""
    made = environment()
    for name in sorted(made.list_templates(extensions=["html"])):
        source, _, _ = made.loader.get_source(made, name)  # type: ignore[union-attr]
        for call in made.parse(source).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "t" and call.args:
                for key in _of_node(call.args[0]):
                    yield key, name


def _of_node(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, nodes.CondExpr):
        for one in (node.expr1, node.expr2):
            yield from _of_node(one) if one is not None else ()


def python() -> Iterator[tuple[str, str]]:
    """Yield each key of the modules of the web app and of rooms below, with the module's path."""
    rooms = [WEB, *(WEB.parent / room for room in ELSEWHERE)]
    for path in sorted(path for room in rooms for path in room.rglob("*.py")):
        is_web = path.is_relative_to(WEB)
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call):
                for key in _of_call(call, is_web):
                    yield key, str(path.relative_to(WEB.parent))


def _of_call(call: ast.Call, is_web: bool = True) -> Iterator[str]:
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    found: list[ast.expr] = []
    if not is_web and name not in ("said", "phrase", "joined"):
        return
    if name in MARKERS:
        found += call.args[MARKERS[name] : MARKERS[name] + 1]
    if name == "Page":
        found += [one.value for one in call.keywords if one.arg in ("title", "about")]
    if name == "shown":
        found += call.args[2:3]
    if name in ("_form", "listed"):
        found += call.args
    for one in found:
        parts = [one.body, one.orelse] if isinstance(one, ast.IfExp) else [one]
        for part in parts:
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part.value


def tables() -> Iterator[tuple[str, str]]:
    """Yield each key that stands in a table of words, with the table's name."""
    for module, name in TABLES:
        for key in _strings(getattr(import_module(f"sousveil.{module}"), name)):
            yield key, f"{module}.{name}"
    for key in WORDS:
        yield key, "scripts/catalogue.py"


def _strings(held: object) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    elif isinstance(held, dict):
        for value in held.values():
            yield from _strings(value)
    elif isinstance(held, tuple | list):
        yield from (
            (one for one in held if isinstance(one, str)) if not _is_row(held) else (held[1],)
        )
        for one in held:
            if isinstance(one, tuple | list):
                yield from _strings(one)


def _is_row(held: tuple[object, ...] | list[object]) -> bool:
    """Tell whether it is a row of a navigation: id, words, address."""
    return len(held) >= 3 and isinstance(held[2], str) and held[2].endswith("/")


def islands() -> Iterator[tuple[str, str]]:
    """Yield the words of the islands; none where the front end is not built."""
    if ISLANDS.is_file():
        for key in json.loads(ISLANDS.read_bytes()):
            yield key, "words.json"


def codebook() -> Iterator[tuple[str, str]]:
    """Yield the labels of the codebook that pages show."""
    book = load_packaged()
    for technology in book.technologies.values():
        yield technology.name, "technologies"
    for group in book.groups.values():
        yield group.name, "groups"
        yield group.label, "groups"
    for figure in book.figures.values():
        yield figure.label, "figures"
    for measure in book.measures.values():
        yield measure.name, "indicators"
        yield measure.unit, "indicators"
        yield measure.changed, "indicators"
        for words in measure.direction.values():
            yield words, "indicators"


@cache
def keys() -> dict[str, list[str]]:
    """Return every key with where it stands."""
    found: dict[str, list[str]] = {}
    for source in (templates, python, tables, islands, codebook):
        for key, where in source():
            if any(map(str.isalpha, re.sub(r"\{[^}]*\}", "", key))) and not key.endswith(".html"):
                found.setdefault(key, []).append(where)
    return found


def given(language: str) -> dict[str, str]:
    """Return the words that a language has, without the names of places."""
    path = WEB / "texts" / f"{language}.yml"
    return yaml.safe_load(path.read_text("utf-8")) if path.is_file() else {}


def missing(language: str) -> dict[str, list[str]]:
    """Return the keys that a language lacks, with where they stand."""
    have = given(language)
    return {key: where for key, where in keys().items() if key not in have}


def unused(language: str) -> list[str]:
    """Return the keys that a language has and nothing uses."""
    return [key for key in given(language) if key not in keys()]


def faults(language: str) -> Iterator[str]:
    """Yield each text whose placeholders or plural are not those of its key."""
    for key, text in given(language).items():
        if set(_braces(key)) != set(_braces(text)):
            yield f"{key!r}: other placeholders in {text!r}"
        if ("|" in key) != ("|" in text):
            yield f"{key!r}: singular and plural need a bar in {text!r}"


def _braces(text: str) -> Iterator[str]:
    for _, name, _, _ in string.Formatter().parse(text):
        if name is not None:
            yield name


def main() -> None:
    """Print every key, or what a language lacks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--missing", metavar="LANG", help="only what this language lacks")
    language = parser.parse_args().missing
    for key, where in (missing(language) if language else keys()).items():
        print(f"{json.dumps(key, ensure_ascii=False)}: {', '.join(dict.fromkeys(where))}")
    for fault in faults(language) if language else ():
        print(fault)


if __name__ == "__main__":
    main()
