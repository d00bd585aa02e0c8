"""Uses so plainly told that they need no weighing: an authority, a verb of using, a technology."""

from __future__ import annotations

from sousveil.extraction.events.clause import Clause, Group
from sousveil.extraction.events.cues import chain
from sousveil.extraction.events.event import WHERE, Event
from sousveil.extraction.events.manners import SEEKS, is_means, place_in
from sousveil.extraction.events.mentions import Named
from sousveil.extraction.events.parties import Stage, places
from sousveil.extraction.events.recipients import reports

MAIN = frozenset(("main", "coord", "that", "resume"))
OTHERS = frozenset({"private_noun", "media_noun", "firm_noun", "court_noun", "hypothetical"})
"""Words of a sentence in which others than authorities may be meant."""

AUTHORITY = frozenset({"state_noun", "they_recipient"})
ACTS = frozenset({"use", "try"})
NO_USE = frozenset({"say", "give", "get", "plan", "be", "fail", "deny", "allege"})
MEANS = frozenset(("with", "using", "through", "via", "by", "on", "to", "by means of"))
LINED = frozenset(
    """line dot stud watch patrol film circle hover overlook scan monitor cover ring guard hang fly
    stand sweep protect secure record""".split()
)
"""What cameras and drones do that stand in somebody's service."""

ANYWHERE = frozenset("guard hang fly stand sweep protect secure record".split())
"""What they do for private persons just as often, so that the place has to tell."""

PUBLIC = frozenset(
    """street streets square squares border borders frontier coast road roads highway highways
    motorway motorways airport station stations park parks centre center quarter quarters district
    districts market markets metro bridge bridges port harbour checkpoint checkpoints crossing
    crossings prison prisons river sea strait forest forests entrance entrances gates gate corner
    corners ministry palace avenue avenues boulevard alleys slums camp camps parliament""".split()
)

FUNDED = frozenset("funded financed donated sponsored backed paid gift present".split())


def plain_use(event: Event) -> bool:
    """Tell "The police of Kenya use drones"; "Drones patrol the border of Finland"."""
    if event.type != "use" or not _alone(event):
        return False
    return any(rule(event) for rule in RULES)


def _alone(event: Event) -> bool:
    """Tell whether no company is named that may supply what is used."""
    scene = event.stage.scene
    told = _told_by(event)
    kinds = {k for i, w in enumerate(scene.words) if i not in told for k in w.kinds}
    if kinds & OTHERS or any(
        n.marks & {"firms", "made", "firms-of", "funded"} for n in scene.of("place")
    ):
        return False
    for one in scene.of("supplier", "name"):
        if one.kind == "name" and one.first in told:
            continue
        body = one.marks & {"body", "person"} or (one.kind == "name" and _is_agency(event, one))
        if one.kind == "supplier" or not body:
            return False
    return not any(w.low in FUNDED for w in scene.words)


def _told_by(event: Event) -> set[int]:
    """Return the words that only say who says so: "according to the daily Observador"."""
    at, found = event.stage, set[int]()
    for clause in at.scene.clauses:
        if clause is not event.clause and reports(at, clause):
            found.update(i for g in clause.subjects() for i in range(g.first, g.stop))
        for group in clause.groups:
            if group.prep == "according to":
                found.update(range(group.first, group.stop))
    return found


def _is_agency(event: Event, one: Named) -> bool:
    """Tell "Chile's Carabineros": a name that a place has, and that does something."""
    place = event.second
    return (
        one.group is not None
        and one.group is place.group
        and place.role.partition(".")[2] == "poss"
        and not one.marks & {"legal", "firm-word"}
        and one.group in event.clause.subjects()
    )


def _by_verb(event: Event) -> bool:
    """Tell an authority that does what verbs of using say, by or to a technology."""
    clause, thing = event.clause, event.first
    verb = clause.verb.classes
    ways = ("user-subject", "user-gap")
    collects = clause.verb.lemma in ("take", "collect") and thing.id == "biometric_id"
    acts = collects or (verb & ACTS and not verb & NO_USE)
    if clause.passive or event.rule not in ways or not acts:
        return False
    begun = clause.kind in ("part", "inf") and clause.parent is not None
    if begun and clause.parent is not None:
        over = clause.parent
        begun = "go" in over.verb.classes and over.kind in MAIN and not over.passive
    if not (clause.kind in MAIN or begun) or thing.clause is not clause:
        return False
    outer = thing.role.partition(".")[0]
    return (outer == "obj" or outer in MEANS) and by_authorities(event)


