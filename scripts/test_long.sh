#!/usr/bin/env bash
# The tests of tests/long, which start whole portals: ROUNDS kills for each kind of database (100 where it is not said).
# With --fuzz: EXAMPLES made-up forms, and as many damaged files for the readers (10,000 where it is not said).
COMMAND="make test-long"
# shellcheck source=scripts/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need_writable
need_setup requirements-dev.txt
use_test_environment
# They last longer than any other test may.
pytest=("$PY" -m pytest -q -s -o faulthandler_timeout=0)
if [ "${1:-}" = --fuzz ]; then
    export EXAMPLES=${EXAMPLES:-10000}
    LONG=1 "${pytest[@]}" tests/long/test_fuzz.py
    exec env DJANGO_SETTINGS_MODULE=tests.settings "$PY" -m scripts.fuzz_readers "$EXAMPLES"
fi
command -v nginx >/dev/null || warn "nginx is not here, so its settings are not tried. Debian: sudo apt-get install nginx"
command -v systemd-analyze >/dev/null || warn "systemd-analyze is not here, so the units are not read"
LONG=1 ROUNDS=${ROUNDS:-100} "${pytest[@]}" -rs tests/long --ignore tests/long/test_fuzz.py
