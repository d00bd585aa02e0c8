"""What a robots.txt says to us."""

from __future__ import annotations

import re

from msgspec import Struct
from protego import Protego

LONGEST_DELAY = 30.0  # seconds that a robots.txt may ask for between requests
AGENT_LINE = re.compile(r"\s*user[\s-]*agent\b\s*:?\s*([^#]*)", re.IGNORECASE)


class Rules(Struct, frozen=True):
    """What a robots.txt says to us."""

    parsed: Protego | None
    refused: str | None
    """Why nothing may be asked for; None if something may."""

    delay: float | None = None


def parsed(text: bytes, token: str) -> Rules:
    """Return the rules for us and for all; the names of others are made one.

    Python's library multiplies names with rules, and some files have thousands of both.
    """
    lines = []
    for line in text.decode("utf-8", "replace").splitlines():
        named = AGENT_LINE.match(line)
        if named is None:
            lines.append(line)
            continue
        name = named[1].strip().lower()
        ours = name == "*" or name.replace("*", "").partition("/")[0].strip() == token
        lines.append(f"User-agent: {(name if name == '*' else token) if ours else '-'}")
    rules = Protego.parse("\n".join(lines))
    delay = rules.crawl_delay(token)
    return Rules(rules, None, None if delay is None else min(delay, LONGEST_DELAY))


def token(agent: str) -> str:
    """Return the name that a robots.txt has for an agent."""
    return agent.partition("/")[0].strip().lower()
