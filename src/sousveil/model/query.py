"""What a statement without a number of its own asks of an edition."""

from __future__ import annotations

from msgspec import Struct

from sousveil.model.figure import Figure

EVERYWHERE = Figure()


class Member(Struct, frozen=True, kw_only=True):
    """Countries that are said to be, or not to be, in a set: "Kenya and Ghana use it"."""

    countries: tuple[str, ...]
    figure: Figure
    negated: bool = False
    listing: bool = False
    """True where the words speak of the index itself, so that a blank is a fact of it."""

    only: bool = False
    """True where no other country is said to be in the set."""

    size: int | None = None
    """How many countries the words give the set: "among the 97 countries"."""

    among: str = ""
    """`any` where one of the countries is enough, `none` for "neither ... nor"."""


class Sole(Struct, frozen=True, kw_only=True):
    """What a country has is said to be all of its kind: "Huawei is the only supplier in Ghana"."""

    countries: tuple[str, ...]
    field: str
    """`supplier`, `technology` or `origin`; `home`, where all its suppliers have their head office;
    `away`, where so many have it outside the country; `shared`, for suppliers that all of the
    countries have; `seat`, where the one country is said to be that of the suppliers' head
    office."""

    ids: tuple[str, ...]
    """Nothing else of this kind is recorded there; empty where only the number is said."""

    size: int | None = None
    """How many the words say: "three suppliers in Kazakhstan"."""

    bound: str = "exact"
    """`exact`, `min` ("at least three suppliers") or `max`; with `home` also `none`, `most`, `but`
    (all but one), with `home` and `away` `some` ("one of them is Chinese") and `of` ("two are"),
    with `shared` also `same` (they have no other)."""

    origin: str = ""
    """Only suppliers with their head office there are meant, alpha-3: "the only Chinese one"."""

    listing: bool = True
    """False where only blanks would bear it out, and the words do not speak of the index."""


class Part(Struct, frozen=True, kw_only=True):
    """How much of one set is in another: "every country with NEC is a democracy"."""

    whole: Figure
    part: Figure
    """What the members of the whole are said to be besides."""

    quantifier: str
    """`all`, `almost` (all), `none`, `some`, `most`, `vast`, `ample` or `slim` (a majority), `few`
    or `notall`."""

    listing: bool = False
    size: int | None = None
    """How many members the words give the whole: "all seven"."""

    apart: tuple[str, ...] = ()
    """Countries said to be an exception, alpha-3; with them the whole has its `size`."""

    but: int = 0
    """How many members of the whole are said to be an exception: "all but three"."""

    beyond: bool = False
    """True where the words mean members that an edition may not list: "every Nordic country"."""

    other: Figure | None = None
    """A second set that the words may mean as the whole: "most of them", after "most use it"."""


class Rank(Struct, frozen=True, kw_only=True):
    """The place of something among its kind, by the number of countries."""

    dimension: str
    """`supplier`, `origin`, `technology`, `region`, `regime`, or `country` (by suppliers)."""

    subjects: tuple[str, ...]
    """Ids; several in their order, or as the first so many of all."""

    figure: Figure = EVERYWHERE
    """The conditions on the countries counted."""

    place: int = 1
    """1 for the most, 2 for the second most; -1 for the fewest."""

    top: int = 0
    """How many are said to lead: "the top three"; 0 where a single place is meant."""

    within: bool = False
    """True where the subjects are some of those: "one of the top three"."""

    home: str | None = None
    """Only suppliers at home in this country are ranked."""

    foreign: str | None = None
    """Only suppliers that are at home elsewhere are ranked."""

    loose: bool = False
    """True for "outside China", which may mean suppliers or customers elsewhere."""

    held: int | None = None
    """How many of the first `top` are said to be at home in `home`; the subjects, if any, are all
    of these."""

    bound: str = "exact"
    """Of `held`: `exact` or `min`."""

    abroad: bool = False
    negated: bool = False
    ordered: bool = False
    """True for "A ahead of B and C": the subjects stand in this order, whoever else is there.

    With a `place` of 0 nobody stands between them, wherever they are."""

    measure: str = "countries"
    """What is counted: countries, or for a country its `suppliers` or `technologies`."""

    better: bool = False
    """True where the words rank by what a measure means ("the freest"), not by its numbers."""

    margin: str = ""
    """`wide` ("by far") or `narrow` ("narrowly"), of the first before the second."""

    apart: tuple[str, ...] = ()
    """Subjects that the words set apart: "after Huawei, the largest is ..."."""

    above: float | None = None
    """The subjects are said to be all that have more than so many."""

    size: int | None = None
    """How many are said to have more than `above`; the subjects are all of them, or none."""

    editions: tuple[str, str] | None = None
    """Indexes of the later and the earlier edition, where what was gained is ranked."""


