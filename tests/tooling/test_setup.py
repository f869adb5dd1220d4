"""Set-up says in plain words what a machine lacks, before it does anything else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = "bash cat git make fold dirname awk mkdir flock rm ls ln touch env find tail sed".split()


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A bare machine: a checkout without packages, and a PATH with little on it."""
    checkout = tmp_path / "checkout"
    (checkout / "tools").mkdir(parents=True)
    for name in ("tools/setup.sh", "tools/run_uv.py", "requirements.txt"):
        shutil.copy(ROOT / name, checkout / name)
    programs = tmp_path / "bin"
    programs.mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        if found:
            (programs / tool).symlink_to(found)
    return tmp_path


def python_of(machine: Path, script: str) -> None:
    fake = machine / "bin" / "python3"
    fake.write_text(f"#!{shutil.which('bash')}\n{script}\n")
    fake.chmod(0o755)


def set_up(machine: Path, **more: str) -> str:
    """Run set-up, which must fail, and return what it says, in one line."""
    result = subprocess.run(
        ["bash", "tools/setup.sh", "run"],
        cwd=machine / "checkout",
        env={"PATH": str(machine / "bin"), "HOME": str(machine), **more},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert result.returncode == 1
    return " ".join(result.stderr.split())


def test_python_that_is_too_old_is_named(machine: Path) -> None:
    python_of(machine, '[ "$1" = --version ] && echo Python 3.9.2 || exit 1')
    said = set_up(machine)
    assert "Python 3.11 or newer is needed. This machine has: Python 3.9.2 (python3)" in said


def test_no_python_at_all_is_said(machine: Path) -> None:
    assert "no Python, which is too old or missing" in set_up(machine)


def test_a_missing_venv_module_is_named(machine: Path) -> None:
    base = os.path.realpath(sys.executable)
    python_of(machine, f'case "$2" in *venv*) exit 1;; esac; exec {base} "$@"')
    assert "The venv module of python3 is missing" in set_up(machine)


@pytest.mark.parametrize("tool", ["git", "make"])
def test_a_missing_program_is_named(machine: Path, tool: str) -> None:
    (machine / "bin" / tool).unlink()
    assert f"{tool} is missing on this machine" in set_up(machine)


@pytest.mark.slow
def test_an_index_that_does_not_answer_is_said(machine: Path) -> None:
    python_of(machine, f'exec {os.path.realpath(sys.executable)} "$@"')
    said = set_up(
        machine,
        PIP_INDEX_URL="http://127.0.0.1:9/simple",
        PIP_CONFIG_FILE=os.devnull,
        PIP_RETRIES="0",
        PIP_NO_CACHE_DIR="1",
    )
    assert "The packages from the Python index could not be fetched" in said
    assert "check the network" in said
