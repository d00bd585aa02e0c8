"""The words of a Romance sentence in the order that English has."""

from __future__ import annotations

from sousveil.extraction.events.walk import NUMBERS
from sousveil.extraction.events.word import NAMES, Word

HEADS = frozenset(
    """generic_thing contract_noun tender_noun firm_noun talks_noun trial_noun mou_noun technology
    they_system purchase_noun other_thing
    """.split()
)
"""What a technology right behind "de" belongs to: "contrat de vidéosurveillance"."""

NOT_JOINED = frozenset(("purchase_noun", "state_noun"))


def arranged(words: list[Word]) -> list[Word]:
    """Return tagged words with adjectives before nouns and subjects before verbs."""
    words = _bounds(_without_clefts(words))
    words = _compounds(words)
    words = _origins(words)
    words = _passives(_asides(_subjects(words)))
    return _definite(words)


def _bounds(words: list[Word]) -> list[Word]:
    """Put "at least" before the number that it stands behind."""
    for k in range(1, len(words)):
        if words[k].low in ("at least", "roughly", "up to") and words[k - 1].tag == "#":
            words[k - 1], words[k] = words[k], words[k - 1]
    return words


SAYING = frozenset(("say", "allege", "deny"))
DOING = frozenset(("give", "make", "get", "use", "sign", "award"))


def _phrase(words: list[Word], i: int) -> int:
    """Return where the noun that begins at word i ends, with its "of" groups."""
    k = i
    while k < len(words) and words[k].tag in ("D", "N", "~"):
        k += 1
        if k + 1 < len(words) and words[k].low == "of" and words[k + 1].tag in ("D", "N"):
            k += 1
    return k


def _asides(words: list[Word]) -> list[Word]:
    """Put ", reveló Prensa Libre," at the end, with its subject before the verb."""
    for i in range(1, len(words) - 1):
        verb = words[i]
        if verb.tag != "V" or words[i - 1].tag != "," or not _is_saying(verb):
            continue
        stop = _phrase(words, i + 1)
        said = words[i + 1 : stop]
        closed = stop == len(words) or words[stop].tag in (",", ".")
        if not said or not closed or any("technology" in w.kinds for w in said):
            continue
        last = [words[-1]] if words[-1].tag == "." and stop < len(words) else []
        rest = (
            words[stop + 1 : len(words) - len(last)]
            if stop < len(words) and words[stop].tag == ","
            else []
        )
        before = words[: i - 1]
        if before and before[-1].tag == '"' and not rest:
            that = Word(verb.start, verb.end, verb.text, "that", {"relative": "relative"}, (), "S")
            return [*said, verb, that, *_quoted(before, said), *last]
        return [*before, *rest, words[i - 1], *said, verb, *last]
    return words


def _quoted(words: list[Word], said: list[Word]) -> list[Word]:
    """Put who is quoted in the place of "we", and before verbs that say it without a pronoun."""
    at = next((k for k, w in enumerate(words) if w.low == "we"), None)
    speaker = [Word(w.start, w.end, w.text, w.low, dict(w.kinds), (), w.tag) for w in said]
    if at is not None:
        return [*words[:at], *speaker, *words[at + 1 :]]
    silent = any(w.tag in ("V", "H", "M") and w.text.casefold().endswith("mos") for w in words)
    return [*speaker, *words] if silent else words


def _is_saying(verb: Word) -> bool:
    classes = frozenset().union(*(v.classes for v in verb.verbs))
    return bool(classes & SAYING) and not classes & DOING and "participle" not in _forms(verb)


def _passives(words: list[Word]) -> list[Word]:
    """Put the subject before "se instalaron" and "fueron instaladas" where it stands behind."""
    for i in range(len(words) - 2):
        verb = words[i + 1]
        if words[i].tag != "B" or verb.tag != "V" or "participle" not in _forms(verb):
            continue
        begins = i == 0 or words[i - 1].tag in (",", ";", ":", ".", '"', "S", "C", "A")
        stop = _counted(words, i + 2)
        if not begins or stop == i + 2 or _has_subject(words, i):
            continue
        return words[:i] + words[i + 2 : stop] + words[i : i + 2] + words[stop:]
    return words


def _counted(words: list[Word], i: int) -> int:
    """Return where a noun with its number and its "of" and "from" groups ends."""
    k = i
    while k < len(words) and words[k].tag in ("D", "N", "#", "~"):
        k += 1
        if (
            k + 1 < len(words)
            and words[k].low in ("of", "from")
            and words[k + 1].tag in ("D", "N", "#")
        ):
            k += 1
    return k


