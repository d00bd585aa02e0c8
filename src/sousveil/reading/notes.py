"""The marks of notes, raised behind a word or a number."""

from __future__ import annotations

import re

ONE = r"(?:\d{1,3}|[a-z*†‡§])"

NOTE = re.compile(rf"[\[(]?{ONE}(?:\s*[,–-]\s*{ONE})*[\])]?")
"""What a raised mark looks like; left in its place, it would change the number before it."""

DENYING = re.compile(
    r"""
    \b (?: not\ (?:true|so|correct|right|the\ case) | untrue | false | wrong | incorrect | mistaken
    | misleading | corrections? | corrected | clarification | retract\w* | withdrawn | withdrew
    | myths? | hoax | fake | lies? | fiction | satire | debunked | disputed | den(?:y|ies|ied)
    | errors? | no\ longer | in\ fact | nonsense | invented | fabricated | never
    | falsch | faux | falso | unwahr ) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Words with which a note, or a part beside the text, may take back what the text says."""
