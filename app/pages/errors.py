"""Errors in plain words: one template, one table of words, for whole pages and for htmx.

What somebody typed comes back to them: where the database is out of reach, or the form was open
for too long, the page holds it and sends it again with one tap.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import (
    Blueprint,
    Response,
    current_app,
    g,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
)
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, InternalServerError

from app.htmx import is_htmx, local_path
from app.language import current_locale
from app.language.likes import COOKIE, Likes
from app.logs import log_failure
from app.pages.error_words import NO_TOKEN, WORDS, ErrorWords
from app.security.limits import try_again_at

handlers = Blueprint("errors", __name__)

RETRY_SECONDS = 30
# Above this the browser's own Back keeps the text; the page would only be heavy.
MOST_TYPED = 200_000


@dataclass(frozen=True)
class Again:
    """A form that sends once more what was typed: where to, and every field."""

    action: str
    fields: list[tuple[str, str]]
    had_files: bool

    @property
    def words(self) -> list[str]:
        """What was typed as words, for the eye; ids and choices are left out."""
        return [value for _, value in self.fields if " " in value.strip()]


@dataclass(frozen=True)
class Unread:
    """Stands for the account where the database cannot be asked who it is."""

    is_authenticated: bool
    is_active: bool = True
    is_anonymous: bool = False
    likes: str = ""
    id: None = None


@handlers.app_errorhandler(HTTPException)
def show_http_error(error: HTTPException) -> ResponseReturnValue:
    """Every refusal and failure that has a status. Redirects pass through."""
    code = error.code or 500
    if error.response is not None or code < 400:
        return error
    if isinstance(error, InternalServerError):
        carry_on_without_database()
        cause = error.original_exception
        if cause is not None and is_out_of_reach(cause):
            return out_of_reach(cause)
    words = NO_TOKEN if isinstance(error, CSRFError) else _words_of(code)
    # A page may outlive the right to send it: what was typed comes back with the refusal.
    gives_back = isinstance(error, CSRFError) or g.get("gives_back_typed", False)
    again = typed_again() if gives_back else None
    response = error_page(code, words, again)
    for name, value in error.get_headers():
        if name in ("Retry-After", "Allow"):
            response.headers[name] = value
    return response


@handlers.app_errorhandler(DBAPIError)
@handlers.app_errorhandler(PoolTimeout)
@handlers.app_errorhandler(sqlite3.OperationalError)
def show_database_error(error: Exception) -> ResponseReturnValue:
    """The database locked or gone is a 503; any other fault of a statement is ours, a 500."""
    if isinstance(error, IntegrityError):
        # Two forms at the same moment: one was kept, and the constraint refused the other.
        log_failure(error)
        return error_page(409, WORDS[409])
    if not is_out_of_reach(error):
        raise error
    return out_of_reach(error)


def out_of_reach(error: BaseException) -> Response:
    """503, with what was typed, without asking the database for anything."""
    log_failure(error)
    carry_on_without_database()
    if request.path == "/leave":
        # Leaving fast never waits: the cookie goes, for nobody can ask whether to trust the device.
        cookie.clear()
        return make_response(redirect("/leave", 303))
    response = error_page(503, WORDS[503], typed_again())
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def is_out_of_reach(error: BaseException) -> bool:
    """Is the database locked, full, cut off or not there, so that a later try may do?"""
    if isinstance(error, PoolTimeout):
        return True
    if isinstance(error, sqlite3.OperationalError):
        # BEGIN is sent past SQLAlchemy (app/database.py), so its error arrives bare.
        return not _is_wrong_statement(error)
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated:
        return True
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    return not _is_wrong_statement(error.orig)


def _is_wrong_statement(error: BaseException | None) -> bool:
    """SQLite calls a wrong statement an operational error too: no later try will mend it."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF == sqlite3.SQLITE_ERROR


def carry_on_without_database() -> None:
    """For the rest of this request the reader is known by cookies alone.

    Layout, headers and language ask who reads; without this each would ask the database again.
    """
    g._login_user = Unread(is_authenticated="_user_id" in cookie)
    if "likes" not in g:
        g.likes = Likes.read(request.cookies.get(COOKIE, ""))


def typed_again() -> Again | None:
    """What was typed, for one more try. None without a form, with a password, or from elsewhere.

    Only a form of our own pages comes back: else another site could have us offer its form here,
    one tap away from being sent with a good token.
    """
    if request.method != "POST" or not _is_from_here():
        return None
    fields = [
        (name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"
    ]
    if not fields or any("password" in name for name, _ in fields):
        return None
    if sum(len(value) for _, value in fields) > MOST_TYPED:
        return None
    return Again(request.full_path.rstrip("?"), fields, bool(request.files))


def _is_from_here() -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    source = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(source).netloc == request.host


def error_page(code: int, words: ErrorWords, again: Again | None = None) -> Response:
    """The page of an error, for htmx in place of the whole body, for a script its title."""
    if request.headers.get("Accept", "").startswith("application/json"):
        answer = jsonify(error=str(words.title))
        answer.status_code = code
        return answer
    when = try_again_at() if code == 429 else None
    given = {"code": code, "words": words, "again": again, "back": _came_from(), "when": when}
    try:
        body = render_template("errors/error.html", **given)
    except Exception as error:  # Whatever is wrong with the full page: a bare one always stands.
        log_failure(error)
        bare = current_app.jinja_env.get_template("errors/bare.html")
        body = bare.render(locale=current_locale(), **given)
    response = make_response(body, code)
    response.headers["Cache-Control"] = "no-store"
    response.vary.add("HX-Request")
    if is_htmx():
        response.headers["HX-Retarget"] = "body"
        response.headers["HX-Reswap"] = "innerHTML show:window:top"
    return response


def _came_from() -> str:
    """The page of ours that led here, else home. Never this page itself."""
    source = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
    home = "/my" if current_user.is_authenticated else "/"
    if source.netloc != request.host:
        return home
    path = f"{source.path}?{source.query}" if source.query else source.path
    same = request.method == "GET" and source.path == request.path
    return home if same else local_path(path, home)


def _words_of(code: int) -> ErrorWords:
    if code in WORDS:
        return WORDS[code]
    return WORDS[400] if code < 500 else WORDS[500]
