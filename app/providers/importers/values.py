"""What one cell may hold. Nothing is invented: what cannot be kept is left blank and noted."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import phonenumbers

from app.database import BadText, clean_text
from app.providers import postcodes

BLANK = frozenset({"", "na", "n/a", "null", "none", "-"})

# The United Kingdom with its islands, in degrees.
_SOUTH, _NORTH, _WEST, _EAST = 49.0, 61.5, -9.0, 2.5
_EMAIL = re.compile(r"[^\s@<>\"'?&]+@[^\s@<>\"'?&]+\.[^\s@<>\"'?&]+")
_HOST = re.compile(r"(?=.{4,253}\Z)([a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}")


class Refused(Exception):
    """The row cannot be taken. The text says why, in plain words."""


def text(cell: str, what: str, longest: int) -> str:
    """One line of text, spaces tidied; "NA" is blank. Raises Refused."""
    try:
        tidy = " ".join(clean_text(cell).split())
    except BadText as problem:
        raise Refused(f"the {what} holds a sign that cannot be kept: {problem}") from None
    if tidy.lower() in BLANK:
        return ""
    if len(tidy) > longest:
        raise Refused(f"the {what} is longer than {longest} characters")
    return tidy


def name(cell: str, longest: int) -> str:
    """A name that is there. Raises Refused."""
    found = text(cell, "name", longest)
    if not found:
        raise Refused("missing name")
    return found


def postcode(cell: str) -> postcodes.Place:
    """A full postcode that exists. Raises Refused."""
    typed = text(cell, "postcode", 40)
    if not typed:
        raise Refused("missing postcode")
    place = postcodes.full(typed)
    if place is None:
        raise Refused(f"unknown postcode {typed!r}")
    return place


def point(latitude: str, longitude: str) -> tuple[float, float] | None:
    """Degrees north and east; None where both are blank. Raises Refused."""
    if latitude.strip().lower() in BLANK and longitude.strip().lower() in BLANK:
        return None
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        raise Refused(f"bad coordinates {latitude!r}, {longitude!r}") from None
    if not (_SOUTH <= north <= _NORTH and _WEST <= east <= _EAST):
        raise Refused(f"bad coordinates {latitude}, {longitude}: not in the United Kingdom")
    return north, east


def phone(cell: str) -> tuple[str, str]:
    """A telephone number with its leading 0, and a note where it was no number."""
    typed = text(cell, "telephone", 60)
    if not typed:
        return "", ""
    try:
        number = phonenumbers.parse(typed, "GB")
    except phonenumbers.NumberParseException:
        return "", f"not a telephone number, left blank: {typed!r}"
    if not phonenumbers.is_possible_number(number):
        return "", f"not a telephone number, left blank: {typed!r}"
    form = phonenumbers.PhoneNumberFormat
    at_home = number.country_code == 44
    return phonenumbers.format_number(number, form.NATIONAL if at_home else form.INTERNATIONAL), ""


def email(cell: str) -> tuple[str, str]:
    """An email address, and a note where it was none."""
    typed = text(cell, "email", 254)
    if typed and not _EMAIL.fullmatch(typed):
        return "", f"not an email address, left blank: {typed!r}"
    return typed, ""


def website(cell: str) -> tuple[str, str]:
    """A web address of http or https, and a note where it was none. "www.x.uk" gets its http."""
    typed = text(cell, "website", 500)
    if not typed:
        return "", ""
    address = typed if "://" in typed else f"http://{typed}"
    return (
        (address, "") if is_web_address(address) else ("", f"no web address, left blank: {typed!r}")
    )


def is_web_address(address: str) -> bool:
    """May a page link to it? Only http and https, to a host with a name."""
    if any(letter.isspace() for letter in address):
        return False
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and "@" not in parts.netloc
        and bool(_HOST.fullmatch(host))
    )
