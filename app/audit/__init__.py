"""Who changed and who looked: added, never changed, kept by the database itself."""

from __future__ import annotations

from app.audit.actions import SYSTEM, action, looked, record, record_in_any_case

__all__ = ["SYSTEM", "action", "looked", "record", "record_in_any_case"]
