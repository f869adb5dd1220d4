"""Run uv with the package index that pip is configured for on this machine.

uv does not read pip's settings. A machine behind a mirror or a proxy has them in pip's files or
environment, so they are handed on here under uv's names, and no address stands in the repository.
A `UV_…` variable that is already set wins.
"""

from __future__ import annotations

import ast
import os
import shlex
import subprocess
import sys

# pip's name → uv's variable and what joins several values there
NAMES = {
    "index-url": ("UV_DEFAULT_INDEX", None),
    "extra-index-url": ("UV_INDEX", " "),
    "find-links": ("UV_FIND_LINKS", ","),
    "trusted-host": ("UV_INSECURE_HOST", " "),
    "no-index": ("UV_NO_INDEX", None),
    "cert": ("SSL_CERT_FILE", None),
    "proxy": ("ALL_PROXY", None),
    "timeout": ("UV_HTTP_TIMEOUT", None),
    "default-timeout": ("UV_HTTP_TIMEOUT", None),
}
ALSO_SET = {"UV_DEFAULT_INDEX": "UV_INDEX_URL", "UV_INDEX": "UV_EXTRA_INDEX_URL"}


def pip_settings() -> dict[str, str]:
    """What `pip config list` says, by pip's own names. The environment beats the files."""
    answer = subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", "config", "list"],
        capture_output=True,
        text=True,
        check=False,
    )
    found: dict[str, str] = {}
    from_environment: dict[str, str] = {}
    for line in answer.stdout.splitlines():
        key, equals, quoted = line.partition("=")
        section, _, name = key.rpartition(".")
        if not equals or section not in ("global", "install", ":env:"):
            continue
        try:
            value = str(ast.literal_eval(quoted))
        except (SyntaxError, ValueError):
            continue
        (from_environment if section == ":env:" else found)[name] = value
    return found | from_environment


def environment_for_uv(given: dict[str, str], settings: dict[str, str]) -> dict[str, str]:
    """The environment with pip's settings added under uv's names."""
    result = dict(given)
    for name, value in settings.items():
        target, joiner = NAMES.get(name, ("", None))
        if not target or target in given or ALSO_SET.get(target) in given:
            continue
        result[target] = joiner.join(shlex.split(value)) if joiner else value.strip()
    # pip takes the best version from all its indexes. The hashes in the locks keep this safe.
    result.setdefault("UV_INDEX_STRATEGY", "unsafe-best-match")
    result.setdefault("UV_PYTHON_DOWNLOADS", "never")
    return result


if __name__ == "__main__":
    environment = environment_for_uv(dict(os.environ), pip_settings())
    command = [sys.executable, "-m", "uv", *sys.argv[1:]]
    sys.exit(subprocess.call(command, env=environment))
