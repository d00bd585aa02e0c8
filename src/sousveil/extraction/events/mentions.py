"""Who and what a sentence names: suppliers, financiers, places, technologies."""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct, field

from sousveil.codebook.lookalike import spelled
from sousveil.extraction.dates import MONTHS
from sousveil.extraction.events.clause import Clause, Group
from sousveil.extraction.events.lexicon import Lexicon
from sousveil.extraction.events.things import products
from sousveil.extraction.events.veiled import Veiled, find_veiled, goes_on, text_of
from sousveil.extraction.events.whence import datelines, of_regions, origins, spread, towns
from sousveil.extraction.events.word import Word
from sousveil.model.noun import replace

LEGAL = frozenset(
    """ltd limited inc incorporated gmbh ag sa s.a spa srl llc llp corp corporation plc pty oy
    oyj ab as bv nv kk jsc ojsc pjsc cjsc ooo zao pao sarl sas sl lda ltda sdn bhd kft sro zrt
    co company aps tbk pte s.p.a s.r.l s.a.s d.o.o doo eood ead ad a.s k.k b.v n.v holding
    holdings
    """.split()
)
"""What a company's name ends with and its slug does not."""


FIRM_WORDS = frozenset(
    """systems technologies technology tech solutions networks electronics security labs group
    software robotics dynamics industries international biometrics analytics telecom
    communications vision optics digital cyber aerospace defence defense avionics instruments
    sensors imaging intelligence
    """.split()
)
BODY = frozenset(
    """ministry department agency police bureau council commission court parliament university
    institute foundation association union committee authority service office forum bank fund
    times post news herald gazette tribune journal guardian mail monitor standard nation daily
    observer report index act party congress assembly senate house treasury alliance center centre
    network watch international amnesty initiative programme program project airport port station
    street square district province county region state river lake sea bay island valley border
    metro railway university museum church mosque stadium week conference summit expo fair award
    prize day law bill directive declaration convention school academy rights freedom privacy
    democracy transparency press media radio television tv federation corps army navy guard forces
    command directorate general embassy palace house hall gate bridge road avenue highway corridor
    echo star sun chronicle bulletin dispatch courier globe mirror weekly magazine review argus
    citizen inquirer register independent telegraph front movement league society campaign
    coalition ombudsman inspectorate registry secretariat cabinet presidency prefecture
    governorate prison customs
    """.split()
)
STARTERS = frozenset(
    """aside context details background analysis note source image photo credit update related read
    share story opinion editor why via the a an in on at for from by with as it its their this
    that these those he she they we i but and or if when while after before since until although
    though because however meanwhile according both neither nor either no not under over between
    during through about some many most more several two three four five six seven eight nine ten
    eleven twelve twenty thirty another other last first second third fourth early late earlier
    later next then now yet still only even also again there here where what who why how which
    whose once twice ask asked despite following amid among across along besides instead rather
    unlike like such all each every any campaigners officials authorities residents critics
    activists researchers auditors lawmakers shoppers visitors drivers cameras camera drones
    phones documents records papers reports details buyers engineers officers nothing nobody
    everyone one half around almost nearly roughly within without against near outside inside new
    old local national federal state foreign public private western eastern northern southern
    central african asian european european latin arab gulf balkan nordic baltic monday tuesday
    wednesday thursday friday saturday sunday
    mondays tuesdays wednesdays thursdays fridays saturdays sundays ownership control
    parent majority
    """.split()
)
ADJECTIVES = frozenset(
    """handheld portable mobile thermal digital armed wearable automatic smart live secret fixed
    modern used biometric infrared remote hidden stolen leaked seized internal external joint
    initial further recent plain public private technical annual regional municipal central
    military civil
    """.split()
)
NO_NAME = frozenset(
    """english french german spanish portuguese arabic mandarin russian companies firms vendors
    suppliers makers vat eur usd gbp chf nok sek dkk cfa ai cctv ict ngo ngos id ids gps us uk eu
    un tv pr ceo it pm mp mps nis rs buyer seller supplier winner contractor lender value subject
    notice lot annex table figure chapter section article board security digital vision public
    general national ministry
    """.split()
)
"""Words in capitals that name nobody by themselves."""

NO_FIRM = frozenset(("person", "body", "thing"))
"""Marks of names that are no company's."""

