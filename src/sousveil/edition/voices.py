"""Who a text names as the one who says so."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct

from sousveil.codebook.names import TOKEN
from sousveil.codebook.vocabulary import Codebook
from sousveil.model.words import folded

BEFORE = 8  # words between "according to" and the name that it leads to
AFTER = 4  # words between a name and "said"
ASIDE = 30  # words of an aside between a name and its verb
LONGEST = 12  # words of a name

PARAGRAPH = re.compile(r"\n[ \t]*\n|\n(?=[^a-z\s])")
DATELINE = re.compile(
    r"^[ \t]*(?:[^\W\d_][^\n()]{1,60}?)?\((?P<names>[^()\n]{2,60})\)[ \t]*(?:--|[–—-])",
    re.MULTILINE,
)
CREDIT = re.compile(
    r"^[ \t]*(?:(?:by|source|from|via)[ \t]*:?[ \t]+)?(?P<names>[^\n]{2,40}?)"
    r"(?:[ \t]+(?:staff|reporters?|correspondent))?[ \t]*\.?[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
HEAD = 1500  # code points at either end of a text in which a dateline or a credit may stand
JOINTS = frozenset({"for", "of", "on", "de", "du"})
OPEN, CLOSE = frozenset("(["), frozenset(")]")
ENDS = frozenset(".!?…")


class Voice(Struct, frozen=True):
    """Somebody who may be named as the one who says so."""

    key: str
    """`source:ID`, `party:ID` for who speaks for itself, or `name:WORDS` for who is not in the
    codebook."""

    name: str
    kind: str
    """`publisher`, `news`, `wire`, `party` or `named`."""

    person: bool = False
    """An author, whose bare name is enough."""

    @property
    def passes_on(self) -> bool:
        """Whether it mostly says what others said before."""
        return self.kind in ("news", "wire")


class Mention(Struct, frozen=True):
    """A voice named as the one who says so, at `content[start:end]`."""

    voice: Voice
    start: int
    end: int
    sentence: int
    published: bool
    """Named with something that it publishes."""

    link: bool = False
    """It passes on what another one in the sentence says."""

    @property
    def is_origin(self) -> bool:
        """Whether a whole document may go back to it."""
        if self.link or self.voice.kind == "party":
            return False
        return self.published if self.voice.kind in ("named", "news", "wire") else True


class Heard(Struct, frozen=True):
    """All that a text says about who says so."""

    mentions: tuple[Mention, ...]
    """In the order of the text."""

    taken_up: tuple[tuple[int, int], ...]
    """Sentence and place of each "the report" and the like."""

    credits: tuple[Mention, ...]
    """Names in datelines and credits."""

    sentences: int
    """How many have five words or more; they are counted from 0."""

    unnamed: int | None
    """The first sentence that goes back to a publication without naming it."""

    own: int | None
    """The first sentence that tells of the document's own work."""


