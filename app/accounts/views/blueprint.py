"""The one blueprint of accounts; each room of views adds its routes to it."""

from __future__ import annotations

from flask import Blueprint
from flask_login import current_user

from app.accounts.models import Account

views = Blueprint("accounts", __name__)


def me() -> Account:
    """The account of this request."""
    account: Account = current_user._get_current_object()
    return account
