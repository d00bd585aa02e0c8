"""Compiling an edition from what was accepted, and what it moves."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request, Response

from sousveil.edition.diff import Diff, Moved, diff
from sousveil.edition.reasons import Reasons
from sousveil.errors import SousveilError, UnknownEdition
from sousveil.figures.published import Recount
from sousveil.model.edition import Edition
from sousveil.model.noun import replace
from sousveil.model.policy import Policy
from sousveil.project import Project
from sousveil.web.catalogue import told_by
from sousveil.web.door import Refusal
from sousveil.web.library import Held, Library
from sousveil.web.live.show import Fields, Form, name_of, one, project, sessions, shown, to


def put(app: FastAPI) -> None:
    """Put these pages on a server."""
    app.get("/compile/", include_in_schema=False)(compile_page)
    app.post("/compile/", include_in_schema=False)(compile)
    app.get("/compile/{edition}/", include_in_schema=False)(compiled_page)


def compile_page(request: Request) -> Response:
    """Show the form to compile an edition."""
    return _form(request, {})


def compile(request: Request, form: Form) -> Response:
    """Compile an edition, and lead to what it moved: a page that one can come back to."""
    try:
        made = compiled(
            request,
            one(form, "name").strip(),
            base=one(form, "base") or None,
            since=one(form, "since") or None,
            as_of=one(form, "as_of").strip() or None,
            policy=Policy(
                min_origins=2 if one(form, "min_origins") == "2" else 1,
                contracted=bool(one(form, "contracted")),
                disputed=bool(one(form, "disputed")),
            ),
        )
    except SousveilError as error:
        return _form(request, form, 400, told_by(error))
    before = one(form, "since") or one(form, "base")
    return to(request, f"compile/{made.name}/", before=before)


def compiled_page(request: Request, edition: str, before: str = "") -> Response:
    """Show a compiled edition, and which figures moved against the one before."""
    library: Library = request.app.state.site.library
    try:
        made, old = library.of(edition), library.of(before) if before else None
    except UnknownEdition as error:
        raise Refusal(404, told_by(error)) from None
    return shown(
        request,
        "compiled.html",
        "The edition is compiled",
        "compile",
        made=made.edition,
        before=before,
        diff=moved(old, made) if old else None,
        others=[name for name in library.held if name != edition],
        reviewed=made.records.reviewed,
    )


def compiled(
    request: Request,
    name: str,
    *,
    base: str | None,
    since: str | None,
    as_of: str | None,
    policy: Policy,
) -> Edition:
    """Compile an edition of running text, and let the server load its editions again."""
    opened: Project = project(request)
    made = opened.compile(name, as_of=as_of, base=base, since=since, policy=policy)
    request.app.state.load()
    sessions(request).accounts.note("compiled", made.name, name_of(request), None)
    return made


def moved(old: Held, new: Held) -> Diff:
    """Compare two editions, with the claims and decisions behind each change."""
    reasons = None
    if old.edition.living or new.edition.living:
        reasons = Reasons(old.edition, new.edition, old.records, new.records)
    both = [(old.figures[id], new.figures[id]) for id in old.figures if id in new.figures]
    figures = [_moved(was, now, reasons) for was, now in both]
    return diff(old.edition, new.edition, new.codebook, figures, reasons)


def _moved(was: Recount, now: Recount, reasons: Reasons | None) -> Moved:
    told = Moved(id=was.named.id, label=was.named.label, old=was.value, new=now.value)
    if reasons is None or was.value is None or now.value is None:
        return replace(told, reason=now.reason or was.reason)
    added = set(now.countries) - set(was.countries)
    dropped = set(was.countries) - set(now.countries)
    return replace(
        told,
        added=tuple(sorted(added)),
        dropped=tuple(sorted(dropped)),
        why=reasons.of_figure(was.named.figure, sorted(added | dropped)),
    )


def _form(request: Request, form: Fields, status: int = 200, message: str = "") -> Response:
    opened = project(request)
    given: dict[str, Any] = {name: values[0] for name, values in form.items()}
    return shown(
        request,
        "compile.html",
        "Compile an edition",
        "compile",
        status,
        message=message,
        given=given,
        names=opened.editions(),
        accepted=len(opened.accepted()),
    )
