#!/usr/bin/env bash
# Set up what a make target needs. Each step looks first whether its inputs changed, so that a
# second call does nothing and takes well under a second.
#
#   tools/setup.sh run   what serving needs: packages, assets, catalogues, database, demo data
#   tools/setup.sh dev   what tests and checks need: all packages, assets, catalogues
set -euo pipefail
cd "$(dirname "$0")/.."

mode=${1:-run}
stamps=.build/stamps
node_bin=.build/node
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_RETRIES="${PIP_RETRIES:-2}"
# By itself npm waits up to a minute before each new try, and says nothing meanwhile.
export npm_config_fetch_retry_mintimeout="${npm_config_fetch_retry_mintimeout:-1000}"
export npm_config_fetch_retry_maxtimeout="${npm_config_fetch_retry_maxtimeout:-5000}"

stop() { printf '\n%s\n\n' "$*" | fold -s -w 78 >&2; exit 1; }
say() { printf '%s\n' "$*"; }
# git is needed anyway, and is the one tool for digests that every machine here has.
digest() { cat "$@" | git hash-object --stdin; }
is_fresh() { [ "$(cat "$1" 2>/dev/null || true)" = "$2" ]; }

check_tools() {
    local tool
    for tool in git make; do
        command -v "$tool" >/dev/null || stop "$tool is missing on this machine. Install it" \
            "(on Debian and Ubuntu: apt install $tool), then run the same command again."
    done
}

find_python() {
    if .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        return
    fi
    local candidate found="" seen=""
    for candidate in ${PYTHON:-} python3.11 python3 python3.12 python3.13 python3.14 python; do
        command -v "$candidate" >/dev/null || continue
        seen="$seen $("$candidate" --version 2>&1 || true) ($candidate),"
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            found=$candidate
            break
        fi
    done
    [ -n "$found" ] || stop "Python 3.11 or newer is needed. This machine has:${seen:- no Python,}" \
        "which is too old or missing. Install Python 3.11 with its venv module (on Debian and" \
        "Ubuntu: apt install python3.11 python3.11-venv), then run the same command again."
    "$found" -c 'import venv, ensurepip' 2>/dev/null || stop "The venv module of $found is" \
        "missing. Install it (on Debian and Ubuntu: apt install python3-venv, or" \
        "python3.11-venv), then run the same command again."
    say "Making a Python environment in .venv"
    "$found" -m venv --clear .venv || stop "The Python environment in .venv could not be made." \
        "The lines above say why."
}

cannot_fetch() {
    stop "The packages from $1 could not be fetched. The lines above say why. Most often the" \
        "package index cannot be reached: check the network, and the proxy and index settings" \
        "of $2, then run the same command again. What was fetched is kept."
}

install_uv() {
    # uv is locked like all else: its own lines of the lock, with their hashes.
    [ -x .venv/bin/uv ] && return
    mkdir -p .build
    awk '/^uv==/ {on = 1} on {print} on && !/\\$/ {exit}' requirements.txt >.build/uv.txt
    .venv/bin/python -m pip install -q --require-hashes --no-deps -r .build/uv.txt ||
        cannot_fetch "the Python index" pip
}

python_packages() {
    local locks=(requirements.txt) wanted
    # Serving after testing must not take the tests' packages away.
    if [ "$mode" = dev ] || [ -e .venv/bin/pytest ]; then
        locks+=(requirements-dev.txt)
    fi
    wanted=$(digest "${locks[@]}")
    is_fresh .venv/.locks "$wanted" && return
    say "Installing Python packages (${locks[*]})"
    install_uv
    .venv/bin/python tools/run_uv.py pip sync -q --python .venv/bin/python --require-hashes \
        "${locks[@]}" || cannot_fetch "the Python index" pip
    printf '%s' "$wanted" >.venv/.locks
}

