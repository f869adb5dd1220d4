"""How long `make run` takes in this folder, its packages there, with a new database of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import urllib.request
from pathlib import Path

from tools.demo_server import ROOT, environment, free_port
from tools.measuring import Line, not_measured

MOST_SECONDS = 60


def measure(folder: Path) -> list[Line]:
    what, budget = "`make run`, packages cached, new database", f"under {MOST_SECONDS} s"
    port = free_port()
    given = environment(f"sqlite:///{folder / 'start.sqlite3'}", folder / "start-files")
    began = time.monotonic()
    with (folder / "start.log").open("wb") as log:
        running = subprocess.Popen(
            ["make", "run"],
            cwd=ROOT,
            env={**os.environ, **given, "PORT": str(port)},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        seconds = _until_it_answers(port, running, began)
    finally:
        _stop(running)
    if seconds is None:
        return [not_measured(what, budget, "it did not answer")]
    return [Line(what, budget, f"{seconds:.1f} s", seconds < MOST_SECONDS)]


def _until_it_answers(port: int, running: subprocess.Popen[bytes], began: float) -> float | None:
    while time.monotonic() - began < 2 * MOST_SECONDS and running.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                return time.monotonic() - began
        except OSError:
            time.sleep(0.1)
    return None


def _stop(running: subprocess.Popen[bytes]) -> None:
    """`make` hands the signal to nobody: its whole group, which we started, is asked to end."""
    if running.poll() is None:
        os.killpg(running.pid, signal.SIGTERM)
        try:
            running.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()
