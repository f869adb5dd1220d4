"""The real worker process against a real mail server: killed, stopped, and with the server down."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from flask import Flask
from sqlalchemy import select

from app.audit import SYSTEM
from app.extensions import db
from app.notices import actions
from app.notices.models import Channel, Notice
from tests.conftest import make_portal

ROOT = Path(__file__).resolve().parents[2]


class MailServer:
    """Takes letters on this machine; `on_letter` runs before it says yes."""

    def __init__(self) -> None:
        self.letters: list[Message] = []
        self.on_letter: Callable[[], None] = lambda: None

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.letters.append(message_from_bytes(envelope.content))
        self.on_letter()
        return "250 Kept"

    def ids(self) -> list[str]:
        return [str(letter["Message-ID"]) for letter in self.letters]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def mail(port: int) -> Iterator[MailServer]:
    server = MailServer()
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    yield server
    controller.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def shop(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """A portal on a database that another process opens too."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/shop.sqlite3"
    else:
        url = request.getfixturevalue("fresh_postgres_url")
    made = make_portal(url, tmp_path)
    made.config["USED_URL"] = url
    yield made
    made.extensions["db_engine"].dispose()


def start(shop: Flask, port: int, *options: str) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "DATABASE_URL": shop.config["USED_URL"],
        "MAIL_URL": f"smtp://127.0.0.1:{port}",
        "MAIL_FROM": "portal@test.example",
        "PORTAL_ENV": "demo",
    }
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker", *options]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)


def write(shop: Flask, number: int = 1) -> None:
    with shop.app_context(), db.writing():
        for _ in range(number):
            actions.send(
                by=SYSTEM, address="ottoline@test.example", language="pl", channel=Channel.EMAIL,
                kind="test", subject="Twój link", body="Oto on.", path="/link/abc",
            )  # fmt: skip


def notices(shop: Flask) -> list[Notice]:
    with shop.app_context():
        return list(db.session.scalars(select(Notice).order_by(Notice.id)))


def wait_until(so: Callable[[], bool], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def test_a_letter_arrives_with_words_and_a_link(shop: Flask, port: int, mail: MailServer) -> None:
    write(shop)
    assert start(shop, port, "--once").wait(150) == 0
    letter = mail.letters[0]
    assert letter["To"] == "ottoline@test.example" and letter["Content-Language"] == "pl"
    assert letter["Auto-Submitted"] == "auto-generated"
    body = letter.get_payload(decode=True)
    assert isinstance(body, bytes)
    assert body.decode().split() == ["Oto", "on.", "http://localhost:8000/link/abc"]
    notice = notices(shop)[0]
    assert mail.ids() == [f"<{notice.reference}@localhost>"]
    assert notice.sent_at is not None and notice.path == ""


def test_a_kill_between_hand_over_and_commit_loses_nothing(
    shop: Flask, port: int, mail: MailServer
) -> None:
    write(shop, 3)
    worker = start(shop, port, "--lease", "4")

    def kill() -> None:
        mail.on_letter = lambda: None
        worker.send_signal(signal.SIGKILL)
        worker.wait(10)

    mail.on_letter = kill
    wait_until(lambda: worker.poll() is not None)
    assert worker.returncode == -signal.SIGKILL
    assert len(mail.letters) == 1 and all(notice.sent_at is None for notice in notices(shop))
    second = start(shop, port, "--lease", "4")
    try:
        wait_until(lambda: all(notice.sent_at is not None for notice in notices(shop)))
    finally:
        second.terminate()
        assert second.wait(60) == 0
    assert mail.ids().count(mail.ids()[0]) == 2
    assert set(mail.ids()) == {f"<{n.reference}@localhost>" for n in notices(shop)}


def test_a_server_that_is_down_costs_a_try_and_no_message(shop: Flask, port: int) -> None:
    write(shop)
    assert start(shop, port, "--once").wait(150) == 0
    notice = notices(shop)[0]
    assert (notice.tries, notice.last_error) == (1, "ConnectionRefusedError")
    assert notice.sent_at is None and notice.dead_at is None
    server = MailServer()
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        with shop.app_context(), db.writing():
            db.session.get_one(Notice, notice.id).due_at = notice.created_at
        assert start(shop, port, "--once").wait(150) == 0
    finally:
        controller.stop()
    assert len(server.letters) == 1


def test_asked_to_stop_it_ends_by_itself(shop: Flask, port: int, mail: MailServer) -> None:
    worker = start(shop, port)
    write(shop)
    wait_until(lambda: bool(mail.letters))
    worker.terminate()
    assert worker.wait(60) == 0
    assert notices(shop)[0].sent_at is not None
