import shutil

from django.core.checks import run_checks

from reports.typesetting import textlayer


def problems():
    return [problem.id for problem in run_checks() if problem.id.startswith("reports.")]


def test_the_source_tree_is_complete():
    assert problems() == []


def test_missing_fonts_stop_the_start(settings, tmp_path):
    fonts = tmp_path / "static" / "fonts"
    shutil.copytree(settings.BASE_DIR / "static" / "fonts" / "laksaman", fonts / "laksaman")
    (fonts / "laksaman" / "Laksaman-Bold.ttf").unlink()
    settings.BASE_DIR = tmp_path

    assert problems() == ["reports.E001"]


def test_another_weasyprint_stops_the_start(monkeypatch):
    monkeypatch.setattr(textlayer, "version", lambda name: "71.0")

    assert problems() == ["reports.E002"]
