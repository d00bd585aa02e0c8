"""Which mentions stand in which part of a clause."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, field  # noqa: TID251

from sousveil.extraction.events.clause import Clause, Group, family
from sousveil.extraction.events.lexicon import Lexicon
from sousveil.extraction.events.mentions import NO_FIRM, Named, as_party, role_of
from sousveil.extraction.events.scenes import Scene
from sousveil.extraction.events.word import Word
from sousveil.model.noun import replace


@dataclass(slots=True)
class Focus:
    """Whom and what the sentences before spoke of."""

    suppliers: list[Named] = field(default_factory=list)
    places: list[Named] = field(default_factory=list)
    technologies: list[Named] = field(default_factory=list)
    groups: frozenset[str] = frozenset()
    start: int = 0
    """The first of the sentences that speak of the same thing."""


@dataclass(slots=True)
class Stage:
    """A sentence with its mentions sorted by group, and what came before it."""

    scene: Scene
    focus: Focus
    lexicon: Lexicon
    in_group: dict[int, list[Named]] = field(default_factory=dict)
    """By the first word of the group."""

    everything: Set[str] = field(default_factory=set)
    owned: list[Named] = field(default_factory=list)
    """The companies whose owners this sentence has told, so far."""

    owned_before: list[Named] = field(default_factory=list)
    """The last of them that the sentence before told."""

    _kinds: dict[tuple[int, int], set[str]] = field(default_factory=dict)

    def named(self, group: Group, *kinds: str) -> list[Named]:
        """Return the mentions of some kinds inside a group."""
        return [n for n in self.in_group.get(group.first, ()) if n.kind in kinds]

    def kinds(self, group: Group) -> set[str]:
        """Return the kinds of all words of a group; not to be changed."""
        held = self._kinds.get((group.first, group.stop))
        if held is None:
            words = self.scene.words[group.first : group.stop]
            held = self._kinds[group.first, group.stop] = {k for word in words for k in word.kinds}
        return held

    def head(self, group: Group) -> str:
        """Return the last nominal word of a group, in lower case."""
        for i in range(group.stop - 1, group.first - 1, -1):
            if self.scene.words[i].tag in ("N", "#"):
                return self.scene.words[i].low
        return ""


def stage(scene: Scene, focus: Focus, lexicon: Lexicon, everything: Set[str]) -> Stage:
    """Sort the mentions of a sentence, and let pronouns and definite phrases stand for parties."""
    made = Stage(scene, focus, lexicon, everything=everything)
    _drop_known_things(scene, focus)
    groups = [(c, g) for c in scene.clauses for g in c.groups]
    for one in scene.named:
        if one.group is not None:
            made.in_group.setdefault(one.group.first, []).append(one)
    for clause, group in groups:
        for one in list(_anaphors(made, clause, group)):
            made.in_group.setdefault(group.first, []).append(one)
    return made


def _drop_known_things(scene: Scene, focus: Focus) -> None:
    """Let "the cameras" be what was spoken of, if anything was, and else name cameras."""
    kept: list[Named] = []
    spoken = bool(focus.technologies)
    for one in scene.named:
        if one.kind == "technology":
            if spoken and "they_system" in scene.words[one.first].kinds:
                continue
            spoken = True
        kept.append(one)
    scene.named[:] = kept


def _anaphors(at: Stage, clause: Clause, group: Group) -> Iterator[Named]:
    words, focus = at.scene.words, at.focus
    here = at.in_group.get(group.first, ())
    before = [n for n in at.scene.named if n.start < words[group.first].start]
    head = next(
        (i for i in range(group.stop - 1, group.first - 1, -1) if words[i].tag == "N"), group.first
    )
    ahead = [
        g for g in clause.groups if g.prep in ("in", "of", "at") and 0 <= g.first - group.stop <= 2
    ]
    located = any(n.kind == "place" for g in ahead for n in at.in_group.get(g.first, ()))
    definite = words[group.first].low in (
        "the",
        "this",
        "that",
        "these",
        "those",
        "its",
        "their",
    ) or words[group.first].low.startswith(("the ", "its "))
    for i in range(group.first, group.stop):
        word = words[i]
        vendor = (
            i == head
            and definite
            and "firm_noun" in word.kinds
            and "state_noun" not in word.kinds
            and not any(n.kind == "technology" for n in here)
        )
        if vendor and not any(n.kind in ("supplier", "name") for n in here):
            demonyms = [n for n in here if n.kind == "place" and n.how == "demonym"]
            for one in _leading(before, at.lexicon.homes, demonyms) or _of_home(
                focus.suppliers, at.lexicon.homes, demonyms
            ):
                for n in demonyms:
                    n.marks = (n.marks - {"firms"}) | {"origin"}
                yield _stand_in(at, i, clause, group, one, "definite")
                break
            continue
        body = (
            i == head
            and "state_noun" in word.kinds
            and "firm_noun" not in word.kinds
            and "source_noun" not in word.kinds
        )
        if (
            body
            and not any(n.kind in ("place", "supplier", "name") for n in here)
            and "they_recipient" not in word.kinds
            and focus.places
            and not located
        ):
            for one in focus.places:
                yield _stand_in(at, i, clause, group, one, "body")
            continue
        if "they_supplier" in word.kinds and not any(n.kind in ("supplier", "name") for n in here):
            named = _leading(before) or focus.suppliers
            for one in named[:1]:
                yield _stand_in(at, i, clause, group, one, "definite")
        whose = word.low in ("its", "their") or (
            word.low in ("his", "her") and "state_noun" in at.kinds(group)
        )
        if ("they_recipient" in word.kinds or whose) and not any(n.kind == "place" for n in here):
            real = [
                n
                for n in before
                if n.kind == "place" and not n.marks & {"origin", "firms", "made", "firms-of"}
            ]
            places = _listed(real) if real else focus.places or _home(at, word)
            if located and "they_recipient" in word.kinds:
                continue
            if "they_recipient" not in word.kinds and not real:
                continue
            for one in places:
                yield _stand_in(
                    at,
                    i,
                    clause,
                    group,
                    one,
                    "definite" if "they_recipient" in word.kinds else "owner",
                )
        elif word.low in ("it", "they") and word.tag == "N" and not here:
            supplied = _is_supplied(at, clause, group)
            for one in [] if supplied else (_leading(before) or focus.suppliers)[:1]:
                yield _stand_in(at, i, clause, group, one, "pronoun")
            real = [
                n
                for n in before
                if n.kind == "place" and not n.marks & {"origin", "firms", "made", "firms-of"}
            ]
            for one in [real[-1]] if real else focus.places:
                yield _stand_in(at, i, clause, group, one, "pronoun")


def _home(at: Stage, word: Word) -> list[Named]:
    """Return the country of "The country buys from its own firms, such as Yitu": their home."""
    words = at.scene.words
    if word.low not in ("the country", "the government", "the state", "the nation"):
        return []
    own = any(
        w.low in ("its", "their") and any("firm_noun" in v.kinds for v in words[i + 1 : i + 5])
        for i, w in enumerate(words)
    )
    firms = [n for n in at.scene.of("supplier") if "financier" not in n.marks]
    homes = {at.lexicon.homes[n.id] for n in firms if n.id in at.lexicon.homes}
    if not own or len(homes) != 1:
        return []
    made = replace(firms[0], kind="place", id=str(*homes), how="country", marks=set())
    return [made]


def _listed(real: list[Named]) -> list[Named]:
    """Return the last place with those that it stands in a list with: "Cuba, Haiti and ..."."""
    last = real[-1]
    if last.group is None or not last.group.joined:
        return [last]
    held = {id(g) for g in family(last.group)}
    found = [n for n in real if n.group is not None and id(n.group) in held]
    return list({n.id: n for n in found if n.role == last.role}.values()) or [last]


def _is_supplied(at: Stage, clause: Clause, group: Group) -> bool:
    """Tell the "it" that no company is: "Uganda denies that it bought", "it bought from NSO"."""
    if group not in clause.subjects():
        return False
    above = clause.parent
    if clause.kind == "that" and above is not None:
        over = [n for g in above.subjects() for n in at.in_group.get(g.first, ())]
        if over and all(n.kind == "place" for n in over):
            return True
    return "get" in clause.verb.classes and any(
        g.prep == "from" and at.named(g, "supplier", "name") for g in clause.groups
    )


def _of_home(found: list[Named], homes: dict[str, str], demonyms: list[Named]) -> list[Named]:
    """Keep those whose home is one of some places, or not known."""
    wanted = {n.id for n in demonyms}
    return [n for n in found if not wanted or homes.get(n.id, next(iter(wanted))) in wanted]


def _leading(
    before: list[Named],
    homes: dict[str, str] | None = None,
    demonyms: list[Named] | None = None,
) -> list[Named]:
    """Return the company that a later "it" or "the company" most likely means."""
    found = [
        n
        for n in before
        if n.kind in ("supplier", "name") and not n.marks & (NO_FIRM | {"financier"})
    ]
    found = _of_home(found, homes or {}, demonyms or [])
    listed = [n for n in found if n.kind == "supplier" or n.marks & {"legal", "firm-word"}] or found
    subjects = [n for n in listed if n.role.startswith(("subj", "psubj", "none"))]
    return (subjects or listed)[-1:]


def _stand_in(at: Stage, i: int, clause: Clause, group: Group, of: Named, how: str) -> Named:

    word = at.scene.words[i]
    made = Named(
        of.kind,
        of.id,
        i,
        i + 1,
        clause,
        group,
        of.how,
        "",
        {"anaphor", how} | (of.marks & {"legal", "financier", "firm-word", "unsure"}),
        word.start,
        word.end,
        word.text,
        at.scene.index,
        of.sentence if of.since < 0 else of.since,
    )
    made.role = role_of(made, at.scene.words)
    return made


def firms(at: Stage, group: Group, strict: bool = False) -> list[Named]:
    """Return the companies that a group names; a country's companies where it names none.

    `strict` leaves out names that nothing marks as a company's.
    """
    if group.first not in at.in_group:
        return []
    named = [
        n
        for n in at.named(group, "supplier", "name")
        if not n.marks & NO_FIRM and "financier" not in n.marks
    ]
    if group.prep in (
        "in",
        "at",
        "on",
        "near",
        "over",
        "across",
        "around",
        "off",
        "along",
        "through",
        "under",
        "into",
    ):
        named = [
            n
            for n in named
            if n.kind == "supplier"
            or n.marks & {"legal", "firm-word", "anaphor"}
            or "firm_noun" in at.kinds(group)
        ]
    if group.prep == "according to":
        return []
    telling = at.kinds(group) & {"source_noun"} and not at.kinds(group) & {"contract_noun"}
    if telling and "firm_noun" not in at.kinds(group) - {"source_noun"}:
        named = [n for n in named if n.kind == "supplier"]
    if strict:
        named = [
            n
            for n in named
            if n.kind == "supplier"
            or n.marks & {"legal", "firm-word", "anaphor"}
            or "firm_noun" in at.kinds(group)
        ]
    if named:
        return named
    return [
        as_party(n, "origin")
        for n in at.named(group, "place")
        if n.marks & {"firms", "made", "firms-of"}
    ]


def places(at: Stage, group: Group) -> list[Named]:
    """Return the places that a group names, without those that tell where a company is from."""
    if group.first not in at.in_group:
        return []
    kinds = at.kinds(group)
    if "group" in kinds:  # "China's Belt and Road Initiative"
        return [p for p in at.named(group, "place") if not p.role.partition(".")[2]]
    if (
        kinds & {"media_noun"} and not kinds & {"state_noun", "technology"}
    ) or group.prep == "according to":
        return []
    if group.prep in (
        "via",
        "through",
        "outside",
        "except",
        "unlike",
        "besides",
        "apart from",
        "beyond",
        "than",
        "like",
    ):
        return []
    return [
        n
        for n in at.named(group, "place")
        if not n.marks & {"firms", "firms-of", "origin", "funded"}
        and not ("made" in n.marks and n.how in ("demonym", "country"))
    ]


def with_apposition(at: Stage, clause: Clause, groups: list[Group]) -> list[Group]:
    """Add the groups that are tied to some: the rest of a list."""
    known = {g.first for g in groups}
    found = list(groups)
    for group in clause.groups:
        if (
            group.first not in known
            and group.joined
            and group.before is not None
            and group.before.first in known
        ):
            known.add(group.first)
            found.append(group)
    return found
