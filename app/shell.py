"""What every template can use: words, dates, likes, the door of the room, who may do what."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Flask, request
from flask_wtf.csrf import generate_csrf

from app.language.formats import (
    format_date,
    format_datetime,
    format_money,
    format_month,
    format_number,
    format_time,
)
from app.language.glossary import find_word
from app.language.likes import current_likes
from app.language.locales import current_locale, offered_locales
from app.language.pictures import get as picture_of
from app.language.words import markup, markup_plural
from app.security import Permission, allowed


def init_app(app: Flask) -> None:
    """Replace Jinja's own gettext wrappers: they break quotes and percent signs."""
    env = app.jinja_env
    env.trim_blocks = env.lstrip_blocks = True
    env.add_extension("jinja2.ext.i18n")
    env.globals.update(
        _=markup,
        gettext=markup,
        ngettext=markup_plural,
        format_date=format_date,
        format_datetime=format_datetime,
        format_time=format_time,
        format_money=format_money,
        format_month=format_month,
        format_number=format_number,
        allowed=allowed,
        picture_of=picture_of,
        find_word=find_word,
        Permission=Permission,
        csrf_token=generate_csrf,
        portal_name=app.config["PORTAL_NAME"],
        leave_url=app.config["LEAVE_URL"],
        is_demo=app.config["IS_DEMO"],
        council_name=app.config["COUNCIL_NAME"],
        safeguarding_day=app.config["SAFEGUARDING_DAY_PHONE"],
        safeguarding_night=app.config["SAFEGUARDING_NIGHT_PHONE"],
        advocate_name=app.config["ADVOCATE_NAME"],
        advocate_phone=app.config["ADVOCATE_PHONE"],
        employer_support_name=app.config["EMPLOYER_SUPPORT_NAME"],
        employer_support_phone=app.config["EMPLOYER_SUPPORT_PHONE"],
    )
    app.context_processor(_of_this_reader)


def _of_this_reader() -> dict[str, object]:
    return {
        "locale": current_locale(),
        "locales": offered_locales(),
        "likes": current_likes(),
        "here": here(),
    }


def here() -> str:
    """The page to come back to after "How I like it": this path, without ?lang=."""
    kept = [(k, v) for k, v in request.args.items(multi=True) if k != "lang"]
    if not kept or request.method != "GET":
        return request.path
    return f"{request.path}?{urlencode(kept)}"
