"""Home, help, leaving fast, privacy, accessibility, languages, who runs this."""

from __future__ import annotations

from flask import Blueprint, current_app, redirect
from flask.typing import ResponseReturnValue

from app.database import now
from app.htmx import page
from app.language.formats import LONDON
from app.pages.help import is_signed_in, people_to_ask
from app.pages.home import home_of
from app.people.looking import me
from app.providers.list_cookie import is_at_work, waiting_here
from app.security import Permission, public, requires

views = Blueprint("pages", __name__)


@views.get("/")
@public
def show_front() -> ResponseReturnValue:
    return page("pages/front.html")


@views.get("/my")
@requires(Permission.USE_MY_ACCOUNT)
def show_my() -> ResponseReturnValue:
    """Home of whoever signed in: their things to do, then their doors."""
    home = home_of(me())
    return page(
        "pages/my.html",
        home=home,
        kept_here=0 if is_at_work(me(), home.works) else waiting_here(),
        today=now().astimezone(LONDON).date(),
    )


@views.get("/help")
@public
def show_help() -> ResponseReturnValue:
    """I need help. Nothing of it is logged about a person."""
    return page("pages/help.html", helpers=people_to_ask())


@views.get("/help/leaving")
@public
def show_help_leaving() -> ResponseReturnValue:
    """What "Leave fast" does, and what it cannot do."""
    return page("pages/help_leaving.html", signed_in=is_signed_in())


@views.get("/help/advocate")
@public
def show_help_advocate() -> ResponseReturnValue:
    return page("pages/help_advocate.html", signed_in=is_signed_in())


@views.get("/leave")
@public
def show_leave() -> ResponseReturnValue:
    """The plain page of "Leave fast" where there is no JavaScript."""
    response = page("pages/leave.html", signed_in=is_signed_in())
    response.headers["Cache-Control"] = "no-store"
    return response


@views.get("/privacy")
@public
def show_privacy() -> ResponseReturnValue:
    return page("pages/privacy.html")


@views.get("/accessibility")
@public
def show_accessibility() -> ResponseReturnValue:
    return page("pages/accessibility.html")


@views.get("/languages")
@public
def show_languages() -> ResponseReturnValue:
    return page("pages/languages.html")


@views.get("/about")
@public
def show_about() -> ResponseReturnValue:
    """Who runs this portal."""
    return page("pages/about.html")


@views.get("/favicon.ico")
@public
def show_favicon() -> ResponseReturnValue:
    """For those that ask before they read the page: the mark that the page names."""
    mark = current_app.config["STATIC_MANIFEST"].get("img/mark.svg", "img/mark.svg")
    return redirect(f"/static/{mark}", 303)
