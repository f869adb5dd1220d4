"""Measure the budgets of the portal and print them as a table: `make bench`.

A whole run also writes `docs/performance.md`, with the machine and the date. `--only wire,server`
measures a part and writes nothing. What was not measured says so and why; it is never a number.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.demo_server import make_demo
from tools.measuring import (
    Line,
    lighthouse,
    outcomes,
    plan,
    search,
    server,
    staff,
    start,
    this_machine,
    wire,
)

PAPER = ROOT / "docs" / "performance.md"
INTRODUCTION = """# Performance

Written by `make bench`; do not change it by hand. Each budget is a rule of the design. The people
and places measured are made up. What is not built or cannot run says "not measured" and why.
"""

THE_SEARCH = """
## How the search works, and how its cost grows

Where at most a fiftieth of all listings could be shown and stand within the circle, they are found
in memory, and the database says which of them hold the words: SQLite reads the texts of these few,
PostgreSQL the words that it keeps of them. That cost grows with how many they are, not with how
many listings hold a word. Where there are more, the database finds those that hold the words within
the circle: SQLite by FTS5 and an R*Tree, PostgreSQL by a GIN index and a B-tree on the point. That
cost grows with how many listings hold a word, and with how many stand in the circle. Where nothing
is within the miles, the nearest few that could be shown are found in memory and asked for the words
first; only for a rare word all are asked. Where nobody typed a word, all is found in memory: with a
place every listing there is measured, without one the order of the day is made once. Facets and
their counts are bits in the memory of each process, one number a facet: counting all of them grows
with the directory, by 12 kB a facet for 100,000 listings. The index is made anew after each change
of the directory, by one thread of a process while the others wait; a word that is spelt wrongly
reads the words of the directory once more. No answer and no page is kept. See ADR 0023.
"""


def parts(folder: Path, made: Path) -> dict[str, Callable[[], list[Line]]]:
    """What can be measured, in the order of the table."""
    return {
        "wire": lambda: wire.measure(folder, made),
        "server": lambda: server.measure(folder),
        "plan": lambda: plan.measure(folder),
        "outcomes": lambda: outcomes.measure(folder),
        "staff": lambda: staff.measure(folder),
        "search": lambda: search.measure(folder),
        "lighthouse": lambda: lighthouse.measure(folder, made),
        "start": lambda: start.measure(folder),
        "million": lambda: search.measure_million(folder),
    }


NAMES = ("wire", "server", "plan", "outcomes", "staff", "search", "lighthouse", "start")
# What a whole run leaves out.
BY_HAND = ("million",)


def as_table(lines: list[Line]) -> str:
    head = "| what | budget | measured | |\n|---|---|---|---|\n"
    return head + "".join(
        f"| {each.what} | {each.budget} | {each.measured} | {each.verdict} |\n" for each in lines
    )


def main() -> int:
    """Ends with 1 when a budget is not kept."""
    known = ", ".join((*NAMES, *BY_HAND))
    given = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    given.add_argument("--only", default=",".join(NAMES), help=f"some of {known}")
    wanted = given.parse_args().only.split(",")
    if not set(wanted) <= {*NAMES, *BY_HAND}:
        given.error(f"--only takes some of {known}")
    machine, lines = this_machine(), []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = folder / "made.sqlite3"
        make_demo(f"sqlite:///{made}", folder / "files")
        for part, measure in parts(folder, made).items():
            if part in wanted:
                began = time.monotonic()
                lines += measure()
                print(f"{part}: {time.monotonic() - began:.0f} s", file=sys.stderr)
    print("\n".join([*machine, "", as_table(lines)]))
    if set(wanted) == set(NAMES):
        listed = "".join(f"- {line}\n" for line in machine)
        PAPER.write_text(f"{INTRODUCTION}\n{listed}\n{as_table(lines)}{THE_SEARCH}")
        print(f"Written to {PAPER.relative_to(ROOT)}.")
    return 1 if any(line.kept is False for line in lines) else 0


if __name__ == "__main__":
    sys.exit(main())
