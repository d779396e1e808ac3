"""The comparison of `make bench` still runs, with few agencies."""

import pytest
from django.db import connection

from scripts import bench_import


@pytest.mark.skipif(connection.vendor != "sqlite", reason="The databases compared are files of SQLite.")
def test_a_small_comparison(tmp_path, capsys, db):
    (tmp_path / bench_import.DATABASE).write_bytes(connection.connection.serialize())  # spares the migrations
    results = bench_import.compare(tmp_path, agencies=3)
    assert results.keys() == bench_import.PROGRAMS.keys()
    for result in results.values():
        assert result["preview"] > 0
        assert result["import"] > 0
        assert result["mib"] > 10
    bench_import.report(results, agencies=3)
    printed = capsys.readouterr().out
    assert "import of 3 agencies × 10 indicators" in printed
    assert "preview within 15, import within 20, mib within 200" in printed
