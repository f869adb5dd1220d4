"""Rules of this repository that no ready-made tool keeps. `make check` runs it.

- No file carries an address of a package index or a path of somebody's machine, and no `uv.lock`
  is committed (it records index addresses).
- Templates hold no `|safe`, no script or style of their own and no `on…=` attribute: the content
  security policy would refuse them, and `|safe` would let text through unescaped.
- No module of the application imports the application factory.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

EVERYWHERE = {
    "an address of a package index": re.compile(
        r"pypi\.(?:python\.)?org/simple|files\.pythonhosted\.org|registry\.(?:npmjs|yarnpkg)\."
        r'|"resolved"\s*:|--(?:extra-)?index-url[ =]\S'
    ),
    "a path of one machine": re.compile(
        r"(?<![\w.}])/(?:root|work|home/\w+|Users/\w+|opt/pypi\S*)/|\bfile:///\w"
    ),
}
IN_TEMPLATES = {
    "|safe": re.compile(r"\|\s*safe\b"),
    "a script inside the page": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "a style inside the page": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "an on…= attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "autoescape turned off": re.compile(r"{%-?\s*autoescape\s+false"),
}
IN_APPLICATION = {
    "an import of the application factory": re.compile(
        r"^\s*(?:from app import .*\bcreate_app|import app\s*$)", re.MULTILINE
    ),
}
FORBIDDEN_FILES = {"uv.lock"}


def problems() -> list[str]:
    """Every breach, as `path:line: what`."""
    found = []
    for path in tracked_files():
        name = path.relative_to(ROOT).as_posix()
        if path.name in FORBIDDEN_FILES:
            found.append(f"{name}: must not be committed")
        try:
            text = path.read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        rules = dict(EVERYWHERE)
        if name.startswith("templates/"):
            rules |= IN_TEMPLATES
        if name.startswith("app/") and name.endswith(".py"):
            rules |= IN_APPLICATION
        found += [f"{name}:{line}: {what}" for what, line in breaches(text, rules)]
    return found


def breaches(text: str, rules: dict[str, re.Pattern[str]]) -> list[tuple[str, int]]:
    """What of `rules` occurs in `text`, with the number of its line."""
    return [
        (what, text.count("\n", 0, match.start()) + 1)
        for what, rule in rules.items()
        for match in rule.finditer(text)
    ]


def tracked_files() -> list[Path]:
    """What git keeps, and what it would keep if it were added now."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


if __name__ == "__main__":
    failed = problems()
    print("\n".join(failed) if failed else "The tree keeps its rules.")
    sys.exit(1 if failed else 0)
