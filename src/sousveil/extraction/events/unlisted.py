"""How a name that nobody has listed is written: with capitals, with what companies are called."""

from __future__ import annotations

import re
import unicodedata

from sousveil.codebook.lookalike import spelled
from sousveil.extraction.dates import MONTHS
from sousveil.extraction.events.veiled import goes_on
from sousveil.extraction.events.word import Word

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

LINKS = frozenset("de del do da dos das di van von la los las y e of".split())
NATIONAL = frozenset("ministry government police army".split())


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


def is_headline(words: list[Word]) -> bool:
    """Tell words most of which begin with a capital, so that capitals tell no name."""
    letters = [w for w in words if w.text[:1].isalpha()]
    return len(letters) > 4 and sum(w.capital for w in letters) * 4 > 3 * len(letters)


def may_be_name(words: list[Word], i: int, headline: bool, common: frozenset[str]) -> bool:
    """Tell whether a word with a capital may be, or begin, a name that nobody has listed."""
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


def name_end(words: list[Word], i: int, known: bool) -> int:
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


def is_company(words: list[Word], first: int, stop: int) -> bool:
    """Tell a name that ends as names of companies do: "Tarrek Systems Ltd."."""
    last = words[stop - 1].low.strip(".")
    return last in LEGAL or last in FIRM_WORDS


def like_a_company(words: list[Word], first: int, stop: int) -> bool:
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
