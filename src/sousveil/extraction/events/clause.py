"""One clause of a sentence, with its groups of nouns."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from sousveil.extraction.events.lexicon import Verb

NO_VERB = Verb("", frozenset(), frozenset())
REPORTS = frozenset({"say", "allege", "deny", "plan", "end"})
"""Verbs behind which a sentence may follow without "that"."""


class Group(Struct, eq=False):
    """A noun with its determiners, adjectives and owners; `words` are indices."""

    first: int
    stop: int
    prep: str = ""
    joined: bool = False
    """True where a conjunction or the comma of a list ties it to the group before."""

    before: Group | None = None
    """The group that it is tied to."""


class Clause(Struct, eq=False):
    """A stretch of a sentence with at most one verb."""

    index: int
    kind: str = "main"
    """main, rel, sub, that, inf, part, coord, resume, aside."""

    link: str = ""
    """The word that opens it."""

    parent: Clause | None = None
    antecedent: Group | None = None
    groups: list[Group] = field(default_factory=list)
    verb: Verb = NO_VERB
    at: int = -1
    """Index of the verb; -1 where there is none."""

    passive: bool = False
    form: str = ""
    negated: bool = False
    modals: tuple[str, ...] = ()
    perfect: bool = False
    first: int = 0
    stop: int = 0
    held: list[Group] | None = None
    """What `subjects` found, who are asked again and again; None before."""

    def before_verb(self) -> Iterator[Group]:
        """Yield the groups before the verb."""
        return (g for g in self.groups if self.at >= 0 and g.first < self.at)

    def after_verb(self) -> Iterator[Group]:
        """Yield the groups after the verb."""
        return (g for g in self.groups if self.at < 0 or g.first > self.at)

    def subjects(self) -> list[Group]:
        """Return the groups that do what the verb says, or have it done to them in the passive.

        To be asked when all clauses of the sentence are there.
        """
        clause, below = self, [self]
        while (found := clause._known_subjects()) is None and clause.parent is not None:
            clause = clause.parent
            below.append(clause)
        found = found or []
        for one in below:
            one.held = found
        return found

    def _known_subjects(self) -> list[Group] | None:
        """Return the subjects that no other clause has to tell; None where the parent has them."""
        if self.held is not None:
            return self.held
        own = [g for g in (self.before_verb() if self.at >= 0 else self.groups) if not g.prep]
        if own:
            return own
        if self.antecedent is not None:
            return family(self.antecedent)
        inherits = self.parent is not None and self.kind in ("coord", "inf", "part", "resume")
        return None if inherits else []


def family(group: Group) -> list[Group]:
    """Return a group and those that it is tied to, backwards."""
    found = [group]
    while group.joined and group.before is not None:
        group = group.before
        found.append(group)
    return found
