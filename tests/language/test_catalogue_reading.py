"""From templates and Python to messages, through the lint, to a verdict; on a small project."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from app.language.extraction import ROOT, extract
from app.language.lint.__main__ import main
from app.language.lint.catalogue import guess_kind, guess_register, read_marks, read_messages
from app.language.lint.message import Message
from app.language.lint.report import lint_messages, write_report
from app.language.lint.translations import catalogue_findings

PAGE = """{% from "components/glossary.html" import word, explain %}
<h1>{{ _("My plan") }}</h1>
<p>{{ _("Ask an advocate.") }}</p>{{ word("advocate") }}
{# L10n: kind=button The person taps this. #}
<button>{{ _("Keep my words as they are now") }}</button>
{{ ngettext("%(num)s person", "%(num)s people", 3) }}
"""
FORMS = """
from app.language import _l
A = _l("Write your name.")
# L10n: word=tenancy
B = _l("Do you have a tenancy?")
# L10n: kind=shout
C = _l("Your name")
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "babel.cfg").write_text((ROOT / "babel.cfg").read_text())
    for name, text in {
        "templates/plans/show.html": PAGE,
        "templates/plans/_part.html": '{{ _("Your advocate can see this.") }}',
        "templates/council/list.html": '{{ _("Safeguarding") }}',
        "app/plans/forms.py": FORMS,
        "other/ignored.html": '{{ _("Not ours") }}',
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def messages(project: Path) -> dict[str, Message]:
    return {one.msgid: one for one, _ in read_messages(extract(project), project)}


def test_kind_register_and_places_are_read(project: Path) -> None:
    found = messages(project)
    assert found["My plan"].kind == "label"
    assert found["My plan"].places == ("templates/plans/show.html:2",)
    assert found["Keep my words as they are now"].kind == "button"
    assert found["Write your name."].kind == "error"
    assert found["Do you have a tenancy?"].kind == "heading"
    assert found["%(num)s person"].plural == "%(num)s people"
    assert found["Safeguarding"].register == "work"
    assert found["My plan"].register == "person"
    assert "Not ours" not in found


def test_words_that_pages_explain_are_known(project: Path) -> None:
    found = messages(project)
    assert found["Ask an advocate."].explained == {"advocate"}
    assert found["Your advocate can see this."].explained == {"advocate"}
    assert found["Do you have a tenancy?"].explained == {"advocate", "tenancy"}


def test_the_report_counts_and_fails(project: Path) -> None:
    report = lint_messages(read_messages(extract(project), project))
    lines = list(write_report(report))
    assert "L10n error: 1" in lines
    assert any("app/plans/forms.py:7" in line and "kind=shout" in line for line in lines)
    assert report.problems() and lines[-1].startswith("Not yet easy to read: 2 errors")
    assert report.work == 1


def test_thresholds_fail_without_an_error() -> None:
    long = Message("one two three four five six seven eight nine ten eleven twelve thirteen.")
    report = lint_messages([(long, [])])
    assert len(report.problems()) == 2
    assert lint_messages([]).problems() == []


def test_the_command_says_what_is_wrong(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(project), "--locale", "pl"]) == 1
    said = capsys.readouterr().out
    assert "translations/pl/LC_MESSAGES/messages.po: no catalogue" in said
    (project / "app/plans/forms.py").write_text("")
    (project / "templates/plans/show.html").write_text('{{ _("My plan") }}{{ word("advocate") }}')
    assert main(["--root", str(project), "--english", "--quiet"]) in (0, 1)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("My plan", "label"),
        ("Who are you?", "heading"),
        ("Stop. Who are you?", "body"),
        ("You can stop.", "body"),
        ("one two three four five six seven eight nine", "body"),
        ("", "label"),
    ],
)
def test_kinds_are_guessed_by_shape(text: str, kind: str) -> None:
    assert guess_kind(text) == kind


@pytest.mark.parametrize(
    ("files", "register"),
    [
        (["templates/council/a.html"], "work"),
        (["templates/people/council_list.html"], "work"),
        (["app/provider/views.py"], "work"),
        (["templates/providers/list.html"], "person"),
        (["templates/council/a.html", "templates/pages/b.html"], "person"),
        ([], "person"),
    ],
)
def test_registers_are_guessed_by_place(files: list[str], register: str) -> None:
    assert guess_register(files) == register


def test_marks() -> None:
    marks = read_marks(["kind=button register=work word=advocate,deputy for the translator"])
    assert (marks.kind, marks.register) == ("button", "work")
    assert marks.explained == {"advocate", "deputy"}
    assert read_marks(["word=unheard-of"]).mistakes == ["word=unheard-of"]


TRANSLATIONS = [
    ("My plan", "Mój plan", None),
    ("My plan", "", "empty"),
    ("%(name)s can see this.", "Widzi to %(name)s.", None),
    ("%(name)s can see this.", "Widzi to %(nazwa)s.", "names"),
    ("Say <strong>no</strong>.", "Powiedz <strong>nie</strong>.", None),
    ("Say <strong>no</strong>.", "Powiedz nie.", "tags"),
    ("No", "To jest stanowczo o wiele za długie", "length"),
    ("one " * 50, "słowo " * 40, "sentence"),
    (("%(num)s day", "%(num)s days"), ("jeden dzień", "%(num)s dni", "%(num)s dni"), None),
    (("%(num)s day", "%(num)s days"), ("%(num)s dzień", "%(num)s dni"), "plural"),
]


@pytest.mark.parametrize(("english", "given", "about"), TRANSLATIONS)
def test_translations(english: str, given: str, about: str | None) -> None:
    catalog = Catalog(locale="pl")
    catalog.add(english, given)
    assert {finding.about for _, finding in catalogue_findings(catalog)} == ({about} - {None})


def test_a_fuzzy_translation_is_found() -> None:
    catalog = Catalog(locale="ur")
    catalog.add("My plan", "میرا منصوبہ", flags=("fuzzy",))
    assert {finding.about for _, finding in catalogue_findings(catalog)} == {"fuzzy"}
