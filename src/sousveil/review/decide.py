"""Decisions, in their order, to what stands of each claim."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from msgspec import Struct

from sousveil.model.decision import Decision
from sousveil.model.noun import replace
from sousveil.model.said import said as phrase

REPLACING = ("amend", "merge", "split")
"""Kinds that put other claims in the place of some, and accept those."""

ACCEPTING = ("accept", *REPLACING)

KINDS = (*ACCEPTING, "reject", "doubt", "reopen", "undo")
"""Kinds of decisions about claims; all others are passed by here."""

PLAIN = {"accept": "accepted", "reject": "rejected", "doubt": "doubted"}

STATES = ("proposed", "accepted", "rejected", "superseded", "doubted")


class State(Struct, frozen=True, kw_only=True):
    """What stands of one claim after all that was decided."""

    name: str
    """One of `STATES`. A claim that nobody decided about is proposed."""

    decision: Decision | None = None
    """The last word on it; None where nobody decided."""

    instead: tuple[str, ...] = ()
    """Claims that stand in its place; empty unless it is superseded."""

    doubters: tuple[str, ...] = ()
    """Who asked for a second pair of eyes; none of them may accept it."""

    placed_by: str = ""
    """Id of the decision that brought it here: the last word, or one that lifted a later word."""


PROPOSED = State(name="proposed")


class Past:
    """All that was decided so far; the next decision is taken by `take`."""

    def __init__(self) -> None:
        self.refused: list[tuple[Decision, str]] = []
        """Decisions without effect, each with the reason in words."""

        self._stacks: dict[str, list[State]] = {}
        self._touched: dict[str, tuple[str, ...]] = {}
        self._in_force: dict[str, Decision] = {}
        self._last: dict[str, tuple[int, str]] = {}
        self._emptied: dict[str, Decision] = {}
        self._count = 0

    def state(self, claim: str) -> State:
        """Return what stands of a claim."""
        stack = self._stacks.get(claim)
        return stack[-1] if stack else PROPOSED

    def states(self) -> dict[str, State]:
        """Return what stands of each claim that somebody decided about."""
        return {claim: stack[-1] for claim, stack in self._stacks.items() if stack}

    def last_words(self) -> dict[str, Decision]:
        """Return the last word on each claim; where all was taken back, what took it back."""
        words = {claim: state.decision for claim, state in self.states().items() if state.decision}
        return {**self._emptied, **words}

    def named(self, name: str) -> frozenset[str]:
        """Return the decided claims that are in a state."""
        return frozenset(claim for claim, state in self.states().items() if state.name == name)

    def in_force(self) -> tuple[Decision, ...]:
        """Return the decisions that were taken and not taken back, in their order."""
        return tuple(self._in_force.values())

    def last(self, claims: Iterable[str]) -> str | None:
        """Return the id of the last decision that touched any of these claims."""
        found = [self._last[claim] for claim in claims if claim in self._last]
        return max(found)[1] if found else None

    def last_of(self, by: str) -> Decision | None:
        """Return the last decision of a person that is in force."""
        own = (d for d in reversed(self._in_force.values()) if person(d.by) == person(by))
        return next(own, None)

    def refusal(self, decision: Decision) -> str | None:
        """Say in words why a decision cannot be taken now; None if it can."""
        if decision.kind == "undo":
            return self._no_undo(decision)
        if why := _malformed(decision):
            return why
        if decision.kind == "reopen" and not any(c in self._stacks for c in decision.claims):
            return phrase("nobody has decided about it, so there is nothing to reopen")
        for claim in (*decision.claims, *(decision.instead or ())):
            state = self.state(claim)
            if state.name == "superseded" and decision.kind != "reopen":
                return phrase(
                    "{others} stands in the place of {claim}: decide about that, or reopen the "
                    "old one first",
                    others=", ".join(state.instead),
                    claim=claim,
                )
            if (
                state.doubters
                and decision.kind in (*ACCEPTING, "reopen")
                and person(decision.by) in map(person, state.doubters)
            ):
                return phrase(
                    "{who} has asked for a second pair of eyes on {claim}: somebody else has to "
                    "decide",
                    who=decision.by,
                    claim=claim,
                )
        return None

    def take(self, decision: Decision) -> str | None:
        """Add the next decision; one that cannot be taken has no effect, and the reason returns."""
        if decision.kind not in KINDS:
            return None
        if why := self.refusal(decision):
            self.refused.append((decision, why))
            return why
        self._count += 1
        if decision.kind == "undo":
            touched = self._undone(str(decision.after))
            self._emptied.update({c: decision for c in touched if c not in self._stacks})
        else:
            put = self._put(decision)
            for claim, state in put.items():
                self._stacks.setdefault(claim, []).append(state)
            self._in_force[decision.id] = decision
            self._touched[decision.id] = touched = tuple(put)
        self._last.update(dict.fromkeys(touched, (self._count, decision.id)))
        return None

    def _put(self, decision: Decision) -> dict[str, State]:
        """Return the new state of every claim that a decision touches."""
        put: dict[str, State] = {}
        if decision.kind == "reopen":
            for claim in decision.claims:
                state = self.state(claim)
                put[claim] = _placed("proposed", decision)
                if state.name == "superseded" and state.decision is not None:
                    self._lift(state.decision, decision, put)
            return put
        if decision.kind in REPLACING:
            instead = decision.instead or ()
            gone = replace(_placed("superseded", decision), instead=instead)
            put |= dict.fromkeys(decision.claims, gone)
            return put | dict.fromkeys(instead, _placed("accepted", decision))
        shared = _placed(PLAIN[decision.kind], decision)
        for claim in decision.claims:
            doubters = self._doubters(claim, decision)
            put[claim] = replace(shared, doubters=doubters) if doubters else shared
        return put

    def _doubters(self, claim: str, decision: Decision) -> tuple[str, ...]:
        """A doubt stays until somebody else has decided; rejecting it oneself does not end it."""
        before = self.state(claim).doubters
        own = person(decision.by) in map(person, before)
        if decision.kind == "doubt":
            return before if own else (*before, decision.by)
        return before if own else ()

    def _lift(self, lifted: Decision, by: Decision, put: dict[str, State]) -> None:
        """Take back a replacement: the old claims are open, and the new ones stand no more.

        A claim that had been there, and decided, before it took another's place goes back to
        that. What was built on a new one falls with it.
        """
        opened = _placed("proposed", by)
        put |= dict.fromkeys(lifted.claims, opened)
        for claim in lifted.instead or ():
            stack = self._stacks[claim]
            at = next(n for n, state in enumerate(stack) if state.placed_by == lifted.id)
            before, now = (stack[at - 1] if at else None), stack[-1]
            if now.name == "accepted":
                put[claim] = opened if before is None else replace(before, placed_by=by.id)
            elif now.name == "superseded" and before is None and now.decision is not None:
                self._lift(now.decision, by, put)

    def _no_undo(self, decision: Decision) -> str | None:
        target = self._in_force.get(decision.after or "")
        if target is None or decision.claims != target.claims or decision.instead is not None:
            return phrase("there is no decision in force that it would undo")
        if person(target.by) != person(decision.by):
            return phrase("{who} has decided so: reopen the claims instead", who=target.by)
        for claim in self._touched[target.id]:
            if self.state(claim).placed_by != target.id:
                return phrase(
                    "somebody has decided about {claim} since: decide about it anew", claim=claim
                )
        return None

    def _undone(self, target: str) -> tuple[str, ...]:
        touched = self._touched.pop(target)
        del self._in_force[target]
        for claim in touched:
            self._stacks[claim].pop()
            if not self._stacks[claim]:
                del self._stacks[claim]
        return touched


def fold(decisions: Iterable[Decision]) -> Past:
    """Take decisions one after the other, as they were made."""
    past = Past()
    for decision in decisions:
        past.take(decision)
    return past


def person(name: str) -> str:
    """Return the form under which names of people are compared: Anna is anna."""
    return " ".join(unicodedata.normalize("NFKC", name).split()).casefold()


def _malformed(decision: Decision) -> str | None:
    old, new = decision.claims, decision.instead or ()
    if not old:
        return (
            f"{decision.kind} names no claim besides what stands" if new else "it names no claims"
        )
    if decision.kind not in REPLACING:
        return f"{decision.kind} puts nothing in the place of a claim" if new else None
    if set(old) & set(new):
        return phrase("a claim cannot stand in its own place")
    if decision.kind != "merge" and len(old) != 1:
        return f"{decision.kind} is for one claim, and {len(old)} are named"
    if decision.kind == "split" and len(new) < 2:
        return f"split puts two or more claims in the old place, and {len(new)} are given"
    if decision.kind != "split" and len(new) != 1:
        return f"{decision.kind} puts one claim in the old place, and {len(new)} are given"
    return None


def _placed(name: str, decision: Decision) -> State:
    return State(name=name, decision=decision, placed_by=decision.id)
