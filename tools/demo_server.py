"""A portal of its own on a free port of this machine, with the demo in a database of its own.

The tour, the measuring tools and the browser tests use it. Nothing of it outlives the folder that
it was given, and no server but its own is ever touched.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from alembic import command
from flask import Flask

import app.models  # noqa: F401
from app import create_app
from app.audit import SYSTEM
from app.commands import MIGRATIONS, alembic_config
from app.config import Settings
from app.database import Base
from app.demo.load import load_demo
from app.extensions import db
from app.providers.actions import entries as providers
from app.providers.importers import FORMATS, read_file
from tools.serve import WEB_WORKERS, gunicorn

PLACES = {
    "libraries": ROOT / "data" / "gm_libraries.csv",
    "mental-health": ROOT / "data" / "mental_health_services_RAW.csv",
}
# Where "Leave fast" leads: an address that cannot exist (RFC 2606), so that nothing is asked of it.
ELSEWHERE = "https://weather.example/today"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium_path() -> str | None:
    """Where this machine has Chromium, or None."""
    return next((found for name in CHROMIUM_NAMES if (found := shutil.which(name))), None)


def make_app(database_url: str, files: Path, **given: str) -> Flask:
    """A portal on one database, with limits of failures off."""
    return create_app(Settings.from_environment(environment(database_url, files, **given)))


def environment(database_url: str, files: Path, **given: str) -> dict[str, str]:
    """The settings of a demo portal. `given` adds to them."""
    return {
        "DATABASE_URL": database_url,
        "FILES_URL": str(files),
        "RATE_LIMITS": "0",
        "LEAVE_URL": ELSEWHERE,
        **given,
    }


def make_tables(portal: Flask) -> None:
    """By the migrations, as in life; from the models while there are no migrations."""
    if any((MIGRATIONS / "versions").glob("*.py")):
        command.upgrade(alembic_config(portal.config["DATABASE_URL"]), "head")
    else:
        Base.metadata.create_all(portal.extensions["db_engine"])


def make_demo(database_url: str, files: Path, *, with_places: bool = True) -> None:
    """Tables, the demo's people and the open data of the repository, into an empty database."""
    portal = make_app(database_url, files)
    make_tables(portal)
    with portal.app_context():
        with db.writing():
            load_demo()
        for name, file in PLACES.items() if with_places else ():
            reading = read_file(file.read_bytes(), FORMATS[name])
            with db.writing():
                providers.import_entries(
                    by=SYSTEM, source=name, entries=reading.entries, refused=len(reading.refused)
                )
    portal.extensions["db_engine"].dispose()


def free_port() -> int:
    """A port of 127.0.0.1 that nobody used a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Server:
    """A gunicorn of our own. `log` holds what it said."""

    folder: Path
    database_url: str
    workers: int = WEB_WORKERS
    settings: Mapping[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def log(self) -> str:
        file = self.folder / "server.log"
        return file.read_text(errors="replace") if file.exists() else ""

    def start(self) -> Server:
        """Start it and wait until it answers. Raises RuntimeError with its log when it does not."""
        given = environment(
            self.database_url, self.folder / "files", BASE_URL=self.url, **self.settings
        )
        # Loaded once and then forked: starting it is most of the time that a test waits.
        where = ["--preload", "--bind", f"127.0.0.1:{self.port}", "wsgi:app"]
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*gunicorn(self.workers), *where],
                cwd=ROOT,
                env={**os.environ, **given},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wait()
        return self

    def _wait(self) -> None:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            if self.process is None or self.process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5):
                    return
            except OSError:  # also refused and timed out
                time.sleep(0.1)
        self.stop()
        raise RuntimeError(f"The server did not start.\n{self.log}")

    def stop(self) -> None:
        """End it and wait; after ten seconds without patience."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None


def copy_demo(made: Path, folder: Path) -> str:
    """A copy of a demo database that `make_demo` wrote to a file; its address."""
    shutil.copyfile(made, folder / "portal.sqlite3")
    return f"sqlite:///{folder / 'portal.sqlite3'}"


@contextmanager
def demo_server(
    folder: Path, made: Path | None = None, workers: int = WEB_WORKERS
) -> Iterator[Server]:
    """A running portal with the demo; `made`: a demo database to copy instead of making one."""
    folder.mkdir(parents=True, exist_ok=True)
    if made is None:
        url = f"sqlite:///{folder / 'portal.sqlite3'}"
        make_demo(url, folder / "files")
    else:
        url = copy_demo(made, folder)
    server = Server(folder, url, workers)
    try:
        yield server.start()
    finally:
        server.stop()
