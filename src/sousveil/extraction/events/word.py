"""One word of a sentence, with all that it can be."""

from __future__ import annotations

from msgspec import Struct, field

from sousveil.extraction.events.lexicon import Verb

COUNTING = frozenset(
    """two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty
    seventy eighty ninety hundred thousand million several some many
    """.split()
)

NAMES = ("country", "demonym", "capital", "place", "supplier", "financier")

QUOTES = frozenset('"“”„«»‟')


NO_ONE = frozenset(("nobody", "no one"))

SMALL = (
    ("relative", "R"),
    ("conjunction", "C"),
    ("determiner", "D"),
    ("subordinator", "S"),
    ("preposition", "P"),
    ("pronoun", "N"),
    ("adverb", "A"),
)


class Word(Struct):
    """One word or known phrase of a sentence."""

    start: int
    end: int
    text: str
    low: str
    kinds: dict[str, str] = field(default_factory=dict)
    verbs: tuple[Verb, ...] = ()
    tag: str = ""
    """V verb, B H O auxiliaries, M modal, NEG, P preposition, D determiner, C conjunction,
    R relative, S subordinator, A adverb, N nominal, # number, ' possessive, or a sign."""

    joined: bool = False
    """True where a hyphen ties it to the word before."""

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        text = self.text
        if text.islower():  # most words; the rest is asked of few
            return False
        return text[:1].isupper() or (text[:1].isalpha() and len(text) > 3)
