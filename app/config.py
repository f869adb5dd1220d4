"""Settings from the environment, checked at start: a bad one stops the start and says which."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

ROOT = Path(__file__).resolve().parent.parent
DEMO_KEY = "demo-only-key-that-production-refuses"


class BadSetting(Exception):
    """A setting that would make the portal unsafe or unable to start. The text names it."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Every setting of the portal. Each field is read from the variable of the same name."""

    PORTAL_NAME: str = "Together"
    PORTAL_ENV: str = "demo"
    DATABASE_URL: str = f"sqlite:///{ROOT / 'instance' / 'portal.sqlite3'}"
    DATABASE_OWNER_URL: str = ""
    SECRET_KEY: str = DEMO_KEY
    REDIS_URL: str = ""
    FILES_URL: str = str(ROOT / "instance" / "files")
    MAIL_URL: str = ""
    MAIL_FROM: str = ""
    NOTIFY_KEY: str = ""
    NOTIFY_TEMPLATE: str = ""
    NOTIFY_URL: str = "https://api.notifications.service.gov.uk"
    BASE_URL: str = "http://localhost:8000"
    LEAVE_URL: str = "https://www.bbc.co.uk/weather"
    COUNCIL_NAME: str = ""
    SAFEGUARDING_DAY_PHONE: str = ""
    SAFEGUARDING_NIGHT_PHONE: str = ""
    ADVOCATE_PHONE: str = ""
    ADVOCATE_NAME: str = ""
    EMPLOYER_SUPPORT_NAME: str = ""
    EMPLOYER_SUPPORT_PHONE: str = ""
    IMPACT_ASSESSMENT_SIGNED_BY: str = ""
    CLINICAL_SAFETY_SIGNED_BY: str = ""
    OUTCOME_FRAMEWORK: str = ""
    # Pence an hour, since when, and where that stands: it changes each April.
    MINIMUM_PAY_PENCE: int = 1271
    MINIMUM_PAY_SINCE: str = "2026-04-01"
    MINIMUM_PAY_SOURCE: str = "National Living Wage, gov.uk/national-minimum-wage-rates"
    LANGUAGES: tuple[str, ...] = ("en", "pl", "ur")
    RATE_LIMITS: bool = True

    @property
    def is_demo(self) -> bool:
        return self.PORTAL_ENV == "demo"

    @classmethod
    def from_environment(cls, environment: dict[str, str] | None = None) -> Settings:
        """Read and check the settings. Raises BadSetting with the name of the first bad one."""
        given = os.environ if environment is None else environment
        texts = {f.name: given[f.name].strip() for f in fields(cls) if given.get(f.name)}
        values: dict[str, object] = dict(texts)
        if "LANGUAGES" in texts:
            values["LANGUAGES"] = tuple(tag.strip() for tag in texts["LANGUAGES"].split(","))
        if "RATE_LIMITS" in texts:
            values["RATE_LIMITS"] = _yes_or_no("RATE_LIMITS", texts["RATE_LIMITS"])
        if "MINIMUM_PAY_PENCE" in texts:
            values["MINIMUM_PAY_PENCE"] = _whole("MINIMUM_PAY_PENCE", texts["MINIMUM_PAY_PENCE"])
        settings = cls(**_with_demo_numbers(values))  # type: ignore[arg-type]
        settings.check()
        return settings

    def check(self) -> None:
        """Refuse settings that cannot work, and demo settings in production."""
        if self.PORTAL_ENV not in ("demo", "production"):
            raise BadSetting("PORTAL_ENV must be demo or production.")
        self._check_databases()
        for name in ("BASE_URL", "LEAVE_URL", "NOTIFY_URL"):
            if not _is_address(getattr(self, name), ("http", "https")):
                raise BadSetting(f"{name} must be a full web address.")
        if self.MAIL_URL and not _is_address(self.MAIL_URL, ("smtp", "smtps", "starttls")):
            raise BadSetting("MAIL_URL must be smtp:, smtps: or starttls: with a machine's name.")
        if self.REDIS_URL and urlsplit(self.REDIS_URL).scheme not in ("redis", "rediss"):
            raise BadSetting("REDIS_URL must start with redis: or rediss:")
        if "://" in self.FILES_URL and not _is_address(self.FILES_URL, ("s3",)):
            raise BadSetting("FILES_URL must be a folder, or start with s3: and name a bucket.")
        if bool(self.NOTIFY_KEY) != bool(self.NOTIFY_TEMPLATE):
            raise BadSetting("NOTIFY_KEY and NOTIFY_TEMPLATE must be set together.")
        if len(self.SECRET_KEY) < 32:
            raise BadSetting("SECRET_KEY must have at least 32 characters.")
        self._check_pay()
        if not self.is_demo:
            self._check_production()

    def _check_pay(self) -> None:
        if self.MINIMUM_PAY_PENCE <= 0:
            raise BadSetting("MINIMUM_PAY_PENCE must be pence an hour, more than 0.")
        try:
            date.fromisoformat(self.MINIMUM_PAY_SINCE)
        except ValueError:
            raise BadSetting("MINIMUM_PAY_SINCE must be a day, such as 2026-04-01.") from None

    def _check_databases(self) -> None:
        kind = _database("DATABASE_URL", self.DATABASE_URL).get_backend_name()
        if kind not in ("sqlite", "postgresql"):
            raise BadSetting("DATABASE_URL must start with sqlite: or postgresql:")
        if not self.DATABASE_OWNER_URL:
            return
        owner = _database("DATABASE_OWNER_URL", self.DATABASE_OWNER_URL).get_backend_name()
        if kind != "postgresql" or owner != kind:
            raise BadSetting("DATABASE_OWNER_URL is for PostgreSQL only, and the same database.")

    def _check_production(self) -> None:
        if self.SECRET_KEY == DEMO_KEY:
            raise BadSetting("SECRET_KEY is the demo key. Production needs its own.")
        if urlsplit(self.BASE_URL).scheme != "https":
            raise BadSetting("BASE_URL must start with https: in production.")
        database = make_url(self.DATABASE_URL)
        if not database.database or database.database == ":memory:":
            raise BadSetting("DATABASE_URL names no database. Production needs its own.")
        if database.database.endswith("portal.sqlite3"):
            raise BadSetting("DATABASE_URL is the demo database. Production needs its own.")
        for name in _NEEDED_IN_PRODUCTION:
            if not getattr(self, name):
                raise BadSetting(f"{name} is not set. Production does not start without it.")


