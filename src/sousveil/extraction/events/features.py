"""What speaks for and against a possible event, as names that weights are given to."""

from __future__ import annotations

from collections.abc import Iterator

from sousveil.extraction.events.clause import Clause
from sousveil.extraction.events.cues import chain, clause_cues, scopes
from sousveil.extraction.events.event import Event
from sousveil.extraction.events.mentions import NO_FIRM, Named
from sousveil.extraction.events.parties import places
from sousveil.extraction.events.scenes import Scene

PREPS = frozenset(
    """to for from by with in of on at under through via across over between among using into
    including against around near along within throughout as than onto
    """.split()
)
SENTENCE = (
    "other_thing",
    "private_noun",
    "hypothetical",
    "unclear",
    "no_evidence",
    "norm",
    "technology",
    "contract_noun",
    "tender_noun",
    "talks_noun",
    "mou_noun",
    "state_noun",
    "source_noun",
    "trial_noun",
    "loan_noun",
    "grant_noun",
    "own_budget",
    "media_noun",
    "court_noun",
    "market_noun",
    "sanction_noun",
    "launch_noun",
    "generic_thing",
    "bidder_noun",
    "firm_noun",
    "purchase_noun",
    "soft_loan",
    "patent_noun",
    "fair_noun",
    "presence_noun",
    "research_noun",
    "show_noun",
    "staff_noun",
    "trader_noun",
)
OFFICIAL = frozenset({"state_noun", "they_recipient"})
LEXICAL = ("lem=", "w=", "a=", "v2=", "link=")


def plain_role(role: str) -> str:
    """Return a role in few words, so that rare prepositions are one."""
    outer, _, inner = role.partition(".")
    if outer not in PREPS and outer not in (
        "subj",
        "psubj",
        "obj",
        "none",
        "compound",
        "loose",
        "silent",
    ):
        outer = "prep"
    return f"{outer}.{inner}" if inner else outer


def between(one: Named, other: Named) -> str:
    """Return how the clauses of two mentions stand to each other."""
    if one.sentence != other.sentence:
        return "before"
    if one.clause is other.clause:
        return "same"
    if other.clause in chain(one.clause):
        return f"up-{one.clause.kind}"
    if one.clause in chain(other.clause):
        return f"down-{other.clause.kind}"
    return "apart"


def accept_features(event: Event) -> set[str]:
    """Return what the decision to propose an event rests on."""
    scene, at = event.stage.scene, event.stage
    one, other = event.first, event.second
    s, r = plain_role(one.role), plain_role(other.role)
    where = between(one, other)
    f = {
        f"rule={event.rule}",
        f"tier={event.tier}",
        f"rule={event.rule}|tier={event.tier}",
        f"s={s}",
        f"r={r}",
        f"where={where}",
        f"where={where}|s={s}|r={r}",
        "order=s<r" if one.start < other.start else "order=r<s",
    }
    verb = event.clause.verb
    for name in verb.classes or ("none",):
        f.add(f"v={name}")
        f.add(f"v={name}|rule={event.rule}")
        f.add(f"v={name}|tier={event.tier}")
        f.add(f"v={name}|s={s}")
    for kind in _objects(event):
        f.add(f"o={kind}")
        f.add(f"o={kind}|rule={event.rule}")
    f.add(f"lem={verb.lemma}")
    if event.type == "use":
        f.update(_use_features(event))
    if event.type == "finance":
        f.add(f"lem={verb.lemma}|rule={event.rule}")
    gap = abs(one.first - other.first) if where != "before" else 99
    f.add(f"gap={'0-4' if gap < 5 else '5-9' if gap < 10 else '10-19' if gap < 20 else '20+'}")
    f.update(_named("s", one, scene))
    f.update(_named("r", other, scene))
    for kind in SENTENCE:
        if kind in scene.kinds:
            f.add(f"sent:{kind}")
        elif kind in at.everything:
            f.add(f"text:{kind}")
    official = bool(at.everything & OFFICIAL)
    if at.everything & {"private_noun", "trader_noun"}:
        f.add(f"private|official={official}")
    f.add(f"official={official}|rule={event.rule}")
    technologies = scene.of("technology")
    if any(t.clause is one.clause for t in technologies):
        f.add("T:s-clause")
    if any(t.clause is other.clause for t in technologies):
        f.add("T:r-clause")
    if any(t.clause is event.clause for t in technologies):
        f.add("T:clause")
    f.add("T:sentence" if technologies else "T:before" if at.focus.technologies else "T:none")
    home = at.lexicon.homes.get(event.keys[0]) or event.keys[0].removeprefix("country:")
    if home == event.keys[-1]:
        f.add("domestic")
        f.add(f"domestic|r={r}")
    rivals = {p.id for p in scene.of("place")}
    f.add(f"places={min(len(rivals), 4)}")
    parties = {n.id for n in scene.named if n.kind in ("supplier", "name")}
    f.add(f"parties={min(len(parties), 4)}")
    nearer = [
        p
        for c in scene.clauses
        for g in c.groups
        for p in places(at, g)
        if p.id != other.id and abs(p.first - one.first) < gap and p.first != one.first
    ]
    f.add("not-nearest" if nearer else "nearest")
    f.add(f"sentence={min(scene.index - at.focus.start, 3)}")
    if scene.words[-1].text == "?":
        f.add("question")
    f.update(_scoped(scene, event, lexical=True))
    return f


