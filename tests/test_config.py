"""Settings are checked at start: a bad one stops it and says which."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app import create_app
from app.config import DEMO_KEY, ROOT, BadSetting, Settings
from tests.faults.conftest import with_demo

PRODUCTION = {
    "PORTAL_ENV": "production",
    "SECRET_KEY": "k" * 40,
    "DATABASE_URL": "postgresql://portal@127.0.0.1/portal",
    "BASE_URL": "https://portal.example",
    "MAIL_URL": "smtp://127.0.0.1:25",
    "MAIL_FROM": "portal@portal.example",
    "COUNCIL_NAME": "Test Council",
    "SAFEGUARDING_DAY_PHONE": "01632 960001",
    "SAFEGUARDING_NIGHT_PHONE": "01632 960002",
    "ADVOCATE_PHONE": "01632 960003",
    "ADVOCATE_NAME": "Test Advocates",
    "EMPLOYER_SUPPORT_NAME": "Test Employers",
    "EMPLOYER_SUPPORT_PHONE": "01632 960004",
    "IMPACT_ASSESSMENT_SIGNED_BY": "A. Officer, 1 May 2026",
    "CLINICAL_SAFETY_SIGNED_BY": "A. Officer, 1 May 2026",
}


def test_the_demo_needs_no_settings() -> None:
    settings = Settings.from_environment({})
    assert settings.is_demo
    assert settings.PORTAL_NAME == "Together"
    assert settings.SAFEGUARDING_DAY_PHONE.startswith("01632 960")


def test_production_starts_with_all_of_its_settings() -> None:
    assert not Settings.from_environment(PRODUCTION).is_demo


@pytest.mark.parametrize("name", [name for name in PRODUCTION if name != "PORTAL_ENV"])
def test_production_refuses_to_start_without_each_of_them(name: str) -> None:
    given = {key: value for key, value in PRODUCTION.items() if key != name}
    with pytest.raises(BadSetting, match=name):
        Settings.from_environment(given)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORTAL_ENV", "staging"),
        ("DATABASE_URL", "mysql://x"),
        ("DATABASE_URL", "postgresql:/::x"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "postgresql://portal@127.0.0.1"),
        ("DATABASE_OWNER_URL", "mysql://x"),
        ("DATABASE_OWNER_URL", "sqlite:///owner.sqlite3"),
        ("MINIMUM_PAY_PENCE", "0"),
        ("MINIMUM_PAY_PENCE", "12.71"),
        ("MINIMUM_PAY_PENCE", "-5"),
        ("MINIMUM_PAY_SINCE", "April"),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", DEMO_KEY),
        ("BASE_URL", "http://portal.example"),
        ("BASE_URL", "portal.example"),
        ("BASE_URL", "https://"),
        ("MAIL_URL", "mail.example"),
        ("MAIL_URL", "smtp://"),
        ("MAIL_URL", "smtp://mail.example:post"),
        ("REDIS_URL", "memcached://x"),
        ("FILES_URL", "ftp://files.example"),
        ("NOTIFY_URL", "javascript:alert(1)"),
        ("RATE_LIMITS", "maybe"),
        ("LEAVE_URL", "javascript:alert(1)"),
    ],
)
def test_a_bad_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=name):
        Settings.from_environment({**PRODUCTION, name: value})


@pytest.mark.parametrize("languages", ["en,xx", "pl", ",", "en,pl,pl"])
def test_a_language_that_the_portal_does_not_speak_stops_the_start(languages: str) -> None:
    with pytest.raises(BadSetting, match="LANGUAGES"):
        create_app(Settings.from_environment({"LANGUAGES": languages}))


def test_a_bad_address_of_a_database_is_not_told_with_its_password() -> None:
    with pytest.raises(BadSetting) as told:
        Settings.from_environment({"DATABASE_URL": "postgresql://portal:hush@host:port:9/x"})
    assert "hush" not in str(told.value)


@pytest.mark.parametrize(("given", "counts"), [("0", False), ("off", False), ("yes", True)])
def test_counting_failures_is_on_or_off(given: str, counts: bool) -> None:
    assert Settings.from_environment({"RATE_LIMITS": given}).RATE_LIMITS is counts


def test_the_start_stops_with_the_name_of_the_setting() -> None:
    tried = subprocess.run(
        [sys.executable, "-c", "import wsgi"],
        cwd=ROOT,
        env={"PORTAL_ENV": "production", "SECRET_KEY": "k" * 40},
        capture_output=True,
        text=True,
        check=False,
    )
    assert tried.returncode != 0
    assert "BASE_URL" in tried.stderr


def test_production_refuses_a_database_that_holds_the_demo(tmp_path: Path) -> None:
    url, files = f"sqlite:///{tmp_path / 'council.sqlite3'}", {"FILES_URL": str(tmp_path)}
    settings = Settings.from_environment({**PRODUCTION, **files, "DATABASE_URL": url})
    # Empty, before its tables are made, it starts: they are made by a command of the portal.
    create_app(settings)
    with_demo(url, tmp_path).extensions["db_engine"].dispose()
    with pytest.raises(BadSetting, match="DATABASE_URL"):
        create_app(settings)
