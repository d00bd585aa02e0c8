from sousveil.figures.words import RULE_WORDS, rules_in_words
from sousveil.model.figure import RULES, Rules
from sousveil.model.policy import POLICIES, Policy


def test_every_setting_of_every_rule_has_words() -> None:
    settings = RULES | POLICIES
    assert set(RULE_WORDS) == {(name, v) for name, values in settings.items() for v in values}


def test_the_policy_of_a_living_edition_is_said_with_the_rules() -> None:
    said = rules_in_words(Rules(), Policy(min_origins=2))
    assert "each entry needs two independent origins" in said


def test_all_rules_in_force_are_said() -> None:
    said = rules_in_words(Rules(home="excluded"))
    assert said.startswith("the home market is left out; ")
    assert said.count(";") == len(RULES) - 1
