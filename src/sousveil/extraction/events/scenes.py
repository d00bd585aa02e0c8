"""A text to its sentences, each with words, clauses and what it names."""

from __future__ import annotations

from msgspec import Struct, field

from sousveil.extraction.events.clause import Clause
from sousveil.extraction.events.clauses import read_clauses
from sousveil.extraction.events.deeds import find_deeds
from sousveil.extraction.events.lexicon import Lexicon
from sousveil.extraction.events.mentions import Named, find_named
from sousveil.extraction.events.word import Word
from sousveil.extraction.events.words import read_words
from sousveil.extraction.sentences import sentences
from sousveil.model.source import Span


class Scene(Struct):
    """One sentence."""

    index: int
    span: Span
    words: list[Word]
    clauses: list[Clause]
    named: list[Named]
    kinds: set[str] = field(default_factory=set)
    """Kinds of all its words."""

    cues: dict[int, frozenset[str]] = field(default_factory=dict)
    """For each clause, by index, what it says about an event's state."""

    placed: dict[tuple[int, str], frozenset[str]] = field(default_factory=dict)
    """The same with where the clause stands to an event."""

    def of(self, *kinds: str) -> list[Named]:
        """Return what is named of some kinds."""
        return [one for one in self.named if one.kind in kinds]


def read_scenes(text: str, lexicon: Lexicon) -> list[Scene]:
    """Read a text sentence by sentence; names of a party that come again are known again."""
    scenes: list[Scene] = []
    known: dict[str, str] = {}
    for span in sentences(text):
        words = read_words(text, span.start, span.end, lexicon)
        if not words:
            continue
        clauses = read_clauses(words)
        named = find_named(words, clauses, lexicon, known)
        named += find_deeds(words, clauses, named) if lexicon.language == "en" else ()
        for one in named:
            one.text = text[one.start : one.end]
            one.sentence = len(scenes)
            if one.kind == "name" and "body" not in one.marks and "person" not in one.marks:
                first = words[one.first].low
                if (len(first) > 3 and one.stop - one.first > 1) or "legal" in one.marks:
                    known.setdefault(first, one.id)
        scene = Scene(len(scenes), span, words, clauses, named)
        for word in words:
            scene.kinds |= word.kinds.keys()
        scenes.append(scene)
    return scenes
