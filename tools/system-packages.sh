#!/usr/bin/env bash
# Install what Debian and Ubuntu bring and pip does not: Chromium for the journeys, Pango and the
# Noto fonts for print as PDF, espeak-ng for speech. Does nothing, quietly, when all is there.
set -euo pipefail

needed=(chromium libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core)
welcome=(espeak-ng)

command -v dpkg-query >/dev/null && command -v apt-get >/dev/null || {
    echo "This script knows Debian and Ubuntu only. Elsewhere, install: ${needed[*]} ${welcome[*]}" >&2
    exit 1
}

is_there() { dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed; }

lacking() {
    local package
    for package in "$@"; do
        is_there "$package" || printf '%s\n' "$package"
    done
}

mapfile -t missing < <(lacking "${needed[@]}")
mapfile -t extra < <(lacking "${welcome[@]}")
[ "${#missing[@]}" -gt 0 ] || [ "${#extra[@]}" -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
        echo "Root or sudo is needed to install: ${missing[*]} ${extra[*]}" >&2
        exit 1
    }
    as_root=(sudo)
fi

install() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

"${as_root[@]}" apt-get update -qq
[ "${#missing[@]}" -eq 0 ] || {
    echo "Installing ${missing[*]}"
    install "${missing[@]}"
}
for package in "${extra[@]}"; do
    install "$package" 2>/dev/null || echo "$package is not available here; the portal works without it."
done
