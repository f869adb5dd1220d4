from __future__ import annotations

from flask import Blueprint

views = Blueprint("overrides", __name__)
