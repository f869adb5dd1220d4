"""Who carries a message out of the portal: a mail server, GOV.UK Notify, or the demo's outbox."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Protocol
from urllib.parse import unquote, urlsplit

from flask import current_app

from app.database import now
from app.notices.actions import Message
from app.notices.models import Channel

SECONDS_TO_WAIT = 20


class NoCarrier(Exception):
    """This portal has no way to deliver by this channel: a setting is missing."""


class Carrier(Protocol):
    """Hands a message over, or raises. `shows` means that the demo's outbox is the delivery."""

    shows: bool

    def hand_over(self, message: Message) -> None: ...


class Outbox:
    """The demo without a mail server: a message is delivered by being shown at /demo/outbox."""

    shows = True

    def hand_over(self, message: Message) -> None:
        """Nothing leaves the machine."""


class MailServer:
    """A mail server by its address: smtp://, starttls:// or smtps://user:password@host:port."""

    shows = False

    def __init__(self, url: str, sender: str, base_url: str) -> None:
        self.url = urlsplit(url)
        self.base_url = base_url
        self.domain = urlsplit(base_url).hostname or "localhost"
        self.sender = sender or f"no-reply@{self.domain}"

    def hand_over(self, message: Message) -> None:
        """Raises what smtplib raises: a refusal, a lost connection, a time-out."""
        with self._connect() as server:
            if self.url.username:
                server.login(unquote(self.url.username), unquote(self.url.password or ""))
            server.send_message(self.letter(message))

    def _connect(self) -> smtplib.SMTP:
        host, port = self.url.hostname or "localhost", self.url.port or 0
        safely = ssl.create_default_context()
        if self.url.scheme == "smtps":
            return smtplib.SMTP_SSL(host, port, timeout=SECONDS_TO_WAIT, context=safely)
        server = smtplib.SMTP(host, port, timeout=SECONDS_TO_WAIT)
        if self.url.scheme == "starttls":
            server.starttls(context=safely)
        return server

    def letter(self, message: Message) -> EmailMessage:
        """The email: plain words and one link. Its Message-ID is the same at every try."""
        letter = EmailMessage()
        letter["From"] = self.sender
        letter["To"] = message.address
        letter["Subject"] = message.subject
        letter["Date"] = format_datetime(now())
        letter["Message-ID"] = f"<{message.reference}@{self.domain}>"
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(words_of(message, self.base_url))
        letter["Content-Language"] = message.language
        return letter


class TextMessages:
    """GOV.UK Notify. Its template holds ((message)) alone. `reference` finds a message again."""

    shows = False

    def __init__(self, key: str, template: str, notify_url: str, base_url: str) -> None:
        # Here and not above: it takes a second to load, and few portals send text messages.
        from notifications_python_client.notifications import NotificationsAPIClient

        self.template, self.base_url = template, base_url
        self.client = NotificationsAPIClient(key, base_url=notify_url, timeout=SECONDS_TO_WAIT)

    def hand_over(self, message: Message) -> None:
        """Raises the client's HTTPError."""
        self.client.send_sms_notification(
            phone_number=message.address,
            template_id=self.template,
            personalisation={"message": words_of(message, self.base_url)},
            reference=message.reference,
        )


def words_of(message: Message, base_url: str) -> str:
    """The words and, on a line of its own, the whole address of the link."""
    link = f"\n\n{base_url.rstrip('/')}{message.path}\n" if message.path else "\n"
    return message.body + link


def carrier_for(channel: Channel) -> Carrier:
    """The carrier of a channel, from the settings. Raises NoCarrier."""
    config = current_app.config
    if channel is Channel.EMAIL and config["MAIL_URL"]:
        return MailServer(config["MAIL_URL"], config["MAIL_FROM"], config["BASE_URL"])
    if channel is Channel.TEXT and config["NOTIFY_KEY"]:
        return TextMessages(
            config["NOTIFY_KEY"],
            config["NOTIFY_TEMPLATE"],
            config["NOTIFY_URL"],
            config["BASE_URL"],
        )
    if config["IS_DEMO"]:
        return Outbox()
    raise NoCarrier(channel.value)
