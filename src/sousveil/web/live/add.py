"""Adding documents from the browser, and looking on while they are read."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from sousveil.errors import SousveilError
from sousveil.project import Added, Project
from sousveil.web.catalogue import said, told_by
from sousveil.web.door import Refusal, check_token
from sousveil.web.jobs import Job, Jobs
from sousveil.web.live.show import Form, name_of, one, project, shown, to
from sousveil.web.permissions import caller

LINE = "add"
"""Documents are added one after the other: one process reads them."""

UPLOADS = "uploads"  # folder in the project for what was sent and is not read yet
NAME = 150  # signs of a file's name that are kept


def put(app: FastAPI) -> None:
    """Put these pages on a server."""
    get, post = app.get, app.post
    get("/add/", include_in_schema=False)(add_page)
    post("/add/address/", include_in_schema=False)(add_address)
    post("/add/file/", include_in_schema=False)(add_file)
    get("/jobs/{id}/", include_in_schema=False)(job_page)


def add_page(request: Request) -> Response:
    """Show the forms to add a document."""
    return _form(request)


def add_address(request: Request, form: Form) -> Response:
    """Fetch an address and add what is there."""
    address, source, as_of = _told(form, "address", "source", "as_of")
    parts = urlsplit(address or "")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return _form(request, 400, "Give an address that begins with https:// or http://.")
    opened = project(request)
    try:
        _check(opened, source, as_of)
        job = _jobs(request).start(
            str(address),
            lambda job: _follow(job, opened.add([str(address)], source=source, as_of=as_of)),
            owner=name_of(request),
            of=1,
            line=LINE,
        )
    except SousveilError as error:
        return _form(request, 400, told_by(error))
    return to(request, f"jobs/{job.id}/")


async def add_file(request: Request) -> Response:
    """Take a file and add it."""
    form = await request.form(max_files=1, max_fields=10, max_part_size=10_000)
    try:
        check_token(caller(request), str(form.get("token") or ""))
        sent = form.get("file")
        if not isinstance(sent, UploadFile) or not sent.filename:
            return await run_in_threadpool(_form, request, 400, "Choose a file first.")
        fields = {name: [str(form.get(name) or "")] for name in ("source", "as_of")}
        return await run_in_threadpool(_taken, request, sent, fields)
    finally:
        await form.close()


def job_page(request: Request, id: str) -> Response:
    """Show how far a job is; the page loads itself anew until it is over."""
    job = _jobs(request).of(id)
    if job is None:
        raise Refusal(404, "This work is not known here any more.")
    return shown(request, "job.html", "Adding a document", "add", job=job.plain(), over=job.is_over)


def _taken(request: Request, sent: UploadFile, fields: dict[str, list[str]]) -> Response:
    """Put an upload where the job finds it, and begin."""
    source, as_of = _told(fields, "source", "as_of")
    opened, name = project(request), file_name(sent.filename or "")
    folder: Path | None = None
    try:
        _check(opened, source, as_of)
        (opened.folder / UPLOADS).mkdir(mode=0o700, exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=opened.folder / UPLOADS))
        file = folder / "document"
        with file.open("wb") as target:
            shutil.copyfileobj(sent.file, target)
        own = folder
        job = _jobs(request).start(
            name,
            lambda job: _follow(job, opened.upload(file, name, source, as_of)),
            owner=name_of(request),
            of=1,
            line=LINE,
            after=lambda: shutil.rmtree(own, ignore_errors=True),
        )
    except SousveilError as error:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        return _form(request, 400, told_by(error))
    return to(request, f"jobs/{job.id}/")


def file_name(given: str) -> str:
    """Return the name of an uploaded file as it is recorded: no path, no address, no odd sign."""
    last = given.replace("\\", "/").rpartition("/")[2]
    plain = "".join(sign for sign in last if sign.isprintable()).strip(" .:")
    return plain[-NAME:] or "document"


def _follow(job: Job, told: Iterable[Added]) -> None:
    """Tell of each document what became of it."""
    for added in told:
        count = said("{n} claim|{n} claims", n=added.claims)
        state = f"{added.status} ({added.code})" if added.code else added.status
        words = said("{input}: {state}, {count}", input=added.input, state=state, count=count)
        job.step(words, _plain(added))
        for problem in added.problems:
            job.say(problem.what)
        if job.of is not None:
            job.of = max(job.of, job.done)


def _plain(added: Added) -> dict[str, Any]:
    return {
        "input": added.input,
        "status": added.status,
        "code": added.code,
        "claims": added.claims,
        "title": added.title,
        "snapshot": added.snapshot,
        "lost": list(added.lost),
    }


def _told(form: Form, *names: str) -> tuple[str | None, ...]:
    return tuple(one(form, name).strip() or None for name in names)


def _check(opened: Project, source: str | None, as_of: str | None) -> None:
    """Raise `QueryError` now, and not in the job, for what no document can have."""
    if as_of is not None or source is not None:
        opened.add((), source=source, as_of=as_of)


def _form(request: Request, status: int = 200, message: str = "") -> Response:
    return shown(
        request,
        "add.html",
        "Add documents",
        "add",
        status,
        message=message,
        jobs=[job.plain() for job in _jobs(request).by(name_of(request))[:20]],
    )


def _jobs(request: Request) -> Jobs:
    found: Jobs = request.app.state.jobs
    return found
