from __future__ import annotations

from pathlib import Path

from sousveil.project import Project

STORY = " ".join(
    f"On day {day} the council of the port city heard how camera number {day} was put up, "
    f"who paid {day * 7} coins for it, and which office reads what it sees."
    for day in range(1, 12)
)


def put(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_every_place_of_an_exact_copy_is_told(project: Project, tmp_path: Path) -> None:
    one, two = put(tmp_path, "a.txt", STORY), put(tmp_path, "b.txt", STORY)
    list(project.add([one, two]))
    (holding,) = project.holdings()
    assert [place.location for place in holding.places] == [str(one), str(two)]
    (pair,) = project.copies()
    assert (pair.relation, pair.jaccard) == ("exact", 1.0)


def test_one_text_under_two_names_is_syndicated_and_retold_it_is_not(
    project: Project, tmp_path: Path
) -> None:
    wire = put(tmp_path, "wire.txt", f"WIRE - {STORY}")
    paper = put(tmp_path, "paper.txt", f"Cameras at the port\n\n{STORY} Reporting by the wire.")
    other = put(tmp_path, "other.txt", "Another report tells of cameras at a port and their cost.")
    list(project.add([wire, paper, other]))
    (pair,) = project.copies()
    assert pair.relation == "syndicated"
    assert {pair.one.source, pair.other.source} == {"wire", "paper"}
    assert pair.containment > 0.9


def test_the_same_text_in_other_bytes_is_told_at_once(project: Project, tmp_path: Path) -> None:
    one = put(tmp_path, "a.txt", STORY)
    two = tmp_path / "b.txt"
    two.write_bytes(b"\xef\xbb\xbf" + STORY.encode())
    first, second = project.add([one, two])
    assert second.copy_of == first.snapshot


def test_what_was_lost_stays_in_the_list(project: Project, tmp_path: Path) -> None:
    broken = tmp_path / "a.csv"
    broken.write_bytes(b"country;company\n" + b"Kenya;Huawei\n" * 9 + b"Peru;NEC;and more\n")
    list(project.add([broken]))
    (holding,) = project.holdings()
    assert holding.status == "partial"
    assert "rows" in holding.lost[0]
