"""Whom an account may name to be told of a new device. The slice of the circle gives the names."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, current_app

from app.accounts.models import Account

Choices = Callable[[Account], list[Account]]


def offer_contacts(app: Flask, choices: Choices) -> None:
    """The slice that knows the circle gives the accounts that may be chosen."""
    app.extensions["contact_choices"] = choices


def contacts_for(account: Account) -> list[Account]:
    """The accounts to choose from, never the account itself."""
    choices: Choices | None = current_app.extensions.get("contact_choices")
    return [each for each in choices(account) if each.id != account.id] if choices else []
