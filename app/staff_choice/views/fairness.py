"""The rules of fairness, in plain words, for everybody."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.htmx import page
from app.security import public
from app.staff_choice.fairness import VERSION
from app.staff_choice.fairness.words import PARTS, rules_of

views = Blueprint("fairness", __name__)


@views.get("/support-jobs/fairness")
@public
def show_rules() -> ResponseReturnValue:
    return page(
        "staff_choice/fairness.html",
        parts=[(part, rules_of(part)) for part in PARTS],
        version=VERSION,
    )
