#!/usr/bin/env bash
# Every check and test, or with --fast those that need no browser, rendered file, process of its own or PostgreSQL.
COMMAND="make test"
# shellcheck source=scripts/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

FAST=""
if [ "${1:-}" = --fast ]; then
    FAST=yes
    COMMAND="make test-fast"
fi
results=()
skipped=()
status=0

# part NAME COMMAND…: run, and remember how it ended and how long it took.
part() {
    local name=$1 start=$SECONDS
    shift
    say ""
    say "━━ $name"
    if "$@"; then
        results+=("$name passed ($((SECONDS - start)) s)")
    else
        results+=("$name FAILED")
        status=1
    fi
}

# skip NAME WHY: say it now and again in the last line.
skip() {
    skipped+=("$1")
    warn "skipping $1: $2"
}

# The first of these programs that starts: Ubuntu's chromium-browser is a stub where snap is missing.
first_of() {
    local name
    for name in "$@"; do
        "$name" --version >/dev/null 2>&1 && command -v "$name" && return
    done
    return 1
}

# CHROMIUM names the browser for the tests marked "browser".
need_chromium() {
    CHROMIUM=${CHROMIUM:-$(first_of chromium chromium-browser google-chrome google-chrome-stable)} ||
        { apt_install chromium && CHROMIUM=$(first_of chromium); } ||
        skip "browser tests" "neither Chromium nor Google Chrome is here. Debian: sudo apt-get install chromium"
    export CHROMIUM
}

need_pdftotext() {
    command -v pdftotext >/dev/null || apt_install poppler-utils ||
        skip "pdftotext comparisons" "pdftotext is not here. Debian and Ubuntu: sudo apt-get install poppler-utils"
}

# A throw-away CI machine gets PostgreSQL; elsewhere that would start a server nobody asked for.
has_postgresql() {
    "$PY" -m tests.postgres --find >/dev/null || { [ -n "${CI:-}" ] && apt_install postgresql; }
}

need_writable
need_setup requirements-dev.txt
need_pdftotext
[ -n "$FAST" ] || need_chromium
use_test_environment

pytest=("$PY" -m pytest -n 2)
part "checks" bash scripts/check.sh
if [ -n "$FAST" ]; then
    part "tests" "${pytest[@]}" -m "not browser and not pdf and not slow"
else
    selection=()
    [ -n "${CHROMIUM:-}" ] || selection=(-m "not browser")
    part "tests (SQLite)" "${pytest[@]}" "${selection[@]}"
    if has_postgresql; then
        part "database tests (PostgreSQL)" "$PY" -m tests.postgres -- "${pytest[@]}" \
            -m "concurrency or (database and not browser and not pdf and not slow)"
    else
        skip "PostgreSQL" "initdb and pg_ctl are not here. Debian and Ubuntu: sudo apt-get install postgresql"
    fi
fi

say ""
printf -v summary '%s, ' "${results[@]}" "${skipped[@]/#/skipped: }"
say "$COMMAND: ${summary%, }"
exit $status
