"""Documents inside documents."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

from sousveil.guard.caps import Caps
from sousveil.project import Project, Settings

from .small import SmallProject


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return out.getvalue()


def put(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def test_each_member_is_a_document_of_its_own_and_the_archive_comes_last(
    project: Project, tmp_path: Path
) -> None:
    box = put(tmp_path, "box.zip", zipped(a_txt=b"A camera.", b__c_txt=b"Another camera."))
    added = list(project.add([box]))
    assert [a.input for a in added] == [f"{box}!/a.txt", f"{box}!/b/c.txt", str(box)]
    assert {a.status for a in added} == {"ok"}
    places = project.findings()
    assert places[added[0].snapshot or ""][0].inside == added[2].snapshot


def test_a_bad_member_is_told_and_the_others_are_kept(project: Project, tmp_path: Path) -> None:
    box = put(tmp_path, "box.zip", zipped(a_txt=b"A camera.", b_jpg=b"\xff\xd8\xff\xe0 JFIF"))
    added = {a.input.rpartition("/")[2]: a for a in project.add([box])}
    assert added["a.txt"].status == "ok"
    assert added["b.jpg"].code == "unknown-format"
    assert added["box.zip"].lost == ("members: 1 of 2 were rejected",)
    (refusal,) = project.refusals()
    assert refusal.location == f"{box}!/b.jpg"
    assert project.verify().problems == project.verify().notes == ()


def test_an_archive_that_is_there_is_not_opened_again(project: Project, tmp_path: Path) -> None:
    box = put(tmp_path, "box.zip", zipped(a_txt=b"A camera."))
    list(project.add([box]))
    head = project.verify().head
    (again,) = project.add([box])
    assert (again.status, again.code) == ("skipped", "already-there")
    assert project.verify().head == head


def test_an_interrupted_archive_goes_on_where_it_was(project: Project, tmp_path: Path) -> None:
    box = put(tmp_path, "box.zip", zipped(a_txt=b"A camera.", b_txt=b"Another camera."))
    stopped = project.add([box])
    next(stopped)
    stopped.close()
    assert [a.status for a in project.add([box])] == ["skipped", "ok", "ok"]


def test_archives_are_opened_only_so_deep(tmp_path: Path) -> None:
    data = b"A camera."
    for _ in range(4):
        data = zipped(in_zip=data) if data[:2] == b"PK" else zipped(in_txt=data)
    with SmallProject.create(tmp_path / "p") as project:
        project.settings = Settings(name="p", caps=Caps(depth=2))
        added = list(project.add([put(tmp_path, "box.zip", data)]))
    assert [a.lost for a in added] == [("members: archives lie more than 2 deep",), (), ()]
    assert [a.status for a in added] == ["partial", "ok", "ok"]


def test_all_archives_of_one_document_share_its_limits(tmp_path: Path) -> None:
    inner = zipped(**{f"n{i}_txt": b"camera %d" % i for i in range(5)})
    data = zipped(a_zip=inner, b_zip=zipped(m_txt=b"one more camera"))
    with SmallProject.create(tmp_path / "p") as project:
        project.settings = Settings(name="p", caps=Caps(members=5))
        added = list(project.add([put(tmp_path, "box.zip", data)]))
    assert added[-1].lost == ("members: all beyond the limits `members` and `inflated`",)
    assert sum(a.status == "ok" for a in added) == 4


def test_the_attachment_of_a_message_is_a_document(project: Project, tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["To"] = "Desk <desk@example.org>", "me@example.org"
    message["Subject"], message["Date"] = "Contract", "Tue, 01 Oct 2019 10:00:00 +0000"
    message.set_content("The contract is attached.")
    message.add_attachment(b"Huawei sells a camera.", "text", "plain", filename="contract.txt")
    mail = put(tmp_path, "m.eml", message.as_bytes())
    attached, letter = project.add([mail])
    assert attached.input == f"{mail}!/contract.txt"
    assert (letter.title, letter.date) == ("Contract", "2019-10-01")
