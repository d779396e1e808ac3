"""A copied ITAS result page in pieces, and short ways to read one."""

from assessments.itas import KnownIndicator, parse
from itaportal.thai.numbers import format_score

INDICATORS = (
    KnownIndicator("1", "การปฏิบัติหน้าที่", ("การปฏิบัติงานที่",)),
    KnownIndicator("2", "การใช้งบประมาณ"),
    KnownIndicator("3", "การใช้อำนาจ"),
    KnownIndicator("4", "การใช้ทรัพย์สินของราชการ"),
    KnownIndicator("5", "การแก้ไขปัญหาการทุจริต"),
    KnownIndicator("6", "คุณภาพการดำเนินงาน"),
    KnownIndicator("7", "ประสิทธิภาพการสื่อสาร"),
    KnownIndicator("8", "การปรับปรุงระบบการทำงาน", ("การปรับปรุงการทำงาน",)),
    KnownIndicator("9", "การเปิดเผยข้อมูล"),
    KnownIndicator("10", "การป้องกันการทุจริต"),
)
SCORES = dict(
    zip(
        [indicator.code for indicator in INDICATORS],
        ["90.11", "83.50", "88.54", "79.52", "85.65", "86.66", "87.18", "85.24", "97.78", "100.00"],
        strict=True,
    )
)
# Copied from seed document 000: the page is jumbled, sorted by score, and prints two names wrongly.
TABLE = (
    ("1", "การป้องกันการทุจริต", "100.00"),
    ("2", "การเปิดเผยข้อมูล", "97.78"),
    ("3", "การปฏิบัติงานที่", "90.11"),
    ("4", "การใช้อำนาจ", "88.54"),
    ("5", "ประสิทธิภาพการสื่อสาร", "87.18"),
    ("6", "คุณภาพการดำเนินงาน", "86.66"),
    ("7", "การแก้ไขปัญหาการทุจริต", "85.65"),
    ("8", "การปรับปรุงการทำงาน", "85.24"),
    ("9", "การใช้งบประมาณ", "83.50"),
    ("10", "การใช้ทรัพย์สินของราชการ", "79.52"),
)
PAGE_HEAD = """
คะแนน องค์กรบริหารส่วนตำบลตัวอย่าง


ระดับผลการประเมิน

91.1 คะแนน

คะแนนสูงสุดรายตัวชี้วัด

A

ดูเกณฑ์การประเมิน



อันดับ\tตัวชี้วัด\tคะแนน\t
"""
PAGE_FOOT = """
คะแนนสูงสุด\t100.00 คะแนน\tคะแนนต่ำสุด\t79.52 คะแนน

<https://itas.nacc.go.th/report/rpt0201?Year=2022&AssessmentId=121&DepartmentId=2300&22EDD605=3AF2C252DB4099CB>
"""
PAGE = PAGE_HEAD + "\t\n".join("\t".join(row) for row in TABLE) + "\t" + PAGE_FOOT


def read(text):
    return parse(text, INDICATORS)


def scores(pasted):
    return {row.code: format_score(row.score) for row in pasted.rows}


def reasons(pasted):
    return [(left.line_number, left.reason) for left in pasted.not_understood]


def table(cells="\t", rows="\n", lines=TABLE):
    return rows.join(cells.join(line) for line in lines)
