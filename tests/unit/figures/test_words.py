from sousveil.figures.words import RULE_WORDS, rules_in_words
from sousveil.model.figure import RULES, Rules


def test_every_setting_of_every_rule_has_words() -> None:
    assert set(RULE_WORDS) == {(name, value) for name, values in RULES.items() for value in values}


def test_all_rules_in_force_are_said() -> None:
    said = rules_in_words(Rules(home="excluded"))
    assert said.startswith("the home market is left out; ")
    assert said.count(";") == len(RULES) - 1
