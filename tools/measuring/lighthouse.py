"""Lighthouse for a phone, the median of five, on the front page; nothing leaves the machine."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from tools.demo_server import CHROMIUM_ARGUMENTS, ROOT, Server, chromium_path, demo_server
from tools.measuring import Line, median, not_measured

CATEGORIES = ("performance", "accessibility", "best-practices")
LEAST = 98
RUNS = 5
MOST_SECONDS = 90
PROGRAM = ROOT / "node_modules" / ".bin" / "lighthouse"


def measure(folder: Path, made: Path) -> list[Line]:
    what, budget = "Lighthouse, mobile, front page", f"each at least {LEAST}"
    chromium = chromium_path()
    if chromium is None or not PROGRAM.exists():
        return [not_measured(what, budget, "this machine has no Chromium or no lighthouse (npm)")]
    scores: dict[str, list[float]] = {name: [] for name in CATEGORIES}
    with demo_server(folder / "lighthouse", made) as server:
        for number in range(RUNS):
            try:
                run = _run(server, chromium, folder / f"lighthouse-{number}.json")
            except (subprocess.SubprocessError, OSError, ValueError, KeyError) as problem:
                why = f"lighthouse did not run ({type(problem).__name__})"
                return [not_measured(what, budget, why)]
            for name, score in run.items():
                scores[name].append(score)
    middle = {name: median(values) for name, values in scores.items()}
    said = ", ".join(f"{name.replace('-', ' ')} {score:.0f}" for name, score in middle.items())
    kept = all(score >= LEAST for score in middle.values())
    return [Line(what, budget, f"{said} (median of {RUNS})", kept)]


def _run(server: Server, chromium: str, report: Path) -> dict[str, float]:
    """The scores of one run, 0 to 100. Raises where it does not run or gives no score."""
    subprocess.run(
        [
            str(PROGRAM),
            server.url + "/",
            "--quiet",
            "--output=json",
            f"--output-path={report}",
            f"--only-categories={','.join(CATEGORIES)}",
            "--no-enable-error-reporting",
            f"--chrome-flags=--headless=new {' '.join(CHROMIUM_ARGUMENTS)}",
        ],
        env={**os.environ, "CHROME_PATH": chromium},
        cwd=report.parent,
        capture_output=True,
        timeout=MOST_SECONDS,
        check=True,
    )
    found = json.loads(report.read_text())["categories"]
    return {name: float(found[name]["score"]) * 100 for name in CATEGORIES}
