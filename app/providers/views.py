"""Find support: the search, and the page of one place. Public, and free of cookies."""

from __future__ import annotations

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from app.htmx import is_htmx, page, say
from app.language import ngettext
from app.providers import queries
from app.providers.distance import miles_between
from app.providers.forms import FindForm
from app.providers.importers.values import is_web_address
from app.providers.sources import notices, source_of
from app.security import public

views = Blueprint("providers", __name__)


@views.get("/providers")
@public
def find_providers() -> ResponseReturnValue:
    form = FindForm(request.args)
    found = None
    if form.validate():
        found = queries.search(form.what.cleaned(), form.place, form.miles.data, _page_asked_for())
    response = page(
        "providers/find.html",
        fragment="providers/_results.html",
        form=form,
        found=found,
        radii=queries.RADIUS_MILES,
        notices=notices(),
        alone=is_htmx(),
    )
    if found is None or not is_htmx():
        return response
    return say(response, ngettext("1 place", "%(num)s places", found.total))


@views.get("/providers/<slug>")
@public
def show_provider(slug: str) -> ResponseReturnValue:
    """One place. A search in the address gives its way back and the distance."""
    listing = queries.listing_by_slug(slug)
    if listing is None:
        abort(404)
    form = FindForm(request.args)
    miles = None
    if form.validate() and form.place is not None:
        place = form.place
        miles = miles_between(place.latitude, place.longitude, listing.latitude, listing.longitude)
    website = listing.service.website
    return page(
        "providers/show.html",
        listing=listing,
        miles=miles,
        asked=form.asked(page=request.args.get("page") and _page_asked_for()),
        website=website if is_web_address(website) else "",
        source=source_of(listing.source),
    )


def _page_asked_for() -> int:
    asked = request.args.get("page", 1, type=int)
    return min(max(asked, 1), 1_000_000)
