"""A text read only as far as its events need it, with the result of a reading from end to end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from itertools import pairwise
from typing import Any

from sousveil.extraction.events import signs
from sousveil.extraction.events.clauses import read_clauses
from sousveil.extraction.events.deeds import find_deeds
from sousveil.extraction.events.lexicon import Lexicon
from sousveil.extraction.events.mentions import Named, find_named
from sousveil.extraction.events.parties import Focus
from sousveil.extraction.events.scenes import Scene
from sousveil.extraction.events.topics import BEHIND, REACH, Turns
from sousveil.extraction.events.unlisted import LEGAL, STARTERS
from sousveil.extraction.events.veiled import find_veiled
from sousveil.extraction.events.word import Word
from sousveil.extraction.events.words import read_words
from sousveil.extraction.screen import RUN, Sifted, runs_of, sieve, sift

NOTHING: list[Any] = []


class Nets:
    """The sieves of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.signs = signs.net(lexicon)
        phrases: dict[str, list[tuple[str, int]]] = {}
        for term in signs.all_terms(lexicon):
            for kind in term.kinds:
                phrases.setdefault(kind, []).append((" ".join(term.words), 1))
        self.kinds = {kind: sieve(held) for kind, held in phrases.items()}
        self.listed = frozenset(
            run
            for term in signs.all_terms(lexicon)
            if "supplier" in term.kinds or "financier" in term.kinds
            for run in runs_of(term.words[0])
        )
        """The runs with which names of suppliers and financiers begin."""

        self.openers = frozenset(
            RUN.findall(low)[-1] for low in (*lexicon.phrasal, *LEGAL) if RUN.search(low)
        )
        """Runs that can begin a name though no capital follows them."""

        self.no_names = STARTERS - {
            term.words[0]
            for term in signs.all_terms(lexicon)
            if len(term.words) == 1 and term.kinds.keys() & signs.PLACES
        }
        """Words that never begin a name."""


_nets: list[tuple[Lexicon, Nets]] = []


def nets_of(lexicon: Lexicon) -> Nets:
    """Return the sieves of a lexicon, made once."""
    for known, made in _nets:
        if known is lexicon:
            return made
    made = Nets(lexicon)
    _nets.append((lexicon, made))
    return made


