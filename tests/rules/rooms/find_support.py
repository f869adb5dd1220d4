"""Find support: a place's page is for everybody; its room and its questions for who runs it."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select
from uuid_utils.compat import uuid7

from app.accounts.models import Account
from app.demo.portraits import portrait
from app.extensions import db
from app.providers.actions.asking import ask
from app.providers.models import Listing
from app.storage import keep_for_everybody
from tests.rules.rows import EVERYBODY, SIGNED_IN, Row, page, write

MANAGER = frozenset({"manager"})
MANAGERS = frozenset({"manager", "manager2"})
# The listing is of the first manager's provider: the other finds nothing there.
OTHER = MANAGERS - MANAGER

ROWS: list[Row] = [
    page("/providers/hazelwick-supported-living", EVERYBODY),
    page("/providers/klub-kociolek", EVERYBODY),
    page("/providers/hazelwick-supported-living/photos/{helper_photo}.jpg", EVERYBODY),
    page("/my-list/questions", SIGNED_IN),
    page("/my-list/questions/to/hazelwick-supported-living", SIGNED_IN),
    write(
        "/my-list/questions/to/hazelwick-supported-living", SIGNED_IN, form={"words": "Is it warm?"}
    ),
    page("/provider/room", MANAGERS),
    page("/provider/room/{own_listing}", MANAGER, finds_nothing=OTHER),
    write("/provider/room/{own_listing}", MANAGER, finds_nothing=OTHER),
    write("/provider/room/{own_listing}/take-back", MANAGER, finds_nothing=OTHER),
    page("/provider/questions", MANAGERS),
    page("/provider/questions/{listing_question}", MANAGER, finds_nothing=OTHER),
    write("/provider/questions/{listing_question}", MANAGER, finds_nothing=OTHER),
]


def make(
    person_id: uuid.UUID, accounts: dict[str, Account], members: dict[str, uuid.UUID]
) -> dict[str, Any]:
    """The demo has the places; the person asked one of them something."""
    listing = db.session.scalars(
        select(Listing).where(Listing.slug == "hazelwick-supported-living")
    ).one()
    question = ask(
        by=accounts["person"],
        listing=listing,
        words="Can I bring my teapots?",
        language="en",
        once=uuid7(),
    )
    helper = next(each for each in listing.service.workers if each.photo_key)
    keep_for_everybody(portrait(helper.name))
    return {
        "own_listing": listing.id,
        "listing_question": question.id,
        "helper_photo": helper.photo_name,
    }
