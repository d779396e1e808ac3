"""The five originals as they were, mistakes and all, as far as the check looks at them; persons are left out.

Texts are the documents' own, shortened to the sentences that matter; digits are Thai as in the documents.
"""

from reports.enums import Kind
from tests.reports.snapshots import measure, progress, snapshot, step

UNFILLED = {"id": 0, "weak_point": "", "limitation": "", "topic_numbers": [], "progress": None}
NO_PERIOD = {"period": "", "period_start": None, "period_end": None}


def _numbered(entries):
    return [{**entry, "id": number} for number, entry in enumerate(entries, start=1)]


def seed_000():
    """Analysis report of 2566: a wrong name of the agency, a measure torn in two, classes without a reason."""
    autumn_to_spring = {
        "period": "ตุลาคม ๖๕ – มีนาคม ๖๖",
        "period_start": "2022-10-01",
        "period_end": "2023-03-31",
        "follow_up": "-รายงานผลการดำเนินงานในที่ประชุมประจำเดือน เมษายน ๒๕๖๖",
    }
    budget = "การใช้งบประมาณ"
    rows = [
        ("การใช้ทรัพย์สินของทางราชการ", ["4"], "กองคลัง", {}),
        (budget, ["2"], "", NO_PERIOD),
        (f"{budget} (ต่อ)", ["2"], "สำนักปลัด , กองคลัง และ กองช่าง", {}),
        ("การปรับปรุงระบบการทำงาน", ["8"], "สำนักปลัด", {}),
        ("การแก้ไขปัญหาการทุจริต", ["5"], "สำนักปลัด", {}),
        ("คุณภาพการดำเนินงาน", ["6"], "สำนักปลัด , กองคลัง และ กองช่าง", {}),
        ("ประสิทธิภาพการสื่อสาร", ["7"], "สำนักปลัด", {}),
    ]
    urgent = {code: {"weakness_class": "urgent"} for code in ("2", "4", "5", "6", "7", "8")}
    urgent["4"]["response"] = (
        "ทั้งนี้ องค์กรบริหารส่วนตำบลทุ่งน้อย พิจารณาแล้วว่าควรต้องแก้ไขโดยให้หน่วยงานรับผิดชอบจัดทำคู่มือมาตรฐาน"
    )
    return snapshot(
        Kind.ANALYSIS_REPORT,
        findings={**urgent, **{code: {"weakness_class": "improve"} for code in ("1", "3", "9", "10")}},
        measures=_numbered(
            measure(**UNFILLED | {"title": title, "indicator_codes": codes, "responsible": who} | autumn_to_spring | more)
            for title, codes, who, more in rows
        ),
        agency={"name": "องค์การบริหารส่วนตำบลทุ่งน้อย"},
        letter={"subject": "รายงานการวิเคราะห์ผลการประเมินคุณธรรมจริยธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ.๒๕๖๕"},
    )  # fmt: skip


