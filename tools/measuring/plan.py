"""The support plan's pages: queries, server time and bytes, with one version and with many.

The person is the demo's Zebedee with the circle that Mirabel has, everything of the plan and of
About me open to each of them, so that nothing makes a page light but what the rules keep.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from app.accounts.models import Account
from app.database import now
from app.demo.people import ACCOUNTS
from app.demo.words import MIRABEL, ZEBEDEE
from app.extensions import db
from app.people.models import (
    AboutMeEntry,
    Basis,
    CircleMember,
    Person,
    SaidHow,
    SharedPart,
    SharingDecision,
)
from app.people.parts import ABOUT_ME, PLAN_PARTS, PLAN_SECTIONS, Level, Part
from tools.counting import MOST_QUERIES
from tools.demo_server import chromium_path
from tools.measuring import Line, median, not_measured
from tools.measuring.server import FEW, Pages, person_called, portal_beside, time_line, walk
from tools.measuring.server import query_line as queries_of
from tools.measuring.versions import Whom, add_versions
from tools.measuring.wire import FRAGMENT, LATER_PAGE, later, later_line, phone

ONE, MANY = 1, 200
CALLED = "Zebedee"
# What anybody of the circle reads; {newest} is the number of the newest version.
READ = (
    "/people/{person}/plan",
    "/people/{person}/plan/plan-home",
    "/people/{person}/plan/versions",
    "/people/{person}/plan/versions/{newest}",
    "/people/{person}/plan/versions/{newest}/plan-home",
    "/people/{person}/passport",
)
WRITTEN = (
    "/people/{person}/plan/plan-wants/change",
    "/people/{person}/plan/plan-home/change",
    "/people/{person}/plan/plan-wants/comments",
    "/people/{person}/plan/comments",
    "/people/{person}/plan/suggestions",
)
# Role → pages. Zebedee's own account is the demo's stranger.
PAGES: Pages = {
    "stranger": (
        *READ,
        *WRITTEN,
        "/my",
        "/people/{person}/plan/answers",
        "/people/{person}/plan/print",
        "/people/{person}/sharing",
    ),
    "family": (*READ, *WRITTEN, "/my"),
    "caremanager": READ,
}
# Brings the letters for paper, which no page on a screen does: weighed by itself.
SHEET = "plan/print"
# An old page, measured in the same minute: what a busy machine makes of a page that is known.
BESIDE: Pages = {"stranger": ("/people/{person}/about-me",)}


def measure(folder: Path, *, many: int = MANY) -> list[Line]:
    """Server time with one version and with many, the queries of both, bytes with many."""
    lines, queries = [], {}
    for versions in (ONE, many):
        portal = _portal(folder / f"versions-{versions}", versions)
        names = {"person": person_called(portal, CALLED), "newest": versions}
        beside, walked = walk(portal, BESIDE, **names), walk(portal, PAGES, **names)
        portal.extensions["db_engine"].dispose()
        queries[versions] = walked.queries
        what = (
            f"server time, support plan, warm, one core, {_versions(versions)} of "
            f"{len(PLAN_SECTIONS)} changed sections (SQLite)"
        )
        (about_me,), (work,) = beside.times.values(), beside.work.values()
        known = (
            f"; About me in the same minute: median {median(about_me):.1f} ms, the processor's "
            f"{median(work):.1f} ms"
        )
        lines.append(time_line(what, walked, known))
    budget = f"at most {MOST_QUERIES}, the same for {_versions(ONE)} as for {_versions(many)}"
    than = f"with {_versions(ONE)}"
    lines.append(
        queries_of("queries a page, support plan", budget, queries[ONE], queries[many], than)
    )
    return lines + _bytes(folder, many)


def _versions(number: int) -> str:
    return "1 version" if number == 1 else f"{number} versions"


def _portal(folder: Path, versions: int) -> Flask:
    portal = portal_beside(folder, FEW)
    with portal.app_context():
        accounts = {each.email: each.id for each in db.session.scalars(select(Account))}
        with db.writing():
            person = db.session.scalars(select(Person).where(Person.called == CALLED)).one()
            _know(person, {each.role: accounts[each.email] for each in ACCOUNTS})
        whom = Whom(person.id, accounts["stranger@demo.example"], accounts["family@demo.example"])
        add_versions(whom, 1, versions)
    return portal


def _know(person: Person, accounts: dict[str, object]) -> None:
    """Mirabel's circle, and what she says of herself where the person says nothing."""
    me, long_ago = person.account_id, now() - timedelta(days=30)
    shared = {**dict.fromkeys(ABOUT_ME, Level.SEE), **dict.fromkeys(PLAN_PARTS, Level.WRITE)}
    shared[Part.CIRCLE] = shared[Part.PLAN_COUNCIL] = Level.SEE
    for each in ACCOUNTS:
        if each.relationship is None:
            continue
        member = CircleMember(
            person_id=person.id, account_id=accounts[each.role], name=each.name, who=each.who,
            relationship_kind=each.relationship, accepted_at=long_ago,
        )  # fmt: skip
        db.session.add(member)
        db.session.flush()
        decision = SharingDecision(
            person_id=person.id, member_id=member.id, decided_by=me, starts_at=long_ago,
            basis=Basis.PERSON_SAYS_YES, said_how=SaidHow.TAPPED,
        )  # fmt: skip
        decision.parts = [SharedPart(part=part, level=level) for part, level in shared.items()]
        db.session.add(decision)
    for part, (content, _helped_by) in MIRABEL.items():
        if part not in ZEBEDEE:
            db.session.add(
                AboutMeEntry(
                    person_id=person.id, part=part, number=1, content=content, language="en",
                    written_by=me, saved_by=me,
                )
            )  # fmt: skip


def _bytes(folder: Path, versions: int) -> list[Line]:
    """Later pages with many versions, and what there is of fragments."""
    what = f"later pages, support plan, {_versions(versions)}"
    none = not_measured(
        "a fragment of the support plan",
        f"at most {FRAGMENT // 1000} kB",
        "its pages ask for no fragment; each comes whole",
    )
    path = chromium_path()
    if path is None:
        why = "this machine has no Chromium"
        return [not_measured(what, f"at most {LATER_PAGE // 1000} kB", why), none]
    made = folder / f"versions-{versions}" / "portal.sqlite3"
    below = "/people/{person}/"
    paths = [path.removeprefix(below).format(newest=versions) for path in PAGES["stranger"]]
    lines = []
    with phone(folder / "plan-wire", made, path) as (browser, server):
        for lang in ("en", "ur"):
            sizes = later(browser, server, "stranger", paths, lang)
            sheet = {SHEET: sizes.pop(SHEET)}
            lines.append(later_line(f"{what}, {lang}", sizes))
            lines.append(later_line(f"the plan as a sheet to print, {lang}", sheet))
    return [*lines, none]
