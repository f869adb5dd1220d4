"""Fixtures for every test: a portal on its own database, SQLite by default, rolled back after."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
import structlog
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from jinja2.bccache import Bucket, BytecodeCache
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import sync_playwright

import app.models  # noqa: F401
from app import create_app
from app.accounts import passwords
from app.config import Settings
from app.database import Base
from app.extensions import db
from tests.page_client import Browser
from tools.demo_server import CHROMIUM_ARGUMENTS, chromium_path

POSTGRES = os.environ.get("TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432")
# The real settings take a tenth of a second each time, on purpose; here they would take minutes.
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"

# What is tested is what holds, not how fast a busy machine draws examples.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


# A file is the work of one worker: what takes longest begins first, so that nobody waits at the
# end.
LONGEST_FIRST = (
    "tests/browser/",
    "tests/walker/",
    "tests/rules/",
    "tests/plans/test_passport_print.py",
    "tests/plans/test_any_order.py",
    "tests/people/about_me/test_profile.py",
    "tests/notices/test_worker_process.py",
    "tests/faults/",
    "tests/plans/",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def place(item: pytest.Item) -> int:
        found = (n for n, start in enumerate(LONGEST_FIRST) if item.nodeid.startswith(start))
        return next(found, len(LONGEST_FIRST))

    items.sort(key=place)


def lacking(what: str) -> None:
    """Name what this machine lacks as a skip; with REQUIRE_ALL=1 it is a failure."""
    if REQUIRE_ALL:
        pytest.fail(f"REQUIRE_ALL: this machine lacks {what}.")
    pytest.skip(f"this machine lacks {what}")


def own_postgres() -> Iterator[str]:
    """A PostgreSQL database of our own, dropped afterwards."""
    name = f"portal_test_{uuid.uuid4().hex[:12]}"
    try:
        server = psycopg.connect(f"{POSTGRES}/postgres", autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        lacking("PostgreSQL at 127.0.0.1:5432")
        raise
    with server:
        server.execute(f"CREATE DATABASE {name}")
        yield f"{POSTGRES}/{name}"
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session", autouse=True)
def quick_hashing() -> Iterator[None]:
    """Passwords are hashed with little work, also those of the demo's people in every world."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", QUICK)
        patch.setattr(passwords, "_NOBODY", QUICK.hash("nobody has this one"))
        yield


class CompiledTemplates(BytecodeCache):
    """Templates compiled once a worker: every portal would compile all of them anew."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


@pytest.fixture(scope="session", autouse=True)
def compiled_templates() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        options = {**Flask.jinja_options, "bytecode_cache": CompiledTemplates()}
        patch.setattr(Flask, "jinja_options", options)
        yield


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    yield from own_postgres()


@pytest.fixture
def fresh_postgres_url() -> Iterator[str]:
    """An empty PostgreSQL database for one test."""
    yield from own_postgres()


@pytest.fixture(scope="session")
def sqlite_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('db')}/test.sqlite3"


def make_portal(url: str, files: Path, **given: str) -> Flask:
    """A portal for tests on one database, with every table made from the models."""
    settings = Settings.from_environment(
        {"DATABASE_URL": url, "FILES_URL": str(files), "RATE_LIMITS": "0", **given}
    )
    portal = create_app(settings)
    portal.testing = True
    portal.config["WTF_CSRF_ENABLED"] = False
    # Hundreds of requests a test: their log lines would bury what went wrong.
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    Base.metadata.create_all(portal.extensions["db_engine"])
    return portal


@contextmanager
def rolled_back(portal: Flask) -> Iterator[Flask]:
    """Every session of the portal on one connection, whose changes are undone at the end.

    Never an app context around the test: requests would share one session and hide faults.
    """
    with portal.extensions["db_engine"].connect() as connection:
        outer = connection.begin()
        portal.extensions["db_connection"] = connection
        try:
            yield portal
        finally:
            del portal.extensions["db_connection"]
            outer.rollback()
            # Files whose rows are undone would be left over for the next test to find.
            for left in Path(portal.config["FILES_URL"]).rglob("*"):
                if left.is_file():
                    left.unlink()


@pytest.fixture(scope="session")
def sqlite_portal(sqlite_url: str, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return make_portal(sqlite_url, tmp_path_factory.mktemp("files"))


@pytest.fixture(scope="session")
def postgres_portal(postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    portal = make_portal(postgres_url, tmp_path_factory.mktemp("files"))
    yield portal
    portal.extensions["db_engine"].dispose()


@pytest.fixture
def portal(sqlite_portal: Flask) -> Iterator[Flask]:
    """The portal on SQLite, every change undone after the test."""
    with rolled_back(sqlite_portal) as each:
        yield each


@pytest.fixture(params=["sqlite", "postgresql"])
def either_portal(request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The portal on SQLite, then on PostgreSQL: for tests of data and constraints."""
    name = "sqlite_portal" if request.param == "sqlite" else "postgres_portal"
    with rolled_back(request.getfixturevalue(name)) as each:
        yield each


@pytest.fixture
def client(portal: Flask) -> FlaskClient:
    """A browser that is not signed in."""
    return portal.test_client()


@pytest.fixture
def browser(portal: Flask) -> Browser:
    """A browser that checks every page it fetches; signed out, on a portal without data."""
    return Browser(portal)


@pytest.fixture
def demo_browser(portal: Flask) -> Browser:
    """The same on a portal with the demo's people: `demo_browser.sign_in("person")`."""
    from app.demo.load import load_demo

    with portal.app_context(), db.writing():
        load_demo()
    return Browser(portal)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """One Chromium a worker: Playwright cannot be started twice in one."""
    path = chromium_path()
    if path is None:
        lacking("Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=[*CHROMIUM_ARGUMENTS, "--headless"]
        )
        yield browser
        browser.close()


@pytest.fixture
def own_postgres_url(postgres_url: str) -> Iterator[str]:
    """A database for one test: its rows are really committed."""
    name = f"portal_race_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield f"{postgres_url.rsplit('/', 1)[0]}/{name}"
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
