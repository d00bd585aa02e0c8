"""The style sheets inside a page: which of their rules an element has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from msgspec import Struct, field

LARGEST = 400_000  # characters of style sheets in one page; the rest is not looked at
STEPS = 300_000  # comparisons in one page; after them nothing more can be told of it
NESTED = 8  # rules inside each other; deeper ones are not followed
PARTS = 12  # of one selector; longer ones are not followed

PIECE = re.compile(
    r"""(?:[^"'{};\\]|\\.)+ | "(?:[^"\\\n]|\\.)*"? | '(?:[^'\\\n]|\\.)*'? | .""", re.X | re.S
)
SIMPLE = re.compile(
    r"""
    (?P<join> \s*[>+~]\s* | \s+ )
    | (?P<name> \* | (?:[A-Za-z_]|[^\x00-\x7f]) (?:\\.|[\w-])* )
    | \# (?P<id> (?:\\.|[\w-])+ ) | \. (?P<class> (?:\\.|[\w-])+ )
    | \[ \s* (?P<attr> [\w-]+ ) \s* (?: (?P<how> [~^$*|]?= ) \s* (?P<value> "[^"]*" | '[^']*'
      | [^\]\s]+ ) \s* [is]? \s* )? \]
    | ::? (?P<pseudo> [\w-]+ ) (?: \( (?P<inside> [^()]* (?: \( [^()]* \) [^()]* )? ) \) )?
    """,
    re.VERBOSE,
)
ESCAPED = re.compile(r"\\([0-9A-Fa-f]{1,6})\s?|\\(.)", re.S)

NEVER = frozenset(
    "hover focus active visited target focus-within focus-visible checked invalid user-invalid"
    " disabled fullscreen autofill modal popover-open".split()
)
"""States in which a page that was just opened has no words."""

DRAWN = frozenset({"before", "after"})
PARTLY = frozenset({"first-letter", "first-line"})
PRINT = re.compile(r"\b(?:print|speech|braille|embossed|tty)\b", re.IGNORECASE)
ALWAYS = re.compile(r"(?:only\s+)?(?:all|screen)", re.IGNORECASE)


class Styled(NamedTuple):
    """A value that a rule gives to an element."""

    value: str
    weight: tuple[int, ...]
    """What wins over what; the larger wins."""

    sure: bool
    """Whether the rule surely holds, whatever the screen and the state of the page."""


class Compound(Struct, frozen=True):
    """What one element of a selector must be."""

    join: str
    """How it stands to the compound before: empty for the first, else " ", ">", "+" or "~"."""

    name: str
    ids: tuple[str, ...]
    classes: tuple[str, ...]
    attributes: tuple[tuple[str, str, str], ...]
    states: tuple[tuple[str, str], ...]


class Rule(Struct, frozen=True):
    """Declarations for what a selector selects."""

    compounds: tuple[Compound, ...]
    drawn: str
    """`before` or `after` where they are for what is drawn there; else empty."""

    declared: tuple[tuple[str, str, bool], ...]
    """Property, value, and whether it is marked as important."""

    weight: tuple[int, int, int]
    order: int
    sure: bool


class Sheets(Struct):
    """All rules of a page that give one of the properties asked for."""

    by_key: dict[str, list[Rule]] = field(default_factory=dict)
    steps: int = STEPS
    elsewhere: bool = False
    """Whether the page also names style sheets that are not in it."""

    def of(self, element: Any, drawn: str = "") -> dict[str, list[Styled]]:
        """Return what each property of an element may be, the strongest last."""
        found: dict[str, list[Styled]] = {}
        for rule in self._near(element):
            self.steps -= 1
            if self.steps < 0:
                return {} if drawn else {"display": [Styled("none", (), False)]}
            if rule.drawn != drawn or _is(element, rule.compounds[-1]) is False:
                continue
            held = self._holds(rule, element)
            if held is False:
                continue
            for name, value, important in rule.declared:
                weight = (int(important), 0, *rule.weight, rule.order)
                found.setdefault(name, []).append(Styled(value, weight, rule.sure and bool(held)))
        if not drawn:
            for name, value, important in declarations(element.get("style") or ""):
                found.setdefault(name, []).append(Styled(value, (int(important), 1), True))
        for values in found.values():
            values.sort(key=lambda one: one.weight)
        return found

    def _near(self, element: Any) -> Iterator[Rule]:
        if not self.by_key:
            return
        keys = [f".{name}" for name in dict.fromkeys((element.get("class") or "").split())]
        for key in (*keys, f"#{element.get('id')}", str(element.tag), "*"):
            yield from self.by_key.get(key, ())

    def _holds(self, rule: Rule, element: Any) -> bool | None:
        """Tell whether a selector selects an element; None where that cannot be told."""
        here: dict[Any, bool] = {element: True}
        for place in range(len(rule.compounds) - 1, -1, -1):
            compound = rule.compounds[place]
            matched: dict[Any, bool] = {}
            for one, sure in here.items():
                self.steps -= 1
                if self.steps < 0:
                    return None
                held = _is(one, compound)
                if held is not False:
                    matched[one] = sure and held is True
            if not matched:
                return False
            if place:
                here = {}
                for one, sure in matched.items():
                    for other in _joined(one, compound.join):
                        self.steps -= 1
                        here[other] = here.get(other, False) or sure
        return True if any(matched.values()) else None


def sheets_of(tree: Any, properties: frozenset[str]) -> Sheets:
    """Return the rules of a page's own style sheets that give one of some properties."""
    found = Sheets()
    order, left = 0, LARGEST
    names = _names(tree)
    for style in tree.iter("style"):
        sure = _medium(style.get("media") or "")
        text = (style.text or "")[:left]
        left -= len(text)
        if sure is False or (style.get("type") or "text/css").lower() != "text/css":
            continue
        for selector, body, certain in _rules(_without_comments(text)):
            declared = tuple(d for d in declarations(body) if d[0] in properties)
            if not declared:
                continue
            for part in _parts(selector):
                order += 1
                rule = _rule(part, declared, order, bool(sure) and certain)
                if rule is not None and _names_of(rule) <= names:
                    found.by_key.setdefault(_key(rule.compounds[-1]), []).append(rule)
    return found


def _names(tree: Any) -> set[str]:
    """Return the classes and ids of a page; a rule for others selects nothing."""
    found: set[str] = set()
    for element in tree.iter("*"):
        found.update(f".{name}" for name in (element.get("class") or "").split())
        found.add(f"#{element.get('id')}")
    return found


def _names_of(rule: Rule) -> set[str]:
    ids = {f"#{name}" for compound in rule.compounds for name in compound.ids}
    return ids | {f".{name}" for compound in rule.compounds for name in compound.classes}


def declarations(body: str) -> list[tuple[str, str, bool]]:
    """Return the properties and values of a rule or of a style attribute, in lower case."""
    found = []
    rest = ""
    for piece in (*PIECE.findall(body[:20_000]), ";"):
        if piece != ";":
            rest += piece
            continue
        name, colon, value = rest.partition(":")
        rest = ""
        if not colon:
            continue
        name, value = name.strip().lower(), value.strip()
        plain = value.lower()
        important = plain.endswith("important") and "!" in plain
        if important:
            value = value[: value.rindex("!")].strip()
        found.append((name, value if name == "content" else value.lower(), important))
    return found


def unescaped(text: str) -> str:
    """Return a name or string of a style sheet with its escapes resolved."""

    def sign(found: re.Match[str]) -> str:
        number = int(found[1], 16) if found[1] else 0
        return chr(number) if 0 < number < 0x110000 else (found[2] or "")

    return ESCAPED.sub(sign, text)


def _without_comments(text: str) -> str:
    kept = []
    at = 0
    while (start := text.find("/*", at)) >= 0:
        kept.append(text[at:start])
        at = text.find("*/", start + 2) + 2
        if at < 2:
            return " ".join(kept)
    return " ".join((*kept, text[at:]))


def _rules(text: str) -> Iterator[tuple[str, str, bool]]:
    """Yield selector, declarations, and whether the rule surely holds."""
    waiting: list[tuple[str, str, bool | None, list[str]]] = []
    words: list[str] = []
    for piece in PIECE.findall(text):
        if piece == "{":
            yield from _begin("".join(words).strip(), waiting)
            words = []
        elif piece == "}":
            if waiting:
                kind, selector, sure, body = waiting.pop()
                body.extend(words)
                if kind == "rule" and sure is not False:
                    yield selector, "".join(body), sure is True
            words = []
        elif piece == ";":
            if waiting:
                waiting[-1][3].extend((*words, ";"))
            words = []
        else:
            words.append(piece)
    for kind, selector, sure, body in waiting[-1:]:
        if kind == "rule" and sure is not False:
            yield selector, "".join((*body, *words)), sure is True


def _begin(
    head: str, waiting: list[tuple[str, str, bool | None, list[str]]]
) -> tuple[tuple[str, str, bool], ...]:
    """Open a rule, or a group of rules, inside those that are open."""
    if len(waiting) > NESTED:
        waiting.append(("group", "", False, []))
        return ()
    outer = next((selector for kind, selector, _, _ in reversed(waiting) if kind == "rule"), "")
    sure: bool | None = waiting[-1][2] if waiting else True
    if head.startswith("@"):
        name, _, told = head[1:].partition(" ")
        if name.lower() in ("media",):
            medium = _medium(told)
        elif name.lower() == "layer":
            medium = True
        elif name.lower() in ("supports", "container", "scope", "starting-style"):
            medium = None
        else:
            medium = False  # key frames, fonts and pages of a printer select no element
        sure = False if False in (sure, medium) else None if None in (sure, medium) else True
        kind = "rule" if outer else "group"
        waiting.append((kind, outer, sure, []))
        return ()
    if outer:
        inner = [
            part.replace("&", one) if "&" in part else f"{one} {part}"
            for one in _parts(outer)[:20]
            for part in _parts(head)[:20]
        ]
        head = ",".join(inner)[:2000]
    waiting.append(("rule", head, sure, []))
    return ()


def _medium(told: str) -> bool | None:
    """Tell whether a screen is meant; None where it depends on the screen."""
    told = told.strip()
    parts = [part.strip() for part in told.split(",")]
    if not told or any(ALWAYS.fullmatch(part) for part in parts):
        return True
    if all(PRINT.search(part) and not part.lower().startswith("not") for part in parts):
        return False
    return None


def _parts(selector: str) -> list[str]:
    """Return the selectors between commas, but for commas in brackets."""
    parts, depth = [""], 0
    for sign in selector[:20_000]:
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and depth <= 0:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts if part.strip()]