node_version_is_enough() {
    command -v npm >/dev/null && command -v node >/dev/null || return 1
    node -e 'const [a, b] = process.versions.node.split(".").map(Number);
             process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null
}

find_node() {
    if [ -x "$node_bin/npm" ]; then
        PATH="$PWD/$node_bin:$PATH"
        return
    fi
    node_version_is_enough && return
    say "This machine has no Node 20 with npm: fetching one for this folder alone"
    .venv/bin/python -m venv --clear .build/node-venv
    install_uv
    .venv/bin/python tools/run_uv.py pip sync -q --python .build/node-venv/bin/python \
        --require-hashes requirements-node.txt || cannot_fetch "the Python index" pip
    mkdir -p "$node_bin"
    local tool
    for tool in node npm npx; do
        ln -sf "../node-venv/bin/$tool" "$node_bin/$tool"
    done
    PATH="$PWD/$node_bin:$PATH"
}

front_end_packages() {
    local wanted kept=node_modules/.lock-digest parts=run
    if [ "$mode" = dev ] || [ -e node_modules/axe-core ]; then
        parts=dev
    fi
    wanted="$parts $(digest package-lock.json .npmrc)"
    # The tests call node themselves, so it must be there even when its packages are.
    [ "$mode" != dev ] || find_node
    is_fresh "$kept" "$wanted" && return
    find_node
    say "Installing front-end packages"
    local options=(ci --ignore-scripts --no-audit --no-fund --loglevel=error)
    [ "$parts" = dev ] || options+=(--omit=dev)
    npm "${options[@]}" >.build/npm.log 2>&1 || {
        tail -n 15 .build/npm.log >&2
        cannot_fetch "the npm registry" npm
    }
    printf '%s' "$wanted" >"$kept"
}

catalogues() {
    local po stale=""
    for po in translations/*/LC_MESSAGES/messages.po; do
        [ -e "$po" ] || return 0
        [ "${po%.po}.mo" -nt "$po" ] || stale=yes
    done
    [ -n "$stale" ] || return 0
    say "Compiling the catalogues"
    .venv/bin/python tools/strings.py compile ||
        stop "The catalogues in translations/ could not be compiled. The lines above say why."
    # A catalogue written in the same instant as its source would look stale for ever.
    touch translations/*/LC_MESSAGES/messages.mo
}

flask() { .venv/bin/python -m flask --app wsgi "$@"; }

database() {
    local wanted=""
    if [ -z "${DATABASE_URL:-}" ]; then
        # The demo database is a file of ours: while it stands and no migration is new, all is done.
        [ -e instance/portal.sqlite3 ] || rm -f instance/.migrated instance/.demo
        wanted=$(find migrations -name '*.py' -exec cat {} + | git hash-object --stdin)
        is_fresh instance/.migrated "$wanted" && [ -e instance/.demo ] && return
    fi
    mkdir -p instance
    say "Bringing the database up to date"
    flask db-upgrade || stop "The database could not be brought up to date. The lines above say why."
    if [ "${PORTAL_ENV:-demo}" = demo ] && { [ -n "${DATABASE_URL:-}" ] || [ ! -e instance/.demo ]; }; then
        say "Loading the demo people and places"
        flask demo-load || stop "The demo data could not be loaded. The lines above say why." \
            "To begin afresh, delete instance/portal.sqlite3 and run the same command again."
        [ -n "${DATABASE_URL:-}" ] || touch instance/.demo
    fi
    [ -z "$wanted" ] || printf '%s' "$wanted" >instance/.migrated
}

main() {
    check_tools
    mkdir -p "$stamps"
    # Two set-ups at once would step on each other's packages.
    if command -v flock >/dev/null; then
        exec 9>.build/setup.lock
        flock 9
    fi
    find_python
    python_packages
    front_end_packages
    .venv/bin/python tools/assets.py || stop "The assets could not be built. The lines above say why."
    catalogues
    if [ "$mode" = run ]; then
        database
    fi
}

main
