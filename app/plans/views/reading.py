from __future__ import annotations

from flask import Blueprint

views = Blueprint("plan", __name__, url_prefix="/people/<uuid:person_id>/plan")
