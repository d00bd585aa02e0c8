"""Verbs that with an object tell a technology nobody names: "taps phones", "predicts crime"."""

from __future__ import annotations

from collections.abc import Iterator

from sousveil.extraction.events.clause import Clause, Group
from sousveil.extraction.events.mentions import Named, role_of
from sousveil.extraction.events.word import Word

PHONES = "phone phones telephone telephones handset handsets smartphone smartphones"
PEOPLE = """travellers visitors workers migrants refugees foreigners arrivals passengers arrival
    prisoners inmates suspects visitor foreigner pilgrims newcomers immigrants"""
_DEEDS = (
    ("interception", "tap wiretap eavesdrop overhear intercept listen", PHONES),
    (
        "interception",
        "tap wiretap eavesdrop overhear intercept listen record",
        "calls conversations e-mails emails messages correspondence lines",
    ),
    ("spyware", "hack infect", f"{PHONES} laptops"),
    ("phone_forensics", "unlock crack search", PHONES),
    (
        "social_media_surveillance",
        "monitor watch trawl scrape scan track read comb",
        "facebook twitter tweets posts telegram tiktok instagram odnoklassniki vkontakte weibo",
    ),
    ("biometric_id", "fingerprint", PEOPLE),
    ("biometric_id", "scan record match read check", "iris irises eyes retinas palms"),
    (
        "smart_policing",
        "predict forecast",
        "crime crimes burglary burglaries theft thefts robbery robberies offences shootings"
        " burglars thieves robbers offenders",
    ),
    (
        "other",
        "scan x-ray",
        "container containers lorry lorries truck trucks luggage baggage cargo",
    ),
    ("other", "tag", "migrants offenders prisoners inmates suspects"),
)
DEEDS = {
    (verb, noun): technology
    for technology, verbs, nouns in _DEEDS
    for verb in verbs.split()
    for noun in nouns.split()
}
"""Lemma of the verb and last word of its object, to the technology."""

DEED_VERBS = frozenset(verb for verb, _ in DEEDS)
DEED_NOUNS = frozenset(noun for _, noun in DEEDS)
FORESEES = frozenset(("predict", "forecast"))
SOFTWARE = frozenset(
    """software program programs algorithm algorithms tool tools model models system systems
    device devices app""".split()
)
INTO = frozenset(("on", "in", "to", "into", "in on", "through"))


def find_deeds(words: list[Word], clauses: list[Clause], found: list[Named]) -> Iterator[Named]:
    """Yield the technologies that verbs and their objects tell where no noun names one."""
    named = {one.first for one in found if one.kind == "technology"}
    for clause in clauses:
        if clause.at < 0 or clause.verb.lemma not in DEED_VERBS:
            continue
        if clause.antecedent is not None:
            yield from _that_does(words, clause, clause.antecedent, named)
        for group in _objects(clause):
            held = range(group.first, group.stop)
            head = next((i for i in reversed(held) if words[i].tag in ("N", "#")), -1)
            technology = DEEDS.get((clause.verb.lemma, words[head].low)) if head >= 0 else None
            if technology is not None and named.isdisjoint(held):
                made = Named("technology", technology, head, head + 1, clause, group)
                made.marks.add("deed")
                made.start, made.end = words[head].start, words[head].end
                made.role = role_of(made, words)
                yield made


def _that_does(words: list[Word], clause: Clause, over: Group, named: set[int]) -> Iterator[Named]:
    """Yield "software that predicts where burglaries will happen", "a tool that scans tweets"."""
    held = range(over.first, over.stop)
    head = next((i for i in reversed(held) if words[i].tag == "N"), -1)
    if head < 0 or words[head].low not in SOFTWARE or not named.isdisjoint(held):
        return
    verb = clause.verb.lemma
    reach = words[clause.at :] if verb in FORESEES else words[clause.at : clause.at + 5]
    told = (DEEDS.get((verb, w.low)) for w in reach if w.low in DEED_NOUNS)
    technology = next((one for one in told if one is not None), None)
    if technology is not None:
        # the group stands in the clause above
        above = clause.parent or clause
        made = Named("technology", technology, head, head + 1, above, over)
        made.marks.add("deed")
        made.start, made.end = words[head].start, words[head].end
        made.role = role_of(made, words)
        named.add(head)
        yield made


def _objects(clause: Clause) -> list[Group]:
    if clause.passive:
        return [g for g in clause.before_verb() if not g.prep]
    return [g for g in clause.after_verb() if not g.prep or g.prep in INTO]
