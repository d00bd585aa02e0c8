"""The words of a Romance sentence in the order that English has: "Chinese firms", "the firm which ..."."""

from __future__ import annotations

from sousveil.extraction.events.words import NAMES, Word

HEADS = frozenset(
    """generic_thing contract_noun tender_noun firm_noun talks_noun trial_noun mou_noun technology
    they_system purchase_noun other_thing
    """.split()
)
"""What a technology right behind "de" belongs to: "contrat de vidéosurveillance"."""

NOT_JOINED = frozenset(("purchase_noun", "state_noun"))


def arranged(words: list[Word]) -> list[Word]:
    """Return tagged words with adjectives before nouns, subjects before verbs, definite nouns whole."""
    words = _without_clefts(words)
    words = _compounds(words)
    words = _origins(words)
    words = _subjects(words)
    return _definite(words)


def _without_clefts(words: list[Word]) -> list[Word]:
    """Take the frame from "c'est à Thales que": what stands in it stays where it is."""
    for i, word in enumerate(words[:-3]):
        lead = i == 0 or words[i - 1].tag in (",", ";", ":", '"', "S", "NEG", "N", "-")
        start = (
            i - 1
            if i and words[i - 1].low in ("this", "it") and words[i - 1].tag in ("D", "N")
            else i
        )
        begins = (
            start == 0
            or words[start - 1].tag in (",", ";", ":", '"', "S", "NEG", "-")
            or (start != i)
        )
        if word.tag != "B" or not lead or not begins:
            continue
        for k in range(i + 2, min(i + 14, len(words))):
            if words[k].tag in ("V", "B", "H", "M", ";", ".", ":"):
                break
            if words[k].low in ("that", "who") and words[k].tag in ("R", "S", "N"):
                inside = words[i + 1 : k]
                if any(w.capital for w in inside):
                    return words[:start] + inside + words[k + 1 :]
                break
    return words


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
    return word.tag == "N" and "demonym" in word.kinds


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


NUMBERS = frozenset(
    """two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty
    seventy eighty ninety hundred
    """.split()
)


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
        elif (
            "supplier" in word.kinds
            and out
            and out[-1].tag == "N"
            and out[-1].kinds.keys() & {"technology", "generic_thing"}
        ):
            start = _run_start(out, len(out))
            after = words[i + 1] if i + 1 < len(words) else None
            if not (after is not None and after.tag == "~"):
                out.insert(start, word)
                i += 1
                continue
        out.append(word)
        i += 1
    return out


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
