#!/usr/bin/env bash
# Compile requirements.in and requirements-dev.in into files that name each package with its hashes.
# Versions already locked stay unless the .in files forbid them; UPGRADE=1 takes the newest allowed.
COMMAND="make lock"
# shellcheck source=scripts/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

UV=$(PATH=$PATH:$ROOT/.venv/bin command -v uv) ||
    fail "uv is missing. Get it with: pipx install uv (or: .venv/bin/python -m pip install uv)"
need_writable
packages=()
choose_python

options=(pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header
    --no-emit-index-url --no-emit-find-links)
[ -z "${UPGRADE:-}" ] || options+=(--upgrade)

"$UV" "${options[@]}" requirements.in --output-file requirements.txt
"$UV" "${options[@]}" requirements-dev.in --constraints requirements.txt --output-file requirements-dev.txt
"$BASE_PYTHON" scripts/annotate_lock.py
say "$COMMAND: requirements.txt and requirements-dev.txt are up to date"