def _rule(
    selector: str, declared: tuple[tuple[str, str, bool], ...], order: int, sure: bool
) -> Rule | None:
    compounds = _compounds(selector)
    if compounds is None:
        return None
    last = compounds[-1]
    drawn = next((name for name, _ in last.states if name in DRAWN), "")
    partly = any(name in PARTLY for name, _ in last.states)
    weight = (
        sum(len(c.ids) for c in compounds),
        sum(len(c.classes) + len(c.attributes) + len(c.states) for c in compounds),
        sum(c.name != "*" for c in compounds),
    )
    return Rule(compounds, drawn, declared, weight, order, sure and not partly)


def _compounds(selector: str) -> tuple[Compound, ...] | None:
    """Read a selector; None where it is none, or selects nothing on a page at rest."""
    found: list[Compound] = []
    at, join = 0, ""
    name, ids, classes, attributes, states = "*", [], [], [], []  # type: ignore[var-annotated]
    begun = False
    while at < len(selector):
        part = SIMPLE.match(selector, at)
        if part is None or part.end() == at:
            return None
        at = part.end()
        if part["join"] is not None:
            if begun:
                found.append(
                    Compound(
                        join, name, tuple(ids), tuple(classes), tuple(attributes), tuple(states)
                    )
                )
            join = part["join"].strip() or " "
            name, ids, classes, attributes, states = "*", [], [], [], []
            begun = False
            continue
        begun = True
        if part["name"]:
            name = unescaped(part["name"]).lower()
        elif part["id"]:
            ids.append(unescaped(part["id"]))
        elif part["class"]:
            classes.append(unescaped(part["class"]))
        elif part["attr"]:
            attributes.append(
                (part["attr"].lower(), part["how"] or "", (part["value"] or "").strip("\"'"))
            )
        else:
            states.append((part["pseudo"].lower(), (part["inside"] or "").strip()))
    if not begun:
        return None
    if len(found) >= PARTS:
        found, states = [], [*states, ("after-too-many-others", "")]
    found.append(Compound(join, name, tuple(ids), tuple(classes), tuple(attributes), tuple(states)))
    return tuple(found)