def _has_subject(words: list[Word], i: int) -> bool:
    """Tell whether a noun without preposition stands before word i in its clause."""
    for k in range(i - 1, -1, -1):
        if words[k].tag in ("S", "R", ";", ":", ".", "V", "B", "C"):
            return False
        if words[k].tag == "N":
            first = k
            while first and words[first - 1].tag in ("N", "D", "#", "~"):
                first -= 1
            return first == 0 or words[first - 1].tag != "P"
    return False


CLEFT = frozenset((",", ";", ":", '"', "S", "NEG", "-"))


def _without_clefts(words: list[Word]) -> list[Word]:
    """Take the frame from "c'est à Thales que": what stands in it stays where it is."""
    for i, word in enumerate(words[:-3]):
        if word.tag != "B":
            continue
        k = i - 1
        denied = k >= 0 and words[k].tag == "NEG"
        k -= denied
        framed = k >= 0 and words[k].low in ("this", "it") and words[k].tag in ("D", "N")
        start = k if framed else k + 1
        if start and words[start - 1].tag not in CLEFT:
            continue
        found = _cleft(words, i)
        if found:
            return [
                *words[:start],
                *words[i - denied : i],
                *words[i + 1 : found],
                *words[found + 1 :],
            ]
    return words


def _cleft(words: list[Word], i: int) -> int:
    """Return where the "que" or "qui" of a cleft stands whose verb is word i; 0 if it is none."""
    for k in range(i + 2, min(i + 14, len(words))):
        if words[k].low in ("that", "who") and words[k].tag in ("R", "S", "N"):
            return k if any(w.capital for w in words[i + 1 : k]) else 0
        if words[k].tag in ("V", "B", "H", "M", ";", ".", ":"):
            return 0
    return 0


def _compounds(words: list[Word]) -> list[Word]:
    """Turn "contrat de vidéosurveillance" into the order of "video surveillance contract"."""
    out: list[Word] = []
    i = 0
    while i < len(words):
        word = words[i]
        last = out[-1] if out else None
        after = words[i + 1] if i + 1 < len(words) else None
        tied = (
            word.tag == "P"
            and word.low in ("of", "with")
            and last is not None
            and last.tag == "N"
            and bool(last.kinds.keys() & HEADS)
            and not last.kinds.keys() & NOT_JOINED
            and after is not None
            and after.tag == "N"
            and after.kinds.keys() & {"technology"}
            and not after.capital
        )
        if tied and after is not None:
            out.insert(len(out) - 1, after)
            i += 2
            continue
        out.append(word)
        i += 1
    return out


def _is_origin(word: Word) -> bool:
    return word.tag == "N" and (
        "demonym" in word.kinds or ("group" in word.kinds and not word.capital)
    )


def _run_start(out: list[Word], k: int) -> int:
    """Return where the common nouns before position k begin."""
    while k > 0 and out[k - 1].tag == "N" and not out[k - 1].kinds.keys() & set(NAMES):
        before = out[k - 1]
        if before.capital and not before.kinds:
            break
        if "pronoun" in before.kinds or before.low in NUMBERS:
            break
        k -= 1
    return k


def _origins(words: list[Word]) -> list[Word]:
    """Put demonyms before the noun that they stand behind, and suppliers before their things."""
    out: list[Word] = []
    i = 0
    while i < len(words):
        word = words[i]
        if _is_origin(word) and out:
            start = _run_start(out, len(out))
            stop = _list_of_origins(words, i)
            if start < len(out):
                noun = out[start:]
                del out[start:]
                out += words[i:stop] + noun
                i = stop
                continue
        elif "supplier" in word.kinds and (start := _owned(words, i, out)) >= 0:
            while out[-1].tag in ("P", "D"):
                out.pop()
            out.insert(start, word)
            i += 1
            continue
        out.append(word)
        i += 1
    return out


def _owned(words: list[Word], i: int, out: list[Word]) -> int:
    """Return where "caméras Hikvision", "cámaras de Hikvision" begin, up to supplier i; else -1."""
    after = words[i + 1] if i + 1 < len(words) else None
    if after is not None and after.tag in ("~", "C"):
        return -1
    k = len(out)
    if k > 1 and out[k - 1].tag == "D" and out[k - 2].low == "from":
        k -= 2
    elif k and out[k - 1].low == "from":
        k -= 1
    start = _run_start(out, k)
    things = {kind for w in out[start:k] for kind in w.kinds}
    return start if start < k and things & {"technology", "generic_thing"} else -1


