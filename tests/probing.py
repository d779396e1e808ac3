"""Answers of probes without a process for each, where the question is not how they are bounded."""

import json
import runpy
import warnings
from collections.abc import Iterator

from itaportal.probes import ProbeFailed, ProbeRefused

_probes = {}


def answered_here(probe, data, bounds, *arguments):
    """Stand in for ``itaportal.probes.ask_for_lines``."""
    if probe not in _probes:
        _probes[probe] = runpy.run_path(str(probe))["answer"]
    with warnings.catch_warnings(action="ignore"):
        try:
            found = _probes[probe](data, *arguments)
            lines = list(found) if isinstance(found, Iterator) else [found]
        except ProbeRefused:
            raise
        except Exception as error:
            raise ProbeFailed from error
    return json.loads(json.dumps(lines))
