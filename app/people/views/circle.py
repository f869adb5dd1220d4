"""My circle: who is in it, asking somebody in, saying yes, leaving."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import actions as accounts
from app.accounts.models import Account, Purpose
from app.accounts.queries import account_by_email, find_link, is_address_taken, tidy_email
from app.audit import SYSTEM, looked
from app.config import LIMITS
from app.htmx import go_to, page
from app.language import _, current_locale
from app.people.actions import circle as actions
from app.people.actions.notify import send_invitation
from app.people.forms.circle import InviteForm, JoinForm
from app.people.looking import me, viewing
from app.people.models import CircleMember, Relationship
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.queries import circle as queries
from app.people.queries.sharing import Receiver, receivers
from app.security import Permission, allowed, public, requires

views = Blueprint("circle", __name__)


@views.get("/people/<uuid:person_id>/circle")
@requires(Permission.SEE_CIRCLE)
def show_circle(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    members = queries.members_for(viewer)
    if any(member.account_id != viewer.account_id for member in members):
        looked(person_id, Part.CIRCLE.value)
    return page(
        "people/circle/circle.html",
        viewer=viewer,
        person=viewer.person,
        members=members,
        stoppable=_stoppable(viewer),
    )


def _stoppable(viewer: Relation) -> list[Receiver]:
    """With whom the care manager may stop sharing. The person has a page of their own for it."""
    if viewer.is_person or not allowed(Permission.STOP_SHARING, person_id=viewer.person.id):
        return []
    return [each for each in receivers(viewer) if each.levels]


@views.get("/people/<uuid:person_id>/circle/invite")
@requires(Permission.CHANGE_CIRCLE)
def show_invite(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    return page("people/circle/invite.html", viewer=viewer, person=viewer.person, form=InviteForm())


@views.post("/people/<uuid:person_id>/circle/invite")
@requires(Permission.CHANGE_CIRCLE)
def invite(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    form = InviteForm()
    if not form.validate():
        return page(
            "people/circle/invite.html", status=422, viewer=viewer, person=viewer.person, form=form
        )
    member = actions.invite(
        by=me(),
        person=viewer.person,
        key=form.key.key,
        name=form.name.cleaned(),
        who=form.who.cleaned(),
        kind=Relationship(form.relationship_kind.data),
        email=(form.email.data or "").strip(),
    )
    if member is not None:
        _send_link(member)
    flash(_("We sent them a message."), "done")
    return go_to(url_for(".show_circle", person_id=person_id))


def _send_link(member: CircleMember) -> None:
    token = accounts.make_link(
        by=me(),
        purpose=Purpose.JOIN,
        payload={"member": str(member.id)},
        life=LIMITS.invitation_life,
    )
    send_invitation(
        by=me(), member=member, path=f"/invitations/{token}", language=current_locale().code
    )


@views.get("/people/<uuid:person_id>/circle/<uuid:member_id>")
@requires(Permission.SEE_SHARING)
def show_member(person_id: uuid.UUID, member_id: uuid.UUID) -> ResponseReturnValue:
    """One member, for the person: what they can see, and taking them out."""
    viewer = viewing(person_id)
    member = queries.member_for(viewer, member_id)
    if member is None:
        abort(404)
    return page("people/circle/member.html", person=viewer.person, member=member)


@views.get("/people/<uuid:person_id>/circle/<uuid:member_id>/end")
@requires(Permission.SEE_CIRCLE)
def confirm_end(person_id: uuid.UUID, member_id: uuid.UUID) -> ResponseReturnValue:
    viewer, member = viewing(person_id), _endable(person_id, member_id)
    return page("people/circle/end.html", viewer=viewer, person=viewer.person, member=member)


@views.post("/people/<uuid:person_id>/circle/<uuid:member_id>/end")
@requires(Permission.SEE_CIRCLE)
def end(person_id: uuid.UUID, member_id: uuid.UUID) -> ResponseReturnValue:
    """The person takes somebody out, or a member leaves. All sharing with them ends at once."""
    actions.end(by=me(), member=_endable(person_id, member_id))
    flash(_("Done. They are not in the circle any more."), "done")
    still_in = viewing(person_id).is_person
    return go_to(url_for(".show_circle", person_id=person_id) if still_in else "/my")


def _endable(person_id: uuid.UUID, member_id: uuid.UUID) -> CircleMember:
    """The person may end any membership; everybody else only their own."""
    viewer = viewing(person_id)
    member = queries.member_for(viewer, member_id)
    if member is None or not (viewer.is_person or member.account_id == viewer.account_id):
        abort(404)
    return member


@views.get("/invitations/<token>")
@public
def show_invitation(token: str) -> ResponseReturnValue:
    """Who asks, and one button. Opening it uses nothing up: mail scanners open links, too."""
    member = _invited(token)
    if member is None:
        return _over()
    return _invitation(token, member, JoinForm()) if _is_for_reader(member) else _for_another()


@views.post("/invitations/<token>")
@public
def accept_invitation(token: str) -> ResponseReturnValue:
    """Say yes: with the account of the invited address, that is signed in, else with a new one."""
    member = _invited(token)
    if member is None:
        return _over()
    if not _is_for_reader(member):
        return _for_another()
    if current_user.is_authenticated:
        _come_in(token, member, me())
        return go_to("/my")
    if account_by_email(member.invited_email) is not None:
        # A mailbox alone must not open an account that is there already.
        return go_to(url_for("accounts.show_sign_in", next=f"/invitations/{token}"))
    if is_address_taken(member.invited_email):
        return _over()
    form = JoinForm()
    if not form.validate():
        return _invitation(token, member, form, 422)
    account = accounts.open_account(
        by=SYSTEM,
        email=member.invited_email,
        name=form.name.cleaned(),
        language=current_locale().code,
    )
    _come_in(token, member, account)
    accounts.sign_in_by_invitation(by=account)
    return go_to("/my")


def _come_in(token: str, member: CircleMember, account: Account) -> None:
    if accounts.use_link(by=account, token=token, purpose=Purpose.JOIN) is None:
        abort(404)
    actions.accept(by=account, member=member)


def _is_for_reader(member: CircleMember) -> bool:
    """A link that was sent on does not make somebody else "my sister"."""
    return not current_user.is_authenticated or me().email == tidy_email(member.invited_email)


def _over() -> ResponseReturnValue:
    return page("people/circle/invitation_over.html", status=404)


def _for_another() -> ResponseReturnValue:
    """It says nothing of who asks whom."""
    return page("people/circle/invitation_for_another.html", status=403)


def _invitation(
    token: str, member: CircleMember, form: JoinForm, status: int = 200
) -> ResponseReturnValue:
    response = page(
        "people/circle/invitation.html",
        status=status,
        member=member,
        person=member.person,
        form=form,
        token=token,
    )
    # It names the person, and its address is a key: no cache keeps it.
    response.headers["Cache-Control"] = "no-store"
    return response


def _invited(token: str) -> CircleMember | None:
    link = find_link(token, Purpose.JOIN)
    member_id = link.payload.get("member") if link is not None else None
    return queries.waiting_member(uuid.UUID(member_id)) if member_id else None
