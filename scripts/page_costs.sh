#!/usr/bin/env bash
# Queries and processor time of every main page of the demonstration; with a page's name (PAGE=year) its queries.
COMMAND="make page-costs"
# shellcheck source=scripts/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need_writable
need_setup requirements-dev.txt
use_test_environment
export DEMO=1 DATABASE_URL=sqlite:///$SCRATCH/db.sqlite3 ALLOWED_HOSTS=testserver DJANGO_SETTINGS_MODULE=itaportal.settings
"$PY" manage.py prepare --verbosity 0
"$PY" -m scripts.page_costs ${PAGE:+"$PAGE"}
