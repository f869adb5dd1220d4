"""The demo's world: one a module."""

from __future__ import annotations

from tests.rules.worlds import either_rules_portal, either_world, here, rules_portal, scene, world

__all__ = ["either_rules_portal", "either_world", "here", "rules_portal", "scene", "world"]