OBJECTS = (
    "technology",
    "loan_noun",
    "grant_noun",
    "soft_loan",
    "contract_noun",
    "other_thing",
    "generic_thing",
    "firm_noun",
    "place",
    "money",
    "mou_noun",
    "tender_noun",
    "trial_noun",
)


def _objects(event: Event) -> Iterator[str]:
    """Say what the verb does something to."""
    at, clause = event.stage, event.clause
    groups = clause.subjects() if clause.passive else [g for g in clause.after_verb() if not g.prep]
    found: set[str] = set()
    for group in groups:
        kinds = set(at.kinds(group))
        if kinds & {"country", "capital", "demonym"}:
            kinds.add("place")
        if any(at.scene.words[i].text in "$€£¥" for i in range(group.first, group.stop)):
            kinds.add("money")
        found.update(kind for kind in OBJECTS if kind in kinds)
    return iter(sorted(found) or ["none"])


def _use_features(event: Event) -> Iterator[str]:
    """Say whether somebody supplies what is used; then it is no use of its own."""
    scene, verb = event.stage.scene, event.clause.verb
    strong = [
        n
        for n in scene.named
        if n.kind == "supplier"
        or (n.kind == "name" and n.marks & {"legal", "firm-word"})
        or (n.kind == "place" and n.marks & {"firms", "made", "firms-of"})
    ]
    near = [
        n
        for n in strong
        if n.clause is event.clause
        or n.clause.parent is event.clause
        or event.clause.parent is n.clause
    ]
    names = [n for n in scene.named if n.kind == "name" and not n.marks & NO_FIRM]
    who = (
        "clause"
        if near
        else "sentence"
        if strong
        else "name"
        if names
        else "text"
        if event.stage.focus.suppliers
        else "nobody"
    )
    agency = (
        "agency"
        if event.second.group is not None
        and event.second.sentence == scene.index
        and "state_noun" in event.stage.kinds(event.second.group)
        else "plain"
    )
    yield f"who={who}"
    yield f"T={event.keys[1]}"
    yield f"who={who}|rule={event.rule}"
    yield f"agency={agency}|rule={event.rule}|who={who}"
    for name in verb.classes or ("none",):
        yield f"v={name}|rule={event.rule}|who={who}"
    if event.first.group is not None and event.first.sentence == scene.index:
        inner = event.first.role.partition(".")[2] or "head"
        yield f"inner={inner}"


def _named(tag: str, one: Named, scene: Scene) -> Iterator[str]:
    yield f"{tag}.kind={one.kind}"
    for mark in one.marks:
        yield f"{tag}.mark={mark}"
    if one.how:
        yield f"{tag}.how={one.how}"
    if one.sentence != scene.index:
        return
    if one.group is not None:
        for i in range(one.group.first, one.group.stop):
            for kind in scene.words[i].kinds:
                if kind.endswith("_noun") or kind in ("technology", "other_thing", "finance_words"):
                    yield f"{tag}.g={kind}"
    if one.first > 0:
        yield f"{tag}.before={_shape(scene, one.first - 1)}"
    if one.stop < len(scene.words):
        yield f"{tag}.after={_shape(scene, one.stop)}"


def _shape(scene: Scene, i: int) -> str:
    word = scene.words[i]
    if word.tag == "V" and word.verbs:
        return "V:" + "+".join(sorted(word.verbs[0].classes))
    if word.tag in ("P", "R", "S"):
        return word.low
    for kind in (
        "technology",
        "firm_noun",
        "state_noun",
        "contract_noun",
        "source_noun",
        "other_thing",
        "person_title",
    ):
        if kind in word.kinds:
            return kind
    return word.tag


def _scoped(scene: Scene, event: Event, lexical: bool) -> Iterator[str]:
    inside = [event.clause]
    for named in (event.first, event.second):
        if named.sentence == scene.index:
            inside.append(named.clause)
    for where, held in scopes(scene, inside).items():
        for clause in held:
            for cue in _placed(scene, clause, where):
                if lexical or not cue.partition(":")[2].startswith(LEXICAL):
                    yield cue
    yield from _placed(scene, event.clause, "c")


def _placed(scene: Scene, clause: Clause, where: str) -> frozenset[str]:
    """Return the cues of a clause with where it stands; events of a sentence share them."""
    held = scene.placed.get((clause.index, where))
    if held is None:
        held = frozenset(f"{where}:{cue}" for cue in clause_cues(scene, clause))
        scene.placed[clause.index, where] = held
    return held
