"""The command line of the directory.

`flask --app wsgi providers import data/gm_libraries.csv --format libraries`
`flask --app wsgi providers import places/places.json --format our-own`, with photos beside it
"""

from __future__ import annotations

from pathlib import Path

import click
from flask import Blueprint
from flask.cli import with_appcontext

from app.audit import SYSTEM
from app.extensions import db
from app.providers.actions import entries as actions
from app.providers.importers import FORMATS, UnreadableFile, our_own, read_file


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "name", required=True, type=click.Choice([*FORMATS, our_own.NAME]))
@with_appcontext
def import_file(file: Path, name: str) -> None:
    """Bring places from a FILE of open data, or of our own, into the directory.

    Every row that is refused is named with its line and its reason. The same file twice changes
    nothing. Ends with 1 only where nothing could be read.
    """
    try:
        if name == our_own.NAME:
            reading = our_own.read_places(file.read_bytes(), file.parent)
        else:
            reading = read_file(file.read_bytes(), FORMATS[name])
    except UnreadableFile as problem:
        raise click.ClickException(str(problem)) from None
    said = [(line, f"refused: {reason}") for line, reason in reading.refused]
    said += [(line, f"noted: {note}") for line, note in reading.noted]
    counts_in = "place" if name == our_own.NAME else "line"
    for line, words in sorted(said):
        click.echo(f"{counts_in} {line}: {words}")
    if not reading.entries:
        raise click.ClickException("No row of the file could be read. Nothing was changed.")
    with db.writing():
        counts = actions.import_entries(
            by=SYSTEM, source=name, entries=reading.entries, refused=len(reading.refused)
        )
    click.echo(
        f"{name}: {counts.new} new, {counts.changed} changed, {counts.same} the same, "
        f"{len(reading.refused)} refused."
    )


def add_commands(blueprint: Blueprint) -> None:
    """Give the blueprint its commands, under its own name."""
    blueprint.cli.add_command(import_file)