def _database(name: str, url: str) -> URL:
    try:
        return make_url(url)
    except (ArgumentError, ValueError):
        # Without the cause: it may hold the password.
        raise BadSetting(f"{name} is not an address of a database.") from None


def _is_address(url: str, schemes: tuple[str, ...]) -> bool:
    """Is it a whole address: a scheme of these, a machine, and where there is a port, a number?"""
    try:
        parts = urlsplit(url)
        return parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _whole(name: str, text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 6:
        raise BadSetting(f"{name} must be a whole number.")
    return int(text)


def _yes_or_no(name: str, text: str) -> bool:
    if text.lower() in ("1", "yes", "true", "on"):
        return True
    if text.lower() in ("0", "no", "false", "off"):
        return False
    raise BadSetting(f"{name} must be 1 or 0.")


_NEEDED_IN_PRODUCTION = (
    "MAIL_URL",
    "MAIL_FROM",
    "COUNCIL_NAME",
    "SAFEGUARDING_DAY_PHONE",
    "SAFEGUARDING_NIGHT_PHONE",
    "ADVOCATE_PHONE",
    "ADVOCATE_NAME",
    "EMPLOYER_SUPPORT_NAME",
    "EMPLOYER_SUPPORT_PHONE",
    "IMPACT_ASSESSMENT_SIGNED_BY",
    "CLINICAL_SAFETY_SIGNED_BY",
)

# Ofcom keeps 01632 960000 to 960999 and 0808 157 0000 to 0999 free for fiction: nobody answers.
_DEMO_NUMBERS = {
    "COUNCIL_NAME": "Demo Council",
    "SAFEGUARDING_DAY_PHONE": "01632 960101",
    "SAFEGUARDING_NIGHT_PHONE": "01632 960102",
    "ADVOCATE_PHONE": "0808 157 0103",
    "ADVOCATE_NAME": "Demo Advocates",
    "EMPLOYER_SUPPORT_NAME": "Demo Employers' Help",
    "EMPLOYER_SUPPORT_PHONE": "0808 157 0104",
}


def _with_demo_numbers(values: dict[str, object]) -> dict[str, object]:
    demo = values.get("PORTAL_ENV", "demo") == "demo"
    return {**_DEMO_NUMBERS, **values} if demo else values


@dataclass(frozen=True)
class Limits:
    """Sizes and times that hold everywhere. Source: the portal's design rules."""

    section_characters: int = 5_000
    name_characters: int = 120
    line_characters: int = 300
    picture_bytes: int = 15 * 1024 * 1024
    picture_pixels: int = 50_000_000
    sound_bytes: int = 10 * 1024 * 1024
    sound_seconds: int = 180
    request_bytes: int = 16 * 1024 * 1024
    # Of a form with a file: so much is read to say "too big" beside what was typed.
    upload_bytes: int = 64 * 1024 * 1024
    password_shortest: int = 12
    password_longest: int = 200
    idle_trusted: timedelta = timedelta(hours=20)
    idle_work: timedelta = timedelta(minutes=60)
    idle_other: timedelta = timedelta(minutes=30)
    fresh_sign_in: timedelta = timedelta(minutes=10)
    new_device_wait: timedelta = timedelta(hours=24)
    link_life: timedelta = timedelta(minutes=30)
    invitation_life: timedelta = timedelta(days=14)
    qr_life: timedelta = timedelta(minutes=10)


LIMITS = Limits()
