"""Signing in, links, passkeys, settings, devices, the demo."""

from __future__ import annotations

from app.accounts.views import (
    again,
    demo,
    devices,
    fresh,
    in_person,
    leave,
    links,
    passkeys,
    settings,
    sign_in,
)
from app.accounts.views.blueprint import views

__all__ = [
    "again",
    "demo",
    "devices",
    "fresh",
    "in_person",
    "leave",
    "links",
    "passkeys",
    "settings",
    "sign_in",
    "views",
]
