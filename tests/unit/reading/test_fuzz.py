"""Every reader, on changed and cut documents, gives a sound document or refuses in one line."""

from __future__ import annotations

import contextlib
import runpy
import zipfile
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sousveil.reading import READERS, read
from sousveil.reading.formats import media_type

FUZZ = runpy.run_path(str(Path(__file__).parents[3] / "bench" / "fuzz.py"))
DOCUMENTS: dict[str, tuple[bytes, ...]] = FUZZ["DOCUMENTS"]
HEADS = sorted(
    {document[:length] for d in DOCUMENTS.values() for document in d for length in (4, 32)}
)
EXAMPLES = 250  # of each kind for each media type
Change = tuple[float, bytes, int]

settings.register_profile(
    "fuzz",
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
FUZZED = settings.get_profile("fuzz")

changes = st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6), st.integers(0, 9)), max_size=6)


def fault(kind: str, data: bytes) -> str | None:
    """Read with the reader of a media type, whatever the bytes are."""
    with contextlib.suppress(MemoryError):
        found: str | None = FUZZ["fault"](import_module(f"sousveil.reading.{READERS[kind]}"), data)
        return found
    return None


def changed(data: bytes, wanted: list[Change], keep: float) -> bytes:
    made = bytearray(data)
    for where, new, drop in wanted:
        at = int(where * len(made))
        made[at : at + drop] = new
    return bytes(made[: max(1, int(len(made) * keep))] if keep < 0.9 else made)


def repacked(data: bytes, wanted: list[Change], which: float) -> bytes:
    """Change one file inside a zip file, so that its own reader meets it."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = sorted(files)[int(which * (len(files) - 1))]
    files[name] = changed(files[name], wanted, 1)
    made: bytes = FUZZ["zipped"](files)
    return made


def test_there_is_a_good_document_of_every_media_type() -> None:
    assert set(DOCUMENTS) == set(READERS)
    for kind, documents in DOCUMENTS.items():
        assert {media_type(document) for document in documents} == {kind}
        assert all(read(document).text.content for document in documents)


@pytest.mark.parametrize("kind", READERS)
@FUZZED
@given(wanted=changes, keep=st.floats(0.1, 1.5), which=st.floats(0, 1), inside=st.booleans())
def test_a_changed_or_cut_document_is_read_or_refused(
    kind: str, wanted: list[Change], keep: float, which: float, inside: bool
) -> None:
    documents = DOCUMENTS[kind]
    data = documents[int(which * (len(documents) - 1))]
    if inside and data.startswith(b"PK"):
        data = repacked(data, wanted, which)
    else:
        data = changed(data, wanted, keep)
    assert fault(kind, data) is None


@pytest.mark.parametrize("kind", READERS)
@FUZZED
@given(tail=st.binary(max_size=300), length=st.integers(0, 64))
def test_any_bytes_behind_a_formats_first_ones_are_read_or_refused(
    kind: str, tail: bytes, length: int
) -> None:
    assert fault(kind, DOCUMENTS[kind][0][:length] + tail) is None


@FUZZED
@given(
    head=st.sampled_from(HEADS), tail=st.one_of(st.binary(max_size=300), st.text().map(str.encode))
)
def test_any_bytes_are_of_some_kind_or_refused(head: bytes, tail: bytes) -> None:
    module: Any = import_module("sousveil.reading")
    assert FUZZ["fault"](_AsGiven(module), head + tail) is None


class _AsGiven:
    """The front door, which looks for the reader itself, in the shape of one reader."""

    def __init__(self, module: Any) -> None:
        self.module = module

    def read(self, data: bytes, _snapshot: str, caps: Any) -> Any:
        return self.module.read(data, caps)

    def members(self, data: bytes, caps: Any) -> Any:
        kind = READERS[media_type(data)]
        has = hasattr(import_module(f"sousveil.reading.{kind}"), "members")
        return self.module.members(data, caps) if has else ()
