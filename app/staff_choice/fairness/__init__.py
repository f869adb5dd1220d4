"""The rules of fairness, in one place: pure functions, each with the source of its rule.

Nothing here reads the database or the clock: the same input gives the same output, byte for byte.
What is decided on them is kept with `VERSION`; a change of any rule counts it up. The page
`/support-jobs/fairness` says them in plain words.
"""

from __future__ import annotations

VERSION = "2"
