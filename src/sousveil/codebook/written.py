"""YAML files of a codebook to plain values; a mistake is told with file, line and hint."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import msgspec

from sousveil.errors import InvalidCodebook

T = TypeVar("T")


def mappings(path: Path) -> list[tuple[dict[str, Any], int]]:
    """Read a YAML list of mappings with their lines; a missing file is an empty list."""
    if not path.is_file():
        return []
    import yaml

    try:
        loader = yaml.CSafeLoader(path.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            raise InvalidCodebook(path.name, 1, "this is no list", "Begin every entry with '- '.")
        for item in node.value:
            if not isinstance(item, yaml.MappingNode):
                line = item.start_mark.line + 1
                raise InvalidCodebook(path.name, line, "this is no entry", "Write '- id: ...'.")
            _no_key_twice(path, item)
        return [(loader.construct_document(i), i.start_mark.line + 1) for i in node.value]
    except yaml.MarkedYAMLError as error:
        raise _no_yaml(path, error) from None


def _no_key_twice(path: Path, node: Any) -> None:
    """Raise `InvalidCodebook` where an entry says a key twice; YAML would drop the first."""
    import yaml

    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _no_key_twice(path, item)
    if not isinstance(node, yaml.MappingNode):
        return
    seen = set()
    for key, value in node.value:
        if isinstance(key, yaml.ScalarNode) and key.value in seen:
            line = key.start_mark.line + 1
            hint = "Keep one of the two, or begin a new entry with '- '."
            raise InvalidCodebook(path.name, line, f"{key.value!r} stands here twice", hint)
        seen.add(str(key.value))
        _no_key_twice(path, value)


def by_word(path: Path) -> dict[str, Any]:
    """Read a YAML mapping whose values are text throughout; a missing file is empty."""
    if not path.is_file():
        return {}
    import yaml

    try:
        loader = yaml.CBaseLoader(path.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        _no_key_twice(path, node)
        plain = None if node is None else loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        raise _no_yaml(path, error) from None
    if not isinstance(plain, dict):
        raise InvalidCodebook(path.name, 1, "this is no mapping", "Begin lines with 'kind: '.")
    return plain


def phrases_of(path: Path, name: str, found: Any) -> tuple[str, ...]:
    """Return the phrases under a name; raise `InvalidCodebook` for anything else."""
    if not isinstance(found, list) or not all(isinstance(phrase, str) for phrase in found):
        raise InvalidCodebook(
            path.name, None, f"{name!r} is no list of phrases", "Write them as [one, two]."
        )
    return tuple(found)


def wording_of(path: Path) -> dict[str, tuple[str, ...]]:
    """Read kind to phrases."""
    return {kind: phrases_of(path, kind, found) for kind, found in by_word(path).items()}


def convert(plain: Any, kind: type[T], path: Path, line: int | None) -> T:
    """Return plain values as a term; raise `InvalidCodebook` where they are none."""
    try:
        return msgspec.convert(_dates_as_text(plain), kind, strict=True)
    except msgspec.ValidationError as error:
        raise InvalidCodebook(
            path.name, line, str(error), "Compare the entries around it."
        ) from None


def _dates_as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _dates_as_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_dates_as_text(item) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _no_yaml(path: Path, error: Any) -> InvalidCodebook:
    line = error.problem_mark.line + 1 if error.problem_mark else None
    return InvalidCodebook(
        path.name, line, f"this is no YAML: {error.problem}", "Mend the line and try again."
    )
