"""File systems over a network, on which a ledger must not lie: their locks cannot be relied on."""

from __future__ import annotations

import re
from pathlib import Path

from sousveil.errors import ProjectError

MOUNTS = Path("/proc/self/mountinfo")
"""Where Linux tells what is mounted where; other systems have no such file."""

OVER_A_NETWORK = re.compile(
    r"""
    nfs [34]? | cifs | smb[23]? | smbfs | ncpfs | 9p | afs | coda | ceph | glusterfs | lustre
    | gpfs | beegfs | pvfs2 | orangefs | gfs2? | ocfs2 | davfs2? | sshfs
    | fuse\. (?: sshfs | glusterfs | davfs2? | ceph (?:-fuse)? | s3fs | s3ql | gcsfuse | goofys
              | rclone | juicefs | smbnetfs | curlftpfs | moosefs | mfs | onedriver | google-.* )
    """,
    re.VERBOSE,
)


def refuse_network(path: Path) -> None:
    """Raise `ProjectError` for a path on a network file system."""
    found = network_filesystem(path)
    if found is not None:
        raise ProjectError(
            f"{path} lies on a network disk ({found}), where a ledger can be damaged when two "
            "programs write. Copy the project to a local disk, and use it there."
        )


def network_filesystem(path: Path, mountinfo: str | None = None) -> str | None:
    """Return type and mount point, such as `nfs4 at /srv`; None on a local disk.

    Also None where the system does not tell. `mountinfo` is the text of `MOUNTS`.
    """
    told = _mountinfo() if mountinfo is None else mountinfo
    place = path.resolve()
    found: tuple[Path, str] | None = None
    for line in told.splitlines():
        before, _, after = line.partition(" - ")
        fields, kinds = before.split(" "), after.split(" ")
        if len(fields) < 5 or not kinds[0]:
            continue
        point = Path(_unescaped(fields[4]))
        nearer = found is None or len(point.parts) >= len(found[0].parts)  # the last covers it
        if nearer and place.is_relative_to(point):
            found = point, kinds[0]
    if found is None or not OVER_A_NETWORK.fullmatch(found[1]):
        return None
    return f"{found[1]} at {found[0]}"


def _mountinfo() -> str:
    try:
        return MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _unescaped(point: str) -> str:
    """Undo how a space, a tab, a line end and a backslash are written there."""
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), point)
