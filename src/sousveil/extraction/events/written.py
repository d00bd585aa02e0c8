"""Numbers that Romance texts write in several words, as English writes them."""

from __future__ import annotations

from sousveil.extraction.events.word import Word

VALUES = {
    name: value
    for value, name in enumerate(
        """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
        sixteen seventeen eighteen nineteen""".split(),
        start=1,
    )
} | {
    name: 10 * tens
    for tens, name in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
NAMES = {value: name for name, value in VALUES.items()}


def joined(words: list[Word]) -> list[Word]:
    """Return words with "setenta y cinco" and "soixante-quinze" as one number each."""
    out: list[Word] = []
    i = 0
    while i < len(words):
        size = _size(words, i)
        if size:
            out.append(_one(words[i : i + size]))
        else:
            out.append(words[i])
        i += size or 1
    return out


def _size(words: list[Word], i: int) -> int:
    """Return how many words tens, a tie and what is added to them are; 0 if there are none."""
    tens = VALUES.get(words[i].low, 0)
    if tens < 20 or i + 2 >= len(words):
        return 0
    tie = words[i + 1].tag == "~" or words[i + 1].low in ("-", "and")
    added = VALUES.get(words[i + 2].low, 0)
    teens = tens in (60, 80) and added < 20
    return 3 if tie and added > 0 and (added < 10 or teens) else 0


def _one(words: list[Word]) -> Word:
    first, last = words[0], words[-1]
    value = VALUES[first.low] + VALUES[last.low]
    tens, rest = NAMES[value // 10 * 10], NAMES.get(value % 10)
    low = f"{tens} - {rest}" if rest else tens
    text = " ".join(w.text for w in words)
    return Word(first.start, last.end, text, low, {"word": low}, (), "#")
