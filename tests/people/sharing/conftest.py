"""The demo's world for the tests of sharing, on SQLite and on PostgreSQL."""

from __future__ import annotations

from tests.rules.worlds import either_rules_portal, either_world, here

__all__ = ["either_rules_portal", "either_world", "here"]
