"""A report as JSON: the answers of `check --json`, with the corrections and the sources."""

from __future__ import annotations

import json

from sousveil.publish.report.content import LICENCE, Report, program


def written(report: Report) -> str:
    """Return the report as text; the same check gives the same bytes."""
    plain = {
        "program": program(),
        "codebook": report.codebook.version,
        "against": report.against,
        "inputs": [
            {
                "input": one.name,
                "title": one.title,
                **one.answer,
                "corrections": [
                    {
                        "sentence": {
                            "start": mended.sentence.start,
                            "end": mended.sentence.end,
                            "quote": mended.quote,
                        },
                        "claims": list(mended.claims),
                        "reads": mended.reads,
                    }
                    for mended in one.mended
                ],
            }
            for one in report.checked
        ],
        "unread": [{"input": one.name, "error": one.why} for one in report.unread],
        "sources": [
            {"edition": e.name, "attribution": e.attribution, "licence": LICENCE}
            for e in report.used()
        ],
    }
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"
