"""The command: `python -m app.language.lint [--locale pl --locale ur] [--quiet]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from app.language.extraction import ROOT
from app.language.lint.report import lint_portal, write_report
from app.language.locales import ENGLISH, KNOWN


def main(arguments: list[str] | None = None) -> int:
    """Run the lint; 1 where an error was found or a threshold is not met."""
    parser = argparse.ArgumentParser(prog="app.language.lint", description="Easy-read lint.")
    parser.add_argument("--locale", action="append", choices=sorted(set(KNOWN) - {ENGLISH.code}))
    parser.add_argument("--english", action="store_true", help="leave the translations out")
    parser.add_argument("--quiet", action="store_true", help="show errors only")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder")
    given = parser.parse_args(arguments)
    locales = given.locale or [code for code in KNOWN if code != ENGLISH.code]
    report = lint_portal(given.root, [] if given.english else locales)
    for line in write_report(report, with_warnings=not given.quiet):
        print(line)
    return 1 if report.problems() else 0


if __name__ == "__main__":
    sys.exit(main())
