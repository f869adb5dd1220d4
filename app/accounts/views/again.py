"""The session was over while somebody wrote: sign in here, and send the same form once more."""

from __future__ import annotations

from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import actions
from app.accounts.forms import EmailAndPasswordForm, PasswordForm
from app.accounts.kept import ask_fresh, ask_sign_in, kept_before, send_again
from app.accounts.models import SignedInBy
from app.accounts.sessions import is_fresh
from app.accounts.views.blueprint import me, views
from app.accounts.views.fresh import is_my_password, my_email, my_email_from_here
from app.accounts.views.sign_in import sign_in_with
from app.extensions import csrf
from app.htmx import page
from app.security import Permission, limits, public, requires


@views.post("/sign-in/again")
@limits.failures(limits.WRONG_PASSWORDS_OF_ONE_ACCOUNT, "passwords-of", limits.typed_email)
@limits.failures(limits.WRONG_PASSWORDS_FROM_ONE_PLACE, "passwords-from", limits.from_here)
@limits.failures(limits.WRONG_PASSWORDS, "passwords", limits.typed_email_from_here)
@public
def sign_in_again() -> ResponseReturnValue:
    kept, form = kept_before(), EmailAndPasswordForm()
    if not form.validate_on_submit() or not sign_in_with(form):
        return ask_sign_in(kept, form, status=422)
    return send_again(kept) if kept.is_mine else page("accounts/not_yours.html", status=403)


@views.post("/sign-in/in-again")
@csrf.exempt
@public
def show_send_again() -> ResponseReturnValue:
    """Signed in by a link in another tab. No token: it is of the session before. Writes nothing."""
    kept = kept_before()
    if not current_user.is_authenticated:
        return ask_sign_in(kept, EmailAndPasswordForm(formdata=None), status=422)
    return send_again(kept) if kept.is_mine else page("accounts/not_yours.html", status=403)


@views.post("/fresh/again")
@limits.failures(limits.WRONG_PASSWORDS_OF_ONE_ACCOUNT, "passwords-of", my_email)
@limits.failures(limits.WRONG_PASSWORDS, "passwords", my_email_from_here)
@requires(Permission.USE_MY_ACCOUNT)
def prove_again() -> ResponseReturnValue:
    """The password, or a link that was opened in another tab meanwhile."""
    kept, form = kept_before(), PasswordForm()
    if is_fresh(me()) and not form.password.data:
        return send_again(kept)
    if not form.validate_on_submit() or not is_my_password(form):
        return ask_fresh(kept, form)
    actions.prove(by=me(), how=SignedInBy.PASSWORD)
    return send_again(kept)
