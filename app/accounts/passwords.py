"""Passwords: argon2id, long, no rules of composition, the common ones refused.

Source: NIST SP 800-63B (length over composition, a list of common ones, paste allowed).
"""

from __future__ import annotations

import re

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

from app.accounts.common_passwords import COMMON, TOO_LIKELY
from app.accounts.models import Account
from app.config import LIMITS
from app.language.words import LazyWords
from app.language.words import lazy as _l

_hasher = PasswordHasher()
# Of no password that anybody has: checked where there is no account, so that it takes as long.
_NOBODY = (
    "$argon2id$v=19$m=65536,t=3,p=4$6r2pIFH9EdOugJmWIp+Isw"
    "$uoGSwuKZaOgMwxiiKIRZnPS0IaRgACFl5S2HQSG3zHI"
)

TOO_SHORT = _l("Make the password longer. Use 12 letters or more.")
TOO_LONG = _l("Make the password shorter. Use 200 letters or less.")
TOO_COMMON = _l("Many people use this password. Choose another one.")
TOO_PLAIN = _l("This is too easy to guess. Use 3 or 4 words that you like.")
YOUR_NAME = _l("Do not use your name or your email in it.")


def hash_password(password: str) -> str:
    """The argon2id hash. About a tenth of a second: call before the write lock."""
    return _hasher.hash(password)


def is_right(account: Account | None, password: str) -> bool:
    """Is it this account's password? Takes as long where there is no account or no password."""
    known = account.password_hash if account is not None else ""
    # Longer ones were never set; hashing them would only keep the machine busy.
    given = password if len(password) <= LIMITS.password_longest else ""
    try:
        right = _hasher.verify(known or _NOBODY, given)
    except (VerificationError, InvalidHashError):
        return False
    return right and bool(known)


def new_hash_if_old(account: Account, password: str) -> str:
    """A new hash where the old one was made with weaker settings, else nothing."""
    return hash_password(password) if _hasher.check_needs_rehash(account.password_hash) else ""


def refusal(password: str, account: Account) -> LazyWords | None:
    """Why this password cannot be used, in plain words; None for a good one."""
    if len(password) < LIMITS.password_shortest:
        return TOO_SHORT
    if len(password) > LIMITS.password_longest:
        return TOO_LONG
    plain = _plain(password)
    if plain in COMMON or any(word * 2 in plain for word in TOO_LIKELY):
        return TOO_COMMON
    if _holds_own_name(plain, account):
        return YOUR_NAME
    likely = {*TOO_LIKELY, _plain(current_app.config["PORTAL_NAME"])}
    return TOO_PLAIN if _is_plain(plain, likely) else None


def _plain(text: str) -> str:
    """Without case, spaces and signs, so that "P-assword 1234!" is still what it is."""
    return re.sub(r"[\W_]+", "", text.casefold())


def _holds_own_name(plain: str, account: Account) -> bool:
    """Is most of it the name or the address of the account?"""
    own = {_plain(part) for part in [*account.name.split(), *account.email.split("@")]}
    own |= {_plain(account.name), _plain(account.email)}
    return any(len(part) >= 4 and part in plain and len(plain) - len(part) < 8 for part in own)


def _is_plain(plain: str, likely: set[str]) -> bool:
    """Nearly nothing in it: one sign again and again, a row of keys, a likely word and numbers."""
    if len(set(plain)) < 5 or _repeats(plain):
        return True
    if (
        sum(abs(ord(a) - ord(b)) <= 1 for a, b in zip(plain, plain[1:], strict=False))
        > len(plain) * 0.6
    ):
        return True
    rest = plain
    for word in sorted(likely, key=len, reverse=True):
        rest = rest.replace(word, "")
    return len(re.sub(r"\d+", "", rest)) < 4


def _repeats(plain: str) -> bool:
    """A short piece said again and again: "abcabcabcabc"."""
    return any(
        plain == (plain[:size] * len(plain))[: len(plain)] for size in range(1, len(plain) // 2 + 1)
    )
