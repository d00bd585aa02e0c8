"""Work that takes longer than a page may: it runs in a thread, and tells how far it is."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct, field

from sousveil.errors import SousveilError
from sousveil.model.said import said
from sousveil.web.catalogue import told_by

KEPT = 200  # jobs that are done are told until so many newer ones are there
WAITING = 20  # jobs that may wait
MESSAGES = 500  # of one job; the newest stay

WAITS, RUNS, DONE, FAILED = "waiting", "running", "done", "failed"


class TooBusy(SousveilError):
    """Too much is waiting to be done."""

    def __init__(self) -> None:
        super().__init__(said("Too much is waiting to be done. Try again in a few minutes."))


class Job(Struct):
    """One piece of work; changed by its own thread alone."""

    id: str
    """Random, so that nobody comes upon another's work by counting."""

    title: str
    owner: str | None
    """The account that started it; None for the anonymous."""

    of: int | None = None
    """How many steps it has, where that is known."""

    state: str = WAITS
    done: int = 0
    messages: list[str] = field(default_factory=list)
    results: list[Mapping[str, Any]] = field(default_factory=list)

    def step(self, message: str, result: Mapping[str, Any] | None = None) -> None:
        """Tell that one step is done, and what came of it."""
        self.done += 1
        self.say(message)
        if result is not None:
            self.results.append(result)

    def say(self, message: str) -> None:
        """Add a line for whoever looks on."""
        self.messages.append(message)
        del self.messages[:-MESSAGES]

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more will come."""
        return self.state in (DONE, FAILED)

    def plain(self) -> dict[str, Any]:
        """Return the job as plain data."""
        return {
            "id": self.id,
            "title": self.title,
            "state": self.state,
            "done": self.done,
            "of": self.of,
            "messages": list(self.messages),
            "results": [dict(result) for result in self.results],
        }


class Jobs:
    """The work of one server. What is in one line is done one after the other."""

    def __init__(self) -> None:
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lines: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()
        self._is_closed = False

    def start(
        self,
        title: str,
        work: Callable[[Job], None],
        *,
        owner: str | None = None,
        of: int | None = None,
        line: str = "",
        after: Callable[[], None] = lambda: None,
    ) -> Job:
        """Begin work in a thread; `line` names what may not be done twice at once.

        `work` tells each step; a `SousveilError` of it is told to whoever looks on, any other
        error only that there was one. `after` is called in any case. Raises `TooBusy`.
        """
        job = Job(id=secrets.token_hex(16), title=title, owner=owner, of=of)
        with self._lock:
            if sum(one.state == WAITS for one in self._jobs.values()) >= WAITING:
                raise TooBusy
            turn = self._lines.setdefault(line, threading.Lock()) if line else threading.Lock()
            self._jobs[job.id] = job
            over = [one.id for one in self._jobs.values() if one.is_over]
            for id in over[: max(0, len(over) - KEPT)]:
                del self._jobs[id]
        threading.Thread(
            target=self._run, args=(job, work, turn, after), name=f"job {job.id}", daemon=True
        ).start()
        return job

    def of(self, id: str) -> Job | None:
        """Return a job by its id; None where it is not known (any more)."""
        return self._jobs.get(id)

    def by(self, owner: str | None) -> tuple[Job, ...]:
        """Return the jobs of an account, the newest first."""
        with self._lock:
            return tuple(job for job in reversed(self._jobs.values()) if job.owner == owner)

    def close(self) -> None:
        """Begin nothing more; what runs ends with its document or with the process."""
        self._is_closed = True

    def _run(
        self,
        job: Job,
        work: Callable[[Job], None],
        turn: threading.Lock,
        after: Callable[[], None],
    ) -> None:
        with turn:
            try:
                if self._is_closed:
                    job.say(said("The server is ending. Do it again when it is back."))
                    job.state = FAILED
                    return
                job.state = RUNS
                work(job)
                job.state = DONE
            except SousveilError as error:
                job.say(told_by(error))
                job.state = FAILED
            except Exception as error:
                name = type(error).__name__
                job.say(said("This should not have happened: {name}. Please report it.", name=name))
                job.state = FAILED
            finally:
                after()
