"""With Redis, what goes wrong is counted over all web workers, not in each of them alone."""

from __future__ import annotations

import subprocess
import sys
import uuid
from pathlib import Path

import pytest
import redis

from app.config import ROOT
from tests.conftest import lacking

URL = "redis://127.0.0.1:6379/0"
WORKER = """
import sys
from pathlib import Path
from tests.conftest import make_portal
url, folder, email, times = sys.argv[1:]
files = Path(folder)
portal = make_portal(f"sqlite:///{files}/limits.sqlite3", files, RATE_LIMITS="1", REDIS_URL=url)
browser = portal.test_client()
form = {"email": email, "password": "wrong teapots anyway"}
print(*(browser.post("/sign-in/password", data=form).status_code for _ in range(int(times))))
"""


def worker(folder: Path, email: str, times: int) -> list[str]:
    """The answers to wrong passwords, sent to a web process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", WORKER, URL, str(folder), email, str(times)],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


@pytest.mark.redis
def test_two_workers_count_together(tmp_path: Path) -> None:
    try:
        redis.Redis.from_url(URL, socket_connect_timeout=2).ping()
    except redis.RedisError:
        lacking("Redis at 127.0.0.1:6379")
    email = f"{uuid.uuid4().hex}@test.example"
    assert worker(tmp_path, email, 6) == ["422"] * 6
    assert worker(tmp_path, email, 6) == ["422"] * 4 + ["429"] * 2