class Told:
    """The sentences of a text; each is read when it is asked for, and then kept.

    Sentences of other languages than English are all read, from first to last: their words stand
    for English ones, which no sieve sees.
    """

    def __init__(self, sifted: Sifted, lexicon: Lexicon, gives: Callable[[Scene], Focus]) -> None:
        self.lexicon = lexicon
        self.gives = gives
        """What a sentence alone leaves to be pointed back to."""

        self.nets = nets_of(lexicon)
        self.english = lexicon.language == "en"
        self._words: dict[int, list[Word]] = {}
        if not self.english:
            read = [(s, read_words(sifted.content, s.start, s.end, lexicon)) for s in sifted.spans]
            self._words = dict(enumerate(words for _, words in read if words))
            sifted = sift(sifted.content, [span for span, words in read if words])
        self.sifted = sifted
        self.spans = sifted.spans
        self._kinds: dict[tuple[int, str], bool] = {}
        self._signs: dict[int, int] = {}
        self._scenes: dict[int, Scene] = {}
        self._veiled: set[int] = set()
        """Sentences with names that only look like listed ones."""

        self._names: dict[str, tuple[int, str]] = {}
        """First word of a name to the first sentence that has it, and the name's id."""

        self._openers: dict[str, list[int]] | None = None
        self._done: dict[str, int] = {}
        """How many of the sentences with an opener have been read, from the first on."""

        self._latest: dict[tuple[int, str], Any] = {}
        self._around: dict[int, Kinds] = {}
        self.turns = Turns(sifted.content, sifted.spans, self._names_in, self._may_name)
        self._first: dict[int, int] = {}

    def may_have(self, index: int) -> int:
        """Return the signs of a sentence: exactly if it has been read, else with some too many."""
        found = self._signs.get(index)
        if found is None:
            found = signs.EVERY
            if self.english:
                sifted = self.sifted
                found = signs.first_look(self.nets.signs, sifted.runs[index], sifted.words(index))
            self._signs[index] = found
        return found

    def has(self, index: int) -> int:
        """Return the signs of a sentence exactly; all of them where it is odd."""
        self.words(index)
        return self.may_have(index)

    def had(self, index: int, sign: int) -> bool:
        """Tell whether a sentence, or one before it, may have a sign."""
        first = self._first.get(sign)
        if first is None:
            size = len(self.spans)
            first = next((i for i in range(size) if self.may_have(i) & sign), size)
            self._first[sign] = first
        return first <= index

    def words(self, index: int) -> list[Word]:
        """Return the words of a sentence."""
        words = self._words.get(index)
        if words is None:
            span, may = self.spans[index], self.may_have(index)
            words = read_words(self.sifted.content, span.start, span.end, self.lexicon)
            self._words[index] = words
            if may != signs.EVERY:
                if may & signs.SUPPLIER and self._looks_listed(words):
                    self._veiled.add(index)
                veiled = signs.SUPPLIER | signs.NAME if index in self._veiled else 0
                self._signs[index] = signs.signs_of(words) | veiled
        return words

    def _looks_listed(self, words: list[Word]) -> bool:
        """Tell whether a name only looks like that of a supplier or financier."""
        for i, word in enumerate(words):
            if not self.nets.listed.isdisjoint(runs_of(word.text)):
                found = find_veiled(words, i, self.lexicon)
                if found is not None and found.kinds:
                    return True
        return False

    def kinds_of(self, index: int) -> Set[str]:
        """Return the kinds of all words of a sentence."""
        words = self.words(index)
        if index in self._veiled or self.may_have(index) == signs.EVERY:
            return self.scene(index).kinds  # a veiled name shows its kind with the other names
        return {kind for word in words for kind in word.kinds}

    def has_kind(self, index: int, kind: str) -> bool:
        """Tell whether a sentence has a word of a kind, by its letters first."""
        found = self._kinds.get((index, kind))
        if found is None:
            held, sifted = self.nets.kinds.get(kind), self.sifted
            possible = (
                held is None
                or not self.english
                or self.may_have(index) == signs.EVERY
                or bool(held.of(sifted.runs[index], sifted.words(index)))
            )
            found = possible and kind in self.kinds_of(index)
            self._kinds[index, kind] = found
        return found

    def around(self, index: int) -> Kinds:
        """Return the kinds of words near a sentence, which tell what it is about."""
        kinds = self._around.get(index)
        if kinds is None:
            kinds = self._around[index] = Kinds(self, index)
        return kinds

    def _may_name(self, index: int) -> bool:
        return bool(self.may_have(index) & (signs.PLACE | signs.SUPPLIER))

    def _names_in(self, index: int) -> list[Word]:
        """Return the words of a sentence; a veiled name shows its kind with the other names."""
        words = self.words(index)
        if index in self._veiled or self.may_have(index) == signs.EVERY:
            return self.scene(index).words
        return words

    def scene(self, index: int) -> Scene:
        """Return a sentence with its clauses and names.

        Names that come again are known again: so the sentences before that can have named what
        stands here are read first.
        """
        if index in self._scenes:
            return self._scenes[index]
        due, look = {index}, [index]
        while look:
            for before in self._namers(look.pop()):
                if before not in due:
                    due.add(before)
                    look.append(before)
        for each in sorted(due):
            self._read(each)
        return self._scenes[index]

    def latest(self, index: int, what: str, sign: int) -> Any:
        """Return what the nearest sentence before one that has any leaves to be pointed back to."""
        held = self._latest.get((index, what))
        if held is None:
            held = self._latest[index, what] = self._look_back(index, what, sign)
        return held

    def _look_back(self, index: int, what: str, sign: int) -> Any:
        first = max(0, index - REACH) if what == "groups" else self.turns.begins(index)
        for at in range(index - 1, first - 1, -1):
            may = self.may_have(at) & sign and self.has(at) & sign
            if may and (given := getattr(self.gives(self.scene(at)), what)):
                return given
        return NOTHING

    def groups_before(self, index: int) -> frozenset[str]:
        """Return the groups of countries last spoken of before a sentence."""
        if not self.had(index, signs.GROUP):
            return frozenset()
        return frozenset(self.latest(index, "groups", signs.GROUP))

    def _read(self, index: int) -> None:
        words, content = self.words(index), self.sifted.content
        known = {
            low: self._names[low][1]
            for low in self._callers(words)
            if low in self._names and self._names[low][0] < index
        }
        clauses = read_clauses(words)
        named = find_named(words, clauses, self.lexicon, known)
        named += find_deeds(words, clauses, named) if self.english else ()
        for one in named:
            one.text = content[one.start : one.end]
            one.sentence = index
            if one.kind == "name" and "body" not in one.marks and "person" not in one.marks:
                low = words[one.first].low
                first = low not in self._names or self._names[low][0] > index
                calls = (len(low) > 3 and one.stop - one.first > 1) or "legal" in one.marks
                if calls and first:
                    self._names[low] = (index, one.id)
        scene = Scene(index, self.spans[index], words, clauses, named)
        for word in words:
            scene.kinds |= word.kinds.keys()
        self._scenes[index] = scene

    def _callers(self, words: list[Word]) -> Iterator[str]:
        """Yield the words that may call a party by the first word of its name."""
        return (w.low for w in words if w.capital and w.low not in self.nets.no_names)

    def _namers(self, index: int) -> Iterator[int]:
        """Yield the unread sentences before one in which a name may begin with one of its words."""
        if not self.english:
            yield from (before for before in range(index) if before not in self._scenes)
            return
        if self._openers is None:
            self._openers = self._find_openers()
        for low in self._callers(self.words(index)):
            for run in RUN.findall(low)[-1:]:
                held = self._openers.get(run, ())
                done = self._done.get(run, 0)
                while done < len(held) and held[done] in self._scenes:
                    done += 1
                self._done[run] = done
                for before in held[done:]:
                    if before >= index:
                        break
                    if before not in self._scenes:
                        yield before

    def _find_openers(self) -> dict[str, list[int]]:
        """Return the runs that may begin a name of several words, with their sentences."""
        found: dict[str, list[int]] = {}
        for index in range(len(self.spans)):
            for run, after in pairwise([*RUN.findall(self.sifted.words(index)), "x"]):
                low = run.casefold()
                if not run.isascii():
                    low = (RUN.findall(low) or [""])[-1]
                if low in self.nets.openers or not after.islower():
                    held = found.setdefault(low, [])
                    if not held or held[-1] != index:
                        held.append(index)
        return found