def seed_001():
    """Progress memo of 2565: two years for one report, "นายองค์การ…", four empty follow-ups, ticks without evidence."""
    told = "-รายงานความก้าวหน้าและสรุปผล ณ ๓๑ มีนาคม ๒๕๖๕"
    website = "ตรวจสอบในเว็บไซต์ของหน่วยงาน"
    rows = [
        ("ให้ความรู้เรื่องการประเมินคุณธรรมและความโปร่งใส", "", "done", ""),
        ("ควรมีมาตรการลดขั้นตอนในการให้บริการ", told, "in_progress", ""),
        ("ควรมีนโยบายด้านความโปร่งใสในการดำเนินการจัดซื้อจัดจ้าง", "", "done", website),
        ("ผู้บริหารหน่วยงานควรแสดงนโยบายเจตจำนง", told, "done", website),
        ("การดำเนินงาน", "", "done", ""),
        ("การเผยแพร่ข้อมูลข่าวสาร", "", "done", website),
    ]
    bare = {"action_taken": "", "result": "", "outcome": ""}
    return snapshot(
        Kind.PROGRESS_MEMO,
        assessed=2564,
        scores=(),
        total="81.25",
        level="B",
        measures=_numbered(
            measure(**UNFILLED | NO_PERIOD | {
                "title": title, "follow_up": follow_up, "indicator_codes": [], "responsible": "สำนักปลัด",
                "progress": progress(status=status, note=note, **bare),
            })
            for title, follow_up, status, note in rows
        ),
        agency={"name": "องค์การบริหารส่วนตำบลทรายทอง", "emblem": ""},
        letter={
            "number": "กส ๘๓๓๐๑/",
            "dated": "2022-03-31",
            "subject": "รายงานผลการดำเนินการตามมาตรการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
            "addressee": "นายองค์การบริหารส่วนตำบลทรายทอง",
            "via": "ปลัดองค์การบริหารส่วนตำบล",
        },
        round={"as_at": "2022-03-31"},
        later=None,
        sentences={
            "opening": (
                "ตามที่งานบริหารทั่วไป สำนักงานปลัด ได้รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของ"
                "หน่วยงานภาครัฐในปี พ.ศ.๒๕๖๔ และได้กำหนดมาตรการเพื่อขับเคลื่อนการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"
                "ให้ดีขึ้น ไว้ในข้อ ๖ ตามบันทึกข้อความ เรื่อง รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงาน"
                "ของหน่วยงานภาครัฐในปี พ.ศ. ๒๕๖๓ ขององค์การบริหารส่วนตำบลทรายทอง ลงวันที่ ๓๐ มกราคม ๒๕๖๕ มีรายละเอียดดังนี้"
            )
        },
    )  # fmt: skip