LINKS = frozenset("de del do da dos das di van von la los las y e of".split())
NATIONAL = frozenset("ministry government police army".split())


class Named(Struct):
    """Words that stand for one party, place or thing, where they stand in the sentence."""

    kind: str
    """supplier, origin (a country's companies), name (not in the codebook), place, technology."""

    id: str
    first: int
    stop: int
    clause: Clause
    group: Group | None
    how: str = ""
    """For a place: country, demonym, capital, place. For a supplier: how it stands by a thing."""

    role: str = ""
    marks: set[str] = field(default_factory=set)
    start: int = 0
    end: int = 0
    text: str = ""
    sentence: int = 0
    since: int = -1
    """The sentence in which the name itself stands, for what only points back; else -1."""


def as_party(place: Named, kind: str) -> Named:
    """Return a place as its state, or as the companies of its country."""
    return replace(place, kind=kind, id=f"country:{place.id}", since=-1)


def slug(name: str) -> str:
    """Return the id that an unlisted name gets: its letters and digits, without legal suffix.

    Signs that nobody sees are written out, so that no look-alike gets the id of a listed name.
    """
    plain = spelled(name).replace("’", "'").replace("&", " ")
    parts = re.findall(r"[^\W_]+(?:\.[^\W_]+)*", plain)
    while len(parts) > 1 and parts[-1].casefold().strip(".") in LEGAL:
        parts.pop()
    if len(parts) > 1 and parts[0].casefold() == "the":
        parts = parts[1:]
    plain = unicodedata.normalize("NFC", "-".join(parts)).casefold()
    return plain.replace(".", "")


def find_named(
    words: list[Word], clauses: list[Clause], lexicon: Lexicon, known: dict[str, str]
) -> list[Named]:
    """Return all that a sentence names, in its order.

    `known` holds the names that earlier sentences gave a party: lower-case form to id.
    """
    of_word: dict[int, tuple[Clause, Group | None]] = {}
    for clause in clauses:
        for i in range(clause.first, max(clause.stop, clause.first)):
            of_word.setdefault(i, (clause, None))
        for held in clause.groups:
            for i in range(held.first, held.stop):
                of_word[i] = (clause, held)
        if clause.at >= 0:
            of_word[clause.at] = (clause, None)
    found: list[Named] = []
    headline = _headline(words)
    ran = 0  # where the capitals behind the last place end
    i = 0
    while i < len(words):
        word = words[i]
        clause, group = of_word.get(i, (clauses[-1], None))
        kinds = word.kinds
        step = 1
        if (veiled := find_veiled(words, i, lexicon)) is not None:
            stop = _name_end(words, veiled.stop, bool(veiled.kinds))
            step = stop - i
            if (hidden := _hidden(words, veiled, stop, clause, group)) is not None:
                found.append(hidden)
        elif word.tag in ("N", "V", "D", "A") or kinds.keys() & {"technology", "supplier"}:
            made: Named | None = None
            if "supplier" in kinds or "financier" in kinds:
                step = _name_end(words, i + 1, True) - i
                made = Named(
                    "supplier",
                    kinds.get("supplier") or kinds["financier"],
                    i,
                    i + step,
                    clause,
                    group,
                )
                if "financier" in kinds:
                    made.marks.add("financier")
            elif word.low in known and word.capital:
                made = Named("name", known[word.low], i, i + 1, clause, group)
            elif kinds.keys() & {"country", "demonym", "capital", "place"}:
                if not (i + 1 < ran and words[i + 1].capital):
                    ran = _name_end(words, i + 1, False)
                end = ran
                longer = end > i + 1 and (
                    _is_company(words, i, end) or _like_a_company(words, i, end)
                )
                if longer and "demonym" not in kinds:
                    name = text_of(words, i, end)
                    made = Named("name", slug(name), i, end, clause, group)
                    step = end - i
                    found.append(_place(kinds, i, clause, group))
                    found[-1].marks.add("in-name")
                else:
                    made = _place(kinds, i, clause, group)
            elif _may_be_name(words, i, headline, lexicon.common):
                end = _name_end(words, i, False)
                step = max(1, end - i)
                inside = next(
                    (
                        k
                        for k in range(i, end)
                        if words[k].kinds.keys() & {"country", "demonym", "capital", "place"}
                    ),
                    None,
                )
                if inside is not None and not _is_company(words, i, end):
                    made = _place(words[inside].kinds, inside, clause, group)
                else:
                    made = _unlisted(words, i, end, clause, group)
            elif "technology" in kinds:
                made = Named("technology", kinds["technology"], i, i + 1, clause, group)
            if made is not None:
                found.append(made)
        i += step
    for one in found:
        one.start, one.end = words[one.first].start, words[one.stop - 1].end
        one.role = role_of(one, words)
    origins(found, words)
    datelines(found, words)
    _bylines(found, words)
    products(found, words)
    spread(found)
    of_regions(found, words, lexicon)
    towns(found, words)
    return found


