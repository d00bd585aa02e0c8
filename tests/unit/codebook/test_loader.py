"""Codebook files are read strictly, and mistakes are told with their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from sousveil.codebook.loader import load, load_own, load_packaged, packaged_folder
from sousveil.codebook.names import Names
from sousveil.errors import InvalidCodebook


def overlay(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        pytest.param(
            "suppliers.yml",
            "- id: acme\n  name: Acme\n- id: lumivex\n  nam: Lumivex\n",
            "suppliers.yml, line 3: 'nam' is no field of a supplier",
            id="unknown-field",
        ),
        pytest.param(
            "suppliers.yml",
            "- id: acme\n",
            "suppliers.yml, line 1: 'name' is missing",
            id="missing-field",
        ),
        pytest.param(
            "suppliers.yml",
            "- {id: acme, name: Acme, head_office: [{country: ZZZ}]}\n",
            "acme: no country ZZZ",
            id="unknown-country",
        ),
        pytest.param(
            "suppliers.yml",
            "- {id: acme, name: Huawei}\n",
            "'Huawei' belongs to both",
            id="shared-name",
        ),
        pytest.param("groups.yml", "id: [\n", "this is no YAML", id="no-yaml"),
        pytest.param("figures.yml", "- foo\n", "line 1: this is no entry", id="no-entry"),
        pytest.param(
            "figures.yml", "- {id: f, label: l, label: m}\n", "'label' stands here", id="key-twice"
        ),
        pytest.param(
            "turns.yml",
            "deeds:\n- tried: a\n  said: b\n  said: c\n  plain: d\n",
            "line 4: 'said' stands here twice",
            id="turn-twice",
        ),
        pytest.param("wording.yml", "verb: hello\n", "'verb' is no list", id="no-list"),
        pytest.param("wording.yml", "- a\n", "this is no mapping", id="no-mapping"),
        pytest.param("nicknames.yml", "countries: {ZZZ: [zed]}\n", "no ZZZ", id="nickname"),
        pytest.param(
            "technologies.yml",
            "- {id: a, name: a, label: a}\n- {id: a, name: b, label: b}\n",
            "line 2: 'a' is there twice",
            id="twice",
        ),
        pytest.param(
            "figures.yml",
            "- {id: f, label: l, having: [{technology: telepathy}]}\n",
            "f: no technology telepathy",
            id="unknown-technology",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    with pytest.raises(InvalidCodebook) as raised:
        load_own(overlay(tmp_path, name, text))
    assert message in str(raised.value)


def test_a_projects_own_term_replaces_the_packaged_one(tmp_path: Path) -> None:
    text = "- {id: huawei, name: Huawei, aliases: [The Longgang company]}\n"
    book = load_own(overlay(tmp_path, "suppliers.yml", text))
    assert Names(book).supplier("the longgang company") == "huawei"
    assert Names(book).supplier("NEC Corporation") == "nec"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        pytest.param("Burma/Myanmar", "MMR", id="two-names"),
        pytest.param("Ivory Coast", "CIV", id="english"),
        pytest.param("Côte d’Ivoire", "CIV", id="french-with-curly-apostrophe"),
        pytest.param("UK", "GBR", id="short"),
        pytest.param("HK", "HKG", id="two-letters"),
        pytest.param("Czech Republ", None, id="clipped-is-not-guessed"),
        pytest.param("Korea", None, id="ambiguous-is-not-guessed"),
    ],
)
def test_country_names(name: str, code: str | None) -> None:
    assert Names(load_packaged()).country(name) == code


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("suppliers.yml", "- {id: own, name: Own Cameras}\n"),
        (
            "turns.yml",
            "words: {OWN: land}\ncounting:\n- {tried: so, said: 'so <n:n>', plain: '{n}'}\n",
        ),
        ("turns.yml", "words: {STATES: lands}\n"),
    ],
)
def test_own_terms_give_what_reading_all_the_sources_gives(
    tmp_path: Path, name: str, text: str
) -> None:
    folder = overlay(tmp_path, name, text)
    assert load_own(folder) == load(packaged_folder(), folder)


def test_short_company_names_are_never_matched_by_likeness() -> None:
    names = Names(load_packaged())
    assert names.supplier("NCE") is None
    assert names.supplier("Hikvsion") == "hikvision"
    assert names.is_misprint("hikvision", "Hikvsion")
