"""The framework of tags behind outcomes: read from a file, ours or the council's.

The file names groups of tags, each with its words in every language it knows; English is needed.
Source of ours: `domain` I-statements and the Care Act 2014 s1(2). Tags are for figures: no page of
the person shows them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from flask import current_app

OURS = Path(__file__).with_name("framework.json")
LONGEST_KEY = 60


class BadFramework(ValueError):
    """The file is not a framework of tags. The text says what is wrong with it."""


@dataclass(frozen=True)
class Tag:
    """One tag: its key, which rows keep, and its words by language."""

    key: str
    group: str
    words: dict[str, str]

    def in_language(self, code: str) -> str:
        """Its words; in English where the file has no other."""
        return self.words.get(code) or self.words["en"]


@dataclass(frozen=True)
class Group:
    """Tags that belong together, and where they come from."""

    key: str
    words: dict[str, str]
    source: str
    tags: tuple[Tag, ...]

    def in_language(self, code: str) -> str:
        return self.words.get(code) or self.words["en"]


@dataclass(frozen=True)
class Framework:
    """Every group, in the order of the file."""

    groups: tuple[Group, ...]

    @property
    def tags(self) -> dict[str, Tag]:
        return {tag.key: tag for group in self.groups for tag in group.tags}


@cache
def framework(path: Path = OURS) -> Framework:
    """The framework of a file, read once. Raises BadFramework."""
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise BadFramework(f"{path.name} cannot be read: {problem}") from problem
    return parse(given)


def framework_in_use() -> Framework:
    """The council's framework where the settings name one, else ours. Checked at the start."""
    named = current_app.config["OUTCOME_FRAMEWORK"]
    return framework(Path(named)) if named else framework()


def parse(given: Any) -> Framework:
    """A framework from what a file holds. Raises BadFramework."""
    try:
        groups = tuple(_group(each) for each in given["groups"])
    except (KeyError, TypeError, AttributeError) as problem:
        raise BadFramework(f"A group or tag lacks something: {problem}") from problem
    keys = [tag.key for group in groups for tag in group.tags]
    if len(keys) != len(set(keys)):
        raise BadFramework("Two tags have the same key.")
    return Framework(groups)


def _group(given: dict[str, Any]) -> Group:
    key = str(given["key"])
    tags = tuple(Tag(_key(each), key, _words(each)) for each in given["tags"])
    return Group(key, _words(given), str(given.get("source", "")), tags)


def _key(given: dict[str, Any]) -> str:
    key = str(given["key"])
    if not key or len(key) > LONGEST_KEY:
        raise BadFramework(f"A key has 1 to {LONGEST_KEY} letters: {key[:80]!r}")
    return key


def _words(given: dict[str, Any]) -> dict[str, str]:
    words = {str(code): str(text) for code, text in given["words"].items()}
    if not words.get("en"):
        raise BadFramework(f"{given['key']!r} has no English words.")
    return words
