"""Names whose letters look like those of another name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from sousveil.codebook.names import key
from sousveil.codebook.vocabulary import Codebook
from sousveil.model.said import said

LETTERS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU")
"""Scripts with letters that look like those of another one; words mix none of them."""

JOINERS = "\u200c\u200d"
"""Belong to the spelling of Persian, Hindi and others, between letters of such scripts."""

BLANK = "\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5"
"""Letters and marks that nobody sees, though they are no format characters."""

TWINS = {
    ord(twin): latin
    for latin, twins in {
        "a": "аαɑաᴀꓮᎪ",
        "b": "вβьʙꓐᏴ",
        "c": "сϲᴄꓚᏟ",
        "d": "ԁᴅꓓᎠ",
        "e": "еεєᴇꓰᎬ",
        "f": "ꜰꓝ",
        "g": "ɡցɢꓖᏀ",
        "h": "нһηհʜꓧᎻ",
        "i": "іӏιıl1|!ɪʟꓲꓡᏆᏞ",
        "j": "јϳᴊꓙᎫ",
        "k": "кκᴋꓗᏦ",
        "m": "мμᴍꓟᎷ",
        "n": "νпոɴꓠ",
        "o": "оοօ0ᴏꓳ",
        "p": "рρᴘꓑᏢ",
        "q": "ԛզ",
        "r": "ʀꓣᏒ",
        "s": "ѕտꜱꓢᏚ",
        "t": "тτᴛꓔᎢ",
        "u": "սᴜꓴ",
        "v": "ѵᴠꓦᏙ",
        "w": "ԝωᴡꓪᎳ",
        "x": "хχꓫ",
        "y": "уυγʏꓬ",
        "z": "ζᴢꓜᏃ",
    }.items()
    for twin in twins
}
"""Letters and signs to the Latin letter that they, or their capitals, can be taken for."""

WRITTEN_OUT = re.compile(r"-?(?<![^\W_])u(?=[a-f]*\d)([0-9a-f]{5}|10[0-9a-f]{4})(?![^\W_])-?")
"""A sign as `spelled` writes it: u0200b."""


def look_alike(name: str, listed: Iterable[str] = ()) -> str | None:
    """Say in words what is odd about the letters of a name; None where nothing is.

    With `listed` names, letters that make it look like one of them are told, too. The id that
    `spelled` gave a name is as odd as the name.
    """
    name = WRITTEN_OUT.sub(_read_back, " ".join(name.split()))
    if _is_plain(name):
        return _taken_for(name, listed)
    if hidden := [char for at, char in enumerate(name) if _is_hidden(name, at)]:
        return said("a sign that nobody sees ({sign})", sign=_named(hidden[0]))
    for word in _words(name):
        scripts = {_script(char): char for char in reversed(word) if _script(char) in LETTERS}
        if len(scripts) > 1:
            one, two = (script.capitalize() for script in sorted(scripts)[:2])
            foreign = next(char for script, char in scripts.items() if script != "LATIN")
            return said(
                "letters of two scripts in one word: {one} and {two} ({sign})",
                one=one,
                two=two,
                sign=_named(foreign),
            )
        if styled := [c for c in word if unicodedata.name(c, "").startswith("MATHEMATICAL ")]:
            return said("letters in a special form ({sign})", sign=_named(styled[0]))
        wide = [c for c in word if unicodedata.name(c, "").startswith("FULLWIDTH ")]
        if wide and "LATIN" in scripts:
            return said("letters in a special form ({sign})", sign=_named(wide[0]))
    return _taken_for(name, listed)


def listed_names(codebook: Codebook) -> tuple[str, ...]:
    """Return every name and alias of suppliers and financiers."""
    known = (*codebook.suppliers.values(), *codebook.financiers.values())
    return tuple(name for term in known for name in (term.name, *term.aliases) if name)


def skeleton(name: str) -> str:
    """Return the form in which letters that look alike are one."""
    if _is_plain(name):
        return _folded(name.casefold())
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    seen = "".join(c for c in folded if not _is_hidden(c, 0) and unicodedata.category(c) != "Mn")
    return _folded(seen)


def spelled(name: str) -> str:
    """Return a name with the signs written out that an id would lose, Hua-u0200b-wei.

    Those are signs that nobody sees, and accents that stay apart from their letter in NFC.
    """
    if _is_plain(name):
        return name
    whole = unicodedata.normalize("NFC", name)
    return "".join(
        f"-u{ord(char):05x}-" if _is_hidden(whole, at) or _is_loose(char) else char
        for at, char in enumerate(whole)
    )


def is_veil(char: str) -> bool:
    """Tell a sign that nobody sees, or that sits on the letter before it, from one of its own."""
    return unicodedata.category(char)[0] == "M" or _is_hidden(char, 0)


def is_capital(char: str) -> bool:
    """Tell whether a name can begin so: a capital, or a look-alike of a script without any."""
    has_no_case = char.isalpha() and char.lower() == char.upper()
    return char.isupper() or (has_no_case and _script(char) in LETTERS)


def _folded(seen: str) -> str:
    return seen.translate(TWINS).replace("rn", "m").replace("vv", "w")


def _taken_for(name: str, listed: Iterable[str]) -> str | None:
    keys, seen = _index(tuple(listed))
    other = None if _spaced(name) in keys else seen.get(skeleton(name).replace("-", " "))
    if other is None or (name.isascii() and not other.isascii()):
        return None
    return said("letters that make it look like {name}", name=other)


@lru_cache(maxsize=8)
def _index(listed: tuple[str, ...]) -> tuple[frozenset[str], dict[str, str]]:
    """Return the keys of listed names, and the first name that has each skeleton."""
    seen = {skeleton(name).replace("-", " "): name for name in reversed(listed)}
    return frozenset(map(_spaced, listed)), seen


def _spaced(name: str) -> str:
    """Return the key of a name, in which a hyphen is a space, as an id has it the other way."""
    return key(unicodedata.normalize("NFC", name).replace("-", " "))


def _words(name: str) -> Iterator[str]:
    word = ""
    for char in f"{name} ":
        if unicodedata.category(char)[0] in "LMN":
            word += char
        elif word:
            yield word
            word = ""


def _script(char: str) -> str:
    return _family(char) if char.isalpha() else ""


def _family(char: str) -> str:
    """Return the first word of the name of a letter or mark: its script."""
    is_written = unicodedata.category(char)[0] in "LM"
    return unicodedata.name(char, "").partition(" ")[0] if is_written else ""


def _is_plain(name: str) -> bool:
    """Tell a name of printed ASCII signs alone: none of them is hidden or of another script."""
    return name.isascii() and name.isprintable()


def _is_hidden(name: str, at: int) -> bool:
    char = name[at]
    if char in JOINERS:
        around = name[max(at - 1, 0) : at] + name[at + 1 : at + 2]
        scripts = {_family(c) for c in around}
        return len(around) < 2 or bool(scripts & {*LETTERS, "COMBINING", ""})
    if char.isspace():
        return False
    variant = 0xFE00 <= ord(char) <= 0xFE0F or 0xE0100 <= ord(char) <= 0xE01EF
    return variant or char in BLANK or unicodedata.category(char) in ("Cf", "Cc", "Co", "Cs")


def _is_loose(char: str) -> bool:
    return _family(char) == "COMBINING"


def _read_back(written: re.Match[str]) -> str:
    """Return the sign that `spelled` wrote out; other words stay as they are."""
    sign = chr(int(written[1], 16))
    return sign if _is_hidden(sign, 0) or _is_loose(sign) else written[0]


def _named(char: str) -> str:
    return unicodedata.name(char, f"U+{ord(char):04X}").lower()
