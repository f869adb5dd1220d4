"""What it brings to employ somebody with a direct payment, and who helps. Public."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.htmx import page
from app.security import public

views = Blueprint("employer", __name__, url_prefix="/employer")


@views.get("")
@public
def show_employer() -> ResponseReturnValue:
    return page("team/employer.html")
