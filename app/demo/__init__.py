"""Demo data: believable, kind, and plainly made up. Nobody in it is real."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from app.audit.models import AuditEvent
from app.config import BadSetting
from app.extensions import db

# What `load_demo` writes into the audit, which nobody can take away.
LOADED = "demo.loaded"


def init_app(app: Flask) -> None:
    from app.demo.commands import load

    app.cli.add_command(load)
    if not app.config["IS_DEMO"]:
        _refuse_demo_data(app)


def _refuse_demo_data(app: Flask) -> None:
    """The demo's accounts have a password that everybody knows. Raises BadSetting."""
    with app.app_context():
        try:
            found = db.session.scalar(select(AuditEvent.id).where(AuditEvent.name == LOADED))
        except SQLAlchemyError:
            # Not made yet, or away: whoever cannot read it cannot let anybody in, either.
            return
        finally:
            db.rollback()
            db.engine.dispose()
    if found is not None:
        raise BadSetting("DATABASE_URL holds the demo's people. Production needs its own database.")
