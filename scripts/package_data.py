"""The compiled codebook and the packaged editions, made from their sources.

    python scripts/package_data.py            writes them
    python scripts/package_data.py --check    compares; exits 1 on a difference

The editions are compiled from the publisher's own files in `../shared/data`, which are no part of
the project. Where that folder is missing, only the codebook is made or compared.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from sousveil.codebook import loader
from sousveil.codebook.names import Names
from sousveil.codebook.vocabulary import Codebook
from sousveil.edition.compile import compile_edition, edition_digest, evidence
from sousveil.extraction.dirt import oddities
from sousveil.extraction.tables import RULE, index_claims
from sousveil.model.codec import encode
from sousveil.model.edition import Records
from sousveil.model.ids import canonical, digest
from sousveil.reading import read
from sousveil.storage.packaged import EDITIONS, pack

CODEBOOK = loader.packaged_folder().parent / "codebook.json"
DATA = Path(__file__).parents[2] / "shared" / "data"
TABLES = ("aigs-2019-table.pdf", "aigs-2022.xlsx")


def made(data: Path = DATA) -> Iterator[tuple[Path, bytes]]:
    """Yield every file to be packaged, with its bytes."""
    book = loader.load(loader.packaged_folder())
    yield CODEBOOK, encode(book)
    for name in TABLES:
        if (data / name).is_file():
            yield from edition_files((data / name).read_bytes(), book)


def edition_files(table: bytes, book: Codebook) -> Iterator[tuple[Path, bytes]]:
    """Yield the files of the edition that the publisher's own table makes."""
    document = read(table)
    found = index_claims(document, Names(book))
    layout = book.layouts[found.layout or ""]
    source = book.sources[layout.source]
    if digest(table) not in source.files:
        raise SystemExit(f"{source.id}: this is not the file that the publisher gave out.")
    snapshots = [document.text.snapshot]
    edition = compile_edition(layout.id, found.claims, layout, book, snapshots)
    records = Records(
        cells=found.cells,
        evidence=evidence(found.claims),
        repairs=found.repairs,
        problems=found.problems + oddities(found, book),
    )
    manifest = {
        "name": edition.name,
        "digest": edition_digest(edition, records),
        "sources": edition.sources,
        "snapshots": edition.snapshots,
        "texts": [document.text.id],
        "reader": document.text.reader,
        "rule": RULE,
        "accepted": source.accept,
        "policy": edition.policy,
        "licence": source.licence,
        "attribution": edition.attribution,
    }
    folder = EDITIONS / edition.name
    yield folder / "edition.json", encode(edition)
    yield folder / "records.json", pack(records)
    yield folder / "manifest.json", canonical(manifest)


def main() -> None:
    """Write the files, or compare them with what stands."""
    if not DATA.is_dir():
        print(f"{DATA} is missing: the editions are left as they are.", file=sys.stderr)
    differ = 0
    for path, data in made():
        same = path.is_file() and path.read_bytes() == data
        if same:
            continue
        differ += 1
        if "--check" in sys.argv[1:]:
            print(f"{path} is not what its source makes. Run scripts/package_data.py.")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            print(f"wrote {path}, {len(data):,} bytes")
    if "--check" in sys.argv[1:]:
        sys.exit(differ > 0)


if __name__ == "__main__":
    main()
