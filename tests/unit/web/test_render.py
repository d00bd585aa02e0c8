"""Templates: their fixed words are put into a language when they are read."""

from __future__ import annotations

from jinja2 import nodes

from sousveil.web.catalogue import translator
from sousveil.web.render import environment


def rendered(source: str, language: str, **shown: object) -> str:
    made = environment(language)
    return made.from_string(source).render(t=translator(language), **shown)


def test_words_of_a_template_are_in_the_language_of_the_site() -> None:
    assert rendered('<p>{{ t("Map") }}</p>', "fr") == "<p>Carte</p>"
    assert rendered('<p>{{ t("Map") }}</p>', "en") == "<p>Map</p>"


def test_fixed_words_are_no_call_and_are_escaped() -> None:
    made = environment("en")
    code = made.compile('{{ t("<b> & more") }}', raw=True)
    assert "resolve('t')" not in code
    assert rendered('{{ t("<b> & more") }}', "en") == "&lt;b&gt; &amp; more"


def test_words_that_depend_on_data_are_put_into_the_language_on_the_page() -> None:
    source = (
        '{{ t("{n} place|{n} places", n=n) }}, {{ t(words) }}, {{ t("Map" if n else "Matrix") }}'
    )
    assert rendered(source, "en", n=1, words="Map") == "1 place, Map, Map"
    assert rendered(source, "fr", n=2, words="Map") == "2 lieux, Carte, Carte"


def test_the_words_stay_in_the_source_of_a_template_for_the_catalogue() -> None:
    calls = list(environment("fr").parse('{{ t("Map") }}').find_all(nodes.Call))
    assert len(calls) == 1
