"""Sentences made from templates, so that what is plainly said is not outweighed by what is rare.

    python bench/generated.py 5      prints five of them with the pairs that they claim

Only the weights are learned from them; nothing is measured on them.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sousveil.codebook import loader
from sousveil.codebook.vocabulary import Codebook

TEMPLATES = Path(__file__).parent / "templates.txt"
TIMES = 4
"""How often each template is filled."""

INVENTED = (
    "Lumivex", "Orbiscan Systems", "Nova Vigil", "Tarrek", "Veridane", "Skarholm Optics",
    "Quentari", "Peridia Ltd", "Halvorsen Security", "Zephyr Sentinel", "Brantwick", "Oculon AG",
)  # fmt: skip
THINGS = {
    "facial recognition cameras": "facial_recognition",
    "facial recognition software": "facial_recognition",
    "surveillance cameras": "video_surveillance",
    "CCTV cameras": "video_surveillance",
    "street cameras": "video_surveillance",
    "surveillance drones": "drones",
    "number plate readers": "license_plate",
    "licence plate cameras": "license_plate",
    "fingerprint scanners": "biometric_id",
    "phone hacking tools": "phone_forensics",
    "interception equipment": "interception",
    "predictive policing software": "smart_policing",
    "social media monitoring tools": "social_media_surveillance",
    "spyware": "spyware",
}
SUMS = ("$40 million", "€3.5 million", "$210m", "$1.2bn", "£18 million")


def sentences(seed: int = 0) -> Iterator[dict[str, Any]]:
    """Yield passages as those in `passages/`, with the keys of their claims alone."""
    chance = random.Random(seed)
    book = loader.load(loader.packaged_folder())
    for line in TEMPLATES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            text, _, pairs = line.partition(" | ") if " | " in line else (line[:-2], "", "")
            for _ in range(TIMES):
                yield _filled(text, pairs, book, chance)


def _filled(text: str, pairs: str, book: Codebook, chance: random.Random) -> dict[str, Any]:
    words, ids = _words(book, chance)
    made = re.sub(r"\{(\w+)\}", lambda m: words[m.group(1)], text)
    made = made[0].upper() + made[1:]
    claims = []
    for pair in pairs.split(";") if pairs.strip() else ():
        kind, one, other = pair.split()
        first, second = {
            "supply": ("supplier", "recipient"),
            "finance": ("financier", "recipient"),
            "use": ("user", "technology"),
        }[kind]
        country = one.removeprefix("country:")
        claims.append(
            {
                "type": kind,
                first: ids[country] if country == one else f"country:{ids[country]}",
                second: ids[other],
                "evidence": {"start": 0, "end": len(made), "quote": made},
            }
        )
    return {"text": made, "claims": claims}


def _words(book: Codebook, chance: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    """Return what each brace is filled with, and the id of each party."""
    listed = [s for s in book.suppliers.values() if s.match == "any-case" and len(s.name) > 2]
    states = [
        c
        for c in book.countries.values()
        if c.kind == "country" and c.demonyms and not c.note.startswith("ambiguous")
    ]
    towns: dict[str, list[str]] = {}
    for name, (iso3, level) in book.places.items():
        if level == "city":
            towns.setdefault(iso3, []).append(name)
    words: dict[str, str] = {}
    ids: dict[str, str] = {}
    suppliers = chance.sample(listed, 3)
    invented = chance.sample(INVENTED, 3)
    for n in (1, 2, 3):
        if chance.random() < 0.4:
            words[f"S{n}"] = invented[n - 1]
            ids[f"S{n}"] = re.sub(r" (Ltd|AG)$", "", invented[n - 1]).replace(" ", "-").lower()
        else:
            words[f"S{n}"], ids[f"S{n}"] = suppliers[n - 1].name, suppliers[n - 1].id
    for n, state in enumerate(chance.sample([s for s in states if s.iso3 in towns], 4), 1):
        words[f"R{n}"], words[f"D{n}"] = state.name, state.demonyms[0]
        words[f"C{n}"] = chance.choice(towns[state.iso3])
        ids[f"R{n}"] = state.iso3
    lender = chance.choice(list(book.financiers.values()))
    words["L1"], ids["L1"] = lender.name, lender.id
    words["T"] = chance.choice(list(THINGS))
    ids["T"] = THINGS[words["T"]]
    words |= {
        "Y": str(chance.randint(2012, 2024)),
        "N": f"{chance.randint(2, 90) * 100:,}",
        "M": chance.choice(SUMS),
    }
    return words, ids


if __name__ == "__main__":
    for made in list(sentences())[:: max(1, 960 // int(sys.argv[1]))]:
        print(made["text"], [tuple(c.values())[:3] for c in made["claims"]])
