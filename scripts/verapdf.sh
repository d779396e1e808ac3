#!/usr/bin/env bash
# Asks veraPDF whether files keep to PDF/A-3u and PDF/UA-1: scripts/verapdf.sh FILE.pdf …
# What the tests check of both without it: tests/reports/pdfrules.py.
set -euo pipefail

verapdf=${VERAPDF:-verapdf}
if [ $# = 0 ]; then
    echo "usage: scripts/verapdf.sh FILE.pdf …" >&2
    exit 2
fi
if ! command -v "$verapdf" >/dev/null; then
    echo "verapdf is not installed: see https://verapdf.org, or name the program in VERAPDF" >&2
    exit 2
fi

failed=0
for flavour in 3u ua1; do
    answers=$("$verapdf" --flavour "$flavour" --format text --verbose "$@") || true
    echo "$answers"
    if [ "$(grep -c '^PASS' <<<"$answers")" != $# ]; then
        failed=1
    fi
done
exit $failed
