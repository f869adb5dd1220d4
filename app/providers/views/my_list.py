"""My list: of an account, or of a visitor in a cookie of their own device."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, flash, request, url_for
from flask.sansio.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_login import current_user, user_logged_out

from app.accounts.kept import is_same_site
from app.accounts.leaving import left_fast
from app.audit import looked
from app.extensions import csrf
from app.htmx import go_to, is_htmx, local_path, page, say
from app.language import _, ngettext
from app.people.actions.records import today
from app.people.looking import me
from app.people.parts import Part
from app.people.queries.circle import person_of
from app.providers.actions import my_list as actions
from app.providers.forms.my_list import CompareForm, NoteForm
from app.providers.list_cookie import (
    forget_here,
    is_at_work,
    keep_here,
    kept_here,
    said_mine,
    say_mine,
    waiting_here,
)
from app.providers.models import Listing
from app.providers.models.my_list import LIST_MOST
from app.providers.queries.comparing import LEAST, MOST, beside
from app.providers.queries.listings import listing_by_slug
from app.providers.queries.my_list import (
    Kept,
    chosen_of,
    is_on_list,
    list_of,
    list_of_ids,
)
from app.security import Permission, public, requires

views = Blueprint("my_list", __name__, url_prefix="/my-list")
left_fast.connect(forget_here)


@views.record_once
def listen(state: BlueprintSetupState) -> None:
    """Nothing of the list stays at sign-out."""
    user_logged_out.connect(forget_here, state.app)


@views.app_template_global()
def on_my_list(listing: Listing) -> bool:
    """Is it on the list of whoever reads? For the button on its page. At most one query."""
    if current_user.is_authenticated:
        return is_on_list(me(), listing.id)
    return listing.id in kept_here()


def from_our_pages() -> None:
    """No token, so that public pages stay free of cookies; another site's form is refused."""
    if request.headers.get("Sec-Fetch-Site") is not None and not is_same_site():
        abort(400)


def _own_list(how: str = "screen") -> list[Kept]:
    """The list of whoever reads. A person's own look is kept, as for every part of theirs."""
    if not current_user.is_authenticated:
        return list_of_ids(kept_here())
    person = person_of(me())
    if person is not None:
        looked(person.id, Part.MY_LIST.value, how)
    return list_of(me())


@views.get("")
@public
def show_list() -> ResponseReturnValue:
    signed_in = current_user.is_authenticated
    waiting = waiting_here() if signed_in else 0
    return page(
        "providers/list/list.html",
        kept=_own_list(),
        person=person_of(me()) if signed_in else None,
        left=len(kept_here()) if signed_in and said_mine() else 0,
        waiting=waiting,
        at_work=waiting and is_at_work(me()),
        most=LIST_MOST,
    )


@views.get("/print")
@public
def print_list() -> ResponseReturnValue:
    return page("providers/list/print.html", kept=_own_list("print"))


@views.post("/places/<slug>")
@csrf.exempt
@public
def change_list(slug: str) -> ResponseReturnValue:
    """On my list, or off it, in one tap. What is withdrawn only goes off."""
    from_our_pages()
    listing, keeps = listing_by_slug(slug), request.form.get("keep")
    if listing is None or (keeps == "1" and listing.withdrawn_at is not None):
        abort(404)
    if keeps not in ("1", "0"):
        abort(422)
    try:
        response = _change(_answer(listing, keeps == "1"), listing, keeps == "1")
    except actions.Refused as refused:
        flash(str(refused.words), "bad")
        return go_to(url_for(".show_list"))
    words = _("It is on my list.") if keeps == "1" else _("It is off my list.")
    if is_htmx():
        return say(response, words)
    flash(words, "done")
    return response


def _answer(listing: Listing, on_list: bool) -> Response:
    """The button as it is now, for htmx; else the page where it stood."""
    if is_htmx():
        return page("providers/list/_button.html", listing=listing, on_list=on_list)
    return go_to(local_path(request.form.get("next", ""), url_for(".show_list")))


