#!/usr/bin/env bash
# Installs what the tests in a real browser need, then runs them: Debian's Chromium, Playwright (PyPI) which drives it,
# axe-core and html-validate (npm) into .browser/, and what saves pages for the inbox's tests: SingleFile (npm; AGPL, run and
# never shipped) and py-wacz (PyPI). No browser is downloaded by Playwright. Each failure says what could not be had. With --fetch it
# only fetches the two that lie outside .venv, which tests may be using.
set -euo pipefail
cd "$(dirname "$0")/.."

lacks() {
    echo "The tests in a browser were NOT run: $1" >&2
    exit 1
}

twice() { # a package registry may be busy for a moment
    "$@" || { sleep 5 && "$@"; }
}

install_chromium() {
    export DEBIAN_FRONTEND=noninteractive
    apt-get update --quiet --quiet && apt-get install --yes --quiet --quiet --no-install-recommends chromium >/dev/null
}

if [ -z "${TRACKER_CHROMIUM:-}" ] && ! type -P chromium >/dev/null; then
    command -v apt-get >/dev/null || lacks "there is no Chromium; install it, or set TRACKER_CHROMIUM to its path."
    twice install_chromium || lacks "Debian's package chromium could not be installed (are you root?)."
fi
if [ -z "${TRACKER_AXE:-}" ] || [ -z "${TRACKER_HTML_VALIDATE:-}" ]; then
    command -v npm >/dev/null || lacks "there is no npm to install axe-core and html-validate with; install it."
    mkdir -p .browser
    if ! cmp -s tests/browser/package-lock.json .browser/installed.json; then
        cp tests/browser/package.json tests/browser/package-lock.json .browser/
        twice npm ci --prefix .browser --ignore-scripts --no-audit --no-fund --silent || lacks "axe-core, html-validate and SingleFile could not be installed."
        cp .browser/package-lock.json .browser/installed.json
    fi
fi
[ "${1:-}" != --fetch ] || exit 0
twice .venv/bin/python -m pip install --quiet --disable-pip-version-check --group browser ||
    lacks "Playwright could not be installed."
TRACKER_BROWSER=1 .venv/bin/pytest -n auto --dist worksteal tests/browser "$@"
