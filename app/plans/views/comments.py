from __future__ import annotations

from flask import Blueprint

views = Blueprint("plan_comments", __name__, url_prefix="/people/<uuid:person_id>/plan")
