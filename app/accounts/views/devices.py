"""My devices and where I am signed in; who is told of a new one."""

from __future__ import annotations

import uuid

from flask import abort, flash, url_for
from flask.typing import ResponseReturnValue
from flask_login import logout_user

from app.accounts import actions, queries
from app.accounts.contacts import contacts_for
from app.accounts.forms import ContactForm, PasswordForm
from app.accounts.fresh import requires_fresh
from app.accounts.models import SignedInBy
from app.accounts.sessions import live_sign_ins, may_change_ways_in
from app.accounts.views.blueprint import me, views
from app.accounts.views.fresh import is_my_password, my_email, my_email_from_here
from app.htmx import go_to, page
from app.language import _
from app.security import Permission, limits, requires

NOBODY = "nobody"


@views.get("/settings/devices")
@requires(Permission.USE_MY_ACCOUNT)
def show_devices() -> ResponseReturnValue:
    return page(
        "accounts/devices.html", devices=queries.devices_of(me()), sign_ins=live_sign_ins(me())
    )


@views.post("/settings/devices/<uuid:device_id>/forget")
@requires(Permission.USE_MY_ACCOUNT)
def forget_device(device_id: uuid.UUID) -> ResponseReturnValue:
    """Not known any more, and signed out there. On this very device that is signing out."""
    device = queries.device_of(me(), device_id)
    if device is None:
        abort(404)
    sign_in = me().sign_in
    is_here = sign_in is not None and sign_in.device_id == device.id
    actions.untrust(by=me(), device=device)
    if is_here:
        logout_user()
        return go_to("/")
    flash(_("That phone or computer is signed out."), "done")
    return go_to(url_for("accounts.show_devices"))


@views.post("/settings/sessions/<uuid:sign_in_id>/end")
@requires(Permission.USE_MY_ACCOUNT)
def end_session(sign_in_id: uuid.UUID) -> ResponseReturnValue:
    sign_in = queries.sign_in_of(me(), sign_in_id)
    if sign_in is None:
        abort(404)
    actions.end_one(by=me(), sign_in=sign_in)
    flash(_("You are signed out there."), "done")
    return go_to(url_for("accounts.show_devices"))


@views.post("/settings/sessions/end-others")
@requires(Permission.USE_MY_ACCOUNT)
def end_other_sessions() -> ResponseReturnValue:
    actions.end_all_others(by=me())
    flash(_("You are signed out in all other places."), "done")
    return go_to(url_for("accounts.show_devices"))


def _know_page(form: PasswordForm, status: int = 200) -> ResponseReturnValue:
    sign_in = me().sign_in
    assert sign_in is not None
    return page(
        "accounts/know_device.html",
        status=status,
        form=form,
        how=sign_in.how.value,
        has_password=bool(me().password_hash),
    )


@views.get("/settings/devices/know")
@requires(Permission.USE_MY_ACCOUNT)
def show_know_device() -> ResponseReturnValue:
    """Make this device known: the password after a link, a link after the password."""
    return _know_page(PasswordForm())


@views.post("/settings/devices/know")
@limits.failures(limits.WRONG_PASSWORDS_OF_ONE_ACCOUNT, "passwords-of", my_email)
@limits.failures(limits.WRONG_PASSWORDS, "passwords", my_email_from_here)
@requires(Permission.USE_MY_ACCOUNT)
def know_device() -> ResponseReturnValue:
    sign_in = me().sign_in
    if sign_in is None or sign_in.how is not SignedInBy.LINK:
        abort(404)
    form = PasswordForm()
    if not form.validate_on_submit() or not is_my_password(form):
        return _know_page(form, 422)
    actions.know_this_device(by=me())
    flash(_("We know this phone or computer now."), "done")
    return go_to(url_for("accounts.show_devices"))


@views.post("/settings/devices/know/link")
@limits.requests(limits.LINKS_ASKED_FOR, "links", my_email_from_here)
@requires(Permission.USE_MY_ACCOUNT)
def ask_for_trust_link() -> ResponseReturnValue:
    sign_in = me().sign_in
    if sign_in is None or sign_in.how is not SignedInBy.PASSWORD:
        abort(404)
    actions.ask_for_trust_link(by=me())
    return go_to(url_for("accounts.show_fresh_sent"))


def _contact_form() -> ContactForm:
    chosen = me().device_contact_id
    form = ContactForm(contact=str(chosen) if chosen else NOBODY)
    people = [(str(each.id), each.name) for each in contacts_for(me())]
    form.contact.choices = [*people, (NOBODY, _("Nobody"))]
    return form


@views.get("/settings/contact")
@requires(Permission.USE_MY_ACCOUNT)
def show_contact() -> ResponseReturnValue:
    stale = requires_fresh(url_for("accounts.show_contact"))
    return stale or page("accounts/contact.html", form=_contact_form(), nobody=NOBODY)


@views.post("/settings/contact")
@requires(Permission.USE_MY_ACCOUNT)
def choose_contact() -> ResponseReturnValue:
    stale = requires_fresh(url_for("accounts.show_contact"))
    if stale is not None:
        return stale
    if not may_change_ways_in(me()):
        return go_to(url_for("accounts.show_know_device"))
    form = _contact_form()
    if not form.validate_on_submit():
        return page("accounts/contact.html", status=422, form=form, nobody=NOBODY)
    contact = next((c for c in contacts_for(me()) if str(c.id) == form.contact.data), None)
    actions.choose_device_contact(by=me(), contact=contact)
    flash(_("We keep that."), "done")
    return go_to(url_for("accounts.show_settings"))
