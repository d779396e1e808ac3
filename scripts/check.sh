#!/usr/bin/env bash
# Every check that runs no test. All of them run; the end names those that failed.
COMMAND="make check"
# shellcheck source=scripts/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

failed=()

# check NAME COMMAND…
check() {
    local name=$1
    shift
    say "── $name"
    "$@" 2>&1 || failed+=("$name")
}

templates() {
    local files=()
    while IFS= read -r -d '' file; do
        files+=("$file")
    done < <(find . -path ./.venv -prune -o -path '*/templates/*.html' -print0)
    .venv/bin/djade --check --target-version 5.2 "${files[@]}"
}

need_writable
need_setup requirements-dev.txt
use_test_environment

check "format" .venv/bin/ruff format --check --no-cache .
check "lint" .venv/bin/ruff check --no-cache .
check "import order" .venv/bin/lint-imports --no-logo --no-cache
check "types" .venv/bin/mypy --cache-dir "$SCRATCH/mypy"
check "templates" templates
check "migrations" "$PY" manage.py makemigrations --check --dry-run
check "system checks" "$PY" manage.py check --fail-level WARNING

[ ${#failed[@]} = 0 ] || fail "failed: $(printf '%s, ' "${failed[@]}" | sed 's/, $//')"
say "$COMMAND: all passed"
