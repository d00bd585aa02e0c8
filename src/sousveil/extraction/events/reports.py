"""Who says that an event took place, from the outermost reporter to the innermost source."""

from __future__ import annotations

from sousveil.extraction.events.clause import Clause, Group
from sousveil.extraction.events.cues import chain
from sousveil.extraction.events.event import Denial, Event
from sousveil.extraction.events.scenes import Scene
from sousveil.extraction.events.word import Word

CITING = frozenset("cite quote".split())
APART = frozenset((";", "-", "and", "but", "while", "whereas"))
"""What begins a clause of its own behind ", the ministry said"."""

LINKS = frozenset("of for at by from on".split())


def attribution(event: Event, text: str) -> tuple[str, ...]:
    """Return the chain of sources of an event, verbatim; empty where the author speaks."""
    return speakers(event.stage.scene, event.clause, text)


def denial(of: Denial, text: str) -> tuple[str, ...]:
    """Return who denies: the subject of the verb of denying, or who says that it is not so."""
    scene, clause = of.stage.scene, of.clause
    found = speakers(scene, clause, text)
    if clause.negated or clause.verb.lemma == "be":
        return found
    own = (_words(scene.words, clause, g, text) for g in clause.subjects()[:1])
    if clause.passive:
        by = [g for g in clause.after_verb() if g.prep == "by"]
        own = (_words(scene.words, clause, g, text) for g in by[:1])
    return (*found, *(said for said in own if said and said not in found))


def speakers(scene: Scene, about: Clause, text: str) -> tuple[str, ...]:
    """Return who says what a clause tells, outermost first."""
    words = scene.words
    found: list[str] = []
    above = chain(about)
    saying: list[Clause] = []
    for clause in scene.clauses:
        if clause.at < 0 or clause is about or not clause.verb.classes & {"say", "allege", "deny"}:
            continue
        does = clause.verb.classes & {"give", "make", "use", "award", "sign"}
        to_something = clause.passive or any(not g.prep for g in clause.after_verb())
        if does and to_something and clause not in above:
            continue
        governs = clause in above
        behind = (
            clause.index > about.index
            and clause.kind in ("resume", "coord", "main")
            and not any(
                c.parent is clause
                and (c.kind in ("that", "inf") or (c.kind == "coord" and c.link not in APART))
                for c in scene.clauses
            )
        )
        if governs or behind:
            saying.append(clause)
    for clause in saying:
        for group in _turned(words, clause) or clause.subjects()[:1]:
            if (said := _words(words, clause, group, text)) and said not in found:
                found.append(said)
    for clause in scene.clauses:
        for group in clause.groups:
            if group.prep == "according to":
                said = _words(words, clause, group, text)
                if said and said not in found:
                    found.append(said)
        if clause.verb.lemma in CITING:
            for group in clause.after_verb():
                if not group.prep:
                    said = _words(words, clause, group, text)
                    if said and said not in found:
                        found.append(said)
                    break
    return tuple(found)


def _turned(words: list[Word], clause: Clause) -> list[Group]:
    """Return who speaks behind the verb: ", said the ministry", ", writes Le Monde"."""
    if clause.kind != "resume" or words[clause.at - 1].tag not in (",", '"', "-"):
        return []
    if any(g.first < clause.at for g in clause.groups):
        return []
    return [g for g in clause.after_verb() if not g.prep and g.first == clause.at + 1][:1]


def _words(words: list[Word], clause: Clause, group: Group, text: str) -> str:
    """Return the words of a group with what belongs to it: "the head of immigration"."""
    stop = group.stop
    if stop > len(words) or group.first >= len(words):
        return ""
    for other in clause.groups:
        if (
            other.first > group.first
            and other.prep in LINKS
            and other.first - stop <= 2
            and not any(w.tag in (",", "V") for w in words[stop : other.first])
        ):
            stop = other.stop
    low = words[group.first].low
    if stop - group.first == 1 and low in ("he", "she", "i", "we", "who", "they", "one"):
        return text[words[group.first].start : words[group.first].end]
    said = words[group.first : stop]
    return text[min(w.start for w in said) : max(w.end for w in said)]
