"""Nothing typed is lost when a session is over: the words wait on the page, then go once more.

The page keeps every field as a hidden input. Only a form of our own pages is taken back, and only
for the account whose session it was.
"""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, jsonify, request, session
from flask.typing import ResponseReturnValue
from flask_login import current_user
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.exceptions import HTTPException

from app.accounts.forms import EmailAndPasswordForm, PasswordForm
from app.accounts.models import SignIn
from app.extensions import db
from app.htmx import is_htmx, local_path, page
from app.language import _

PREFIX = "kept:"
_WHERE = "kept-where"
_NOT_KEPT = ("csrf_token", "credential")


class Kept:
    """A form that could not be taken: where it was going, whose it was, what was typed."""

    def __init__(self, where: str, fields: list[tuple[str, str]], has_files: bool = False) -> None:
        self.where = where
        self.fields = fields
        self.has_files = has_files

    @property
    def path(self) -> str:
        """The address the form was sent to. Raises 400 when the page was tampered with."""
        return local_path(self._read()["path"])

    @property
    def account_id(self) -> uuid.UUID | None:
        found = self._read()["account"]
        return uuid.UUID(found) if found else None

    @property
    def is_mine(self) -> bool:
        """Does it belong to whoever is signed in now?"""
        return self.account_id in (None, current_user.id)

    def _read(self) -> dict[str, str]:
        try:
            read: dict[str, str] = _signer().loads(self.where)
        except BadSignature:
            abort(400)
        return read

    def hidden(self) -> list[tuple[str, str]]:
        """Names and values of the hidden inputs that bring it back to us."""
        return [(_WHERE, self.where), *((PREFIX + name, value) for name, value in self.fields)]


def keep_this_form() -> Kept:
    """What this request wanted to write."""
    fields = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in _NOT_KEPT and "password" not in name
    ]
    account_id = _account_of_this_browser()
    where = {"path": request.full_path.rstrip("?"), "account": str(account_id or "")}
    has_files = any(file.filename for file in request.files.values())
    return Kept(_signer().dumps(where), fields, has_files)


def kept_before() -> Kept:
    """A form that came back from our page. Refuses one from another website."""
    if not is_same_site() or _WHERE not in request.form:
        abort(400)
    fields = [
        (name.removeprefix(PREFIX), value)
        for name, value in request.form.items(multi=True)
        if name.startswith(PREFIX)
    ]
    return Kept(request.form[_WHERE], fields)


def is_same_site() -> bool:
    """Does the form come from a page of ours? Told by the browser itself, not by the page."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(origin).netloc in (
        request.host,
        urlsplit(current_app.config["BASE_URL"]).netloc,
    )


def _account_of_this_browser() -> uuid.UUID | None:
    """Whose session it is or was: a session that is over still names its account."""
    if current_user.is_authenticated:
        account_id: uuid.UUID = current_user.id
        return account_id
    try:
        ended = db.session.get(SignIn, uuid.UUID(session.get("_user_id", "")))
    except ValueError:
        return None
    return ended.account_id if ended is not None else None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="kept-form")


def _wants_json() -> bool:
    return request.is_json or request.headers.get("Accept", "").startswith("application/json")


def _whole_page(template: str, status: int, **context: Any) -> Response:
    """A page instead of a fragment: htmx swaps the whole body, and only answers 422 fully."""
    response = page(template, status=422 if is_htmx() else status, **context)
    response.headers["Cache-Control"] = "no-store"
    if is_htmx():
        response.headers["HX-Retarget"] = "body"
        response.headers["HX-Reswap"] = "innerHTML"
    return response


def ask_sign_in(kept: Kept | None = None, form: Any = None, status: int = 401) -> Response:
    """Signed out in the middle of writing: sign in here, or with a link in another tab."""
    form = form or EmailAndPasswordForm(formdata=None)
    kept = kept or keep_this_form()
    return _whole_page("accounts/again.html", status, form=form, kept=kept)


def ask_fresh(kept: Kept | None = None, form: Any = None, status: int = 422) -> Response:
    """Signed in, but not just now: the password, then the same form goes once more."""
    form = form or PasswordForm(formdata=None)
    kept = kept or keep_this_form()
    return _whole_page("accounts/fresh_again.html", status, form=form, kept=kept)


def send_again(kept: Kept, status: int = 200) -> Response:
    """Signed in again: one button sends what was typed."""
    return _whole_page("accounts/send_again.html", status, kept=kept)


def answer_signed_out(error: HTTPException) -> ResponseReturnValue:
    """401: a write by somebody whose session is over."""
    if _wants_json():
        return jsonify(error=_("You were away for a while. Sign in again.")), 401
    return ask_sign_in()


def init_app(app: Flask) -> None:
    app.register_error_handler(401, answer_signed_out)
