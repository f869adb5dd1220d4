"""Roles that permissions rest on: small, named, each asked of one account."""

from __future__ import annotations

from app.accounts.models import Account
from app.organisations.models import Role
from app.organisations.queries import has_role
from app.security.guard import Scope


def is_care_manager(account: Account, scope: Scope) -> bool:
    return has_role(account, Role.CARE_MANAGER)


def is_provider_manager(account: Account, scope: Scope) -> bool:
    return has_role(account, Role.PROVIDER_MANAGER)


def is_provider_worker(account: Account, scope: Scope) -> bool:
    return has_role(account, Role.PROVIDER_WORKER)


def is_employment_support(account: Account, scope: Scope) -> bool:
    return has_role(account, Role.EMPLOYMENT_SUPPORT)


def is_steering_group_member(account: Account, scope: Scope) -> bool:
    return has_role(account, Role.STEERING_GROUP)


def is_vetter(account: Account, scope: Scope) -> bool:
    return has_role(account, Role.VETTER)


def is_moderator(account: Account, scope: Scope) -> bool:
    return has_role(account, Role.MODERATOR)


def is_approver(account: Account, scope: Scope) -> bool:
    return has_role(account, Role.APPROVER)


def is_commissioner(account: Account, scope: Scope) -> bool:
    return has_role(account, Role.COMMISSIONER)


def is_administrator(account: Account, scope: Scope) -> bool:
    return has_role(account, Role.ADMINISTRATOR)
