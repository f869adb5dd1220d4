"""The lines of a CSV file, whatever was done to it on its way here.

A line in UTF-8 is read as that, another as Windows-1252, each by itself: real files hold both. A
row that cannot be read costs only its own line, even where a missing quote mark would swallow the
next ones.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

# A quoted field may run over some lines; a lost quote mark must not search the whole file.
_LONGEST_ROW_LINES = 50


class UnreadableFile(Exception):
    """Nothing of the file can be read. The text says why, in plain words."""


@dataclass(frozen=True)
class Row:
    """A row with the number of its first line, counting from 1. `cells` is None where it is broken
    and `problem` says how."""

    line: int
    cells: list[str] | None
    problem: str = ""


def lines_of(content: bytes) -> list[str]:
    """The text of a file, line by line, without a byte order mark. Raises UnreadableFile."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableFile("The file is in UTF-16. Save it as CSV in UTF-8.")
    lines = content.removeprefix(b"\xef\xbb\xbf").splitlines(keepends=True)
    return [_decoded(number, line) for number, line in enumerate(lines, 1)]


def _decoded(number: int, line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError:
        raise UnreadableFile(f"Line {number} is neither in UTF-8 nor in Windows-1252.") from None


def rows_of(lines: list[str]) -> Iterator[Row]:
    """Every row of the file, the header too; empty lines are left out."""
    at = 0
    width: int | None = None
    while at < len(lines):
        cells, used, problem = _next_row(lines, at)
        if cells is not None and width is not None and cells and len(cells) != width:
            problem = f"broken row: it has {len(cells)} cells, the header has {width}"
        if problem:
            # Only this line is lost: what follows a missing quote mark is tried by itself.
            yield Row(at + 1, None, problem)
            at += 1
            continue
        if cells:
            width = width or len(cells)
            yield Row(at + 1, cells)
        at += used


def _next_row(lines: list[str], at: int) -> tuple[list[str] | None, int, str]:
    last = min(at + _LONGEST_ROW_LINES, len(lines))
    reader = csv.reader((lines[number] for number in range(at, last)), strict=True)
    try:
        return next(reader), reader.line_num, ""
    except (csv.Error, StopIteration):
        return None, 1, "broken row: a quote mark is missing or too many"