class Compare(Struct, frozen=True, kw_only=True):
    """Two numbers of countries: "twice as many with Huawei as with NEC"."""

    left: Figure
    right: Figure
    relation: str
    """`more`, `fewer`, `same`, `apart` with a difference, or `times` with a factor."""

    factor: float | None = None
    bound: str = "exact"
    """Of the factor: `exact`, `min` ("at least twice"), `max`, `approx`, `nearly`,
    `precise` ("exactly twice")."""

    difference: float | None = None
    """How many countries more or fewer, where the words say it."""

    editions: tuple[str, str] | None = None
    """Indexes of the left and the right number, where they are of two editions."""

    margin: str = ""
    """`wide` ("far more") or `narrow` ("slightly more")."""

    shares: bool = False
    """True where shares of the countries listed are compared, and not their numbers."""

    loosely: bool = False
    """True where the words leave open whether numbers or shares of two groups are compared."""

    of_examined: bool = False
    """True where nothing says that the shares are of those listed, and not of all examined."""

    by: float | None = None
    """By how many per cent of the right number the left one is higher or lower: "by a third"."""

    vague: bool = False
    """True where `by` is a fraction in words, which speakers round."""

    others: tuple[Figure, ...] = ()
    """Further sets whose numbers are added to the right one: "than NEC and IBM combined"."""

    gained: str = ""
    """What each side gained, or with `fewer` lost, between the editions is compared: `countries`,
    or `pace` where the words leave open whether countries or per cent are meant."""

    turnover: bool = False
    """True for "gained" and "lost", which may mean who came or left, or the balance of both."""

    of: float | None = None
    """What the right number is said to be: "lost six of its ten"."""

    negated: bool = False
    abroad: bool = False


class Moved(Struct, frozen=True, kw_only=True):
    """Countries said to be new in a set, gone from it, or in it in both editions."""

    countries: tuple[str, ...]
    figure: Figure
    how: str
    """`new`, `gone` or `kept`."""

    size: int | None = None
    """How many are said to have moved; 0 for none."""

    bound: str = "exact"
    """Of `size`: `exact`, `min` or `max`."""

    whole: int | None = None
    """Of how many listed by the edition that they left or came into: "two of the 75"."""

    listed: bool = False
    """True where it is the list itself that is left or joined, whatever class they have then."""

    only: bool = False
    negated: bool = False


NAMED_SUPPLIERS = "suppliers"
"""What stands for a measure where two countries are compared by how many suppliers are named."""


class Indicator(Struct, frozen=True, kw_only=True):
    """A measure of a country: "Kenya scores 32 on Freedom on the Net"."""

    country: str
    measure: str
    value: float | None = None
    text: str = ""
    """A status in words, e.g. `NOT FREE`."""

    relation: str = "is"
    """`is`; `min` of the value or `nearly` it; `above` or `below`, of the value or of another
    country; `same` as of another country, or `apart` from it; `times` that of another; or `none`,
    where nothing is said to be printed."""

    better: bool = False
    """True where `above` and `below` go by what a measure means ("freer"), not by its numbers."""

    within: float | None = None
    """How far the printed value may lie from `value`; None for the rule of whole numbers."""

    other: str | None = None
    """The country compared with, where `relation` is `above`, `below`, `same` or `apart`; with a
    `value` they are so far apart."""

    negated: bool = False


class Examined(Struct, frozen=True, kw_only=True):
    """Countries that are said to have been examined, whether they are listed or not."""

    countries: tuple[str, ...]
    negated: bool = False


class Said(Struct, frozen=True, kw_only=True):
    """One thing that a sentence says of the index itself, or of who confirms it."""

    what: str
    """`fact` (entries of facts.yml), `made`, `date`, `gap`, `editions` (how many), `doi`,
    `examined`, `listed`, `unlisted` (examined, and not listed), `widened` (more examined in the
    later edition), `everywhere` (found in all examined), `asks`, `questions` (how many),
    `added`, `dropped`, `drawn` (whose the indicators are), `printed`, `recounted`, `agree`, `more`
    (recounted over printed), `traced` (who goes back to the report) or `confirmed`."""

    ids: tuple[str, ...] = ()
    """Ids of facts, of technologies, or of sources."""

    about: tuple[str, ...] = ()
    """For `drawn` the columns."""

    value: float | None = None
    bound: str = "exact"
    text: str = ""
    """For `date` year, month, day or season; for `doi` the identifier."""

    figure: Figure | None = None
    only: bool = False
    """True where no other technology is said to be asked about."""

    negated: bool = False
    edition: str = ""
    """The index that this part names; `both`; `newest` in force; empty where it names none."""


class Fact(Struct, frozen=True, kw_only=True):
    """What a sentence says of the index itself; all of it must hold."""

    said: tuple[Said, ...]


Query = Member | Sole | Part | Rank | Compare | Moved | Indicator | Examined | Fact
