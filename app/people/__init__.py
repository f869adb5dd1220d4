"""The person, the circle, sharing, about me, legal and capacity records, needs."""

from __future__ import annotations

from flask import Blueprint, Flask


def init_app(app: Flask) -> None:
    """Whom somebody may name to be told of a new device comes from their circle.

    The worker looks after safeguarding overrides that ran out, and tidies the store of files.
    """
    from app.accounts.contacts import offer_contacts
    from app.notices.jobs import add_job
    from app.people.jobs import LOOK_AFTER_OVERRIDES, TIDY_FILES
    from app.people.queries.circle import contacts_of

    offer_contacts(app, contacts_of)
    add_job(app, LOOK_AFTER_OVERRIDES)
    add_job(app, TIDY_FILES)


def blueprints() -> list[Blueprint]:
    from app.people import views

    return views.blueprints()
