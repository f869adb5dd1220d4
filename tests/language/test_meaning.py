"""Meaning checks: the way they are judged, and those of the languages on offer."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from app.language.extraction import ROOT
from app.language.locales import ENGLISH, KNOWN
from app.language.meaning import (
    LEAST_CAUGHT,
    Caught,
    Check,
    Records,
    caught_in_all,
    hash_of,
    load_records,
    problems,
    template_of,
)

OFFERED = sorted(set(KNOWN) - {ENGLISH.code})


def catalogue_of(locale: str) -> Catalog:
    path = ROOT / "translations" / locale / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=locale)


@pytest.mark.parametrize("locale", OFFERED)
def test_each_language_has_its_checks_and_none_is_stale(locale: str) -> None:
    assert problems(load_records(locale), catalogue_of(locale)) == []


def test_wrong_translations_were_caught() -> None:
    assert caught_in_all(load_records(locale) for locale in OFFERED) >= LEAST_CAUGHT


@pytest.fixture
def catalog() -> Catalog:
    catalog = Catalog(locale="pl")
    for number in range(40):
        catalog.add(f"You can see part {number}.", f"Widzisz część {number}.")
    catalog.add("You can not see this.", "Nie widzisz tego.")
    return catalog


def record(number: int) -> Check:
    english, polish = f"You can see part {number}.", f"Widzisz część {number}."
    hashes = hash_of((english,)), hash_of((polish,))
    return Check(english, *hashes, f"You see part {number}.", "same", "2026-03-12")


FULL = Records(tuple(record(number) for number in range(30)))


def test_thirty_fresh_checks_pass(catalog: Catalog) -> None:
    assert problems(FULL, catalog) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"sha_en": "0"}, "English has changed"),
        ({"sha_translation": "0"}, "translation has changed"),
        ({"msgid": "Gone"}, "English is gone"),
        ({"verdict": "differs"}, "verdict “differs”"),
        ({"back_translation": " "}, "no back-translation"),
    ],
)
def test_one_bad_check_fails(catalog: Catalog, change: dict[str, str], told: str) -> None:
    first, *others = FULL.checks
    changed = Records((replace(first, **change), *others))
    assert any(told in said for said in problems(changed, catalog))


def test_too_few_or_the_same_one_twice_fails(catalog: Catalog) -> None:
    few = Records((*FULL.checks[:29], FULL.checks[0]))
    assert problems(few, catalog) == ["29 texts checked, 30 is the least"]


def test_a_change_of_the_translation_makes_its_check_stale(catalog: Catalog) -> None:
    catalog["You can see part 3."].string = "Nie widzisz części 3."
    assert len(problems(FULL, catalog)) == 1


CAUGHT = Caught("You can see part 1.", "Nie widzisz części 1.", "You do not see part 1.", "no")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"msgid": "Gone"}, "text that is gone"),
        ({"wrong_translation": "Widzisz część 1."}, "one in use"),
        ({"back_translation": "You can see part 1."}, "does not differ"),
        ({"why": ""}, "does not say"),
    ],
)
def test_a_caught_one_must_be_wrong_and_told(
    catalog: Catalog, change: dict[str, str], told: str
) -> None:
    assert problems(replace(FULL, caught=(CAUGHT,)), catalog) == []
    wrong = replace(FULL, caught=(replace(CAUGHT, **change),))
    assert any(told in said for said in problems(wrong, catalog))


def test_the_template_gives_weighty_texts_first_and_can_be_loaded(
    catalog: Catalog, tmp_path: Path
) -> None:
    given = json.loads(template_of(catalog, "pl", 5, tmp_path))
    assert len(given["checks"]) == 5
    first = given["checks"][0]
    assert first["msgid"] == "You can not see this."
    filled = {**first, "back_translation": "You do not see it.", "verdict": "same"}
    filled["checked"] = "2026-03-12"
    (tmp_path / "pl.json").write_text(json.dumps({"checks": [filled], "caught": []}))
    assert problems(load_records("pl", tmp_path), catalog)[0].startswith("1 texts checked")
    again = json.loads(template_of(catalog, "pl", 50, tmp_path))
    assert first["msgid"] not in {one["msgid"] for one in again["checks"]}


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        '{"checks": [{"msgid": "a"}], "caught": []}',
        '{"checks": [], "caught": [{"msgid": 3}]}',
        '{"checks": [], "caught": [{"other": "x"}]}',
    ],
)
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "pl.json").write_text(text)
    with pytest.raises(ValueError):
        load_records("pl", tmp_path)
