"""What a process gives up before it looks at a stranger's bytes."""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

from sousveil.guard.caps import Caps

NEW_USER, NEW_NET = 0x10000000, 0x40000000  # unshare(2)
DIE_WITH_PARENT, NO_NEW_PRIVILEGES = 1, 38  # prctl(2)
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # landlock(7), the same on all machines
EVERY_ACCESS, TO_READ = 0x1FFF, 0x000D  # rights to files: all of the first version; read, run, list
SPARE = 64  # open files allowed
ADDRESSES = 8  # times the memory limit that may be mapped; most of it is never touched


def raise_fence(caps: Caps, readable: Iterable[str] = ()) -> dict[str, bool]:
    """Give up network, files and unlimited resources for good; return what could be given up.

    `network`: the process has none. `files`: it can open nothing but what Python itself is
    made of. `limits`: memory, open files and computing time are limited by the system.
    """
    libc = _libc()
    done = {
        "limits": _limits(caps),
        "network": _no_network(libc),
        "files": _no_files(libc, [*_own_paths(), *readable]),
    }
    return done


def more_time(seconds: int) -> None:
    """Allow so many further seconds of computing, within the hard limit."""
    try:
        import resource
    except ImportError:
        return
    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used) + seconds + 1, hard))


def memory_used() -> int:
    """Return the bytes of memory that this process holds now; 0 where nobody tells."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except (OSError, IndexError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _libc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def _limits(caps: Caps) -> bool:
    try:
        import resource
    except ImportError:
        return False
    wanted = [
        ("RLIMIT_CORE", 0),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_NOFILE", SPARE),
        ("RLIMIT_DATA", caps.memory),
        ("RLIMIT_AS", caps.memory * ADDRESSES),
    ]
    for name, value in wanted:
        limit = getattr(resource, name, None)
        if limit is None:
            continue
        _, hard = resource.getrlimit(limit)
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(limit, (value, value))
        except (OSError, ValueError):
            return False
    return True


def _no_network(libc: ctypes.CDLL | None) -> bool:
    """Move to a network of its own, in which there is nothing."""
    if libc is None:
        return False
    libc.prctl(DIE_WITH_PARENT, 9, 0, 0, 0)
    return bool(libc.unshare(NEW_NET) == 0 or libc.unshare(NEW_USER | NEW_NET) == 0)


def _no_files(libc: ctypes.CDLL | None, readable: list[str]) -> bool:
    """Let the system refuse every file but these, whatever a library is talked into."""
    if libc is None:
        return False
    rules = struct.pack("=Q", EVERY_ACCESS)
    ruleset = libc.syscall(CREATE_RULESET, rules, len(rules), 0)
    if ruleset < 0:
        return False
    for path in readable:
        try:
            handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            continue
        is_folder = Path(path).is_dir()
        rule = struct.pack("=Qi", TO_READ if is_folder else 0x0005, handle)
        libc.syscall(ADD_RULE, ruleset, 1, rule, 0)
        os.close(handle)
    libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    done = libc.syscall(RESTRICT_SELF, ruleset, 0) == 0
    os.close(ruleset)
    return bool(done)


def _own_paths() -> list[str]:
    """Return what Python needs to load its own parts."""
    system = ["/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/share/zoneinfo", "/dev/null"]
    return [*system, "/dev/urandom", "/etc/ld.so.cache", sys.prefix, sys.base_prefix, *sys.path]
