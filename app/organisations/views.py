"""Organisations, their members, professionals and accounts: for the council and for providers."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.models import Account
from app.accounts.queries import account as account_by_id
from app.database import without_bad_letters
from app.htmx import go_to, page
from app.language import _, current_locale
from app.organisations import actions, queries
from app.organisations.forms import OrganisationForm, RoleForm, WorkerForm
from app.organisations.models import (
    ROLES_OF,
    WORK_ROLES,
    Organisation,
    OrganisationKind,
    OrganisationMember,
    Role,
)
from app.security import Permission, requires

views = Blueprint("organisations", __name__)


def me() -> Account:
    """The account of this request. The guard has let it in."""
    account: Account = current_user._get_current_object()
    return account


def _organisation(organisation_id: uuid.UUID) -> Organisation:
    found = queries.organisation(organisation_id)
    if found is None:
        abort(404)
    return found


def _member(organisation_id: uuid.UUID, member_id: uuid.UUID) -> OrganisationMember:
    found = queries.member_of(organisation_id, member_id)
    if found is None:
        abort(404)
    return found


@views.get("/council/organisations")
@requires(Permission.RUN_ORGANISATIONS)
def show_organisations() -> ResponseReturnValue:
    return page("council/organisations.html", organisations=queries.organisations())


@views.get("/council/organisations/new")
@requires(Permission.RUN_ORGANISATIONS)
def show_new_organisation() -> ResponseReturnValue:
    return page("council/organisation_new.html", form=OrganisationForm())


@views.post("/council/organisations/new")
@requires(Permission.RUN_ORGANISATIONS)
def open_organisation() -> ResponseReturnValue:
    form = OrganisationForm()
    if form.validate():
        try:
            made = actions.open_organisation(
                by=me(),
                key=form.key.key,
                name=form.name.cleaned(),
                kind=OrganisationKind(form.kind.data),
            )
        except actions.Refused as refused:
            form.name.errors = [refused.words]
        else:
            flash(_("The organisation is open."), "done")
            return go_to(url_for(".show_organisation", organisation_id=made.id))
    return page("council/organisation_new.html", status=422, form=form)


@views.get("/council/organisations/<uuid:organisation_id>")
@requires(Permission.RUN_ORGANISATIONS)
def show_organisation(organisation_id: uuid.UUID) -> ResponseReturnValue:
    return page(
        "council/organisation.html",
        organisation=_organisation(organisation_id),
        members=queries.members_of(organisation_id),
    )


@views.get("/council/organisations/<uuid:organisation_id>/close")
@requires(Permission.RUN_ORGANISATIONS)
def show_close_organisation(organisation_id: uuid.UUID) -> ResponseReturnValue:
    return page("council/organisation_close.html", organisation=_organisation(organisation_id))


@views.post("/council/organisations/<uuid:organisation_id>/close")
@requires(Permission.RUN_ORGANISATIONS)
def close_organisation(organisation_id: uuid.UUID) -> ResponseReturnValue:
    found = _organisation(organisation_id)
    try:
        actions.close_organisation(by=me(), organisation=found)
    except actions.Refused as refused:
        return page(
            "council/organisation_close.html",
            status=422,
            organisation=found,
            refused=refused.words,
        )
    flash(_("The organisation is closed."), "done")
    return go_to(url_for(".show_organisations"))


def _role_form(organisation: Organisation) -> RoleForm:
    form = RoleForm()
    form.role.choices = [(role.value, role.words) for role in ROLES_OF[organisation.kind]]
    return form


@views.get("/council/organisations/<uuid:organisation_id>/members/new")
@requires(Permission.RUN_ORGANISATIONS)
def show_give_role(organisation_id: uuid.UUID) -> ResponseReturnValue:
    found = _organisation(organisation_id)
    return page("council/member_new.html", organisation=found, form=_role_form(found))


@views.post("/council/organisations/<uuid:organisation_id>/members/new")
@requires(Permission.RUN_ORGANISATIONS)
def give_role(organisation_id: uuid.UUID) -> ResponseReturnValue:
    found = _organisation(organisation_id)
    form = _role_form(found)
    if form.validate() and _asked(form, found, Role(form.role.data)):
        return go_to(url_for(".show_organisation", organisation_id=found.id))
    return page("council/member_new.html", status=422, organisation=found, form=form)


def _asked(form: RoleForm | WorkerForm, organisation: Organisation, role: Role) -> bool:
    """Ask whoever has the form's address. Where it cannot be done the form says why."""
    try:
        actions.ask(
            by=me(),
            organisation=organisation,
            email=form.email.data or "",
            name=form.name.cleaned(),
            language=current_locale().code,
            role=role,
        )
    except actions.Refused as refused:
        form.email.errors = [refused.words]
        return False
    flash(_("We ask them. They decide."), "done")
    return True


