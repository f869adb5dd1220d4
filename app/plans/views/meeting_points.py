from __future__ import annotations

from flask import Blueprint

views = Blueprint("meeting_points", __name__, url_prefix="/people/<uuid:person_id>/meeting-points")
