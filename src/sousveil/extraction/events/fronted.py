"""Objects that a Romance sentence puts first, with the subject behind the verb."""

from __future__ import annotations

from sousveil.extraction.events.word import NAMES, Word

OPENS = frozenset((",", ";", ":", ".", '"', "S"))
PARTY = frozenset(("supplier", "financier", "firm_noun"))


def straight(words: list[Word], language: str) -> list[Word]:
    """Turn "las cámaras las instaló Huawei" and "a Quito le vendió Dahua drones" round."""
    if language == "fr":
        return words
    for i in range(len(words) - 2):
        if words[i].tag != "V":
            continue
        again = words[i + 1]
        doubled = "pronoun" in again.kinds and again.tag == "N" and again.start < words[i].start
        if doubled and (stop := _party(words, i + 2)):
            return _passive(words, i, stop)
        given = i > 1 and words[i - 1].tag == "A" and "clitic" in words[i - 1].kinds
        if given and (to := _goes_to(words, i - 1)) >= 0 and (stop := _party(words, i + 1)):
            firm, whom = words[i + 1 : stop], words[to : i - 1]
            return [*words[:to], *firm, words[i], *whom, *words[stop:]]
    return words


def with_speaker(words: list[Word]) -> list[Word]:
    """Write the subject that "admitió que compró" and "admitiu ter comprado" leave out."""
    out: list[Word] = []
    for i, word in enumerate(words):
        before = out[-1] if out else None
        having = word.tag == "H" and word.text.casefold() in ("ter", "haber", "avoir")
        said = before is not None and before.tag == "V" and _says(before)
        if having and said:
            out.append(_made(word, "that", "S", "subordinator"))
            out.append(_made(word, "it", "N", "pronoun"))
        out.append(word)
        after = words[i + 1] if i + 1 < len(words) else None
        if word.tag == "S" and word.low == "that" and said and after is not None:
            bare = after.tag == "V" and any(v.forms & {"third", "past"} for v in after.verbs)
            behind = words[i + 2] if i + 2 < len(words) else None
            if bare and behind is not None and (behind.tag == "D" or "technology" in behind.kinds):
                out.append(_made(after, "it", "N", "pronoun"))
    return out


def _says(word: Word) -> bool:
    return bool(word.verbs) and all(v.classes & {"say"} for v in word.verbs)


def _made(of: Word, low: str, tag: str, kind: str) -> Word:
    return Word(of.start, of.end, of.text, low, {kind: kind}, (), tag)


def _party(words: list[Word], i: int) -> int:
    """Return where the company or state ends that begins at word i; 0 if none does."""
    k = i
    while k < len(words) and words[k].tag in ("D", "N"):
        if k > i and words[k].tag == "D":
            break
        k += 1
    held = words[i:k]
    while held and not held[-1].capital and not held[-1].kinds.keys() & PARTY:
        held.pop()
    named = any(w.kinds.keys() & {*NAMES, *PARTY} or (w.capital and not w.kinds) for w in held)
    return i + len(held) if named else 0


def _goes_to(words: list[Word], i: int) -> int:
    """Return where "a Quito" begins, if nothing else stands before word i in its clause."""
    k = i - 1
    while k >= 0 and words[k].tag in ("N", "D", "C"):
        k -= 1
    opens = k >= 0 and words[k].low == "to" and (k == 0 or words[k - 1].tag in OPENS)
    return k if opens else -1


def _passive(words: list[Word], i: int, stop: int) -> list[Word]:
    """Make "the cameras were put up by Huawei" of it; without a noun, "Huawei put them up"."""
    verb, again, firm = words[i], words[i + 1], words[i + 2 : stop]
    k = i - 1
    while k >= 0 and words[k].tag not in (*OPENS, "V", "B", "R", "C"):
        k -= 1
    if not any(w.tag == "N" for w in words[k + 1 : i]):
        return [*words[:i], *firm, verb, again, *words[stop:]]
    done = Word(verb.start, verb.end, verb.text, "was", {"aux_be": "aux_be"}, (), "B")
    by = Word(firm[0].start, firm[0].end, firm[0].text, "by", {"preposition": "by"}, (), "P")
    verb.verbs = tuple(v._replace(forms=frozenset({"participle"})) for v in verb.verbs)
    perfect = i > 0 and words[i - 1].tag == "H"
    if perfect:
        done.low = "been"
    return [*words[:i], done, verb, by, *firm, *words[stop:]]