class Voices:
    """The voices of a codebook, and how they are found."""

    def __init__(self, codebook: Codebook) -> None:
        words = codebook.reporting
        self.words = {kind: frozenset(w.lower() for w in found) for kind, found in words.items()}
        self.patterns = {kind: _pattern(found) for kind, found in words.items()}
        self.by_source: dict[str, Voice] = {}
        self._names: dict[tuple[str, ...], Voice] = {}
        self._first: set[str] = set()
        self._countries = _countries(codebook)
        self._before_names = self.words["titles"] | {"the", "a", "an"}
        self._taken_up = re.compile(
            r"\b(?:the|this|its|their)\s(?:[\w.-]+\s){0,2}"
            rf"{self.patterns['body'].pattern}|\bit\s(?:said|says|added|adds)\b",
            re.IGNORECASE,
        )
        publishers = {s.name: s for s in codebook.sources.values() if s.publisher is None}
        for source in codebook.sources.values():
            speaker = publishers.get(source.publisher or source.name, source)
            voice = Voice(f"source:{speaker.id}", speaker.name, speaker.kind)
            self.by_source[source.id] = voice
            self._add(voice, (source.name, source.title or "", *source.names))
            author = Voice(voice.key, voice.name, voice.kind, person=True)
            self._add(author, source.authors)
        for supplier in (*codebook.suppliers.values(), *codebook.financiers.values()):
            voice = Voice(f"party:{supplier.id}", supplier.name, "party")
            self._add(voice, (supplier.name, *supplier.aliases))

    def _add(self, voice: Voice, names: Iterable[str]) -> None:
        for name in names:
            if tokens := tuple(TOKEN.findall(name)):
                self._names.setdefault(tokens, voice)
                self._first.add(tokens[0])

    def called(self, words: str) -> Voice | None:
        """Return the voice of the codebook that has exactly this name."""
        return self._names.get(tuple(TOKEN.findall(words)))

    def hear(self, content: str) -> Heard:
        """Find who a text names, what takes them up again, datelines and credits."""
        mentions: list[Mention] = []
        taken: list[tuple[int, int]] = []
        number, unnamed, own = 0, None, None
        for tokens in _sentences(content):
            if sum(t[0][0].isalnum() for t in tokens) < 5:
                mentions += self._in_sentence(tokens, max(0, number - 1))
                continue
            found = self._in_sentence(tokens, number)
            mentions += found
            said = content[tokens[0][1] : tokens[-1][2]]
            taken += [(number, tokens[0][1] + m.start()) for m in self._taken_up.finditer(said)]
            if unnamed is None and not found and self.patterns["unnamed"].search(said):
                unnamed = number
            if unnamed is None and said.rstrip().lower().endswith(": report"):
                unnamed = number
            if own is None and self.patterns["own"].search(said):
                own = number
            number += 1
        return Heard(
            tuple(mentions), tuple(taken), tuple(self._credits(content)), number, unnamed, own
        )

    def resolve(self, words: str) -> Voice | None:
        """Return whom the words of an attribution name; None for "officials" and the like."""
        tokens = [(m.group(), m.start(), m.end()) for m in TOKEN.finditer(words)]
        found = list(self._named(tokens))
        listed = [voice for voice, _, _ in found if voice.kind in ("publisher", "news", "wire")]
        if listed:
            return min(listed, key=lambda voice: voice.passes_on)
        if state := self._state(words):
            return state
        lead = 1 if tokens and tokens[0][0].lower() in ("a", "an", "the") else 0
        for voice, first, _ in found:
            if first <= lead or self.patterns["people"].search(words):
                return voice
        names = list(self._unlisted(tokens, 0, len(tokens)))
        return names[0][0] if names else None

    def takes_up(self, words: str) -> str | None:
        """Return what words like "the report" take up: `body`, `firm`, `any`, or None."""
        plain = words.strip().lower()
        if plain in self.words["pronoun"]:
            return "any"
        head, _, rest = plain.partition(" ")
        if head not in ("the", "this", "its", "their", "that"):
            return None
        for kind in ("firm", "body"):
            if self.patterns[kind].search(rest):
                return kind
        return None

    def _in_sentence(self, tokens: list[Token], number: int) -> list[Mention]:
        named = [*self._named(tokens)]
        taken = {i for _, first, stop in named for i in range(first, stop)}
        named += [
            n for n in self._unlisted(tokens, 0, len(tokens)) if taken.isdisjoint(range(*n[1:]))
        ]
        found: list[tuple[Mention, bool]] = []
        for voice, first, stop in sorted(named, key=lambda n: n[1]):
            cue = self._before(tokens, first) or self._after(tokens, stop)
            if cue is None and voice.person:
                cue = (first, stop, True, False)
            if cue is None:
                continue
            begin, end, published, citing = cue
            start, last = tokens[min(begin, first)][1], tokens[max(end, stop) - 1][2]
            if voice.kind == "named" and _is_body(self, voice):
                published = True
            if voice.passes_on:
                published = any(t[0].lower() in self.words["work"] for t in tokens[begin:end])
            found.append((Mention(voice, start, last, number, published), citing))
        cited = any(citing for _, citing in found)
        return [
            m
            if not cited or citing
            else Mention(m.voice, m.start, m.end, number, m.published, True)
            for m, citing in found
        ]

    def _before(self, tokens: list[Token], first: int) -> Cue | None:
        """Find what leads to a name: "according to the", "a report by the", "told"."""
        begin = first
        while begin > 0 and first - begin < BEFORE and tokens[begin - 1][0] not in ',;:.!?\n"”':
            begin -= 1
        words = " ".join(token[0].lower() for token in tokens[begin:first])
        published = any(w in self.words["publication"] for w in words.split())
        if found := _last(self.patterns["according"], words):
            at = begin + words[: found.start()].count(" ")
            return at, first, published, found.group().strip() in self.words["citing"]
        by = re.search(r"(?:^| )(?:by|from|of|at)(?: the| a| an)?$", words)
        if published and by:
            where = _last(self.patterns["publication"], words[: by.start()])
            if where:
                return begin + words[: where.start()].count(" "), first, True, False
        if first - begin >= 1 and tokens[first - 1][0].lower() in self.words["told"]:
            return first - 1, first, False, False
        return None

    def _after(self, tokens: list[Token], stop: int) -> Cue | None:
        """Find what follows a name: "report", "says", also after brackets and an aside."""
        at = stop
        if at < len(tokens) and tokens[at][0] in ("'s", "’s"):
            at += 1
        if at < len(tokens) and tokens[at][0] in OPEN:
            stop_at = min(len(tokens), at + ASIDE)
            at = next((i + 1 for i in range(at + 1, stop_at) if tokens[i][0] in CLOSE), stop_at)
        if at < len(tokens) and tokens[at][0] == ",":
            close = [i for i in range(at + 1, min(len(tokens), at + ASIDE)) if tokens[i][0] == ","]
            for comma in close:
                if comma + 1 < len(tokens) and tokens[comma + 1][0].lower() in self.words["said"]:
                    return stop, comma + 2, False, False
            return None
        for i in range(at, min(len(tokens), at + AFTER)):
            word = tokens[i][0].lower()
            if not word[0].isalnum():
                return None
            if word in self.words["publication"] and i <= at + 2:
                return stop, i + 1, True, False
            if word in self.words["said"] or word in self.words["people"]:
                return stop, i + 1, False, False
        return None

    def _named(self, tokens: list[Token]) -> Iterator[tuple[Voice, int, int]]:
        """Yield names of the codebook that stand for themselves: "Carnegie", not Carnegie Hall."""
        at = 0
        while at < len(tokens):
            if tokens[at][0] not in self._first:
                at += 1
                continue
            for size in range(min(LONGEST, len(tokens) - at), 0, -1):
                name = tuple(token[0] for token in tokens[at : at + size])
                voice = self._names.get(name)
                if voice is not None and (size > 1 or _alone(tokens, at, voice)):
                    yield voice, at, at + size
                    at += size - 1
                    break
            at += 1

    def _unlisted(
        self, tokens: list[Token], start: int, stop: int
    ) -> Iterator[tuple[Voice, int, int]]:
        """Yield runs of two and more capitalised words, without titles before a person's name."""
        at = start
        while at < stop:
            if not _is_capital(tokens[at][0]):
                at += 1
                continue
            end = at + 1
            while end < stop and (
                _is_capital(tokens[end][0])
                or (tokens[end][0] in JOINTS and end + 1 < stop and _is_capital(tokens[end + 1][0]))
            ):
                end += 1
            first = at
            while first < end and tokens[first][0].lower() in self._before_names:
                first += 1
            if end - first >= 2:
                words = " ".join(token[0] for token in tokens[first:end])
                yield Voice(f"name:{' '.join(folded(words))}", words, "named"), first, end
            at = end

    def _state(self, words: str) -> Voice | None:
        """Return the state whose government or ministry the words name."""
        if not self.patterns["government"].search(words):
            return None
        found = {c for name in TOKEN.findall(words) if (c := self._countries.get(name))}
        code = found.pop() if len(found) == 1 else None
        return (
            None if code is None else Voice(f"party:country:{code}", f"the state ({code})", "party")
        )

    def _credits(self, content: str) -> Iterator[Mention]:
        ends = {content[:HEAD]: 0, content[-HEAD:]: max(0, len(content) - HEAD)}
        seen: set[int] = set()
        for part, offset in ends.items():
            for pattern in (DATELINE, CREDIT):
                for match in pattern.finditer(part):
                    for name in re.split(r"[/,;&]| and ", match["names"]):
                        voice = self.called(name.strip())
                        start = offset + match.start("names") + match["names"].index(name)
                        if voice and voice.passes_on and start not in seen:
                            seen.add(start)
                            yield Mention(voice, start, start + len(name.rstrip()), 0, False)


