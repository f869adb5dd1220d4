"""How I like it: size, colours, words or pictures, language. On the account, else in a cookie."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from urllib.parse import parse_qsl, urlencode

from flask import Response, current_app, g, request
from flask_login import current_user

COOKIE = "likes"
# Beside the likes in the cookie: chosen signed out, so that they go along to the account.
_SIGNED_OUT = "signed_out"
CHOICES: dict[str, tuple[str, ...]] = {
    "size": ("normal", "bigger", "biggest"),
    "look": ("auto", "light", "dark", "contrast"),
    "show": ("both", "words", "pictures"),
    "letters": ("device", "urdu"),
}


@dataclass(frozen=True)
class Likes:
    """What a reader chose. Every value is one of CHOICES; language may be empty (not chosen)."""

    size: str = "normal"
    look: str = "auto"
    show: str = "both"
    letters: str = "device"
    language: str = ""

    @classmethod
    def read(cls, text: str) -> Likes:
        """From a cookie or a column. Anything unknown is left out, so that it can be trusted."""
        pairs = dict(parse_qsl(text[:200]))
        known = {k: v for k, v in pairs.items() if v in CHOICES.get(k, ())}
        if pairs.get("language") in current_app.config["LANGUAGES"]:
            known["language"] = pairs["language"]
        return cls(**known)

    def write(self) -> str:
        return urlencode({k: v for k, v in asdict(self).items() if v})

    def choose(self, what: str, value: str) -> Likes | None:
        """The likes with one of them changed; None for a choice that does not exist."""
        allowed = current_app.config["LANGUAGES"] if what == "language" else CHOICES.get(what, ())
        return replace(self, **{what: value}) if value in allowed else None


def current_likes() -> Likes:
    """The likes of this reader: signed in from the account, else from the cookie."""
    if "likes" not in g:
        signed_in = current_user.is_authenticated and current_user.likes
        g.likes = Likes.read(signed_in or request.cookies.get(COOKIE, ""))
    likes: Likes = g.likes
    return likes


def chosen_signed_out() -> Likes | None:
    """What was chosen in this browser since anybody signed in; None where nothing was."""
    text = request.cookies.get(COOKIE, "")
    pairs = dict(parse_qsl(text[:200]))
    return Likes.read(text) if _SIGNED_OUT in pairs else None


def keep_likes(response: Response, likes: Likes, signed_out: bool = False) -> Response:
    """Put the likes into the cookie: 1 year, readable by no script."""
    response.set_cookie(
        COOKIE,
        f"{likes.write()}&{_SIGNED_OUT}=1" if signed_out else likes.write(),
        max_age=365 * 24 * 3600,
        httponly=True,
        samesite="Lax",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )
    return response