@views.get("/council/organisations/<uuid:organisation_id>/members/<uuid:member_id>/end")
@requires(Permission.RUN_ORGANISATIONS)
def show_end_role(organisation_id: uuid.UUID, member_id: uuid.UUID) -> ResponseReturnValue:
    return page("council/member_end.html", member=_member(organisation_id, member_id))


@views.post("/council/organisations/<uuid:organisation_id>/members/<uuid:member_id>/end")
@requires(Permission.RUN_ORGANISATIONS)
def end_role(organisation_id: uuid.UUID, member_id: uuid.UUID) -> ResponseReturnValue:
    found = _member(organisation_id, member_id)
    try:
        actions.end_role(by=me(), member=found)
    except actions.Refused as refused:
        return page("council/member_end.html", status=422, member=found, refused=refused.words)
    flash(_("The role has ended."), "done")
    return go_to(url_for(".show_organisation", organisation_id=organisation_id))


@views.get("/council/professionals")
@requires(Permission.APPROVE_PROFESSIONALS)
def show_professionals() -> ResponseReturnValue:
    return page(
        "council/professionals.html",
        waiting=queries.professionals(waiting=True),
        approved=queries.professionals(waiting=False),
    )


@views.post("/council/professionals/<uuid:member_id>/approve")
@requires(Permission.APPROVE_PROFESSIONALS)
def approve_professional(member_id: uuid.UUID) -> ResponseReturnValue:
    found = queries.professional(member_id)
    if found is None:
        abort(404)
    try:
        actions.approve_professional(by=me(), member=found)
    except actions.Refused as refused:
        return page(
            "council/professionals.html",
            status=422,
            waiting=queries.professionals(waiting=True),
            approved=queries.professionals(waiting=False),
            refused=refused.words,
        )
    flash(_("You said yes to this professional."), "done")
    return go_to(url_for(".show_professionals"))


@views.get("/council/accounts")
@requires(Permission.RUN_ACCOUNTS)
def show_accounts() -> ResponseReturnValue:
    words = without_bad_letters(request.args.get("q", "").strip()[:254])
    return page("council/accounts.html", words=words, accounts=queries.accounts_like(words))


def _account(account_id: uuid.UUID) -> Account:
    found = account_by_id(account_id)
    if found is None:
        abort(404)
    return found


@views.get("/council/accounts/<uuid:account_id>")
@requires(Permission.RUN_ACCOUNTS)
def show_account(account_id: uuid.UUID) -> ResponseReturnValue:
    found = _account(account_id)
    return page(
        "council/account.html",
        account=found,
        roles=queries.memberships(found),
        sessions=queries.open_session_count(found),
        is_me=found.id == me().id,
    )


@views.post("/council/accounts/<uuid:account_id>/end-sessions")
@requires(Permission.RUN_ACCOUNTS)
def end_sessions(account_id: uuid.UUID) -> ResponseReturnValue:
    actions.end_sessions(by=me(), account=_account(account_id))
    flash(_("We ended all its sign-ins."), "done")
    return go_to(url_for(".show_account", account_id=account_id))


