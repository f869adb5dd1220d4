"""Come in with this phone: its key is made, used, taken away. The script sends and takes JSON."""

from __future__ import annotations

import uuid

from flask import Response, abort, flash, jsonify, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import actions, passkeys, queries
from app.accounts.fresh import requires_fresh
from app.accounts.models import Account, Passkey
from app.accounts.passkeys import NotProven
from app.accounts.second_factor import is_missing
from app.accounts.sessions import is_fresh, may_change_ways_in
from app.accounts.views.blueprint import me, views
from app.audit import SYSTEM, record_in_any_case
from app.htmx import go_to, local_path, page
from app.language import _
from app.security import Permission, limits, public, requires


def _options(text: str) -> Response:
    return Response(text, mimetype="application/json", headers={"Cache-Control": "no-store"})


def _sent() -> dict[str, object]:
    sent = request.get_json(silent=True)
    return sent if isinstance(sent, dict) else {}


def _not_proven(account: Account | None) -> ResponseReturnValue:
    record_in_any_case("sign-in.refused", by=account or SYSTEM, facts={"how": "passkey"})
    return jsonify(error=_("That did not work. Try again.")), 422


@views.post("/sign-in/phone/options")
@public
def sign_in_options() -> ResponseReturnValue:
    return _options(passkeys.options_to_use())


@views.post("/sign-in/phone")
@limits.failures(limits.BAD_PASSKEYS, "passkeys", limits.from_here)
@public
def sign_in_by_passkey() -> ResponseReturnValue:
    passkey = account = None
    try:
        passkey = _named_passkey()
        account = queries.open_account_of(passkey)
        used = passkeys.check_used(_sent().get("credential"), passkey, account)
    except NotProven:
        return _not_proven(account)
    assert passkey is not None and account is not None
    actions.sign_in_by_passkey(by=account, passkey=passkey, used=used)
    return jsonify(go=local_path(str(_sent().get("next", "")), "/my"))


def _named_passkey() -> Passkey | None:
    named = passkeys.credential_id_of(_sent().get("credential"))
    return queries.passkey_by_credential(named)


@views.post("/prove/options")
@requires(Permission.USE_MY_ACCOUNT)
def prove_options() -> ResponseReturnValue:
    return _options(passkeys.options_to_use(queries.passkeys_of(me())))


@views.post("/prove")
@limits.failures(limits.BAD_PASSKEYS, "passkeys", limits.from_here)
@requires(Permission.USE_MY_ACCOUNT)
def prove_by_passkey() -> ResponseReturnValue:
    """Fresh again, or the second step of an account at work."""
    try:
        passkey = _named_passkey()
        mine = passkey if passkey is not None and passkey.account_id == me().id else None
        used = passkeys.check_used(_sent().get("credential"), mine, me())
    except NotProven:
        return _not_proven(me())
    assert mine is not None
    actions.prove_by_passkey(by=me(), passkey=mine, used=used)
    return jsonify(go=local_path(str(_sent().get("next", "")), "/my"))


@views.get("/second-step")
@requires(Permission.USE_MY_ACCOUNT)
def show_second_step() -> ResponseReturnValue:
    """An account at work that has a key, before the key was used in this session."""
    return page("accounts/second_step.html", next=local_path(request.args.get("next", ""), "/my"))


@views.get("/settings/passkeys")
@requires(Permission.USE_MY_ACCOUNT)
def show_passkeys() -> ResponseReturnValue:
    stale = requires_fresh(url_for("accounts.show_passkeys"))
    return stale or page(
        "accounts/passkeys.html",
        passkeys=queries.passkeys_of(me()),
        may_add=may_change_ways_in(me()),
        needed=is_missing(me()),
    )


def _may_add_passkey() -> bool:
    """Not by a link alone where a key is there already: the key is the second factor."""
    has_some = bool(queries.passkeys_of(me()))
    owes_key = has_some and is_missing(me())
    return is_fresh(me()) and may_change_ways_in(me()) and not owes_key


@views.post("/settings/passkeys/options")
@requires(Permission.USE_MY_ACCOUNT)
def passkey_options() -> ResponseReturnValue:
    if not _may_add_passkey():
        return jsonify(error=_("First show us that it is you. Load this page again.")), 422
    return _options(passkeys.options_to_register(me(), queries.passkeys_of(me())))


@views.post("/settings/passkeys")
@requires(Permission.USE_MY_ACCOUNT)
def add_passkey() -> ResponseReturnValue:
    if not _may_add_passkey():
        return jsonify(error=_("First show us that it is you. Load this page again.")), 422
    try:
        made = passkeys.check_made(_sent().get("credential"))
    except NotProven:
        return _not_proven(me())
    if queries.passkey_by_credential(made.credential_id) is not None:
        return _not_proven(me())
    actions.add_passkey(by=me(), made=made)
    flash(_("You can come in with this phone or computer now."), "done")
    return jsonify(go=url_for("accounts.show_passkeys"))


@views.get("/settings/passkeys/<uuid:passkey_id>/remove")
@requires(Permission.USE_MY_ACCOUNT)
def confirm_remove_passkey(passkey_id: uuid.UUID) -> ResponseReturnValue:
    passkey = queries.passkey_of(me(), passkey_id)
    if passkey is None:
        abort(404)
    return page("accounts/passkey_remove.html", passkey=passkey)


@views.post("/settings/passkeys/<uuid:passkey_id>/remove")
@requires(Permission.USE_MY_ACCOUNT)
def remove_passkey(passkey_id: uuid.UUID) -> ResponseReturnValue:
    passkey = queries.passkey_of(me(), passkey_id)
    if passkey is None:
        abort(404)
    stale = requires_fresh(url_for("accounts.show_passkeys"))
    if stale is not None:
        return stale
    actions.end_passkey(by=me(), passkey=passkey)
    flash(_("It opens your pages no more."), "done")
    return go_to(url_for("accounts.show_passkeys"))