def by_authorities(event: Event) -> bool:
    """Tell "Kenya uses" and "The police of Kenya use" from "Farmers in Kenya use"."""
    at, place = event.stage, event.second
    subjects = event.clause.subjects()
    if place.sentence != at.scene.index:
        return False
    if any(at.kinds(g) & AUTHORITY for g in subjects):
        return True
    if any(_is_agency(event, n) for g in subjects for n in at.named(g, "name")):
        return True
    words = at.scene.words
    return place.how in ("country", "capital") and any(
        g is place.group and sum(words[i].tag == "N" for i in range(g.first, g.stop)) == 1
        for g in subjects
    )


def _by_passive(event: Event) -> bool:
    """Tell "Faces are scanned by the police of Kenya"."""
    clause = event.clause
    if not clause.passive or event.rule != "user-by" or event.first.clause is not clause:
        return False
    verb = clause.verb.classes
    used = verb & {"use", "make"} and not verb & {"say", "give", "plan", "fail"}
    used = used or (
        clause.verb.lemma in SEEKS and place_in(event.stage, clause, event.first) in MEANS
    )
    return bool(used) and _official(event.stage, clause, event.second, "by")


def _official(at: Stage, clause: Clause, place: Named, prep: str) -> bool:
    """Tell whether a place is that of an authority behind a preposition."""
    groups = clause.groups
    for k, group in enumerate(groups):
        near = place.group is group or place.group in groups[k + 1 : k + 3]
        if near and group.prep == prep and at.kinds(group) & AUTHORITY:
            return True
    return False


def _by_noun(event: Event) -> bool:
    """Tell "the use of drones by the police of Kenya"."""
    at, thing, clause = event.stage, event.first, event.clause
    if event.rule == "user-noun":
        alone = event.second.how in ("country", "capital") and event.second.role == "by"
        official = alone or _official(at, clause, event.second, "by")
        ahead = thing.group is not None and thing.group.first < clause.at
        spoken = clause.passive and not clause.verb.classes & {"say", "use", "make"}
        return official and ahead and not spoken and not clause.modals and clause.kind in MAIN
    group = thing.group
    if group is None or group.prep != "of" or group not in clause.groups:
        return False
    k = clause.groups.index(group)
    head = at.head(clause.groups[k - 1]) if k else ""
    return head in ("use", "deployment") and _official(at, clause, event.second, "by")


def _by_itself(event: Event) -> bool:
    """Tell "Cameras line the streets of Tbilisi" and "Tbilisi's streets are lined with cameras"."""
    at, clause, thing = event.stage, event.clause, event.first
    if clause.kind not in MAIN or clause.verb.lemma not in LINED or clause.modals:
        return False
    if clause.verb.lemma == "fly" and clause.verb.forms & {"past"} and clause.verb.forms:
        return False
    if clause.verb.lemma in ANYWHERE and not _in_public(event):
        return False
    parts = ("with", "by", "of") if clause.passive else ("subj",)
    if thing.role.partition(".")[0] not in parts or event.second.sentence != at.scene.index:
        return False
    if any(p.id != event.second.id for p in at.scene.of("place")):
        return False
    if at.focus.suppliers or thing.clause not in (clause, *chain(clause)):
        return False
    return event.second.clause is clause and event.second in _where(at, clause.groups)


def _in_public(event: Event) -> bool:
    """Tell the squares of a town, and the town itself, from its vineyards."""
    at, place = event.stage, event.second
    heads = {at.head(g) for g in event.clause.groups}
    group = place.group
    if heads & PUBLIC or group is None or group.prep == "of":
        return bool(heads & PUBLIC)
    return "." not in place.role and at.head(group) == place.text.casefold()


def _where(at: Stage, groups: list[Group]) -> list[Named]:
    """Return the places where something stands: "the streets of Tbilisi", "in Ashgabat"."""
    where = [g for g in groups if not g.prep or g.prep in WHERE | {"of", "to"}]
    return [p for g in where for p in places(at, g)]


def _by_means(event: Event) -> bool:
    """Tell "The police of Kenya found him with the help of drones"."""
    clause = event.clause
    if event.rule != "user-subject" or clause.kind not in MAIN or clause.modals:
        return False
    others = {"plan", "deny", "allege", "give", "fail", "end"}
    if clause.negated or clause.verb.classes & others - _seeks(clause):
        return False
    return is_means(event.stage, clause, event.first) and by_authorities(event)


