"""The import into the directory, on both databases: idempotent, named refusals, audit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from app.audit.models import AuditEvent
from app.extensions import db
from app.providers.models import Kind, Listing, Provider
from tests.providers.makers import bring_in, entry

DATA = Path(__file__).resolve().parents[2] / "data"
LIBRARY_HEADER = "name,address,postcode,type,email,website,lon,lat\n"


def run(portal: Flask, file: Path, form: str = "libraries") -> tuple[int, str]:
    done = portal.test_cli_runner().invoke(
        args=["providers", "import", str(file), "--format", form]
    )
    return done.exit_code, done.output


def listings(portal: Flask) -> list[Listing]:
    with portal.app_context():
        return list(db.session.scalars(select(Listing).order_by(Listing.number)))


def test_the_shipped_files_come_in_and_a_second_run_changes_nothing(either_portal: Flask) -> None:
    file = DATA / "mental_health_services_RAW.csv"
    assert run(either_portal, file, "mental-health") == (
        0,
        "line 50: refused: unknown postcode 'WA154 1HF'\n"
        "mental-health: 59 new, 0 changed, 0 the same, 1 refused.\n",
    )
    before = [(each.slug, each.imported_at) for each in listings(either_portal)]
    code, output = run(either_portal, file, "mental-health")
    assert code == 0
    assert "0 new, 0 changed, 59 the same, 1 refused." in output
    assert [(each.slug, each.imported_at) for each in listings(either_portal)] == before


def test_an_altered_row_is_brought_up_to_date_under_its_old_address(either_portal: Flask) -> None:
    with either_portal.app_context():
        bring_in([entry("Hazel Reading Room"), entry("Elder Room")])
        changed = entry("Hazel Reading Room", description="Now with tea", provider="Hazel Trust")
        counts = bring_in([changed, entry("Elder Room")])
        assert (counts.new, counts.changed, counts.same) == (0, 1, 1)
        found = db.session.scalars(
            select(Listing).where(Listing.slug == "hazel-reading-room")
        ).one()
        assert found.service.description == "Now with tea"
        assert found.service.provider is not None
        assert found.service.provider.name == "Hazel Trust"
        counts = bring_in([replace(changed, provider="")])
        assert counts.changed == 1
        assert db.session.scalar(select(func.count()).select_from(Provider)) == 1


def test_two_places_of_one_name_have_two_addresses(either_portal: Flask) -> None:
    with either_portal.app_context():
        bring_in([entry("Being There"), entry("Being There", "M23 9LT"), entry("!!!")])
        bring_in([entry("Being There", key="x")], source="mental-health")
    assert [each.slug for each in listings(either_portal)] == [
        "being-there",
        "being-there-m23-9lt",
        "place",
        "being-there-m33-7zf",
    ]


def test_an_import_is_in_the_audit_with_numbers_only(either_portal: Flask) -> None:
    with either_portal.app_context():
        bring_in([entry("Hazel Reading Room", kind=Kind.LIBRARY)])
        event = db.session.scalars(
            select(AuditEvent).where(AuditEvent.name == "providers.imported")
        ).one()
        assert (event.actor_id, event.about) == (None, "source:libraries")
        assert event.facts == {"new": 1, "changed": 0, "same": 0, "refused": 0}


def test_every_refused_row_is_named_on_the_screen(portal: Flask, tmp_path: Path) -> None:
    file = tmp_path / "libraries.csv"
    rows = (
        "Café Hazel,,M33 7ZF,,,,-2.32,53.42\n"
        "No Place,,ZZ1 1ZZ,,,,-2.32,53.42\n"
        "Far,,M33 7ZF,,,,0,0\n"
        "Astray,,M33 7ZF,,not-mail,javascript:x,-0.1,51.5\n"
        "Broken,M33\n"
    )
    file.write_bytes((LIBRARY_HEADER + rows).encode("cp1252"))
    code, output = run(portal, file)
    assert code == 0
    assert output.splitlines() == [
        "line 3: refused: unknown postcode 'ZZ1 1ZZ'",
        "line 4: refused: bad coordinates 0, 0: not in the United Kingdom",
        "line 5: noted: its point is 162.6 miles from M33 7ZF: it stands at its postcode",
        "line 5: noted: no web address, left blank: 'javascript:x'",
        "line 5: noted: not an email address, left blank: 'not-mail'",
        "line 6: refused: broken row: it has 2 cells, the header has 8",
        "libraries: 2 new, 0 changed, 0 the same, 3 refused.",
    ]
    assert [each.name for each in listings(portal)] == ["Café Hazel", "Astray"]


def test_a_file_of_other_columns_changes_nothing(portal: Flask, tmp_path: Path) -> None:
    file = tmp_path / "wrong.csv"
    file.write_text("a,b\n1,2\n")
    code, output = run(portal, file)
    assert code == 1
    assert "The columns are not those of libraries. Missing: address, email," in output
    assert listings(portal) == []


def test_a_file_without_one_good_row_ends_with_1(portal: Flask, tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    file.write_text(LIBRARY_HEADER + "One,,ZZ1 1ZZ,,,,,\n")
    code, output = run(portal, file)
    assert code == 1
    assert "No row of the file could be read. Nothing was changed." in output
