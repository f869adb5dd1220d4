"""How I like it, one topic a page: each choice in words, with its picture where it has one."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, current_app, g

from app.accounts.models import Account
from app.audit import record
from app.language.likes import Likes, chosen_signed_out, keep_likes
from app.language.locales import KNOWN
from app.language.words import LazyWords
from app.language.words import lazy as _l


@dataclass(frozen=True)
class Topic:
    """One thing to choose. `what` is the field of Likes; `picture` a concept."""

    what: str
    title: LazyWords
    picture: str
    choices: tuple[tuple[str, LazyWords], ...] = ()

    @property
    def address(self) -> str:
        return "/settings/language" if self.what == "language" else "/settings/like"

    def options(self) -> list[tuple[str, LazyWords | str]]:
        """Value and words of each choice; languages are named in themselves."""
        if self.what == "language":
            return [(code, KNOWN[code].name) for code in current_app.config["LANGUAGES"]]
        return list(self.choices)

    def words_of(self, value: str) -> LazyWords | str:
        """The words of what is chosen now."""
        return dict(self.options()).get(value, "")


TOPICS = (
    Topic(
        "size",
        _l("Size of words"),
        "letters",
        (("normal", _l("Normal")), ("bigger", _l("Bigger")), ("biggest", _l("Biggest"))),
    ),
    Topic(
        "look",
        _l("Colours"),
        "paint",
        (
            ("auto", _l("As on my phone")),
            ("light", _l("Light")),
            ("dark", _l("Dark")),
            ("contrast", _l("High contrast")),
        ),
    ),
    Topic(
        "show",
        _l("Show me"),
        "photo",
        (("both", _l("Both")), ("words", _l("Words")), ("pictures", _l("Pictures"))),
    ),
    Topic("language", _l("Language"), "languages"),
    Topic(
        "letters",
        _l("Urdu letters"),
        "write",
        (("device", _l("As on my phone")), ("urdu", _l("Use the Urdu letters"))),
    ),
)


def topic_of(what: str) -> Topic | None:
    return next((topic for topic in TOPICS if topic.what == what), None)


def put_on_account(account: Account, likes: Likes) -> None:
    """Keep the likes, with the language in which notices are written. Call inside an action."""
    account.likes = likes.write()
    if likes.language:
        account.language = likes.language
    record("likes.kept", by=account)


def bring_along(account: Account) -> None:
    """What was chosen before sign-in goes to an account that has chosen nothing yet.

    Once: whoever signs in here later chose none of it. Call inside an action.
    """
    chosen = chosen_signed_out()
    if chosen is None:
        return
    g.likes_brought = chosen
    if not account.likes:
        put_on_account(account, chosen)


def keep_brought_likes(response: Response) -> Response:
    """After a sign-in: the cookie keeps the likes, and that they went along."""
    brought = g.pop("likes_brought", None)
    return response if brought is None else keep_likes(response, brought)
