"""The command line of organisations.

`flask --app wsgi organisations first-administrator "Wilhelmina Ash" w.ash@council.example`
"""

from __future__ import annotations

import click
from email_validator import EmailNotValidError, validate_email
from flask import Blueprint, current_app
from flask.cli import with_appcontext

from app.audit import SYSTEM
from app.extensions import db
from app.organisations import actions


@click.command("first-administrator")
@click.argument("name")
@click.argument("email")
@with_appcontext
def ask_first_administrator(name: str, email: str) -> None:
    """Ask somebody to look after the accounts of a portal where nobody does yet.

    The worker sends them a message. They sign in by a link to that address, say yes, and ask all
    others on the pages of the council.
    """
    try:
        validate_email(email, check_deliverability=False, test_environment=True)
    except EmailNotValidError as problem:
        raise click.BadParameter(str(problem)) from None
    council = current_app.config["COUNCIL_NAME"]
    try:
        with db.writing():
            asked = actions.ask_first_administrator(
                by=SYSTEM, council=council, email=email, name=name
            )
    except actions.Refused as problem:
        raise click.ClickException(str(problem.words)) from None
    if asked is None:
        raise click.ClickException("An administrator works here already. They ask the next one.")
    click.echo(f"Asked, for {council}. The worker sends the message; start it if it is not there.")


def add_commands(blueprint: Blueprint) -> None:
    """Give the blueprint its commands, under its own name."""
    blueprint.cli.add_command(ask_first_administrator)
