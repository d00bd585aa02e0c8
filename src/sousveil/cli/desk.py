"""Review in a terminal: one item after the other, decided with single keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from sousveil.cli.output import heading, one_line, paragraph
from sousveil.errors import QueryError
from sousveil.project.plain import plain_claim

if TYPE_CHECKING:
    from sousveil.model.claim import Claim
    from sousveil.project import Context, Passage, Project, Waiting

KEYS = {
    "a": "accept",
    "r": "reject, with a reason",
    "e": "amend a field",
    "m": "merge with a similar one",
    "s": "split into two or more",
    "2": "ask for a second pair of eyes",
    "n": "next",
    "p": "previous",
    "u": "undo your last decision",
    "c": "more context",
    "l": "similar claims",
    "?": "help",
    "q": "quit",
}

PROMPT = (
    "\n[a]ccept [r]eject am[e]nd [m]erge [s]plit [2]nd eyes [n]ext [p]revious [u]ndo\n"
    "[c]ontext simi[l]ar [?] help [q]uit: "
)

SHORT = 120  # characters of context on either side at first
WIDER = 4  # times as much with each press of c

CARE = ("look-alike", "unlisted", "disagreement", "negated", "doubted")
"""Reasons with which an acceptance wants a reason of its own."""

BECAUSE = "the words say so"
"""The reason of an acceptance where nothing is odd."""

NUMBERS = ("value", "denominator")

PARTS = ("place", "quantity", "amount", "agency")
"""Fields that one line cannot give."""

AROUND, QUOTED = "    | ", "  > | "
"""Begin the lines around the evidence, and those of the evidence: signs, not colours."""


class Desk(Struct):
    """Where somebody stands in the queue."""

    project: Project
    by: str | None
    at: int = 0
    room: int = SHORT
    items: int = 0
    progress: str = ""
    waiting: Waiting | None = None

    def fetch(self) -> bool:
        """Get the item at this place; False where nothing waits."""
        queue = self.project.queue(1, skip=self.at, by=self.by)
        if queue.items and not queue.waiting:
            self.at = queue.items - 1
            queue = self.project.queue(1, skip=self.at, by=self.by)
        self.items = queue.items
        self.progress = f"{self.at + 1} of {queue.items}, {queue.today} decided today"
        self.waiting = queue.waiting[0] if queue.waiting else None
        return self.waiting is not None

    @property
    def current(self) -> Waiting:
        """The item on the desk."""
        if self.waiting is None:
            raise QueryError("Nothing waits.")
        return self.waiting

    def person(self) -> str:
        """Return who decides, and ask once."""
        while not self.by:
            self.by = click.prompt("Your name").strip()
        return self.by

    def go(self, step: int) -> None:
        """Move in the queue; it has two ends."""
        self.at = max(0, min(self.at + step, self.items - 1))
        self.room = SHORT


def sit(project: Project, by: str | None) -> None:
    """Show one item after the other until nothing waits or somebody quits."""
    desk = Desk(project=project, by=by)
    acts: dict[str, Callable[[Desk], bool]] = {
        "a": _accept,
        "r": _reject,
        "e": _amend,
        "m": _merge,
        "s": _split,
        "2": _doubt,
        "u": _undo,
        "n": lambda desk: _moved(desk, 1),
        "p": lambda desk: _moved(desk, -1),
        "c": _wider,
        "l": _similar,
        "?": _help,
    }
    is_new = True
    while True:
        if is_new and not desk.fetch():
            click.echo("Nothing waits for a decision.")
            return
        if is_new:
            _show(desk)
        key = _key()
        if key in ("q", ""):
            return
        try:
            is_new = acts.get(key, _help)(desk)
        except QueryError as error:
            click.echo(one_line(str(error)))
            is_new = False


def _key() -> str:
    click.echo(PROMPT, nl=False)
    try:
        key = click.getchar()
    except EOFError:
        key = ""
    click.echo(key if key.isprintable() else "")
    return key


def _show(desk: Desk) -> None:
    """Show an item: what it says, why it is here, each quote in its context."""
    from sousveil.review.words import details, said

    waiting = desk.current
    heading(desk.progress)
    paragraph(said(waiting.item.claims[0], desk.project.names))
    for reason in waiting.item.reasons:
        paragraph(f"- {reason.words}", indent="  ")
    for number, passage in enumerate(waiting.passages, 1):
        click.echo("")
        paragraph(f"{number}. {_voice(passage)}")
        if more := details(passage.claim):
            paragraph(f"as read: {', '.join(more)}", indent="   ")
        _say_context(_cut(passage.context, desk.room))
    if waiting.similar:
        click.echo(f"\n{len(waiting.similar)} similar: press l")


def _voice(passage: Passage) -> str:
    """Say who says it, and in which document."""
    claim, reading = passage.claim, passage.reading
    chain = ", citing ".join(claim.attribution) or "the author"
    about = reading.about if reading else None
    told = [about.title if about else None, passage.places[0].source if passage.places else None]
    told += [reading.date if reading else None]
    hedges = f", with {', '.join(claim.hedges)}" if claim.hedges else ""
    marks = f" [{', '.join(claim.marks)}]" if claim.marks else ""
    doubt = f" (doubted by {', '.join(passage.state.doubters)})" if passage.state.doubters else ""
    where = ", ".join(filter(None, told))
    return f"{chain} says so{hedges}, in {where}; found by {claim.rule}{marks}{doubt}"


def _cut(context: Context, room: int) -> tuple[str, str, str]:
    return context.before[-room:], context.quote, context.after[:room]


def _say_context(parts: tuple[str, str, str]) -> None:
    for part, sign in zip(parts, (AROUND, QUOTED, AROUND), strict=True):
        if part.strip():
            paragraph(part, indent=sign)


def _moved(desk: Desk, step: int) -> bool:
    desk.go(step)
    return True


def _wider(desk: Desk) -> bool:
    desk.room *= WIDER
    for passage in desk.current.passages:
        found = desk.project.context(passage.claim.id, desk.room)
        _say_context((found.before, found.quote, found.after))
        if found.is_whole:
            click.echo("This is the whole text.")
    return False


def _similar(desk: Desk) -> bool:
    """List the claims that may say the same, or the contrary."""
    from sousveil.review.words import said

    against = {claim.id for claim in desk.current.item.against}
    for number, one in enumerate(desk.current.similar, 1):
        contrary = ", and says otherwise" if one.claim.id in against else ""
        what = said(one.claim, desk.project.names)
        paragraph(f"{number}. {what} ({one.why}{contrary})")
        paragraph(one.claim.quote, indent=QUOTED)
    if not desk.current.similar:
        click.echo("No other claim is similar.")
    return False


def _help(desk: Desk) -> bool:
    for key, what in KEYS.items():
        click.echo(f"  {key}  {what}")
    click.echo("Nothing is lost: each decision is kept, and a later one supersedes it.")
    return False


def _accept(desk: Desk) -> bool:
    claims = _chosen(desk)
    needs_care = any(reason.kind in CARE for reason in desk.current.item.reasons)
    because = _because() if needs_care else BECAUSE
    desk.project.accept([claim.id for claim in claims], desk.person(), because)
    return True


def _reject(desk: Desk) -> bool:
    claims = _chosen(desk)
    desk.project.reject([claim.id for claim in claims], desk.person(), _because())
    return True


def _doubt(desk: Desk) -> bool:
    claims = _chosen(desk)
    desk.project.doubt([claim.id for claim in claims], desk.person(), _because())
    return True


def _undo(desk: Desk) -> bool:
    made = desk.project.undo(desk.person())
    count = len(made.claims)
    told = "1 claim is" if count == 1 else f"{count} claims are"
    click.echo(f"Taken back: {told} as before.")
    return True


def _amend(desk: Desk) -> bool:
    claim = _one(desk)
    given = _edited(plain_claim(desk.project, claim))
    desk.project.amend(claim.id, given, desk.person(), _because())
    return True


def _split(desk: Desk) -> bool:
    claim = _one(desk)
    parts: list[dict[str, Any]] = []
    while len(parts) < 2 or click.confirm("Another part?", default=False):
        click.echo(f"Part {len(parts) + 1}:")
        parts.append(_edited(plain_claim(desk.project, claim)))
    desk.project.split(claim.id, parts, desk.person(), _because())
    return True


def _merge(desk: Desk) -> bool:
    """Let a claim of this item, or a similar one, stand for several."""
    item = desk.current.item
    _similar(desk)
    found = [one.claim for one in desk.current.similar]
    own = [*item.claims]
    if not found and len(own) < 2:
        return False
    others = _numbered("Merge with which of these?", found) if found else []
    told = own + others
    for number, claim in enumerate(told, 1):
        paragraph(f"{number}. {claim.quote}")
    (stays,) = _numbered("Which one stands for all?", told, most=1)
    ids = [claim.id for claim in told]
    desk.project.merge(ids, stays.id, desk.person(), _because())
    return True


def _chosen(desk: Desk) -> list[Claim]:
    """Return the claims of the item to decide about: all, or those named by number."""
    claims = list(desk.current.item.claims)
    return claims if len(claims) == 1 else _numbered("Which ones?", claims, default="all")


def _one(desk: Desk) -> Claim:
    claims = list(desk.current.item.claims)
    return claims[0] if len(claims) == 1 else _numbered("Which one?", claims, most=1)[0]


def _numbered(
    question: str, claims: list[Claim], *, most: int | None = None, default: str | None = None
) -> list[Claim]:
    """Ask for numbers from a list; raise `QueryError` for what is none of them."""
    said = click.prompt(f"{question} 1-{len(claims)}", default=default).strip()
    if said == default == "all":
        return claims
    numbers = said.replace(",", " ").split()
    if not numbers or not all(n.isdecimal() and 1 <= int(n) <= len(claims) for n in numbers):
        raise QueryError(f"Type numbers from 1 to {len(claims)}. Nothing was decided.")
    if most is not None and len(numbers) > most:
        raise QueryError("Type one number. Nothing was decided.")
    return [claims[int(number) - 1] for number in dict.fromkeys(numbers)]


def _because() -> str:
    said = ""
    while not said:
        said = click.prompt("Because").strip()
    return said


def _edited(plain: dict[str, Any]) -> dict[str, Any]:
    """Ask for fields and their new values until an empty line."""
    for name, value in plain.items():
        if name not in ("type", "text", "evidence") and not name.endswith(("_mention", "mentions")):
            click.echo(one_line(f"  {name}: {_shown(value)}"))
    click.echo(one_line(f"  quote: {plain['evidence']['quote']}"))
    while said := click.prompt("field=value, or nothing to end", default="", show_default=False):
        name, sign, value = (part.strip() for part in said.partition("="))
        if not sign:
            click.echo("Type a field, the sign = and its value: modality=planned")
        elif name == "quote":
            plain["evidence"] = {"quote": value}
        elif name == "time":
            plain["time"] = _days(value)
        elif name in PARTS and value:
            click.echo(
                f"{name} has parts. Leave it, empty it with {name}= , or amend the claim with: "
                "sousveil review --decisions FILE"
            )
        else:
            plain[name] = _read(value, 0.0 if name in NUMBERS else plain.get(name))
    return {name: value for name, value in plain.items() if value is not None}


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        if "text" in value:
            return str(value["text"])
        return ", ".join(f"{name} {of}" for name, of in value.items() if not isinstance(of, dict))
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _days(said: str) -> dict[str, str] | None:
    """Read `2019-03`, or `2019 to 2021`; nothing removes it."""
    start, _, end = (part.strip() for part in said.partition(" to "))
    return {"start": start, "end": end or start} if start else None


def _read(said: str, before: Any) -> Any:
    """Read a value as what stood there: a list, a number, a yes or no; nothing removes it."""
    if not said and not isinstance(before, list):
        return None
    if isinstance(before, list):
        return [part.strip() for part in said.split(",") if part.strip()]
    if isinstance(before, bool):
        return said.lower() in ("yes", "true", "1")
    if isinstance(before, int | float):
        try:
            return float(said)
        except ValueError:
            raise QueryError(f"{said!r} is no number. Nothing was decided.") from None
    return said
