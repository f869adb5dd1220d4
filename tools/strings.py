"""The catalogues: `update` them from code and templates, `check` them, `compile` them.

`meaning-template LOCALE NUMBER` prints records of meaning checks, ready to be filled in.
Files carry no dates and no line numbers, so that a change of words is all that shows in a diff.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

LOCALES = ("pl", "ur")
WIDTH = 96
# What `check` asks of a translation; its length is the easy-read lint's matter.
CHECKED = frozenset(("fuzzy", "empty", "plural", "names", "tags"))


def template_path(root: Path) -> Path:
    return root / "translations" / "messages.pot"


def catalogue_path(root: Path, locale: str) -> Path:
    return root / "translations" / locale / "LC_MESSAGES" / "messages.po"


def read_catalogue(path: Path, locale: str) -> Catalog:
    """The catalogue of a locale; an empty one where the file is not there yet."""
    if not path.exists():
        return Catalog(locale=locale)
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def header(locale: str | None) -> str:
    """The head of a catalogue: only what gettext needs to read it."""
    lines = ["MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8"]
    lines.append("Content-Transfer-Encoding: 8bit")
    if locale is not None:
        lines += [f"Language: {locale}", f"Plural-Forms: {get_plural(locale).plural_forms}"]
    quoted = "".join(f'"{line}\\n"\n' for line in lines)
    named = f"# {Locale.parse(locale).english_name}\n" if locale else "# Our words, in English\n"
    return f'{named}msgid ""\nmsgstr ""\n{quoted}\n'


def write_catalogue(catalog: Catalog, locale: str | None) -> str:
    """A catalogue as the text of its file: sorted, the same for the same words."""
    body = io.BytesIO()
    write_po(
        body,
        catalog,
        width=WIDTH,
        omit_header=True,
        sort_output=True,
        include_lineno=False,
    )
    return header(locale) + body.getvalue().decode("utf-8")


def merge(template: Catalog, old: Catalog, locale: str) -> tuple[Catalog, list[Entry]]:
    """The template with the translations there are, and the old entries it has no use for.

    Nothing is guessed: an English text that changed by one letter is a new one. A text that went
    and came back finds its translation where the catalogue kept it (`update --keep`).
    """
    merged = Catalog(locale=locale, charset="utf-8")
    for entry in (one for one in template if one.id):
        known = old.get(entry.id, context=entry.context) or old.obsolete.get(_key(entry))
        keeps = known is not None and isinstance(known.id, tuple) == isinstance(entry.id, tuple)
        merged.add(
            entry.id,
            known.string if keeps else None,
            entry.locations,
            flags=known.flags if keeps else (),
            auto_comments=entry.auto_comments,
            user_comments=known.user_comments if keeps else (),
            context=entry.context,
        )
    gone = [one for one in old if one.id and merged.get(one.id, context=one.context) is None]
    kept = [one for one in old.obsolete.values() if merged.get(one.id, one.context) is None]
    return merged, gone + kept


def _key(entry: Entry) -> Any:
    """How babel's catalogue keeps an obsolete entry: by its first text, and its context."""
    first = entry.id[0] if isinstance(entry.id, tuple) else entry.id
    return (first, entry.context) if entry.context is not None else first


def update(
    root: Path = ROOT, locales: tuple[str, ...] = LOCALES, keep: bool = False
) -> Iterator[str]:
    """Write the template and every catalogue anew; say what is to be translated and what went.

    `keep` leaves translations without a text in the file, set aside, while work is going on.
    """
    from app.language.extraction import extract

    template = extract(root)
    template_path(root).parent.mkdir(parents=True, exist_ok=True)
    template_path(root).write_text(write_catalogue(template, None), encoding="utf-8")
    for locale in locales:
        path = catalogue_path(root, locale)
        merged, gone = merge(template, read_catalogue(path, locale), locale)
        if keep:
            merged.obsolete.update((_key(one), one) for one in gone if translated(one))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(write_catalogue(merged, locale), encoding="utf-8")
        empty = sum(1 for entry in merged if entry.id and not translated(entry))
        yield f"{locale}: {len(merged)} texts, {empty} to translate."
        yield from (f"  no longer used: {entry.id} = {entry.string}" for entry in gone)


def translated(entry: Entry) -> bool:
    """Whether every form of an entry has a text."""
    texts = entry.string if isinstance(entry.string, (tuple, list)) else (entry.string,)
    return all(text and text.strip() for text in texts)


def check(root: Path = ROOT, locales: tuple[str, ...] = LOCALES) -> Iterator[str]:
    """What is wrong with the catalogues, and what to do about it; nothing where all is well."""
    from app.language.extraction import extract
    from app.language.lint.translations import catalogue_findings

    template = extract(root)
    path = template_path(root)
    if not path.exists() or path.read_text(encoding="utf-8") != write_catalogue(template, None):
        yield "translations/messages.pot is older than the words in the code: run `make strings`."
    for locale in locales:
        if not catalogue_path(root, locale).exists():
            yield f"{locale}: no catalogue: run `make strings`."
            continue
        catalog = read_catalogue(catalogue_path(root, locale), locale)
        if catalog.plural_forms != get_plural(locale).plural_forms:
            yield f"{locale}: another rule for plural forms: run `make strings`."
        yield from (f"{locale}: {said}" for said in _differences(template, catalog))
        for msgid, finding in catalogue_findings(catalog):
            if finding.about in CHECKED:
                yield f"{locale}: “{msgid}”: {finding.text}"


def _differences(template: Catalog, catalog: Catalog) -> Iterator[str]:
    wanted = {(entry.id, entry.context) for entry in template if entry.id}
    found = {(entry.id, entry.context) for entry in catalog if entry.id}
    if wanted - found:
        yield f"{len(wanted - found)} texts are missing: run `make strings`, then translate them."
    if found - wanted or catalog.obsolete:
        count = len(found - wanted) + len(catalog.obsolete)
        yield f"{count} texts are no longer used: run `make strings`."


def compile_catalogues(root: Path = ROOT) -> Iterator[str]:
    """Write the .mo beside each .po that is newer; fuzzy and empty entries stay English."""
    for source in sorted((root / "translations").glob("*/LC_MESSAGES/messages.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        catalog = read_catalogue(source, source.parts[-3])
        part = target.with_suffix(f".{os.getpid()}.part")
        with part.open("wb") as file:
            write_mo(file, catalog)
        part.replace(target)
        yield f"{source.parts[-3]}: compiled."


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 1 where `check` found something."""
    parser = argparse.ArgumentParser(prog="tools/strings.py", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    updating = commands.add_parser("update")
    updating.add_argument("--keep", action="store_true", help="set aside what is not used now")
    commands.add_parser("check")
    commands.add_parser("compile")
    records = commands.add_parser("meaning-template")
    records.add_argument("locale", choices=LOCALES)
    records.add_argument("number", type=int)
    given = parser.parse_args(arguments)
    if given.command == "meaning-template":
        from app.language.meaning import template_of

        catalog = read_catalogue(catalogue_path(ROOT, given.locale), given.locale)
        print(template_of(catalog, given.locale, given.number))
        return 0
    if given.command == "update":
        lines = list(update(keep=given.keep))
    else:
        lines = list(check() if given.command == "check" else compile_catalogues())
    print("\n".join(lines) if lines else f"{given.command}: all is well.")
    return 1 if given.command == "check" and lines else 0


if __name__ == "__main__":
    sys.exit(main())