class Kinds(Set[str]):
    """What kinds of words some sentences have, found out when somebody asks."""

    def __init__(self, told: Told, index: int) -> None:
        self.told = told
        self.index = index
        self._held: dict[object, bool] = {}

    def __contains__(self, kind: object) -> bool:
        held = self._held.get(kind)
        if held is None:
            held = self._held[kind] = self._has(str(kind))
        return held

    def _has(self, kind: str) -> bool:
        told, index = self.told, self.index
        if told.has_kind(index, kind):
            return True
        first, stop = max(0, index - REACH), min(len(told.spans), index + BEHIND + 1)
        held = [i for i in range(first, stop) if i != index and told.has_kind(i, kind)]
        if not held:
            return False  # where the text turns takes longer to find out
        near = told.turns.nearby(index)
        return any(i in near for i in held)

    def __iter__(self) -> Iterator[str]:
        near = self.told.turns.nearby(self.index)
        return iter(sorted({kind for i in near for kind in self.told.kinds_of(i)}))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @classmethod
    def _from_iterable(cls, it: Iterable[Any]) -> Any:
        return frozenset(it)


class Before(Focus):
    """Whom and what the sentences before one spoke of, looked up when somebody asks."""

    __slots__ = ("index", "told")

    def __init__(self, told: Told, index: int) -> None:
        self.told = told
        self.index = index

    @property
    def start(self) -> int:  # type: ignore[override]
        """Return the first of the sentences that speak of the same thing."""
        return self.told.turns.begins(self.index)

    @property
    def suppliers(self) -> list[Named]:  # type: ignore[override]
        """Return the company last spoken of."""
        sign = signs.NAME | signs.SUPPLIER | signs.PLACE
        found: list[Named] = self.told.latest(self.index, "suppliers", sign)
        return found

    @property
    def places(self) -> list[Named]:  # type: ignore[override]
        """Return the place last spoken of."""
        found: list[Named] = self.told.latest(self.index, "places", signs.PLACE)
        return found

    @property
    def technologies(self) -> list[Named]:  # type: ignore[override]
        """Return the technologies last spoken of."""
        found: list[Named] = self.told.latest(self.index, "technologies", signs.TECHNOLOGY)
        return found

    @property
    def groups(self) -> frozenset[str]:  # type: ignore[override]
        """Return the groups of countries last spoken of."""
        return self.told.groups_before(self.index)