def _key(last: Compound) -> str:
    if last.ids:
        return f"#{last.ids[0]}"
    return f".{last.classes[0]}" if last.classes else last.name


def _joined(element: Any, join: str) -> Iterator[Any]:
    """Yield the elements that may stand before a combinator, seen from the one after it."""
    if join == " ":
        yield from element.iterancestors()
    elif join == ">":
        parent = element.getparent()
        if parent is not None:
            yield parent
    elif join == "+":
        before = element.getprevious()
        if before is not None:
            yield before
    else:
        yield from element.itersiblings(preceding=True)


def _is(element: Any, compound: Compound) -> bool | None:
    """Tell whether an element is what a compound says; None where that cannot be told."""
    if not isinstance(element.tag, str) or compound.name not in ("*", element.tag):
        return False
    if any(element.get("id") != one for one in compound.ids):
        return False
    if compound.classes:
        names = (element.get("class") or "").split()
        if any(one not in names for one in compound.classes):
            return False
    if not all(_has(element, *attribute) for attribute in compound.attributes):
        return False
    held: bool | None = True
    for state, inside in compound.states:
        told = _in_state(element, state, inside)
        if told is False:
            return False
        held = None if told is None else held
    return held


def _has(element: Any, name: str, how: str, value: str) -> bool:
    given = element.get(name)
    if given is None or not how:
        return given is not None
    match how:
        case "=":
            return bool(given == value)
        case "~=":
            return value in given.split()
        case "|=":
            return bool(given == value or given.startswith(f"{value}-"))
        case "^=":
            return bool(value) and bool(given.startswith(value))
        case "$=":
            return bool(value) and bool(given.endswith(value))
    return bool(value) and value in given


def _in_state(element: Any, state: str, inside: str) -> bool | None:
    if state in DRAWN or state in PARTLY:
        return True
    if state in NEVER:
        return False
    if state == "root":
        return element.getparent() is None
    if state in ("link", "any-link"):
        return element.tag == "a" and element.get("href") is not None
    if state == "not":
        compounds = [_compounds(part) for part in _parts(inside)]
        told = [_is(element, c[0]) if c is not None and len(c) == 1 else None for c in compounds]
        return False if True in told else None if None in told else True
    if state == "first-child":
        return not any(True for _ in element.itersiblings("*", preceding=True))
    if state == "last-child":
        return not any(True for _ in element.itersiblings("*"))
    return None
