"""A note that an editor can send: what was printed, what the index has, how it should read."""

from __future__ import annotations

from collections.abc import Iterator

from sousveil.model.verdict import Checked
from sousveil.publish.report.content import (
    Report,
    judged_on,
    name_of,
    one_line,
    quoted,
    reads,
    repair_words,
)


def notes(one: Checked, report: Report) -> Iterator[list[str]]:
    """Yield the paragraphs of a note for each sentence with a contradicted or outdated claim."""
    for mended in one.mended:
        judged = [one.found.claims[place] for place in mended.claims]
        should = reads(one, mended.quote)
        told = [f"Correction: {name_of(one)}", f"As printed: {quoted(mended.quote)}"]
        for claim in judged:
            told.append(f"The index has: {one_line(claim.verdict.reason)}")
            if should is None and claim.verdict.repair is not None:
                told.append(f"To mend it: {repair_words(claim.verdict.repair)}.")
        if should is not None:
            told.append(f"It should read: {quoted(should)}")
        named = [claim.verdict for claim in judged]
        sources = [
            edition.attribution
            for edition in report.used()
            if any(v.edition == edition.name or edition.name in v.reason for v in named)
        ]
        told.append(f"Source: {'; '.join(sources)}; {judged_on(one, report)}.")
        yield told
