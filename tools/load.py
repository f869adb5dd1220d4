"""Many people at once, on this machine alone: `make load`.

Starts a portal of its own with two web workers and the demo, lets a few processes ask for signed-in
pages for some seconds, and prints requests a second and the 95th percentile of their times.
"""

from __future__ import annotations

import argparse
import http.client
import multiprocessing
import random
import re
import sys
import tempfile
import time
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.demo_server import demo_server
from tools.measuring import median, percentile, this_machine

HOST = "127.0.0.1"
WORKERS = 2
MOST_SECONDS = 120
MOST_PROCESSES = 16
ROLES = ("person", "family", "friend", "worker", "caremanager", "stranger")
OF_EVERYBODY = ("/my", "/help", "/settings", "/messages", "/providers?what=library&where=M33")
OF_THE_PERSON = ("/about-me", "/about-me/wellness", "/circle", "/sharing", "/profile")


@dataclass
class Visitor:
    """One browser: its cookies, and the pages it asks for."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        """The status and the body of one answer, on a connection of its own."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        headers["Sec-Fetch-Site"] = "same-origin"
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urlencode(form) if form is not None else None
        try:
            connection.request("POST" if body else "GET", path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode(errors="replace")
            for line in answer.headers.get_all("Set-Cookie") or ():
                self.cookies |= {key: one.value for key, one in SimpleCookie(line).items()}
            return answer.status, text
        finally:
            connection.close()

    def sign_in(self, role: str) -> list[str]:
        """By the demo's one tap; the addresses this role may ask for. Raises RuntimeError."""
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.ask("/demo")[1])
        form = {"email": f"{role}@demo.example", "csrf_token": token.group(1) if token else ""}
        status, _ = self.ask("/demo", form)
        if status != 303:
            raise RuntimeError(f"signing in as {role}: {status}")
        if role not in ("person", "stranger"):
            return list(OF_EVERYBODY)
        found = re.search(r'href="(/people/[0-9a-f-]{36})/about-me"', self.ask("/my")[1])
        person = found.group(1) if found else ""
        return [*OF_EVERYBODY, *(person + end for end in OF_THE_PERSON)]


def visit(port: int, number: int, seconds: float) -> list[tuple[float, int]]:
    """Ask for one page after another; milliseconds and status of each answer."""
    dice = random.Random(number)
    visitors = [Visitor(port) for _ in ROLES]
    pages = [each.sign_in(role) for each, role in zip(visitors, ROLES, strict=True)]
    seen, deadline = [], time.monotonic() + seconds
    while time.monotonic() < deadline:
        who = dice.randrange(len(visitors))
        began = time.perf_counter()
        status, _ = visitors[who].ask(dice.choice(pages[who]))
        seen.append(((time.perf_counter() - began) * 1000, status))
    return seen


def main() -> int:
    """Ends with 1 when an answer was an error."""
    given = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    given.add_argument("--seconds", type=int, default=15)
    given.add_argument("--processes", type=int, default=4)
    asked = given.parse_args()
    seconds = max(1, min(asked.seconds, MOST_SECONDS))
    processes = max(1, min(asked.processes, MOST_PROCESSES))
    print("\n".join(this_machine()))
    with (
        tempfile.TemporaryDirectory() as folder,
        demo_server(Path(folder), workers=WORKERS) as here,
        multiprocessing.get_context("spawn").Pool(processes) as pool,
    ):
        found = pool.starmap(visit, [(here.port, n, seconds) for n in range(processes)])
    answers = [answer for each in found for answer in each]
    times = [milliseconds for milliseconds, _ in answers]
    wrong = sum(status >= 400 for _, status in answers)
    print(
        f"\n{WORKERS} web workers, {processes} processes asking, {seconds} seconds\n"
        f"{len(answers) / seconds:.0f} requests a second\n"
        f"median {median(times):.0f} ms, 95th percentile {percentile(times, 0.95):.0f} ms\n"
        f"{wrong} of {len(answers)} answers were errors"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
