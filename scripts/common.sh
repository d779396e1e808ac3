# shellcheck shell=bash
# What the other scripts share: messages, packages of the system, the virtual environment .venv.
# A script sets COMMAND (its name in messages) and sources this file, which changes to the project's root.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
ROOT=$PWD
PY=.venv/bin/python
LOG=var/setup.log
BASE_PYTHON=""
# What the shell of a caller may have set for other projects.
unset PYTHONHOME PYTHONPATH DJANGO_SETTINGS_MODULE
# Commands print Thai, also where the terminal's language does not know it.
export PYTHONUTF8=1

say() { printf '%s\n' "$*"; }
warn() { printf '%s: %s\n' "$COMMAND" "$*" >&2; }
fail() {
    warn "$*"
    exit 1
}

# Install Debian packages; false where that is not possible from here.
apt_install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    say "Installing $* …"
    local options=(-y -q --no-install-recommends)
    DEBIAN_FRONTEND=noninteractive apt-get install "${options[@]}" "$@" >>"$LOG" 2>&1 && return
    apt-get update -q >>"$LOG" 2>&1 &&
        DEBIAN_FRONTEND=noninteractive apt-get install "${options[@]}" "$@" >>"$LOG" 2>&1
}

# Make var/ for data and logs; stop with one line where this user may not write.
need_writable() {
    local place
    for place in "$ROOT" "$ROOT"/{.venv,var,"$LOG",var/db.sqlite3}; do
        [ ! -e "$place" ] || [ -w "$place" ] ||
            fail "no permission to write to '$place'; work in a copy of your own, or: sudo chown -R $(id -un) '$ROOT'"
    done
    [ -d var ] || (umask 077 && mkdir var)
    : >"$LOG"
}

# Everything up to the packages of a requirements file: need_setup FILE. Quick where all is there.
need_setup() {
    local file=$1 packages=()
    venv_holds "$file" || venv_usable || choose_python
    pango_loads || packages+=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)
    [ ${#packages[@]} = 0 ] || apt_install "${packages[@]}" ||
        fail "this machine lacks what the portal runs on. Install it, then run this again: sudo apt-get install ${packages[*]}"
    venv_holds "$file" || { venv_usable || make_venv && install_requirements "$file"; }
}

# What .venv was made from: its place and Python, then the content of a requirements file.
venv_identity() { printf '%s\n%s\n' "$ROOT" "$("$PY" -c 'import sys; print("%d.%d" % sys.version_info[:2])')"; }
venv_stamp() { venv_identity && cat "$1"; }
venv_holds() { [ -e ".venv/installed-$1" ] && venv_stamp "$1" 2>/dev/null | cmp -s - ".venv/installed-$1"; }

# An environment of another place or Python does not work, one without pip cannot be completed.
venv_usable() {
    "$PY" -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || return
    local stamp
    for stamp in .venv/installed-*; do
        [ ! -e "$stamp" ] || head -n 2 "$stamp" | cmp -s - <(venv_identity) || return
    done
}

# Set BASE_PYTHON to the first Python of 3.11 or newer; add to the caller's packages what it lacks.
choose_python() {
    local version found=""
    for BASE_PYTHON in python3.11 python3 python3.12 python3.13 python3.14; do
        version=$("$BASE_PYTHON" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
        if "$BASE_PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
            "$BASE_PYTHON" -c 'import ensurepip, venv' 2>/dev/null || packages+=("python$version-venv")
            return
        fi
        found=$version
    done
    [ -z "$found" ] || fail "Python 3.11 or newer is needed, here is $found. Debian 12 and Ubuntu 24.04 have it: sudo apt-get install python3 python3-venv"
    BASE_PYTHON=python3
    packages+=(python3 python3-venv)
}

make_venv() {
    # --clear would empty the environment of another checkout.
    [ ! -L .venv ] || fail ".venv is a link to $(readlink .venv); remove the link, then run again"
    "$BASE_PYTHON" -m venv --clear .venv >>"$LOG" 2>&1 ||
        fail "could not make the virtual environment: $(tail -n 1 "$LOG") (more in $LOG)"
}

install_requirements() {
    local file=$1
    say "Installing the Python packages of $file (a minute, only this once) …"
    rm -f .venv/installed-*
    PIP_USER=0 PIP_REQUIRE_VIRTUALENV=0 "$PY" -m pip --disable-pip-version-check --no-input install \
        --retries 2 --require-hashes --only-binary :all: -r "$file" >>"$LOG" 2>&1 || explain_pip_failure
    venv_stamp "$file" >".venv/installed-$file"
    # The development file holds all of the other one.
    venv_stamp requirements.txt >.venv/installed-requirements.txt
}

explain_pip_failure() {
    if grep -qiE 'name resolution|connection|timed? ?out|unreachable|retrying|proxy' "$LOG"; then
        fail "could not download the Python packages: no connection to the package index. Connect and run this again (more in $LOG)"
    fi
    fail "could not install the Python packages: $(grep -m 1 ERROR "$LOG" || tail -n 1 "$LOG") (more in $LOG)"
}

# Pango draws the documents; WeasyPrint loads it and its companions by these names.
pango_loads() {
    "${BASE_PYTHON:-$PY}" - 2>/dev/null <<'PYTHON'
import ctypes
import ctypes.util

for library in ("gobject-2.0", "pango-1.0", "pangoft2-1.0", "harfbuzz", "harfbuzz-subset"):
    try:
        ctypes.CDLL(f"lib{library}.so.0")
    except OSError:
        ctypes.CDLL(ctypes.util.find_library(library) or library)
PYTHON
}

# The environment of checks and tests: nothing of this installation's data, secrets or settings.
use_test_environment() {
    SCRATCH=$(mktemp -d)
    trap 'rm -rf "$SCRATCH"' EXIT
    # pytest turns Ctrl-C into an ordinary failure, after which the next part would begin.
    trap 'exit 130' INT
    export DATA_DIR=$SCRATCH DATABASE_URL=sqlite://:memory: DEMO=0 DEBUG=0 HTTPS=0 ALLOWED_HOSTS=127.0.0.1,localhost
    export SECRET_KEY=only-for-tests-only-for-tests-only-for-tests-only-for-tests SECRET_KEY_FILE=""
}
