"""Who applies for jobs, and who gets them: numbers for everybody."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.htmx import page
from app.security import public
from app.staff_choice.queries.who_applies import FEWEST, who_applies

views = Blueprint("who_applies", __name__)


@views.get("/support-jobs/who-applies")
@public
def show_who_applies() -> ResponseReturnValue:
    return page("staff_choice/who_applies.html", years=who_applies(), fewest=FEWEST)
