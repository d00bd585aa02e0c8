"""Claims that a language model proposes, each held to the words of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from msgspec import Struct, field

from sousveil.codebook.names import Names
from sousveil.extraction.llm_answer import MOST_CLAIMS, Drop, Judged, entries, entry
from sousveil.extraction.llm_convert import Shown, claim_of
from sousveil.extraction.llm_names import Resolver
from sousveil.extraction.llm_words import (
    PROMPTS,
    Prompt,
    judge_schema,
    messages,
    propose_schema,
)
from sousveil.extraction.sentences import sentences
from sousveil.model.claim import (
    Claim,
    Count,
    Coverage,
    Finance,
    Indicator,
    Supply,
    Use,
    by_reader,
)
from sousveil.model.codec import to_plain, with_id
from sousveil.model.ids import canonical, digest
from sousveil.model.noun import replace
from sousveil.model.source import Span

MODES = tuple(PROMPTS)
"""`judge`: rules find claims, the model says how they are made. `propose`: it finds them itself."""

WINDOW = 6000  # characters of text in one call, cut between sentences
MOST_ITEMS = 20  # items judged in one call
MOST_WORDS = 2000  # tokens of one answer
SPEAKERS = 24  # names offered for an attribution

WORD = re.compile(r"\w[\w.'’&-]*")
LINKS = frozenset("of the for and de la del du da di do".split())
"""Words in lower case that may stand inside a name."""


class Request(Struct, frozen=True, kw_only=True):
    """One question to a model. The same request has the same answer, if it was asked before."""

    model: str
    prompt: str
    """Version of the prompt, e.g. `judge-1`."""

    messages: tuple[tuple[str, str], ...]
    schema: dict[str, Any]
    most_tokens: int = MOST_WORDS

    def body(self) -> dict[str, Any]:
        """Return what is sent: a chat completion with a schema for its answer."""
        name = self.prompt.replace("-", "_")
        return {
            "model": self.model,
            "messages": [{"role": role, "content": content} for role, content in self.messages],
            "temperature": 0,
            "max_tokens": self.most_tokens,
            "stream": False,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": name, "strict": True, "schema": self.schema},
            },
        }

    @property
    def id(self) -> str:
        """Digest of all of it: model, version of the prompt, words, parameters."""
        return digest(canonical({"prompt": self.prompt, "body": self.body()}))


class Answer(Struct, frozen=True, kw_only=True):
    """What came of a question: the raw body of a chat completion, or a word for why not."""

    raw: str | None = None
    failed: str | None = None
    what: str = ""


Ask = Callable[[Request], Answer]
"""Puts one question to a model, wherever it is; a failure is an answer, too."""


class Dropped(Struct, frozen=True, kw_only=True):
    """Something that a model said and that was not taken."""

    reason: str
    words: str
    count: int = 1


class Question(Struct, frozen=True, kw_only=True):
    """A request, with what is needed to read its answer."""

    request: Request
    shown: Span
    """The part of the text that the model sees."""

    items: tuple[Claim, ...] = ()
    """In mode `judge`: the claims to be judged, the first one is item 1."""


class Proposals(Struct, frozen=True, kw_only=True):
    """What a model made of a text. None of it is accepted by anybody."""

    claims: tuple[Claim, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    agreed: int = 0
    """Items about which the model says what the rules said."""

    doubted: tuple[str, ...] = ()
    """Ids of claims that the text does not make, as the model says, or not clearly."""

    failed: tuple[Answer, ...] = ()
    """Questions without an answer."""

    def reasons(self) -> dict[str, int]:
        """Return how many were dropped, by reason, in alphabetical order."""
        found: Counter[str] = Counter()
        for drop in self.dropped:
            found[drop.reason] += drop.count
        return dict(sorted(found.items()))


class _Gathered(Struct):
    claims: dict[str, Claim] = field(default_factory=dict)
    dropped: list[Dropped] = field(default_factory=list)
    agreed: int = 0
    doubted: list[str] = field(default_factory=list)
    failed: list[Answer] = field(default_factory=list)

    def drop(self, drop: Drop) -> None:
        self.dropped.append(Dropped(reason=drop.reason, words=drop.words, count=drop.count))


def propose(text: str, content: str, names: Names, model: str, ask: Ask) -> Proposals:
    """Let a model propose claims about `content`, what is shown of the text of digest `text`."""
    return answered(text, content, names, model, questions(content, names, model), ask)


def judge(
    text: str, content: str, claims: Iterable[Claim], names: Names, model: str, ask: Ask
) -> Proposals:
    """Let a model say of claims that rules found how they are made; what differs is proposed."""
    asked = questions(content, names, model, claims=claims)
    return answered(text, content, names, model, asked, ask)


def questions(
    content: str, names: Names, model: str, *, claims: Iterable[Claim] | None = None
) -> tuple[Question, ...]:
    """Return what would be asked about what is shown of a text; with `claims` they are judged."""
    parts = windows(content)
    if claims is None:
        schema = propose_schema(sorted(names.codebook.technologies))
        return tuple(
            _question(model, PROMPTS["propose"], schema, content, part, (), ()) for part in parts
        )
    schema = judge_schema()
    return tuple(
        _question(model, PROMPTS["judge"], schema, content, part, items, (_listed(items),))
        for part, items in _shared_out(parts, [c for c in claims if _is_judged(c, content)])
    )


def answered(
    text: str,
    content: str,
    names: Names,
    model: str,
    asked: Iterable[Question],
    ask: Ask,
) -> Proposals:
    """Ask the questions in their order, and keep of the answers what the text bears out."""
    found = _Gathered()
    resolver = Resolver(names)
    spans = tuple(sentences(content))
    for question in asked:
        answer = ask(question.request)
        if answer.raw is None:
            found.failed.append(answer)
            continue
        rule = rule_of(question.request)
        try:
            if question.items:
                _judged(entries(answer.raw, model, "answers"), question, rule, found)
            else:
                part = question.shown
                near = tuple(s for s in spans if s.start < part.end and part.start < s.end)
                shown = Shown(text, content, part, near)
                _proposed(entries(answer.raw, model, "claims"), shown, resolver, rule, found)
        except Drop as drop:
            found.drop(drop)
    return Proposals(
        claims=tuple(found.claims.values()),
        dropped=tuple(found.dropped),
        agreed=found.agreed,
        doubted=tuple(found.doubted),
        failed=tuple(found.failed),
    )


def rule_of(request: Request) -> str:
    """Return the name under which a model's claims go, e.g. `llm/qwen2.5:7b/judge-1`."""
    return f"llm/{request.model}/{request.prompt}"


