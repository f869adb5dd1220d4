from __future__ import annotations

from flask import Blueprint

views = Blueprint("passport", __name__, url_prefix="/people/<uuid:person_id>")
