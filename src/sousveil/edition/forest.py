"""Documents on their way to origins: sets of documents and names that grow together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sousveil.edition.witness import Reason, Witness


class Forest:
    """Sets of documents, with the names in each; `parted` documents join nothing by themselves."""

    def __init__(self, docs: Sequence[Witness], parted: Iterable[str]) -> None:
        self.parted = frozenset(parted)
        self.parent: dict[str, str] = {doc.snapshot: doc.snapshot for doc in docs}
        self.names: dict[str, set[str]] = {}
        self.reasons: list[Reason] = []

    def root(self, node: str) -> str:
        """Return what stands for the set of a document or a name."""
        self.parent.setdefault(node, node)
        while self.parent[node] != node:
            self.parent[node] = self.parent[self.parent[node]]
            node = self.parent[node]
        return node

    def same(self, one: str, other: str) -> bool:
        """Whether two are in one set."""
        return self.root(one) == self.root(other)

    def unite(self, one: str, other: str) -> None:
        """Make one set of two."""
        one, other = sorted((self.root(one), self.root(other)))
        if one != other:
            self.parent[other] = one
            self.names[one] = self.names.get(one, set()) | self.names.pop(other, set())

    def join(self, reason: Reason, *, force: bool = False, gently: bool = False) -> bool:
        """Join two documents; `gently` not where they name different origins."""
        one, other = reason.documents
        if not force and not self.parted.isdisjoint((one, other)):
            return False
        apart = gently and not self.same(one, other)
        if apart and self.is_named(one) and self.is_named(other):
            return False
        self.unite(one, other)
        self.reasons.append(reason)
        return True

    def name(self, document: str, key: str) -> None:
        """Say which origin a document names; all that name it are one set."""
        self.names.setdefault(self.root(key), set()).add(key)
        self.unite(document, key)

    def set_apart(self, document: str) -> None:
        """Say that a document is work of its own: it names an origin that is itself."""
        self.names.setdefault(self.root(document), set()).add(f"own:{document}")

    def is_named(self, document: str) -> bool:
        """Whether the set of a document has an origin."""
        return bool(self.names.get(self.root(document)))