def _seeks(clause: Clause) -> frozenset[str]:
    """Return the classes that do not count: "stopped a lorry" is no end of anything."""
    return frozenset({"end"}) if clause.verb.lemma == "stop" else frozenset()


GETS = frozenset(
    """buy purchase procure acquire order obtain receive get rent lease adopt import
    """.split()
) | {"take delivery"}


def _by_getting(event: Event) -> bool:
    """Tell "Kenya bought drones", "ordered spyware", "signed a contract for cameras"."""
    at, clause, thing = event.stage, event.clause, event.first
    verb = clause.verb.lemma
    if event.rule != "user-subject" or clause.kind not in MAIN or clause.passive:
        return False
    if thing.clause is not clause or at.focus.suppliers or not by_authorities(event):
        return False
    if any(g.prep in ("from", "with", "to") for g in clause.after_verb()):
        return False
    if len({p.id for p in at.scene.of("place")}) > 1:
        return False
    part = place_in(at, clause, thing)
    if _within(at, thing):
        return False
    if verb in GETS:
        return part == ("of" if verb == "take delivery" else "obj")
    if verb in ("sign", "place", "spend"):
        objects = [g for g in clause.after_verb() if not g.prep]
        if verb == "spend":
            words = (at.scene.words[i] for g in objects for i in range(g.first, g.stop))
            return part == "on" and any(w.tag == "#" or w.low[:1].isdigit() for w in words)
        return part == "for" and any("contract_noun" in at.kinds(g) for g in objects)
    return False


def _within(at: Stage, thing: Named) -> bool:
    """Tell the cameras of a "camera room" and the drones of a "drone school"."""
    group = thing.group
    if group is None or not thing.role.endswith(".mod"):
        return False
    head = at.scene.words[group.stop - 1].kinds.keys()
    return not head & {"generic_thing", "technology", "they_system"}


PRODUCES = frozenset("make build develop design engineer assemble produce launch".split())


def _by_setting_up(event: Event) -> bool:
    """Tell "The police installed cameras in Nairobi" and "A network of cameras was built"."""
    at, clause, thing = event.stage, event.clause, event.first
    if clause.kind not in MAIN or thing.clause is not clause or at.focus.suppliers:
        return False
    if "make" not in clause.verb.classes or len({p.id for p in at.scene.of("place")}) > 1:
        return False
    if any(g.prep in ("by", "from", "with") for g in clause.after_verb()):
        return False
    part = place_in(at, clause, thing)
    if _within(at, thing):
        return False
    if clause.passive:
        return event.rule == "user-where" and part == "psubj" and event.second.clause is clause
    if clause.verb.lemma in PRODUCES and thing.role == "obj":
        return False  # "Kenya builds drones" makes them
    doers = any(at.kinds(g) & AUTHORITY for g in clause.subjects())
    if event.rule == "user-subject":
        return part == "obj" and by_authorities(event)
    return event.rule == "user-where" and part == "obj" and doers and event.second.clause is clause


def _named(event: Event) -> bool:
    """Tell "Police cameras in Tunis caught the thief": the thing is an authority's by name."""
    at, clause, thing, place = event.stage, event.clause, event.first, event.second
    group = thing.group
    if group is None or thing.clause is not clause or clause.kind not in MAIN:
        return False
    words = at.scene.words[group.first : thing.first]
    official = any("state_noun" in w.kinds for w in words)
    official = official or at.scene.words[thing.first].low.startswith("police ")
    if not official or "deed" in thing.marks:
        return False
    if clause.verb.classes & {"give", "deny", "allege"} or at.focus.suppliers:
        return False
    if len({p.id for p in at.scene.of("place")}) > 1 or place.clause is not clause:
        return False
    here = event.rule in ("user-where", "user-owner", "user-over")
    return here and thing.role.partition(".")[0] in ("subj", "psubj", "on", "by")


def _by_equipping(event: Event) -> bool:
    """Tell "Rwanda gave its police body cameras": no other gift comes this far."""
    verb = event.clause.verb.classes
    gives = "give" in verb and not verb & {"use", "make", "get"} and not event.clause.passive
    here = event.rule == "user-subject" and event.clause.kind in MAIN
    return gives and here and not event.stage.focus.suppliers and by_authorities(event)


RULES = (
    _by_verb,
    _by_passive,
    _by_noun,
    _by_itself,
    _by_means,
    _by_getting,
    _by_setting_up,
    _by_equipping,
    _named,
)