def _list_of_origins(words: list[Word], i: int) -> int:
    """Return where "chinoises, turques et russes" ends."""
    stop = i + 1
    while (
        stop + 1 < len(words)
        and words[stop].tag in ("C", ",")
        and _is_origin(words[stop + 1])
        and not words[stop + 1].capital
        and not (stop + 2 < len(words) and words[stop + 2].capital)
    ):
        stop += 2
    return stop


def _subjects(words: list[Word]) -> list[Word]:
    """Put the subject before the verb in "que le había vendido la española Herta"."""
    for i, word in enumerate(words):
        if word.tag not in ("R", "S") or word.low not in ("that", "what", "according to", "where"):
            continue
        k = i + 1
        while k < len(words) and words[k].tag in ("A", "NEG", "H", "B", "M"):
            k += 1
        if (
            k >= len(words)
            or words[k].tag != "V"
            or (
                "participle" in _forms(words[k]) and not any(w.tag == "H" for w in words[i + 1 : k])
            )
        ):
            continue
        first = k + 1
        stop = first
        while stop < len(words) and words[stop].tag in ("D", "N", "~"):
            stop += 1
        if word.tag == "S" and not (stop < len(words) and words[stop].tag in (".", ",")):
            continue
        if word.tag == "R" and not _may_invert(words, i, words[k], words[first:stop]):
            continue
        if (
            stop > first
            and any(
                words[n].tag == "N" and "pronoun" not in words[n].kinds for n in range(first, stop)
            )
            and (word.tag == "R" or words[stop - 1].capital)
        ):
            while (
                stop + 1 < len(words)
                and words[stop].low == "of"
                and words[stop + 1].tag in ("N", "D")
            ):
                stop += 1
                while stop < len(words) and words[stop].tag in ("D", "N", "~"):
                    stop += 1
            return (
                words[: i + 1] + words[first:stop] + words[i + 1 : first] + _subjects(words[stop:])
            )
    return words


THINGS = frozenset(
    """technology generic_thing contract_noun loan_noun purchase_noun soft_loan grant_noun
    they_system
    they_deal word talks_noun""".split()
)
AGENTS = frozenset("supplier financier state_noun firm_noun demonym country capital".split())
PLURAL = frozenset("les des ces los las os as sus ses seus suas leurs".split())


def _may_invert(words: list[Word], i: int, verb: Word, phrase: list[Word]) -> bool:
    """Tell "que vendió la empresa", with its subject behind, from "que compraron cámaras"."""
    kinds = {k for w in phrase for k in w.kinds}
    if kinds & {"technology", "generic_thing"}:
        return False
    if not (kinds & AGENTS or any(w.capital for w in phrase)):
        return False
    antecedent = next((w for w in reversed(words[:i]) if w.tag == "N"), None)
    held = antecedent.kinds.keys() if antecedent is not None else set()
    if held & AGENTS and not held & THINGS:
        return False
    plural = verb.text.casefold().endswith(("nt", "n", "m", "ão"))
    many = any(w.tag == "C" for w in phrase) or bool(phrase and phrase[0].text.casefold() in PLURAL)
    return plural == many


def _forms(word: Word) -> frozenset[str]:
    return frozenset().union(*(v.forms for v in word.verbs))


def _definite(words: list[Word]) -> list[Word]:
    """Make one word of "the company" where a company of before is meant."""
    out: list[Word] = []
    i = 0
    while i < len(words):
        word = words[i]
        after = words[i + 1] if i + 1 < len(words) else None
        behind = words[i + 2] if i + 2 < len(words) else None
        known = (
            after is not None
            and word.tag == "D"
            and word.low == "the"
            and after.tag == "N"
            and "the" in after.kinds
        )
        alone = behind is None or behind.tag != "N" or "pronoun" in behind.kinds
        if known and alone and after is not None:
            stands = dict.fromkeys(after.kinds["the"].split())
            if out and out[-1].tag in ("N", "#"):
                after.kinds = {k: k for k in stands}
                out += [word, after]
                i += 2
                continue
            made = Word(
                word.start,
                after.end,
                after.text,
                f"the {after.low}",
                {k: k for k in stands},
                (),
                "N",
            )
            out.append(made)
            i += 2
            continue
        out.append(word)
        i += 1
    for word in out:
        word.kinds.pop("the", None)
    return out
