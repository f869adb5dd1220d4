"""What `make bench` measures: bytes, queries, server time, search, Lighthouse, the start."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from tools.demo_server import chromium_path

POSTGRES = "postgresql://postgres@127.0.0.1:5432"
NOT_MEASURED = "not measured"


@dataclass(frozen=True)
class Line:
    """A row of the budgets table. `kept` is None where nothing was measured."""

    what: str
    budget: str
    measured: str
    kept: bool | None

    @property
    def verdict(self) -> str:
        return "" if self.kept is None else ("kept" if self.kept else "OVER")


def not_measured(what: str, budget: str, why: str) -> Line:
    """A row without a number, and why."""
    return Line(what, budget, f"{NOT_MEASURED}: {why}", None)


def percentile(values: list[float], part: float) -> float:
    """The value that `part` (0 to 1) of the values do not pass. `values` must not be empty."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def median(values: list[float]) -> float:
    return percentile(values, 0.5)


def this_machine() -> list[str]:
    """What the numbers were measured on, in lines. Load is what others did at the same time."""
    cpu = Path("/proc/cpuinfo")
    models = [
        line.partition(":")[2].strip()
        for line in (cpu.read_text().splitlines() if cpu.exists() else [])
        if line.startswith("model name")
    ]
    return [
        f"Measured {datetime.now(UTC):%d %B %Y, %H:%M} UTC",
        f"Processor: {os.cpu_count()} cores, {models[0] if models else platform.machine()}",
        f"Load of the machine just before (1, 5, 15 minutes): {os.getloadavg()}",
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {_postgres()}, "
        f"{_chromium()}, {platform.system()}",
    ]


def _postgres() -> str:
    try:
        with psycopg.connect(f"{POSTGRES}/postgres", connect_timeout=3) as server:
            number = server.info.server_version
    except psycopg.OperationalError:
        return "no PostgreSQL"
    return f"PostgreSQL {number // 10_000}.{number % 10_000}"


def _chromium() -> str:
    path = chromium_path()
    if path is None:
        return "no Chromium"
    return subprocess.run([path, "--version"], capture_output=True, text=True).stdout.strip()
