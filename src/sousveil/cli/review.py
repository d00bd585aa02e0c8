"""Verbs of review: what waits for a decision, and the names that the codebook lacks."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from sousveil.cli.editions import open_project
from sousveil.cli.output import as_json, one_line
from sousveil.errors import QueryError

if TYPE_CHECKING:
    from sousveil.model.claim import Claim
    from sousveil.model.decision import Decision
    from sousveil.project import Candidate, Passage, Project, Queue, Waiting

BY_HELP = "The name under which you decide."
SCRIPT_HELP = "Take decisions from JSON lines; - for standard input."
FIELDS = ("kind", "claims", "because", "by", "instead")
PLAIN = ("accept", "reject", "doubt", "reopen")
REPLACING = ("amend", "merge", "split")


@click.command()
@click.option("--by", metavar="NAME", help=BY_HELP)
@click.option("--decisions", "script", metavar="FILE", type=click.File("rb"), help=SCRIPT_HELP)
@click.option("--limit", metavar="N", type=click.IntRange(1, 1000), default=20, show_default=True)
@click.option("--skip", metavar="N", type=click.IntRange(0), default=0, help="Leave out the first.")
@click.option("--json", "json_", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def review(
    folder: Path | None,
    by: str | None,
    script: IO[bytes] | None,
    limit: int,
    skip: int,
    json_: bool,
) -> None:
    """Decide about claims: one after the other in a terminal, else print the queue as JSON.

    \b
    sousveil review --by anna
    sousveil review --decisions decided.jsonl --by anna

    Nothing is accepted by itself, and no decision is ever changed: a later one supersedes it.
    With --decisions, each line is taken wholly or not at all; exits 1 if one was refused.
    """
    project = open_project(folder)
    if script is not None:
        refused = False
        for told in _applied(project, script, by):
            refused = refused or not told["ok"]
            if json_:
                as_json(told)
            else:
                click.echo(_told(told))
        raise click.exceptions.Exit(1 if refused else 0)
    if json_ or not on_terminal():
        as_json(plain_queue(project, project.queue(limit, skip=skip, by=by), skip))
        return
    from sousveil.cli.desk import sit

    sit(project, by)


@click.command()
@click.option("--json", "json_", is_flag=True, help="Answer in JSON, a list.")
@click.pass_obj
def names(folder: Path | None, json_: bool) -> None:
    """List the names that claims use and the codebook lacks, as entries ready for it.

    \b
    sousveil names
    sousveil -C my-index names --json

    Near names are shown beside one and never merged with it. A name with odd letters gets no
    entry: look at its claims first.
    """
    with open_project(folder) as project:
        found = project.candidates()
    if json_:
        as_json([asdict(one) for one in found])
        return
    if not found:
        click.echo("# The codebook has every name that claims use.")
    for vocabulary in ("suppliers", "financiers"):
        own = [one for one in found if one.vocabulary == vocabulary]
        if own:
            click.echo(f"# for codebook/{vocabulary}.yml of the project")
        for one in own:
            _say_name(one)


def on_terminal() -> bool:
    """Tell whether somebody sits there and can press keys."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def plain_queue(project: Project, queue: Queue, skip: int) -> dict[str, Any]:
    """Return a page of the queue as plain data."""
    return {
        "items": queue.items,
        "claims": queue.claims,
        "decided": queue.decided,
        "today": queue.today,
        "skip": skip,
        "queue": [_plain_item(project, waiting) for waiting in queue.waiting],
    }


def plain_claim(project: Project, claim: Claim) -> dict[str, Any]:
    """Return a claim as an object of the claim schema, with the text that it stands in.

    With a field changed, it can be given back as what is to stand instead.
    """
    from sousveil.extraction.schema import schema_claim

    return {**schema_claim(claim, project.codebook), "text": claim.text}


def _plain_item(project: Project, waiting: Waiting) -> dict[str, Any]:
    from sousveil.review.words import said

    item = waiting.item
    return {
        "says": said(item.claims[0], project.names),
        "worth": item.worth,
        "reasons": [{"kind": r.kind, "words": r.words} for r in item.reasons],
        "claims": [_plain_passage(project, passage) for passage in waiting.passages],
        "against": [claim.id for claim in item.against],
        "similar": [
            {
                "id": one.claim.id,
                "why": one.why,
                "says": said(one.claim, project.names),
                "quote": one.claim.quote,
            }
            for one in waiting.similar
        ],
    }


