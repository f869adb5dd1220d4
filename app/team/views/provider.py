"""For a provider's manager: with how many people each worker works."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.htmx import page
from app.people.looking import me
from app.security import Permission, requires
from app.team.queries.work import workers_of

views = Blueprint("team_provider", __name__, url_prefix="/provider/workers")


@views.get("")
@requires(Permission.RUN_PROVIDER)
def show_workers() -> ResponseReturnValue:
    return page("provider/workers.html", places=workers_of(me()))