def _bylines(found: list[Named], words: list[Word]) -> None:
    """Mark the names of "By Ana Example", a line without a verb, as persons'."""
    if words[0].low == "by" and not any(w.tag in ("V", "B", "H", "M") for w in words):
        for one in found:
            if one.kind == "name":
                one.marks.add("person")


def _place(kinds: dict[str, str], i: int, clause: Clause, group: Group | None) -> Named:
    for how in ("country", "capital", "demonym", "place"):
        if how in kinds:
            return Named("place", kinds[how][:3], i, i + 1, clause, group, how)
    raise AssertionError(kinds)


def _headline(words: list[Word]) -> bool:
    letters = [w for w in words if w.text[:1].isalpha()]
    return len(letters) > 4 and sum(w.capital for w in letters) * 4 > 3 * len(letters)


def _hidden(
    words: list[Word], veiled: Veiled, stop: int, clause: Clause, group: Group | None
) -> Named | None:
    """Return a veiled name; one that looks like a listed one has an id of its own."""
    if not veiled.kinds:
        return _unlisted(words, veiled.first, stop, clause, group)
    id = slug(text_of(words, veiled.first, veiled.stop))
    made = Named("supplier", id, veiled.first, stop, clause, group)
    if "financier" in veiled.kinds:
        made.marks.add("financier")
    for word in words[veiled.first : veiled.stop]:
        word.kinds = dict.fromkeys(sorted(veiled.kinds), id)
    return made


def _may_be_name(words: list[Word], i: int, headline: bool, common: frozenset[str]) -> bool:
    word = words[i]
    if not word.capital or not word.text[:1].isalpha() or (headline and word.verbs):
        return False
    if word.kinds.keys() - {"firm_noun", "other_thing", "hedge"} or word.tag not in ("N", "D", "V"):
        return False
    if word.low in MONTHS and word.low not in ("march", "august"):
        return False
    after = words[i + 1] if i + 1 < len(words) else None
    lone = after is None or not after.capital or after.kinds
    if lone and (
        word.low in NO_NAME or (any(c.isdigit() for c in word.text) and word.text[1:].isdigit())
    ):
        return False
    if (
        word.text.isupper()
        and len(word.text) < 5
        and after is not None
        and (after.low[:1].isdigit() or after.text == "$")
    ):
        return False
    if i == 0 or (words[i - 1].tag in (".", '"', ":", ";") and i < 2):
        after = words[i + 1] if i + 1 < len(words) else None
        if " " in word.low and "firm_noun" in word.kinds:  # "Drone maker Tarrek"
            return False
        if word.low in STARTERS or (
            word.verbs and not (after is not None and after.capital and after.tag == "N")
        ):
            return False
        if word.low.endswith(("ing", "ly")):
            return False
        if word.low in common and not (after is not None and after.capital):
            return False
        if after is not None and after.tag == ":":
            return False
        plain = word.text[1:].islower()
        if plain and after is not None and after.text[:1].islower():
            if (
                word.low.endswith("s")
                and after.tag in ("V", "N", "P", "B", "H", "M")
                and not word.low.endswith(("is", "us", "ss"))
            ):
                return False
            if after.tag == "N" and word.low in ADJECTIVES:
                return False
    return word.low not in STARTERS and len(word.text) > 1


