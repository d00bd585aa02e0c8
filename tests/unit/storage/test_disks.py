from __future__ import annotations

from pathlib import Path

import pytest

from sousveil.errors import ProjectError
from sousveil.project import Project
from sousveil.storage import disks
from sousveil.storage.disks import network_filesystem
from sousveil.storage.ledger_sql import open_ledger

MOUNTS = """\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:26 / /srv rw shared:2 - nfs4 server:/srv rw,vers=4.2
31 30 254:1 / /srv/local rw shared:3 - xfs /dev/vdb rw
32 22 0:27 / /mnt/the\\040desk\\134x rw - cifs //server/desk rw
33 22 0:28 / /home/anna/far rw - fuse.sshfs anna@far: rw
34 22 0:29 / /media/stick rw - fuseblk /dev/sda1 rw
35 22 0:30 / /covered rw - nfs server:/covered rw
36 22 0:31 / /covered rw - tmpfs tmpfs rw
37 22 0:32 / /shared rw - ext4 /dev/vdc rw
38 22 0:33 / /shared rw master:1 propagate_from:2 - 9p host rw
a line of another kind
"""


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/home/anna/index", None),
        ("/srv/index/ledger.sqlite", "nfs4 at /srv"),
        ("/srv", "nfs4 at /srv"),
        ("/srvice/index", None),
        ("/srv/local/index", None),
        ("/mnt/the desk\\x/index", "cifs at /mnt/the desk\\x"),
        ("/home/anna/far/index", "fuse.sshfs at /home/anna/far"),
        ("/media/stick/index", None),
        ("/covered/index", None),
        ("/shared/index", "9p at /shared"),
    ],
)
def test_the_nearest_mount_tells_whether_a_disk_is_over_a_network(
    path: str, found: str | None
) -> None:
    assert network_filesystem(Path(path), MOUNTS) == found


@pytest.mark.parametrize("told", ["", "nothing - ", " - nfs", "1 2 3 4 /"])
def test_a_system_that_does_not_tell_has_only_local_disks(told: str) -> None:
    assert network_filesystem(Path("/srv"), told) is None


@pytest.fixture
def far(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is said to lie on a network disk."""
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"{MOUNTS}40 22 0:40 / {tmp_path / 'far'} rw - nfs4 server:/far rw\n")
    (tmp_path / "far").mkdir()
    monkeypatch.setattr(disks, "MOUNTS", mounts)
    return tmp_path / "far"


def test_no_project_is_made_on_a_network_disk(far: Path) -> None:
    with pytest.raises(ProjectError, match=r"nfs4 at .*Copy the project to a local disk") as caught:
        Project.create(far / "p")
    assert "\n" not in str(caught.value)
    assert list(far.iterdir()) == []


def test_no_ledger_is_opened_on_a_network_disk(far: Path, tmp_path: Path) -> None:
    open_ledger(tmp_path / "ledger.sqlite", create=True).close()
    (tmp_path / "ledger.sqlite").rename(far / "ledger.sqlite")
    with pytest.raises(ProjectError, match="Copy the project to a local disk"):
        open_ledger(far / "ledger.sqlite")
