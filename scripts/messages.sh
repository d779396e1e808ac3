#!/usr/bin/env bash
# Collect the texts of the interface into the English catalogue; fails while some have no English.
COMMAND="make messages"
# shellcheck source=scripts/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need_writable
need_setup requirements-dev.txt
use_test_environment

"$PY" -m scripts.messages || fail "write the English of those texts into itaportal/locale/en/LC_MESSAGES/django.po, then run this again"
