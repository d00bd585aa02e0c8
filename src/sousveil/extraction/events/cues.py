"""What each clause says about the state of an event: verbs, modals, denials, nouns of deals."""

from __future__ import annotations

from collections.abc import Iterator

from sousveil.extraction.events.clause import Clause
from sousveil.extraction.events.scenes import Scene

NOUN_CUES = frozenset(
    """contract_noun purchase_noun tender_noun mou_noun talks_noun loan_noun soft_loan buyer_credit
    grant_noun guarantee_noun lease_noun own_budget trial_noun planned_adjective ended_adverb
    no_evidence hypothetical unclear norm hedge other_thing private_noun source_noun they_deal
    ended_noun preferred media_noun bidder_noun court_noun market_noun sanction_noun launch_noun
    media_name generic_thing they_system they_supplier they_recipient state_noun firm_noun
    technology negation modal_will modal_may modal_must modal_can
    """.split()
)


DOING = frozenset({"give", "make", "get", "use", "award", "win", "sign", "pick"})


def span_of(scene: Scene, clause: Clause) -> range:
    """Return the indices of the words of a clause."""
    return range(clause.first, min(clause.stop, len(scene.words)))


def pure(clause: Clause, name: str) -> bool:
    """Tell whether a verb is of a class, and of none that does something."""
    return name in clause.verb.classes and not clause.verb.classes & (DOING | {"say"})


def clause_cues(scene: Scene, clause: Clause) -> frozenset[str]:
    """Return the cues of one clause."""
    found = scene.cues.get(clause.index)
    if found is None:
        found = frozenset(_cues(scene, clause))
        scene.cues[clause.index] = found
    return found


def _cues(scene: Scene, clause: Clause) -> Iterator[str]:
    if clause.at >= 0:
        voice = "pass" if clause.passive else "act"
        yield f"lem={clause.verb.lemma}"
        for name in clause.verb.classes:
            yield f"v={name}"
            yield f"v={name}.{voice}"
        yield f"form={clause.form}"
        if clause.perfect:
            yield "perfect"
        past = clause.form == "fin" and clause.verb.forms & {"past"} and not clause.modals
        if past:
            yield "past"
        if clause.negated:
            yield "neg"
        for modal in clause.modals:
            if modal == "to":
                yield "m=modal_will"
                continue
            kinds = next((w.kinds for w in scene.words if w.low == modal and w.tag == "M"), {})
            for kind in kinds:
                if kind.startswith("modal_"):
                    yield f"m={kind}"
        if clause.form in ("base", "ing"):
            above = sorted(clause.parent.verb.classes) if clause.parent else ()
            yield f"{clause.form}-of={'+'.join(above)}"
    yield f"kind={clause.kind}"
    if clause.link:
        yield f"link={clause.link}"
    for i in range(clause.first, clause.stop):
        word = scene.words[i]
        for kind in word.kinds:
            if kind in NOUN_CUES and not (
                word.tag == "V"
                and kind
                in (
                    "purchase_noun",
                    "contract_noun",
                    "trial_noun",
                    "talks_noun",
                    "grant_noun",
                    "loan_noun",
                )
            ):
                yield f"n={kind}"
        if word.kinds.keys() & {
            "hedge",
            "negation",
            "ended_adverb",
            "planned_adjective",
            "no_evidence",
            "hypothetical",
            "unclear",
        }:
            yield f"w={word.low}"
        elif word.tag in ("A", "S"):
            yield f"a={word.low}"
        elif word.tag == "N" and word.kinds.keys() & {
            "contract_noun",
            "tender_noun",
            "talks_noun",
            "trial_noun",
            "mou_noun",
            "loan_noun",
            "purchase_noun",
        }:
            yield f"w={word.low}"
        elif word.tag == "V" and i != clause.at:
            yield f"v2={word.verbs[0].lemma}" if word.verbs else "v2"


def chain(clause: Clause) -> list[Clause]:
    """Return the clauses that govern one, nearest first."""
    found: list[Clause] = []
    while clause.parent is not None and clause.parent is not clause and len(found) < 8:
        clause = clause.parent
        found.append(clause)
    return found


APART = frozenset((";", ":", ".", "but", "while", "whereas"))


def scope(clause: Clause) -> list[Clause]:
    """Return the clauses whose verb reaches one, nearest first.

    A clause with a subject of its own that stands beside another is out of reach of what governs
    that one: "It is not Axis that watches the metro; Tarrek flies the drones".
    """
    found: list[Clause] = []
    below = clause
    for above in chain(clause):
        if below.kind in ("coord", "resume", "that") and below.link in APART:
            break
        own = any(not g.prep for g in below.before_verb())
        if below.kind in ("coord", "resume") and own and above.kind in ("inf", "part", "rel"):
            break
        found.append(above)
        below = above
    return found


def scopes(scene: Scene, inside: list[Clause]) -> dict[str, list[Clause]]:
    """Sort the clauses of a sentence by where they stand to those that hold an event."""
    core = list({c.index: c for c in inside}.values())
    up: dict[int, Clause] = {}
    for clause in core:
        for over in chain(clause):
            up.setdefault(over.index, over)
    known = {c.index for c in core}
    above = [c for i, c in up.items() if i not in known]
    down = [
        c
        for c in scene.clauses
        if c.index not in known and c.index not in up and any(a.index in known for a in chain(c))
    ]
    elsewhere = [
        c for c in scene.clauses if c.index not in known and c.index not in up and c not in down
    ]
    return {"in": core, "up": above, "down": down, "el": elsewhere}
