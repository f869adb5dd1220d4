"""Every endpoint × role × method is called and must answer as `access.py` says.

The register is written by hand from the design's sharing table, not from the policy code. A new
route fails here until somebody writes down who may use it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from flask.testing import FlaskClient

from tests.rules.access import REGISTER
from tests.rules.rows import Row
from tests.rules.world import ROLES, World

SAFE = {"HEAD", "OPTIONS"}


def outcome(client: FlaskClient, row: Row, world: World) -> str:
    """What a call came to: in, sign-in, 403, 404 (or another status, which no row expects)."""
    try:
        answer = client.open(row.url(world.values), method=row.method, data=dict(row.form))
    except Exception as problem:
        # A view that was never meant for this caller may break: that is no entry, and no refusal.
        return f"broken by {type(problem).__name__}"
    if answer.status_code == 401 or answer.headers.get("Location", "").startswith("/sign-in"):
        return "sign-in"
    if answer.status_code < 400 or answer.status_code == 422:
        return "in"
    return str(answer.status_code)


def wrong_answers(world: World, rows: Iterable[Row], roles: Iterable[str] = ROLES) -> Iterator[str]:
    """Every call whose outcome is not what the register says."""
    for role in roles:
        for row in rows:
            expected = row.expected(role)
            if expected == "any":
                continue
            with world.signed_in(role) as client:
                got = outcome(client, row, world)
            if got != expected:
                yield f"{row.method} {row.path} as {role}: {got}, not {expected}"


def test_every_endpoint_is_in_the_register(world: World) -> None:
    adapter = world.portal.url_map.bind("localhost")
    there = {
        (rule.endpoint, method)
        for rule in world.portal.url_map.iter_rules()
        for method in (rule.methods or set()) - SAFE
    }
    written = {
        (adapter.match(row.url(world.values).partition("?")[0], row.method)[0], row.method)
        for row in REGISTER
    }
    assert there - written == set(), "Write down who may use these in tests/rules/access.py"


def test_every_view_carries_a_mark(world: World) -> None:
    bare = [
        name
        for name, view in world.portal.view_functions.items()
        if getattr(view, "policy_mark", None) is None
    ]
    assert bare == []


@pytest.mark.parametrize("role", ROLES)
def test_answers_are_those_of_the_register(world: World, role: str) -> None:
    assert list(wrong_answers(world, REGISTER, [role])) == []
