"""Help the person to sign in: an account of their own, and a code for their own phone.

Only the care manager or an advocate: somebody in person who is not family.
"""

from __future__ import annotations

import uuid

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.accounts import actions as accounts
from app.accounts.in_person import show_code
from app.accounts.models import Account
from app.accounts.queries import account, account_by_email
from app.htmx import page
from app.language.words import lazy as _l
from app.people.actions.way_in import open_own_account
from app.people.forms.way_in import AccountForm
from app.people.looking import me, viewing
from app.people.models import Person
from app.security import Permission, allowed, refuse, requires

views = Blueprint("way_in", __name__, url_prefix="/people/<uuid:person_id>/way-in")


@views.get("")
@requires(Permission.GIVE_WAY_IN)
def show_way_in(person_id: uuid.UUID) -> ResponseReturnValue:
    return _page(viewing(person_id).person, AccountForm(formdata=None))


@views.post("")
@requires(Permission.GIVE_WAY_IN)
def give_way_in(person_id: uuid.UUID) -> ResponseReturnValue:
    """Open the account where there is none; then the code, on this screen, for 10 minutes."""
    person = viewing(person_id).person
    theirs = account(person.account_id) if person.account_id else None
    if theirs is None:
        form = AccountForm()
        if not form.validate():
            return _page(person, form, 422)
        if account_by_email(form.email.data or "") is not None:
            form.email.errors = [_l("This address is in use. Take another one.")]
            return _page(person, form, 422)
        theirs = open_own_account(by=me(), person=person, email=form.email.data or "")

    def may_invite(inviter: Account) -> bool:
        return allowed(Permission.GIVE_WAY_IN, person_id=person_id)

    try:
        token = accounts.make_in_person_link(by=me(), account=theirs, may_invite=may_invite)
    except accounts.Refused:
        refuse()
    return show_code(token)


def _page(person: Person, form: AccountForm, status: int = 200) -> ResponseReturnValue:
    return page("people/circle/way_in.html", status=status, person=person, form=form)