def _change(response: Response, listing: Listing, keeps: bool) -> Response:
    if current_user.is_authenticated:
        change = actions.keep if keeps else actions.take_off
        change(by=me(), listing=listing)
        return response
    here = [each for each in kept_here() if each != listing.id]
    if keeps and len(here) >= LIST_MOST:
        raise actions.Refused(actions.FULL)
    return keep_here(response, [*here, listing.id] if keeps else here)


@views.post("/bring")
@requires(Permission.USE_MY_ACCOUNT)
def say_whose() -> ResponseReturnValue:
    """The places that were kept here are mine, and come on my list; or they are not, and go."""
    mine = request.form.get("mine")
    if mine not in ("1", "0"):
        abort(422)
    response = go_to(local_path(request.form.get("next", ""), url_for(".show_list")))
    if mine == "0":
        flash(_("They are gone from this device."), "done")
        return keep_here(response, ())
    left = say_mine(me())
    if left:
        words = ngettext(
            "1 place did not fit on my list. It is still on this device.",
            "%(num)s places did not fit on my list. They are still on this device.",
            len(left),
        )
        flash(words, "plain")
    else:
        flash(_("They are on my list."), "done")
    return keep_here(response, left)


@views.get("/compare")
@public
def compare() -> ResponseReturnValue:
    """Two to four places side by side; on paper where `print` is asked for."""
    form, named = CompareForm(request.args), request.args.getlist("with")
    on_paper = request.args.get("print") == "1"
    kept = _own_list("print" if on_paper else "screen")
    chosen = chosen_of(kept, named)
    fits = LEAST <= len(chosen) <= MOST
    # Where there is nothing to compare yet, its page asks for no postcode and no hours.
    good = fits and form.validate()
    given: dict[str, Any] = {
        "kept": kept,
        "form": form,
        "chosen": chosen,
        "named": named,
        "asked": {"with": named, "where": form.where.data, "hours": form.hours.data},
    }
    if not fits:
        return page("providers/list/choose.html", **given)
    given["beside"] = beside(
        chosen, form.place if good else None, form.half_hours if good else None, today()
    )
    return page(f"providers/list/compare{'_print' if on_paper else ''}.html", **given)


@views.post("/places/<slug>/room")
@requires(Permission.USE_MY_ACCOUNT)
def tell_room(slug: str) -> ResponseReturnValue:
    """Shown on my own page when this place has room, or not any more: one tap each."""
    kept, tells = _mine(slug), request.form.get("tells")
    if tells not in ("1", "0"):
        abort(422)
    try:
        actions.tell_room(by=me(), listing=kept.listing, tells=tells == "1")
    except actions.Refused as refused:
        flash(str(refused.words), "bad")
    else:
        shown, not_shown = _("You will see it on your page."), _("You will not see it any more.")
        flash(shown if tells == "1" else not_shown, "done")
    return go_to(url_for(".show_list"))


@views.get("/places/<slug>/words")
@requires(Permission.USE_MY_ACCOUNT)
def show_note(slug: str) -> ResponseReturnValue:
    kept = _mine(slug)
    return _note_page(kept, NoteForm(data={"words": kept.words}))


@views.post("/places/<slug>/words")
@requires(Permission.USE_MY_ACCOUNT)
def write_note(slug: str) -> ResponseReturnValue:
    kept, form = _mine(slug), NoteForm()
    if not form.validate():
        return _note_page(kept, form, 422)
    try:
        actions.write_note(by=me(), listing=kept.listing, words=form.words.cleaned())
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return _note_page(kept, form, 422)
    flash(_("Kept."), "done")
    return go_to(_back())


def _mine(slug: str) -> Kept:
    found = next((each for each in _own_list() if each.listing.slug == slug), None)
    if found is None:
        abort(404)
    return found


def _note_page(kept: Kept, form: NoteForm, status: int = 200) -> ResponseReturnValue:
    return page("providers/list/note.html", status=status, each=kept, form=form, back=_back())


def _back() -> str:
    """To the list, or to the comparison that led here."""
    return local_path(request.args.get("next", ""), url_for(".show_list"))
