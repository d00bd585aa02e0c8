"""What a label, a sign or a fragment right beside a sentence makes of it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from sousveil.codebook.editions import years
from sousveil.codebook.kept import once_per_codebook
from sousveil.codebook.phrases import unpack
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.joining import ANSWERED_TRUE
from sousveil.extraction.marks import tokenise
from sousveil.extraction.numbers.quantities import quantities
from sousveil.model.late import late
from sousveil.model.source import Span

WORD = late(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
LATIN = late(r"[A-Za-zÀ-ɏ'’-]+")

LONGEST = 80  # characters of a label
FRAGMENT = 3  # words; of a sentence of twice as many one that denies is enough
FOREIGN = 0.4  # of the words of a sentence are small ones of another language
LOWER = late(r"(?<![\w-])[a-zà-ÿ]+(?![\w-])")
COLON = late(r"(?:\s*:|\s+[—–])\s+(?=[\"“‘']?[\w(])")

AGAINST = frozenset("not no never none nobody nothing neither few hardly without unless if".split())
"""Words with which a short label begins that takes back what stands after it."""

ASSURING = late(
    r"no\W+(?:doubt|wonder|surprise|mistake|accident|coincidence|joke|kidding|longer|less|more"
    r"|exception|question|secret|prizes?)|nobody\W+(?:will|should|can)\W+be"
    r"|not\W+(?:only|just|bad|alone|surprising|to be)|nothing\W+new",
    re.IGNORECASE,
)
SPECIMEN = frozenset(
    "example sample specimen test template dummy blank exercise placeholder opposite contrary"
    " phrase translate bet prediction predictions forecast forecasts target targets plan plans wish"
    " wishes goal goals scenario scenarios novel propaganda spam advert advertisement assume"
    " imagine suppose hypothesis tomorrow fiction unverified unconfirmed unproven"
    " errata".split()
)
"""Words of a label over a sentence that nobody says."""

DENYING = frozenset(
    "falsch falsches unwahr gelogen lüge lügen quatsch unsinn blödsinn stimmt faux fausse"
    " mensonge mensonges bobard infox falso falsa falsos falsas mentira mentiras bulo bulos"
    " menzogna bugia nonsens leugen onwaar niet waar vero myth mythe mythos mythen mito mitos"
    " legende fake hoax falschmeldung irrtum irrtümer gerücht gerüchte intox reçues nein non"
    " nej nope rubbish bullshit baloney bogus hogwash poppycock claptrap malarkey"
    " codswallop".split()
)
"""Words that deny, in a label or a fragment in any language."""

HARMLESS = frozenset(
    "•●○◦▪▫■□◆◇▶►▸▹→⇒➔➜➤»«©®™°№§¶†‡✓✔☑✅📊📈📉🌍🌎🌏🌐🚨👉📷📸📰🧵👁📹🎥🔴🔵🟢⚠➡⬇⏩🔎🔍💡📌📍ℹ★☆"
)
"""Pictures that stand before or after words and say nothing of them."""

STRUCK = late("\\w?[\u0334-\u0338\u20d2\u20d3\u20d8-\u20e5\u20eb]|\\d[\u0300-\u036f]")
"""A letter or digit with a stroke through it, or a digit with a mark."""

NOTES = 200  # marks of notes in one text whose notes are looked for
REACH = 3  # sentences before one that takes back that it may mean
TAKES_BACK = late(
    r"""
    (?: but\  | and\  | yet\  | alas,?\  )?
    (?: that | this | it | these | those | they | both | all | none | neither
      | (?: the | this | that )\  (?: above | line | claim | statement | sentence | number | figure
        | quote | post | list | former | first | second | last | previous | preceding | count
        | report | author )\S* )
    \b (?: \  [\w'’]+ ){0,4}
    \  (?: wrong | false | untrue | lies? | lied | lying | mistaken | nonsense | hoax | myth | fake
      | invented | fiction | incorrect | misleading | debunked | rubbish
      | not\ (?: so | true | right | correct | the\ case ) ) \b (?! \ to\b )
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A short sentence that says of one shortly before it that it is not so."""

UNSERIOUS = late(r"[:;]-?[)(PD]$|~\s*$|(?:^|\s)/s(?:\s|$)|~~|\(!\)|\(\?\)|!\?|\?!|\+ ?/ ?[-−–]")
MARK = late(r"[^\s*†‡§] ?(?P<mark>\*{1,3}|[†‡§]|\(\d{1,2}\)|\[\^?\d{1,2}\]|[¹²³⁴-⁹])[.!?\"”’)]*$")
AGAIN = late(
    r"\b(?:not|no|never|except|only|false|wrong|untrue|excluding|without|disputed|corrected)\b",
    re.I,
)
"""Words with which a note may take back or narrow what it is a note on."""

CODE = late(r"^```[^\n]*\n.*?^```", re.M | re.S)
PICTURE = late(r"!\[[^\]\n]{0,300}\]\(")
DATED = late(
    r"(?:in |by )?(?P<year>(?:1[5-9]|2[0-4])\d\d)|.*\b2(?:0[3-9]|[1-4]\d)\d"
    r"|(?:next|last) (?:year|decade|century)|one day|soon|[^\W\d]\d",
    re.IGNORECASE,
)
"""Labels that put what stands after them into another time."""

CONTINUING = late(
    r"""
    \W* (?: and | or | but | plus | minus | more | less | fewer | possibly | perhaps | give | since
      | per | every | each | for | in | at\ least | at\ most | mostly | almost | even | until
      | before | under | without | with | some | once | twice | yearly | always | rarely
      | sometimes )\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""How a sentence begins that only goes on with the one before it, where it has no verb."""

CROSSES = frozenset("❌✗✘✖❎🚫👎☒⛔")
BEFORE = late(
    r"\W*(?:(?:quite |all |simply )?"
    r"(?:false|wrong|untrue|lies?|nonsense|incorrect|fiction|hoax|draft"
    r"|not (?:so|true|correct|right))"
    r"|(?:let us |let['’]s |now |just )?(?:assume|imagine|suppose|pretend|picture)\b.{0,40}"
    r"|(?:\w+, )?(?:please )?(?:do not|don['’]t|never|stop|avoid)(?: \w+){1,3})[.!:\W]*",
    re.IGNORECASE,
)
"""Short sentences that say of the next one that it is not so, or not to be said."""

REMARK = late(
    r"""
    \W* (?:
      (?: that | this | it )\ (?: can['’]t | cannot | can\ not | could\ not | couldn['’]t )\ be\b
    | (?: i | we )\ (?: do\ not | don['’]t | cannot | can['’]t )\ (?: think | believe | buy )\b
    | (?: i | we )\ (?: beg\ to | would | must | have\ to )\ (?: differ | disagree | object )\b
    | (?: it\ is\ | quite\ | just\ | rather\ | exactly\ )* (?: on\ )? the
      \ (?: contrary | opposite | reverse )\b
    | (?: think\ again | lol | ha\ ?ha | dream\ on | prove\ it | says\ who | if\ only | as\ if )\b
    | (?: i | we )\ (?: do\ not | don['’]t | cannot | can['’]t )\ (?: know | say | tell )\b
    | (?: one | you )\ (?: would | might | could )\ (?: think | be\ surprised )\b
    | (?: we | i )\ know\ better\b
    | so\ it\ seems\b
    | but\ who\b
    | (?: yeah | sure )\b .{0,20} $
    | would\ that\ (?: it | this | they )\b
    | there\ (?: is | was | are | were )\ no\ (?: evidence | proof | source | sources | basis )\b
    | (?: answer | verdict | rating | result | truth | reality | fact | conclusion )\s*[:–—-]\s*
      (?: no | not | false | wrong | untrue | nope | fiction )\b
    | (?: the\ | this\ | that\ | our\ | its\ )? (?: table | index | report | data | record
      | evidence | source | fact | number ) s?
      \ (?: says? | shows? | suggests? | proves? | tells? )\ otherwise\b
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Short sentences with which the one before is doubted."""

HEDGED = late(
    r"""
    \b wants?\ (?: you | us | me )\ to\ (?: believe | think )\b
    | \b would\ have\ (?: you | us )\ (?: believe | think )\b
    | \b never\ happened\b
    | \b (?: stop | do\ not | don['’]t | never | avoid )\ (?: say | saying | write | writing | print
      | printing | quote | quoting | claim | claiming | repeat | repeating | spread | spreading
      | tell | telling | believe | believing | think | thinking )\b
    | (?<! to\ what\  ) (?<! unlike\ what\  )
      \b (?: one | you | some | people | they )\ (?: would | might | may | could )\ (?: have\ )?
      (?: think | thought | believe | say | said | expect | assume | guess )\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Words around a statement with which nobody makes it."""


def beside(
    content: str, spans: Sequence[Span], asking: Collection[int], codebook: Codebook
) -> Iterator[tuple[int, str]]:
    """Yield the starts of sentences of which something right beside them says more, and what.

    Only what is near the sentences at the places `asking` is looked at.
    """
    verbs = _verbs(codebook)
    remarks = frozenset(codebook.grammar["comment_whole"])
    yield from _in_markdown(content, [span.start for span in spans])
    looked = 0
    near = {place + step for place in asking for step in range(-1, REACH + 1)}
    for place in sorted(near & set(range(len(spans)))):
        span = spans[place]
        words = content[span.start : span.end]
        if not any(sign.isdigit() or sign.isalpha() for sign in words):
            if place and is_crossed(words):
                yield spans[place - 1].start, words
            continue
        yield from ((span.start, said) for said in _in_itself(words, codebook))
        if (hedged := HEDGED.search(words)) is not None:
            yield span.start, hedged.group()
        if RECORDS.search(words) and (silly := _recording(codebook).search(words)) is not None:
            yield span.start, silly.group()
        if place + 1 < len(spans):
            other = spans[place + 1]
            together = "\n" not in content[span.end : other.start]
            leads = together or (words[-1].isalnum() or words[-1] in ",:")
            after = content[other.start : other.end]
            if together and (denies(words) or _is_specimen(words) or BEFORE.fullmatch(words)):
                yield other.start, words
            if leads and _is_foreign(words, codebook) and not _is_label(words, codebook):
                yield other.start, words
            back = denies(after) or _is_foreign(after, codebook) or REMARK.match(after)
            remark = after.rstrip(".!?…").casefold() in remarks
            one = _is_one_word(after, codebook) and not _says_again(words, after)
            alone = not remark and (one or _continues(after, verbs))
            if back or (together and alone):
                yield span.start, after
        if len(words) <= LONGEST and TAKES_BACK.match(words):
            yield from ((one.start, words) for one in spans[max(0, place - REACH) : place])
        if (mark := MARK.search(words)) and words.count(mark["mark"]) == 1:
            loose = mark["mark"][0] in "*†‡§"
            looked += 1
            if looked > NOTES:
                continue
            note = re.search(
                rf"\n\s*{re.escape(mark['mark'])}[ \t]*\w[^\n]{{0,80}}", content[span.end :]
            )
            if note is not None and (loose or AGAIN.search(note.group())):
                yield span.start, note.group().strip()


def _in_markdown(content: str, starts: list[int]) -> Iterator[tuple[int, str]]:
    """Yield the sentences inside blocks of code, and those about a picture."""
    for block in CODE.finditer(content):
        first, stop = bisect_left(starts, block.start()), bisect_left(starts, block.end())
        yield from ((start, "```") for start in starts[first:stop])
    for picture in PICTURE.finditer(content):
        place = bisect_right(starts, picture.start()) - 1
        if place >= 0:
            yield starts[place], picture.group()[:2]


def _in_itself(words: str, codebook: Codebook) -> Iterator[str]:
    """Yield what a sentence has before or amid its words that is not read."""
    words = words[found.end() :] if (found := ANSWERED_TRUE.match(words)) else words
    for word in LOWER.findall(words):
        if word in DENYING:
            yield word
    for sign in UNSERIOUS.findall(words):
        yield sign.strip()
    if not words.isascii():
        if (struck := STRUCK.search(words)) is not None:
            yield struck.group()
        for sign in words:
            if unicodedata.category(sign) == "So" and sign not in HARMLESS and sign != "\ufffc":
                yield sign
    label, colon, rest = _label(words)
    if colon and rest and _takes_back(label, codebook):
        yield label


VERBS = frozenset(
    "is are was were be been has have had do does did will would can could may might must shall"
    " should says said goes went comes came takes took follows follow remains remain".split()
)


def _label(words: str) -> tuple[str, str, str]:
    """Return what stands before the first colon of a sentence, the colon, and the rest."""
    found = COLON.search(words[: LONGEST + 2])
    if found is None:
        return words, "", ""
    label = words[: found.start()].strip()
    if ":" not in found.group() and len(WORD.findall(label)) > 2:
        return words, "", ""
    return label, ":", words[found.end() :]


def _takes_back(label: str, codebook: Codebook) -> bool:
    """Tell a label that says of what stands after it that it is not so, or only an example."""
    words = [word.casefold() for word in WORD.findall(label)]
    dated = DATED.fullmatch(label)
    if dated is not None and dated["year"] not in years(codebook):
        return True
    if not words:
        return False
    if any(word in DENYING or not LATIN.fullmatch(word) for word in words):
        return True
    if _is_foreign(label, codebook):
        return True
    if BEFORE.fullmatch(label):
        return not ASSURING.search(label)
    against = words[0] in AGAINST and len(words) <= FRAGMENT + 1 and not ASSURING.search(label)
    return against or (len(words) <= 2 * FRAGMENT and not SPECIMEN.isdisjoint(words))


def is_crossed(words: str) -> bool:
    """Tell a line of a cross or the like alone."""
    signs = {sign for sign in words if not sign.isspace()}
    return bool(signs & CROSSES) and not any(sign.isalnum() for sign in signs)


def denies(words: str) -> bool:
    """Tell a short sentence with a word that denies in some language."""
    found = _words(words)
    return len(found) <= 2 * FRAGMENT and not DENYING.isdisjoint(found)


@lru_cache(8)
def _words(text: str) -> tuple[str, ...]:
    """Return the words of a sentence in lower case; each is asked for by several questions."""
    return tuple([word.casefold() for word in WORD.findall(text)])


def _continues(words: str, verbs: frozenset[str]) -> bool:
    """Tell "In secret." and "And counting.", which go on with the sentence before."""
    found = _words(words)
    if not 0 < len(found) <= FRAGMENT + 2 or "?" in words or CONTINUING.match(words) is None:
        return False
    return verbs.isdisjoint(found)


def _is_specimen(words: str) -> bool:
    """Tell "Sample text.", before words that nobody says."""
    found = _words(words)
    return len(found) <= FRAGMENT and not SPECIMEN.isdisjoint(found)


def _is_one_word(words: str, codebook: Codebook) -> bool:
    """Tell "Psych!", which says something only together with what is before it."""
    found = _words(words)
    if len(found) != 1 or "?" in words or any(map(str.isdigit, words)):
        return False
    return found[0] not in _known(codebook)


def _says_again(words: str, after: str) -> bool:
    """Tell "Sixty-four." behind a sentence that has this number."""
    said = quantities(tokenise(after, 0, len(after)))
    told = {q.value for q in quantities(tokenise(words, 0, len(words)))}
    return len(said) == 1 and said[0].value in told


def _is_label(words: str, codebook: Codebook) -> bool:
    """Tell "By region", of which each word may be of another language, too."""
    return set(_words(words)) <= set(codebook.grammar["form_label"])


def _is_foreign(words: str, codebook: Codebook) -> bool:
    """Tell a sentence in another language amid those in English."""
    found = _words(words)
    if len(found) < 2:
        return False
    most = max([sum(map(of_one.__contains__, found)) for of_one in _small(codebook)], default=0)
    return most > 1 and most >= FOREIGN * len(found)


WHAT = r"\s+(?=(?-i:[A-Z])|no\b|any\b|all\b|\d)"
RECORDS = late(
    rf"\s(?:list|name|record|mention)s?{WHAT}|\b(?:listed|named|recorded|mentioned)\s+by\s",
    re.IGNORECASE,
)
"""What stands in all that `_recording` finds, which takes long to compile."""


@once_per_codebook
def _recording(codebook: Codebook) -> re.Pattern[str]:
    """Return what finds "Huawei lists ..." and "listed by no supplier"; they record nothing."""
    names = sorted({one.name for one in codebook.suppliers.values() if one.name}, key=len)
    known = "|".join(map(re.escape, reversed(names)))
    one = "|".join(set(codebook.grammar["firm"]) - set(codebook.grammar["firm_loose"]))
    each = "no|any|each|every|one|which|neither"
    many = "|".join(codebook.grammar["firms"])
    return re.compile(
        rf"\b(?:(?:{each})\s+(?:{one})|{known})\s+(?:list|name|record|mention)s{WHAT}"
        rf"|\b(?:{many})\s+(?:list|name|record|mention){WHAT}"
        rf"|\b(?:listed|named|recorded|mentioned)\s+by\s+(?:(?:{each})\s+(?:{one})|{known})\b",
        re.IGNORECASE,
    )


@once_per_codebook
def _verbs(codebook: Codebook) -> frozenset[str]:
    """Return the verbs with which a sentence is more than a part of the one before."""
    return frozenset(codebook.wording["verb"]) | VERBS


@once_per_codebook
def _known(codebook: Codebook) -> frozenset[str]:
    """Return the words that are known and deny, doubt or limit nothing."""
    bad = {"untruth", "negation", "modal", "limiting", "negation_idle", "time_limit"}
    found = set()
    for packed in codebook.surfaces.values():
        for surface, meanings in unpack(packed):
            if not bad & {meaning.split(" ", 1)[0] for meaning in meanings}:
                found.update(surface.split(" "))
    for kind in bad & codebook.wording.keys():
        found.difference_update(codebook.wording[kind])
    return frozenset(found)


@once_per_codebook
def _small(codebook: Codebook) -> list[frozenset[str]]:
    """Return the small words of each language but English, without those that are English, too."""
    english = {"in", "on", "me", "no", "so", "as", "a", "do", "was", "war", "die", "an", "son"}
    english |= {"am", "at", "of", "is", "or", "to", "all", "per", "van", "more", "also", "most"}
    english |= set(codebook.small_words.get("en", ()))
    return [
        frozenset(map(str.casefold, words)) - english
        for name, words in codebook.small_words.items()
        if name != "en"
    ]