Token = tuple[str, int, int]
Cue = tuple[int, int, bool, bool]
"""First token, token after the last; whether a publication is named; whether others are links."""


def _sentences(content: str) -> Iterator[list[Token]]:
    """Yield the tokens of each sentence with their offsets."""
    breaks = [match.start() for match in PARAGRAPH.finditer(content)]
    found: list[Token] = []
    for match in TOKEN.finditer(content):
        token = (match.group(), match.start(), match.end())
        if found:
            last = found[-1]
            at = bisect_left(breaks, last[2])
            parted = at < len(breaks) and breaks[at] < token[1]
            ended = any(t[0] in ENDS for t in found[-2:]) and last[2] < token[1]
            if parted or (ended and not token[0][0].islower()):
                yield found
                found = []
        found.append(token)
    if found:
        yield found


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    words = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def _last(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    found = list(pattern.finditer(words))
    return found[-1] if found else None


def _alone(tokens: list[Token], at: int, voice: Voice) -> bool:
    """Whether a name of one word is no part of a longer one: Andrew Carnegie, Reuters Institute."""
    if voice.kind == "party":
        return True
    near = [
        pair for pair in pairwise(tokens[max(0, at - 1) : at + 2]) if pair[1][1] - pair[0][2] == 1
    ]
    for one, other in near:
        word = one[0] if other is tokens[at] else other[0]
        if _is_capital(word) and not word.isupper() and word.lower() not in _FRAMES:
            return False
    return True


_FRAMES = frozenset("the a an according citing by in from and but its report study index".split())


def _is_capital(word: str) -> bool:
    return word[0].isupper() and word not in ("I",)


def _is_body(voices: Voices, voice: Voice) -> bool:
    return voice.kind == "named" and any(
        word.lower() in voices.words["bodies"] for word in voice.name.split()
    )


def _countries(codebook: Codebook) -> dict[str, str]:
    found: dict[str, str] = {}
    for country in codebook.countries.values():
        for name in (*country.demonyms, country.name, *country.capitals):
            if " " not in name:
                found.setdefault(name, country.iso3)
    return found
