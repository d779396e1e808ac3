// Files of data: says that a file is too large before it is sent, keeps the table that was pasted with its cells, and
// follows a long import. Everything works without it.
(function () {
  "use strict";

  const MEGABYTE = 1024 * 1024;
  const INTERVAL = 1500;

  function watchSize(input) {
    const told = document.createElement("p");
    told.className = "file-warning";
    told.setAttribute("role", "alert");
    input.after(told);
    input.addEventListener("change", () => {
      const limit = Number(input.dataset.maxBytes);
      const file = input.files[0];
      told.textContent =
        file && file.size > limit ? speak("ไฟล์ใหญ่เกิน {limit} เมกะไบต์ กรุณาเลือกไฟล์อื่นหรือแบ่งเป็นหลายไฟล์", { limit: limit / MEGABYTE }) : "";
    });
  }

  // A text field shows a table as lines; what tells which cell is joined to which travels beside it.
  function watchPaste(area) {
    const kept = document.getElementById(area.dataset.pasteTable);
    area.addEventListener("paste", (event) => {
      const source = event.clipboardData ? event.clipboardData.getData("text/html") : "";
      const whole = !area.value || area.selectionEnd - area.selectionStart === area.value.length;
      // The field's own input event comes after this one.
      setTimeout(() => {
        kept.value = whole && /<table\b/i.test(source) ? source : "";
      });
    });
    area.addEventListener("input", (event) => {
      if (event.inputType !== "insertFromPaste") kept.value = "";
    });
  }

  async function follow(section) {
    const bar = section.querySelector("progress");
    const label = section.querySelector("[data-import-label]");
    try {
      const answer = await fetch(section.dataset.importProgress, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const state = await answer.json();
      if (!state.working) {
        location.reload();
        return;
      }
      bar.value = state.progress;
      label.textContent = state.label;
    } catch {
      label.textContent = speak("ติดต่อระบบไม่ได้ กำลังลองใหม่");
    }
    setTimeout(() => follow(section), INTERVAL);
  }

  document.querySelectorAll("input[data-max-bytes]").forEach(watchSize);
  document.querySelectorAll("textarea[data-paste-table]").forEach(watchPaste);
  document.querySelectorAll("[data-import-progress]").forEach(follow);
})();
