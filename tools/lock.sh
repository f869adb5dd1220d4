#!/usr/bin/env bash
# Lock every package, with hashes and without addresses. Arguments go to uv: --upgrade is the usual.
set -euo pipefail
cd "$(dirname "$0")/.."

# The main index alone: a partial mirror beside it knows only some files of a version, and the
# hashes of all are wanted, so that the lock serves every kind of machine.
export UV_INDEX="" UV_FIND_LINKS=""
options=(--generate-hashes --no-emit-index-url --no-header --no-annotate
    --python-version 3.11 --universal -q "${@:---upgrade}")
# From an empty file each time: options that uv would find in an old one do not linger.
for name in requirements requirements-dev requirements-node; do
    .venv/bin/python tools/run_uv.py pip compile "${options[@]}" "$name.in" -o "$name.txt"
done
npm install --package-lock-only --ignore-scripts --no-audit --no-fund
