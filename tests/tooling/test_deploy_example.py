"""The example of the proxy keeps what the portal promises of logs."""

from __future__ import annotations

import re

from app.config import LIMITS, ROOT

EXAMPLE = (ROOT / "deploy" / "nginx.conf.example").read_text(encoding="utf-8")


def test_no_server_of_the_example_writes_addresses_of_pages_into_a_log() -> None:
    # By itself nginx logs each address, also of a mere redirect, and of what it refuses.
    servers = re.findall(r"^server \{$(.*?)^\}$", EXAMPLE, re.MULTILINE | re.DOTALL)
    assert len(servers) == 2
    for server in servers:
        access = re.findall(r"^\s*access_log\s+(.+);$", server, re.MULTILINE)
        assert access in (["off"], ["/var/log/nginx/portal.log portal_quiet"])
        assert re.findall(r"^\s*error_log\s+\S+\s+(\w+);$", server, re.MULTILINE) == ["crit"]
    quiet = re.search(r"log_format portal_quiet '([^']*)'", EXAMPLE)
    assert quiet is not None
    assert not re.search(r"\$(request|uri|request_uri|args|remote_addr|http_referer)\b", quiet[1])


def test_the_proxy_lets_through_what_the_portal_wants_to_refuse_itself() -> None:
    size = re.search(r"client_max_body_size\s+(\d+)m;", EXAMPLE)
    assert size is not None
    assert int(size[1]) * 1024 * 1024 >= LIMITS.upload_bytes