def _name_end(words: list[Word], i: int, known: bool) -> int:
    """Return where a name ends that runs through word i."""
    k = i
    while k < len(words):
        word = words[k]
        low = word.low.strip(".")
        if known:
            if (
                low in LEGAL | {"technologies", "technology", "group", "systems", "digital"}
                and word.text[:1].isupper()
            ):
                k += 1
                continue
            break
        if k and goes_on(words, k):
            k += 1
            continue
        if word.tag == "~" and k + 1 < len(words) and words[k + 1].capital:
            k += 2
            continue
        linked = word.low in LINKS and word.low != "of" and k > i
        if (
            linked
            and k + 1 < len(words)
            and words[k + 1].capital
            and words[k + 1].tag == "N"
            and not words[k + 1].kinds
        ):
            k += 2
            continue
        if word.text == "&" and k + 1 < len(words) and words[k + 1].capital:
            k += 2
            continue
        if (
            word.capital
            and word.text[:1].isalpha()
            and word.tag in ("N", "V", "M")
            and "month" not in word.kinds
        ):
            if word.kinds.keys() & {"supplier", "financier"}:
                break
            k += 1
            continue
        if word.low[:1].isdigit() and k > i and words[k - 1].end == word.start:
            k += 1
            continue
        break
    return k


def _is_company(words: list[Word], first: int, stop: int) -> bool:
    last = words[stop - 1].low.strip(".")
    return last in LEGAL or last in FIRM_WORDS


def _like_a_company(words: list[Word], first: int, stop: int) -> bool:
    """Tell "Bharat Netra" from "Kenya Police"."""
    if "demonym" in words[first].kinds or (
        first and words[first - 1].tag == "P" and words[first - 1].low in ("in", "of", "at")
    ):
        return False
    rest = words[first + 1 : stop]
    return all(
        not w.kinds and not w.verbs and w.low not in BODY and w.tag == "N" and w.text.isalpha()
        for w in rest
    )


def _of_a_region(word: Word, after: Word) -> bool:
    """Tell "the Bavarian company", which names a region, from "the Lumivex company"."""
    firm = "firm_noun" in after.kinds and after.text.islower()
    return firm and word.low.endswith(("ian", "ish", "ese", "ean"))


def _unlisted(
    words: list[Word], first: int, stop: int, clause: Clause, group: Group | None
) -> Named | None:
    lows = [w.low for w in words[first : max(stop, first + 1)]]
    if stop == first + 1 < len(words) and _of_a_region(words[first], words[stop]):
        return None
    made = Named("name", slug(text_of(words, first, stop)), first, stop, clause, group)
    if not made.id or stop <= first:
        return None
    if lows[-1].strip(".") in LEGAL:
        made.marks.add("legal")
    if lows[-1] in FIRM_WORDS:
        made.marks.add("firm-word")
    of_body = (
        first > 1
        and words[first - 1].low == "of"
        and (words[first - 2].low in BODY or "state_noun" in words[first - 2].kinds)
    )
    if (set(lows) & BODY or of_body) and lows[-1].strip(".") not in LEGAL:
        made.marks.add("body")
    if any("month" in w.kinds for w in words[first:stop]):
        return None
    after = words[stop] if stop < len(words) else None
    if (
        after is not None
        and "legal" not in made.marks
        and (after.low in BODY or ("state_noun" in after.kinds and "firm_noun" not in after.kinds))
    ):
        made.marks.add("body")
    title = words[first - 1].kinds if first else {}
    if "person_title" in title:
        made.marks.add("person")
    return made


def role_of(one: Named, words: list[Word]) -> str:
    """Return the part of a mention in its clause."""
    group, clause = one.group, one.clause
    after = words[one.stop] if one.stop < len(words) else None
    behind = words[one.stop + 1] if one.stop + 1 < len(words) else None
    if after is not None and after.tag == "~" and behind is not None:
        return "compound"
    if group is None:
        return "loose"
    backwards = range(group.stop - 1, group.first - 1, -1)
    last = next((i for i in backwards if words[i].tag in ("N", "#")), one.first)
    if after is not None and after.tag == "'" and one.stop < group.stop:
        inside = "poss" if last >= one.stop else "head"
    elif one.stop - 1 >= last:
        inside = "head"
    else:
        inside = "mod"
    if group.prep:
        outer = group.prep
    elif clause.at >= 0 and group.first < clause.at:
        outer = "psubj" if clause.passive else "subj"
    elif clause.at < 0:
        outer = "none"
    else:
        outer = "obj"
    return outer if inside == "head" else f"{outer}.{inside}"