def seed_002():
    """Matrix of 2569: total against indicators, 80.1 for 90.1, two wrong names, O-numbers of other years."""
    overall = "จากผลการประเมิน ITA คะแนนภาพรวมอยู่ที่ ๙๐.๑ คะแนน"
    findings = {
        "1": {"text": "จากผลการประเมิน ITA คะแนนภาพรวม ๙๐.๑ คะแนน เมื่อวิเคราะห์รายประเด็นในตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่ (IIT)"},
        "2": {"text": (
            "จากผลการประเมิน ITA คะแนนภาพรวมอยู่ที่ ๘๐.๑ คะแนน แต่พบว่า ตัวชี้วัดที่ ๒ การใช้จ่ายงบประมาณ (IIT) "
            "มีผลคะแนนเพียง ๘๕.๒๕ คะแนน"
        )},
        "3": {"text": (
            "ตัวชี้วัดที่ 3 การใช้จ่ายเงิน 90.10\nจากผลการประเมิน ITA คะแนนภาพรวมของหน่วยงานอยู่ที่ ๙๐.๑๐ คะแนน "
            "และตัวชี้วัดที่ ๓ การใช้อำนาจ ได้คะแนน ๙๐.๑๐ คะแนน พบว่ายังสามารถพัฒนาช่องทางการเข้าถึงข้อมูล (O๑๔-O๑๙) "
            "และระบบการจัดการเรื่องร้องเรียน (O๒๘-O๓๐)"
        )},
        "4": {"text": f"{overall} แต่พบว่า ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของทางราชการ (IIT) มีผลคะแนนเพียง ๗๓.๓๓ คะแนน"},
        "5": {"text": f"{overall} แต่พบว่า ตัวชี้วัดที่ ๕ การแก้ไขปัญหาการทุจริต (IIT) มีผลคะแนนเพียง ๗๔.๗๕ คะแนน"},
        "6": {"text": f"{overall} โดย ตัวชี้วัดที่ ๖ คุณภาพการดำเนินงาน (EIT) ได้คะแนนสูงถึง ๙๗.๗๓ คะแนน"},
        "7": {"text": f"{overall} โดย ตัวชี้วัดที่ ๗ ประสิทธิภาพการสื่อสาร (EIT) ได้คะแนนสูงถึง ๙๗.๐๐ คะแนน"},
        "8": {"text": (
            f"ตัวชี้วัดที่ ๘ ประสิทธิภาพการสื่อสาร\n{overall} โดย ตัวชี้วัดที่ ๘ การปรับปรุงระบบการทำงาน (EIT) "
            "ได้คะแนนสูงถึง ๙๕.๖๐ คะแนน"
        )},
        "9": {"text": f"{overall} แต่พบว่า ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล (OIT) ได้คะแนนเพียง ๕๙.๒๕ คะแนน"},
        "10": {"text": "จากผลการประเมิน ITA คะแนนภาพรวมอยู่ที่ ๙๐ คะแนน และในส่วนของตัวชี้วัดด้านการป้องกันการทุจริต (OIT) ได้คะแนน ๙๐ คะแนน"},
    }  # fmt: skip
    rows = [
        (str(number), "มาตรการควบคุมและตรวจสอบ", "สำนักปลัด", "๑ ต.ค. ๖๘ - ๓๐ ก.ย. ๖๙", ["จัดประชุมชี้แจง"])
        for number in range(1, 10)
    ]
    whole_year = {"period_start": "2025-10-01", "period_end": "2026-09-30"}
    rows.append((
        "4", "มาตรการส่งเสริมวัฒนธรรมแยกแยะผลประโยชน์ส่วนตนและส่วนรวม", "", "",
        ["จัดทำบอร์ดประชาสัมพันธ์", "ตรวจนับครุภัณฑ์ทุกไตรมาส"],
    ))  # fmt: skip
    rows.append((
        "10", "มาตรการบริหารจัดการความเสี่ยงการทุจริตเชิงรุกรายกอง", "สำนักปลัด", "๑ ต.ค. ๖๘ - ๓๐ ก.ย. ๖๙",
        ["ตรวจสอบความสมบูรณ์ของเนื้อหาเอกสาร (O๓๔-O๔๓)", "สรุปในรายงานผลการบริหารความเสี่ยงประจำปี (O๓๗)"],
    ))  # fmt: skip
    return snapshot(
        Kind.IMPROVEMENT_MATRIX,
        assessed=2568,
        scores=("90.10", "85.25", "90.10", "73.33", "74.75", "97.73", "97.00", "95.60", "59.25", "90.00"),
        total="90.10",
        level="",
        findings=findings,
        measures=_numbered(
            measure(**UNFILLED | (whole_year if when else NO_PERIOD) | {
                "title": title, "indicator_codes": [code], "responsible": who, "period": when, "follow_up": "",
                "steps": [step(text) for text in steps],
            })
            for code, title, who, when, steps in rows
        ),
        agency={"name": "องค์การบริหารส่วนตำบลโพหนอง"},
        letter={"subject": "การวิเคราะห์ผลการประเมิน ITA ปีงบประมาณ พ.ศ.๒๕๖๘ เพื่อนำไปสู่การพัฒนาองค์กร"},
    )  # fmt: skip


def seed_003():
    """Outcome report of 2566: no total, level or score of the year it answers, results told without evidence."""
    rows = [
        (
            "สร้างการรับรู้เกี่ยวกับแผนการใช้จ่ายงบประมาณประจำปี ให้แก่บุคลากรภายในหน่วยงาน", "หัวหน้าส่วนทุกกอง",
            "เป็นประจำทุกเดือน, รอบไตรมาส, รอบ ๖ เดือน ในปีงบประมาณ พ.ศ.๒๕๖๖",
            "แจ้งเรื่องร้องเรียนการทุจริตและประพฤติไม่ชอบ ของเจ้าหน้าที่",
            "ตัวชี้วัดการใช้งบประมาณ ระดับประเมิน ปี ๒๕๖๖ อยู่ที่ ๙๙.๑๘",
        ),
        (
            "สร้างความรู้ความเข้าใจกับบุคลากรในหน่วยงานเกี่ยวกับตัวชี้วัดตามแบบวัดการรับรู้ (IIT)", "คณะทำงานสนับสนุนประเมินITA",
            "เดือน มีนาคม ๒๕๖๖ และ ๒๓ มีนาคม ๒๕๖๖", "การตอบแบบวัดการรับรู้ (IIT) และ (EIT)",
            "บุคลากรในหน่วยงาน มีความรู้ความเข้าใจ มากยิ่งขึ้น",
        ),
        (
            "ประชาสัมพันธ์ช่องทางการเผยแพร่ข้อมูลและผลการดำเนินงานของหน่วยงาน", "งานนิติการ",
            "ประจำทุกเดือนใน ปีงบประมาณ พ.ศ.๒๕๖๖ เดือนมกราคม ๒๕๖๖", "จัดทำสื่อประชาสัมพันธ์ในรูปแบบโปสเตอร์",
            "ประชาชนมีความสะดวกในการรับบริการ",
        ),
    ]  # fmt: skip
    return snapshot(
        Kind.OUTCOME_REPORT,
        assessed=2565,
        scores=(),
        total="",
        level="",
        measures=_numbered(
            measure(**UNFILLED | NO_PERIOD | {
                "title": title, "indicator_codes": [], "responsible": who, "period": when, "follow_up": "",
                "progress": progress(note="", action_taken=action, result="มีการเผยแพร่และประชาสัมพันธ์", outcome=outcome),
            })
            for title, who, when, action, outcome in rows
        ),
        agency={"name": "องค์การบริหารส่วนตำบลทุ่งบุหลัง"},
        letter={"subject": "สรุปผลการดำเนินการ และผลลัพธ์ของการดำเนินการ ประจำปีงบประมาณ พ.ศ.๒๕๖๖"},
        later=None,
    )  # fmt: skip


