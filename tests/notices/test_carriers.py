"""Which carrier a channel gets from the settings, and what a text message looks like outside."""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from flask import Flask

from app.config import BadSetting, Settings
from app.notices.actions import Message
from app.notices.carriers import MailServer, NoCarrier, Outbox, TextMessages, carrier_for, words_of
from app.notices.models import Channel

KEY = f"test-{uuid.uuid4()}-{uuid.uuid4()}"
TEXT = Message(
    id=uuid.uuid4(), channel=Channel.TEXT, address="07700900123", language="ur", subject="لنک",
    body="آپ کا لنک", path="/link/abc", reference="r1", tries=1, lease_until=datetime.now(UTC),
)  # fmt: skip


def test_the_demo_shows_and_production_needs_its_settings(portal: Flask) -> None:
    with portal.app_context():
        assert isinstance(carrier_for(Channel.EMAIL), Outbox)
        assert isinstance(carrier_for(Channel.TEXT), Outbox)
        portal.config["MAIL_URL"] = "smtps://me:p%40ss@mail.example:465"
        portal.config["IS_DEMO"] = False
        try:
            assert isinstance(carrier_for(Channel.EMAIL), MailServer)
            with pytest.raises(NoCarrier):
                carrier_for(Channel.TEXT)
        finally:
            portal.config["MAIL_URL"], portal.config["IS_DEMO"] = "", True


@pytest.mark.parametrize("given", [{"MAIL_URL": "http://mail.example"}, {"NOTIFY_KEY": KEY}])
def test_a_wrong_setting_stops_the_start(given: dict[str, str]) -> None:
    with pytest.raises(BadSetting, match=next(iter(given))):
        Settings.from_environment(given)


def test_a_letter_keeps_every_script_and_one_id() -> None:
    server = MailServer("smtp://localhost:25", "", "https://portal.test")
    first, second = server.letter(TEXT), server.letter(TEXT)
    assert first["Message-ID"] == second["Message-ID"] == "<r1@portal.test>"
    assert first["From"] == "no-reply@portal.test" and first["Subject"] == "لنک"
    assert first.get_content() == "آپ کا لنک\n\nhttps://portal.test/link/abc\n"


def test_without_a_link_there_are_only_words() -> None:
    plain = Message(**{**TEXT.__dict__, "path": ""})
    assert words_of(plain, "https://portal.test") == "آپ کا لنک\n"


class Stub(BaseHTTPRequestHandler):
    """Stands in for GOV.UK Notify."""

    asked: list[tuple[str, dict[str, Any]]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append((self.path, json.loads(body)))
        self.send_response(201)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *given: Any) -> None:
        """Silent."""


@pytest.fixture
def notify() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Stub)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_text_message_goes_with_its_reference(notify: str) -> None:
    Stub.asked.clear()
    TextMessages(KEY, "template-1", notify, "https://portal.test").hand_over(TEXT)
    path, body = Stub.asked[0]
    assert path == "/v2/notifications/sms"
    assert body["reference"] == "r1" and body["phone_number"] == "07700900123"
    assert body["personalisation"] == {"message": "آپ کا لنک\n\nhttps://portal.test/link/abc\n"}
