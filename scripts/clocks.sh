#!/bin/sh
# What tracker says of clocks that are wrong, and of the days on which they change: a transcript. Needs faketime (Debian).
#     sh scripts/clocks.sh [TRACKER]
set -e
command -v faketime > /dev/null || { echo "faketime is not installed; \`apt-get install faketime\` brings it" >&2; exit 2; }
tracker=$(command -v "${1:-.venv/bin/tracker}")
case $tracker in /*) ;; *) tracker=$PWD/$tracker ;; esac
export TZ=UTC
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$tracker" init "$folder/watch" > /dev/null
cd "$folder/watch"
cat > config/sources.toml << 'END'
[[source]]
id = "plan"
kind = "file"
path = "plan.html"
publisher = "labour"
publisher_type = "party"
END

page() {
    body="We will count every nest in the wood, and tell all who ask how many there are. We do so each year."
    echo "<html><body><main><h1>Nests</h1><p>$1 $body</p></main></body></html>" > plan.html
}

at() {
    when=$1
    shift
    printf '\n[%s] $ tracker %s\n' "$when" "$*"
    code=0
    faketime "$when" "$tracker" "$@" 2>&1 || code=$?
    [ "$code" = 0 ] || echo "exit code $code"
}

page First.
at "2026-11-01 09:00:00" snapshot
at "2029-07-28 09:00:00" snapshot --quiet # a thousand days ahead
at "2026-11-03 09:00:00" status
at "2026-11-03 09:00:00" snapshot --due
page Second.
at "2024-02-07 09:00:00" snapshot # a thousand days behind
at "2026-11-05 09:00:00" log plan
at "2026-11-20 09:00:00" status
page Third.
at "2027-10-31 00:30:00" snapshot --quiet # 01:30, summer time
page Fourth.
at "2027-10-31 01:10:00" snapshot --quiet # 01:10, an hour that comes twice
at "2027-11-01 09:00:00" log plan