def seed_004():
    """Topic report of 2568: no total, level or score of the year it answers, misspelt words, nothing to show for it."""
    result = "มีการประกาศฯ ใช้มาตรการป้องกันการขัดกันระหว่างผลประโยชน์ส่วนตนกับผลประโยชน์ส่วนร่วม"
    rows = [
        (1, ["I3"], "เจ้าหน้าที่ในหน่วยงานของท่าน มีการเรียกรับสินบน (ข้อ I๓) (ค่าคะแนน ๙๑.๑๘)", "ไม่มีการรับทรัพย์สินในทุกรณี"),
        (2, ["E7"], "หน่วยงานยังขาดการเปิดโอกาสให้บุคคลภายนอกเข้าไปมีส่วนร่วม (ข้อ E๗)", "ประชาชนเข้ามามีส่วนร่วม"),
        (3, ["E4", "E5"], "ช่องทางการเผยแพร่ข้อมูลเข้าถึงได้ยาก (ข้อ E๔ และข้อE๕)", "ข้อมูลเป็นปัจจุบัน"),
        (4, ["I10"], "มีการขอยืมทรัพย์สินของทางราชการอย่างไม่ถูกต้อง (ข้อ I๑๐)", "เจ้าหน้าที่ถือปฏิบัติ"),
        (5, ["I5"], "มีการเบิกจ่ายเงินที่เป็นเท็จ (ข้อ I๕)", result),
        (6, ["I7"], "ผู้บังคับบัญชาให้เจ้าหน้าที่ทำธุระส่วนตัว (ข้อ I๗)", result),
        (7, ["I14"], "สามารถป้องกันการทุจริตได้ มากน้อยเพียงใด (ข้อ I๑๔) (ค่าคะแนน ๙๑.๑๘)", "ไม่พบการร้องเรียนการทุจริต"),
    ]  # fmt: skip
    return snapshot(
        Kind.TOPIC_REPORT,
        assessed=2567,
        scores=(),
        total="",
        level="",
        measures=_numbered(
            measure(**UNFILLED | {
                "topic_numbers": [topic], "item_codes": codes, "weak_point": weak_point, "indicator_codes": [],
                "period": "ต.ค. ๖๗-ก.ย.๖๘", "period_start": "2024-10-01", "period_end": "2025-09-30",
                "follow_up": "", "limitation": "ไม่มี", "progress": progress(note="", outcome=outcome),
            })
            for topic, codes, weak_point, outcome in rows
        ),
        agency={"name": "เทศบาลตำบลบ่อพลับ", "kind": "เทศบาลตำบล", "emblem": ""},
        letter={"subject": (
            "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปี พ.ศ. ๒๕๖๘ "
            "(ตามมาตราการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน)"
        )},
        later=None,
    )  # fmt: skip
