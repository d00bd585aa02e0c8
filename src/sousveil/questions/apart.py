"""Texts judged in processes of their own: one that never ends costs only itself."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import msgspec

from sousveil.codebook.vocabulary import Codebook
from sousveil.errors import QueryError, ReaderCrashed, ReaderFailed, SousveilError
from sousveil.guard.caps import Caps
from sousveil.guard.child import ENDED, Child, Crew, Work
from sousveil.model.codec import decode, encode
from sousveil.model.edition import Edition
from sousveil.model.query import Query
from sousveil.model.question import Question
from sousveil.model.verdict import Check, Judged, Outcome, Rewritten, Uncheckable, Verdict
from sousveil.questions.desk import Desk

if TYPE_CHECKING:
    from sousveil.publish.report import Checked

MAKER = "sousveil.questions.apart:work"

CHECKED, ERROR = b"c", b"e"
"""How an answer of the process begins."""

QUERIES = {kind.__name__: kind for kind in get_args(Query)}


class Judges:
    """Processes that judge texts with the editions of a desk, each text within the limits."""

    def __init__(self, caps: Caps, number: int, maker: str = MAKER) -> None:
        """Take at most so many processes; each is started when it is needed, and stays."""
        self.caps, self._number, self._maker = caps, number, maker
        self._lock = threading.Lock()
        self._crew: Crew | None = None
        self._made_for: tuple[object, ...] = ()
        self._closed = False

    def checked(self, desk: Desk, text: str, name: str, title: str | None = None) -> Checked:
        """Judge one text as `Desk.checked` does, with what its sentences should read.

        Raises `TooSlow`, `OutOfMemory` and `ReaderCrashed` where it was ended.
        """
        task = {
            "name": name,
            "title": title,
            "as_of": desk.as_of,
            "against": desk.against.name if desk.against else None,
        }
        asked = json.dumps(task), text.encode()
        answer = self._crew_for(desk).one(_answered, asked)
        if answer[:1] == ERROR:
            raise QueryError(answer[1:].decode(errors="replace"))
        return _checked(answer[1:], name, title)

    def close(self) -> None:
        """End all processes for good, those at work, too."""
        with self._lock:
            self._closed = True
            crew, self._crew = self._crew, None
        if crew is not None:
            for child in crew.children:
                child.kill()
            crew.close()

    def _crew_for(self, desk: Desk) -> Crew:
        """Return the processes; others, where the desk has other editions than before."""
        with self._lock:
            wanted = (desk.codebook, *desk.editions)
            same = len(wanted) == len(self._made_for) and all(
                one is other for one, other in zip(wanted, self._made_for, strict=True)
            )
            if self._closed:
                raise ReaderCrashed(ENDED)
            if self._crew is None or not same:
                if self._crew is not None:
                    threading.Thread(target=self._crew.close, daemon=True).start()
                self._crew = Crew(self._maker, settings(desk), self.caps, self._number)
                self._made_for = wanted
            return self._crew


def settings(desk: Desk) -> str:
    """Return editions and codebook as one text."""
    held = [encode(one).decode() for one in desk.editions]
    return json.dumps({"codebook": encode(desk.codebook).decode(), "editions": held})


def work(settings: str, caps: Caps) -> Work:
    """Make the work of a process: a text in, what was found in it out."""
    import sousveil.checking.corrections
    import sousveil.publish.report  # noqa: F401 - loaded before the process gives up its files

    plain = json.loads(settings)
    editions = tuple(decode(one.encode(), Edition) for one in plain["editions"])
    codebook = decode(plain["codebook"].encode(), Codebook)
    named = {edition.name: edition for edition in editions}

    def answer(task: str, data: bytes) -> Iterator[bytes]:
        asked = json.loads(task)
        desk = Desk(
            editions=editions,
            codebook=codebook,
            against=named[asked["against"]] if asked["against"] else None,
            as_of=asked["as_of"],
        )
        try:
            found = desk.checked(data.decode(), asked["name"], asked["title"], mend=True)
        except SousveilError as error:
            yield ERROR + str(error).encode()
            return
        yield CHECKED + msgspec.json.encode(_plain(found))

    return answer


def _answered(child: Child, asked: tuple[str, bytes]) -> bytes:
    answers = list(child.answers(*asked))
    return answers[0] if len(answers) == 1 else b""


def _plain(found: Checked) -> dict[str, Any]:
    """Return what was found as plain data; a query goes under the name of its kind."""
    plain: dict[str, Any] = msgspec.to_builtins(
        {"found": found.found, "answer": found.answer, "mended": found.mended}
    )
    for judged, written in zip(found.found.claims, plain["found"]["claims"], strict=True):
        if judged.question.query is not None:
            kind = type(judged.question.query).__name__
            written["question"]["query"] = {"kind": kind, "asks": written["question"]["query"]}
    return plain


def _checked(answer: bytes, name: str, title: str | None) -> Checked:
    """Build what was found; a process that read a stranger's text is not trusted."""
    from sousveil.publish.report import Checked

    try:
        plain = json.loads(answer)
        found = plain["found"]
        check = Check(
            outcome=Outcome(found["outcome"]),
            as_of=msgspec.convert(found["as_of"], str | None),
            claims=tuple(
                Judged(
                    question=_question(one["question"]),
                    verdict=msgspec.convert(one["verdict"], Verdict),
                )
                for one in found["claims"]
            ),
            uncheckable=msgspec.convert(found["uncheckable"], tuple[Uncheckable, ...]),
        )
        mended = msgspec.convert(plain["mended"], tuple[Rewritten, ...])
        return Checked(
            name=name,
            title=title,
            found=check,
            answer=msgspec.convert(plain["answer"], dict[str, Any]),
            mended=mended,
        )
    except (msgspec.MsgspecError, KeyError, TypeError, ValueError) as error:
        raise ReaderFailed(
            f"The process that judged it gave an answer that is none ({type(error).__name__}). "
            "Please report the text."
        ) from None


def _question(plain: dict[str, Any]) -> Question:
    kinds = get_type_hints(Question)
    fields = {
        name: msgspec.convert(value, kinds[name])
        for name, value in plain.items()
        if name != "query"
    }
    query = plain["query"]
    if query is not None:
        query = msgspec.convert(query["asks"], QUERIES[query["kind"]])
    return Question(**fields, query=query)
