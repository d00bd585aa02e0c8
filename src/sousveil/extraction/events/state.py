"""How real an event is: planned, contracted, on trial, in use, ended."""

from __future__ import annotations

from collections.abc import Iterable

from sousveil.extraction.events.clause import Clause
from sousveil.extraction.events.cues import DOING, chain, clause_cues, pure, scope, span_of
from sousveil.extraction.events.endings import ended, is_new
from sousveil.extraction.events.event import Event
from sousveil.extraction.events.scenes import Scene
from sousveil.extraction.events.turns import bought_then


def modality(event: Event) -> str:
    """Return deployed, contracted, planned, trial or ended."""
    scene = event.stage.scene
    clause = _telling(event)
    own = clause_cues(scene, clause) | _definite(scene, clause)
    verb = clause.verb
    future = bool(own & {"m=modal_will", "m=modal_may", "m=modal_must"}) or _to_be(scene, clause)
    found = "contracted" if _agreed(event, clause, own) else "deployed"
    if _plans(event, clause):
        found = "planned"
    if verb.lemma in PREFERS and event.type == "supply":
        found = "planned"
    if own & {"w=intention", "w=ambition", "w=hopes"}:
        found = "planned"
    if (
        "n=mou_noun" in own
        or (_talks(event, clause, own) and not verb.classes & {"end"})
        or (
            "n=tender_noun" in own
            and found != "contracted"
            and not clause.perfect
            and "past" not in own
        )
    ):
        found = "planned"
    met = verb.lemma in MEETS and event.type == "supply" and not clause.passive
    if "n=preferred" in own or _as_preferred(scene, clause) or met:
        found = "planned"
    if clause.at < 0 and found == "deployed" and "award_notice" in event.stage.everything:
        found = "contracted"
    if future and pure(clause, "end") and not is_new(event, clause):
        return "deployed"
    if future:
        found = "contracted" if _under_contract(event, clause) else "planned"
    if "n=planned_adjective" in own:
        found = "planned"
    if (
        (verb.classes & {"try"} and not verb.classes & DOING)
        or "n=trial_noun" in own
        or _on_trial(event, clause)
    ):
        found = "planned" if future else "trial"
    if (
        clause.kind == "inf"
        and clause.parent is not None
        and clause.parent.at < 0
        and clause.index < 3
        and scene.words[clause.at].tag == "V"
        and clause.parent.kind == "main"
        and found == "deployed"
    ):
        found = "planned"
    if (
        event.type == "finance"
        and event.keys[0] == f"country:{event.keys[1]}"
        and verb.lemma in ("approve", "set aside", "earmark", "budget", "allocate")
    ):
        found = "planned"
    if event.type == "finance" and verb.lemma in SOUGHT and found == "deployed":
        found = "planned"
    found = _governed(event, clause, found)
    if found in ("trial", "planned"):
        found = bought_then(event, clause) or found
    if ended(event, clause, own) or "later=ended" in event.cues:
        return "ended"
    waits = event.type == "supply" and _yet_to_come(scene, clause)
    if waits and found in ("deployed", "contracted"):
        return "planned" if verb.classes & {"sign", "award", "pick"} else "contracted"
    if found in ("contracted", "planned") and "later=deployed" in event.cues:
        return "deployed"
    if "later=contracted" in event.cues and (found == "planned" or clause.at < 0):
        return "contracted"
    return found


def _yet_to_come(scene: Scene, clause: Clause) -> bool:
    """Tell "has yet to receive": it was agreed, and has not come."""
    return any(
        scene.words[i].low == "yet to" for i in range(clause.first, max(clause.at, clause.first))
    )


def _as_preferred(scene: Scene, clause: Clause) -> bool:
    """Tell "emerged as preferred bidder"."""
    return any(
        c.parent is clause and c.link == "as" and "n=preferred" in clause_cues(scene, c)
        for c in scene.clauses
    )


def _plans(event: Event, clause: Clause) -> bool:
    """Tell a verb of planning; "asked about cameras" and "asked how many" plan none."""
    verb = clause.verb
    if not verb.classes & {"plan"} or verb.classes & (DOING | {"say", "try"}):
        return False
    if verb.lemma != "ask":
        return True
    below = [c for c in event.stage.scene.clauses if c.parent is clause]
    return any(g.prep == "for" for g in clause.groups) or any(c.kind == "inf" for c in below)


def _talks(event: Event, clause: Clause, own: frozenset[str]) -> bool:
    """Tell talks and plans from "according to leaked plans"."""
    if "n=talks_noun" not in own:
        return False
    told = [g for g in clause.groups if "talks_noun" in event.stage.kinds(g)]
    return not told or any(g.prep not in ("according to", "despite") for g in told)


