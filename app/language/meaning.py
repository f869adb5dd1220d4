"""Meaning checks: does a translation say what the English says?

A record keeps a translation, put back into English without sight of the original, and the verdict
of whoever compared the two. It holds for these two texts alone: each is kept as a hash, and a
change of either makes the record stale. `caught` keeps wrong translations, made on purpose, that
the way back showed up: the proof that the method sees mistakes. No native speaker is claimed.

The file of a locale, translations/meaning_checks/<locale>.json:
{"checks": [{msgid, sha_en, sha_translation, back_translation, verdict, checked, note}],
 "caught": [{msgid, wrong_translation, back_translation, why}]}
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry

from app.language.extraction import ROOT, forms_of

FOLDER = ROOT / "translations" / "meaning_checks"
LEAST_SAME = 30
LEAST_CAUGHT = 5
VERDICTS = ("same", "differs")
# A slip is worst where a text forbids, frees, shares, spends or keeps somebody safe.
_WEIGHTY = re.compile(
    r"\b(?:not|no|nobody|never|only|cannot|stop|can|may|must|safe|danger|see|share|help|money|"
    r"decide|yes|delete|remove|until)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Check:
    """One translation, put back into English and compared. `checked` is a date, YYYY-MM-DD."""

    msgid: str
    sha_en: str
    sha_translation: str
    back_translation: str
    verdict: str
    checked: str
    note: str = ""


@dataclass(frozen=True)
class Caught:
    """A wrong translation, made on purpose, that its way back into English showed up."""

    msgid: str
    wrong_translation: str
    back_translation: str
    why: str


@dataclass(frozen=True)
class Records:
    """All records of one locale."""

    checks: tuple[Check, ...] = ()
    caught: tuple[Caught, ...] = ()


def hash_of(texts: Iterable[str]) -> str:
    """The hash of a text, or of all its plural forms: 16 hex digits of SHA-256."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]


def load_records(locale: str, folder: Path = FOLDER) -> Records:
    """The records of a locale. Raises FileNotFoundError, and ValueError where a field is wrong."""
    given = json.loads((folder / f"{locale}.json").read_text(encoding="utf-8"))
    if not isinstance(given, dict) or set(given) != {"checks", "caught"}:
        raise ValueError(f"{locale}.json: wants the two lists “checks” and “caught”")
    return Records(
        tuple(_read(Check, one) for one in given["checks"]),
        tuple(_read(Caught, one) for one in given["caught"]),
    )


def _read(kind: type[Any], given: Mapping[str, Any]) -> Any:
    names = {field.name for field in fields(kind)}
    if set(given) - names or not all(isinstance(value, str) for value in given.values()):
        raise ValueError(f"a record of fields {sorted(given)}: wants texts {sorted(names)}")
    try:
        record = kind(**given)
    except TypeError as error:
        raise ValueError(f"a record lacks fields: {error}") from error
    if isinstance(record, Check):
        date.fromisoformat(record.checked)
    return record


def entries_of(catalog: Catalog) -> dict[str, Entry]:
    """The entries of a translated catalogue by their English (singular) text."""
    return {forms_of(entry.id)[0]: entry for entry in catalog if entry.id}


def stale(records: Records, catalog: Catalog) -> Iterator[str]:
    """What no longer holds: a text that is gone, or that changed since it was checked."""
    known = entries_of(catalog)
    for one in records.checks:
        entry = known.get(one.msgid)
        if entry is None:
            yield f"“{one.msgid}”: the English is gone or has changed: check it anew"
        elif hash_of(forms_of(entry.id)) != one.sha_en:
            yield f"“{one.msgid}”: the English has changed: check it anew"
        elif hash_of(forms_of(entry.string)) != one.sha_translation:
            yield f"“{one.msgid}”: the translation has changed: check it anew"


def problems(records: Records, catalog: Catalog) -> list[str]:
    """Why the records of one locale do not pass; empty where they do."""
    found = list(stale(records, catalog))
    found += [
        f"“{one.msgid}”: verdict “{one.verdict}”" for one in records.checks if one.verdict != "same"
    ]
    found += [
        f"“{one.msgid}”: no back-translation"
        for one in records.checks
        if not one.back_translation.strip()
    ]
    same = {one.msgid for one in records.checks if one.verdict == "same"}
    if len(same) < LEAST_SAME:
        found.append(f"{len(same)} texts checked, {LEAST_SAME} is the least")
    return found + [
        f"“{one.msgid}”: {said}" for one in records.caught for said in _not_caught(one, catalog)
    ]


def _not_caught(one: Caught, catalog: Catalog) -> Iterator[str]:
    entry = entries_of(catalog).get(one.msgid)
    if entry is None:
        yield "caught record of a text that is gone"
    elif one.wrong_translation in forms_of(entry.string):
        yield "the wrong translation is the one in use"
    if not one.back_translation.strip() or one.back_translation.strip() == one.msgid:
        yield "its way back does not differ from the English"
    if not one.why.strip():
        yield "does not say what was wrong"


def caught_in_all(all_records: Iterable[Records]) -> int:
    """How many wrong translations were caught, over all locales; at least `LEAST_CAUGHT`."""
    return sum(len(records.caught) for records in all_records)


def template_of(catalog: Catalog, locale: str, number: int, folder: Path = FOLDER) -> str:
    """Records to fill, as JSON: texts not checked yet, those first where a slip would hurt."""
    path = folder / f"{locale}.json"
    done = load_records(locale, folder).checks if path.exists() else ()
    have = {one.msgid for one in done}
    known = [(msgid, one) for msgid, one in entries_of(catalog).items() if msgid not in have]
    wanted = [pair for pair in known if all(forms_of(pair[1].string))]
    wanted.sort(key=lambda pair: (-len(_WEIGHTY.findall(pair[0])), hash_of((pair[0],))))
    records = [_empty_record(msgid, entry) for msgid, entry in wanted[:number]]
    return json.dumps({"checks": records, "caught": []}, ensure_ascii=False, indent=1)


def _empty_record(msgid: str, entry: Entry) -> dict[str, str]:
    """A record without its verdict; the note shows the translation to whoever fills it in."""
    texts = forms_of(entry.string)
    return asdict(
        Check(msgid, hash_of(forms_of(entry.id)), hash_of(texts), "", "", "", " / ".join(texts))
    )
