"""A search that found nothing counts by itself, for those who plan support: see docs/adr/0024.

Once a browser and day, and only where a person searched on a page of ours. What is kept is the
district, the kinds, days and languages that were chosen, and the language of the page: no words, no
account, no time but the day. The cookie holds the day alone, and goes when the browser closes.
"""

from __future__ import annotations

from flask import Response, current_app, request

from app.audit import SYSTEM
from app.htmx import is_htmx
from app.language import current_locale
from app.people.actions.records import today
from app.providers.actions.unmet import count_nothing_found, told_of
from app.providers.queries.search import Asked, Found
from app.security import limits
from app.transactions import keep_if_possible

COOKIE = "nothing-found"
_FETCHED_AHEAD = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")


def count_if_nothing(response: Response, asked: Asked, found: Found) -> None:
    """Count this search, if it is one that tells the council something, and the first today."""
    facets = told_of(asked.facets)
    district = asked.near.district if asked.near else ""
    # Without counts of facets nothing was looked for: no word of it could be one.
    if found.total or not found.choices or asked.page > 1 or not (district or facets):
        return
    day = today()
    if not _a_person_searched() or request.cookies.get(COOKIE) == day.isoformat():
        return
    if not limits.within(limits.UNMET_FROM_ONE_PLACE, "nothing-found", limits.from_here):
        return
    language = current_locale().code
    keep_if_possible(
        lambda: count_nothing_found(
            by=SYSTEM, day=day, district=district, facets=facets, language=language
        )
    )
    response.set_cookie(
        COOKIE,
        day.isoformat(),
        httponly=True,
        samesite="Lax",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )


def _a_person_searched() -> bool:
    """The browser itself says that somebody sent a form or tapped on a page of ours.

    A link from elsewhere, a saved one, a page that is fetched ahead, and programs that only read
    pages do not say so. Who asks not to be followed (Sec-GPC) is not counted.
    """
    told = request.headers
    by_hand = told.get("Sec-Fetch-Mode") == "navigate" and told.get("Sec-Fetch-User") == "?1"
    return (
        request.method == "GET"
        and told.get("Sec-Fetch-Site") == "same-origin"
        and (by_hand or is_htmx())
        and told.get("Sec-GPC") != "1"
        and not any(each in told for each in _FETCHED_AHEAD)
    )
