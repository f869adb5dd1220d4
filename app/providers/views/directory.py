"""Find support: the search, and the page of one place. Public, and free of cookies."""

from __future__ import annotations

from urllib.parse import parse_qsl

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.htmx import is_htmx, page, say
from app.language import current_locale, ngettext
from app.outcomes.suppression import SMALLEST
from app.people.actions.records import today
from app.people.file_answers import file_answer
from app.providers.facets import chosen_in
from app.providers.forms.find import FindForm
from app.providers.forms.week import WeekForm
from app.providers.importers.values import is_web_address
from app.providers.nothing_found import count_if_nothing
from app.providers.queries.cards import cards_of
from app.providers.queries.listings import listing_by_slug, listing_page, photo_keys
from app.providers.queries.search import FURTHER_MILES, miles_to, search
from app.providers.sources import notices, source_of
from app.providers.vetting import rating_in_words
from app.security import public

views = Blueprint("providers", __name__)

# The parts of the page whose boxes change the results in place: the focus stays on the box.
BOXES = ("choose", "comes")


@views.get("/providers")
@public
def find_providers() -> ResponseReturnValue:
    """The page; for htmx what was found and the counts, or the whole part with the form."""
    form = FindForm(request.args)
    asked = form.question(_page_asked_for()) if form.validate() else None
    found = search(asked) if asked else None
    trigger, target = (request.headers.get(f"HX-{name}") for name in ("Trigger", "Target"))
    changed = found is not None and target == "found"
    response = page(
        "providers/find.html",
        fragment="providers/_changed.html" if changed else "providers/_results.html",
        form=form,
        found=found,
        cards=cards_of(found.hits, current_locale().code, today()) if found else [],
        notices=notices(),
        alone=is_htmx(),
        stays=trigger in BOXES,
        kept_in_place=_chosen_before() if changed else (),
    )
    if asked and found:
        count_if_nothing(response, asked, found)
    if is_htmx() and found is None:
        # What is wrong is said beside its field, and the field stands outside of what was found.
        response.headers["HX-Retarget"] = "#results"
    if found is None or not is_htmx():
        return response
    return say(response, ngettext("1 place", "%(num)s places", found.total))


@views.get("/providers/how-we-sort")
@public
def show_order() -> ResponseReturnValue:
    """The published rule of the order, with the numbers that search goes by."""
    return page("providers/how_we_sort.html", further=FURTHER_MILES)


@views.get("/providers/<slug>/photos/<string(length=32):name>.jpg")
@public
def show_photo(slug: str, name: str) -> ResponseReturnValue:
    """Who would support you; small with ?size=small. For everybody, while a live place shows it."""
    keys = photo_keys(slug, name)
    if keys is None:
        abort(404)
    answer = file_answer(keys[request.args.get("size") == "small"], "image/jpeg")
    # Its name is made of what it shows. An hour: a photo that somebody took back goes soon.
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer


@views.get("/providers/<slug>")
@public
def show_provider(slug: str) -> ResponseReturnValue:
    """One place. A search in the address gives its way back and the distance."""
    listing = listing_by_slug(slug)
    if listing is None:
        abort(404)
    form = FindForm(request.args)
    near = form.place if form.validate() else None
    asked = form.asked(page=request.args.get("page") and _page_asked_for())
    if listing.withdrawn_at is not None:
        return page("providers/withdrawn.html", status=410, listing=listing, asked=asked)
    week = WeekForm(request.args)
    week.validate()
    website, provider = listing.service.website, listing.service.provider
    return page(
        "providers/show.html",
        place=listing_page(listing, current_locale().code, today()),
        listing=listing,
        miles=miles_to(listing, near),
        asked=asked,
        week=week,
        week_pence=listing.service.week_pence(week.half_hours),
        website=website if is_web_address(website) else "",
        rating=rating_in_words(provider.cqc_rating) if provider else "",
        rating_link=provider.cqc_link if provider and is_web_address(provider.cqc_link) else "",
        fewest=SMALLEST,
        source=source_of(listing.source),
    )


def _chosen_before() -> frozenset[str]:
    """The facets in the address that htmx comes from: a box that was just unticked keeps its place,
    and with it the focus, also where no place has it."""
    query = request.headers.get("HX-Current-URL", "").partition("?")[2].partition("#")[0]
    return chosen_in(MultiDict(parse_qsl(query)))


def _page_asked_for() -> int:
    asked = request.args.get("page", 1, type=int)
    return min(max(asked, 1), 1_000_000)
