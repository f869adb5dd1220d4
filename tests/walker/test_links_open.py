"""Every link that a role is shown opens: a template asks the guard before it shows a way.

The pages that were met are checked once more by html-validate, a stricter reader than html5lib.
"""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.conftest import lacking, rolled_back
from tests.rules.world import World, build_world
from tests.walker.walk import STARTS, Walk

ROOT = Path(__file__).resolve().parents[2]
ROLES = ("visitor", "person", "family", "friend", "caremanager", "manager", "admin")


@pytest.fixture(scope="module")
def world(sqlite_portal: Flask) -> Iterator[World]:
    with rolled_back(sqlite_portal) as portal:
        yield build_world(portal)


@pytest.fixture(scope="module")
def met(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the pages that were met, each kind of page once a role."""
    return tmp_path_factory.mktemp("pages")


@pytest.mark.parametrize("role", ROLES)
def test_every_link_that_is_shown_opens(world: World, role: str, met: Path) -> None:
    with world.signed_in(role) as client:
        walk = Walk(client, world.portal).go(*STARTS)
    for number, page in enumerate(walk.pages):
        (met / f"{role}-{number:03}.html").write_text(f"{page.html}\n<!-- {page.url} -->")
    assert not walk.dead, "\n".join(walk.dead)


def test_the_pages_are_html_to_a_strict_reader_too(met: Path) -> None:
    program = ROOT / "node_modules" / ".bin" / "html-validate"
    if not program.exists():
        lacking("html-validate (npm)")
    files = sorted(met.glob("*.html"))
    if not files:
        pytest.skip("no page was met: the test before this one did not run")
    config = Path(__file__).with_name("html-validate.json")
    done = subprocess.run(
        [str(program), "--config", str(config), "--formatter", "json", *map(str, files)],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=ROOT,
    )
    found = Counter(
        f"{each['ruleId']}: {each['message']} ({address_of(Path(file['filePath']))})"
        for file in json.loads(done.stdout)
        for each in file["messages"]
    )
    assert not found, "\n".join(found)


def address_of(file: Path) -> str:
    return file.read_text().rpartition("<!-- ")[2].removesuffix(" -->").strip()
