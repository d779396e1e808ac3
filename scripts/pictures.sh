#!/usr/bin/env bash
# Pictures of every main page of the demonstration in docs/pictures/, each 390, 1280 and 1920 pixels wide; with "help"
# those of the handbook in static/img/help/. Needs Chromium.
COMMAND="make pictures"
# shellcheck source=scripts/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need_writable
need_setup requirements-dev.txt
use_test_environment
PORT=${PORT:-8009}
export DEMO=1 DATABASE_URL=sqlite:///$SCRATCH/db.sqlite3 PORTAL_URL=http://127.0.0.1:$PORT
"$PY" manage.py prepare --verbosity 0
"$PY" -m itaportal.serving --listen "127.0.0.1:$PORT" --processes 1 &
trap 'kill $!; wait; rm -rf "$SCRATCH"' EXIT
if [ "${1:-}" = help ]; then
    "$PY" -m scripts.help_pictures "$PORTAL_URL"
else
    "$PY" -m scripts.pictures "$PORTAL_URL" docs/pictures
fi
