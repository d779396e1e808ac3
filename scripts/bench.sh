#!/usr/bin/env bash
# How long a document and an import take here and elsewhere, what proof-reading finds, what is read of whole reports: tables, and
# build/bench.json.
# RUNS=… sets how often each program makes the document (5).
COMMAND="make bench"
# shellcheck source=scripts/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need_writable
need_setup requirements-dev.txt
use_test_environment
export DEMO=1 DATABASE_URL=sqlite:///$SCRATCH/db.sqlite3
mkdir -p build
"$PY" -m scripts.bench build/bench.json