def windows(content: str) -> tuple[Span, ...]:
    """Cut a text between sentences into parts of at most `WINDOW` characters."""
    found: list[Span] = []
    for sentence in sentences(content):
        if found and sentence.end - found[-1].start <= WINDOW:
            found[-1] = Span(found[-1].start, sentence.end)
        else:
            found.append(sentence)
    return tuple(found)


def _proposed(
    plain: list[Any], shown: Shown, resolver: Resolver, rule: str, found: _Gathered
) -> None:
    for one in plain:
        try:
            claim = claim_of(one, shown, resolver, rule)
        except Drop as drop:
            found.drop(drop)
        else:
            found.claims.setdefault(claim.id, claim)


def _judged(plain: list[Any], question: Question, rule: str, found: _Gathered) -> None:
    answers: dict[int, list[Judged]] = {}
    for one in plain:
        try:
            judged = entry(one, Judged)
            if judged.item > len(question.items):
                raise Drop("unknown-item", judged.item)
        except Drop as drop:
            found.drop(drop)
        else:
            answers.setdefault(judged.item, []).append(judged)
    for number, claim in enumerate(question.items, 1):
        given = answers.get(number, [])
        if len(given) != 1:
            found.drop(Drop("answered-twice" if given else "not-answered", claim.quote))
            continue
        try:
            made = _as_judged(claim, given[0], rule)
        except Drop as drop:
            found.drop(drop)
            continue
        if given[0].stated != "yes":
            found.doubted.append(claim.id)
        elif made is None:
            found.agreed += 1
        else:
            found.claims.setdefault(made.id, made)