LEADS = frozenset("lead head form base head-up compose".split())
HAVING = frozenset(
    ("receive", "take delivery", "use", "operate", "fly", "install", "deploy", "run")
)


def _telling(event: Event) -> Clause:
    """Return the clause that tells an event: in "a consortium led by Thales holds", the last."""
    clause = event.clause
    if clause.at < 0 and event.rule == "none":
        later = (c for c in event.stage.scene.clauses if c.kind == "resume" and c.parent is clause)
        return next(later, clause)
    if clause.kind != "part" or clause.verb.lemma not in LEADS:
        return clause
    near = (clause, clause.parent)
    for other in event.stage.scene.clauses[clause.index + 1 :]:
        if other.kind in ("coord", "resume") and other.parent in near:
            return other
    return clause


def _in_hand(event: Event, clause: Clause) -> bool:
    """Tell "has received the drones it ordered": what was ordered is there."""
    above = clause.parent
    if clause.kind not in ("rel", "part") or above is None or clause.link in (",", "and"):
        return False
    if above.verb.lemma not in HAVING or above.negated or above.modals:
        return False
    return not any(c.verb.classes & {"plan"} for c in chain(above)[:1]) and above.kind != "inf"


DEFINITE = {
    "n=contract_noun": "contract deal agreement order award accord".split(),
    "n=trial_noun": "trial pilot test".split(),
    "n=purchase_noun": "purchase sale delivery donation".split(),
}


def _definite(scene: Scene, clause: Clause) -> frozenset[str]:
    """Return the cues of "the contract" and "the trial", which stand for one spoken of before."""
    lows = {scene.words[i].low for i in span_of(scene, clause)}
    return frozenset(
        cue for cue, nouns in DEFINITE.items() if any(f"the {noun}" in lows for noun in nouns)
    )


def _on_trial(event: Event, clause: Clause) -> bool:
    """Tell "during a pilot", "in a test" and "as a trial", in a clause above or before."""
    at = event.stage
    return any(
        "trial_noun" in at.kinds(g)
        and g.prep in ("during", "in", "as", "for", "on", "under", "as part of")
        for c in (clause, *chain(clause))
        for g in c.groups
    )


def _agreed(event: Event, clause: Clause, own: frozenset[str]) -> bool:
    """Tell whether a clause speaks of what was signed, awarded or ordered, and not yet of more."""
    verb = clause.verb
    if verb.lemma in PREFERS:
        return False
    if verb.lemma in REACHES and "n=contract_noun" not in own:
        return False
    if event.rule in ("signs", "wins", "chosen", "awards", "picks") or (
        "sign" in verb.classes
        and (verb.lemma not in ("extend", "renew") or "n=contract_noun" in own)
    ):
        return event.type != "finance" or verb.lemma in ("sign", "agree", "conclude")
    if verb.lemma in (
        "order",
        "commission",
        "contract",
        "hire",
        "appoint",
        "enlist",
        "award",
        "place",
    ):
        return True
    if event.type == "finance":
        return verb.lemma == "approve"
    if _handed(event, clause):
        return True
    if verb.lemma in ("approve", "authorise", "authorize", "endorse", "ratify"):
        return bool(own & {"n=contract_noun", "n=purchase_noun"})
    if verb.lemma in WON and own & {"n=contract_noun", "n=tender_noun"}:
        return True
    if "n=contract_noun" not in own:
        return False
    if verb.classes & {"win", "own"} or verb.lemma in ("go", "be", "have", "get", "receive", ""):
        return True
    group = event.first.group
    near = (
        event.stage.kinds(group)
        if group is not None and event.first.sentence == event.stage.scene.index
        else set()
    )
    return "contract_noun" in near and not verb.classes & {"give", "make", "get"}


HANDS = frozenset("give hand grant entrust win land secure".split())
GETS = frozenset("get receive obtain gain".split())
PAPERS = frozenset("contract contracts order orders job tender commission concession".split())


def _handed(event: Event, clause: Clause) -> bool:
    """Tell "gave NEC the contract", "the order went to NEC" and "got the job" from a delivery."""
    lemma, subjects = clause.verb.lemma, clause.subjects()
    if lemma in ("place", "put", "put in", "submit", "send in") and not clause.passive:
        heads = {event.stage.head(g) for g in clause.after_verb() if not g.prep}
        return bool(heads & {"order", "orders"})
    if lemma in ("go", "come", "fall") or (lemma in HANDS and clause.passive):
        about = subjects
    elif lemma in HANDS or (lemma in GETS and event.first.group in subjects):
        about = [g for g in clause.after_verb() if not g.prep]
    else:
        return False
    return any(event.stage.head(g).rpartition(" ")[2] in PAPERS for g in about)