def _plain_passage(project: Project, passage: Passage) -> dict[str, Any]:
    reading = passage.reading
    about = reading.about if reading else None
    return {
        "id": passage.claim.id,
        "claim": plain_claim(project, passage.claim),
        "rule": passage.claim.rule,
        "state": passage.state.name,
        "doubters": passage.state.doubters,
        "snapshot": reading.snapshot if reading else None,
        "title": about.title if about else None,
        "date": reading.date if reading else None,
        "places": [{"source": p.source, "location": p.location} for p in passage.places],
        "before": passage.context.before,
        "after": passage.context.after,
    }


def _applied(project: Project, script: IO[bytes], by: str | None) -> Iterator[dict[str, Any]]:
    """Take the decisions of a script line by line, and tell what became of each."""
    for number, line in enumerate(script, 1):
        if not line.strip():
            continue
        try:
            made = _apply(project, _parsed(line), by)
        except QueryError as error:
            yield {"line": number, "ok": False, "why": str(error)}
            continue
        told: dict[str, Any] = {"line": number, "ok": True, "kind": made.kind, "decision": made.id}
        yield told | {"claims": made.claims, "instead": made.instead or ()}


def _parsed(line: bytes) -> dict[str, Any]:
    def refuse(word: str) -> None:
        raise ValueError(word)

    try:
        plain = json.loads(line.decode("utf-8-sig"), parse_constant=refuse)
    except (ValueError, RecursionError):
        raise QueryError("This line is no JSON.") from None
    if not isinstance(plain, dict) or not isinstance(plain.get("kind"), str):
        raise QueryError("A decision is an object with kind, claims, because and by.")
    for name in plain:
        if name not in FIELDS:
            raise QueryError(f"{name!r} is no field of a decision. It has {', '.join(FIELDS)}.")
    return plain


def _apply(project: Project, plain: dict[str, Any], by: str | None) -> Decision:
    """Call the method of the project that a line asks for."""
    kind, because = plain["kind"], plain.get("because", "")
    who, claims = plain.get("by", by) or "", plain.get("claims", [])
    instead = plain.get("instead")
    if not isinstance(who, str) or not isinstance(because, str):
        raise QueryError("by and because are text.")
    if not isinstance(claims, list) or not all(isinstance(claim, str) for claim in claims):
        raise QueryError("claims is a list of ids.")
    if kind == "undo":
        if claims or instead:
            raise QueryError("undo takes back the last decision of a person: name no claims.")
        return project.undo(who, because)
    if kind in PLAIN:
        if instead:
            raise QueryError(f"{kind} puts nothing in the place of a claim.")
        made: Decision = getattr(project, kind)(claims, who, because)
        return made
    if kind not in REPLACING:
        known = ", ".join((*PLAIN, *REPLACING, "undo"))
        raise QueryError(f"{kind!r} is no kind of decision. Kinds: {known}.")
    if not isinstance(instead, list) or not instead:
        raise QueryError(f"{kind} needs instead: a list of claims.")
    if kind != "split" and len(instead) != 1:
        raise QueryError(f"{kind} puts one claim in the old place, and {len(instead)} are given.")
    if kind == "merge":
        return project.merge(claims, instead[0], who, because)
    if len(claims) != 1:
        raise QueryError(f"{kind} is for one claim, and {len(claims)} are named.")
    if kind == "amend":
        return project.amend(claims[0], instead[0], who, because)
    return project.split(claims[0], instead, who, because)


def _told(told: dict[str, Any]) -> str:
    if not told["ok"]:
        return one_line(f"line {told['line']}: refused. {told['why']}")
    count = len(told["claims"])
    claims = "1 claim" if count == 1 else f"{count} claims"
    instead = f", instead {', '.join(told['instead'])}" if told["instead"] else ""
    return one_line(f"line {told['line']}: {told['kind']} of {claims}{instead}")


def _say_name(one: Candidate) -> None:
    where = f" on {', '.join(one.countries)}" if one.countries else ""
    count = "1 claim" if len(one.claims) == 1 else f"{len(one.claims)} claims"
    near = f"; near to it, perhaps the same: {', '.join(one.near)}" if one.near else ""
    click.echo(f"# {one_line(one.name)}: {count}{where}{near}")
    if one.odd:
        click.echo(f"#   no entry: it has {one_line(one.odd)}")
    click.echo(one.yaml, nl=False)
