"""The rules of the tree find what they are for, and leave alone what is right."""

from __future__ import annotations

import pytest

from tools.check_tree import EVERYWHERE, IN_APPLICATION, IN_TEMPLATES, breaches


@pytest.mark.parametrize(
    "line",
    [
        "{{ name|safe }}",
        "{{ name | safe }}",
        "<script>go()</script>",
        '<p style="color: red">',
        "<style>p {}</style>",
        '<a href="x" onclick="go()">',
        '<a href="javascript:go()">',
        "{% autoescape false %}",
    ],
)
def test_templates_may_not_hold(line: str) -> None:
    assert breaches(f"<p>\n{line}", IN_TEMPLATES)[0][1] == 2


@pytest.mark.parametrize(
    "line",
    [
        '<script src="{{ static_url("js/page.js") }}" defer></script>',
        '<p class="style">safe | words</p>',
        '<input name="one" value="on">',
        "{{ items|safely }}",
    ],
)
def test_templates_may_hold(line: str) -> None:
    assert breaches(line, IN_TEMPLATES) == []


@pytest.mark.parametrize(
    "line",
    [
        "https://" + "pypi.org" + "/simple",
        "--index" + "-url https://mirror.example",
        '  "resol' + 'ved": "https://mirror.example/a.tgz"',
        "see " + "/ho" + "me/somebody/portal",
        "file" + ":///srv/wheels",
    ],
)
def test_addresses_of_indexes_and_paths_of_machines_are_found(line: str) -> None:
    assert breaches(line, EVERYWHERE)


def test_ordinary_addresses_and_paths_are_left_alone() -> None:
    text = "https://example.org/home/visits/ and /srv/portal and --no-emit-index-url"
    assert breaches(text, EVERYWHERE) == []


def test_the_factory_is_imported_by_nobody_inside() -> None:
    assert breaches("from app import create_app\n", IN_APPLICATION)
    assert breaches("import app.models\nfrom app.people import queries\n", IN_APPLICATION) == []
