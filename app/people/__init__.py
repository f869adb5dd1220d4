"""The person, the circle, sharing, about me, legal and capacity records, needs."""

from __future__ import annotations

from flask import Blueprint, Flask


def init_app(app: Flask) -> None:
    """Whom somebody may name to be told of a new device comes from their circle."""
    from app.accounts.contacts import offer_contacts
    from app.people.queries.circle import contacts_of

    offer_contacts(app, contacts_of)


def blueprints() -> list[Blueprint]:
    from app.people import views

    return views.blueprints()
