"""The guard: a view without a policy mark is refused, whoever asks.

A mark is an attribute of the view function, so it holds wherever the decorator stands; a wrapper
that forgets `functools.wraps` loses it and is refused, which is safe.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn, Protocol, TypeVar

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.language.words import LazyWords
from app.security.permissions import Permission

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])
Scope = Mapping[str, Any]
Predicate = Callable[[Any, Scope], bool]


@dataclass(frozen=True)
class Mark:
    """What a view says of who may call it: everybody, or holders of a permission."""

    permission: Permission | None
    scope: tuple[tuple[str, Any], ...] = ()


class Holder(Protocol):
    """Somebody who may hold a permission: in plain words, and how the code tells."""

    @property
    def words(self) -> LazyWords: ...

    @property
    def holds(self) -> Predicate | None: ...


class Policy:
    """The one table, registered by `app/policy.py` at start."""

    table: Mapping[Permission, Sequence[Holder]] = {}
    bars: Sequence[Predicate] = ()
    only_through_sharing: Sequence[Holder] = ()


def register_policy(
    table: Mapping[Permission, Sequence[Holder]],
    only_through_sharing: Sequence[Holder],
    bars: Sequence[Predicate] = (),
) -> None:
    """Hand the table of `app/policy.py` to the guard. A permission without a row is refused.

    `only_through_sharing`: who holds nothing by what they are; for the page of the rules.
    `bars`: whom one of them names is refused there, whatever they hold.
    """
    Policy.table = table
    Policy.only_through_sharing = only_through_sharing
    Policy.bars = bars


def rules_in_words() -> list[tuple[LazyWords, list[LazyWords]]]:
    """Each permission in plain words, with who holds it, from the table that the guard asks."""
    return [
        (permission.words, [holder.words for holder in holders])
        for permission, holders in Policy.table.items()
    ]


def public(view: View) -> View:
    """Anybody may call this view."""
    view.policy_mark = Mark(None)  # type: ignore[attr-defined]
    return view


def is_open_to_all(view: Callable[..., Any] | None) -> bool:
    """Is this view marked `@public`? False without a view or a mark."""
    mark: Mark | None = getattr(view, "policy_mark", None)
    return mark is not None and mark.permission is None


def requires(permission: Permission, **scope: Any) -> Callable[[View], View]:
    """Only holders of `permission` may call this view. `scope` adds to the arguments of the URL."""

    def mark(view: View) -> View:
        view.policy_mark = Mark(permission, tuple(scope.items()))  # type: ignore[attr-defined]
        return view

    return mark


def others_in_words() -> list[LazyWords]:
    """Who holds no permission by what they are, in plain words."""
    return [holder.words for holder in Policy.only_through_sharing]


def allowed(permission: Permission, **scope: Any) -> bool:
    """May this request's account do it? Routes and templates ask the same function."""
    if not current_user.is_authenticated:
        return False
    account = current_user._get_current_object()
    if any(bar(account, scope) for bar in Policy.bars):
        return False
    return any(
        holder.holds is not None and holder.holds(account, scope)
        for holder in Policy.table.get(permission, ())
    )


def refuse() -> NoReturn:
    """Under /people/ as if there were nothing (404); elsewhere 403."""
    abort(404 if request.path.startswith("/people/") else 403)


def guard() -> ResponseReturnValue | None:
    """Before each request: no mark, no entry."""
    if request.endpoint is None:
        return None
    view = current_app.view_functions[request.endpoint]
    mark: Mark | None = getattr(view, "policy_mark", None)
    if mark is None:
        refuse()
    if mark.permission is None:
        return None
    if not current_user.is_authenticated:
        return _to_sign_in()
    if not allowed(mark.permission, **{**(request.view_args or {}), **dict(mark.scope)}):
        refuse()
    return None


def _to_sign_in() -> ResponseReturnValue:
    """Everybody signed out goes to sign in, whether or not the page exists: no hint."""
    if request.method in ("GET", "HEAD"):
        return redirect(url_for("accounts.show_sign_in", next=request.full_path.rstrip("?")), 303)
    abort(401)


def init_app(app: Flask) -> None:
    app.before_request(guard)
