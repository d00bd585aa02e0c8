"""The name of the index and of its editions, whatever its words and their order.

"The AIGS data of 2022", "Carnegie's 2022 index of AI surveillance" and "the newest AIGS Index" are
read as "the 2022 data", "the 2022 index" and "the latest index", before anything else is read. The
words are in reporting.yml. A name that says nothing of whose index it is stays as it is, and so
does one with a word that is not known: "the Oxford index of AI surveillance".
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from sousveil.codebook.editions import years
from sousveil.codebook.kept import once_per_codebook
from sousveil.codebook.phrases import Phrases
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.marks import Token

DETERMINERS = frozenset({"the", "this", "its"})
BEING = frozenset({"is", "are", "was", "were", "be", "been", "became", "becomes"})
OF_YEAR = frozenset({"of", "from", "for"})
OF_WHOM = frozenset({"of", "by", "from"})
ABOUT = frozenset({"of", "on", "about"})
BRACKETS = 3  # tokens of "(2022)"


class _Named(Struct):
    """What a name says so far; `at` is the token behind it."""

    at: int
    noun: str = ""
    years: frozenset[str] = frozenset()
    ages: tuple[str, ...] = ()
    own: bool = False


class _Words(Struct, frozen=True):
    noun: frozenset[str]
    phrases: Phrases[list[str]]
    """What the readers of statements know."""

    second: frozenset[str]
    kept: frozenset[str]
    issue: frozenset[str]
    loose: frozenset[str]
    word: frozenset[str]
    own: frozenset[str]
    first: frozenset[tuple[str, ...]]
    last: frozenset[tuple[str, ...]]
    in_force: frozenset[tuple[str, ...]]
    owner: tuple[tuple[str, ...], ...]
    subject: tuple[tuple[str, ...], ...]
    lead: frozenset[str]
    onward: frozenset[str]
    keeping: frozenset[str]
    years: tuple[str, ...]
    """The years of the editions, in their order."""


@once_per_codebook
def _words(codebook: Codebook) -> _Words:
    known = {name: codebook.reporting.get(f"index_{name}", ()) for name in NAMES}

    def phrases(name: str) -> tuple[tuple[str, ...], ...]:
        return tuple(sorted((tuple(p.split(" ")) for p in known[name]), key=len, reverse=True))

    return _Words(
        noun=frozenset(known["noun"]),
        phrases=Phrases(codebook.statements, list),
        second=frozenset(known["noun_second"]),
        kept=frozenset(known["noun_kept"]),
        issue=frozenset(known["noun_of_issue"]),
        loose=frozenset(known["noun_loose"]),
        word=frozenset(known["word"]),
        own=frozenset(known["own_word"]),
        first=frozenset(phrases("first")),
        last=frozenset(phrases("last")),
        in_force=frozenset(phrases("in_force")),
        owner=phrases("owner"),
        subject=phrases("subject"),
        lead=frozenset(known["lead"]),
        onward=frozenset(known["onward"]),
        keeping=frozenset(known["keeping"]),
        years=years(codebook),
    )


NAMES = (
    *("noun", "noun_second", "noun_kept", "noun_of_issue", "noun_loose", "word", "own_word"),
    *("first", "last", "in_force", "owner", "subject", "lead", "onward", "keeping"),
)


def index_named(tokens: list[Token], codebook: Codebook) -> list[Token]:
    """Return the tokens of a sentence with the plain name of the index and its edition."""
    words = _words(codebook)
    lows = [t.low for t in tokens]
    if words.noun.isdisjoint(lows) and "aigs" not in lows:
        return tokens
    made: list[Token] = []
    at = 0
    while at < len(tokens):
        named = _named(lows, at, words)
        counted = named is not None and lows[named.at : named.at + 1] == ["of"]
        plain = "" if named is None else _plain(named, lows[at : named.at], words, counted)
        if named is None or not plain:
            made.append(tokens[at])
            at += 1
            continue
        start, end = tokens[at].start, tokens[named.at - 1].end
        made += [Token(start, end, word, word) for word in plain.split(" ")]
        at = named.at
    return made


def named_at(lows: Sequence[str], at: int, codebook: Codebook) -> int:
    """Return where a name of the index that begins at a token ends; 0.

    "The index" alone is one, and so is "Carnegie"; "the index 's figures" ends before "'s".
    """
    words = _words(codebook)
    found = _named(lows, at, words)
    if found is not None:
        dated = found.years or found.ages or found.noun not in words.loose
        return found.at if dated and (found.own or lows[at] in DETERMINERS) else 0
    stop = _phrase(lows, at, words.owner)
    return stop if lows[stop : stop + 1] != ["'s"] else 0


def owner_at(lows: Sequence[str], at: int, codebook: Codebook) -> int:
    """Return where "Carnegie" of "Carnegie's figures" ends; 0."""
    return _phrase(lows, at, _words(codebook).owner)


def _plain(named: _Named, lows: Sequence[str], words: _Words, counted: bool) -> str:
    """Return the plain name; empty where the name is plain, or may be another's.

    With `counted` it goes on: "Carnegie's list of countries that use it".
    """
    if not named.own or len(named.years) > 1:
        return ""
    noun = named.noun if named.noun in words.kept else "index"
    noun = "edition" if named.noun in words.issue else noun
    kinds = {_kind(age, words) for age in named.ages}
    year = next(iter(named.years), "")
    if (year or kinds) and noun == "data":
        noun = "index"
    if year:
        if not kinds <= _kinds_of(year, words):
            return ""
        plain = f"the {year} {noun}"
    elif kinds:
        if len(kinds) > 1:
            return ""
        plain = f"the {'first' if kinds == {'first'} else kinds.pop()} {noun}"
    else:
        plain = f"the {noun}"
        if counted or noun in words.loose or _is_known(lows, words):
            return ""
    return plain if plain.split(" ") != list(lows) else ""


def _kinds_of(year: str, words: _Words) -> set[str]:
    """Return what may be said beside the year of an edition without saying more."""
    at = words.years.index(year)
    return {*("first", "second")[at : at + 1], *(("latest",) if year == words.years[-1] else ())}


def _is_known(lows: Sequence[str], words: _Words) -> bool:
    """Tell a name without an edition that the readers know as it stands."""
    return " ".join(lows).removeprefix("the ").replace(" 's", "'s") in words.phrases


def _kind(age: str, words: _Words) -> str:
    """Return "first", "latest", which is the one in force, or "new"."""
    phrase = tuple(age.split(" "))
    if phrase in words.first:
        return "first"
    if age == "second":
        return age
    return "latest" if phrase in words.in_force else "new"


def _named(lows: Sequence[str], at: int, words: _Words) -> _Named | None:
    """Return the name of the index that begins at a token; None where none does."""
    found = _head(lows, at, words)
    if found is None:
        return None
    while (more := _more(lows, found, words)) is not None:
        found = more
    return found


def _head(lows: Sequence[str], at: int, words: _Words) -> _Named | None:
    """Return "the 2022 AIGS Index" and "Carnegie's latest list", as far as its noun."""
    found = _Named(at)
    before = lows[at - 1] if at else ""
    owner = _owner(lows, at, words)
    if owner:
        found.at, found.own = owner, True
    elif lows[at] in words.years and lows[at + 1 : at + 2] == ["'s"]:
        found.years, found.at = frozenset({lows[at]}), at + 2
    elif lows[at] in DETERMINERS:
        found.at = at + 1
    elif lows[at] == "his" and "feldstein" in lows:
        found.at, found.own = at + 1, True
    elif not (lows[at] in words.own and (not before or before in words.lead or before in ",;:(")):
        return None
    if found.at < len(lows) and lows[found.at] == "own" and found.at > at:
        found.at += 1
    while found.at < len(lows):
        low = lows[found.at]
        if low in words.years:
            found.years |= {low}
        elif age := _age(lows, found.at, words):
            if before in BEING:
                return None  # "it is the first AI surveillance index"
            found.ages = (*found.ages, " ".join(age))
            found.at += len(age) - 1
        elif low in words.word:
            found.own = found.own or low in words.own
        else:
            break
        found.at += 1
    return _with_noun(lows, at, found, words)


def _with_noun(lows: Sequence[str], at: int, found: _Named, words: _Words) -> _Named | None:
    """Return a name with its noun; the AIGS may stand without one."""
    low = lows[found.at] if found.at < len(lows) else ""
    if low not in words.noun:
        if lows[found.at - 1] != "aigs" or found.at == at:
            return None
        return found
    told = lows[at : found.at]
    found.own = found.own or ("surveillance" in told and ("ai" in told or "artificial" in told))
    found.noun = low
    found.at += 1
    if (
        low in ("data", "index")
        and lows[found.at : found.at + 1]
        and lows[found.at] in words.second
    ):
        found.noun = "data set" if low == "data" else "index"
        found.at += 1
    return found


def _age(lows: Sequence[str], at: int, words: _Words) -> tuple[str, ...]:
    for length in (2, 1):
        phrase = tuple(lows[at : at + length])
        if phrase in words.first or phrase in words.last:
            return phrase
    return ()


def _owner(lows: Sequence[str], at: int, words: _Words) -> int:
    """Return where "Carnegie's" and "Steven Feldstein's" end; 0."""
    stop = _phrase(lows, at, words.owner)
    return stop + 1 if stop and lows[stop : stop + 1] == ["'s"] else 0


def _phrase(lows: Sequence[str], at: int, phrases: Sequence[tuple[str, ...]]) -> int:
    """Return where the longest of some phrases that begins at a token ends; 0."""
    for phrase in phrases:
        if tuple(lows[at : at + len(phrase)]) == phrase:
            return at + len(phrase)
    return 0


def _more(lows: Sequence[str], found: _Named, words: _Words) -> _Named | None:
    """Return a name with what stands behind it: its year, subject, maker or whole."""
    at = found.at
    low = lows[at] if at < len(lows) else ""
    after = lows[at + 1] if at + 1 < len(lows) else ""
    if low in OF_YEAR and after in words.years:
        return _with_year(found, after, at + 2)
    if low in words.years and found.noun and not found.years and lows[at - 1] == found.noun:
        return _with_year(found, low, at + 1)
    if low == "(" and after in words.years and lows[at + 2 : at + BRACKETS] == [")"]:
        return _with_year(found, after, at + BRACKETS)
    if low == "'s" or low in OF_WHOM:
        rest = _head(lows, at + 1, words) if low != "'s" else _possessed(lows, at + 1, words)
        if rest is not None and rest.noun and (low == "'s" or rest.own or found.own):
            return _joined(found, rest, low == "'s")
    if low in ABOUT and (stop := _phrase(lows, at + 1, words.subject)) and _ends(lows, stop, words):
        about = lows[at + 1 : stop] != ["the", "subject"]
        return _Named(stop, found.noun, found.years, found.ages, found.own or about)
    if found.noun and (stop := _kept_by(lows, at, words)) and _ends(lows, stop, words):
        return _Named(stop, found.noun, found.years, found.ages, True)
    made = _phrase(lows, at + 1, words.owner) if low in OF_WHOM else 0
    if made and lows[made : made + 1] != ["'s"] and _ends(lows, made, words):
        return _Named(made, found.noun, found.years, found.ages, True)
    return None


def _kept_by(lows: Sequence[str], at: int, words: _Words) -> int:
    """Return where "that Carnegie keeps on the subject" and "compiled by Feldstein" end; 0."""
    if lows[at : at + 1] and lows[at] in words.keeping and lows[at + 1 : at + 2] == ["by"]:
        stop = _phrase(lows, at + 2, words.owner)
    else:
        start = at + (lows[at : at + 1] in (["that"], ["which"]))
        stop = _phrase(lows, start, words.owner)
        stop = stop + 1 if stop and lows[stop : stop + 1] and lows[stop] in words.keeping else 0
    if stop and lows[stop : stop + 1] and lows[stop] in ABOUT:
        return _phrase(lows, stop + 1, words.subject)
    return stop


def _possessed(lows: Sequence[str], at: int, words: _Words) -> _Named | None:
    """Return "2022 edition" of "the AIGS Index's 2022 edition"."""
    found = _Named(at)
    while found.at < len(lows):
        if lows[found.at] in words.years:
            found.years |= {lows[found.at]}
        elif age := _age(lows, found.at, words):
            found.ages = (*found.ages, " ".join(age))
            found.at += len(age) - 1
        else:
            break
        found.at += 1
    dated = found.years or found.ages
    return _with_noun(lows, at, found, words) if dated else None


def _with_year(found: _Named, year: str, at: int) -> _Named:
    return _Named(at, found.noun, found.years | {year}, found.ages, found.own)


def _joined(found: _Named, rest: _Named, owns: bool) -> _Named:
    """Return "the 2022 edition" of "the AIGS Index" as one name."""
    noun = rest.noun if owns else found.noun
    years, ages = found.years | rest.years, (*found.ages, *rest.ages)
    own = found.own or rest.own or (owns and found.noun == "index")
    return _Named(rest.at, noun, years, ages, own)


def _ends(lows: Sequence[str], at: int, words: _Words) -> bool:
    """Tell "of AI surveillance in Kenya" from "of AI surveillance exports"."""
    if at >= len(lows):
        return True
    return not lows[at].isalnum() or lows[at] in words.onward
