import os
import subprocess
import sys
from pathlib import Path

import pytest

from sousveil.codebook import loader
from sousveil.codebook.names import Names
from sousveil.codebook.phrases import unpack
from sousveil.model.codec import encode

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "scripts" / "package_data.py"
DATA = ROOT.parent / "shared" / "data"


def test_the_compiled_codebook_is_what_its_source_makes() -> None:
    compiled = (loader.packaged_folder().parent / "codebook.json").read_bytes()
    made = encode(loader.load(loader.packaged_folder()))
    assert compiled == made, "Run scripts/package_data.py."


def test_names_mean_the_same_in_the_compiled_codebook() -> None:
    source, compiled = (
        Names(book) for book in (loader.load(loader.packaged_folder()), loader.load_packaged())
    )
    phrases = {p for packed in source.codebook.surfaces.values() for p, _ in unpack(packed)}
    words = phrases | {"US", "UK", "Georgia", "BRI", "AFR"}
    for look_up in ("country", "supplier", "technology", "group"):
        found = {word: getattr(source, look_up)(word) for word in words}
        assert {word: getattr(compiled, look_up)(word) for word in words} == found


@pytest.mark.parametrize(
    ("zone", "seed"),
    [
        pytest.param("UTC", "0", id="utc"),
        pytest.param("Pacific/Kiritimati", "1", id="kiritimati"),
    ],
)
@pytest.mark.skipif(not DATA.is_dir(), reason="the publisher's files are not in ../shared/data")
def test_the_published_files_compile_to_the_packaged_bytes(zone: str, seed: str) -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--check"],
        capture_output=True,
        text=True,
        env=os.environ | {"TZ": zone, "PYTHONHASHSEED": seed},
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
