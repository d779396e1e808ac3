"""Keep the database of a release for the test of the next one's upgrade, and freeze its migrations.

Run it once when a release is made; ``tests/test_upgrade.py`` reads what it writes into tests/data/release/.
"""

import gzip
import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RELEASE = ROOT / "tests/data/release"


def main() -> None:
    """Fill a demonstration with the code as it is, and write its database and the hashes of all migrations."""
    RELEASE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        environment = {"PATH": os.environ["PATH"], "DATA_DIR": folder, "DEMO": "1", "SECRET_KEY": "x" * 50}
        subprocess.run([sys.executable, "manage.py", "prepare"], cwd=ROOT, env=environment, check=True)
        # As a file: what stands in virtual tables (the search index) cannot be told in statements.
        whole = Path(folder, "whole.sqlite3")
        sqlite3.connect(Path(folder, "db.sqlite3")).execute("VACUUM INTO ?", [str(whole)])
        (RELEASE / "database.sqlite3.gz").write_bytes(gzip.compress(whole.read_bytes(), mtime=0))
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(ROOT)}\n"
        for path in migrations()
    ]
    (RELEASE / "migrations.sha256").write_text("".join(lines), encoding="utf-8")


def migrations() -> list[Path]:
    """Return the migrations of all apps."""
    return sorted(ROOT.glob("*/migrations/[0-9]*.py"))


if __name__ == "__main__":
    main()
