"""My settings: how I like it, my password."""

from __future__ import annotations

from flask import abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import actions, passwords
from app.accounts.forms import NewPasswordForm
from app.accounts.fresh import requires_fresh
from app.accounts.kept import is_same_site
from app.accounts.likes import TOPICS, topic_of
from app.accounts.sessions import may_change_ways_in
from app.accounts.views.blueprint import me, views
from app.extensions import csrf
from app.htmx import go_to, local_path, page
from app.language import _, current_likes
from app.language.likes import keep_likes
from app.security import Permission, public, requires


@views.get("/settings")
@requires(Permission.USE_MY_ACCOUNT)
def show_settings() -> ResponseReturnValue:
    return page("accounts/settings.html")


@views.get("/settings/likes")
@public
def show_likes() -> ResponseReturnValue:
    """Signed in or not: how pages look is for everybody to choose."""
    return page("accounts/likes.html", topics=TOPICS)


@views.get("/settings/likes/<what>")
@public
def show_like(what: str) -> ResponseReturnValue:
    topic = topic_of(what)
    if topic is None:
        abort(404)
    return page("accounts/like.html", topic=topic, now=getattr(current_likes(), what))


@views.post("/settings/like")
@csrf.exempt
@public
def choose_like() -> ResponseReturnValue:
    """Size, colours, words or pictures, letters: kept on the account, else in the cookie."""
    return _choose(
        {what: value for what, value in request.form.items() if what not in ("next", "csrf_token")}
    )


@views.post("/settings/language")
@csrf.exempt
@public
def choose_language() -> ResponseReturnValue:
    return _choose({"language": request.form.get("language", "")})


def _choose(chosen: dict[str, str]) -> ResponseReturnValue:
    # No CSRF token, so that public pages stay free of cookies; another site's form is refused.
    if request.headers.get("Sec-Fetch-Site") is not None and not is_same_site():
        abort(400)
    likes = current_likes()
    for what, value in chosen.items():
        changed = likes.choose(what, value)
        if changed is None:
            abort(422)
        likes = changed
    signed_out = not current_user.is_authenticated
    if not signed_out:
        actions.keep_likes(by=me(), likes=likes)
    return keep_likes(go_to(local_path(request.form.get("next", ""))), likes, signed_out)


@views.get("/settings/password")
@requires(Permission.USE_MY_ACCOUNT)
def show_password() -> ResponseReturnValue:
    stale = requires_fresh(url_for("accounts.show_password"))
    return stale or page("accounts/password.html", form=NewPasswordForm(account=me()))


@views.post("/settings/password")
@requires(Permission.USE_MY_ACCOUNT)
def set_password() -> ResponseReturnValue:
    stale = requires_fresh(url_for("accounts.show_password"))
    if stale is not None:
        return stale
    if not may_change_ways_in(me()):
        return go_to(url_for("accounts.show_know_device"))
    form = NewPasswordForm(account=me())
    if not form.validate_on_submit():
        return page("accounts/password.html", status=422, form=form)
    hashed = passwords.hash_password(form.new_password.data or "")
    actions.set_password(by=me(), password_hash=hashed)
    flash(_("Your password is new. You are signed out in all other places."), "done")
    return go_to(url_for("accounts.show_settings"))
