"""tools/strings.py on a small project: what it writes, what it refuses."""

import gettext
from pathlib import Path

import pytest

from app.language.extraction import ROOT
from tools import strings


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "babel.cfg").write_text((ROOT / "babel.cfg").read_text())
    (tmp_path / "templates").mkdir()
    write(tmp_path, '{{ _("My plan") }}{{ ngettext("%(num)s day", "%(num)s days", 2) }}')
    list(strings.update(tmp_path, ("pl",)))
    return tmp_path


def write(project: Path, template: str) -> None:
    (project / "templates/page.html").write_text(template)


def translate(project: Path, *pairs: tuple[str, str]) -> None:
    path = strings.catalogue_path(project, "pl")
    text = path.read_text()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text)


FULL = (
    ('msgid "My plan"\nmsgstr ""', 'msgid "My plan"\nmsgstr "Mój plan"'),
    ('msgstr[0] ""', 'msgstr[0] "%(num)s dzień"'),
    ('msgstr[1] ""', 'msgstr[1] "%(num)s dni"'),
    ('msgstr[2] ""', 'msgstr[2] "%(num)s dni"'),
)


def test_a_complete_catalogue_passes_and_compiles(project: Path) -> None:
    translate(project, *FULL)
    assert list(strings.check(project, ("pl",))) == []
    assert list(strings.compile_catalogues(project)) == ["pl: compiled."]
    assert list(strings.compile_catalogues(project)) == []
    with strings.catalogue_path(project, "pl").with_suffix(".mo").open("rb") as file:
        found = gettext.GNUTranslations(file)
    assert found.gettext("My plan") == "Mój plan"
    assert found.ngettext("%(num)s day", "%(num)s days", 5) == "%(num)s dni"


def test_files_are_the_same_on_every_run(project: Path) -> None:
    translate(project, *FULL)
    paths = (strings.template_path(project), strings.catalogue_path(project, "pl"))
    before = [path.read_text() for path in paths]
    list(strings.update(project, ("pl",)))
    assert [path.read_text() for path in paths] == before
    assert "POT-Creation-Date" not in before[0]
    assert "page.html:1" not in before[0]


def test_a_changed_text_is_a_new_one_and_the_old_is_told(project: Path) -> None:
    translate(project, *FULL)
    write(project, '{{ _("My plans") }}')
    assert any("run `make strings`" in said for said in strings.check(project, ("pl",)))
    said = list(strings.update(project, ("pl",)))
    assert said[0] == "pl: 1 texts, 1 to translate."
    assert any("My plan = Mój plan" in line for line in said)
    assert "fuzzy" not in strings.catalogue_path(project, "pl").read_text()


def test_a_text_that_went_and_came_back_keeps_its_translation(project: Path) -> None:
    translate(project, *FULL)
    complete = strings.catalogue_path(project, "pl").read_text()
    before = (project / "templates/page.html").read_text()
    for template in ('{{ _("Another") }}', '{{ _("Yet another") }}'):
        write(project, template)
        list(strings.update(project, ("pl",), keep=True))
    assert '#~ msgstr "Mój plan"' in strings.catalogue_path(project, "pl").read_text()
    assert any("no longer used" in said for said in strings.check(project, ("pl",)))
    write(project, before)
    list(strings.update(project, ("pl",)))
    assert strings.catalogue_path(project, "pl").read_text() == complete


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("Mój plan", ""), "empty"),
        (("%(num)s dni", "%(n)s dni"), "placeholders"),
        (('msgstr[2] "%(num)s dni"\n', ""), "empty"),
        (("nplurals=3", "nplurals=4"), "plural forms"),
        (('#: templates/page.html\nmsgid "My', '#, fuzzy\nmsgid "My'), "fuzzy"),
        (('msgid "My plan"', '#~ msgid "Old"\n#~ msgstr "Stary"\n\nmsgid "My plan"'), "no longer"),
        (('msgid "My plan"', 'msgid "Another"'), "missing"),
    ],
)
def test_what_is_wrong_is_told(project: Path, change: tuple[str, str], told: str) -> None:
    translate(project, *FULL)
    translate(project, change)
    assert any(told in said for said in strings.check(project, ("pl",)))


def test_a_missing_catalogue_and_a_broken_template_are_told(project: Path) -> None:
    assert any("ur: no catalogue" in said for said in strings.check(project, ("ur",)))
    write(project, "{{ _( }}")
    with pytest.raises(Exception, match="unexpected"):
        list(strings.check(project, ("pl",)))
