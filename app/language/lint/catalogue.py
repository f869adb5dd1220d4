"""From the extracted catalogue to messages: their kind, their register, what is explained.

A comment just before a text says so where the guess is wrong, in a template
`{# L10n: kind=button register=work #}` and in Python `# L10n: kind=error word=advocate`.
Without it the guess is by place and by shape; see `guess_kind` and `guess_register`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry

from app.language.extraction import ROOT, forms_of
from app.language.glossary import GLOSSARY
from app.language.lint.message import KINDS, REGISTERS, Finding, Kind, Message, Register
from app.language.lint.text import plain, sentences, words

LABEL_WORDS = 8
_WORK = re.compile(r"^(?:council|provider|admin|vetting)(?:$|[_.])|^work(?:$|[_.])")
_MARK = re.compile(r"\b(kind|register|word)=([\w,-]+)")
_CALL = re.compile(r"\b(?:word|explain)\(([^()]*)\)")
_SLUG = re.compile(r"""["']([a-z0-9-]+)["']""")
_INCLUDE = re.compile(r"""\{%-?\s*(?:include|extends)\s+["']([^"']+)["']""")


@dataclass
class Marks:
    """What the comments before a text say, and what in them makes no sense."""

    kind: Kind | None = None
    register: Register | None = None
    explained: set[str] = field(default_factory=set)
    mistakes: list[str] = field(default_factory=list)


def read_marks(comments: Iterable[str]) -> Marks:
    """The marks in the comments of one text. Where two say different things, the first counts."""
    marks = Marks()
    for key, value in _MARK.findall(" ".join(comments)):
        if key == "kind" and value in KINDS:
            marks.kind = marks.kind or value
        elif key == "register" and value in REGISTERS:
            marks.register = marks.register or value
        elif key == "word" and set(value.split(",")) <= set(GLOSSARY):
            marks.explained.update(value.split(","))
        else:
            marks.mistakes.append(f"{key}={value}")
    return marks


def guess_kind(text: str, files: Iterable[str] = ()) -> Kind:
    """The kind of a text by its shape.

    One question of few words is a heading; a text that ends a sentence is body, or an error where
    only forms have it; other short texts are labels.
    """
    read = plain(text)
    if read.endswith("?") and len(sentences(text)) == 1:
        return "heading"
    if read.endswith((".", "!", "?", ":")):
        names = {PurePosixPath(file).name for file in files}
        return "error" if names == {"forms.py"} else "body"
    return "label" if len(words(read)) <= LABEL_WORDS else "body"


def guess_register(files: Iterable[str]) -> Register:
    """`work` where every file lies in a folder, or has a name, of people at work."""
    listed = [PurePosixPath(file).parts for file in files]
    at_work = [any(_WORK.match(part) for part in parts[1:]) for parts in listed]
    return "work" if at_work and all(at_work) else "person"


@lru_cache(maxsize=1024)
def _explained_in(template: Path) -> frozenset[str]:
    """The glossary words that a template, or one it includes, explains in place."""
    if not template.exists():
        return frozenset()
    source = template.read_text(encoding="utf-8")
    included = (ROOT / "templates" / name for name in _INCLUDE.findall(source))
    texts = [source, *(path.read_text(encoding="utf-8") for path in included if path.exists())]
    calls = (call for text in texts for call in _CALL.findall(text))
    return frozenset(slug for call in calls for slug in _SLUG.findall(call))


def explained_on_pages(file: str, root: Path = ROOT) -> frozenset[str]:
    """The glossary words that the pages with a text of this file explain.

    A page answers for itself. A fragment and a Python file do not know which page shows them:
    for them every template of their room (templates/people/sharing for people/forms/sharing.py)
    counts, or of their slice where there is no such room.
    """
    path = PurePosixPath(file)
    if path.parts[0] == "templates" and not path.name.startswith("_"):
        return _explained_in(root / path)
    folder = root / "templates" / path.parts[1]
    room = folder / path.stem
    templates = sorted((room if room.is_dir() else folder).rglob("*.html"))
    return frozenset().union(*(_explained_in(template) for template in templates))


@lru_cache(maxsize=1)
def _glossary_texts() -> dict[str, str]:
    pairs = ((entry.slug, (entry.title, entry.explanation)) for entry in GLOSSARY.values())
    return {text.msgid: slug for slug, texts in pairs for text in texts}


def to_message(entry: Entry, root: Path = ROOT) -> tuple[Message, list[Finding]]:
    """One entry as a message, with a finding for each mark that makes no sense."""
    one, *others = forms_of(entry.id)
    files = sorted({file for file, _ in entry.locations})
    marks = read_marks(entry.auto_comments)
    explained = marks.explained.union(*(explained_on_pages(file, root) for file in files))
    if one in _glossary_texts():
        explained.add(_glossary_texts()[one])
    message = Message(
        one,
        marks.kind or guess_kind(one, files),
        marks.register or guess_register(files),
        others[0] if others else None,
        tuple(f"{file}:{line}" for file, line in entry.locations),
        frozenset(explained),
    )
    mistakes = [Finding("L10n", "error", f"unknown mark {it}", it) for it in marks.mistakes]
    return message, mistakes


def read_messages(catalog: Catalog, root: Path = ROOT) -> Iterator[tuple[Message, list[Finding]]]:
    """Every entry of a catalogue but its header."""
    return (to_message(entry, root) for entry in catalog if entry.id)