@views.get("/council/accounts/<uuid:account_id>/close")
@requires(Permission.RUN_ACCOUNTS)
def show_close_account(account_id: uuid.UUID) -> ResponseReturnValue:
    return page("council/account_close.html", account=_account(account_id))


@views.post("/council/accounts/<uuid:account_id>/close")
@requires(Permission.RUN_ACCOUNTS)
def close_account(account_id: uuid.UUID) -> ResponseReturnValue:
    found = _account(account_id)
    try:
        actions.close_account(by=me(), account=found)
    except actions.Refused as refused:
        return page("council/account_close.html", status=422, account=found, refused=refused.words)
    flash(_("The account is closed."), "done")
    return go_to(url_for(".show_account", account_id=account_id))


@views.get("/provider/team")
@requires(Permission.RUN_PROVIDER)
def show_team() -> ResponseReturnValue:
    teams = [(place, queries.members_of(place.id)) for place in queries.managed_by(me())]
    return page("provider/team.html", teams=teams, worker=Role.PROVIDER_WORKER)


def _worker_form() -> WorkerForm:
    form = WorkerForm()
    form.place.choices = [(str(place.id), place.name) for place in queries.managed_by(me())]
    return form


@views.get("/provider/team/new")
@requires(Permission.RUN_PROVIDER)
def show_new_worker() -> ResponseReturnValue:
    return page("provider/worker_new.html", form=_worker_form())


@views.post("/provider/team/new")
@requires(Permission.RUN_PROVIDER)
def add_worker() -> ResponseReturnValue:
    form = _worker_form()
    if form.validate():
        place = next(p for p in queries.managed_by(me()) if str(p.id) == form.place.data)
        if _asked(form, place, Role.PROVIDER_WORKER):
            return go_to(url_for(".show_team"))
    return page("provider/worker_new.html", status=422, form=form)


def _worker(member_id: uuid.UUID) -> OrganisationMember:
    """A worker of a provider that this manager manages; 404 for anybody else."""
    for place in queries.managed_by(me()):
        found = queries.member_of(place.id, member_id)
        if found is not None and found.role is Role.PROVIDER_WORKER:
            return found
    abort(404)


@views.get("/provider/team/<uuid:member_id>/end")
@requires(Permission.RUN_PROVIDER)
def show_end_worker(member_id: uuid.UUID) -> ResponseReturnValue:
    return page("provider/worker_end.html", member=_worker(member_id))


@views.post("/provider/team/<uuid:member_id>/end")
@requires(Permission.RUN_PROVIDER)
def end_worker(member_id: uuid.UUID) -> ResponseReturnValue:
    actions.end_role(by=me(), member=_worker(member_id))
    flash(_("They are no longer in the team."), "done")
    return go_to(url_for(".show_team"))


def _my_role(member_id: uuid.UUID) -> OrganisationMember:
    found = queries.role_of(me(), member_id)
    if found is None:
        abort(404)
    return found


@views.get("/roles/<uuid:member_id>")
@requires(Permission.USE_MY_ACCOUNT)
def show_asked(member_id: uuid.UUID) -> ResponseReturnValue:
    """Who asks me to work with them, and as what. Nobody but me finds it."""
    found = _my_role(member_id)
    return page("organisations/asked.html", member=found, is_work=found.role in WORK_ROLES)


@views.post("/roles/<uuid:member_id>")
@requires(Permission.USE_MY_ACCOUNT)
def answer_asked(member_id: uuid.UUID) -> ResponseReturnValue:
    found = _my_role(member_id)
    given = request.form.get("answer")
    if given == "yes":
        actions.accept_role(by=me(), member=found)
    elif given == "no":
        actions.refuse_role(by=me(), member=found)
    else:
        return page(
            "organisations/asked.html", status=422, member=found, is_work=found.role in WORK_ROLES
        )
    flash(_("We keep your answer."), "done")
    return go_to("/my")
