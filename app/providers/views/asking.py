"""Ask a place something, and read what it answered. The place never learns who asks."""

from __future__ import annotations

from flask import Blueprint, abort, flash, url_for
from flask.typing import ResponseReturnValue

from app.htmx import go_to, page
from app.language import _, current_locale
from app.people.looking import me
from app.providers.actions import asking as actions
from app.providers.forms.telling import AskForm
from app.providers.models import Listing
from app.providers.queries.asking import my_questions, who_answers
from app.providers.queries.listings import listing_by_slug
from app.security import Permission, requires

views = Blueprint("asking", __name__, url_prefix="/my-list/questions")


@views.get("")
@requires(Permission.USE_MY_ACCOUNT)
def show_mine() -> ResponseReturnValue:
    return page("providers/asking/mine.html", asked=my_questions(me()))


@views.get("/to/<slug>")
@requires(Permission.USE_MY_ACCOUNT)
def show_ask(slug: str) -> ResponseReturnValue:
    return _ask_page(_place(slug), AskForm(formdata=None))


def _place(slug: str) -> Listing:
    listing = listing_by_slug(slug)
    if listing is None or listing.withdrawn_at is not None:
        abort(404)
    return listing


def _ask_page(listing: Listing, form: AskForm, status: int = 200) -> ResponseReturnValue:
    return page(
        "providers/asking/ask.html",
        status=status,
        listing=listing,
        form=form,
        answers=bool(who_answers(listing)),
    )


@views.post("/to/<slug>")
@requires(Permission.USE_MY_ACCOUNT)
def ask(slug: str) -> ResponseReturnValue:
    listing, form = _place(slug), AskForm()
    if not form.validate():
        return _ask_page(listing, form, 422)
    try:
        actions.ask(
            by=me(),
            listing=listing,
            words=form.words.cleaned(),
            language=current_locale().code,
            once=form.key.key,
        )
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return _ask_page(listing, form, 422)
    flash(_("We asked. You get a message when they answer."), "done")
    return go_to(url_for(".show_mine"))