SOUGHT = frozenset("offer apply request seek ask await".split())
"""What is done about money that nobody has agreed to give yet."""

MEETS = frozenset("meet talk speak approach court woo".split())
PREFERS = frozenset("shortlist favour favor prefer".split())
REACHES = frozenset("reach strike enter close".split())
WON = frozenset(("win", "land", "bag", "clinch", "secure", "scoop", "snag", "capture"))


def _to_be(scene: Scene, clause: Clause) -> bool:
    """Tell "is to install" and "was to build"."""
    parent = clause.parent
    return (
        clause.kind == "inf"
        and parent is not None
        and parent.verb.lemma == "be"
        and not [g for g in parent.after_verb() if not g.prep]
    )


def _under_contract(event: Event, clause: Clause) -> bool:
    at = event.stage
    near = [clause, *(c for c in at.scene.clauses if c.parent is clause or clause.parent is c)]
    near += chain(clause)[1:3]
    return any(
        at.kinds(g) & {"contract_noun"}
        and (g.prep in ("under", "for", "as", "with") or "sign" in " ".join(sorted(c.verb.classes)))
        for c in near
        for g in c.groups
    )


def _governed(event: Event, clause: Clause, found: str) -> str:
    """Let the clauses above have their say: "plans to", "was hired to", "agreed to"."""
    if found == "contracted" and clause.kind in ("rel", "part") and clause.verb.lemma == "order":
        return "deployed" if _in_hand(event, clause) else found
    below = clause
    for above in scope(clause):
        verb = above.verb.classes
        cues = clause_cues(event.stage.scene, above)
        if below.kind == "inf" and above.verb.lemma == "shortlist":
            return "planned"
        if below.kind == "inf":
            kinds = {k for g in above.after_verb() for k in event.stage.kinds(g)}
            if verb & {"plan"} and not verb & (DOING - {"sign"}):
                return "planned"
            if above.modals and "m=modal_can" not in cues:
                found = "planned" if found == "deployed" else found
            if verb & {"sign", "award", "win", "pick"} or kinds & {"contract_noun"}:
                return "planned" if above.modals else "contracted"
            if kinds & {"tender_noun", "talks_noun", "mou_noun"}:
                return "planned"
            if verb & {"try"} and not verb & DOING:
                return "trial"
            if verb & {"end"} and not verb & DOING:
                return "ended"
            if verb & {"be"} and found == "deployed":
                found = "planned"
        elif below.kind == "part" and below.link in ("of", "for") and _intends(event, above):
            return "planned"
        elif below.kind in ("that", "sub") and verb & {"plan"} and not verb & (DOING | {"say"}):
            found = "planned" if found in ("deployed", "contracted") else found
        elif below.kind in ("part",) and found == "deployed" and below.link in ("", "by", "for"):
            if (above.modals and "m=modal_can" not in cues) or (
                verb & {"plan"} and not verb & (DOING | {"say"})
            ):
                found = "planned"
            elif verb & {"try"} and not verb & DOING:
                found = "trial"
            elif below.passive and not below.link and _agreed(event, above, cues):
                found = "contracted"  # "ordered two drones | made by Elbit"
        if (
            below.kind in ("rel", "part")
            and found == "deployed"
            and verb & {"try"}
            and not verb & DOING
        ):
            found = "trial"
        if below.kind == "rel" and below is clause and below.form == "fin" and not below.modals:
            break  # what the cameras were bought for does not undo that they were bought
        below = above
    return found


def _intends(event: Event, clause: Clause) -> bool:
    """Tell "has no intention of buying" and "in talks on buying"."""
    return any("talks_noun" in event.stage.kinds(g) for g in clause.after_verb())


def latest(states: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Return the modality and polarity that stand at last, of those a text gives in its order."""
    rank = {"planned": 0, "trial": 1, "contracted": 2, "deployed": 3, "ended": 4}
    held = list(states)
    asserted = [m for m, p in held if p == "asserted"]
    if not asserted:
        return held[-1]
    return max(asserted, key=lambda m: rank[m]), "asserted"


def hedges(event: Event) -> tuple[str, ...]:
    """Return the hedging words of the clauses that hold an event, verbatim."""
    scene = event.stage.scene
    found: list[str] = []
    for clause in (event.clause, *chain(event.clause)):
        for i in span_of(scene, clause):
            word = scene.words[i]
            if "hedge" in word.kinds and word.text not in found and not word.capital:
                found.append(word.text)
    return tuple(found)
