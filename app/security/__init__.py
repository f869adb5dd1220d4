"""Default deny: the guard, the permissions in plain words, headers and limits."""

from __future__ import annotations

from app.security.guard import allowed, public, refuse, register_policy, requires
from app.security.permissions import Permission

__all__ = ["Permission", "allowed", "public", "refuse", "register_policy", "requires"]
