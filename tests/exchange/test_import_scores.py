"""The command that brings scores in."""

import pytest
from django.core.management import CommandError, call_command

from exchange.exports import template
from exchange.models import Import
from exchange.tables.scope import Scope
from tests.exchange.books import delimited

pytestmark = pytest.mark.usefixtures("packs")


def run(path, data, **options):
    """Write the file and run the command for 2565."""
    path.write_bytes(data)
    call_command("import_scores", path, **{"agency": "tua-yang", "year": 2565, **options})


def test_a_dry_run_shows_and_writes_nothing(agency, tmp_path, capsys):
    run(tmp_path / "ก.csv", delimited(("ตัวชี้วัดที่", "คะแนน"), ("๔", "79.52")), dry_run=True)
    shown = capsys.readouterr().out
    assert "เพิ่มใหม่: แถว 2 4. การใช้ทรัพย์สินของราชการ\n  คะแนน: ว่าง → 79.52" in shown
    assert "เพิ่มใหม่ 1 เปลี่ยน 0 เหมือนเดิม 0 รับไม่ได้ 0" in shown
    assert not agency.assessments.exists()
    assert not Import.objects.exists()


def test_scores_are_written(agency, tmp_path, capsys):
    run(tmp_path / "ก.csv", delimited(("ตัวชี้วัดที่", "คะแนน"), ("4", "79.52")))
    assert agency.assessments.get().indicator_scores.get().code == "4"
    assert "นำเข้าคะแนนปี 2565" in capsys.readouterr().out
    assert Import.objects.get().by is None
    with pytest.raises(CommandError, match="ไม่มีแถวใดให้นำเข้า"):
        run(tmp_path / "ข.xlsx", template(Scope("scores", agency, 2565)))


@pytest.mark.parametrize("dry_run", [True, False])
def test_refused_rows_are_told_and_nothing_is_written(agency, tmp_path, capsys, dry_run):
    rows = delimited(("ตัวชี้วัดที่", "คะแนน"), ("4", "79.52"), ("5", "แปดสิบ"))
    with pytest.raises(CommandError, match="มีแถวที่รับไม่ได้ 1 แถว") as error:
        run(tmp_path / "ก.csv", rows, dry_run=dry_run)
    assert error.value.returncode == 1
    assert "แถว 3 ช่อง “คะแนน”: “แปดสิบ” ไม่ใช่คะแนน" in capsys.readouterr().out
    assert not agency.assessments.exists()


@pytest.mark.parametrize("dry_run", [True, False])
def test_what_cannot_be_read_is_said(agency, tmp_path, dry_run):
    with pytest.raises(CommandError, match="ไม่พบตารางคะแนนในไฟล์"):
        run(tmp_path / "ก.csv", delimited(("ก", "ข"), ("1", "2")), dry_run=dry_run)
    with pytest.raises(CommandError, match="เกณฑ์การประเมินปี 2599"):
        run(tmp_path / "ก.csv", delimited(("ตัวชี้วัดที่", "คะแนน"), ("1", "2")), dry_run=dry_run, year=2599)
    with pytest.raises(CommandError, match="ไม่พบหน่วยงานรหัส none"):
        run(tmp_path / "ก.csv", b"", dry_run=dry_run, agency="none")
    with pytest.raises(CommandError, match="เปิดไฟล์"):
        call_command("import_scores", tmp_path / "ไม่มี.csv", agency="tua-yang", year=2565)


def test_a_second_file_of_the_same_year_stops_by_choice(agency, tmp_path):
    run(tmp_path / "ก.csv", delimited(("ตัวชี้วัดที่", "คะแนน"), ("4", "79.52")))
    with pytest.raises(CommandError, match="ต่างจากเดิม 1 แถว"):
        run(tmp_path / "ก.csv", delimited(("ตัวชี้วัดที่", "คะแนน"), ("4", "80")), mode="stop")


@pytest.mark.parametrize("dry_run", [True, False])
def test_what_should_be_known_of_the_file_is_said(agency, tmp_path, capsys, dry_run):
    data = "ตัวชี้วัดที่,คะแนน,อื่น\n4,79.52,ก".encode("cp874")
    run(tmp_path / "ก.csv", data, dry_run=dry_run)
    shown = capsys.readouterr().out
    assert "ควรทราบ: ไฟล์นี้เข้ารหัสภาษาไทยแบบเก่า (Windows-874)" in shown
    assert "หัวตารางที่ไม่ได้อ่าน: อื่น" in shown
