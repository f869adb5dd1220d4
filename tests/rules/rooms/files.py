from __future__ import annotations

from tests.rules.rows import Row

ROWS: list[Row] = []
