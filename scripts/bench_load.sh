#!/usr/bin/env bash
# Many people at once: make bench-load. KIND=postgresql (default) or sqlite; PEOPLE, SECONDS_LONG, THINK; AGENCIES and YEARS of the
# country that is generated where the database is empty. DATABASE_URL and BENCH_FOLDER may name one that was generated before.
COMMAND="make bench-load"
# shellcheck source=scripts/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need_writable
need_setup requirements-dev.txt
KIND=${KIND:-postgresql}
GIVEN=${DATABASE_URL:-}
use_test_environment
export REQUIRE_SECOND_FACTOR="" DATA_DIR=${BENCH_FOLDER:-$SCRATCH} LOG_LEVEL=ERROR DJANGO_SETTINGS_MODULE=itaportal.settings
mkdir -p "$DATA_DIR"
case $KIND in
sqlite) DATABASE_URL=sqlite:///$DATA_DIR/db.sqlite3 ;;
postgresql) DATABASE_URL=$GIVEN ;;
*) fail "KIND is postgresql or sqlite" ;;
esac
[ -n "$DATABASE_URL" ] ||
    exec "$PY" -m tests.postgres -- env KIND=postgresql BENCH_FOLDER="$(mktemp -d)" bash scripts/bench_load.sh
"$PY" manage.py migrate --verbosity 0
"$PY" manage.py collectstatic --noinput --verbosity 0
"$PY" -m scripts.bench_load prepare "$SCRATCH/plan.json" "$KIND" "${PEOPLE:-}"

PORT=${PORT:-8791}
PORTAL_LOG=$SCRATCH/portal.log
"$PY" -m itaportal.serving --listen "127.0.0.1:$PORT" --processes 2 >"$PORTAL_LOG" 2>&1 &
server=$!
"$PY" manage.py db_worker --verbosity 0 >>"$PORTAL_LOG" 2>&1 &
trap 'kill $server $! 2>/dev/null; wait; rm -rf "$SCRATCH"' EXIT
"$PY" -m scripts.bench_load drive "$SCRATCH/plan.json" "http://127.0.0.1:$PORT" "$server" "${SECONDS_LONG:-150}" "${THINK:-8}" || status=$?
grep -ciE "database is locked" "$PORTAL_LOG" >/dev/null && warn "the portal's log tells of a locked database" && status=1
exit "${status:-0}"
