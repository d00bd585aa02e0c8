"""A project whose reader finds in running text what a test says, and nothing else."""

from __future__ import annotations

from pathlib import Path

from sousveil.codebook.names import Names
from sousveil.model.claim import Claim, Mention, Supply
from sousveil.model.codec import with_id
from sousveil.model.noun import replace
from sousveil.model.source import Span, Text
from sousveil.project import Project
from sousveil.project.extract import Extract
from sousveil.project.reader import Reader, Within

from .small import SmallProject

VERBS = ("supplies", "denies", "plans")


class ToldProject(SmallProject):
    """Finds a claim in each line such as `NEC supplies Peru.`; denies and plans do, too."""

    @property
    def reader(self) -> Reader:  # type: ignore[override]
        return _Lines(self.names, self.settings.caps)


class _Lines(Within):
    def extract(self, data: bytes) -> Extract:
        made = super().extract(data)
        if made.reading.layout is not None:
            return made
        return replace(made, claims=tuple(_claims(made.text, self._names)))


def tell(project: Project, folder: Path, name: str, *lines: str) -> tuple[Claim, ...]:
    """Add a document of these lines, and return its claims in the order of the lines."""
    path = folder / f"{name}.txt"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    (added,) = project.add([path], source=name)
    assert added.text is not None
    claims = project.claims(added.text)
    return tuple(sorted(claims, key=lambda claim: claim.evidence.start))


def _claims(text: Text, names: Names) -> list[Claim]:
    found, at = [], 0
    for line in text.content.split("\n"):
        words = line.rstrip(".").split(" ")
        if len(words) == 3 and words[1] in VERBS:
            found.append(_claim(text.id, at, line, words, names))
        at += len(line) + 1
    return found


def _claim(text: str, at: int, line: str, words: list[str], names: Names) -> Claim:
    supplier, country = names.supplier(words[0]), names.country(words[2])
    return with_id(
        Claim(
            id="",
            text=text,
            evidence=Span(at, at + len(line)),
            quote=line,
            content=Supply(
                supplier=supplier or words[0].lower(),
                recipient=country or words[2],
                modality="planned" if words[1] == "plans" else "deployed",
            ),
            polarity="negated" if words[1] == "denies" else "asserted",
            mentions=(("supplier", Mention(start=at, end=at + len(words[0]), text=words[0])),),
            marks=() if supplier else ("unlisted",),
            rule="told/1",
        )
    )