def _as_judged(claim: Claim, judged: Judged, rule: str) -> Claim | None:
    """Return a claim as a model sees it; None where it sees it as it is."""
    offered = speakers(claim)
    for said in judged.attribution:
        if said not in offered:
            raise Drop("not-offered", said)
    content = claim.content
    if isinstance(content, Supply | Use | Finance):
        if judged.modality == "none":
            raise Drop("wrong-schema", "a supply, use or finance has a modality")
        content = replace(content, modality=judged.modality)
    made = replace(
        claim, content=content, polarity=judged.polarity, attribution=tuple(judged.attribution)
    )
    return None if made == claim else with_id(replace(made, rule=rule))


def _question(
    model: str,
    prompt: Prompt,
    schema: dict[str, Any],
    content: str,
    shown: Span,
    items: tuple[Claim, ...],
    more: tuple[str, ...],
) -> Question:
    words = content[shown.start : shown.end]
    return Question(
        request=Request(
            model=model,
            prompt=prompt.version,
            messages=messages(prompt, words, *more),
            schema=schema,
        ),
        shown=shown,
        items=items,
    )


def _is_judged(claim: Claim, content: str) -> bool:
    """Tell whether a model is asked about a claim: rules found it in running text that is shown."""
    return (
        by_reader(claim.rule)
        and not isinstance(claim.content, Coverage | Indicator)
        and claim.place is None
        and content[claim.evidence.start : claim.evidence.end] == claim.quote
        and len(claim.quote) <= WINDOW
    )


def _shared_out(
    parts: Iterable[Span], claims: Iterable[Claim]
) -> Iterator[tuple[Span, tuple[Claim, ...]]]:
    """Yield parts of the text with the claims in them, few enough for one question."""
    left = sorted(claims, key=lambda claim: (claim.evidence.start, claim.id))
    for part in parts:
        inside = [c for c in left if part.start <= c.evidence.start and c.evidence.end <= part.end]
        left = [claim for claim in left if claim not in inside]
        for at in range(0, len(inside), MOST_ITEMS):
            yield part, tuple(inside[at : at + MOST_ITEMS])
    for claim in left:  # it goes over the end of a part
        yield claim.evidence, (claim,)


def _listed(items: Iterable[Claim]) -> str:
    """Return the items as lines of JSON."""
    lines = []
    for number, claim in enumerate(items, 1):
        said = {name: mention.text for name, mention in claim.mentions}
        plain = {
            "item": number,
            "type": claim.content.type,
            "says": said or to_plain(claim.content),
            "sentence": claim.quote,
            "speakers": list(speakers(claim)),
        }
        if isinstance(claim.content, Count):
            plain["value"] = claim.content.value
        lines.append(canonical(plain).decode())
    return "\n".join(lines)


def speakers(claim: Claim) -> tuple[str, ...]:
    """Return whom a claim may be attributed to: whom the rules found, and names in its quote."""
    return tuple(dict.fromkeys((*claim.attribution, *_capitalised(claim.quote))))[:SPEAKERS]


def _capitalised(quote: str) -> Iterator[str]:
    """Yield runs of words in capitals, with small words between them: "Bank of Kenya"."""
    start = end = -1
    last = 0
    for match in WORD.finditer(quote):
        joined = quote[last : match.start()] == " "
        last = match.end()
        if start >= 0 and joined and match.group() in LINKS:
            continue
        if match.group()[0].isupper():
            if start >= 0 and not joined:
                yield quote[start:end].rstrip(".'’-")
                start = -1
            start, end = match.start() if start < 0 else start, match.end()
        elif start >= 0:
            yield quote[start:end].rstrip(".'’-")
            start = -1
    if start >= 0:
        yield quote[start:end].rstrip(".'’-")


assert MOST_ITEMS <= MOST_CLAIMS
