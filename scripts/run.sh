#!/usr/bin/env bash
# The newcomer's first command: set up what is missing, fill the demonstration, serve it on this machine alone.
COMMAND="make run"
# shellcheck source=scripts/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

PORT=${PORT:-8000}

need_port() {
    case $PORT in
    '' | *[!0-9]* | ??????*) fail "PORT must be a number from 1 to 65535, not '$PORT'" ;;
    esac
    "$PY" - "$PORT" <<'PYTHON' || exit 1
import errno
import socket
import sys

port = int(sys.argv[1])
with socket.socket() as listener:
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        if not 1 <= port <= 65535:
            sys.exit(f"make run: PORT must be a number from 1 to 65535, not {port}")
        listener.bind(("127.0.0.1", port))
    except PermissionError:
        sys.exit(f"make run: this user may not use port {port}. Choose one above 1023: make run PORT=8000")
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        why = "is in use by another program" if taken else f"cannot be used ({error.strerror})"
        sys.exit(f"make run: port {port} {why}. Choose another: make run PORT={port % 65535 + 1}")
PYTHON
}

need_secret() {
    [ -s var/secret_key ] && return
    (umask 077 && "$PY" -c 'import secrets; print(secrets.token_urlsafe(50))' >var/secret_key.new)
    mv var/secret_key.new var/secret_key
}

# Everything is said here, so that neither a .env file nor this shell can point the demonstration,
# whose passwords are known, at real data.
use_demo_environment() {
    unset SECRET_KEY
    export PORTAL_URL=http://127.0.0.1:$PORT EMAIL_URL=consolemail://
    export SEAL_FILE="" SEAL_PASSPHRASE_FILE="" TSA_URL="" TRUST_FOLDER="" REVOCATION_FETCH=0 PKCS11_MODULE="" PKCS11_TOKEN="" CLAMD=""
    export DEMO=1 DEBUG=0 HTTPS=0 BEHIND_PROXY=0 ALLOWED_HOSTS=127.0.0.1,localhost CSRF_TRUSTED_ORIGINS=""
    export DATA_DIR=$ROOT/var SECRET_KEY_FILE=$ROOT/var/secret_key
    DATABASE_URL=sqlite:///$("$PY" -c 'import sys, urllib.parse; print(urllib.parse.quote(sys.argv[1]))' "$DATA_DIR/db.sqlite3")
    export DATABASE_URL
}

# A worker that ends although nobody stopped it, killed for its memory for example, is started again.
keep_working() {
    local worker=""
    trap 'kill "$worker" 2>/dev/null; wait; exit' TERM
    while true; do
        "$PY" manage.py db_worker --interval 1 --verbosity 0 &
        worker=$!
        wait "$worker" && return
        warn "the worker has ended and is started again"
        sleep 2
    done
}

need_writable
need_setup requirements.txt
need_port
need_secret
use_demo_environment
# What a worker was doing when it was stopped is given back to those who asked for it.
"$PY" manage.py prepare --alone || fail "could not prepare the database; the reason is above"
cat <<TEXT

  ITA portal, demonstration:  http://127.0.0.1:$PORT

  Sign in as  staff, chief, secretary, mayor  (อบต.ทรายทอง)  or  admin  (site)
  Password    demo-ita-2569
  Stop with   Ctrl-C

TEXT
# One Ctrl-C stops both; the server stays when the worker has to begin again.
keep_working &
children=($!)
"$PY" -m itaportal.serving --listen "127.0.0.1:$PORT" --processes 1 &
children+=($!)
trap 'kill "${children[@]}" 2>/dev/null; wait' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
wait -n
