"""`flask --app wsgi demo-load`: fill an empty demo database once."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import select

from app.accounts.models import Account
from app.audit import SYSTEM
from app.config import ROOT
from app.demo.load import load_demo
from app.extensions import db
from app.providers.actions import entries as providers
from app.providers.importers import FORMATS, read_file

# Open data that is shipped, unaltered (data/NOTICES.md), and its format.
PLACES = {"gm_libraries.csv": "libraries", "mental_health_services_RAW.csv": "mental-health"}


@click.command("demo-load")
@with_appcontext
def load() -> None:
    """Load the demo's people and places, where the database is empty."""
    if not current_app.config["IS_DEMO"]:
        raise click.ClickException("Demo data is only for the demo.")
    if db.session.scalar(select(Account.id).limit(1)) is not None:
        return
    with db.writing():
        load_demo()
        load_places()
    click.echo("The demo's people and places are loaded.")


def load_places() -> None:
    """The real places of the shipped open data. Call inside `db.writing()`."""
    for file, name in PLACES.items():
        reading = read_file((ROOT / "data" / file).read_bytes(), FORMATS[name])
        providers.import_entries(
            by=SYSTEM, source=name, entries=reading.entries, refused=len(reading.refused)
        )
