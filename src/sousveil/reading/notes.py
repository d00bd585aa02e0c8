"""The marks of notes, raised behind a word or a number."""

from __future__ import annotations

import re

ONE = r"(?:\d{1,3}|[a-z*†‡§])"

NOTE = re.compile(rf"[\[(]?{ONE}(?:\s*[,–-]\s*{ONE})*[\])]?")
"""What a raised mark looks like; left in its place, it would change the number before it."""
