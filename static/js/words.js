// What scripts say: the Thai words where they are said, their English here. speak("เลือกแล้ว {picked} ข้อ", { picked: 3 })
window.speak = (function () {
  "use strict";

  const ENGLISH = {
    "ตรวจใบรับรองไม่สำเร็จ กรุณาตรวจการเชื่อมต่ออินเทอร์เน็ตแล้วลองอีกครั้ง": "The certificate could not be checked. Please check the internet connection and try again",
    "กำลังตรวจใบรับรอง…": "Checking the certificate…",
    "คัดลอกแล้ว": "Copied",
    "เลือกข้อความไว้ให้แล้ว กรุณากด Ctrl+C": "The text is selected. Please press Ctrl+C",
    "ยังไม่เก็บร่างใหม่ กรุณาเลือก “นำกลับมา” หรือ “ทิ้งร่าง” ที่ต้นหน้าก่อน": "No new draft is kept yet. Please choose at the top of the page whether to bring the old one back or discard it",
    "ยังเก็บร่างไม่ได้ เพราะออกจากระบบแล้ว กดบันทึกแล้วเข้าสู่ระบบอีกครั้ง ข้อความจะไม่หาย": "The draft cannot be kept because you are signed out. Save and sign in again; the text is not lost",
    "ยังเก็บร่างไม่ได้ เพราะติดต่อระบบไม่ได้ จะลองใหม่เมื่อพิมพ์ต่อ": "The draft cannot be kept because the portal cannot be reached. It is tried again as you type on",
    "ทิ้งร่างแล้ว": "Draft discarded",
    "{bytes} กิโลไบต์": "{bytes} kB",
    "{bytes} เมกะไบต์": "{bytes} MB",
    "ใหญ่เกิน {limit} เมกะไบต์": "is larger than {limit} MB",
    "เลือกไว้ {chosen} ไฟล์ ส่งได้ครั้งละไม่เกิน {maxCount} ไฟล์ กรุณาเลือกใหม่": "{chosen} files are chosen; at most {maxCount} can be sent at once. Please choose again",
    "ทุกไฟล์ที่เลือกใหญ่เกินกำหนด กรุณาเลือกใหม่": "Every chosen file is too large. Please choose again",
    "{size} {tooLarge} จะไม่ส่งไฟล์นี้": "{size} {tooLarge}; this file is not sent",
    "เลือกแล้ว {n} ไฟล์ รวม {size}": "{n} file(s) chosen, {size} in all",
    "ไฟล์ใหญ่เกิน {limit} เมกะไบต์ กรุณาเลือกไฟล์อื่นหรือแบ่งเป็นหลายไฟล์": "The file is larger than {limit} MB. Please choose another or split it into several",
    "ติดต่อระบบไม่ได้ กำลังลองใหม่": "The portal cannot be reached; trying again",
    "เลือกแล้ว {picked} ข้อ": "{picked} chosen",
    "ยังไม่ได้เลือกข้อใด": "Nothing is chosen yet",
    "ยังไม่ได้วาง เพราะมีตัวเลข {pieces} ตัว แต่เหลือ {fields} ช่อง กรุณาเลือกช่องแรกใหม่": "Not pasted: there are {pieces} numbers but {fields} cells left. Please choose another first cell",
    "วางแล้ว {filled} ช่อง ตรวจแล้วกดบันทึก": "{filled} cells pasted. Check them, then save",
    "ย้อนการวางแล้ว": "Pasting undone",
    "ย้ายไปลำดับที่ {place} แล้ว กดบันทึกลำดับ": "Moved to place {place}. Save the order",
    "กำลังดำเนินการ…": "Working…",
    "กำลังจัดทำ…": "Making the file…",
  };
  const isEnglish = document.documentElement.lang === "en";

  return (thai, values = {}) =>
    ((isEnglish && ENGLISH[thai]) || thai).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
})();
