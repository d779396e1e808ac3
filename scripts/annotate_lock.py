"""Carry the reasons written in requirements*.in over to the compiled files, and check that these agree.

Run by `make lock` after uv: in requirements.txt and requirements-dev.txt each direct dependency is then
preceded by its comment, so that a reader of the locked file sees why the package is there.
"""

import re
import sys
from pathlib import Path

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
HEADER = "# Made from {source} by `make lock`; change that file, not this one."


def canonical(name: str) -> str:
    """Return the name as package indexes compare it: Django_Axes and django-axes are one."""
    return re.sub(r"[-_.]+", "-", name).lower()


def reasons(source: str) -> dict[str, list[str]]:
    """Return the comment lines above each requirement; one comment may stand above several."""
    found: dict[str, list[str]] = {}
    comment: list[str] = []
    after_requirement = False
    for line in source.splitlines():
        if line.startswith("#"):
            comment = [line] if after_requirement else [*comment, line]
            after_requirement = False
        elif name := NAME.match(line):
            found[canonical(name[0])] = comment
            after_requirement = True
        elif not line.strip():
            comment = []
    return found


def annotate(compiled: str, comments: dict[str, list[str]], source_name: str) -> str:
    """Return the compiled text with its header and each direct dependency's comment above it."""
    lines = [HEADER.format(source=source_name)]
    for line in compiled.splitlines():
        # uv writes its own comments indented; those at the line's start are from an earlier run.
        if not line or line.startswith("#"):
            continue
        if name := NAME.match(line):
            lines += ["", *comments.get(canonical(name[0]), [])]
        lines.append(line)
    return "\n".join(lines) + "\n"


def pins(path: Path) -> set[str]:
    """Return the locked "name==version"; on which platform may differ, as a test's package may need more."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line.removesuffix("\\").partition(";")[0].strip() for line in lines if NAME.match(line)}


def main() -> None:
    runtime_reasons = reasons(Path("requirements.in").read_text(encoding="utf-8"))
    development_reasons = runtime_reasons | reasons(Path("requirements-dev.in").read_text(encoding="utf-8"))
    runtime, development = Path("requirements.txt"), Path("requirements-dev.txt")
    for path, comments in ((runtime, runtime_reasons), (development, development_reasons)):
        text = annotate(path.read_text(encoding="utf-8"), comments, f"{path.stem}.in")
        path.write_text(text, encoding="utf-8")
    if missing := pins(runtime) - pins(development):
        sys.exit(f"make lock: requirements-dev.txt disagrees on {', '.join(sorted(missing))}")


if __name__ == "__main__":
    main()
