"""A PostgreSQL server of our own for the length of one command or test run.

    python -m tests.postgres -- COMMAND …     runs COMMAND with DATABASE_URL naming an empty database
    python -m tests.postgres --find           prints the folder of the programs; exit 1 where there are none

It uses the PostgreSQL programs of this machine, not its servers: the cluster lives in a temporary folder,
listens on a free port of 127.0.0.1 and trusts everybody there, so only throw-away data belongs into it.
A guard process stops and removes it when this process ends in whatever way, also by SIGKILL.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path

PROGRAMS = ("initdb", "pg_ctl", "postgres")
# Speed counts, the data does not: nothing here must survive a power cut.
SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 40
"""
# Waits until the write end of its standard input is closed, which the kernel does for a killed process too.
GUARD = 'read -r _; "$1" stop -s -m immediate -D "$2/data"; rm -rf "$2"'


class PostgresError(RuntimeError):
    """The programs are missing or the server does not start; the text says which."""


def find_programs() -> Path | None:
    """Return the folder of the newest installed PostgreSQL programs, None where there are none."""
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    newest_first = sorted(debian, key=lambda folder: float(folder.parent.name), reverse=True)
    on_path = [Path(folder) for folder in os.get_exec_path()]
    for folder in newest_first + on_path:
        if all(os.access(folder / program, os.X_OK) for program in PROGRAMS):
            return folder
    return None


@contextlib.contextmanager
def temporary_cluster(also: str = "") -> Iterator[str]:
    """Start a cluster with an empty database and give its URL; stop and remove it afterwards.

    ``also``: a network whose first address is this machine's, and which is trusted, too ("10.77.0.0/24").

    Raises PostgresError if the programs are missing or the server does not start.
    """
    programs = find_programs()
    if programs is None:
        raise PostgresError("no initdb and pg_ctl in /usr/lib/postgresql/*/bin or on the PATH")
    folder = Path(tempfile.mkdtemp(prefix="ita-postgres-", dir=_shared_temporary_folder()))
    guard = subprocess.Popen(
        ["sh", "-c", GUARD, "sh", programs / "pg_ctl", folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        **_server_user(folder),
    )
    try:
        port = _start(programs, folder, also)
        yield f"postgres://postgres@127.0.0.1:{port}/ita"
    finally:
        guard.stdin.close()
        guard.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _shared_temporary_folder() -> str | None:
    """As root another user runs the server, who may not enter a private TMPDIR."""
    return "/tmp" if os.geteuid() == 0 else None


def _server_user(folder: Path) -> dict[str, object]:
    """PostgreSQL refuses to run as root: hand the folder to its own user and give the options for subprocess."""
    options: dict[str, object] = {"cwd": folder}
    if os.geteuid() == 0:
        known = {user.pw_name: user for user in pwd.getpwall()}
        user = known.get("postgres") or known["nobody"]
        os.chown(folder, user.pw_uid, user.pw_gid)
        options |= {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    return options


def _start(programs: Path, folder: Path, also: str = "", attempts: int = 3) -> int:
    """Make the cluster and start it on a free port, which is returned."""
    options = _server_user(folder)
    data = folder / "data"
    _run(
        [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"],
        options,
    )
    with (data / "postgresql.conf").open("a") as conf:
        conf.write(SETTINGS)
        if also:
            conf.write(f"listen_addresses = '127.0.0.1,{next(ip_network(also).hosts())}'\n")
            with (data / "pg_hba.conf").open("a") as trusted:
                trusted.write(f"host all all {also} trust\n")
    for attempt in range(1, attempts + 1):
        port = _free_port()
        try:
            _run(
                [
                    programs / "pg_ctl",
                    "start",
                    "-s",
                    "-w",
                    "-D",
                    data,
                    "-l",
                    folder / "log",
                    "-o",
                    f"-p {port}",
                ],
                options,
            )
        except PostgresError:
            # Somebody else may have taken the port in between.
            if attempt == attempts:
                raise
        else:
            break
    _run([programs / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "postgres", "ita"], options)
    return port


def _run(command: list[str | Path], options: dict[str, object]) -> None:
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    if done.returncode:
        raise PostgresError(f"{Path(command[0]).name} failed: {done.stdout.strip()}")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def main(arguments: list[str]) -> int:
    """Do what the command line asks and return the exit code, that of COMMAND where one ran."""
    if arguments == ["--find"]:
        folder = find_programs()
        sys.stdout.write(f"{folder or 'none'}\n")
        return 0 if folder else 1
    if len(arguments) < 2 or arguments[0] != "--":
        sys.stderr.write(__doc__)
        return 2
    try:
        with temporary_cluster() as url:
            return _run_with_database(arguments[1:], url)
    except PostgresError as error:
        sys.stderr.write(f"tests.postgres: {error}\n")
        return 1


def _run_with_database(command: list[str], url: str) -> int:
    child = subprocess.Popen(command, env=os.environ | {"DATABASE_URL": url})
    # A terminal sends Ctrl-C to the command itself; what only this process gets is passed on.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, _frame: child.send_signal(received))
    code = child.wait()
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
