"""The counting rules in words."""

from __future__ import annotations

from sousveil.model.figure import Rules

RULE_WORDS = {
    ("home", "included"): "the home market counts",
    ("home", "excluded"): "the home market is left out",
    ("origin", "tick"): "an origin counts by the table's own column",
    ("origin", "supplier"): "an origin counts by the head office of a named supplier",
    ("mult", "excluded"): 'the mark "Mult" counts for no supplier',
    ("mult", "included"): 'China\'s "Mult" is read as Huawei',
    ("stray", "excluded"): "names outside the headed columns do not count",
    ("stray", "included"): "names outside the headed columns count",
    ("misprints", "repaired"): "misprinted names count under their right name",
    ("misprints", "as_printed"): "misprinted names do not count",
}


def rules_in_words(rules: Rules) -> str:
    """Return every rule in force, in words, in one line."""
    return "; ".join(RULE_WORDS[pair] for pair in rules.as_dict().items())
