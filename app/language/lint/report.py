"""The lint over the whole catalogue: findings by rule, the two thresholds, one verdict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.pofile import read_po

from app.language.allow import ALLOWED, MOST_LINES
from app.language.extraction import ROOT, extract
from app.language.lint.catalogue import read_messages
from app.language.lint.message import Finding, Message
from app.language.lint.rules import message_findings
from app.language.lint.text import sentences, words
from app.language.lint.translations import catalogue_findings

LONGEST_MEAN = 10.0
CLEAN_SHARE = 0.95

Placed = tuple[str, Finding]  # "file:line" or "locale: text", and what is to be mended


@dataclass
class Report:
    """What the lint found. Thresholds count the person's register alone: work has no warnings."""

    findings: list[Placed] = field(default_factory=list)
    person: int = 0
    work: int = 0
    with_warning: int = 0
    sentence_count: int = 0
    word_count: int = 0

    @property
    def mean_words(self) -> float:
        """Words a sentence, on average."""
        return self.word_count / self.sentence_count if self.sentence_count else 0.0

    @property
    def clean_share(self) -> float:
        """The share of the person's messages that have no warning, 0 to 1."""
        return 1 - self.with_warning / self.person if self.person else 1.0

    def problems(self) -> list[str]:
        """Why the check fails; empty where it passes."""
        errors = sum(finding.severity == "error" for _, finding in self.findings)
        found = [f"{errors} errors"] if errors else []
        if self.mean_words > LONGEST_MEAN:
            found.append(f"{self.mean_words:.1f} words a sentence, {LONGEST_MEAN} is the most")
        if self.clean_share < CLEAN_SHARE:
            share, least = int(self.clean_share * 1000) / 10, CLEAN_SHARE * 100
            found.append(f"{share} of 100 messages without a warning, {least:.0f} is the least")
        if len(ALLOWED) > MOST_LINES:
            found.append(f"{len(ALLOWED)} lines allowed to pass, {MOST_LINES} is the most")
        return found


def lint_messages(read: Iterable[tuple[Message, list[Finding]]]) -> Report:
    """Every message through every rule of its register."""
    report = Report()
    for message, mistakes in read:
        found = mistakes + message_findings(message)
        place = message.places[0] if message.places else "?"
        report.findings += [(f"{place} “{message.msgid}”", finding) for finding in found]
        if message.register == "work":
            report.work += 1
            continue
        report.person += 1
        report.with_warning += any(finding.severity == "warning" for finding in found)
        spoken = [sentence for form in message.forms for sentence in sentences(form)]
        report.sentence_count += len(spoken)
        report.word_count += sum(len(words(sentence)) for sentence in spoken)
    return report


def lint_translations(root: Path, locales: Iterable[str]) -> Iterator[Placed]:
    """ER20 over the catalogue of each locale; one that is not there is one error."""
    for locale in locales:
        path = root / "translations" / locale / "LC_MESSAGES" / "messages.po"
        if not path.exists():
            missing = Finding("ER20", "error", "no catalogue: run make strings", "missing")
            yield f"{path.relative_to(root)}", missing
            continue
        with path.open("rb") as file:
            catalog = read_po(file, locale=locale)
        for msgid, finding in catalogue_findings(catalog):
            yield f"{locale} “{msgid}”", finding


def lint_portal(root: Path = ROOT, locales: Iterable[str] = ()) -> Report:
    """The lint over the portal's own words, and over its translations into `locales`."""
    report = lint_messages(read_messages(extract(root), root))
    report.findings += lint_translations(root, locales)
    return report


def write_report(report: Report, with_warnings: bool = True) -> Iterator[str]:
    """The report in lines: findings by rule, errors first, then a summary."""
    by_rule: dict[tuple[str, str], list[Placed]] = defaultdict(list)
    for place, finding in report.findings:
        by_rule[finding.severity, finding.rule].append((place, finding))
    for (severity, rule), listed in sorted(by_rule.items()):
        if severity == "error" or with_warnings:
            yield f"{rule} {severity}: {len(listed)}"
            yield from (f"  {place}: {finding.text}" for place, finding in listed)
    yield (
        f"{report.person} messages for the person, {report.work} for people at work; "
        f"{report.mean_words:.1f} words a sentence; "
        f"{int(report.clean_share * 1000) / 10} of 100 without a warning."
    )
    problems = report.problems()
    yield f"Not yet easy to read: {'; '.join(problems)}." if problems else "Easy to read."
